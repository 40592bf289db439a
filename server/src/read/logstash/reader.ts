/**
 * Where the reader stands in a pipeline: its tokens, two of them in view, and what the passes over one text guess.
 * Blanks and comments may stand between any two tokens. No token is read twice, so the time grows with the text alone.
 */
import type { Span } from "../../text/span";
import { mayGoOn, noteProblem, type Sink } from "../shell/sink";
import { closingOf, type QuoteMarks } from "./quotes";

export interface Token {
  /** `end` is the end of the text, and stands wherever the reading was stopped. */
  readonly kind: "word" | "string" | "{" | "}" | "[" | "]" | "," | "=>" | "end";
  readonly start: number;
  readonly end: number;
  /** Nothing stands before it on its line. */
  readonly first: boolean;
  /** The blanks at the beginning of its line. */
  readonly indent: number;
  /** Of a string: its closing quote is there. */
  readonly closed: boolean;
}

/** What is taken for granted in a text that the grammar refuses. */
export interface Guess {
  /** A string that goes on below its line is taken for one without an end where its end looks like another one's start. */
  readonly lines: boolean;
  /** What stands no further in than the line that opened a brace stands outside of it. */
  readonly indents: boolean;
}

export interface Reader {
  readonly text: string;
  readonly sink: Sink;
  readonly guess: Guess;
  readonly quotes: QuoteMarks;
  token: Token;
  next: Token;
  /** Behind `next`. */
  at: number;
  /** The line of `at`: where it begins, its indent, and whether nothing of it has been passed yet. */
  line: { readonly start: number; readonly indent: number; readonly fresh: boolean };
  /** Comments up to here are noted: a condition passes blanks again that had been looked at. */
  commented: number;
  depth: number;
  /** Braces that close nothing or are not closed. */
  unbalanced: boolean;
  /** How often the first item in a brace stood further in than the line that opened it, minus how often it did not. */
  indented: number;
}

/** What a brace encloses. */
export interface Container {
  readonly opening: Span;
  /** The indent of the line where its name stands. */
  readonly indent: number;
  /** The indent of the line where the brace stands. */
  readonly brace: number;
}

const NOTHING: Token = { kind: "end", start: 0, end: 0, first: false, indent: 0, closed: false };

/** A reader at the beginning of a text. */
export function newReader(text: string, sink: Sink, guess: Guess): Reader {
  const at = text.startsWith("\uFEFF") ? 1 : 0;
  const reader: Reader = {
    text,
    sink,
    guess,
    quotes: { lines: guess.lines, next: new Map(), lineEnd: undefined, ends: new Map() },
    token: NOTHING,
    next: NOTHING,
    at,
    line: { start: at, indent: 0, fresh: true },
    commented: 0,
    depth: 0,
    unbalanced: false,
    indented: 0,
  };
  goTo(reader, at);
  return reader;
}

/** Reads on at `at`, which stands on the reader's line. */
export function goTo(reader: Reader, at: number): void {
  reader.at = at;
  reader.token = readToken(reader);
  reader.next = readToken(reader);
}

/** Takes a token. */
export function advance(reader: Reader): Token {
  const taken = reader.token;
  if (taken.kind === "string" && !taken.closed) note(reader, taken, "This string has no closing quote");
  reader.token = reader.next;
  reader.next = readToken(reader);
  if (!mayGoOn(reader.sink, { start: 0, end: reader.text.length })) halt(reader);
  return taken;
}

/** Notes a problem, unless the reading was stopped: everything is half-read then. */
export function note(reader: Reader, where: Span, message: string): void {
  if (!reader.sink.stopped) noteProblem(reader.sink, { start: where.start, end: where.end }, message);
}

/** Notes a brace without its other half. */
export function noteUnbalanced(reader: Reader, where: Span, message: string): void {
  reader.unbalanced = true;
  note(reader, where, message);
}

/** Each level takes some frames of the stack. */
const MAX_DEPTH = 200;

