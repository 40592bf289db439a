/**
 * Files of variables as python-dotenv reads them. Quoted values may go over several lines; one with something behind it
 * is no assignment, however many lines it took.
 * https://github.com/theskumar/python-dotenv/blob/main/src/dotenv/parser.py
 */
import type { Span } from "../../text/span";
import type { Sink } from "../shell/sink";
import { noteProblem } from "../shell/sink";
import type { Written, WrittenValue } from "./written";
import {
  addComment,
  behindMark,
  decodeWith,
  eachStatement,
  isSpace,
  plainValue,
  quotedValue,
  skipSpace,
  trimEnd,
} from "./written";

const EXPORT = /export(?=[^\S\r\n])/y;
const QUOTED_KEY = /'[^']+'/y;
const KEY = /[^=#\s]+/y;
const MESSAGE = "python-dotenv takes no such line";

/** Reads a text as python-dotenv does. */
export function scanPython(text: string, sink: Sink, written: Written[]): void {
  eachStatement(text, sink, behindMark(text), (begin) => {
    const start = skipSpace(text, begin);
    if (start >= text.length) return start;
    const exported = matchAt(EXPORT, text, start) !== "";
    const at = exported ? skipInline(text, start + "export".length) : start;
    if (text.charAt(at) === "#") return readTail(text, at, sink) ?? fail(text, start, at, sink);
    const key = matchAt(text.charAt(at) === "'" ? QUOTED_KEY : KEY, text, at);
    if (key === "") return fail(text, start, at, sink);
    const quotes = key.startsWith("'") ? 1 : 0;
    const nameSpan = { start: at + quotes, end: at + key.length - quotes };
    const equals = skipInline(text, at + key.length);
    if (text.charAt(equals) !== "=") return readTail(text, equals, sink) ?? fail(text, start, equals, sink);
    const value = readValue(text, equals + 1);
    if (typeof value === "number") return fail(text, start, value, sink);
    const next = readTail(text, value.outer.end, sink);
    if (next === undefined) return fail(text, start, value.outer.end, sink);
    const span = { start, end: value.outer.end };
    written.push({ name: text.slice(nameSpan.start, nameSpan.end), nameSpan, exported, span, value });
    return next;
  });
}

/** Skips the rest of the line that the trouble stands on; what was read before it is lost. */
function fail(text: string, start: number, at: number, sink: Sink): number {
  const end = endOfLine(text, at);
  noteProblem(sink, { start, end: trimEnd(text, start, end) }, MESSAGE);
  return end;
}

/** The value behind `=`, or where the trouble stands. */
function readValue(text: string, start: number): WrittenValue | number {
  const at = skipInline(text, start);
  const quote = text.charAt(at);
  if (quote === '"' || quote === "'") {
    const close = closingQuote(text, at, quote);
    if (close === undefined) return at;
    const escapes = quote === '"' ? DOUBLE_ESCAPES : SINGLE_ESCAPES;
    return quotedValue(text, { start: at, end: close + 1 }, true, (_, inner) =>
      decodeWith(text, inner, escapes, (found) => CONTROLS[found.charAt(1)] ?? found.charAt(1)),
    );
  }
  const end = endOfLine(text, at);
  const stop = commentIn(text, { start: at, end }, at > start);
  const last = trimEnd(text, at, stop);
  return plainValue(text, last > at ? { start: at, end: last } : { start, end: start }, true);
}

/** Where the comment of a value without quotes begins: at a `#` behind white space. */
function commentIn(text: string, value: Span, isBehindSpace: boolean): number {
  for (let at = text.indexOf("#", value.start); at >= 0 && at < value.end; at = text.indexOf("#", at + 1)) {
    if (at === value.start ? isBehindSpace : isSpace(text.charCodeAt(at - 1))) return at;
  }
  return value.end;
}

/** The first quote without a backslash before it; if there is none in all of the text, the last one. */
function closingQuote(text: string, open: number, quote: string): number | undefined {
  let escaped: number | undefined;
  for (let at = text.indexOf(quote, open + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (text.charAt(at - 1) !== "\\" || at - 1 === open) return at;
    escaped = at;
  }
  return escaped;
}

const DOUBLE_ESCAPES = /\\[\\'"abfnrtv]/g;
const SINGLE_ESCAPES = /\\[\\']/g;
const CONTROLS: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Goes over blanks and a comment; undefined where something else stands before the line's end. */
function readTail(text: string, from: number, sink: Sink): number | undefined {
  const at = skipInline(text, from);
  const end = text.charAt(at) === "#" ? endOfLine(text, at) : at;
  if (end < text.length && !isLineEnd(text.charCodeAt(end))) return undefined;
  if (end > at) addComment(sink, text, at, end);
  return end;
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

function isLineEnd(unit: number): boolean {
  return unit === 10 || unit === 13;
}

/** White space that ends no line: for Python a carriage return does. */
function skipInline(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at)) && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}
