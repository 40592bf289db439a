/**
 * Files of variables as systemd's `EnvironmentFile=` reads them: a small machine, not a shell. Quotes count only at the
 * beginning of a value, or behind quotes; there is no inline comment, and a quote that is never closed takes the rest of
 * the file. https://github.com/systemd/systemd/blob/main/src/basic/env-file.c (parse_env_file_internal)
 */
import type { Span } from "../../text/span";
import type { Sink } from "../shell/sink";
import { noteProblem } from "../shell/sink";
import type { RunBuilder } from "../yaml/decode";
import { runBuilder } from "../yaml/decode";
import type { Written, WrittenValue } from "./written";
import { addComment, eachStatement } from "./written";

/** Reads a text as systemd does. A byte-order mark belongs to the first name, which makes it no name. */
export function scanSystemd(text: string, sink: Sink, written: Written[]): void {
  eachStatement(text, sink, 0, (begin) => {
    let start = begin;
    while (start < text.length && isSpace(text.charCodeAt(start))) start++;
    if (start >= text.length) return start;
    let at = start;
    const isComment = "#;".includes(text.charAt(start));
    while (at < text.length && !isLineEnd(text.charCodeAt(at)) && (isComment || text.charAt(at) !== "=")) at++;
    if (isComment) addComment(sink, text, start, at);
    else if (text.charAt(at) !== "=") noteProblem(sink, { start, end: at }, "systemd takes no such line");
    else return readAssignment(text, { start, end: at }, sink, written);
    return at;
  });
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

function readAssignment(text: string, key: Span, sink: Sink, written: Written[]): number {
  let end = key.end;
  while (end > key.start && isSpace(text.charCodeAt(end - 1))) end--;
  const nameSpan = { start: key.start, end };
  const name = text.slice(key.start, end);
  const { value, next } = readValue(text, key.end + 1);
  const span = { start: key.start, end: value.outer.end };
  // A variable with a name or a value that no environment takes is dropped after the file has been read.
  if (!NAME.test(name)) noteProblem(sink, nameSpan, "systemd takes no such name");
  else if (/[\0-\x08\x0b-\x1f\x7f]/.test(value.text)) noteProblem(sink, span, "systemd takes no such value");
  else written.push({ name, nameSpan, exported: false, span, value });
  return next;
}

interface Reading {
  readonly text: string;
  readonly out: RunBuilder;
  at: number;
  /** Behind the last unit that counts. */
  last: number;
}

function readValue(text: string, start: number): { readonly value: WrittenValue; readonly next: number } {
  const reading: Reading = { text, out: runBuilder(text), at: start, last: start };
  let first: number | undefined;
  let quotes = 0;
  // The value is one quoted piece and nothing else.
  let wholly = false;
  // Each quoted piece is followed by a new beginning.
  for (;;) {
    while (
      reading.at < text.length &&
      isSpace(text.charCodeAt(reading.at)) &&
      !isLineEnd(text.charCodeAt(reading.at))
    ) {
      reading.at++;
    }
    if (reading.at >= text.length || isLineEnd(text.charCodeAt(reading.at))) break;
    first ??= reading.at;
    const open = reading.at;
    const unit = text.charAt(open);
    if (unit !== "'" && unit !== '"') {
      readPlain(reading);
      wholly = false;
      break;
    }
    const closed = unit === "'" ? readSingle(reading) : readDouble(reading);
    wholly = closed && quotes === 0;
    quotes++;
    reading.last = reading.at;
  }
  const outer = { start: first ?? start, end: reading.last };
  const inner = wholly ? { start: outer.start + 1, end: outer.end - 1 } : outer;
  const kind = text.charAt(outer.start) === '"' ? "double" : "single";
  const quote = wholly ? kind : quotes > 0 ? "mixed" : "none";
  return { value: { ...reading.out.done(inner.start), outer, inner, quote, expands: false }, next: reading.at };
}

/** Answers whether the quote is closed. */
function readSingle(reading: Reading): boolean {
  const { text, at } = reading;
  const close = text.indexOf("'", at + 1);
  reading.out.verbatim(at + 1, close < 0 ? text.length : close);
  reading.at = close < 0 ? text.length : close + 1;
  return close >= 0;
}

/** https://github.com/systemd/systemd/blob/main/src/basic/escape.h (SHELL_NEED_ESCAPE) */
const NEED_ESCAPE = '"\\`$';

/** Answers whether the quote is closed. */
function readDouble(reading: Reading): boolean {
  const { text, out } = reading;
  let from = reading.at + 1;
  let at = from;
  while (at < text.length && text.charAt(at) !== '"') {
    if (text.charAt(at) !== "\\") {
      at++;
      continue;
    }
    const next = text.charAt(at + 1);
    if (next === "\n" || next === "" || NEED_ESCAPE.includes(next)) {
      out.verbatim(from, at);
      if (next !== "") out.replaced(next === "\n" ? "" : next, at, at + 2);
      from = at + 2;
    }
    at += 2;
  }
  const end = Math.min(at, text.length);
  out.verbatim(from, end);
  reading.at = Math.min(end + 1, text.length);
  return end < text.length;
}

/** To the end of the line; a backslash keeps what follows it, or joins the next line. */
function readPlain(reading: Reading): void {
  const { text, out } = reading;
  let from = reading.at;
  let at = from;
  reading.last = at;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) {
    if (text.charAt(at) !== "\\") {
      if (!isSpace(text.charCodeAt(at))) reading.last = at + 1;
      at++;
      continue;
    }
    const next = text.charAt(at + 1);
    out.verbatim(from, at);
    if (next !== "") out.replaced(isLineEnd(next.charCodeAt(0)) ? "" : next, at, at + 2);
    at = Math.min(at + 2, text.length);
    from = at;
    reading.last = at;
  }
  out.verbatim(from, reading.last);
  reading.at = at;
}

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 9 || isLineEnd(unit);
}

function isLineEnd(unit: number): boolean {
  return unit === 10 || unit === 13;
}
