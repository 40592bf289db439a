/**
 * Text inside a word: escapes are decoded piece by piece, so that a value maps to the file unit by unit.
 * Also what a word's reader holds while it reads.
 */
import type { Span } from "../../text/span";
import type { OpaquePart } from "../reading";
import type { Ground, PartPiece, Piece } from "./ground";
import { holeIn, spanIn } from "./ground";
import type { DefaultAssignment, ElementUse, ParameterUse, ScriptUse, Substitution } from "./shellWord";

/** What a backslash escapes: any unit, or only those that are special between double quotes or in a here-document. */
type Escapes = "any" | "double" | "document";

export interface Reader {
  readonly ground: Ground;
  readonly pieces: Piece[];
  readonly substitutions: Substitution[];
  readonly defaults: DefaultAssignment[];
  readonly parameters: ParameterUse[];
  readonly elements: ElementUse[];
  readonly scripts: ScriptUse[];
  readonly escapes: Escapes;
  /** Levels of defaults inside defaults. */
  readonly depth: number;
}

/** A reader that has read nothing yet. */
export function newReader(ground: Ground, escapes: Escapes): Reader {
  const found = { pieces: [], substitutions: [], defaults: [], parameters: [], elements: [], scripts: [] };
  return { ground, ...found, escapes, depth: 0 };
}

/** A piece for what the text does not show. */
export function opaque(ground: Ground, at: Span, why: OpaquePart["why"]): PartPiece & { readonly part: OpaquePart } {
  return { kind: "part", at, part: { kind: "opaque", span: spanIn(ground, at), why } };
}

/** Text with backslashes: each escape is a piece of its own, a backslash before a line end joins the lines. */
export function readText(reader: Reader, where: Span, quoted?: "single" | "double"): void {
  // Only the stretch is searched: a search through the rest of the file for each word would take the square of its size.
  const text = reader.ground.layer.text.slice(where.start, where.end);
  let from = 0;
  const add = (start: number, end: number, decoded?: string): void =>
    addText(reader, { start: where.start + start, end: where.start + end }, quoted, decoded);
  for (let at = text.indexOf("\\"); at >= 0 && at < text.length - 1; at = text.indexOf("\\", at)) {
    const next = text.charAt(at + 1);
    const literal = next !== "\n" && !isEscaped(next, reader.escapes);
    if (literal || holeIn(reader.ground, { start: where.start + at, end: where.start + at + 2 })) {
      at++;
      continue;
    }
    add(from, at);
    if (next !== "\n") add(at, at + 2, next);
    at += 2;
    from = at;
  }
  add(from, text.length);
}

function isEscaped(next: string, escapes: Escapes): boolean {
  if (escapes === "any") return true;
  return "$`\\".includes(next) || (escapes === "double" && next === '"');
}

const ANSI_C: ReadonlyMap<string, string> = new Map([
  ...([
    ["a", "\x07"],
    ["b", "\b"],
    ["e", "\x1B"],
    ["E", "\x1B"],
    ["f", "\f"],
    ["n", "\n"],
    ["r", "\r"],
  ] as const),
  ...([
    ["t", "\t"],
    ["v", "\v"],
    ["\\", "\\"],
    ["'", "'"],
    ['"', '"'],
    ["?", "?"],
  ] as const),
]);

/** `$'…'`. Escapes by number may join into one character, so a text with one of them does not map to the file. */
export function readAnsiC(reader: Reader, where: Span, decoded: string): void {
  const text = reader.ground.layer.text.slice(where.start, where.end);
  const pieces: Parameters<typeof addText>[] = [];
  const span = (start: number, end: number): Span => ({ start: where.start + start, end: where.start + end });
  let from = 0;
  for (let at = text.indexOf("\\"); at >= 0; at = text.indexOf("\\", from)) {
    const unit = ANSI_C.get(text.charAt(at + 1));
    if (unit === undefined) {
      reader.pieces.push({ kind: "text", text: decoded, at: where, quoted: "single" });
      return;
    }
    pieces.push([reader, span(from, at), "single"], [reader, span(at, at + 2), "single", unit]);
    from = at + 2;
  }
  for (const piece of pieces) addText(...piece);
  addText(reader, span(from, text.length), "single");
}

/** Adds a stretch of text, cut at the holes that an outer shell fills. */
export function addText(reader: Reader, stretch: Span, quoted?: "single" | "double", decoded?: string): void {
  const { ground, pieces } = reader;
  const where = { start: stretch.start, end: Math.min(stretch.end, ground.layer.text.length) };
  if (where.end <= where.start) return;
  const hole = holeIn(ground, where);
  if (hole) {
    addText(reader, { start: where.start, end: hole.at.start }, quoted);
    pieces.push({ kind: "part", part: hole.part, at: hole.at });
    addText(reader, { start: hole.at.end, end: where.end }, quoted);
    return;
  }
  const text = decoded ?? ground.layer.text.slice(where.start, where.end);
  pieces.push({ kind: "text", text, at: where, ...(quoted && { quoted }) });
}

/** Where carriage returns are kept, one that ends a line is the last unit of the word before it. */
export function addReturn({ ground, pieces }: Reader, end: number): void {
  if (!ground.keepsReturns || ground.layer.text.charAt(end) !== "\n") return;
  const host = ground.layer.toHost({ start: end, end: end + 1 });
  if (!host || ground.file.charAt(host.start) !== "\r") return;
  pieces.push({ kind: "part", at: { start: end, end }, part: { kind: "text", text: "\r", span: undefined } });
}

/** Takes the tabs at line starts away, as `<<-` does. */
export function withoutTabs(pieces: readonly Piece[], ground: Ground, start: number): Piece[] {
  const { text } = ground.layer;
  return pieces.flatMap((piece): Piece[] => {
    if (piece.kind === "part" || piece.text.length !== piece.at.end - piece.at.start) return [piece];
    const kept: Piece[] = [];
    let from = piece.at.start;
    while (from < piece.at.end) {
      if (from === start || text.charAt(from - 1) === "\n") while (text.charAt(from) === "\t") from++;
      const lineEnd = text.indexOf("\n", from);
      const end = lineEnd < 0 ? piece.at.end : Math.min(piece.at.end, lineEnd + 1);
      if (end > from) kept.push({ ...piece, text: text.slice(from, end), at: { start: from, end } });
      from = Math.max(end, from + 1);
    }
    return kept;
  });
}
