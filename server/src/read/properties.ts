/**
 * Reads Java's properties files: `key=value`, `key: value`, `key value`, lines that go on with a backslash, escapes.
 * Own code, because the npm packages for it give values without places and unescape what they should not.
 * Line for line as Java does: https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
 */
import type { Span } from "../text/span";
import { lazyLayer } from "./lazyLayer";
import {
  afterJoint,
  decodePiece,
  encodeValue,
  isBlankUnit,
  isJoint,
  type LogicalLine,
  readLogicalLine,
} from "./properties/lines";
import type { Budget, Entry, MapNode, Reading, ScalarNode } from "./reading";
import { readingOf } from "./shell";
import { mayGoOn, newSink, noteProblem, type Sink } from "./shell/sink";

/**
 * Reads a properties file into one map. Dotted keys stay as they are written; a key that stands twice stands there twice,
 * and the last one counts. Blanks at a value's end belong to it, as in Java. A key without a value has none. Answers for
 * any text; a wrong `\u`, for which Java refuses the file, is a problem and stands for itself.
 */
export function readProperties(text: string, budget: Budget): Reading {
  const sink = newSink(budget, text.length);
  const whole = { start: 0, end: text.length };
  if (text.length > budget.units) {
    sink.problems.push({ span: whole, message: "This file is too large to be read", budget: "too-large" });
    return readingOf("properties", sink);
  }
  const entries: Entry[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length && mayGoOn(sink, whole)) {
    const line = readLogicalLine(text, at);
    at = line.next;
    if (line.comment) {
      const textSpan = { start: line.start + 1, end: line.end };
      sink.comments.push({
        span: { start: line.start, end: line.end },
        text: text.slice(textSpan.start, textSpan.end),
        textSpan,
      });
    } else if (line.end > line.start) entries.push(entryOf(text, line, sink));
  }
  const tree: MapNode = { kind: "map", span: whole, entries };
  return { ...readingOf("properties", sink), trees: [tree] };
}

function entryOf(text: string, line: LogicalLine, sink: Sink): Entry {
  const { key, value, separator } = splitLine(text, line);
  const decoded = decodePiece(text, key);
  for (const at of [...decoded.wrong, ...decodePiece(text, value).wrong])
    noteProblem(sink, { start: at, end: Math.min(at + 6, line.end) }, "This escape has no four digits");
  return {
    key: decoded.text,
    keySpan: key,
    value: value.end > value.start ? scalarOf(text, value, separator) : undefined,
    span: { start: key.start, end: Math.max(separator.end, value.end) },
  };
}

function scalarOf(text: string, span: Span, separator: Span): ScalarNode {
  // Behind blanks alone, a mark at the value's start would be taken for the separator.
  const isBlank = !/[=:]/.test(text.slice(separator.start, separator.end));
  const layer = lazyLayer(
    () => decodePiece(text, span),
    (next) => encodeValue(next, isBlank),
  );
  return { kind: "scalar", span, outer: span, layer, style: "plain" };
}

interface Split {
  readonly key: Span;
  readonly separator: Span;
  readonly value: Span;
}

/** A key ends at the first blank, `=` or `:` that is not escaped; blanks around the mark belong to neither. */
function splitLine(text: string, { start, end }: Span): Split {
  let at = start;
  while (at < end && !isSeparator(text.charCodeAt(at))) at = skipUnit(text, at, end);
  const key = { start, end: at };
  at = skipBlanks(text, at, end);
  const mark = text.charAt(at);
  if (at < end && (mark === "=" || mark === ":")) at = skipBlanks(text, at + 1, end);
  return { key, separator: { start: key.end, end: at }, value: { start: at, end } };
}

/** A backslash takes the unit behind it along. */
function skipUnit(text: string, at: number, end: number): number {
  if (text.charCodeAt(at) !== BACKSLASH) return at + 1;
  return Math.min(isJoint(text, at) ? afterJoint(text, at, end) : at + 2, end);
}

/** Blanks, and places where lines are joined. */
function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    if (isBlankUnit(text.charCodeAt(at))) at++;
    else if (text.charCodeAt(at) === BACKSLASH && isJoint(text, at)) at = afterJoint(text, at, end);
    else break;
  }
  return Math.min(at, end);
}

function isSeparator(unit: number): boolean {
  return unit === EQUALS || unit === COLON || isBlankUnit(unit);
}

const COLON = 58;
const EQUALS = 61;
const BACKSLASH = 92;
