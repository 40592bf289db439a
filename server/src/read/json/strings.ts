/**
 * Strings of JSON and JSON5: where one ends, what it says, and how a text is written as one.
 * Own code, because jsonc-parser gives the text without the way back for each unit, and knows no single quotes.
 * Escapes are those of JSON5, of which JSON's are a part: https://spec.json5.org/#escapes
 */
import type { Span } from "../../text/span";
import { type Decoded, runBuilder } from "../yaml/decode";

/** Where a string that begins at `start` ends: behind its quote, or at the line's end where that is missing. */
export function endOfString(text: string, start: number): { readonly end: number; readonly closed: boolean } {
  const quote = text.charCodeAt(start);
  let at = start + 1;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === quote) return { end: at + 1, closed: true };
    if (unit === LF || unit === CR) break;
    at += unit === BACKSLASH ? escapeLength(text, at) : 1;
  }
  return { end: Math.min(at, text.length), closed: false };
}

/** A backslash and what it escapes; both units of a line end on Windows belong to it. */
function escapeLength(text: string, at: number): number {
  return text.charCodeAt(at + 1) === CR && text.charCodeAt(at + 2) === LF ? 3 : 2;
}

const SIMPLE: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "0": "\0",
  "\n": "",
  "\r": "",
  "\u2028": "",
  "\u2029": "",
};

/** The text of a string without its quotes. A wrong `\u` or `\x` stands for itself. */
export function decodeString(host: string, inside: Span): Decoded {
  const out = runBuilder(host);
  let piece = inside.start;
  for (let at = host.indexOf("\\", piece); at >= 0 && at + 1 < inside.end; at = host.indexOf("\\", piece)) {
    out.verbatim(piece, at);
    const mark = host.charAt(at + 1);
    const digits = mark === "u" ? 4 : mark === "x" ? 2 : 0;
    const end = Math.min(at + (digits > 0 ? 2 + digits : escapeLength(host, at)), inside.end);
    const code = digits > 0 ? codeOf(host.slice(at + 2, end), digits) : undefined;
    if (digits === 0) out.replaced(SIMPLE[mark] ?? mark, at, end);
    else if (code !== undefined) out.replaced(String.fromCharCode(code), at, end);
    else {
      out.verbatim(at, at + 2);
      piece = at + 2;
      continue;
    }
    piece = end;
  }
  out.verbatim(piece, inside.end);
  return out.done(inside.start);
}

function codeOf(digits: string, count: number): number | undefined {
  return digits.length === count && /^[0-9a-fA-F]+$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

/** Any text can be written in double quotes; halves of surrogate pairs become escapes. */
export function encodeDouble(text: string): string {
  return JSON.stringify(text);
}

/** The same in single quotes: JSON escapes each double quote, and only double quotes, with `\"`. */
export function encodeSingle(text: string): string {
  const inside = JSON.stringify(text).slice(1, -1);
  return `'${inside.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

const LF = 10;
const CR = 13;
const BACKSLASH = 92;
