/**
 * What the reference syntaxes of products share: `${…}` in decoded text, braces nested, a doubled dollar for a literal
 * one. Each product's own file says what stands between the braces.
 */
import type { OpaquePart, Part } from "../../read/reading";
import type { Layer } from "../../text/layer";
import type { Span } from "../../text/span";

/** What one product makes of the text between `${` and `}`. */
export type ReadInner = (inner: string) => InnerReference;

export type InnerReference =
  | {
      readonly kind: "name";
      readonly name: string;
      /** `at`: where the text stands, in units of `inner`. */
      readonly fallback?: { readonly text: string; readonly at: number; readonly whenEmpty: boolean };
    }
  | { readonly kind: "opaque"; readonly why: OpaquePart["why"] }
  /** The key of a Secret in a cluster. */
  | { readonly kind: "secret"; readonly namespace: string; readonly secret: string; readonly key: string }
  /** The content of a file, as it is. */
  | { readonly kind: "file"; readonly path: string }
  /** A text that the reference always gives (`${'literal'}`). */
  | { readonly kind: "text"; readonly text: string }
  /** Not a reference in this product: stays as it is. */
  | { readonly kind: "none" };

export interface ScanOptions {
  readonly inner: ReadInner;
  /** What the product makes of the name in `$NAME`; without this it is text. */
  readonly bare?: ReadInner;
  /** Sequences that begin with a dollar and stand for a literal: `$$` for `$`. */
  readonly escapes: Readonly<Record<string, string>>;
  /** The default's text may hold references again. */
  readonly nested: boolean;
}

/** Splits decoded text into literal text and references; `at` maps a span of the text to the file. */
export function scanReferences(
  layer: Pick<Layer, "text" | "toHost">,
  whole: Span,
  options: ScanOptions,
): readonly Part[] {
  return scan(layer.text, 0, (span) => layer.toHost(span), whole, options, 0);
}

const MAX_NESTING = 8;

function scan(
  text: string,
  offset: number,
  toHost: (span: Span) => Span | undefined,
  whole: Span,
  options: ScanOptions,
  depth: number,
): readonly Part[] {
  const parts: Part[] = [];
  const braces = closingBraces(text, options.escapes);
  let from = 0;
  let literal = "";
  const flush = (to: number): void => {
    if (literal !== "") {
      const span = toHost({ start: offset + from, end: offset + to });
      parts.push({ kind: "text", text: literal, span });
    }
    literal = "";
  };
  let at = 0;
  while (at < text.length) {
    const dollar = text.indexOf("$", at);
    if (dollar < 0) break;
    literal += text.slice(at, dollar);
    const escaped = escapeAt(text, dollar, options.escapes);
    if (escaped !== undefined) {
      literal += options.escapes[escaped] ?? "";
      at = dollar + escaped.length;
      continue;
    }
    const name = text[dollar + 1] === "{" ? undefined : bareName(text, dollar, options);
    const close = braces.get(dollar) ?? -1;
    const end = name === undefined ? close + 1 : dollar + 1 + name.length;
    const inner =
      name !== undefined ? options.bare?.(name) : close < 0 ? undefined : options.inner(text.slice(dollar + 2, close));
    if (inner === undefined || inner.kind === "none") {
      literal += "$";
      at = dollar + 1;
      continue;
    }
    if (inner.kind === "text") {
      literal += inner.text;
      at = end;
      continue;
    }
    flush(dollar);
    const span = toHost({ start: offset + dollar, end: offset + end }) ?? whole;
    if (inner.kind === "opaque") parts.push({ kind: "opaque", span, why: inner.why });
    else if (inner.kind === "secret") {
      const { namespace, secret: name, key } = inner;
      parts.push({ kind: "secret-key", namespace, name, key, span });
    } else if (inner.kind === "file") parts.push({ kind: "file", path: inner.path, trim: "none", span });
    else if (!inner.fallback) parts.push({ kind: "reference", name: inner.name, span });
    else {
      const { text: other, at: otherAt, whenEmpty } = inner.fallback;
      const start = dollar + 2 + otherAt;
      const exact = text.startsWith(other, start);
      const fallback: readonly Part[] =
        options.nested && depth < MAX_NESTING
          ? scan(other, offset + start, toHost, whole, options, depth + 1)
          : [
              {
                kind: "text",
                text: other,
                span: exact ? toHost({ start: offset + start, end: offset + start + other.length }) : undefined,
              },
            ];
      parts.push({
        kind: "reference",
        name: inner.name,
        span,
        fallback: { parts: other === "" ? [] : fallback, whenEmpty },
      });
    }
    at = end;
    from = at;
  }
  literal += text.slice(at);
  flush(text.length);
  return parts;
}

/** The name behind a dollar without braces, for a product that reads such. */
function bareName(text: string, dollar: number, { bare }: ScanOptions): string | undefined {
  if (!bare) return undefined;
  BARE.lastIndex = dollar + 1;
  return BARE.exec(text)?.[0];
}

const BARE = /[A-Za-z_][A-Za-z0-9_]*/y;

/** The escape that begins at a dollar. */
function escapeAt(text: string, dollar: number, escapes: ScanOptions["escapes"]): string | undefined {
  return Object.keys(escapes).find((sequence) => text.startsWith(sequence, dollar));
}

/** Where each `${` is closed, by the offset of its dollar, nested ones counted. All in one go, or hostile text is slow. */
function closingBraces(text: string, escapes: ScanOptions["escapes"]): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    if (unit === "$") {
      const escaped = escapeAt(text, at, escapes);
      if (escaped !== undefined) at += escaped.length - 1;
      else if (text[at + 1] === "{") open.push(at++);
    } else if (unit === "}") {
      const start = open.pop();
      if (start !== undefined) closing.set(start, at);
    }
  }
  return closing;
}
