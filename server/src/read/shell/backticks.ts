/**
 * Backticks: the one quoting of the shell that changes the text before a script in it is read.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_03
 */
import type { Span } from "../../text/span";
import type { Ground, Piece } from "./ground";
import { innerGround } from "./ground";
import { insideBackticks } from "./quoting";

/**
 * The text between backticks. They take backslashes away before the shell reads it; the parser then counts offsets in
 * the text that is left. Undefined where that text cannot be followed.
 */
export function backtickGround(
  where: Span,
  inDouble: boolean,
  decoded: string | undefined,
  ground: Ground,
): Ground | undefined {
  const { text } = ground.layer;
  if (decoded === undefined) {
    const { layer } = ground;
    return { ...ground, layer: { ...layer, encode: (piece) => layer.encode(insideBackticks(piece)) } };
  }
  if (ground.holes.length > 0) return undefined;
  const pieces: Piece[] = [];
  const end = text.charAt(where.end - 1) === "`" && where.end - 1 > where.start ? where.end - 1 : where.end;
  let from = where.start + 1;
  const add = (start: number, stop: number, unit?: string): void => {
    const piece = unit ?? text.slice(start, stop);
    if (piece !== "") pieces.push({ kind: "text", text: piece, at: { start, end: stop } });
  };
  for (let at = text.indexOf("\\", from); at >= 0 && at < end - 1; at = text.indexOf("\\", at)) {
    const next = text.charAt(at + 1);
    if (!"$`\\".includes(next) && !(inDouble && next === '"')) {
      at++;
      continue;
    }
    add(from, at);
    add(at, at + 2, next);
    at += 2;
    from = at;
  }
  add(from, end);
  const inner = innerGround(ground, pieces, where, insideBackticks);
  return inner.layer.text === decoded ? inner : undefined;
}
