/**
 * Here-documents of `RUN`, `COPY` and `ADD`: which ones a line opens, where their bodies stand, and the script that the
 * shell of a `RUN` gets to see. A body that is never closed is being typed: the lines below count as instructions then.
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go (heredocsFromLine),
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert.go (dispatchRun)
 */
import type { Layer, Run } from "../../text/layer";
import { mappedLayer } from "../../text/layer";
import type { Span } from "../../text/span";
import { noteProblem } from "../shell/sink";
import type { EscapeUnit, LineReader, LogicalLine } from "./lines";
import { lineAt } from "./lines";
import { splitWords } from "./words";

export interface HereDocument {
  /** The opening word, in the logical line. */
  readonly word: Span;
  /** Tabs at line starts are not part of it. */
  readonly chomp: boolean;
  /** Its lines, in the file. */
  readonly body: Span;
  /** The word that closes it, in the file. */
  readonly closing: Span;
}

interface Opening {
  readonly word: Span;
  readonly chomp: boolean;
  readonly name: string;
}

/** Reads the bodies of what the line opens; the reader then stands behind them. */
export function readHereDocuments(line: LogicalLine, reader: LineReader, endings: Endings): readonly HereDocument[] {
  const documents: HereDocument[] = [];
  for (const opening of openingsOf(line)) {
    const document = readBody(opening, reader, endings);
    if (document) documents.push(document);
    else noteProblem(reader.sink, line.span, "This here-document has no end");
  }
  return documents;
}

function openingsOf(line: LogicalLine): readonly Opening[] {
  const { text } = line.ground.layer;
  if (!text.includes("<<")) return [];
  return splitWords(line, 0, text.length).flatMap((word): readonly Opening[] => {
    const match = /^[0-9]*<<(-?)([^<]+)$/.exec(text.slice(word.start, word.end));
    const name = unquoted(match?.[2] ?? "", line.escapeUnit);
    return match && name !== "" ? [{ word, chomp: match[1] === "-", name }] : [];
  });
}

function unquoted(word: string, escapeUnit: EscapeUnit): string {
  return word.replaceAll(/['"]/g, "").replaceAll(escapeUnit, "");
}

function readBody({ word, chomp, name }: Opening, reader: LineReader, endings: Endings): HereDocument | undefined {
  const { file, at: start } = reader;
  if (!endings.closes(name, chomp, start)) return undefined;
  for (let at = start; at < file.length; ) {
    const line = lineAt(file, at);
    const from = chomp ? skipTabs(file, line.start, line.end) : line.start;
    if (line.end - from === name.length && file.startsWith(name, from)) {
      reader.at = line.next;
      return { word, chomp, body: { start, end: line.start }, closing: { start: from, end: line.end } };
    }
    at = line.next;
  }
  return undefined;
}

/**
 * Which lines could still close something. Looked up before a body is searched for its end, so that a thousand
 * here-documents without one do not read the file a thousand times.
 */
export interface Endings {
  closes(name: string, chomp: boolean, after: number): boolean;
}

/** The last line of each text, gathered when it is asked for the first time. */
export function endingsOf(file: string): Endings {
  const known: { whole?: ReadonlyMap<string, number>; chomped?: ReadonlyMap<string, number> } = {};
  return {
    closes: (name, chomp, after) => {
      const kind = chomp ? "chomped" : "whole";
      const last = known[kind] ?? lastLines(file, chomp);
      known[kind] = last;
      return (last.get(name) ?? -1) >= after;
    },
  };
}

function lastLines(file: string, chomp: boolean): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (let at = 0; at < file.length; ) {
    const line = lineAt(file, at);
    last.set(file.slice(chomp ? skipTabs(file, line.start, line.end) : line.start, line.end), line.start);
    at = line.next;
  }
  return last;
}

/**
 * The shell text of a line from `from` on: with its here-documents as the shell reads them, or the body alone where the
 * line is nothing but the word that opens it.
 */
export function scriptOf(line: LogicalLine, from: number, documents: readonly HereDocument[]): Layer {
  const { ground } = line;
  const { text } = ground.layer;
  const end = trimmedEnd(text, from);
  const [first] = documents;
  const builder = newBuilder(ground.file);
  if (first && first.word.start <= from && first.word.end >= end) addBody(builder, first.body, first.chomp);
  else {
    addLine(builder, line, { start: from, end });
    for (const { body, closing } of documents) {
      addText(builder, "\n", { start: body.start, end: body.start });
      addBody(builder, body, false);
      addText(builder, ground.file.slice(closing.start, closing.end), closing);
    }
  }
  return mappedLayer(builder.texts.join(""), builder.runs, (piece) => ground.layer.encode(piece));
}

interface Builder {
  readonly file: string;
  readonly texts: string[];
  readonly runs: Run[];
  length: number;
}

function newBuilder(file: string): Builder {
  return { file, texts: [], runs: [], length: 0 };
}

function addText(builder: Builder, text: string, host: Span): void {
  if (text === "") return;
  builder.runs.push({ text: builder.length, length: text.length, host });
  builder.texts.push(text);
  builder.length += text.length;
}

/** The logical line's own runs, found by asking its layer; a stretch that stands in one piece is one run. */
function addLine(builder: Builder, line: LogicalLine, where: Span): void {
  const { layer, whole } = line.ground;
  const host = layer.toHost(where) ?? whole;
  const length = where.end - where.start;
  if (length < 2 || host.end - host.start === length) {
    addText(builder, layer.text.slice(where.start, where.end), host);
    return;
  }
  const middle = where.start + (length >> 1);
  addLine(builder, line, { start: where.start, end: middle });
  addLine(builder, line, { start: middle, end: where.end });
}

/** The shell of an image knows line feeds only. */
function addBody(builder: Builder, body: Span, chomp: boolean): void {
  const { file } = builder;
  for (let at = body.start; at < body.end; ) {
    const line = lineAt(file, at);
    const start = chomp ? skipTabs(file, line.start, line.end) : line.start;
    if (line.next === line.end + 1) addText(builder, file.slice(start, line.next), { start, end: line.next });
    else {
      addText(builder, file.slice(start, line.end), { start, end: line.end });
      addText(builder, "\n", { start: line.end, end: line.next });
    }
    at = line.next;
  }
}

function trimmedEnd(text: string, from: number): number {
  let end = text.length;
  while (end > from && /\s/.test(text.charAt(end - 1))) end--;
  return end;
}

function skipTabs(file: string, from: number, end: number): number {
  let at = from;
  while (at < end && file.charAt(at) === "\t") at++;
  return at;
}
