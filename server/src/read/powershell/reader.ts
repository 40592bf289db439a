/**
 * Where the reader stands in the text, what all its parts share, and how blanks, line ends and comments are passed.
 * The grammar's parts need each other in circles (a string holds statements, a statement holds strings), so they meet
 * here: each finds the others in `grammar`.
 */
import type { Span } from "../../text/span";
import type { Sink } from "../shell/sink";
import { noteProblem } from "../shell/sink";
import { isBlank, isLineEnd } from "./characters";
import type { Expression, Table } from "./expression";

export interface Reader {
  readonly file: string;
  /** Nothing from here on is read: the end of the text, or of the here-string around. */
  readonly end: number;
  at: number;
  readonly sink: Sink;
  readonly shared: Shared;
  readonly grammar: Grammar;
}

/** What the readers of one text share. */
export interface Shared {
  /** Strings end with their line: a text with a string that is never closed is read again in this way. */
  readonly lineStrings: boolean;
  /** A string was never closed. */
  unclosed: boolean;
  depth: number;
  /** What is open around the place: closing marks and how often. */
  readonly closers: Map<string, number>;
  /** Script variables by their name in lower case, as they are first written. */
  readonly spellings: Map<string, string>;
  /** Comments up to here are noted: blanks may be passed more than once. */
  commented: number;
  /** Where ends of comments and here-strings were looked for and found, so that nobody passes the same text again. */
  readonly found: Map<string, Span>;
}

/** What surrounds the place in the script. */
export interface Place {
  /** What is assigned here may not have been. */
  readonly conditional: boolean;
  /** The body of the function that script variables do not leave. */
  readonly within?: Span;
  readonly tables: Tables;
}

/** Hashtables by the name of the script variable. A function sees those around it and keeps its own. */
export interface Tables {
  /** Undefined for a variable that holds something else, whatever is around. */
  readonly own: Map<string, Table | undefined>;
  readonly outer: Tables | undefined;
}

export interface Grammar {
  /** Reads statements up to a closing mark, which it takes; answers with the only one's value, if there is one. */
  statements(reader: Reader, place: Place, close: ")" | "}" | ""): Expression | undefined;
  /** Reads one statement; undefined where none stands. */
  statement(reader: Reader, place: Place): Expression | undefined;
}

/** The unit at the place, or some units further; empty at the end. */
export function unitAt(reader: Reader, ahead = 0): string {
  const at = reader.at + ahead;
  return at < reader.end ? reader.file.charAt(at) : "";
}

/** True where the text goes on with `text`. */
export function goesOnWith(reader: Reader, text: string): boolean {
  return reader.at + text.length <= reader.end && reader.file.startsWith(text, reader.at);
}

/** The table that a name stands for. */
export function tableNamed(tables: Tables, name: string): Table | undefined {
  for (let each: Tables | undefined = tables; each; each = each.outer) {
    if (each.own.has(name)) return each.own.get(name);
  }
  return undefined;
}

/** Passes blanks, comments, and line ends behind a backtick. */
export function skipBlanks(reader: Reader): void {
  for (;;) {
    const unit = unitAt(reader);
    if (isBlank(unit)) reader.at++;
    else if (unit === "`" && isLineEnd(unitAt(reader, 1))) {
      reader.at += 2;
      if (reader.file.charAt(reader.at - 1) === "\r" && unitAt(reader) === "\n") reader.at++;
    } else if (unit === "#") readLineComment(reader);
    else if (unit === "<" && unitAt(reader, 1) === "#") readBlockComment(reader);
    else return;
  }
}

/** Passes line ends too. */
export function skipLines(reader: Reader): void {
  skipBlanks(reader);
  while (isLineEnd(unitAt(reader))) {
    reader.at++;
    skipBlanks(reader);
  }
}

function readLineComment(reader: Reader): void {
  const start = reader.at;
  while (reader.at < reader.end && !isLineEnd(unitAt(reader))) reader.at++;
  noteComment(reader, { start, end: reader.at }, { start: start + 1, end: reader.at });
}

function readBlockComment(reader: Reader): void {
  const start = reader.at;
  const close = findOnce(reader, "#>", start + 2);
  if (close === undefined) {
    if (start >= reader.shared.commented) {
      noteProblem(reader.sink, { start, end: start + 2 }, "This comment has no end");
    }
    readLineComment(reader);
    return;
  }
  reader.at = close + 2;
  noteComment(reader, { start, end: reader.at }, { start: start + 2, end: close });
}

function noteComment({ file, sink, shared }: Reader, span: Span, textSpan: Span): void {
  if (span.start < shared.commented) return;
  shared.commented = span.end;
  sink.comments.push({ span, text: file.slice(textSpan.start, textSpan.end), textSpan });
}

/** Where a mark stands before the end. */
export function findOnce({ file, end, shared }: Reader, mark: string, from: number): number | undefined {
  const known = shared.found.get(mark);
  let next = known && known.start <= from && from <= known.end ? known.end : undefined;
  if (next === undefined) {
    const found = file.indexOf(mark, from);
    next = found < 0 ? Number.POSITIVE_INFINITY : found;
    shared.found.set(mark, { start: from, end: next });
  }
  return next + mark.length > end ? undefined : next;
}

/** Runs a part of the grammar one level deeper; undefined where that is too deep, and then the reading stops. */
export function deeper<T>(reader: Reader, read: () => T): T | undefined {
  const { shared, sink } = reader;
  if (sink.stopped) return undefined;
  if (shared.depth >= Math.min(sink.budget.depth, MAX_DEPTH)) {
    sink.stopped = true;
    const span = { start: reader.at, end: reader.at };
    sink.problems.push({ span, message: "This nests too deep to be read", budget: "too-deep" });
    return undefined;
  }
  shared.depth++;
  const result = read();
  shared.depth--;
  return result;
}

/** Each level takes some frames of the stack. */
const MAX_DEPTH = 200;

/** Runs a part of the grammar that ends with `close`, so that what is inside can tell whose mark that is. */
export function inside<T>(reader: Reader, close: string, read: () => T): T {
  const { closers } = reader.shared;
  closers.set(close, (closers.get(close) ?? 0) + 1);
  const result = read();
  closers.set(close, (closers.get(close) ?? 1) - 1);
  return result;
}

/** Takes a closing mark; a problem where it is missing. */
export function expectClose(reader: Reader, close: string, opened: number): void {
  const before = reader.at;
  skipLines(reader);
  if (unitAt(reader) === close) reader.at++;
  else {
    // The line may go on with something else.
    reader.at = before;
    noteProblem(reader.sink, { start: opened, end: opened + 1 }, `This has no closing ${close}`);
  }
}
