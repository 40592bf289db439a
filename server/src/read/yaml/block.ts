/**
 * Collections told by their indentation. Valid text leaves one place for each line; for other text this file decides,
 * always so that one wrong line costs as little as possible:
 * a line indented less than the entries before it, and more than their parent, continues those entries;
 * a line indented more than it may be stands beside the entry before it; a word alone on a line is a key that has no
 * colon yet; a list where a map's key belongs hangs under a key without a name.
 */
import type { Span } from "../../text/span";
import { setAnchor } from "./anchors";
import { close, finishItem, push, reenter } from "./frames";
import type { Frame, Reader } from "./reader";
import { note } from "./reader";

const MISPLACED = "This line's indentation fits no line above it";

/** The map or list that a key or dash at `column` belongs to, begun here where there is none yet. */
function frameAt(
  reader: Reader,
  kind: "map" | "list",
  start: number,
  column: number,
  anchor: string | undefined,
): Frame {
  let ended: Frame | undefined;
  let { top } = reader;
  // A list may stand in the same column as the key that holds it; a key there ends it.
  while (top.column > column || (top.column === column && top.kind === "list" && kind === "map")) {
    ended = top;
    close(reader);
    top = reader.top;
  }
  if (top.kind === kind && top.column === column) {
    // The anchor belongs to an empty value before this line.
    setAnchor(reader, anchor, undefined);
    return top;
  }
  const mayStandIn = column > top.column || (kind === "list" && top.kind === "map" && column === top.column);
  if ((top.phase === "value" || top.phase === "key") && mayStandIn) return push(reader, kind, start, column, anchor);
  note(reader, { start, end: start }, MISPLACED);
  if (ended?.kind === kind && top.phase === "done") {
    reenter(reader, ended);
    ended.column = column;
    return ended;
  }
  if (top.kind === kind) return top;
  if (top.kind === "map") {
    finishItem(reader, top);
    top.entryStart = start;
    top.key = "";
    top.keySpan = { start, end: start };
    top.end = start;
    top.phase = "value";
  } else if (top.kind === "list") {
    finishItem(reader, top);
    top.phase = "value";
  }
  return push(reader, kind, start, column, anchor);
}

export interface Key {
  readonly text: string;
  /** Without quotes. */
  readonly span: Span;
  /** With quotes, anchor and tag. */
  readonly start: number;
  readonly column: number;
  /** Start of the line in which it stands. */
  readonly line: number;
  /** Written plain, so that `<<` merges. */
  readonly plain: boolean;
}

/** Begins an entry; `end` is where its colon ends. `anchor` is the map's, should it begin here. */
export function beginEntry(reader: Reader, key: Key, end: number, anchor: string | undefined): void {
  const frame = frameAt(reader, "map", key.start, key.column, anchor);
  finishItem(reader, frame);
  frame.key = key.text;
  frame.keySpan = key.span;
  frame.keyLine = key.line;
  frame.entryStart = key.start;
  frame.end = end;
  frame.phase = "value";
  if (key.plain && key.text === "<<") frame.merges = true;
}

/** A dash. */
export function beginItem(reader: Reader, where: Span, column: number, anchor: string | undefined): void {
  const frame = frameAt(reader, "list", where.start, column, anchor);
  finishItem(reader, frame);
  frame.end = where.end;
  frame.phase = "value";
}

/** A `?`, after which any node may be the key. */
export function beginExplicitKey(reader: Reader, where: Span, column: number, anchor: string | undefined): void {
  const frame = frameAt(reader, "map", where.start, column, anchor);
  finishItem(reader, frame);
  frame.key = "";
  frame.keySpan = { start: where.end, end: where.end };
  frame.keyLine = -1;
  frame.entryStart = where.start;
  frame.end = where.end;
  frame.phase = "key";
}

/** A colon without a key before it in its line: it ends an explicit key, or its key is empty. */
export function loneColon(reader: Reader, where: Span, column: number, line: number, anchor: string | undefined): void {
  while (reader.top.column > column) close(reader);
  const { top } = reader;
  if (top.kind === "map" && top.column === column && (top.phase === "key" || top.phase === "keyed")) {
    top.phase = "value";
    top.end = where.end;
    return;
  }
  const span = { start: where.start, end: where.start };
  beginEntry(reader, { text: "", span, start: where.start, column, line, plain: false }, where.end, anchor);
}

/**
 * Where a node that is no key belongs: `value` of the innermost collection, `entry` where a key must stand,
 * `nowhere` where no node can.
 */
export function placeOf(reader: Reader, column: number): "value" | "entry" | "nowhere" {
  while (reader.top.column > column) close(reader);
  let { top } = reader;
  if (top.column === column && top.kind === "list") {
    close(reader);
    top = reader.top;
  }
  if (top.column === column && top.kind === "map") return "entry";
  if (top.kind === "root") return "value";
  return top.phase === "value" || top.phase === "key" ? "value" : "nowhere";
}
