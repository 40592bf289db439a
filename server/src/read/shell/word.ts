/**
 * Reads a word of the shell into pieces: decoded text that maps to the file, references, and what cannot be told.
 * The parser says where quotes and expansions begin and end; the escapes are decoded here, because a value must map to
 * the file unit by unit. Quoting rules: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
import type { Span } from "../../text/span";
import type { OpaquePart, Part, ReferencePart } from "../reading";
import type { Ground, PartPiece, Piece, TextPiece } from "./ground";
import { holeIn, spanIn, textParts } from "./ground";
import type { QuoteStyle } from "./quoting";
import type {
  AssignmentNode,
  HereDocBodyNode,
  ParameterExpansionPart,
  SubstitutionPart,
  WordNode,
  WordPart,
} from "./syntax";
import { partsOfBody, partsOfWord, targetOf } from "./syntax";

export interface ShellWord {
  /** In the ground's text, with quotes. */
  readonly at: Span;
  readonly pieces: readonly Piece[];
  /** The word's stretches by quoting, in order. */
  readonly stretches: readonly Stretch[];
  /** Scripts that run before the word has a value. */
  readonly substitutions: readonly Substitution[];
  /** `${NAME:=default}` in it. */
  readonly defaults: readonly DefaultAssignment[];
}

export interface Stretch {
  readonly style: "none" | "single" | "double" | "other" | "verbatim" | "document";
  readonly at: Span;
  /** Without the quotes. */
  readonly inner: Span;
}

export interface Substitution {
  readonly part: SubstitutionPart;
  /** It stands between double quotes, where backticks also unescape `\"`. */
  readonly inDouble: boolean;
}

export interface DefaultAssignment {
  readonly nameAt: Span;
  readonly part: ReferencePart;
  readonly at: Span;
}

/** What a backslash escapes: any unit, or only those that are special between double quotes or in a here-document. */
type Escapes = "any" | "double" | "document";

interface Reader {
  readonly ground: Ground;
  readonly pieces: Piece[];
  readonly substitutions: Substitution[];
  readonly defaults: DefaultAssignment[];
  readonly escapes: Escapes;
  /** Levels of defaults inside defaults. */
  readonly depth: number;
}

const MAX_DEPTH = 8;
const NAME = /^[A-Za-z_]\w*$/;

/** Reads a word. */
export function readWord(node: WordNode, ground: Ground): ShellWord {
  const reader: Reader = { ground, pieces: [], substitutions: [], defaults: [], escapes: "any", depth: 0 };
  const parts = partsOfWord(node);
  if (parts) readParts(parts, reader);
  else readText(reader, { start: node.pos, end: node.end });
  const stretches = parts ? parts.map(stretchOf) : [bareStretch({ start: node.pos, end: node.end })];
  return wordOf(reader, { start: node.pos, end: node.end }, stretches);
}

/** Reads the whole of `NAME=value` as a word; undefined where the parser cannot say what is assigned. */
export function readAssignmentWord(node: AssignmentNode, ground: Ground): ShellWord | undefined {
  const target = targetOf(node);
  if (!target) return undefined;
  const { value } = target;
  const head: Span = { start: node.pos, end: value.pos };
  const reader: Reader = { ground, pieces: [], substitutions: [], defaults: [], escapes: "any", depth: 0 };
  readText(reader, head);
  const at = { start: node.pos, end: Math.max(node.end, value.end) };
  if (value.type === "ArrayValue") {
    for (const element of value.elements) reader.substitutions.push(...readWord(element, ground).substitutions);
    addPart(reader, opaque(ground, { start: value.pos, end: value.end }, "unsupported"));
    return wordOf(reader, at, [bareStretch(head), bareStretch({ start: value.pos, end: value.end })]);
  }
  const word = readWord(value, ground);
  return {
    at,
    pieces: [...reader.pieces, ...word.pieces],
    stretches: [bareStretch(head), ...word.stretches],
    substitutions: word.substitutions,
    defaults: word.defaults,
  };
}

/** Reads a here-document's body. `tabs`: `<<-` takes leading tabs away. */
export function readBody(body: HereDocBodyNode, ground: Ground, quoted: boolean, tabs: boolean): ShellWord {
  const at = { start: body.pos, end: body.end };
  const reader: Reader = { ground, pieces: [], substitutions: [], defaults: [], escapes: "document", depth: 0 };
  const parts = quoted ? undefined : partsOfBody(body);
  if (parts) readParts(parts, reader);
  else if (quoted) addText(reader, { start: at.start, end: at.end }, "single");
  else readText(reader, at, "double");
  const word = wordOf(reader, at, [{ style: quoted ? "verbatim" : "document", at, inner: at }]);
  return tabs ? { ...word, pieces: withoutTabs(word.pieces, ground, at.start) } : word;
}

