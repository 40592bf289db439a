/**
 * The place in an HCL file that its parser has come to: the current token, what is skipped, what was left open.
 */
import type { Span } from "../../text/span";
import { noteProblem, type Sink } from "../shell/sink";
import { beginsSetting, Lexer, type Token, type TokenKind } from "./tokens";
import { beginsTopBlock } from "./topBlocks";

const CLOSING: Readonly<Partial<Record<TokenKind, TokenKind>>> = { "{": "}", "[": "]", "(": ")" };
const CLOSERS: ReadonlySet<TokenKind> = new Set(["}", "]", ")"]);

/** Goes through the tokens of a file. */
export class Cursor {
  readonly #text: string;
  readonly #sink: Sink;
  readonly #lexer: Lexer;
  #token: Token;
  #end = 0;
  #depth = 0;
  /** Where a list, object or block ended without its bracket: there a setting begins, whatever is open. */
  #brokenAt = -1;
  #toldDepth = false;

  constructor(text: string, sink: Sink, mayGoOn: () => boolean) {
    this.#text = text;
    this.#sink = sink;
    this.#lexer = new Lexer(text, 0, text.length, { onComment: (comment) => sink.comments.push(comment), mayGoOn });
    this.#token = this.#lexer.next();
  }

  get token(): Token {
    return this.#token;
  }

  /** Where the last token that is no line end ended. */
  get end(): number {
    return this.#end;
  }

  advance(): Token {
    const token = this.#token;
    if (token.kind !== "newline" && token.kind !== "end") this.#end = token.end;
    this.#token = this.#lexer.next();
    return token;
  }

  is(...kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.#token.kind);
  }

  problem(span: Span, message: string): void {
    noteProblem(this.#sink, { start: span.start, end: span.end }, message);
  }

  /** Something ends here without its bracket. */
  break(open: Token, message: string): void {
    this.problem({ start: open.start, end: open.start + 1 }, message);
    this.#brokenAt = this.#token.start;
  }

  isBroken(): boolean {
    return this.#token.start === this.#brokenAt;
  }

  skipLines(): void {
    while (this.is("newline")) this.advance();
  }

  isTopBlock(): boolean {
    const { kind, start } = this.#token;
    return kind === "name" && beginsTopBlock(this.#text, start);
  }

  /** Skips what nothing is made of, brackets with all that is in them. */
  skipTo(...kinds: readonly TokenKind[]): void {
    while (!this.is(...kinds)) {
      const token = this.advance();
      if (CLOSING[token.kind]) this.skipBrackets(token);
    }
  }

  /** Does something one level deeper; where that is too deep, what is in the brackets is left out. */
  nested<T>(open: Token, read: () => T): T | undefined {
    if (this.#depth >= this.#sink.budget.depth) {
      const span = { start: open.start, end: open.start + 1 };
      if (!this.#toldDepth)
        this.#sink.problems.push({ span, message: "This file is nested too deeply to be read", budget: "too-deep" });
      this.#toldDepth = true;
      this.skipBrackets(open);
      return undefined;
    }
    this.#depth++;
    const result = read();
    this.#depth--;
    return result;
  }

  /** Goes on behind the bracket that closes `open`, or stops where nothing can. */
  skipBrackets(open: Token): void {
    const closers = [CLOSING[open.kind]];
    while (!this.is("end")) {
      const { kind, start } = this.#token;
      if (CLOSERS.has(kind)) {
        if (closers.pop() !== kind) break;
      } else if (CLOSING[kind]) closers.push(CLOSING[kind]);
      else if (kind === "newline" && closers[closers.length - 1] !== "}" && beginsSetting(this.#text, start + 1)) break;
      this.advance();
      if (closers.length === 0) return;
    }
    this.break(open, "This bracket is not closed");
  }
}
