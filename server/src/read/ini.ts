/**
 * Reads INI files: sections of `key = value`, comments with `;` and `#`, values in quotes.
 * Own code, because `ini` and the others on npm know no places, and turn values into numbers and lists. There is no one
 * INI: what differs between PHP's and the others' is told apart, everything else is what all of them read alike.
 * PHP's: https://github.com/php/php-src/blob/php-8.4.1/Zend/zend_ini_scanner.l
 */
import { verbatimLayer } from "../text/layer";
import type { Span } from "../text/span";
import { decodeQuoted, encodeValue, type IniDialect } from "./ini/values";
import { lazyLayer } from "./lazyLayer";
import type { Budget, Entry, MapNode, Reading, ScalarNode } from "./reading";
import { readingOf } from "./shell";
import { mayGoOn, newSink, noteProblem, type Sink } from "./shell/sink";

/**
 * Reads an INI file into one map: keys before the first section at the top, then an entry for each section with a map of
 * its keys; what stands twice stands there twice. Dotted keys stay as they are written. A key without a value has none.
 * Quotes around a value are no part of it; where it is quoted only in part it is taken as it stands. In PHP's files
 * (`php`) a `;` ends a value also where no blank stands before it, `#` does not, and `:` is part of a key. Answers for
 * any text.
 */
export function readIni(text: string, budget: Budget, dialect: IniDialect = "any"): Reading {
  const sink = newSink(budget, text.length);
  const whole = { start: 0, end: text.length };
  if (text.length > budget.units) {
    sink.problems.push({ span: whole, message: "This file is too large to be read", budget: "too-large" });
    return readingOf("ini", sink);
  }
  const top: Entry[] = [];
  const sections: Section[] = [];
  const file = { text, dialect, sink };
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length && mayGoOn(sink, whole)) {
    const end = lineEndAt(text, at);
    readLine(file, trimmed(text, at, end), top, sections);
    at = end + (text.startsWith("\r\n", end) ? 2 : 1);
  }
  const tree: MapNode = { kind: "map", span: whole, entries: [...top, ...sections.map(sectionEntry)] };
  return { ...readingOf("ini", sink), trees: [tree] };
}

interface File {
  readonly text: string;
  readonly dialect: IniDialect;
  readonly sink: Sink;
}

interface Section {
  readonly name: string;
  readonly nameSpan: Span;
  readonly start: number;
  end: number;
  readonly entries: Entry[];
}

function readLine(file: File, line: Span, top: Entry[], sections: Section[]): void {
  const { text, sink } = file;
  if (line.end === line.start) return;
  const mark = text.charAt(line.start);
  if (mark === ";" || mark === "#") addComment(file, line);
  else if (mark === "[") sections.push(sectionOf(file, line));
  else {
    const section = sections[sections.length - 1];
    const entry = entryOf(file, line);
    if (!entry) noteProblem(sink, line, "No key stands before this value");
    else if (!section) top.push(entry);
    else {
      section.entries.push(entry);
      section.end = entry.span.end;
    }
  }
}

function addComment({ text, sink }: File, span: Span): void {
  const textSpan = { start: span.start + 1, end: span.end };
  sink.comments.push({ span, text: text.slice(textSpan.start, textSpan.end), textSpan });
}

/** Without its bracket the name is being typed, and ends with the line. */
function sectionOf(file: File, line: Span): Section {
  const { text, sink } = file;
  const close = text.slice(line.start, line.end).indexOf("]");
  const end = close < 0 ? line.end : line.start + close;
  if (close < 0) noteProblem(sink, line, "This section has no closing bracket");
  else {
    const rest = trimmed(text, end + 1, line.end);
    if (rest.end > rest.start && ";#".includes(text.charAt(rest.start))) addComment(file, rest);
  }
  const nameSpan = trimmed(text, line.start + 1, end);
  const name = text.slice(nameSpan.start, nameSpan.end);
  return { name, nameSpan, start: line.start, end: close < 0 ? end : end + 1, entries: [] };
}

