/**
 * Files of variables as the npm package dotenv reads them, and so dotenv-expand, Vite and Next.js. The package is one
 * regular expression with backtracking; here its choices are made one after the other, in time in proportion to the text
 * and with places. The tests compare both. https://github.com/motdotla/dotenv/blob/master/lib/main.js (LINE, parse)
 */
import type { Span } from "../../text/span";
import type { Sink } from "../shell/sink";
import type { Written, WrittenValue } from "./written";
import { addComment, decodeWith, eachStatement, plainValue, skipLine } from "./written";

/** Reads a text as dotenv does; nothing in it expands. */
export function scanDotenv(text: string, sink: Sink, written: Written[]): void {
  scan(text, sink, written, false);
}

/** The same for a program that expands references after, in every value, whatever its quotes. */
export function scanDotenvExpand(text: string, sink: Sink, written: Written[]): void {
  scan(text, sink, written, true);
}

const HEAD = /(?:export\s+)?([\w.-]+)(?:\s*=|:(?:\r\n|\s))/y;

function scan(text: string, sink: Sink, written: Written[], expands: boolean): void {
  eachStatement(text, sink, 0, (begin) => {
    const start = skipAnySpace(text, begin);
    if (start >= text.length) return start;
    const end = endOfLine(text, start);
    if (text.charAt(start) === "#") {
      addComment(sink, text, start, end);
      return end;
    }
    HEAD.lastIndex = start;
    const head = HEAD.exec(text);
    const [all, name] = head ?? [];
    if (all === undefined || name === undefined) return skipLine(sink, text, start, "dotenv takes no such line");
    const nameStart = start + all.lastIndexOf(name);
    const nameSpan = { start: nameStart, end: nameStart + name.length };
    const { value, next } = readValue(text, start + all.length, expands, sink);
    const span = { start, end: Math.max(nameSpan.end, value.outer.end) };
    written.push({ name, nameSpan, exported: nameStart > start, span, value });
    return next;
  });
}

interface Read {
  readonly value: WrittenValue;
  readonly next: number;
}

/** A value in quotes, if what follows it lets it be one; else what stands before `#` or the line's end. */
function readValue(text: string, start: number, expands: boolean, sink: Sink): Read {
  const at = skipAnySpace(text, start);
  const quote = text.charAt(at);
  const close = quote === '"' || quote === "'" || quote === "`" ? closingQuote(text, at, quote) : undefined;
  if (close !== undefined) {
    const next = skipTail(text, close + 1, sink);
    return { value: dotenvValue(text, { start: at, end: close + 1 }, expands), next };
  }
  let end = start;
  while (end < text.length && !isLineEnd(text.charCodeAt(end)) && text.charAt(end) !== "#") end++;
  const next = skipTail(text, end, sink);
  let last = end;
  while (last > start && isAnySpace(text.charCodeAt(last - 1))) last--;
  const first = Math.min(skipAnySpace(text, start), last);
  const outer = last > first ? { start: first, end: last } : { start, end: start };
  return { value: dotenvValue(text, outer, expands), next };
}

/**
 * The closing quote: the first without a backslash before it, else the last that has one; and only blanks or a comment
 * may follow on its line.
 */
function closingQuote(text: string, open: number, quote: string): number | undefined {
  const escaped: number[] = [];
  for (let at = text.indexOf(quote, open + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (text.charAt(at - 1) === "\\" && at - 1 > open) {
      escaped.push(at);
      continue;
    }
    if (endsValue(text, at + 1)) return at;
    break;
  }
  return escaped.findLast((at) => endsValue(text, at + 1));
}

function endsValue(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && isAnySpace(text.charCodeAt(at)) && !isLineEnd(text.charCodeAt(at))) at++;
  return at >= text.length || isLineEnd(text.charCodeAt(at)) || text.charAt(at) === "#";
}

/** Goes over the blanks and the comment behind a value. */
function skipTail(text: string, from: number, sink: Sink): number {
  const end = endOfLine(text, from);
  let at = from;
  while (at < end && isAnySpace(text.charCodeAt(at))) at++;
  if (at < end && text.charAt(at) === "#") addComment(sink, text, at, end);
  return end;
}

/** Outer quotes are taken off wherever they match, also where something stood behind the first of them. */
function dotenvValue(text: string, outer: Span, expands: boolean): WrittenValue {
  const quote = text.charAt(outer.start);
  const isQuoted = outer.end - outer.start > 1 && "\"'`".includes(quote) && text.charAt(outer.end - 1) === quote;
  const inner = isQuoted ? { start: outer.start + 1, end: outer.end - 1 } : outer;
  const plain = plainValue(text, inner, expands);
  const isDouble = quote === '"' && outer.end > outer.start;
  const decoded = decodeWith(text, inner, ESCAPES, (found) => {
    if (found === "\\n") return isDouble ? "\n" : undefined;
    if (found === "\\r") return isDouble ? "\r" : undefined;
    return "\n";
  });
  const kind = quote === '"' ? "double" : quote === "'" ? "single" : "mixed";
  return { ...plain, ...decoded, outer, quote: isQuoted ? kind : "none" };
}

/** Line ends of other systems become one, escapes count where the value begins with a double quote. */
const ESCAPES = /\\[nr]|\r\n?/g;

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

function isLineEnd(unit: number): boolean {
  return unit === 10 || unit === 13;
}

/** JavaScript's `\s`, a byte-order mark included. */
function isAnySpace(unit: number): boolean {
  return unit < 0x80 ? unit === 32 || (unit >= 9 && unit <= 13) : /\s/.test(String.fromCharCode(unit));
}

function skipAnySpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isAnySpace(text.charCodeAt(at))) at++;
  return at;
}
