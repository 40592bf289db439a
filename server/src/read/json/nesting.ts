/**
 * Builds trees from JSON's tokens with a stack of its own, so that no text is too deep for the machine's.
 * What is missing is made up for where the next token tells what was meant: a string before a colon is a key, also
 * behind a key whose value is not typed yet.
 */
import type { Span } from "../../text/span";
import type { Entry, ScalarNode, TreeNode } from "../reading";
import { noteProblem, type Sink } from "../shell/sink";

export interface Nesting {
  open(kind: "map" | "list", at: number): void;
  close(kind: "map" | "list", where: Span): void;
  comma(where: Span): void;
  colon(where: Span): void;
  scalar(node: ScalarNode): void;
  /** Closes what is open. */
  done(end: number): readonly TreeNode[];
}

interface Frame {
  readonly kind: "map" | "list";
  readonly start: number;
  readonly entries: Entry[];
  readonly items: TreeNode[];
  /** The key that waits for its value. */
  key: ScalarNode | undefined;
  /** Behind the colon of `key`. */
  colon: number | undefined;
  /** A value just after a colon, which a further colon turns into a key. */
  value: ScalarNode | undefined;
}

/** Begins an empty document. What stands deeper than `depth` brackets is left out. */
export function newNesting(sink: Sink, depth: number): Nesting {
  return new Builder(sink, depth);
}

class Builder implements Nesting {
  readonly #sink: Sink;
  readonly #depth: number;
  readonly #trees: TreeNode[] = [];
  readonly #frames: Frame[] = [];
  /** Open brackets that are deeper than allowed. */
  #tooDeep = 0;
  #toldDepth = false;

  constructor(sink: Sink, depth: number) {
    this.#sink = sink;
    this.#depth = depth;
  }

  open(kind: "map" | "list", at: number): void {
    if (this.#frames.length >= this.#depth) {
      this.#tooDeep++;
      const span = { start: at, end: at + 1 };
      if (!this.#toldDepth)
        this.#sink.problems.push({ span, message: "This file is nested too deeply to be read", budget: "too-deep" });
      this.#toldDepth = true;
      return;
    }
    this.#settleValue();
    const frame = { kind, start: at, entries: [], items: [], key: undefined, colon: undefined, value: undefined };
    this.#frames.push(frame);
  }

  close(kind: "map" | "list", where: Span): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    // The one outside is meant where the inner one's bracket is missing; further out it is more likely one too many.
    const frames = this.#frames;
    const isOpen = frames[frames.length - 1]?.kind === kind || frames[frames.length - 2]?.kind === kind;
    if (!isOpen) {
      noteProblem(this.#sink, where, "This bracket closes nothing");
      return;
    }
    while (frames[frames.length - 1]?.kind !== kind) this.#pop(where.start, false);
    this.#pop(where.end, true);
  }

  comma(where: Span): void {
    if (this.#tooDeep > 0) return;
    const frame = this.#frames[this.#frames.length - 1];
    if (!frame) noteProblem(this.#sink, where, "This comma stands outside of brackets");
    else settle(frame);
  }

  colon(where: Span): void {
    if (this.#tooDeep > 0) return;
    const frame = this.#frames[this.#frames.length - 1];
    if (frame?.kind === "map" && frame.value && frame.key) {
      // What looked like the value is the next key.
      const { value } = frame;
      frame.value = undefined;
      noteProblem(this.#sink, frame.key.outer, "This key has no value");
      settle(frame);
      frame.key = value;
    }
    if (frame?.kind === "map" && frame.key && frame.colon === undefined) frame.colon = where.end;
    else noteProblem(this.#sink, where, "No key stands before this colon");
  }

  scalar(node: ScalarNode): void {
    if (this.#tooDeep > 0) return;
    const frame = this.#frames[this.#frames.length - 1];
    if (frame?.kind !== "map") {
      if (node.style === "plain" && !LITERAL.test(node.layer.text))
        noteProblem(this.#sink, node.outer, "This is no value");
      if (frame) frame.items.push(node);
      else this.#trees.push(node);
    } else if (frame.key && frame.colon !== undefined && !frame.value) frame.value = node;
    else {
      settle(frame);
      frame.key = node;
    }
  }

  done(end: number): readonly TreeNode[] {
    while (this.#frames.length > 0) this.#pop(end, false);
    return this.#trees;
  }

  #settleValue(): void {
    const frame = this.#frames[this.#frames.length - 1];
    // A map or list that nothing names takes the place of what waits for a value; without a colon there is no entry.
    if (frame?.value || (frame?.key && frame.colon === undefined)) settle(frame);
  }

  #pop(end: number, closed: boolean): void {
    const frame = this.#frames.pop();
    if (!frame) return;
    settle(frame);
    const span = { start: frame.start, end };
    if (!closed) noteProblem(this.#sink, { start: frame.start, end: frame.start + 1 }, "This bracket is not closed");
    const node: TreeNode =
      frame.kind === "map" ? { kind: "map", span, entries: frame.entries } : { kind: "list", span, items: frame.items };
    const outer = this.#frames[this.#frames.length - 1];
    if (!outer) this.#trees.push(node);
    else if (outer.kind === "list") outer.items.push(node);
    else if (outer.key) addEntry(outer, outer.key, node, end);
    else {
      // What stands in it still counts, under a key that is not typed yet.
      noteProblem(this.#sink, { start: frame.start, end: frame.start + 1 }, "No key stands before this value");
      outer.entries.push({ key: "", keySpan: { start: frame.start, end: frame.start }, value: node, span });
    }
  }
}

/** Takes what waits as an entry: with its value, or with none. */
function settle(frame: Frame): void {
  const { key, value } = frame;
  if (key) addEntry(frame, key, value, value?.outer.end ?? frame.colon ?? key.outer.end);
}

function addEntry(frame: Frame, key: ScalarNode, value: TreeNode | undefined, end: number): void {
  const span = { start: key.outer.start, end };
  frame.entries.push({ key: key.layer.text, keySpan: key.span, value, span });
  frame.key = frame.value = frame.colon = undefined;
}

/** Numbers as JSON and JSON5 have them, and the names of values. */
const LITERAL = /^(?:true|false|null|[-+]?(?:Infinity|NaN|[.0-9][-+.0-9a-fA-FxX]*))$/;
