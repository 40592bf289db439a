/**
 * The ground is the text in which a piece of shell stands: a script, a crontab's command, the string after `sh -c`.
 * It leads every offset back to the file and writes pieces of shell text into the file, through however many layers.
 * Holes are what an outer shell puts into the text before the inner one reads it: `sh -c "curl -H 'ApiKey $K'"` does
 * expand `$K`, although the inner shell sees single quotes around its value.
 */

import type { Layer, Run } from "../../text/layer";
import { composeLayers, mappedLayer } from "../../text/layer";
import type { Span } from "../../text/span";
import type { Part, TextPart } from "../reading";

export interface Ground {
  /** The whole file, to see which units a span covers. */
  readonly file: string;
  /** The shell text. `encode` writes any piece of it, not only the whole, into the file. */
  readonly layer: Layer;
  /** Stands for spans that do not map to the file. */
  readonly whole: Span;
  /** Quotes stand in the file as they stand in this text. */
  readonly verbatim: boolean;
  /** In order, of this ground's text. */
  readonly holes: readonly Hole[];
  /** A carriage return before a line end belongs to the word that ends there, as shells take it. */
  readonly keepsReturns?: true;
}

/** A stretch of filler in a ground's text that stands for what an outer shell expands there. */
export interface Hole {
  readonly at: Span;
  readonly part: Part;
}

/** A stretch of a word: decoded text and where it stands, or a part that the shell expands. */
export type Piece = TextPiece | PartPiece;

export interface TextPiece {
  readonly kind: "text";
  readonly text: string;
  /** In the ground's text. As long as `text`, unit by unit, or else one escape. */
  readonly at: Span;
  readonly quoted?: "single" | "double";
}

export interface PartPiece {
  readonly kind: "part";
  /** Text where the shell's own work gives a text that stands nowhere: `$(echo -n x | base64)`. */
  readonly part: Part;
  readonly at: Span;
}

/** The ground of a file that is shell from end to end. Byte-order mark and carriage returns are not the shell's. */
export function fileGround(file: string): Ground {
  const whole = { start: 0, end: file.length };
  const encode = (text: string): string | undefined => (/[\0\r]/.test(text) ? undefined : text);
  const begin = file.startsWith("\uFEFF") ? 1 : 0;
  if (begin === 0 && !file.includes("\r\n")) {
    return { file, whole, verbatim: true, holes: [], layer: { text: file, toHost: (inner) => inner, encode } };
  }
  const runs: Run[] = [];
  const texts: string[] = [];
  let length = 0;
  const add = (text: string, host: Span): void => {
    if (text === "") return;
    runs.push({ text: length, length: text.length, host });
    texts.push(text);
    length += text.length;
  };
  let from = begin;
  for (let at = file.indexOf("\r\n"); at >= 0; at = file.indexOf("\r\n", from)) {
    add(file.slice(from, at), { start: from, end: at });
    add("\n", { start: at, end: at + 2 });
    from = at + 2;
  }
  add(file.slice(from), { start: from, end: file.length });
  return { file, whole, verbatim: true, holes: [], layer: mappedLayer(texts.join(""), runs, encode) };
}

/** A stretch of a ground as a ground of its own. */
export function sliceGround(ground: Ground, where: Span): Ground {
  if (where.start === 0 && where.end === ground.layer.text.length) return ground;
  const { layer } = ground;
  return {
    ...ground,
    layer: {
      text: layer.text.slice(where.start, where.end),
      toHost: (inner) => layer.toHost({ start: where.start + inner.start, end: where.start + inner.end }),
      encode: (text) => layer.encode(text),
    },
    holes: ground.holes
      .filter((hole) => hole.at.start >= where.start && hole.at.end <= where.end)
      .map(({ at, part }) => ({ at: { start: at.start - where.start, end: at.end - where.start }, part })),
  };
}

/** The text that `pieces` of a ground's word make, as the ground of a shell of its own. */
export function innerGround(
  ground: Ground,
  pieces: readonly Piece[],
  where: Span,
  encode: (text: string) => string | undefined,
): Ground {
  const runs: Run[] = [];
  const texts: string[] = [];
  const holes: Hole[] = [];
  let length = 0;
  for (const piece of pieces) {
    const text = piece.kind === "text" ? piece.text : "_".repeat(piece.at.end - piece.at.start);
    if (text === "") continue;
    if (piece.kind === "part") holes.push({ at: { start: length, end: length + text.length }, part: piece.part });
    runs.push({ text: length, length: text.length, host: piece.at });
    texts.push(text);
    length += text.length;
  }
  const inner = mappedLayer(texts.join(""), runs, encode);
  const layer = composeLayers(ground.layer, inner);
  return { file: ground.file, layer, whole: spanIn(ground, where), verbatim: false, holes };
}

/** The file's span for a span of the ground's text. What is never closed may seem to end behind the text. */
export function spanIn(ground: Ground, where: Span): Span {
  const { length } = ground.layer.text;
  const start = Math.min(where.start, length);
  return ground.layer.toHost({ start, end: Math.max(start, Math.min(where.end, length)) }) ?? ground.whole;
}

/** The first hole that shares a unit with `where`. */
export function holeIn(ground: Ground, where: Span): Hole | undefined {
  return ground.holes.find((hole) => hole.at.start < where.end && where.start < hole.at.end);
}

/**
 * The parts of a text piece. Each with a span covers exactly its text in the file, unit by unit; an escape's span is its
 * last unit where that is the text (`\"` stands for `"`), else the part has none.
 */
export function textParts(ground: Ground, piece: TextPiece): TextPart[] {
  const { text, at, quoted } = piece;
  const make = (span: Span | undefined): TextPart => ({ kind: "text", text, span, ...(quoted && { quoted }) });
  const host = ground.layer.toHost(at);
  if (!host) return [make(undefined)];
  if (ground.file.slice(host.start, host.end) === text) return [make(host)];
  if (text.length > 1 && at.end - at.start === text.length) {
    const middle = text.length >> 1;
    const left = { ...piece, text: text.slice(0, middle), at: { start: at.start, end: at.start + middle } };
    const right = { ...piece, text: text.slice(middle), at: { start: at.start + middle, end: at.end } };
    return [...textParts(ground, left), ...textParts(ground, right)];
  }
  const last = { start: host.end - 1, end: host.end };
  return [make(ground.file.slice(last.start, last.end) === text ? last : undefined)];
}
