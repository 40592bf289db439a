/**
 * Strings in quotes: what they say as a template, and how a template is written as one.
 * The decoded text is the template as a here-document would hold it: escapes with backslashes are decoded, `${…}` and
 * `$${` stay. So the text of a string and of a here-document mean the same, and both are read by template.ts.
 * Source: https://github.com/hashicorp/hcl/blob/v2.23.0/hclsyntax/spec.md#template-expressions
 */
import type { Layer } from "../../text/layer";
import { verbatimLayer } from "../../text/layer";
import type { Span } from "../../text/span";
import { lazyLayer } from "../lazyLayer";
import { type Decoded, type RunBuilder, runBuilder } from "../yaml/decode";
import { templatePieces } from "./scan";

/** The layer of a string, of which `inside` is without quotes. */
export function quotedLayer(text: string, inside: Span): Layer {
  const isEscaped = text.slice(inside.start, inside.end).includes("\\");
  return isEscaped
    ? lazyLayer(() => decodeQuoted(text, inside), encodeQuoted)
    : verbatimLayer(text, inside, encodeQuoted);
}

function decodeQuoted(text: string, inside: Span): Decoded {
  const out = runBuilder(text);
  for (const piece of templatePieces(text, inside.start, inside.end)) {
    if (piece.kind === "text") decodeText(text, piece, out);
    else out.verbatim(piece.start, piece.end);
  }
  return out.done(inside.start);
}

const SIMPLE: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

function decodeText(text: string, { start, end }: Span, out: RunBuilder): void {
  let piece = start;
  let at = start;
  let before = "";
  while (at < end) {
    const unit = text.charAt(at);
    const decoded = unit === "\\" ? escapeAt(text, at, end) : undefined;
    if (decoded) {
      out.verbatim(piece, at);
      out.replaced(doubled(before, decoded.text, text.charAt(decoded.end)), at, decoded.end);
      piece = decoded.end;
    }
    before = decoded?.text ?? unit;
    // A wrong escape stands for itself.
    at = decoded?.end ?? at + 1;
  }
  out.verbatim(piece, end);
}

/** A mark that was written with an escape begins nothing: in the text it is an escaped mark, `$${`. */
function doubled(before: string, text: string, after: string): string {
  if ((text === "$" || text === "%") && after === "{") return text + text;
  return text === "{" && (before === "$" || before === "%") ? before + text : text;
}

interface Escape {
  readonly text: string;
  readonly end: number;
}

function escapeAt(text: string, at: number, limit: number): Escape | undefined {
  const mark = text.charAt(at + 1);
  const simple = SIMPLE[mark];
  if (at + 2 > limit) return undefined;
  if (simple !== undefined) return { text: simple, end: at + 2 };
  const digits = mark === "u" ? 4 : mark === "U" ? 8 : 0;
  const end = at + 2 + digits;
  const code = text.slice(at + 2, end);
  if (digits === 0 || end > limit || !/^[0-9a-fA-F]+$/.test(code)) return undefined;
  const point = Number.parseInt(code, 16);
  return point > 0x10ffff ? undefined : { text: String.fromCodePoint(point), end };
}

const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/;

/** Writes a template in quotes. Undefined where an interpolation in it is not closed: it would take what follows. */
export function encodeQuoted(template: string): string | undefined {
  let out = '"';
  for (const { kind, start, end, closed } of templatePieces(template, 0, template.length)) {
    if (!closed) return undefined;
    if (kind !== "text") {
      out += template.slice(start, end);
      continue;
    }
    for (let at = start; at < end; at++) {
      const unit = template.charAt(at);
      if (unit === '"' || unit === "\\") out += `\\${unit}`;
      else if (unit === "\n") out += "\\n";
      else if (unit === "\t") out += "\\t";
      else if (unit === "\r") out += "\\r";
      else if (UNPRINTABLE.test(unit)) out += `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
      else out += unit;
    }
  }
  return `${out}"`;
}
