/**
 * The tokens of HCL, one at a time: https://github.com/hashicorp/hcl/blob/v2.23.0/hclsyntax/spec.md#lexical-elements
 * A string is one token with all that stands in its interpolations; most values are never looked at closer.
 */
import type { Comment } from "../reading";
import { type Heredoc, HeredocFinder } from "./heredoc";
import { endOfLine, searchEnd } from "./scan";

/** `operator` is any other mark; `other` what HCL does not know, and a here-document without its end. */
export type TokenKind =
  | "name"
  | "number"
  | "string"
  | "heredoc"
  | "newline"
  | "operator"
  | "other"
  | "end"
  | "{"
  | "}"
  | "["
  | "]"
  | "("
  | ")"
  | ","
  | "="
  | ":"
  | "?"
  | ".";

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** Of a string: it has its closing quote. */
  readonly closed?: boolean;
  readonly heredoc?: Heredoc;
}

const MARKS = "{}[](),=:?.";
const OPERATORS: ReadonlySet<string> = new Set(["==", "=>", "!=", "<=", ">=", "&&", "||", "::"]);

export interface LexerOptions {
  onComment?(comment: Comment): void;
  /** Asked for each token; the text ends where it answers false. */
  mayGoOn?(): boolean;
}

/** Reads tokens from `from` to `to`. */
export class Lexer {
  readonly #text: string;
  readonly #to: number;
  readonly #options: LexerOptions;
  #heredocs: HeredocFinder | undefined;
  #at: number;
  /** Units that may still be looked at in vain, for strings whose interpolations go over lines. */
  #spare: number;
  #lineEnd = -1;

  constructor(text: string, from: number, to: number, options: LexerOptions = {}) {
    this.#text = text;
    this.#at = from;
    this.#to = to;
    this.#options = options;
    this.#spare = 2 * (to - from) + 1_000;
  }

  /** The next token; comments are handed over. */
  next(): Token {
    for (;;) {
      const token = this.#token();
      if (token) return token;
    }
  }

