/**
 * Collections between brackets. Brackets nest by themselves, so columns do not matter here; a bracket that closes the
 * wrong kind closes what is innermost, as the lexer takes it, and a missing comma begins a new entry.
 */
import type { Span } from "../../text/span";
import { setKey } from "./frames";
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
