/**
 * The logical lines of a properties file and the escapes in them, as `Properties.load` has them:
 * https://github.com/openjdk/jdk/blob/jdk-21%2B35/src/java.base/share/classes/java/util/Properties.java
 */
import type { Span } from "../../text/span";
import { type Decoded, runBuilder } from "../yaml/decode";

/** From the first unit that is no blank to the end of the last line that it goes on with. */
export interface LogicalLine extends Span {
  readonly next: number;
  /** A comment, which never goes on. */
  readonly comment: boolean;
}

/** Reads the line that begins at `from`. Where nothing stands in it, its span is empty. */
export function readLogicalLine(text: string, from: number): LogicalLine {
  let start = from;
  // A joint before anything else leads to a line that is read as if it were the first, a comment too.
  for (;;) {
    while (start < text.length && isBlankUnit(text.charCodeAt(start))) start++;
    if (text.charCodeAt(start) !== BACKSLASH || !isJoint(text, start)) break;
    start = afterJoint(text, start, text.length);
  }
  const comment = text.charAt(start) === "#" || text.charAt(start) === "!";
  let at = start;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) {
    if (comment || text.charCodeAt(at) !== BACKSLASH) at++;
    else at = isJoint(text, at) ? afterJoint(text, at, text.length) : Math.min(at + 2, text.length);
  }
  return { start, end: at, next: afterLineEnd(text, at), comment };
}

/** Blank, tab or form feed. */
export function isBlankUnit(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 12;
}

function isLineEnd(unit: number): boolean {
  return unit === LF || unit === CR;
}

function afterLineEnd(text: string, at: number): number {
  const both = text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF;
  return Math.min(at + (both ? 2 : 1), text.length);
}

/** The backslash at `at` joins its line with the next one. */
export function isJoint(text: string, at: number): boolean {
  return isLineEnd(text.charCodeAt(at + 1));
}

/** Behind the line end and the blanks that begin the next line. */
export function afterJoint(text: string, at: number, limit: number): number {
  let next = afterLineEnd(text, at + 1);
  while (next < limit && isBlankUnit(text.charCodeAt(next))) next++;
  return Math.min(next, limit);
}

const SIMPLE: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", f: "\f" };

/** A key or value without its escapes, and where those stand that Java refuses. */
export function decodePiece(text: string, { start, end }: Span): Decoded & { readonly wrong: readonly number[] } {
  const out = runBuilder(text);
  const wrong: number[] = [];
  let piece = start;
  let at = start;
  while (at < end) {
    if (text.charCodeAt(at) !== BACKSLASH) {
      at++;
      continue;
    }
    out.verbatim(piece, at);
    const mark = text.charAt(at + 1);
    let next = Math.min(at + 2, end);
    if (isJoint(text, at)) next = afterJoint(text, at, end);
    // The last unit of a file escapes nothing and is left out.
    else if (at + 1 >= end) out.replaced("", at, end);
    else if (mark !== "u") out.replaced(SIMPLE[mark] ?? mark, at, next);
    else {
      const digits = text.slice(at + 2, Math.min(at + 6, end));
      if (/^[0-9a-fA-F]{4}$/.test(digits)) {
        next = at + 6;
        out.replaced(String.fromCharCode(Number.parseInt(digits, 16)), at, next);
      } else {
        wrong.push(at);
        out.verbatim(at, next);
      }
    }
    at = piece = next;
  }
  out.verbatim(piece, end);
  return { ...out.done(start), wrong };
}

const WRITTEN: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\f": "\\f" };

/**
 * Writes a value. What is not ASCII is escaped, because the file may be read as Latin-1 or as UTF-8. Undefined for no text
 * at all: the blanks of its separator would be the end of the key.
 */
export function encodeValue(value: string, isBehindBlanks: boolean): string | undefined {
  if (value === "") return isBehindBlanks ? undefined : "";
  let out = "";
  for (let at = 0; at < value.length; at++) {
    const unit = value.charAt(at);
    const code = value.charCodeAt(at);
    const isFirst = at === 0 && (unit === " " || (isBehindBlanks && (unit === "=" || unit === ":")));
    if (WRITTEN[unit] !== undefined) out += WRITTEN[unit];
    else if (code < 32 || code > 126) out += `\\u${code.toString(16).padStart(4, "0")}`;
    else out += isFirst ? `\\${unit}` : unit;
  }
  return out;
}

const LF = 10;
const CR = 13;
const BACKSLASH = 92;