  #token(): Token | undefined {
    const text = this.#text;
    while (this.#at < this.#to && isBlankUnit(text.charCodeAt(this.#at))) this.#at++;
    const start = this.#at;
    if (start >= this.#to || this.#options.mayGoOn?.() === false)
      return { kind: "end", start: this.#to, end: this.#to };
    const unit = text.charCodeAt(start);
    if (unit === LF) return this.#take("newline", start + 1);
    if (isNameStart(unit)) return this.#take("name", this.#skip(start, isNameUnit));
    if (unit === QUOTE) return this.#string(start);
    if (isDigit(unit)) return this.#take("number", this.#numberEnd(start));
    const mark = text.charAt(start);
    const two = text.slice(start, Math.min(start + 2, this.#to));
    if (mark === "#" || two === "//") return this.#comment(mark === "#" ? 1 : 2, endOfLine(text, start), 0);
    if (two === "/*") {
      const close = text.indexOf("*/", start + 2);
      return close < 0 || close + 2 > this.#to ? this.#comment(2, this.#to, 0) : this.#comment(2, close + 2, 2);
    }
    if (two === "<<") {
      this.#heredocs ??= new HeredocFinder(text, start, this.#to);
      const heredoc = this.#heredocs.find(start);
      if (heredoc) {
        this.#at = heredoc.outer.end;
        return { kind: "heredoc", start, end: this.#at, heredoc };
      }
      // Without its end it is being typed, and what follows still counts.
      return this.#take("other", this.#endOfLine(start));
    }
    if (text.startsWith("...", start) && start + 3 <= this.#to) return this.#take("operator", start + 3);
    if (OPERATORS.has(two)) return this.#take("operator", start + 2);
    if (MARKS.includes(mark)) return this.#take(mark as TokenKind, start + 1);
    return this.#take("+-*/%!<>&|".includes(mark) ? "operator" : "other", start + 1);
  }

  #take(kind: TokenKind, end: number): Token {
    const start = this.#at;
    this.#at = end;
    return { kind, start, end };
  }

  #comment(mark: number, to: number, tail: number): undefined {
    const span = { start: this.#at, end: Math.min(to, this.#to) };
    const textSpan = { start: span.start + mark, end: span.end - tail };
    this.#options.onComment?.({ span, text: this.#text.slice(textSpan.start, textSpan.end), textSpan });
    this.#at = span.end;
    return undefined;
  }

  /** A string that is not closed ends with its line, or at the quote that the line ends in. */
  #string(start: number): Token {
    const text = this.#text;
    const simple = endOfSimple(text, start + 1, this.#to);
    if (simple !== undefined) return this.#closed(start, simple, true);
    const lineEnd = this.#endOfLine(start);
    // Half-typed strings may each make it look at all lines that follow, so there is an end to that.
    const to = Math.min(this.#to, lineEnd + Math.max(this.#spare, 0));
    const gaveUp = (at: number, isPlain: boolean): boolean => isPlain && beginsSetting(text, at + 1);
    const { end, reached } = searchEnd(text, start + 1, to, "string", gaveUp);
    if (end !== undefined) return this.#closed(start, end, true);
    this.#spare -= Math.max(reached - lineEnd, 0);
    const half = halfString(text, start, lineEnd);
    return this.#closed(start, half.end, half.closed);
  }

  #closed(start: number, end: number, closed: boolean): Token {
    this.#at = end;
    return { kind: "string", start, end, closed };
  }

  /** Asked once for each line: a file may be one line of strings. */
  #endOfLine(at: number): number {
    if (at > this.#lineEnd) this.#lineEnd = Math.min(endOfLine(this.#text, at), this.#to);
    return this.#lineEnd;
  }

  #skip(from: number, isIn: (unit: number) => boolean): number {
    let at = from;
    while (at < this.#to && isIn(this.#text.charCodeAt(at))) at++;
    return at;
  }

  #numberEnd(start: number): number {
    let end = this.#skip(start, isDigit);
    if (this.#text.charAt(end) === "." && isDigit(this.#text.charCodeAt(end + 1))) end = this.#skip(end + 1, isDigit);
    const exponent = /^[eE][-+]?[0-9]/.exec(this.#text.slice(end, end + 3))?.[0];
    return exponent === undefined
      ? Math.min(end, this.#to)
      : this.#skip(Math.min(end + exponent.length, this.#to), isDigit);
  }
}

/** The end of a string without escapes and templates, as most are. */
function endOfSimple(text: string, from: number, to: number): number | undefined {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return at + 1;
    if (unit === BACKSLASH || unit === DOLLAR || unit === PERCENT || unit === LF) return undefined;
  }
  return undefined;
}

/** The line at `at` begins an attribute or a block, which nothing but the end of a value can stand before. */
export function beginsSetting(text: string, at: number): boolean {
  return /^[ \t]*[A-Za-z_][-A-Za-z0-9_]*[ \t]*(?:=(?![=>])|(?:"[^"\n]*"[ \t]*)*\{)/.test(text.slice(at, at + 200));
}

function halfString(text: string, start: number, lineEnd: number): { readonly end: number; readonly closed: boolean } {
  let end = lineEnd;
  while (end > start + 1 && isListMark(text.charCodeAt(end - 1))) end--;
  const isQuoted = end > start + 1 && text.charAt(end - 1) === '"';
  return isQuoted ? { end, closed: true } : { end: lineEnd, closed: false };
}

function isListMark(unit: number): boolean {
  return isBlankUnit(unit) || unit === 44 || unit === 93;
}

function isBlankUnit(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 13 || unit === 0xfeff;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

function isNameStart(unit: number): boolean {
  return (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || unit === 95 || (unit > 127 && unit !== 0xfeff);
}

function isNameUnit(unit: number): boolean {
  return isNameStart(unit) || isDigit(unit) || unit === 45;
}

const LF = 10;
const QUOTE = 34;
const DOLLAR = 36;
const PERCENT = 37;
const BACKSLASH = 92;
