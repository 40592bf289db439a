/**
 * What stands open while a text is read: the collections, innermost first, and what was found so far.
 * An open collection is a link in a chain, never a call, so nesting is bounded by the budget and not by the stack.
 */
import type { Span } from "../../text/span";
import type { Budget, Comment, Entry, ReadProblem, TreeNode } from "../reading";
import type { Anchor } from "./anchors";

export type FrameKind = "root" | "map" | "list" | "flow-map" | "flow-list";

/**
 * What a collection waits for: `key` after `?`, `keyed` after a key without its colon, `value` after a colon or a dash;
 * `done` when the entry has its value, `idle` before the first entry.
 */
export type Phase = "idle" | "key" | "keyed" | "value" | "done";

export interface Frame {
  readonly kind: FrameKind;
  readonly parent: Frame | undefined;
  /** How many collections it stands in. */
  readonly depth: number;
  readonly start: number;
  readonly anchor: Anchor | undefined;
  /** Of its keys or dashes, in units from the line's start; -1 at the top. Wrong indentation may move it. */
  column: number;
  phase: Phase;
  readonly entries: Entry[];
  readonly items: TreeNode[];
  /** The entry or item at hand. */
  key: string;
  keySpan: Span;
  entryStart: number;
  /** Start of the line in which the key stands. */
  keyLine: number;
  value: TreeNode | undefined;
  /** After the last thing read. */
  end: number;
  /** A flow list's item with a colon, `[a: b]`, is a map of one entry. */
  pair: boolean;
  /** It holds the key `<<`. */
  merges: boolean;
}

export interface Reader {
  /** The text that nodes are cut from; its line ends are `\n` or `\r\n`. */
  readonly text: string;
  readonly budget: Budget;
  readonly trees: TreeNode[];
  readonly comments: Comment[];
  readonly problems: ReadProblem[];
  readonly anchors: Map<string, Anchor>;
  /** What the budget still allows. */
  aliasNodes: number;
  top: Frame;
  /** A budget ran out: what was read counts, the rest is not looked at. */
  stopped: boolean;
}

const NOWHERE: Span = { start: 0, end: 0 };
/** Each kind of collection fills one of the two. */
const NO_ENTRIES: Entry[] = [];
const NO_ITEMS: TreeNode[] = [];

/** An open collection that has nothing in it yet. */
export function newFrame(
  kind: FrameKind,
  start: number,
  column: number,
  parent: Frame | undefined,
  anchor: Anchor | undefined,
): Frame {
  const maps = kind === "map" || kind === "flow-map";
  return {
    kind,
    parent,
    depth: parent === undefined ? 0 : parent.depth + 1,
    start,
    anchor,
    column,
    phase: kind === "root" ? "value" : "idle",
    entries: maps ? [] : NO_ENTRIES,
    items: maps ? NO_ITEMS : [],
    key: "",
    keySpan: NOWHERE,
    entryStart: start,
    keyLine: -1,
    value: undefined,
    end: start,
    pair: false,
    merges: false,
  };
}

/** More would say nothing new about a file that is no YAML at all. */
const MOST_PROBLEMS = 100;

/** Keeps what could not be read. */
export function note(reader: Reader, where: Span, message: string): void {
  if (reader.problems.length < MOST_PROBLEMS) reader.problems.push({ span: where, message });
}

/** Ends the reading here: a limit is reached. */
export function stop(reader: Reader, where: Span, budget: "too-deep" | "too-large" | "time"): void {
  if (reader.stopped) return;
  reader.stopped = true;
  reader.problems.push({ span: where, message: BUDGET_MESSAGES[budget], budget });
}

export const BUDGET_MESSAGES = {
  "too-deep": "This file is nested too deeply to be read",
  "too-large": "This file is too large to be read",
  time: "This file takes too long to be read",
} as const;
