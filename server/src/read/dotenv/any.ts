/**
 * Files of variables that nobody in reach loads: what most readers agree on. Where they differ about a piece of a value,
 * the piece is opaque, and where they differ about a whole line, it gives no variable. Better nothing than a wrong value.
 * Source: reference/variables.md 2.1.
 */
import type { Span } from "../../text/span";
import { partsBuilder, type Source } from "../interpolation/parts";
import type { Part } from "../reading";
import type { Sink } from "../shell/sink";
import type { Written, WrittenValue } from "./written";
import {
  addComment,
  behindMark,
  eachStatement,
  lineEnd,
  plainValue,
  quotedValue,
  skipBlanks,
  skipLine,
  trimEnd,
} from "./written";

const HEAD = /(export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=/y;

/** Reads a text as most readers do. */
export function scanAny(text: string, sink: Sink, written: Written[]): void {
  eachStatement(text, sink, behindMark(text), (begin) => {
    const end = lineEnd(text, begin);
    const start = skipBlanks(text, begin, end);
    if (start >= end) return end;
    if (text.charAt(start) === "#") {
      addComment(sink, text, start, end);
      return end;
    }
    HEAD.lastIndex = start;
    const [all, exporting = "", name] = HEAD.exec(text) ?? [];
    if (all === undefined || name === undefined) return skipLine(sink, text, start, "This is no assignment");
    const value = readValue(text, start + all.length);
    if (!value) return skipLine(sink, text, start, "This quote is never closed");
    const nameSpan = { start: start + exporting.length, end: start + exporting.length + name.length };
    const exported = exporting !== "";
    written.push({ name, nameSpan, exported, span: { start, end: value.outer.end }, value });
    const next = lineEnd(text, value.outer.end);
    const tail = skipBlanks(text, value.outer.end, next);
    if (tail < next) addComment(sink, text, tail, next);
    return next;
  });
}

/** Undefined for quotes that nothing closes. */
function readValue(text: string, start: number): WrittenValue | undefined {
  const end = lineEnd(text, start);
  const at = skipBlanks(text, start, end);
  const quote = text.charAt(at);
  if (at < end && (quote === '"' || quote === "'")) {
    const close = closingQuote(text, at, quote);
    if (close !== undefined && endsValue(text, close + 1)) {
      return quotedValue(text, { start: at, end: close + 1 }, quote === '"');
    }
    // A quote that another line closes with something behind it is not closed yet.
    if (close === undefined || close > end) return undefined;
  }
  const hash = text.slice(start, end).search(/[ \t]#/);
  const last = trimEnd(text, at, hash < 0 ? end : start + hash);
  return plainValue(text, last > at ? { start: at, end: last } : { start, end: start }, true);
}

function closingQuote(text: string, open: number, quote: string): number | undefined {
  for (let at = text.indexOf(quote, open + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (text.charAt(at - 1) !== "\\" || at - 1 === open) return at;
  }
  return undefined;
}

function endsValue(text: string, from: number): boolean {
  const at = skipBlanks(text, from);
  return at >= text.length || text.charAt(at) === "\n" || (text.charAt(at) === "#" && at > from);
}

/** What some reader expands or decodes: references, commands, escapes. */
const DISPUTED = /\\[\s\S]|\$(?:\{[^{}\n]*\}|\$|\(|\{|[A-Za-z_]\w*)|`/g;
/** Single quotes stop commands and most escapes, but not references: not those of python-dotenv and dotenv-expand. */
const DISPUTED_IN_SINGLE = /\\[\\']|\$(?:\{[^{}\n]*\}|[A-Za-z_]\w*)/g;
/** Quotes that are not the outer ones: some readers take them off, some end the value there. */
const DISPUTED_QUOTES = /["']/;

/** The parts of a value, opaque where its readers differ. */
export function partsOfAny(source: Source, value: WrittenValue): readonly Part[] {
  const { text } = source;
  const out = partsBuilder(source, value.inner);
  const unsupported = (at: Span): void =>
    out.add({ kind: "opaque", span: out.place(at.start, at.end), why: "unsupported" });
  if (value.quote === "none" && DISPUTED_QUOTES.test(text)) {
    unsupported({ start: 0, end: text.length });
    return out.done();
  }
  let from = 0;
  for (const { index, 0: found } of text.matchAll(value.quote === "single" ? DISPUTED_IN_SINGLE : DISPUTED)) {
    out.verbatim(from, index);
    from = index + found.length;
    unsupported({ start: index, end: from });
  }
  out.verbatim(from, text.length);
  return out.done();
}
