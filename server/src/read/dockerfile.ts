/**
 * Reads Dockerfiles: instructions with their words, the variables that they define, and the scripts that they run.
 * Own code, because `dockerfile-ast` 0.7.1, which does tolerate half-typed text, adds 86 kB to a minified bundle, counts
 * in lines and columns, and keeps continuations, comments and quotes in its values; the tests compare against it.
 * Line for line as BuildKit reads: https://github.com/moby/buildkit/tree/master/frontend/dockerfile/parser. What would
 * stop a build costs only itself here.
 */
import type { Span } from "../text/span";
import type { HereDocument } from "./dockerfile/heredoc";
import { endingsOf, readHereDocuments, scriptOf } from "./dockerfile/heredoc";
import { readExecForm } from "./dockerfile/json";
import type { LogicalLine } from "./dockerfile/lines";
import { lineReader, readLogicalLine, skipSpace } from "./dockerfile/lines";
import { splitWords, wordEnd, wordValue } from "./dockerfile/words";
import type { Budget, Instruction, Reading, Value } from "./reading";
import { readingOf } from "./shell";
import { spanIn } from "./shell/ground";
import type { Sink } from "./shell/sink";
import { newSink, noteProblem, spend } from "./shell/sink";

/**
 * Reads a Dockerfile into `instructions`; assignments and commands stay empty, because what they mean depends on the
 * stage that they stand in. Answers for any text.
 * `ONBUILD` keeps its own keyword: its first word is that of the instruction that it delays, whose script, words and
 * pairs it has.
 */
export function readDockerfile(text: string, budget: Budget): Reading {
  const sink = newSink(budget, text.length);
  if (text.length > budget.units) {
    const span = { start: 0, end: text.length };
    sink.problems.push({ span, message: "This file is too large to be read", budget: "too-large" });
    return { ...readingOf("dockerfile", sink), instructions: [] };
  }
  const reader = lineReader(text, sink);
  const endings = endingsOf(text);
  const instructions: Instruction[] = [];
  let stage = -1;
  for (let line = readLogicalLine(reader); line && !sink.stopped; line = readLogicalLine(reader)) {
    const head = headOf(line);
    if (!head) {
      noteProblem(sink, line.span, "This is no instruction of a Dockerfile");
      continue;
    }
    const takesDocuments = DOCUMENTS.has(head.delayed ?? head.keyword);
    const documents = takesDocuments ? readHereDocuments(line, reader, endings) : [];
    if (head.keyword === "FROM") stage++;
    instructions.push(instructionOf({ line, head, documents, sink }, stage));
  }
  return { ...readingOf("dockerfile", sink), instructions };
}

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER " +
    "VOLUME WORKDIR"
  ).split(" "),
);

/** Those that may have here-documents. */
const DOCUMENTS: ReadonlySet<string> = new Set(["RUN", "COPY", "ADD"]);

interface Head {
  readonly keyword: string;
  /** What `ONBUILD` delays. */
  readonly delayed: string | undefined;
  /** The delayed keyword's word. */
  readonly words: readonly Span[];
  /** Where the rest begins. */
  readonly rest: number;
}

function headOf(line: LogicalLine): Head | undefined {
  const { text } = line.ground.layer;
  const first = keywordAt(line, 0);
  if (!first) return undefined;
  const second = first.keyword === "ONBUILD" ? keywordAt(line, first.rest) : undefined;
  const { keyword } = first;
  if (!second) return { keyword, delayed: undefined, words: [], rest: first.rest };
  const at = { start: first.rest, end: Math.min(first.rest + second.keyword.length, text.length) };
  return { keyword, delayed: second.keyword, words: [at], rest: second.rest };
}

function keywordAt(
  { ground }: LogicalLine,
  from: number,
): { readonly keyword: string; readonly rest: number } | undefined {
  const { text } = ground.layer;
  let end = from;
  while (end < text.length && /[A-Za-z]/.test(text.charAt(end))) end++;
  const keyword = text.slice(from, end).toUpperCase();
  const rest = skipSpace(text, end, text.length);
  return KEYWORDS.has(keyword) && (rest > end || end === text.length) ? { keyword, rest } : undefined;
}

interface Draft {
  readonly line: LogicalLine;
  readonly head: Head;
  readonly documents: readonly HereDocument[];
  readonly sink: Sink;
}

