/**
 * The lines of a unit file as systemd sees them: one that ends in a backslash goes on with the next that is no comment,
 * and the backslash becomes a blank. https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html
 */
import { type Layer, mappedLayer, verbatimLayer } from "../../text/layer";
import type { Span } from "../../text/span";
import type { Comment } from "../reading";
import { runBuilder } from "../yaml/decode";

export interface LogicalLine {
  /** The line without its ends, joined. It cannot be written as a whole. */
  readonly layer: Layer;
  /** Where the next line begins. */
  readonly next: number;
  /** The file's span for a span of the line. */
  place(inner: Span): Span;
}

/** Reads a line and what it goes on with. Comments go to `comments`; a line that is one is an empty line. */
export function readLogicalLine(file: string, start: number, comments: Comment[]): LogicalLine {
  const out = runBuilder(file);
  const first = lineAt(file, start);
  let line = first;
  let joined = false;
  for (;;) {
    const comment = commentIn(file, line);
    if (comment) {
      comments.push(comment);
      if (!joined) return { ...verbatim(file, { start, end: start }), next: line.next };
    } else {
      const goesOn = endsInBackslash(file, line);
      if (!goesOn && !joined) return { ...verbatim(file, line), next: line.next };
      out.verbatim(line.start, goesOn ? line.end - 1 : line.end);
      // With its line end, or a text as long as what it stands for would seem to stand there itself.
      if (goesOn && line.next > line.end) out.replaced(" ", line.end - 1, line.next);
      joined = true;
      if (!goesOn) break;
    }
    if (line.next >= file.length) break;
    line = lineAt(file, line.next);
  }
  const { text, runs } = out.done(start);
  const layer = mappedLayer(text, runs, () => undefined);
  const whole = { start: first.start, end: line.end };
  return { layer, next: line.next, place: (inner) => layer.toHost(inner) ?? whole };
}

function verbatim(file: string, where: Span): Pick<LogicalLine, "layer" | "place"> {
  return {
    layer: verbatimLayer(file, where, () => undefined),
    place: (inner) => ({ start: where.start + inner.start, end: where.start + inner.end }),
  };
}

interface Line extends Span {
  readonly next: number;
}

/** A line ends at a line feed, a carriage return, or both. */
function lineAt(file: string, start: number): Line {
  let end = start;
  while (end < file.length && !isLineEnd(file.charCodeAt(end))) end++;
  const both = file.charCodeAt(end) === CR && file.charCodeAt(end + 1) === LF;
  return { start, end, next: Math.min(end + (both ? 2 : 1), file.length) };
}

function commentIn(file: string, line: Span): Comment | undefined {
  let at = line.start;
  while (at < line.end && isBlankUnit(file.charCodeAt(at))) at++;
  if (at >= line.end || !"#;".includes(file.charAt(at))) return undefined;
  const textSpan = { start: at + 1, end: line.end };
  return { span: { start: at, end: line.end }, text: file.slice(textSpan.start, textSpan.end), textSpan };
}

/** An odd number of backslashes: of two, one escapes the other. */
function endsInBackslash(file: string, line: Span): boolean {
  let count = 0;
  while (line.end - count > line.start && file.charCodeAt(line.end - 1 - count) === BACKSLASH) count++;
  return count % 2 === 1;
}

/** Blank or tab, and the line ends that joining may leave. */
export function isBlankUnit(unit: number): boolean {
  return unit === 32 || unit === 9 || isLineEnd(unit);
}

function isLineEnd(unit: number): boolean {
  return unit === LF || unit === CR;
}

const LF = 10;
const CR = 13;
const BACKSLASH = 92;
