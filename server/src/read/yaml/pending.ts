/**
 * The node that was read last and may yet turn out to be a key: only the token after it tells.
 * Here it becomes a key, a value, or nothing, with the anchor and tag before it going to it or to the map that it begins.
 */
import type { Span } from "../../text/span";
import type { TreeNode } from "../reading";
import { resolveAlias, setAnchor } from "./anchors";
import { beginEntry, placeOf } from "./block";
import type { BlockHeader } from "./blockScalar";
import { layOutBlock } from "./blockScalar";
import { attach } from "./frames";
import { blockScalar, flowText, plainScalar, quotedScalar } from "./nodes";
import type { Reader } from "./reader";
import { note } from "./reader";
import { GO_ON } from "./tokens";

type PendingKind = "none" | "plain" | "single" | "double" | "alias" | "tree";

/** A scalar, an alias or a collection between brackets. Its fields mean nothing while `kind` is `none`. */
interface Pending {
  kind: PendingKind;
  /** With its anchor and tag, where they stand in the same line. */
  from: number;
  start: number;
  end: number;
  /** Of `from`. */
  column: number;
  /** Where the line starts in which it starts. */
  line: number;
  /** A quoted scalar has its closing quote. */
  closed: boolean;
  /** Of kind `tree`. */
  node: TreeNode | undefined;
  anchor: string | undefined;
  /** The anchor stands in a line before this one: it is the map's, if this is a key. */
  anchorBefore: boolean;
  tag: string | undefined;
}

export interface Composer extends Reader {
  /** Where the line at hand starts. */
  line: number;
  /** The line has its value already: what else stands there counts for nothing. */
  full: boolean;
  readonly pending: Pending;
  /** The scalar at hand between brackets, where nothing pends. */
  readonly inner: Pending;
  /** Anchor and tag that wait for their node, and where the first of them stands. */
  anchor: string | undefined;
  tag: string | undefined;
  propertiesStart: number;
  propertiesLine: number;
  /** The anchor of a map of which the first key has an anchor too. */
  outerAnchor: string | undefined;
  /** A block scalar's header, while its lines are to come. */
  header: PendingBlock | undefined;
  /** The brackets that stand open can only be a key, or count for nothing: they end with their line. */
  oneLine: boolean;
  /** How many units may still be read again without need. */
  reread: number;
  /** How many tokens were read, to know when to ask for the time. */
  tokens: number;
}

interface PendingBlock {
  readonly shape: BlockHeader;
  readonly start: number;
  readonly from: number;
  readonly column: number;
}

/** Nothing, as at the start of a text. */
export function noPending(): Pending {
  return {
    kind: "none",
    from: 0,
    start: 0,
    end: 0,
    column: 0,
    line: 0,
    closed: true,
    node: undefined,
    anchor: undefined,
    anchorBefore: false,
    tag: undefined,
  };
}

/** Makes `pending` what stands at `[start, end)`, with the anchor and tag before it. */
export function setPending(
  composer: Composer,
  pending: Pending,
  kind: PendingKind,
  start: number,
  end: number,
  closed = true,
): void {
  const sameLine = composer.propertiesLine === composer.line;
  pending.kind = kind;
  pending.start = start;
  pending.end = end;
  pending.closed = closed;
  pending.from = sameLine ? composer.propertiesStart : start;
  pending.column = pending.from - composer.line;
  pending.line = composer.line;
  pending.anchor = composer.anchor;
  pending.anchorBefore = !sameLine;
  pending.tag = composer.tag;
  forgetProperties(composer);
}

/** Anchor and tag have found their node, or have none. */
export function forgetProperties(composer: Composer): void {
  composer.anchor = undefined;
  composer.tag = undefined;
  composer.propertiesLine = -1;
}

/** The node of a pending scalar, alias or collection. */
export function nodeOf(composer: Composer, pending: Pending, inFlow: boolean): TreeNode | undefined {
  const { text } = composer;
  const where = { start: pending.start, end: pending.end };
  const context = { inFlow, tag: pending.tag };
  switch (pending.kind) {
    case "none":
      return undefined;
    case "plain":
      return plainScalar(text, where, context);
    case "single":
    case "double":
      return quotedScalar(text, where, pending.closed, pending.kind, context);
    case "alias":
      return resolveAlias(composer, where);
    case "tree":
      return pending.node;
  }
}

/** The pending node is no key: it goes where a value is waited for, or is a key that has no colon yet. */
export function settle(composer: Composer): void {
  const { pending } = composer;
  if (pending.kind === "none") return;
  const place = placeOf(composer, pending.column);
  if (place === "entry" && pending.kind !== "alias" && pending.kind !== "tree") keyWithoutColon(composer);
  else if (place === "value") putValue(composer);
  else nowhere(composer, pending.start, pending.end);
  pending.kind = "none";
  composer.outerAnchor = undefined;
  composer.full = true;
}

function putValue(composer: Composer): void {
  const { pending } = composer;
  const node = nodeOf(composer, pending, false);
  setAnchor(composer, pending.anchor, node);
  attach(composer, node, { start: pending.from, end: pending.end });
}

