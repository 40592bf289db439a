/**
 * How collections are begun and ended, and how a finished node enters the collection that it stands in.
 * An entry or item is kept open in its frame until the next one begins, because the value may still be to come.
 */

import type { Span } from "../../text/span";
import type { Entry, TreeNode } from "../reading";
import { mergeEntries, setAnchor } from "./anchors";
import { emptyScalar } from "./nodes";
import type { Frame, FrameKind, Reader } from "./reader";
import { newFrame, stop } from "./reader";

/** Begins a collection inside the innermost one. */
export function push(
  reader: Reader,
  kind: FrameKind,
  start: number,
  column: number,
  anchor: string | undefined,
): Frame {
  const frame = newFrame(kind, start, column, reader.top, setAnchor(reader, anchor, undefined));
  if (frame.depth > reader.budget.depth) stop(reader, { start, end: start }, "too-deep");
  reader.top = frame;
  return frame;
}

/**
 * Puts a node where the innermost collection waits for one. `where` is what stands for it in the file: the alias where
 * the node itself stands elsewhere, nothing where it is empty.
 */
export function attach(reader: Reader, node: TreeNode | undefined, where: Span): void {
  const { top } = reader;
  if (top.kind === "flow-map" || top.kind === "flow-list") makeRoom(reader, top, where);
  top.end = where.end;
  if (top.phase === "key") {
    setKey(reader, top, node, where);
    return;
  }
  if (top.kind !== "root") top.value = node;
  else if (node !== undefined) reader.trees.push(node);
  top.phase = "done";
}

/** Between brackets what comes next may begin an entry: a comma may be missing. */
function makeRoom(reader: Reader, top: Frame, where: Span): void {
  if (top.phase === "done" || top.phase === "keyed") finishItem(reader, top);
  if (top.phase !== "idle") return;
  top.entryStart = where.start;
  if (top.kind === "flow-map") top.phase = "key";
}

/** Makes a node the key of the entry at hand. A key that is no text is known by what is written. */
export function setKey(reader: Reader, frame: Frame, node: TreeNode | undefined, where: Span): void {
  const text = node?.kind === "scalar";
  frame.key = text ? node.layer.text : reader.text.slice(where.start, where.end);
  frame.keySpan = text && !node.alias ? node.span : where;
  frame.phase = "keyed";
  if (frame.key === "<<" && text && node.style === "plain") frame.merges = true;
}

/** Closes the entry or item at hand, with or without a value. */
export function finishItem(reader: Reader, frame: Frame): void {
  if (frame.phase === "idle") return;
  switch (frame.kind) {
    case "root":
      return;
    case "list":
      frame.items.push(frame.value ?? emptyScalar(reader.text, frame.end));
      break;
    case "flow-list": {
      if (!frame.pair) frame.items.push(frame.value ?? emptyScalar(reader.text, frame.end));
      else {
        const entry = entryOf(frame);
        frame.items.push({ kind: "map", span: entry.span, entries: [entry] });
        frame.pair = false;
      }
      break;
    }
    case "map":
    case "flow-map":
      frame.entries.push(entryOf(frame));
      break;
  }
  frame.value = undefined;
  frame.phase = "idle";
}

function entryOf(frame: Frame): Entry {
  const { key, keySpan, value, entryStart, end } = frame;
  return { key, keySpan, value, span: { start: entryStart, end } };
}

/** Ends the innermost collection and puts it into its parent. */
export function close(reader: Reader): void {
  const { start, end } = reader.top;
  attach(reader, take(reader), { start, end });
}

/** Ends the innermost collection without putting it anywhere; a document's top cannot be taken. */
export function take(reader: Reader): TreeNode | undefined {
  const frame = reader.top;
  if (frame.parent === undefined) return undefined;
  finishItem(reader, frame);
  reader.top = frame.parent;
  const node = nodeOf(frame, { start: frame.start, end: frame.end });
  if (frame.anchor !== undefined) frame.anchor.node = node;
  return node;
}

function nodeOf(frame: Frame, span: Span): TreeNode {
  if (frame.kind === "list" || frame.kind === "flow-list") return { kind: "list", span, items: frame.items };
  return { kind: "map", span, entries: frame.merges ? mergeEntries(frame.entries) : frame.entries };
}

/** Opens a collection again that was ended too early: text of its own follows after lines of another indentation. */
export function reenter(reader: Reader, frame: Frame): void {
  const { top } = reader;
  if (top.kind === "root") reader.trees.pop();
  top.value = undefined;
  top.phase = "value";
  reader.top = frame;
}
