/**
 * Builds the tree of an HCL file: bodies of attributes and blocks, objects, lists, and scalars for all other values.
 * What is broken costs as little as can be: a value ends with its line, a list or object ends where a line begins the
 * next setting, a body where a line without indentation begins a block that stands nowhere but at the top.
 */
import { verbatimLayer } from "../../text/layer";
import type { Span } from "../../text/span";
import type { Entry, MapNode, ScalarNode, TreeNode } from "../reading";
import { noteProblem, type Sink } from "../shell/sink";
import { heredocLayer } from "./heredoc";
import { encodeQuoted, quotedLayer } from "./quoted";
import { beginsSetting, Lexer, type Token, type TokenKind } from "./tokens";
import { beginsTopBlock } from "./topBlocks";

const CLOSING: Readonly<Partial<Record<TokenKind, TokenKind>>> = { "{": "}", "[": "]", "(": ")" };
const CLOSERS: ReadonlySet<TokenKind> = new Set(["}", "]", ")"]);

/** Reads a body up to its end, with recursion for what stands in it, which the budget's depth limits. */
export class Parser {
  readonly #text: string;
  readonly #sink: Sink;
  readonly #lexer: Lexer;
  #token: Token;
  /** Where the last token that is no line end ended. */
  #end = 0;
  #depth = 0;
  #toldDepth = false;

  constructor(text: string, sink: Sink, mayGoOn: () => boolean) {
    this.#text = text;
    this.#sink = sink;
    this.#lexer = new Lexer(text, 0, text.length, { onComment: (comment) => sink.comments.push(comment), mayGoOn });
    this.#token = this.#lexer.next();
  }

  /** The whole file. */
  file(): MapNode {
    const entries: Entry[] = [];
    this.#body(entries, true);
    return { kind: "map", span: { start: 0, end: this.#text.length }, entries };
  }

  #advance(): Token {
    const token = this.#token;
    if (token.kind !== "newline" && token.kind !== "end") this.#end = token.end;
    this.#token = this.#lexer.next();
    return token;
  }

  #is(...kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.#token.kind);
  }

  #problem(span: Span, message: string): void {
    noteProblem(this.#sink, span, message);
  }

  #skipLines(): void {
    while (this.#is("newline")) this.#advance();
  }