/** The pending node is a key; its colon ends at `end`. */
export function makeKey(composer: Composer, end: number): void {
  const { pending, top } = composer;
  const { kind } = pending;
  if (kind === "tree" && top.kind === "map" && top.phase === "value" && top.keyLine === pending.line) {
    // `hosts: []:` has its key and its value, and a colon too many.
    note(composer, { start: end - 1, end }, "This colon has no key");
    settle(composer);
    return;
  }
  const outer = pending.anchorBefore ? pending.anchor : composer.outerAnchor;
  let span: Span = { start: pending.start, end: pending.end };
  let text: string;
  if (kind === "plain") text = flowText(composer.text, span, "plain");
  else if (kind === "single" || kind === "double") {
    span = { start: span.start + 1, end: pending.closed ? span.end - 1 : span.end };
    text = flowText(composer.text, span, kind);
  } else {
    const node = kind === "alias" ? resolveAlias(composer, span) : undefined;
    text = node?.kind === "scalar" ? node.layer.text : composer.text.slice(span.start, span.end);
  }
  if (pending.anchor !== undefined && !pending.anchorBefore) {
    setAnchor(composer, pending.anchor, nodeOf(composer, pending, false));
  }
  beginEntry(
    composer,
    { text, span, start: pending.from, column: pending.column, line: pending.line, plain: kind === "plain" },
    end,
    outer,
  );
  pending.kind = "none";
  composer.outerAnchor = undefined;
}

/** A word where a key must stand, as while it is being typed. Lines after it may be its value. */
function keyWithoutColon(composer: Composer): void {
  const { pending, text } = composer;
  const lineEnd = text.slice(pending.start, pending.end).indexOf("\n");
  if (lineEnd !== -1) {
    pending.end = trimmedEnd(text, pending.start, pending.start + lineEnd);
    pending.closed = false;
  }
  note(composer, { start: pending.start, end: pending.end }, "This key has no colon");
  makeKey(composer, pending.end);
}

/**
 * The pending node is plain, spans lines, and a colon follows its last line: that line is an entry, and the lines before
 * it are a value, or a key without its colon. Answers where the line starts that is to be read anew: the last one, or one
 * before it that begins something else than plain text.
 */
export function splitPending(composer: Composer): number {
  const { pending, text } = composer;
  const structure = rereadFrom(composer, text.indexOf("\n", pending.start), pending.end);
  const next = (structure === GO_ON ? text.lastIndexOf("\n", pending.end - 1) : structure) + 1;
  let first = next;
  while (text.charCodeAt(first) === 32 || text.charCodeAt(first) === 9) first++;
  pending.end = trimmedEnd(text, pending.start, next);
  const place = placeOf(composer, pending.column);
  const { top } = composer;
  const valueOfItsLine = top.kind === "map" && top.keyLine === pending.line;
  const isSibling = first - next === pending.column || top.kind === "root";
  if (place === "value" && !valueOfItsLine && isSibling) keyWithoutColon(composer);
  else settle(composer);
  pending.kind = "none";
  return next;
}

/** The end of `[start, end)` without the white space at its end. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 13;
}

/** Puts the lines of a block scalar, which may be none; false where no value can stand. */
export function putBlock(composer: Composer, lines: Span): boolean {
  const { header, text } = composer;
  if (header === undefined) return false;
  composer.header = undefined;
  if (placeOf(composer, header.column) !== "value") {
    forgetProperties(composer);
    nowhere(composer, header.start, header.start + 1);
    return false;
  }
  const layout = layOutBlock(text, header.shape, lines, composer.top.column);
  const node = blockScalar(text, header.start, layout, { inFlow: false, tag: composer.tag });
  setAnchor(composer, composer.anchor, node);
  attach(composer, node, { start: header.from, end: Math.max(node.outer.end, header.start + 1) });
  forgetProperties(composer);
  return true;
}

/** False where the line has its value already, so that what stands at `[start, end)` cannot begin a node. */
export function mayBegin(composer: Composer, start: number, end: number): boolean {
  settle(composer);
  if (composer.full) nowhere(composer, start, end);
  return !composer.full;
}

/** Notes what stands where no node can. */
export function nowhere(composer: Composer, start: number, end: number): void {
  note(composer, { start, end }, "This text belongs to no setting");
}

/**
 * Where the lines after `lineEnd` are read anew, that a plain scalar has swallowed: at once if the scalar counts for
 * nothing, else where a list, a string or brackets begin. `GO_ON` where nothing does.
 */
export function rereadFrom(composer: Composer, lineEnd: number, end: number): number {
  const { text } = composer;
  for (let feed = lineEnd; feed !== -1 && feed < end; feed = text.indexOf("\n", feed + 1)) {
    let first = feed + 1;
    while (isSpace(text.charCodeAt(first))) first++;
    const isDash = text.charAt(first) === "-" && isSpace(text.charCodeAt(first + 1));
    if (first < end && (composer.full || isDash || "\"'[{".includes(text.charAt(first)))) {
      return mayReread(composer, end - feed) ? feed : GO_ON;
    }
  }
  return GO_ON;
}

/** Without a limit, a file of lines that each swallow the others would be read once for each of them. */
export function mayReread(composer: Composer, units: number): boolean {
  composer.reread -= units;
  return composer.reread >= 0;
}
