/**
 * Makes scalar nodes. A plain or quoted value on one line without escapes is a verbatim piece of the file, and most values
 * are; the others are decoded when somebody asks for their text, because most values are never looked at.
 */
import type { Layer } from "../../text/layer";
import { verbatimLayer } from "../../text/layer";
import type { Span } from "../../text/span";
import { lazyLayer } from "../lazyLayer";
import type { ScalarNode } from "../reading";
import type { BlockLayout } from "./blockScalar";
import { decodeBlock } from "./blockScalar";
import { decodeFlow } from "./decode";
import { encodeBlock, encodeDouble, encodePlain, encodePlainInFlow, encodeSingle, refuse } from "./encode";

export interface ScalarContext {
  readonly inFlow: boolean;
  /** The tag before the scalar, `!!str`; tags that a program gives a meaning to make an edit unsafe. */
  readonly tag: string | undefined;
}

/** Tags that leave a text what it is: https://yaml.org/spec/1.2.2/#10112-string and the non-specific tag. */
function isHarmless(tag: string | undefined): boolean {
  return tag === undefined || tag === "!!str" || tag === "!" || tag === "!<tag:yaml.org,2002:str>";
}

/** A tag that only a program knows. */
function ownTag({ tag }: ScalarContext): Pick<ScalarNode, "tag"> {
  return tag === undefined || tag.startsWith("!!") || isHarmless(tag) ? {} : { tag };
}

/** A value without quotes, on one line or several. */
export function plainScalar(text: string, where: Span, context: ScalarContext): ScalarNode {
  const encode = isHarmless(context.tag) ? (context.inFlow ? encodePlainInFlow : encodePlain) : refuse;
  const layer = flowLayer(text, where, "plain", encode);
  return { kind: "scalar", span: where, outer: where, layer, style: "plain", ...ownTag(context) };
}

/** `outer` has the quotes; the closing one may be missing. */
export function quotedScalar(
  text: string,
  outer: Span,
  closed: boolean,
  style: "single" | "double",
  context: ScalarContext,
): ScalarNode {
  const span = { start: outer.start + 1, end: closed ? outer.end - 1 : outer.end };
  const encode = !isHarmless(context.tag) ? refuse : style === "single" ? encodeSingle : encodeDouble;
  return { kind: "scalar", span, outer, layer: flowLayer(text, span, style, encode), style, ...ownTag(context) };
}

/** A literal or folded value, of which the header begins at `header`. */
export function blockScalar(text: string, header: number, layout: BlockLayout, context: ScalarContext): ScalarNode {
  const encode = isHarmless(context.tag) ? encodeBlock(text, header, layout) : refuse;
  return {
    kind: "scalar",
    span: layout.content,
    outer: { start: header, end: layout.content.end },
    layer: lazyLayer(() => decodeBlock(text, layout), encode),
    style: layout.header.style,
    ...ownTag(context),
  };
}

/** Stands for an item of a list where nothing is written. */
export function emptyScalar(text: string, at: number): ScalarNode {
  const where = { start: at, end: at };
  return { kind: "scalar", span: where, outer: where, layer: verbatimLayer(text, where, refuse), style: "plain" };
}

function flowLayer(text: string, where: Span, style: "plain" | "single" | "double", encode: Layer["encode"]): Layer {
  const source = text.slice(where.start, where.end);
  return isVerbatim(source, style)
    ? verbatimLayer(text, where, encode)
    : lazyLayer(() => decodeFlow(text, where, style), encode);
}

function isVerbatim(source: string, style: "plain" | "single" | "double"): boolean {
  if (source.includes("\n")) return false;
  if (style === "single") return !source.includes("'");
  return style === "plain" || !source.includes("\\");
}

/** The decoded text of a plain or quoted key, for which no node is needed. */
export function flowText(text: string, where: Span, style: "plain" | "single" | "double"): string {
  const source = text.slice(where.start, where.end);
  return isVerbatim(source, style) ? source : decodeFlow(text, where, style).text;
}

/** The same value seen through an alias: an edit would change what stands at the anchor, so there is none. */
export function aliasedScalar(node: ScalarNode): ScalarNode {
  const { layer } = node;
  return {
    kind: "scalar",
    span: node.span,
    outer: node.outer,
    layer: {
      get text() {
        return layer.text;
      },
      toHost: (inner) => layer.toHost(inner),
      encode: refuse,
    },
    style: node.style,
    ...(node.tag !== undefined && { tag: node.tag }),
    alias: true,
  };
}
