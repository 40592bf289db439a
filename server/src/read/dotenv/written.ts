/**
 * What the scanners of the dialects share: an assignment as it stands in a file, where it goes, and the small questions
 * that all of them ask of a text. A scanner decides where names and values stand and what escapes mean; references are
 * found after, in the decoded text (../interpolation.ts).
 */
import type { Run } from "../../text/layer";
import type { Span } from "../../text/span";
import type { Value } from "../reading";
import type { Sink } from "../shell/sink";
import { mayGoOn, noteProblem } from "../shell/sink";
import { runBuilder } from "../yaml/decode";

/** An assignment as one dialect sees it. */
export interface Written {
  readonly name: string;
  readonly nameSpan: Span;
  readonly exported: boolean;
  /** From `export` or the name to the value's end. */
  readonly span: Span;
  readonly value: WrittenValue;
}

export interface WrittenValue {
  readonly outer: Span;
  readonly inner: Span;
  readonly quote: Value["quote"];
  /** Decoded, with its way back to the file. */
  readonly text: string;
  readonly runs: readonly Run[];
  /** References in it count. */
  readonly expands: boolean;
  /** A bare name: whoever loads the file passes its own variable on. */
  readonly passedOn?: true;
}

/** Reads a whole text; what it finds goes to `written` and to the sink. */
export type Scan = (text: string, sink: Sink, written: Written[]) => void;

/** Goes through a text statement by statement until its end, or until the budget is spent. */
export function eachStatement(text: string, sink: Sink, start: number, read: (at: number) => number): void {
  const whole = { start: 0, end: text.length };
  for (let at = start; at < text.length && mayGoOn(sink, whole); ) at = Math.max(at + 1, read(at));
}

/** A value that stands as it is. */
export function plainValue(text: string, outer: Span, expands: boolean): WrittenValue {
  return { ...decoded(text, outer), outer, inner: outer, quote: "none", expands };
}

/** A value in quotes, one unit long at each end. `decode` says what stands between them. */
export function quotedValue(
  text: string,
  outer: Span,
  expands: boolean,
  decode: (text: string, inner: Span) => Decoded = decoded,
): WrittenValue {
  const inner = { start: outer.start + 1, end: outer.end - 1 };
  return { ...decode(text, inner), outer, inner, quote: quoteOf(text.charAt(outer.start)), expands };
}

type Decoded = Pick<WrittenValue, "text" | "runs">;

function decoded(text: string, { start, end }: Span): Decoded {
  return { text: text.slice(start, end), runs: [{ text: 0, length: end - start, host: { start, end } }] };
}

function quoteOf(unit: string): Value["quote"] {
  if (unit === '"') return "double";
  return unit === "'" ? "single" : "mixed";
}

/** Decodes a stretch in which some pieces stand for others. `escapes` is global; what `replace` leaves is text. */
export function decodeWith(
  text: string,
  inner: Span,
  escapes: RegExp,
  replace: (found: string) => string | undefined,
): Decoded {
  const out = runBuilder(text);
  const stretch = text.slice(inner.start, inner.end);
  let from = inner.start;
  for (const match of stretch.matchAll(escapes)) {
    const start = inner.start + match.index;
    const replacement = replace(match[0]);
    if (replacement === undefined) continue;
    out.verbatim(from, start);
    from = start + match[0].length;
    out.replaced(replacement, start, from);
  }
  out.verbatim(from, inner.end);
  return out.done(inner.start);
}

/** Notes a comment that begins at `start` and ends before the line's end. */
export function addComment(sink: Sink, text: string, start: number, end: number): void {
  const textSpan = { start: start + 1, end };
  sink.comments.push({ span: { start, end }, text: text.slice(start + 1, end), textSpan });
}

/** Notes a line that the dialect does not take. */
export function skipLine(sink: Sink, text: string, start: number, message: string): number {
  const end = lineEnd(text, start);
  noteProblem(sink, { start, end: trimEnd(text, start, end) }, message);
  return end;
}

/** The offset of the line end, its carriage return not included, at or behind `from`. */
export function lineEnd(text: string, from: number): number {
  const found = text.indexOf("\n", from);
  if (found < 0) return text.length;
  return found > from && text.charCodeAt(found - 1) === CR ? found - 1 : found;
}

/** The first offset from `from` on that is neither blank nor tab nor carriage return. */
export function skipBlanks(text: string, from: number, end: number = text.length): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The first offset from `from` on that is no white space of any kind. */
export function skipSpace(text: string, from: number, end: number = text.length): number {
  let at = from;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The offset behind the last unit that is no white space. */
export function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** White space as Go and Python see it; a byte-order mark is none. */
export function isSpace(unit: number): boolean {
  if (unit < 0x80) return unit === SPACE || (unit >= TAB && unit <= CR);
  return unit === 0x85 || (unit !== 0xfeff && /\s/.test(String.fromCharCode(unit)));
}

/** White space that ends no line. */
export function isBlank(unit: number): boolean {
  return unit !== LF && isSpace(unit) && unit !== 0x2028 && unit !== 0x2029;
}

/** Where a text begins behind its byte-order mark. */
export function behindMark(text: string): number {
  return text.startsWith("\uFEFF") ? 1 : 0;
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