function entryOf(file: File, line: Span): Entry | undefined {
  const { text, dialect } = file;
  const mark = separatorIn(text, line, dialect);
  const valueStart = mark === undefined ? line.end : mark + 1;
  const value = mark === undefined ? undefined : readValue(file, trimmed(text, valueStart, line.end));
  const keyEnd = mark ?? commentIn(text, line, dialect) ?? line.end;
  if (mark === undefined && keyEnd < line.end) addComment(file, { start: keyEnd, end: line.end });
  const keySpan = trimmed(text, line.start, keyEnd);
  if (keySpan.end === keySpan.start) return undefined;
  const span = { start: line.start, end: value?.outer.end ?? (mark === undefined ? keySpan.end : valueStart) };
  return { key: text.slice(keySpan.start, keySpan.end), keySpan, value, span };
}

function separatorIn(text: string, { start, end }: Span, dialect: IniDialect): number | undefined {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === EQUALS || (unit === COLON && dialect !== "php")) return at;
  }
  return undefined;
}

/** Where a comment begins behind a value. */
function commentIn(text: string, { start, end }: Span, dialect: IniDialect): number | undefined {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    const isMark = unit === SEMICOLON || (unit === HASH && dialect !== "php");
    if (isMark && (dialect === "php" || at === start || isBlankUnit(text.charCodeAt(at - 1)))) return at;
  }
  return undefined;
}

function readValue(file: File, where: Span): ScalarNode | undefined {
  const { text, dialect } = file;
  const quote = text.charAt(where.start);
  if ((quote === '"' || quote === "'") && where.end > where.start) {
    const close = closingQuote(text, where, quote);
    const outer = { start: where.start, end: close === undefined ? where.end : close + 1 };
    const rest = trimmed(text, outer.end, where.end);
    const comment = commentIn(text, rest, dialect);
    if (rest.end === rest.start || comment === rest.start) {
      if (close === undefined) noteProblem(file.sink, where, "This value has no closing quote");
      else if (comment !== undefined) addComment(file, rest);
      return quotedScalar(text, outer, close !== undefined, quote === "'" ? "single" : "double", dialect);
    }
  }
  const comment = commentIn(text, where, dialect);
  if (comment !== undefined) addComment(file, { start: comment, end: where.end });
  const span = trimmed(text, where.start, comment ?? where.end);
  if (span.end === span.start) return undefined;
  const layer = verbatimLayer(text, span, (next) => encodeValue(next, "plain", dialect));
  return { kind: "scalar", span, outer: span, layer, style: "plain" };
}

function quotedScalar(
  text: string,
  outer: Span,
  closed: boolean,
  style: "single" | "double",
  dialect: IniDialect,
): ScalarNode {
  const span = { start: outer.start + 1, end: closed ? outer.end - 1 : outer.end };
  const encode = (next: string): string | undefined => encodeValue(next, style, dialect);
  const isEscaped = style === "double" && text.slice(span.start, span.end).includes("\\");
  const layer = isEscaped ? lazyLayer(() => decodeQuoted(text, span), encode) : verbatimLayer(text, span, encode);
  return { kind: "scalar", span, outer, layer, style };
}

/** In double quotes a backslash takes the quote along, in single quotes nothing does. */
function closingQuote(text: string, { start, end }: Span, quote: string): number | undefined {
  for (let at = start + 1; at < end; at++) {
    if (text.charAt(at) === quote) return at;
    if (quote === '"' && text.charCodeAt(at) === BACKSLASH) at++;
  }
  return undefined;
}

function sectionEntry({ name, nameSpan, start, end, entries }: Section): Entry {
  const span = { start, end };
  return { key: name, keySpan: nameSpan, value: { kind: "map", span: { start: nameSpan.end, end }, entries }, span };
}

function lineEndAt(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== LF && text.charCodeAt(at) !== CR) at++;
  return at;
}

function trimmed(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && isBlankUnit(text.charCodeAt(start))) start++;
  while (end > start && isBlankUnit(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

function isBlankUnit(unit: number): boolean {
  return unit === 32 || unit === 9;
}

const LF = 10;
const CR = 13;
const HASH = 35;
const COLON = 58;
const SEMICOLON = 59;
const EQUALS = 61;
const BACKSLASH = 92;