/** Goes one level deeper; false where that is too deep, and then the reading stops. */
export function descend(reader: Reader, where: Span): boolean {
  const { sink } = reader;
  if (sink.stopped) return false;
  if (reader.depth >= Math.min(sink.budget.depth, MAX_DEPTH)) {
    sink.stopped = true;
    const span = { start: where.start, end: where.end };
    sink.problems.push({ span, message: "This nests too deep to be read", budget: "too-deep" });
    halt(reader);
    return false;
  }
  reader.depth++;
  return true;
}

/** Takes an opening brace. `owner` is the token that names what it encloses. */
export function enter(reader: Reader, owner: Token): Container {
  const { start, end, indent: brace } = advance(reader);
  const { first, indent, kind } = reader.token;
  if (first && kind !== "}") reader.indented += indent > owner.indent ? 1 : -1;
  return { opening: { start, end }, indent: owner.indent, brace };
}

/** True where a token begins a line that, by its indent, stands outside of the brace: that one was never closed. */
export function standsOutside({ guess, token }: Reader, container: Container): boolean {
  if (!guess.indents || !token.first) return false;
  if (token.kind === "}") return token.indent < Math.min(container.indent, container.brace);
  return token.indent <= container.indent;
}

/** True for a closing brace that stands further in than what it would close. */
export function closesNothing({ guess, token }: Reader, container: Container): boolean {
  return guess.indents && token.first && token.indent > Math.max(container.indent, container.brace);
}

/** The text of a word, or of a string without its quotes. */
export function nameOf({ text }: Reader, token: Token): string {
  const { start, end } = innerSpan(token);
  return text.slice(start, end);
}

/** A token without its quotes. */
export function innerSpan({ kind, start, end, closed }: Token): Span {
  return kind === "string" ? { start: start + 1, end: closed ? end - 1 : end } : { start, end };
}

function halt(reader: Reader): void {
  const end = reader.text.length;
  reader.token = reader.next = { ...NOTHING, start: end, end };
  reader.at = end;
}

/** What stands without quotes: names, numbers, and what should have quotes, references too. */
const WORD = /(?:\$\{[^\s{}"']*\}|=(?!>)|[^\s{}[\],"'#=])+/y;

function readToken(reader: Reader): Token {
  const start = passBlanks(reader, reader.at);
  const { text, line } = reader;
  const made = (kind: Token["kind"], end: number, closed = true): Token => {
    reader.at = end;
    reader.line = { ...line, fresh: false };
    return { kind, start, end, first: line.fresh, indent: line.indent, closed };
  };
  const unit = text.charAt(start);
  switch (unit) {
    case "":
      return made("end", start);
    case "{":
    case "}":
    case "[":
    case "]":
    case ",":
      return made(unit, start + 1);
    case '"':
    case "'": {
      const { end, closed } = closingOf(text, reader.quotes, unit, start + 1);
      return made("string", end, closed);
    }
    default:
      if (text.startsWith("=>", start)) return made("=>", start + 2);
      WORD.lastIndex = start;
      return made("word", WORD.test(text) ? WORD.lastIndex : start + 1);
  }
}

/** The first place from `at` on that is neither blank nor in a comment. Keeps the reader's line, and notes comments. */
export function passBlanks(reader: Reader, from: number): number {
  const { text } = reader;
  let { start, fresh } = reader.line;
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) {
      start = at + 1;
      fresh = true;
    } else if (code === 0x23) {
      at = passComment(reader, at) - 1;
    } else if (!isBlank(code)) break;
  }
  const indent = fresh ? at - start : reader.line.indent;
  reader.line = { start, indent, fresh };
  return at;
}

function passComment(reader: Reader, start: number): number {
  const { text, sink } = reader;
  let end = start;
  while (end < text.length && text.charCodeAt(end) !== 0x0a && text.charCodeAt(end) !== 0x0d) end++;
  if (start >= reader.commented) {
    reader.commented = end;
    const textSpan = { start: start + 1, end };
    sink.comments.push({ span: { start, end }, text: text.slice(start + 1, end), textSpan });
  }
  return end;
}

/** The grammar's blanks, and those that come along with text from web pages. */
function isBlank(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return /^\s$/.test(String.fromCharCode(code));
}
