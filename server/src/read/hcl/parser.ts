/**
 * Builds the tree of an HCL file: bodies of attributes and blocks, objects, lists, and scalars for all other values.
 * What is broken costs as little as can be: a value ends with its line, a list or object ends where a line begins the
 * next setting, a body where a line without indentation begins a block that stands nowhere but at the top.
 */
import { verbatimLayer } from "../../text/layer";
import type { Span } from "../../text/span";
import type { Entry, MapNode, ScalarNode, TreeNode } from "../reading";
import type { Sink } from "../shell/sink";
import { Cursor } from "./cursor";
import { heredocLayer } from "./heredoc";
import { encodeQuoted, quotedLayer } from "./quoted";
import { beginsSetting, type Token } from "./tokens";

/** Reads a body up to its end, with recursion for what stands in it, which the budget's depth limits. */
export class Parser {
  readonly #text: string;
  readonly #at: Cursor;

  constructor(text: string, sink: Sink, mayGoOn: () => boolean) {
    this.#text = text;
    this.#at = new Cursor(text, sink, mayGoOn);
  }

  /** The whole file. */
  file(): MapNode {
    const entries: Entry[] = [];
    this.#body(entries, true);
    return { kind: "map", span: { start: 0, end: this.#text.length }, entries };
  }

  /** Takes a body's entries; answers whether its brace stands there, which is taken too. */
  #body(entries: Entry[], isFile: boolean): boolean {
    for (;;) {
      this.#at.skipLines();
      if (this.#at.is("end")) return false;
      if (this.#at.is("}")) {
        const brace = this.#at.advance();
        if (!isFile) return true;
        this.#at.problem(brace, "This brace closes nothing");
      } else if (this.#at.is("name", "string")) {
        if (!isFile && this.#at.isTopBlock()) return false;
        this.#setting(entries);
      } else this.#skipStatement();
    }
  }

  /** Text that is no setting, up to the end of its line or of the body. */
  #skipStatement(): void {
    const { start } = this.#at.token;
    this.#at.skipTo("newline", "end", "}");
    this.#at.problem({ start, end: Math.max(this.#at.end, start) }, "This is neither an attribute nor a block");
  }

  #setting(entries: Entry[]): void {
    const name = this.#at.advance();
    if (this.#at.is("=", ":")) {
      entries.push(this.#attribute(name));
      this.#endOfSetting();
      return;
    }
    const labels: Token[] = [];
    let brace: Token | undefined;
    while (!brace && this.#at.is("name", "string")) {
      const { label, open } = this.#label(this.#at.advance());
      labels.push(label);
      brace = open;
    }
    if (!brace && this.#at.is("{")) brace = this.#at.advance();
    if (brace) {
      entries.push(this.#block(name, labels, brace));
      this.#endOfSetting();
    } else {
      // A name alone is being typed; it says nothing yet.
      this.#at.skipTo("newline", "end", "}");
      this.#at.problem({ start: name.start, end: this.#at.end }, "This is neither an attribute nor a block");
    }
  }

  #endOfSetting(): void {
    if (this.#at.isBroken() || this.#at.is("newline", "end", "}")) return;
    const { start } = this.#at.token;
    this.#at.skipTo("newline", "end", "}");
    this.#at.problem({ start, end: this.#at.end }, "This does not belong to the value before it");
  }

  /** A label without its closing quote has taken the brace that its line ends in. */
  #label(token: Token): { readonly label: Token; readonly open?: Token } {
    const { kind, start, end, closed } = token;
    const written = this.#text.slice(start, end).trimEnd();
    if (kind !== "string" || closed || !written.endsWith("{")) return { label: token };
    this.#at.problem({ start, end }, "This string has no closing quote");
    const label: Token = { kind, start, end: start + written.slice(0, -1).trimEnd().length, closed: false };
    const at = start + written.length;
    return { label, open: { kind: "{", start: at - 1, end: at } };
  }

  #block(name: Token, labels: readonly Token[], brace: Token): Entry {
    const entries: Entry[] = [];
    const closed = this.#at.nested(brace, () => this.#body(entries, false)) ?? true;
    if (!closed) this.#at.break(brace, "This block is not closed");
    const end = this.#at.end;
    let node: MapNode = { kind: "map", span: { start: brace.start, end }, entries };
    for (const label of labels.toReversed()) {
      const span = { start: label.start, end };
      node = { kind: "map", span, entries: [{ ...this.#keyOf(label), value: node, span }] };
    }
    return { ...this.#keyOf(name), value: node, span: { start: name.start, end } };
  }

  #attribute(key: Token): Entry {
    const mark = this.#at.advance();
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

  /** A value; undefined where none stands. In a list, values go over line ends where they cannot end there. */
  #value(inList: boolean): TreeNode | undefined {
    const first = this.#at.token;
    if (this.#endsValue() || first.kind === "newline") return undefined;
    if (first.kind === "other" && this.#text.startsWith("<<", first.start)) {
      this.#at.problem(this.#at.advance(), "This here-document has no end");
      return undefined;
    }
    const node = this.#single(first);
    // What follows a string is part of an expression only behind a mark of one.
    if (node && (this.#at.isBroken() || !this.#at.is("operator", "?", ".", "["))) return node;
    this.#rest(inList);
    const span = { start: first.start, end: this.#at.end };
    return { kind: "scalar", span, outer: span, layer: verbatimLayer(this.#text, span, encodeQuoted), style: "plain" };
  }

  #endsValue(): boolean {
    return this.#at.isBroken() || this.#at.is("end", ",", "=", "}", "]", ")");
  }

  /** A value that is one thing, as far as its first token tells; otherwise nothing or only that token is taken. */
  #single(first: Token): TreeNode | undefined {
    if (first.kind === "string") {
      this.#at.advance();
      if (!first.closed) this.#at.problem(first, "This string has no closing quote");
      const span = insideOf(first);
      return scalarOf(span, first, quotedLayer(this.#text, span), "double");
    }
    if (first.heredoc) {
      this.#at.advance();
      return scalarOf(first.heredoc.body, first, heredocLayer(this.#text, first.heredoc), "literal");
    }
    if (first.kind !== "[" && first.kind !== "{") return undefined;
    this.#at.advance();
    this.#at.skipLines();
    if (this.#isFor()) {
      this.#at.skipBrackets(first);
      return undefined;
    }
    const isList = first.kind === "[";
    return this.#at.nested(first, () => (isList ? this.#list(first) : this.#object(first)));
  }

  /** `for` that is no key. */
  #isFor(): boolean {
    const { kind, start, end } = this.#at.token;
    if (kind !== "name" || this.#text.slice(start, end) !== "for") return false;
    return !/^\s*[=:]/.test(this.#text.slice(end, end + 50));
  }

  /** The rest of an expression: brackets with all that is in them, operators, further terms. */
  #rest(inList: boolean): void {
    let last: Token | undefined;
    while (!this.#endsValue()) {
      if (this.#at.is("newline")) {
        if (!inList || !goesOn(last)) return;
        this.#at.skipLines();
        continue;
      }
      last = this.#at.advance();
      if (isOpening(last)) this.#at.skipBrackets(last);
    }
  }

  #list(open: Token): TreeNode {
    const items: TreeNode[] = [];
    const done = (): TreeNode => ({ kind: "list", span: { start: open.start, end: this.#at.end }, items });
    for (;;) {
      const startsLine = this.#at.is("newline");
      this.#at.skipLines();
      if (this.#at.is("]")) {
        this.#at.advance();
        return done();
      }
      if (
        this.#at.is("end", "}", ")") ||
        this.#at.isBroken() ||
        (startsLine && beginsSetting(this.#text, this.#at.token.start))
      ) {
        this.#at.break(open, "This list is not closed");
        return done();
      }
      if (this.#at.is(",", "=")) this.#at.advance();
      else {
        const item = this.#value(true);
        if (item) items.push(item);
      }
    }
  }

  #object(open: Token): TreeNode {
    const entries: Entry[] = [];
    const done = (): TreeNode => ({ kind: "map", span: { start: open.start, end: this.#at.end }, entries });
    for (;;) {
      while (this.#at.is("newline", ",")) this.#at.advance();
      if (this.#at.is("}")) {
        this.#at.advance();
        return done();
      }
      if (this.#at.is("end", "]", ")") || this.#at.isTopBlock()) {
        this.#at.break(open, "This object is not closed");
        return done();
      }
      this.#pair(entries);
    }
  }

  #pair(entries: Entry[]): void {
    const first = this.#at.token;
    if (this.#at.is("name", "string")) this.#at.advance();
    if (!this.#at.is("=", ":")) {
      // Any expression can be a key.
      this.#at.skipTo("newline", "end", ":", ",", "=", "}", "]", ")");
    }
    const isSimple = this.#at.end === first.end;
    const key: Token = isSimple ? first : { kind: "other", start: first.start, end: this.#at.end };
    if (this.#at.is("=", ":") && key.end > key.start) entries.push(this.#attribute(key));
    else {
      if (this.#at.is("=", ":")) this.#at.advance();
      this.#at.problem({ start: first.start, end: Math.max(this.#at.end, first.start) }, "This key has no value");
    }
    if (!this.#at.isBroken() && !this.#at.is("newline", "end", ",", "}", "]", ")")) this.#endOfPair();
  }

  #endOfPair(): void {
    const { start } = this.#at.token;
    this.#at.skipTo("newline", "end", ",", "}", "]", ")");
    this.#at.problem({ start, end: this.#at.end }, "This does not belong to the value before it");
  }
}

function isOpening({ kind }: Token): boolean {
  return kind === "{" || kind === "[" || kind === "(";
}

function goesOn(last: Token | undefined): boolean {
  return last?.kind === "operator" || last?.kind === "?" || last?.kind === ":" || last?.kind === ".";
}

function insideOf({ start, end, closed }: Token): Span {
  return { start: start + 1, end: closed ? end - 1 : end };
}

function scalarOf(
  span: Span,
  { start, end }: Token,
  layer: ScalarNode["layer"],
  style: ScalarNode["style"],
): ScalarNode {
  return { kind: "scalar", span, outer: { start, end }, layer, style };
}