/** The word's text where all of it is text. */
export function literalOf(word: ShellWord | undefined): string | undefined {
  if (!word) return undefined;
  let text = "";
  for (const piece of word.pieces) {
    if (piece.kind === "part") return undefined;
    text += piece.text;
  }
  return text;
}

/** The parts of a value, in order, with spans of the file. Text that goes on where it stopped is one part. */
export function partsOf(pieces: readonly Piece[], ground: Ground): Part[] {
  const parts: Part[] = [];
  for (const piece of pieces) {
    if (piece.kind === "part") {
      parts.push(piece.part);
      continue;
    }
    for (const part of textParts(ground, piece)) {
      const last = parts.at(-1);
      const joins =
        last?.kind === "text" && last.quoted === part.quoted && last.span && last.span.end === part.span?.start;
      if (!joins) parts.push(part);
      else {
        const span = { start: last.span.start, end: part.span?.end ?? last.span.end };
        parts[parts.length - 1] = { ...last, text: last.text + part.text, span };
      }
    }
  }
  return parts;
}

/** How the stretch `at` of a word is quoted, and where it stands without its quotes. */
export function shapeOf(word: ShellWord, at: Span): { readonly style: QuoteStyle; readonly inner: Span } {
  const within = word.stretches.filter((stretch) => stretch.at.end > at.start && stretch.at.start < at.end);
  const [first] = within;
  if (!first || within.every((stretch) => stretch.style === "none")) return { style: "none", inner: at };
  const partial = at.start > first.at.start && first.style !== "none";
  if (within.length > 1) return { style: partial ? "cut" : "mixed", inner: at };
  const inner = partial ? at : first.inner;
  if (first.style === "other") return { style: partial ? "cut" : "mixed", inner };
  if (first.style === "none") return { style: "none", inner: at };
  if (partial && first.style !== "verbatim" && first.style !== "document") return { style: `in-${first.style}`, inner };
  return { style: first.style, inner };
}

function readParts(parts: readonly WordPart[], reader: Reader, quoted?: "double"): void {
  for (const part of parts) readPart(part, reader, quoted);
}

function readPart(part: WordPart, reader: Reader, quoted: "double" | undefined): void {
  const { ground } = reader;
  const at: Span = { start: part.pos, end: part.end };
  switch (part.type) {
    case "Literal":
      readText(reader, at, quoted);
      return;
    case "Glob":
      readGlob(part.parts ?? [], at, reader);
      return;
    case "SingleQuoted":
      addText(reader, stretchOf(part).inner, "single");
      return;
    case "AnsiCQuoted":
      readAnsiC(reader, stretchOf(part).inner, part.value);
      return;
    case "DoubleQuoted":
    case "LocaleString":
      readParts(part.parts, { ...reader, escapes: "double" }, "double");
      return;
    case "SimpleExpansion":
      readName(part.text.slice(1), at, reader);
      return;
    case "ParameterExpansion":
      readExpansion(part, at, reader, quoted);
      return;
    case "CommandExpansion":
    case "ProcessSubstitution":
      reader.substitutions.push({ part, inDouble: reader.escapes !== "any" });
      addPart(reader, opaque(ground, at, "command"));
      return;
    case "ArithmeticExpansion":
      addPart(reader, opaque(ground, at, "arithmetic"));
      return;
    case "BraceExpansion":
    case "ExtendedGlob":
      addPart(reader, opaque(ground, at, "unsupported"));
      return;
    default:
      part satisfies never;
  }
}

/** A pattern that names no file stays as it is written, and that is how URLs and JSON meet it. */
function readGlob(parts: readonly WordPart[], at: Span, reader: Reader): void {
  let from = at.start;
  for (const part of parts) {
    readText(reader, { start: from, end: part.pos });
    readPart(part, reader, undefined);
    from = part.end;
  }
  readText(reader, { start: from, end: at.end });
}

function readName(name: string, at: Span, reader: Reader): void {
  const known = NAME.test(name) && !holeIn(reader.ground, at);
  if (!known) {
    addPart(reader, opaque(reader.ground, at, "unsupported"));
    return;
  }
  addPart(reader, { kind: "part", at, part: { kind: "reference", name, span: spanIn(reader.ground, at) } });
}

