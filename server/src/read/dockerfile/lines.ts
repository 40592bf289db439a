/**
 * The logical lines of a Dockerfile: physical lines joined where they are continued, without the comments and empty
 * lines between them. Each is a layer, so what is read in it has exact spans of the file whatever was left out.
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go (Parse)
 */
import type { Layer, Run } from "../../text/layer";
import { mappedLayer } from "../../text/layer";
import type { Span } from "../../text/span";
import type { Ground } from "../shell/ground";
import type { Sink } from "../shell/sink";
import { mayGoOn } from "../shell/sink";

/** The unit that escapes and continues lines: `# escape=` may change it. */
export type EscapeUnit = "\\" | "`";

export interface LineReader {
  readonly file: string;
  readonly sink: Sink;
  readonly escapeUnit: EscapeUnit;
  /** Where the next physical line begins. */
  at: number;
}

/** A logical line: its text without continuations, as the ground on which words are read. */
export interface LogicalLine {
  readonly ground: Ground;
  /** From its first unit to its last one, comments between included. */
  readonly span: Span;
  readonly escapeUnit: EscapeUnit;
}

/** A physical line without its end. */
export interface PhysicalLine {
  readonly start: number;
  readonly end: number;
  /** Where the next line begins. */
  readonly next: number;
}

/** The physical line that begins at `start`. */
export function lineAt(file: string, start: number): PhysicalLine {
  const found = file.indexOf("\n", start);
  const next = found < 0 ? file.length : found + 1;
  let end = found < 0 ? file.length : found;
  while (end > start && file.charAt(end - 1) === "\r") end--;
  return { start, end, next };
}

/** A reader at the file's first line, which knows the directives there. */
export function lineReader(file: string, sink: Sink): LineReader {
  const at = file.startsWith("\uFEFF") ? 1 : 0;
  return { file, sink, escapeUnit: escapeOf(file, at), at };
}

const DIRECTIVES: ReadonlySet<string> = new Set(["syntax", "escape", "check"]);

/** Directives stand before everything else; the first line that is none ends them. */
function escapeOf(file: string, from: number): EscapeUnit {
  for (let at = from; at < file.length; ) {
    const line = lineAt(file, at);
    const text = file.slice(line.start, line.end).trim();
    const equals = text.indexOf("=");
    if (!text.startsWith("#") || equals < 0) break;
    const name = text.slice(1, equals).trim().toLowerCase();
    const value = text.slice(equals + 1).trim();
    if (!DIRECTIVES.has(name)) break;
    if (name === "escape") return value === "`" ? "`" : "\\";
    at = line.next;
  }
  return "\\";
}

/** The next logical line; undefined at the end of the file. Comments on the way go to the sink. */
export function readLogicalLine(reader: LineReader): LogicalLine | undefined {
  const { file, sink } = reader;
  const pieces: Span[] = [];
  let goesOn = true;
  while (goesOn && reader.at < file.length) {
    if (!mayGoOn(sink, { start: 0, end: file.length })) return undefined;
    const line = lineAt(file, reader.at);
    reader.at = line.next;
    const first = skipSpace(file, line.start, line.end);
    if (file.charAt(first) === "#" && first < line.end) noteComment(reader, { start: first, end: line.end });
    else if (first < line.end) {
      // Only the first line loses its blanks; those of the others part words.
      const start = pieces.length === 0 ? first : line.start;
      const cut = continuation(file, { start, end: line.end }, reader.escapeUnit);
      pieces.push({ start, end: cut ?? line.end });
      goesOn = cut !== undefined;
    }
  }
  const [first] = pieces;
  const last = pieces[pieces.length - 1];
  if (!first || !last) return undefined;
  const span = { start: first.start, end: last.end };
  return {
    span,
    escapeUnit: reader.escapeUnit,
    ground: { file, layer: joined(file, pieces), whole: span, verbatim: true, holes: [] },
  };
}

function noteComment({ file, sink }: LineReader, span: Span): void {
  const textSpan = { start: span.start + 1, end: span.end };
  sink.comments.push({ span, text: file.slice(textSpan.start, textSpan.end), textSpan });
}

/** Where a line is cut that goes on: at its last unit, unless that is itself escaped. */
function continuation(file: string, line: Span, escapeUnit: EscapeUnit): number | undefined {
  let end = line.end;
  while (end > line.start && isBlank(file.charAt(end - 1))) end--;
  if (end === line.start || file.charAt(end - 1) !== escapeUnit) return undefined;
  return end - 1 > line.start && file.charAt(end - 2) === escapeUnit ? undefined : end - 1;
}

function joined(file: string, pieces: readonly Span[]): Layer {
  const runs: Run[] = [];
  const texts: string[] = [];
  let length = 0;
  for (const host of pieces) {
    const text = file.slice(host.start, host.end);
    if (text === "") continue;
    runs.push({ text: length, length: text.length, host });
    texts.push(text);
    length += text.length;
  }
  // No instruction can hold a line end, and what ends a physical line with an escape would go on behind it.
  return mappedLayer(texts.join(""), runs, (text) => (/[\0\r\n]/.test(text) || /[\\`]$/.test(text) ? undefined : text));
}

/** The first unit from `from` on that is no white space. */
export function skipSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(text.charAt(at))) at++;
  return at;
}

/** White space between words. */
export function isSpace(unit: string): boolean {
  return unit === " " || (unit >= "\t" && unit <= "\r") || unit === "\u0085" || unit === "\u00A0";
}

function isBlank(unit: string): boolean {
  return unit === " " || unit === "\t";
}
