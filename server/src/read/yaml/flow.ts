/**
 * Collections between brackets. Brackets nest by themselves, so columns do not matter here; a bracket that closes the
 * wrong kind closes what is innermost, as the lexer takes it, and a missing comma begins a new entry.
 */
import type { Span } from "../../text/span";
import { setAnchor } from "./anchors";
import { placeOf } from "./block";
import { attach, close, finishItem, push, setKey, take } from "./frames";
import type { Composer } from "./pending";
import { forgetProperties, mayBegin, nodeOf, setPending } from "./pending";
import type { Frame, Reader } from "./reader";
import { note } from "./reader";

/** True while the innermost collection stands between brackets. */
export function isFlow(frame: Frame): boolean {
  return frame.kind === "flow-map" || frame.kind === "flow-list";
}

/** A colon between brackets: what came before it is a key. */
export function flowColon(reader: Reader, where: Span): void {
  const { top } = reader;
  switch (top.phase) {
    case "idle":
    case "key":
      top.entryStart = where.start;
      setKey(reader, top, undefined, { start: where.start, end: where.start });
      break;
    case "done":
      if (top.kind === "flow-list" && !top.pair) {
        setKey(reader, top, top.value, { start: top.entryStart, end: top.end });
        top.value = undefined;
        break;
      }
      note(reader, where, "A comma is missing before this colon");
      return;
    case "value":
      note(reader, where, "This colon has no key");
      return;
    case "keyed":
      break;
  }
  top.pair = top.kind === "flow-list";
  top.phase = "value";
  top.end = where.end;
}

/** A scalar or alias between brackets. */
export function putInFlow(
  composer: Composer,
  kind: "plain" | "single" | "double" | "alias",
  start: number,
  end: number,
  closed: boolean,
): void {
  const { inner } = composer;
  setPending(composer, inner, kind, start, end, closed);
  const node = nodeOf(composer, inner, true);
  setAnchor(composer, inner.anchor, node);
  attach(composer, node, { start: inner.from, end });
}

/** A bracket that opens, of either kind; `flow` where it stands inside of others. */
export function beginFlow(
  composer: Composer,
  kind: "flow-map" | "flow-list",
  start: number,
  end: number,
  flow: boolean,
): void {
  const { anchor } = composer;
  if (flow) forgetProperties(composer);
  else {
    // What stands between brackets is read also where it counts for nothing, because the lexer reads it so.
    mayBegin(composer, start, end);
    setPending(composer, composer.pending, "none", start, end);
    composer.pending.anchor = undefined;
    composer.oneLine = composer.full || placeOf(composer, composer.pending.column) !== "value";
  }
  push(composer, kind, start, -1, anchor).end = end;
}

/** A comma, which ends an entry; two in a row end nothing. */
export function endItem(composer: Composer): void {
  const { top, propertiesStart } = composer;
  const where = { start: propertiesStart, end: propertiesStart };
  // An anchor or a tag alone makes an item, of nothing.
  if (composer.propertiesLine !== -1 && top.kind === "flow-list" && top.phase === "idle") {
    attach(composer, undefined, where);
  }
  setAnchor(composer, composer.anchor, undefined);
  forgetProperties(composer);
  finishItem(composer, composer.top);
}

/** A bracket that closes, of either kind. */
export function endFlow(composer: Composer, end: number): void {
  endItem(composer);
  composer.top.end = end;
  if (composer.top.parent !== undefined && isFlow(composer.top.parent)) close(composer);
  else settleFlow(composer);
}

/** The outermost brackets are closed: what they hold is pending as a scalar would be. */
function settleFlow(composer: Composer): void {
  const { pending, top } = composer;
  const node = take(composer);
  if (composer.full) return;
  pending.kind = "tree";
  pending.node = node;
  pending.end = top.end;
}

/** The text left the brackets that stand open, or what stands in them cannot be told any more. */
export function breakFlow(composer: Composer): void {
  note(composer, { start: composer.top.start, end: composer.top.start + 1 }, "This bracket is not closed");
  endItem(composer);
  while (composer.top.parent !== undefined && isFlow(composer.top.parent)) close(composer);
  settleFlow(composer);
}
