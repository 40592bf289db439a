/**
 * Reads `$NAME` and `${…}`: references with and without defaults, positional parameters, elements of arrays.
 * Any other operation has a value that only running it would show. Source: reference/variables.md 3.10.
 */
import type { Span } from "../../text/span";
import type { ReferencePart } from "../reading";
import { holeIn, spanIn } from "./ground";
import { scriptPathOf } from "./scriptFolder";
import type { ScriptUse, Spread } from "./shellWord";
import { partsOf } from "./shellWord";
import type { ParameterExpansionPart, WordNode, WordPart } from "./syntax";
import type { Reader } from "./wordText";
import { opaque } from "./wordText";

const MAX_DEPTH = 8;
/** The parser reads a default anew for each level of nesting, so a long one is not followed. */
const MAX_OPERAND = 65_536;
const NAME = /^[A-Za-z_]\w*$/;
const PARAMETER = /^[1-9]\d{0,2}$/;
const INDEX = /^\d{1,4}$/;

/** How the word behind an operator is read; words read expansions and expansions read words. */
type ReadOperand = (operand: WordNode, inner: Reader) => void;

/** `$NAME`, `$1`, `$@`. */
export function readName(name: string, at: Span, reader: Reader): void {
  const { ground } = reader;
  if (holeIn(ground, at)) reader.pieces.push(opaque(ground, at, "unsupported"));
  else if (NAME.test(name)) {
    reader.pieces.push({ kind: "part", at, part: { kind: "reference", name, span: spanIn(ground, at) } });
  } else addParameter(name, at, reader);
  if (name === "0" || name === "BASH_SOURCE") addScript("file", reader);
}

/** The piece that was added last names the script. */
function addScript(of: ScriptUse["of"], { pieces, scripts }: Reader): void {
  const piece = pieces.at(-1);
  if (piece) scripts.push({ piece, of });
}

/** `${…}`. */
export function readExpansion(part: ParameterExpansionPart, at: Span, reader: Reader, readOperand: ReadOperand): void {
  readParameter(part, at, reader, readOperand);
  const path = scriptPathOf(part);
  if (path && !holeIn(reader.ground, at)) addScript(path, reader);
}

function readParameter(part: ParameterExpansionPart, at: Span, reader: Reader, readOperand: ReadOperand): void {
  const { ground, pieces } = reader;
  const { parameter, index, operation, prefix } = part;
  const isParameter = PARAMETER.test(parameter) || parameter === "@";
  if ((!NAME.test(parameter) && !isParameter) || holeIn(ground, { start: at.start, end: part.parameterEnd })) {
    pieces.push(opaque(ground, at, "unsupported"));
  } else if (index) {
    const piece = opaque(ground, at, "unsupported");
    pieces.push(piece);
    const isPlain = !prefix && !operation && !isParameter;
    if (isPlain && INDEX.test(index.text)) reader.elements.push({ piece, name: parameter, index: Number(index.text) });
  } else if (prefix) pieces.push(opaque(ground, at, "operation"));
  else if (!operation) readName(parameter, at, reader);
  else if (
    operation.type === "Slice" &&
    parameter === "@" &&
    !operation.length &&
    PARAMETER.test(operation.offset.text)
  ) {
    addParameter(parameter, at, reader, { from: Number(operation.offset.text) });
  } else if (operation.type !== "Default") pieces.push(opaque(ground, at, "operation"));
  else if (operation.operator.endsWith("?")) readName(parameter, at, reader);
  else readDefault(part, at, reader, readOperand);
}

function readDefault(part: ParameterExpansionPart, at: Span, reader: Reader, readOperand: ReadOperand): void {
  const { ground, pieces } = reader;
  const { operation, parameter } = part;
  const inner: Reader = { ...reader, pieces: [], depth: reader.depth + 1 };
  if (operation?.type !== "Default") return;
  const { operator, operand } = operation;
  if (inner.depth > MAX_DEPTH || operand.end - operand.pos > MAX_OPERAND) {
    pieces.push(opaque(ground, at, "operation"));
    return;
  }
  readOperand(operand, inner);
  const fallback = { parts: partsOf(inner.pieces, ground), whenEmpty: operator.startsWith(":") };
  if (operator.endsWith("+") || parameter === "@") pieces.push(opaque(ground, at, "operation"));
  else if (!NAME.test(parameter)) addParameter(parameter, at, reader, { fallback });
  else {
    const reference: ReferencePart = { kind: "reference", name: parameter, span: spanIn(ground, at), fallback };
    if (operator.endsWith("=")) {
      reader.defaults.push({ nameAt: { start: part.parameterPos, end: part.parameterEnd }, part: reference, at });
    }
    pieces.push({ kind: "part", part: reference, at });
  }
}

function addParameter(
  name: string,
  at: Span,
  reader: Reader,
  more: { readonly from?: number; readonly fallback?: NonNullable<ReferencePart["fallback"]> } = {},
): void {
  const piece = opaque(reader.ground, at, "unsupported");
  reader.pieces.push(piece);
  const all = name === "@";
  if (!all && !PARAMETER.test(name)) return;
  reader.parameters.push({ part: piece.part, piece, from: all ? 1 : Number(name), all, ...more });
}

/** The array whose words a word stands for: `"${NAME[@]}"`, also as `${NAME[@]+"${NAME[@]}"}`, and `"${NAME[0]}"`. */
export function spreadOf(parts: readonly WordPart[]): Spread | undefined {
  const only = parts.length === 1 ? parts[0] : undefined;
  const part = only?.type === "DoubleQuoted" && only.parts.length === 1 ? only.parts[0] : only;
  if (part?.type !== "ParameterExpansion" || part.prefix || !part.index || !NAME.test(part.parameter)) return undefined;
  const { parameter: name, operation, index } = part;
  const text = index.text;
  if (!operation && INDEX.test(text)) return { name, index: Number(text) };
  // `"${NAME[*]}"` is one word, joined by blanks.
  if (text !== "@" && !(text === "*" && part === only)) return undefined;
  // bash before 4.4 takes an empty array for an unset one, so scripts with `set -u` guard the expansion.
  const isGuarded =
    operation?.type === "Default" && operation.operator.endsWith("+") && operation.operand.text === `"\${${name}[@]}"`;
  return !operation || isGuarded ? { name, index: undefined } : undefined;
}

/** The word behind `:+` of `${NAME:+word}`. */
export function alternativeOf(part: WordPart): WordNode | undefined {
  if (part.type !== "ParameterExpansion" || part.prefix || part.index || !NAME.test(part.parameter)) return undefined;
  const { operation } = part;
  if (operation?.type !== "Default" || !operation.operator.endsWith("+")) return undefined;
  const { operand } = operation;
  return operand.end - operand.pos > MAX_OPERAND ? undefined : operand;
}
