/**
 * Reads systemd's unit files: sections of `key=value`, lines that go on with a backslash, comments on lines of their own.
 * Own code, because the npm packages for INI files take inline comments, unescape values and know no places.
 * Line for line as systemd does: https://github.com/systemd/systemd/blob/main/src/shared/conf-parser.c (config_parse,
 * parse_line). What values mean is for whoever reads the key; see systemd/words.ts.
 */
import type { Layer } from "../text/layer";
import type { Span } from "../text/span";
import type { Budget, Entry, MapNode, Reading, ScalarNode } from "./reading";
import { readingOf } from "./shell";
import { mayGoOn, newSink, noteProblem, type Sink } from "./shell/sink";
import { isBlankUnit, type LogicalLine, readLogicalLine } from "./systemd/lines";

/**
 * Reads a unit file into one tree: a map of sections, each a map of its entries. Both in the order of the file, one that
 * stands twice stands there twice; a key without a value has none. Answers for any text; a line that systemd does not
 * take is a problem and the rest still counts.
 */
export function readSystemd(text: string, budget: Budget): Reading {
  const sink = newSink(budget, text.length);
  const whole = { start: 0, end: text.length };
  if (text.length > budget.units) {
    sink.problems.push({ span: whole, message: "This file is too large to be read", budget: "too-large" });
    return readingOf("systemd", sink);
  }
  const sections: Section[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length && mayGoOn(sink, whole)) {
    const line = readLogicalLine(text, at, sink.comments);
    at = line.next;
    readLine(line, sections, sink);
  }
  const tree: MapNode = { kind: "map", span: whole, entries: sections.map(sectionEntry) };
  return { ...readingOf("systemd", sink), trees: [tree] };
}

interface Section {
  readonly name: string;
  readonly nameSpan: Span;
  readonly start: number;
  end: number;
  readonly entries: Entry[];
}

function readLine(line: LogicalLine, sections: Section[], sink: Sink): void {
  const { text } = line.layer;
  const where = trimmed(text, 0, text.length);
  if (where.end === where.start) return;
  const span = line.place(where);
  const closed = text.charAt(where.end - 1) === "]";
  if (text.charAt(where.start) === "[") {
    // Without its bracket it is being typed: what follows belongs to no section that anybody reads.
    const name = { start: where.start + 1, end: closed ? where.end - 1 : where.end };
    if (!closed) noteProblem(sink, span, "This section has no closing bracket");
    const nameSpan = line.place(name);
    sections.push({ name: text.slice(name.start, name.end), nameSpan, start: span.start, end: span.end, entries: [] });
    return;
  }
  const section = sections[sections.length - 1];
  const equals = text.indexOf("=", where.start);
  const key = trimmed(text, where.start, equals < 0 ? where.start : equals);
  if (!section || key.end === key.start) {
    noteProblem(sink, span, section ? "This line is no assignment" : "This line stands in no section");
    return;
  }
  const value = trimmed(text, equals + 1, where.end);
  section.end = span.end;
  section.entries.push({
    key: text.slice(key.start, key.end),
    keySpan: line.place(key),
    value: value.end > value.start ? scalarOf(line, value) : undefined,
    span,
  });
}

function scalarOf(line: LogicalLine, at: Span): ScalarNode {
  const { layer } = line;
  const span = line.place(at);
  const value: Layer = {
    text: layer.text.slice(at.start, at.end),
    toHost: (inner) => layer.toHost({ start: at.start + inner.start, end: at.start + inner.end }),
    encode: encodeUnitValue,
  };
  return { kind: "scalar", span, outer: span, layer: value, style: "plain" };
}

/** A value is one line without blanks at its ends, and a backslash at its end would take in the next one. */
function encodeUnitValue(text: string): string | undefined {
  const isWhole = trimmed(text, 0, text.length).end === text.length && !isBlankUnit(text.charCodeAt(0));
  if (!isWhole || /[\n\r\0]/.test(text)) return undefined;
  let backslashes = 0;
  while (text.charAt(text.length - 1 - backslashes) === "\\") backslashes++;
  return backslashes % 2 === 1 ? undefined : text;
}

function sectionEntry({ name, nameSpan, start, end, entries }: Section): Entry {
  const span = { start, end };
  return { key: name, keySpan: nameSpan, value: { kind: "map", span, entries }, span };
}

/** A stretch without the blanks at its ends. */
function trimmed(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && isBlankUnit(text.charCodeAt(start))) start++;
  while (end > start && isBlankUnit(text.charCodeAt(end - 1))) end--;
  return { start, end };
}
