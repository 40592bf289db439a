/**
 * Reads a word of the shell into pieces: decoded text that maps to the file, references, and what cannot be told.
 * The parser says where quotes and expansions begin and end; the escapes are decoded here, because a value must map to
 * the file unit by unit. Quoting rules: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
import type { Span } from "../../text/span";
import { hull } from "../../text/span";
import { alternativeOf, readExpansion, readName, spreadOf } from "./expansion";
import type { Ground } from "./ground";
import { holeIn } from "./ground";
import type { ShellWord, Stretch } from "./shellWord";
import type { AssignmentNode, HereDocBodyNode, WordNode, WordPart } from "./syntax";
import { partsOfBody, partsOfWord, targetOf } from "./syntax";
import type { Reader } from "./wordText";
import { addReturn, addText, newReader, opaque, readAnsiC, readText, withoutTabs } from "./wordText";

/** More quotes and expansions in one word than this are no text that a person wrote. */
const MAX_PARTS = 1_000;

/** Reads a word. */
export function readWord(node: WordNode, ground: Ground): ShellWord {
  const reader = newReader(ground, "any");
  const parts = partsOfWord(node);
  const at = { start: node.pos, end: node.end };
  if (parts) readParts(parts, reader);
  else readText(reader, at);
  addReturn(reader, at.end);
  const stretches = parts ? parts.map(stretchOf) : [bareStretch(at)];
  const spread = parts && spreadOf(parts);
  const alternative = parts && !spread ? readAlternative(parts, ground) : undefined;
  return { ...wordOf(reader, at, stretches), ...(spread && { spread }), ...(alternative && { alternative }) };
}

/** `${NAME:+-H "…"}`: the shell splits what stands in it at blanks that no quotes hold. */
function readAlternative(parts: readonly WordPart[], ground: Ground): readonly ShellWord[] | undefined {
  const operand = parts.length === 1 && parts[0] ? alternativeOf(parts[0]) : undefined;
  if (!operand || holeIn(ground, { start: operand.pos, end: operand.end })) return undefined;
  const where: Span = { start: operand.pos, end: operand.end };
  const inner = partsOfWord(operand);
  if (inner && inner.length > MAX_PARTS) return undefined;
  const words: ShellWord[] = [];
  let reader = newReader(ground, "any");
  let stretches: Stretch[] = [];
  const addBare = (span: Span): void => {
    if (span.end <= span.start) return;
    readText(reader, span);
    stretches.push(bareStretch(span));
  };
  const close = (end: number): void => {
    const [first] = stretches;
    if (first) words.push(wordOf(reader, { start: first.at.start, end }, stretches));
    reader = newReader(ground, "any");
    stretches = [];
  };
  const split = (span: Span): void => {
    const { text } = ground.layer;
    let from = span.start;
    for (let at = from; at < span.end; at++) {
      if (text.charAt(at) === "\\") at++;
      else if (" \t\n".includes(text.charAt(at))) {
        addBare({ start: from, end: at });
        close(at);
        from = at + 1;
      }
    }
    addBare({ start: from, end: span.end });
  };
  if (!inner) split(where);
  for (const part of inner ?? []) {
    if (part.type === "Literal") split({ start: part.pos, end: part.end });
    else {
      readPart(part, reader, undefined);
      stretches.push(stretchOf(part));
    }
  }
  close(where.end);
  return words.length === 0 ? undefined : words;
}

/** Reads the whole of `NAME=value` as a word; undefined where the parser cannot say what is assigned. */
export function readAssignmentWord(node: AssignmentNode, ground: Ground): ShellWord | undefined {
  const target = targetOf(node);
  if (!target) return undefined;
  const { value } = target;
  const head: Span = { start: node.pos, end: value.pos };
  const reader = newReader(ground, "any");
  readText(reader, head);
  const at = { start: node.pos, end: Math.max(node.end, value.end) };
  if (value.type === "ArrayValue") {
    const where: Span = { start: value.pos, end: value.end };
    const words = value.elements.map((element) => readWord(element, ground));
    reader.pieces.push(opaque(ground, where, "unsupported"));
    const indexed = words.some((each) => isIndexed(each, ground));
    return { ...wordOf(reader, at, [bareStretch(head), bareStretch(where)]), list: { words, indexed } };
  }
  const { spread: _, alternative: __, ...word } = readWord(value, ground);
  return {
    ...word,
    at,
    pieces: [...reader.pieces, ...word.pieces],
    stretches: [bareStretch(head), ...word.stretches],
  };
}

/** `[3]=word` in an array. */
function isIndexed(word: ShellWord, { layer }: Ground): boolean {
  return /^\[[^\]]{0,200}\]\+?=/.test(layer.text.slice(word.at.start, Math.min(word.at.end, word.at.start + 204)));
}

/** Reads a here-document's body. `tabs`: `<<-` takes leading tabs away. */
export function readBody(body: HereDocBodyNode, ground: Ground, quoted: boolean, tabs: boolean): ShellWord {
  const at = { start: body.pos, end: body.end };
  const reader = newReader(ground, "document");
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
    reader.pieces.push(opaque(reader.ground, { start: first.pos, end }, "unsupported"));
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
      readExpansion(part, at, reader, (operand, inner) => readOperand(operand, inner, quoted));
      return;
    case "CommandExpansion":
    case "ProcessSubstitution": {
      const piece = opaque(ground, at, "command");
      reader.substitutions.push({ part, piece, inDouble: reader.escapes !== "any" });
      reader.pieces.push(piece);
      return;
    }
    case "ArithmeticExpansion":
      reader.pieces.push(opaque(ground, at, "arithmetic"));
      return;
    case "BraceExpansion":
    case "ExtendedGlob":
      reader.pieces.push(opaque(ground, at, "unsupported"));
      return;
    default:
      part satisfies never;
  }
}

/** The word behind `:-` and the like. */
function readOperand(operand: WordNode, reader: Reader, quoted: "double" | undefined): void {
  const parts = partsOfWord(operand);
  if (parts) readParts(parts, reader, quoted);
  else readText(reader, { start: operand.pos, end: operand.end }, quoted);
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

function wordOf(reader: Reader, at: Span, stretches: readonly Stretch[]): ShellWord {
  const { ground, pieces, substitutions, defaults, parameters, elements, scripts } = reader;
  // A hole is never cut, although the parser may see an end in it.
  const whole = ground.holes.length === 0 ? at : pieces.reduce((all, piece) => hull(all, piece.at), at);
  return { ground, at: whole, pieces, stretches, substitutions, defaults, parameters, elements, scripts };
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