/** `${…}`: a reference with or without a default; any other operation has a value that only running it would show. */
function readExpansion(part: ParameterExpansionPart, at: Span, reader: Reader, quoted: "double" | undefined): void {
  const { ground } = reader;
  const { operation } = part;
  if (!NAME.test(part.parameter) || part.index || holeIn(ground, { start: at.start, end: part.parameterEnd })) {
    addPart(reader, opaque(ground, at, "unsupported"));
    return;
  }
  const isDefault = operation?.type === "Default";
  if (part.prefix || (operation && !isDefault)) {
    addPart(reader, opaque(ground, at, "operation"));
    return;
  }
  if (!isDefault || operation.operator.endsWith("?")) {
    readName(part.parameter, at, reader);
    return;
  }
  const { operator, operand } = operation;
  const inner: Reader = { ...reader, pieces: [], depth: reader.depth + 1 };
  if (inner.depth > MAX_DEPTH) {
    addPart(reader, opaque(ground, at, "operation"));
    return;
  }
  const parts = partsOfWord(operand);
  if (parts) readParts(parts, inner, quoted);
  else readText(inner, { start: operand.pos, end: operand.end }, quoted);
  if (operator.endsWith("+")) {
    addPart(reader, opaque(ground, at, "operation"));
    return;
  }
  const reference: ReferencePart = {
    kind: "reference",
    name: part.parameter,
    span: spanIn(ground, at),
    fallback: { parts: partsOf(inner.pieces, ground), whenEmpty: operator.startsWith(":") },
  };
  if (operator.endsWith("=")) {
    reader.defaults.push({ nameAt: { start: part.parameterPos, end: part.parameterEnd }, part: reference, at });
  }
  addPart(reader, { kind: "part", part: reference, at });
}

/** Text with backslashes: each escape is a piece of its own, a backslash before a line end joins the lines. */
function readText(reader: Reader, where: Span, quoted?: "single" | "double"): void {
  const { text } = reader.ground.layer;
  let from = where.start;
  for (let at = text.indexOf("\\", from); at >= 0 && at < where.end - 1; at = text.indexOf("\\", at)) {
    const next = text.charAt(at + 1);
    const literal = next !== "\n" && !isEscaped(next, reader.escapes);
    if (literal || holeIn(reader.ground, { start: at, end: at + 2 })) {
      at++;
      continue;
    }
    addText(reader, { start: from, end: at }, quoted);
    if (next !== "\n") addText(reader, { start: at, end: at + 2 }, quoted, next);
    at += 2;
    from = at;
  }
  addText(reader, { start: from, end: where.end }, quoted);
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
function readAnsiC(reader: Reader, where: Span, decoded: string): void {
  const { text } = reader.ground.layer;
  const pieces: TextPiece[] = [];
  let from = where.start;
  for (let at = text.indexOf("\\", from); at >= 0 && at < where.end; at = text.indexOf("\\", from)) {
    const unit = ANSI_C.get(text.charAt(at + 1));
    if (unit === undefined || at + 2 > where.end) {
      reader.pieces.push({ kind: "text", text: decoded, at: where, quoted: "single" });
      return;
    }
    pieces.push({ kind: "text", text: text.slice(from, at), at: { start: from, end: at }, quoted: "single" });
    pieces.push({ kind: "text", text: unit, at: { start: at, end: at + 2 }, quoted: "single" });
    from = at + 2;
  }
  for (const piece of pieces) if (piece.text) reader.pieces.push(piece);
  addText(reader, { start: from, end: where.end }, "single");
}

/** Adds a stretch of text, cut at the holes that an outer shell fills. */
function addText(reader: Reader, stretch: Span, quoted?: "single" | "double", decoded?: string): void {
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

function addPart(reader: Reader, piece: PartPiece): void {
  reader.pieces.push(piece);
}

function opaque(ground: Ground, at: Span, why: OpaquePart["why"]): PartPiece {
  return { kind: "part", at, part: { kind: "opaque", span: spanIn(ground, at), why } };
}

function wordOf(reader: Reader, at: Span, stretches: readonly Stretch[]): ShellWord {
  return { at, pieces: reader.pieces, stretches, substitutions: reader.substitutions, defaults: reader.defaults };
}

function bareStretch(at: Span): Stretch {
  return { style: "none", at, inner: at };
}

function stretchOf(part: WordPart): Stretch {
  const at: Span = { start: part.pos, end: part.end };
  const [mark, style] = QUOTES.get(part.type) ?? ["", "none"];
  if (mark === "") return bareStretch(at);
  const start = Math.min(at.start + mark.length, at.end);
  const closed = part.text.length > mark.length && part.text.endsWith(mark.slice(-1));
  return { style, at, inner: { start, end: closed ? at.end - 1 : at.end } };
}

const QUOTES: ReadonlyMap<WordPart["type"], readonly [string, Stretch["style"]]> = new Map([
  ["SingleQuoted", ["'", "single"]],
  ["DoubleQuoted", ['"', "double"]],
  ["AnsiCQuoted", ["$'", "other"]],
  ["LocaleString", ['$"', "other"]],
]);

/** Takes the tabs at line starts away, as `<<-` does. */
function withoutTabs(pieces: readonly Piece[], ground: Ground, start: number): Piece[] {
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
