/**
 * Ruby in text (ERB): `<%= ENV['NAME'] %>`, `<%= ENV.fetch('NAME', 'default') %>`, `<%= ENV['NAME'] || 'default' %>`. Of
 * any other Ruby nothing is known. `<%#` is a comment, `<%%` stands for `<%`.
 * Source: https://docs.ruby-lang.org/en/3.4/ERB.html, https://docs.ruby-lang.org/en/3.4/ENV.html, variables.md 3.25
 */
import type { Part } from "../../read/reading";
import type { Layer } from "../../text/layer";
import type { Span } from "../../text/span";

type Text = Pick<Layer, "text" | "toHost">;

/** Splits decoded text into literal text and tags; a tag that is not closed is text. */
export function scanErb(layer: Text, whole: Span): readonly Part[] {
  const { text } = layer;
  const parts: Part[] = [];
  let from = 0;
  let close = 0;
  const addText = (end: number): void => {
    if (end > from) parts.push(textPart(layer, from, end));
  };
  for (let open = text.indexOf("<%"); open >= 0; open = text.indexOf("<%", from)) {
    if (text.startsWith("%", open + 2)) {
      addText(open + 2);
      from = open + 3;
      continue;
    }
    if (close < open + 2) close = text.indexOf("%>", open + 2);
    if (close < 0) break;
    addText(open);
    from = close + 2;
    const tag = { start: open, end: from };
    if (!text.startsWith("#", open + 2)) parts.push(partOf(layer, tag, whole));
  }
  addText(text.length);
  return parts;
}

function textPart(layer: Text, start: number, end: number): Part {
  return { kind: "text", text: layer.text.slice(start, end), span: layer.toHost({ start, end }) };
}

/** `<%= … %>`, which may keep the line end (`-%>`). */
function partOf(layer: Text, tag: Span, whole: Span): Part {
  const span = layer.toHost(tag) ?? whole;
  const written = layer.text.slice(tag.start, tag.end);
  const opaque: Part = { kind: "opaque", span, why: "template" };
  if (!written.startsWith("<%=") || written.length > MOST_UNITS) return opaque;
  const code = written.slice(3, written.endsWith("-%>") ? -3 : -2);
  const from = tag.start + 3 + (code.length - code.trimStart().length);
  const found = lookUpIn(code.trim());
  if (!found) return opaque;
  const { name, otherwise } = found;
  if (!otherwise) return { kind: "reference", name, span };
  const start = from + otherwise.start;
  const end = from + otherwise.end;
  return {
    kind: "reference",
    name,
    span,
    fallback: { parts: end > start ? [textPart(layer, start, end)] : [], whenEmpty: false },
  };
}

/** `ENV['K']` and `ENV.fetch('K')`, with a text for where nothing is set: the name in either quotes, and that text. */
const LOOK_UPS: readonly RegExp[] = [
  /^ENV\[(?:'(\w{1,200})'|"(\w{1,200})")\](?:\s{0,20}\|\|\s{0,20}('[^'\\]*'|"[^"\\#]*"))?$/,
  /^ENV\.fetch\(\s{0,20}(?:'(\w{1,200})'|"(\w{1,200})")\s{0,20}(?:,\s{0,20}('[^'\\]*'|"[^"\\#]*")\s{0,20})?\)$/,
  /^ENV\.fetch\((?:'(\w{1,200})'|"(\w{1,200})")\)\s{0,20}\{\s{0,20}('[^'\\]*'|"[^"\\#]*")\s{0,20}\}$/,
];

/** Ruby that looks a variable up; `otherwise` is where the text stands that counts without it. */
function lookUpIn(code: string): { readonly name: string; readonly otherwise?: Span } | undefined {
  for (const pattern of LOOK_UPS) {
    const [, single, double, text] = pattern.exec(code) ?? [];
    const name = single ?? double;
    if (name === undefined) continue;
    if (text === undefined) return { name };
    const start = code.lastIndexOf(text) + 1;
    return { name, otherwise: { start, end: start + text.length - 2 } };
  }
  return undefined;
}

/** Nobody writes a look-up that is longer. */
const MOST_UNITS = 1_000;
