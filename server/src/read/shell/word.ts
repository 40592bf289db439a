/**
 * Reads a word of the shell into pieces: decoded text that maps to the file, references, and what cannot be told.
 * The parser says where quotes and expansions begin and end; the escapes are decoded here, because a value must map to
 * the file unit by unit. Quoting rules: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
import type { Span } from "../../text/span";
import type { OpaquePart, ReferencePart } from "../reading";
import type { Ground, PartPiece, Piece } from "./ground";
import { holeIn, spanIn } from "./ground";
import type { DefaultAssignment, ShellWord, Stretch, Substitution } from "./shellWord";
import { partsOf } from "./shellWord";
import type { AssignmentNode, HereDocBodyNode, ParameterExpansionPart, WordNode, WordPart } from "./syntax";
import { partsOfBody, partsOfWord, targetOf } from "./syntax";

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
/** The parser reads a default anew for each level of nesting, so a long one is not followed. */
const MAX_OPERAND = 65_536;
/** More quotes and expansions in one word than this are no text that a person wrote. */
const MAX_PARTS = 1_000;
const NAME = /^[A-Za-z_]\w*$/;

/** Reads a word. */
export function readWord(node: WordNode, ground: Ground): ShellWord {
  const reader: Reader = { ground, pieces: [], substitutions: [], defaults: [], escapes: "any", depth: 0 };
  const parts = partsOfWord(node);
  const at = { start: node.pos, end: node.end };
  if (parts) readParts(parts, reader);
  else readText(reader, at);
  const stretches = parts ? parts.map(stretchOf) : [bareStretch(at)];
  return wordOf(reader, at, stretches);
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

function readParts(parts: readonly WordPart[], reader: Reader, quoted?: "double"): void {
  const [first] = parts;
  if (first && parts.length > MAX_PARTS) {
    const end = parts.at(-1)?.end ?? first.end;
    addPart(reader, opaque(reader.ground, { start: first.pos, end }, "unsupported"));
    return;
  }
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
  if (inner.depth > MAX_DEPTH || operand.end - operand.pos > MAX_OPERAND) {
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
function readAnsiC(reader: Reader, where: Span, decoded: string): void {
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