  /** Takes a body's entries; answers whether its brace stands there, which is taken too. */
  #body(entries: Entry[], isFile: boolean): boolean {
    for (;;) {
      this.#skipLines();
      if (this.#is("end")) return false;
      if (this.#is("}")) {
        const brace = this.#advance();
        if (!isFile) return true;
        this.#problem(brace, "This brace closes nothing");
      } else if (this.#is("name", "string")) {
        if (!isFile && this.#isTopBlock()) return false;
        this.#setting(entries);
      } else this.#skipStatement();
    }
  }

  #isTopBlock(): boolean {
    const { kind, start } = this.#token;
    return kind === "name" && beginsTopBlock(this.#text, start);
  }

  /** Text that is no setting, up to the end of its line or of the body. */
  #skipStatement(): void {
    const { start } = this.#token;
    while (!this.#is("newline", "end", "}")) this.#advance();
    this.#problem({ start, end: Math.max(this.#end, start) }, "This is neither an attribute nor a block");
  }

  #setting(entries: Entry[]): void {
    const name = this.#advance();
    if (this.#is("=", ":")) {
      entries.push(this.#attribute(name));
      this.#endOfSetting();
      return;
    }
    const labels: Token[] = [];
    while (this.#is("name", "string")) labels.push(this.#advance());
    if (!this.#is("{")) {
      // A name alone is being typed; it says nothing yet.
      while (!this.#is("newline", "end", "}")) this.#advance();
      this.#problem({ start: name.start, end: this.#end }, "This is neither an attribute nor a block");
      return;
    }
    entries.push(this.#block(name, labels));
    this.#endOfSetting();
  }

  #endOfSetting(): void {
    if (this.#is("newline", "end", "}")) return;
    const { start } = this.#token;
    while (!this.#is("newline", "end", "}")) this.#advance();
    this.#problem({ start, end: this.#end }, "This does not belong to the value before it");
  }

  #block(name: Token, labels: readonly Token[]): Entry {
    const brace = this.#advance();
    const entries: Entry[] = [];
    const closed = this.#nested(brace, () => this.#body(entries, false)) ?? true;
    if (!closed) this.#problem(brace, "This block is not closed");
    const { end } = { end: this.#end };
    let node: MapNode = { kind: "map", span: { start: brace.start, end }, entries };
    for (const label of labels.toReversed()) {
      const span = { start: label.start, end };
      node = { kind: "map", span, entries: [{ ...this.#keyOf(label), value: node, span }] };
    }
    return { ...this.#keyOf(name), value: node, span: { start: name.start, end } };
  }

  #attribute(key: Token): Entry {
    const mark = this.#advance();
    const value = this.#value(false);
    const outer = value?.kind === "scalar" ? value.outer : value?.span;
    return { ...this.#keyOf(key), value, span: { start: key.start, end: outer?.end ?? mark.end } };
  }

  #keyOf(token: Token): Pick<Entry, "key" | "keySpan"> {
    if (token.kind !== "string")
      return { key: this.#text.slice(token.start, token.end), keySpan: { start: token.start, end: token.end } };
    const keySpan = insideOf(token);
    return { key: quotedLayer(this.#text, keySpan).text, keySpan };
  }

  /** Does something one level deeper; where that is too deep, what is in the brackets is left out. */
  #nested<T>(open: Token, read: () => T): T | undefined {
    if (this.#depth >= this.#sink.budget.depth) {
      const span = { start: open.start, end: open.end };
      if (!this.#toldDepth)
        this.#sink.problems.push({ span, message: "This file is nested too deeply to be read", budget: "too-deep" });
      this.#toldDepth = true;
      this.#skipBrackets(open);
      return undefined;
    }
    this.#depth++;
    const result = read();
    this.#depth--;
    return result;
  }

  /** Goes on behind the bracket that closes `open`, or stops where nothing can. */
  #skipBrackets(open: Token): void {
    const closers = [CLOSING[open.kind]];
    while (closers.length > 0 && !this.#is("end")) {
      const { kind, start } = this.#token;
      if (CLOSERS.has(kind)) {
        if (closers.pop() !== kind) return;
      } else if (CLOSING[kind]) closers.push(CLOSING[kind]);
      else if (kind === "newline" && closers[closers.length - 1] !== "}" && beginsSetting(this.#text, start + 1)) return;
      this.#advance();
    }
  }

  /** A value; undefined where none stands. In a list, values go over line ends where they cannot end there. */
  #value(inList: boolean): TreeNode | undefined {
    const first = this.#token;
    if (this.#endsValue() || first.kind === "newline") return undefined;
    const node = this.#single(first);
    if (node && (this.#endsValue() || this.#is("newline"))) return node;
    this.#rest(inList);
    const span = { start: first.start, end: this.#end };
    return { kind: "scalar", span, outer: span, layer: verbatimLayer(this.#text, span, encodeQuoted), style: "plain" };
  }

  #endsValue(): boolean {
    return this.#is("end", ",", "=", "}", "]", ")");
  }

  /** A value that is one thing, as far as its first token tells; otherwise nothing or only that token is taken. */
  #single(first: Token): TreeNode | undefined {
    if (first.kind === "string") {
      this.#advance();
      if (!first.closed) this.#problem(first, "This string has no closing quote");
      const span = insideOf(first);
      return scalarOf(span, first, quotedLayer(this.#text, span), "double");
    }
    if (first.heredoc) {
      this.#advance();
      return scalarOf(first.heredoc.body, first, heredocLayer(this.#text, first.heredoc), "literal");
    }
    if (first.kind === "other" && this.#text.startsWith("<<", first.start)) return undefined;
    if (first.kind !== "[" && first.kind !== "{") return undefined;
    this.#advance();
    this.#skipLines();
    if (this.#isFor()) {
      this.#skipBrackets(first);
      return undefined;
    }
    const isList = first.kind === "[";
    return this.#nested(first, () => (isList ? this.#list(first) : this.#object(first)));
  }

  /** `for` that is no key. */
  #isFor(): boolean {
    const { kind, start, end } = this.#token;
    if (kind !== "name" || this.#text.slice(start, end) !== "for") return false;
    return !/^\s*[=:]/.test(this.#text.slice(end, end + 50));
  }

  /** The rest of an expression: brackets with all that is in them, operators, further terms. */
  #rest(inList: boolean): void {
    let last: Token | undefined;
    while (!this.#endsValue()) {
      if (this.#is("newline")) {
        if (!inList || !goesOn(last)) return;
        this.#skipLines();
        continue;
      }
      last = this.#advance();
      if (CLOSING[last.kind]) this.#skipBrackets(last);
    }
  }

  #list(open: Token): TreeNode {
    const items: TreeNode[] = [];
    const done = (): TreeNode => ({ kind: "list", span: { start: open.start, end: this.#end }, items });
    for (;;) {
      const startsLine = this.#is("newline");
      this.#skipLines();
      if (this.#is("]")) {
        this.#advance();
        return done();
      }
      if (this.#is("end", "}", ")") || (startsLine && beginsSetting(this.#text, this.#token.start))) {
        this.#problem(open, "This list is not closed");
        return done();
      }
      if (this.#is(",", "=")) this.#advance();
      else {
        const item = this.#value(true);
        if (item) items.push(item);
      }
    }
  }

  #object(open: Token): TreeNode {
    const entries: Entry[] = [];
    const done = (): TreeNode => ({ kind: "map", span: { start: open.start, end: this.#end }, entries });
    for (;;) {
      while (this.#is("newline", ",")) this.#advance();
      if (this.#is("}")) {
        this.#advance();
        return done();
      }
      if (this.#is("end", "]", ")") || this.#isTopBlock()) {
        this.#problem(open, "This object is not closed");
        return done();
      }
      this.#pair(entries);
    }
  }

  #pair(entries: Entry[]): void {
    const first = this.#token;
    if (this.#is("name", "string")) this.#advance();
    if (!this.#is("=", ":")) {
      // Any expression can be a key.
      while (!this.#is("newline", ":") && !this.#endsValue()) {
        const token = this.#advance();
        if (CLOSING[token.kind]) this.#skipBrackets(token);
      }
    }
    const isSimple = this.#end === first.end;
    const key: Token = isSimple ? first : { kind: "other", start: first.start, end: this.#end };
    if (this.#is("=", ":") && key.end > key.start) entries.push(this.#attribute(key));
    else {
      if (this.#is("=", ":")) this.#advance();
      this.#problem({ start: first.start, end: Math.max(this.#end, first.start) }, "This key has no value");
    }
    if (!this.#is("newline", "end", ",", "}", "]", ")")) this.#endOfPair();
  }

  #endOfPair(): void {
    const { start } = this.#token;
    while (!this.#is("newline", "end", ",", "}", "]", ")")) this.#advance();
    this.#problem({ start, end: this.#end }, "This does not belong to the value before it");
  }
}

function goesOn(last: Token | undefined): boolean {
  return last?.kind === "operator" || last?.kind === "?" || last?.kind === ":" || last?.kind === ".";
}

function insideOf({ start, end, closed }: Token): Span {
  return { start: start + 1, end: closed ? end - 1 : end };
}

function scalarOf(span: Span, { start, end }: Token, layer: ScalarNode["layer"], style: ScalarNode["style"]): ScalarNode {
  return { kind: "scalar", span, outer: { start, end }, layer, style };
}
