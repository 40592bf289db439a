/**
 * Reads what stands in a plugin: options, and their values with all that nests in them. Entries of a plugin and of a hash
 * are read alike. A value that the grammar would not take without quotes is read as it was meant. What belongs to nothing
 * is passed token by token, up to the next name with an arrow.
 */
import type { Span } from "../../text/span";
import type { Entry, ListNode, MapNode, TreeNode } from "../reading";
import {
  advance,
  type Container,
  closesNothing,
  descend,
  enter,
  innerSpan,
  nameOf,
  note,
  noteUnbalanced,
  type Reader,
  standsOutside,
} from "./reader";
import { isBare, scalarOf } from "./scalars";

/** The sections of a pipeline. */
export const SECTIONS: ReadonlySet<string> = new Set(["input", "filter", "output"]);

/** `if`, and `else` in any of its forms: blanks are optional behind both. The last two are other languages'. */
export const BRANCH = /^(?:if|else|elseif|elsif|elif)(?![\w-])/;

/** Reads entries into `entries` up to the closing brace, which it takes. Answers where they end. */
export function readEntries(reader: Reader, container: Container, entries: Entry[]): number {
  for (;;) {
    const { token } = reader;
    if (token.kind === "}" && !standsOutside(reader, container)) {
      const strays = closesNothing(reader, container);
      advance(reader);
      if (!strays) return token.end;
      note(reader, token, "This brace closes nothing");
    } else if (token.kind === "end" || standsOutside(reader, container) || startsStatement(reader)) {
      noteUnbalanced(reader, container.opening, "This brace is not closed");
      return Math.max(container.opening.end, entries[entries.length - 1]?.span.end ?? 0);
    } else readEntryOrPass(reader, entries);
  }
}

/** A section or a condition, which no entry begins with. */
function startsStatement({ token, next, text, guess }: Reader): boolean {
  if (token.kind !== "word" || next.kind === "=>") return false;
  const name = text.slice(token.start, token.end);
  if (SECTIONS.has(name)) return next.kind === "{";
  // Where indents count, they have not let it leave the brace.
  return BRANCH.test(name) && !guess.indents;
}

function readEntryOrPass(reader: Reader, entries: Entry[]): void {
  const { token, next } = reader;
  const isName = token.kind === "word" || token.kind === "string";
  if (isName && (next.kind === "=>" || (next.kind === "{" && !next.first))) entries.push(readEntry(reader));
  else if (token.kind === "{") readStrayBraces(reader, entries);
  else passStray(reader);
}

/** What stands in braces that nothing names belongs to what is around them. */
function readStrayBraces(reader: Reader, entries: Entry[]): void {
  note(reader, reader.token, "This brace belongs to nothing");
  if (!descend(reader, reader.token)) return;
  readEntries(reader, enter(reader, reader.token), entries);
  reader.depth--;
}

/** Passes a token that belongs to nothing, or a list. */
export function passStray(reader: Reader): void {
  const { token } = reader;
  note(reader, token, "This belongs to nothing");
  if (token.kind === "[") readValue(reader);
  else advance(reader);
}

/** Reads `name => value`. Either of the last two may be missing. */
export function readEntry(reader: Reader): Entry {
  const name = advance(reader);
  const hasArrow = reader.token.kind === "=>";
  const head = hasArrow ? advance(reader) : name;
  if (!hasArrow) note(reader, name, "This option has no arrow");
  const value = readValue(reader);
  if (!value) note(reader, name, "This option has no value");
  const end = value ? outerSpan(value).end : head.end;
  return { key: nameOf(reader, name), keySpan: innerSpan(name), value, span: { start: name.start, end } };
}

/** Reads a value; undefined where none stands, and then nothing is taken. */
function readValue(reader: Reader): TreeNode | undefined {
  const { token, next } = reader;
  switch (token.kind) {
    case "[":
    case "{":
      return readNested(reader);
    case "word":
    case "string":
      if (isNextName(reader) || startsElsewhere(reader)) return undefined;
      // Where indents count, so do lines: a name and its brace stand on one.
      if (next.kind === "{" && !(reader.guess.indents && next.first)) return readNested(reader);
      advance(reader);
      if (token.kind === "word" && !isBare(nameOf(reader, token))) note(reader, token, "This value has no quotes");
      return scalarOf(reader.text, token);
    default:
      return undefined;
  }
}

/** The name of what stands below or behind a missing value. An arrow that begins a line below a value is a stray one. */
function isNextName({ token, next }: Reader): boolean {
  return next.kind === "=>" && (token.first || !next.first);
}

/** What is no value but begins a section or a condition below one that is missing. */
function startsElsewhere({ token, next, text, guess }: Reader): boolean {
  if (token.kind !== "word" || !token.first || !guess.lines) return false;
  const name = text.slice(token.start, token.end);
  return BRANCH.test(name) || (SECTIONS.has(name) && next.kind === "{");
}

function readNested(reader: Reader): TreeNode | undefined {
  const { token } = reader;
  if (!descend(reader, token)) return undefined;
  const node = token.kind === "[" ? readList(reader) : token.kind === "{" ? readHash(reader) : readPlugin(reader);
  reader.depth--;
  return node;
}

function readHash(reader: Reader): MapNode {
  const entries: Entry[] = [];
  const container = enter(reader, reader.token);
  const end = readEntries(reader, container, entries);
  return { kind: "map", span: { start: container.opening.start, end }, entries };
}

/** A plugin as a value, a codec: `json { charset => "x" }`. */
function readPlugin(reader: Reader): MapNode {
  const name = advance(reader);
  const entries: Entry[] = [];
  const container = enter(reader, name);
  const end = readEntries(reader, container, entries);
  const options: MapNode = { kind: "map", span: { start: container.opening.start, end }, entries };
  return namedMap(nameOf(reader, name), innerSpan(name), options, name.start);
}

/** The map that stands for a plugin: its name, with its options. */
export function namedMap(key: string, keySpan: Span, options: MapNode, start: number): MapNode {
  const span = { start, end: options.span.end };
  return { kind: "map", span, entries: [{ key, keySpan, value: options, span }] };
}

function readList(reader: Reader): ListNode {
  const open = advance(reader);
  const items: TreeNode[] = [];
  const listTo = (end: number): ListNode => ({ kind: "list", span: { start: open.start, end }, items });
  for (let wantsComma = false; ; ) {
    const { token } = reader;
    if (token.kind === "]") {
      advance(reader);
      return listTo(token.end);
    }
    if (token.kind === ",") {
      if (!wantsComma) note(reader, token, "This comma has nothing before it");
      wantsComma = false;
      advance(reader);
      continue;
    }
    if (wantsComma) note(reader, token, "This list has no comma here");
    const item = readValue(reader);
    if (!item) {
      note(reader, open, "This list is not closed");
      const last = items[items.length - 1];
      return listTo(last ? outerSpan(last).end : open.end);
    }
    items.push(item);
    wantsComma = true;
  }
}

/** A value with its quotes. */
function outerSpan(node: TreeNode): Span {
  return node.kind === "scalar" ? node.outer : node.span;
}