function instructionOf(draft: Draft, stage: number): Instruction {
  const { line, head, documents } = draft;
  const { keyword, delayed = keyword } = head;
  const last = documents[documents.length - 1];
  const base = { keyword, span: { start: line.span.start, end: last?.closing.end ?? line.span.end }, stage };
  const words = head.words.map((word) => wordValue(line, word, { expand: false }));
  switch (delayed) {
    case "ENV":
    case "ARG":
      return { ...base, words, pairs: pairsOf(draft, delayed) };
    case "RUN":
    case "CMD":
    case "ENTRYPOINT":
    case "HEALTHCHECK":
      return { ...base, pairs: [], ...runOf(draft, words, delayed) };
    default:
      return { ...base, pairs: [], words: [...words, ...wordsOf(draft, delayed)] };
  }
}

function wordsOf({ line, head, sink }: Draft, keyword: string): readonly Value[] {
  const { text } = line.ground.layer;
  const flags = readFlags(line, head.rest, sink);
  const listed = LISTS.has(keyword) ? readExecForm(line, flags.rest, text.length) : undefined;
  if (listed) return [...flags.values, ...listed];
  const words = splitWords(line, flags.rest, text.length);
  spend(sink, line.span, { words: words.length });
  return [...flags.values, ...words.map((word) => wordValue(line, word, { expand: EXPANDED.has(keyword) }))];
}

/** Those whose words may stand in a JSON array. */
const LISTS: ReadonlySet<string> = new Set(["ADD", "COPY", "SHELL", "VOLUME"]);

/** https://docs.docker.com/reference/dockerfile/#environment-replacement */
const EXPANDED: ReadonlySet<string> = new Set("ADD COPY EXPOSE FROM LABEL STOPSIGNAL USER VOLUME WORKDIR".split(" "));

/** `--from=x`, `--mount=…`: words before all others. */
function readFlags(line: LogicalLine, from: number, sink: Sink): { readonly values: Value[]; readonly rest: number } {
  const { text } = line.ground.layer;
  const values: Value[] = [];
  let at = from;
  while (text.startsWith("--", at) && spend(sink, line.span, { words: 1 })) {
    const end = wordEnd(text, at, text.length, line.escapeUnit);
    values.push(wordValue(line, { start: at, end }, { expand: true }));
    at = skipSpace(text, end, text.length);
  }
  return { values, rest: at };
}

function runOf(
  { line, head, documents, sink }: Draft,
  words: readonly Value[],
  keyword: string,
): Pick<Instruction, "words" | "script" | "exec"> {
  const { text } = line.ground.layer;
  const flags = readFlags(line, head.rest, sink);
  const all = [...words, ...flags.values];
  let from = flags.rest;
  if (keyword === "HEALTHCHECK") {
    const end = wordEnd(text, from, text.length, line.escapeUnit);
    if (end > from) all.push(wordValue(line, { start: from, end }, { expand: false }));
    if (text.slice(from, end).toUpperCase() !== "CMD") return { words: all };
    from = skipSpace(text, end, text.length);
  }
  if (from >= text.length) return { words: all };
  const exec = readExecForm(line, from, text.length);
  return exec ? { words: all, exec } : { words: all, script: scriptOf(line, from, documents) };
}

type Pair = Instruction["pairs"][number];

/** `K=v L=w`; or, of `ENV` and without `=` in its first word, `K rest of the line`. */
function pairsOf({ line, head, sink }: Draft, keyword: "ENV" | "ARG"): readonly Pair[] {
  const { ground } = line;
  const { text } = ground.layer;
  const words = splitWords(line, head.rest, text.length);
  const [first, second] = words;
  spend(sink, line.span, { words: words.length });
  if (keyword === "ENV" && first && !text.slice(first.start, first.end).includes("=")) {
    const last = words[words.length - 1];
    if (!second || !last) {
      noteProblem(sink, line.span, "This variable has no value");
      return [];
    }
    const name = nameOf(line, first);
    const value = wordValue(line, { start: second.start, end: last.end }, { expand: true, spaced: true });
    return name ? [{ ...name, value }] : [];
  }
  return words.flatMap((word): readonly Pair[] => {
    const equals = text.slice(word.start, word.end).indexOf("=");
    const end = equals < 0 ? word.end : word.start + equals;
    const name = nameOf(line, { start: word.start, end });
    if (!name || (equals < 0 && keyword === "ENV")) {
      noteProblem(sink, spanIn(ground, word), "This is no variable with a value");
      return [];
    }
    const value = equals < 0 ? undefined : wordValue(line, { start: end + 1, end: word.end }, { expand: true });
    return [{ ...name, value }];
  });
}

/** A name that quotes and references have no part in. */
function nameOf({ ground }: LogicalLine, at: Span): Pick<Pair, "name" | "nameSpan"> | undefined {
  const name = ground.layer.text.slice(at.start, at.end);
  return /^[^\s"'$\\`{}]+$/.test(name) ? { name, nameSpan: spanIn(ground, at) } : undefined;
}
