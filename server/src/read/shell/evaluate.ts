/**
 * What a word stands for beside its own text, as far as the script shows it: command substitutions that only join text
 * and references (`$(printf '%s:%s' "$ID" "$KEY")`), single words of arrays, and the parameters of functions.
 * Nothing is run: what depends on anything but the script's text stays opaque. Table: reference/variables.md 3.10.
 */
import type { OpaquePart } from "../reading";
import { elementOf } from "./arrays";
import type { Output } from "./filters";
import { runFilter } from "./filters";
import { noteParameters } from "./functions";
import type { Piece } from "./ground";
import { spanIn } from "./ground";
import { firstCommand, isForErrors, stagesOf } from "./pipeline";
import type { ParameterUse, ShellWord, Substitution } from "./shellWord";
import { movedParts, partsOf } from "./shellWord";
import type { Place } from "./sink";
import { isStore } from "./stores";
import type { CommandNode } from "./syntax";
import { faultsOf, scriptOf } from "./syntax";
import { readBody, readWord } from "./word";
import { unwrap } from "./wrappers";

/** A longer substitution is a program and not a value. */
const MAX_LENGTH = 4_096;
/** Substitutions in one another. */
const MAX_DEPTH = 4;
/** Pieces of one value. */
const MAX_PIECES = 200;

/** The word with what can be told in place of its expansions. Its parameters are noted for the end of the script. */
export function evaluateWord(word: ShellWord, place: Place, depth = 0): ShellWord {
  const { substitutions, elements, parameters } = word;
  if (substitutions.length + elements.length + parameters.length === 0) return word;
  noteParameters(parameters, place);
  const found = new Map<Piece, readonly Piece[]>();
  for (const use of parameters) {
    const pieces = ownParameter(use, place);
    if (pieces) found.set(use.piece, pieces);
  }
  for (const { piece, name, index } of elements) {
    const element = elementOf(name, index, place);
    if (!element) continue;
    const parts = movedParts(
      partsOf(element.pieces, element.ground),
      piece.part.kind === "text" ? word.at : piece.part.span,
    );
    found.set(
      piece,
      parts.map((part): Piece => ({ kind: "part", part, at: piece.at })),
    );
  }
  for (const substitution of substitutions) {
    const pieces = evaluate(substitution, place, depth);
    if (pieces) found.set(substitution.piece, pieces);
  }
  return found.size === 0 ? word : { ...word, pieces: word.pieces.flatMap((piece) => found.get(piece) ?? [piece]) };
}

/** `${1:-default}` of the script itself: nobody in reach calls it, so the default stands unless something wins over it. */
function ownParameter({ piece, part, from, fallback }: ParameterUse, place: Place): readonly Piece[] | undefined {
  if (place.function || place.layers > 0 || !fallback) return undefined;
  return [{ ...piece, part: { kind: "reference", name: String(from), span: part.span, fallback } }];
}

/** What stands for a substitution in its word; undefined where it stays what it is. */
function evaluate({ part, piece }: Substitution, place: Place, depth: number): readonly Piece[] | undefined {
  const isShort = part.end - part.pos <= MAX_LENGTH && depth < MAX_DEPTH;
  if (part.type !== "CommandExpansion" || !isShort || place.ground.holes.length > MAX_PIECES) return undefined;
  const script = scriptOf(part);
  // Within backticks with backslashes the parser counts in a text of its own.
  if (!script || script.source !== undefined || faultsOf(script).length > 0) return undefined;
  const unknown = (why: OpaquePart["why"]): readonly Piece[] => [
    { kind: "part", at: piece.at, part: { kind: "opaque", span: spanIn(place.ground, piece.at), why } },
  ];
  const first = firstCommand(script);
  if (!first) return undefined;
  const opening = wordsOf(first, place, depth);
  if (isStore(unwrap(opening).words)) return unknown("secret-store");
  const stages = stagesOf(script);
  if (!stages) return undefined;
  let output: Output | undefined = { kind: "none" };
  for (const [at, stage] of stages.entries()) {
    const input = at === 0 ? inputOf(stage, place, depth) : plainInput(stage, output);
    if (!input) return undefined;
    output = runFilter(at === 0 ? opening : wordsOf(stage, place, depth), input, piece.at);
    if (!output) return undefined;
  }
  if (output.kind === "none") return undefined;
  if (output.kind === "unknown" || output.wrapped) return unknown("operation");
  const pieces = withoutNewlines(output.pieces);
  return pieces.length <= MAX_PIECES ? pieces : undefined;
}

function wordsOf(node: CommandNode, place: Place, depth: number): readonly ShellWord[] {
  const nodes = node.name ? [node.name, ...node.args] : [];
  return nodes.flatMap((each) =>
    each.type === "Word" ? [evaluateWord(readWord(each, place.ground), place, depth + 1)] : [],
  );
}

/** What the first command of a pipeline reads: nothing that can be told, or a here-document or here-string. */
function inputOf(node: CommandNode, place: Place, depth: number): Output | undefined {
  let input: Output = { kind: "none" };
  if (!hasOnlyWords(node)) return undefined;
  for (const redirect of node.redirects) {
    if (isForErrors(redirect)) continue;
    if (redirect.type === "Redirect" || redirect.descriptor) return undefined;
    if (redirect.type === "HereDoc") {
      const isQuoted = redirect.delimiter?.quoted ?? false;
      const body = readBody(redirect.body, place.ground, isQuoted, redirect.operator === "<<-");
      input = { kind: "text", pieces: evaluateWord(body, place, depth + 1).pieces, wrapped: false };
    } else {
      if (!redirect.target) return undefined;
      const { at, pieces } = evaluateWord(readWord(redirect.target, place.ground), place, depth + 1);
      const newline: Piece = { kind: "part", at, part: { kind: "text", text: "\n", span: undefined } };
      input = { kind: "text", pieces: [...pieces, newline], wrapped: false };
    }
  }
  return input;
}

/** What a later command of a pipeline reads, unless it is told to read something else. */
function plainInput(node: CommandNode, input: Output): Output | undefined {
  return hasOnlyWords(node) && node.redirects.every(isForErrors) ? input : undefined;
}

function hasOnlyWords(node: CommandNode): boolean {
  return node.name !== undefined && node.args.every((each) => each.type === "Word") && node.prefix.length === 0;
}

/** The shell cuts the line ends from what a substitution prints. */
function withoutNewlines(pieces: readonly Piece[]): readonly Piece[] {
  const kept = [...pieces];
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    const text = last.kind === "text" ? last.text : last.part.kind === "text" ? last.part.text : undefined;
    if (text === undefined) return kept;
    let { length } = text;
    while (text.charAt(length - 1) === "\n") length--;
    if (length === text.length && length > 0) return kept;
    kept.pop();
    if (length === 0) continue;
    const rest = text.slice(0, length);
    if (last.kind === "part") kept.push({ ...last, part: { kind: "text", text: rest, span: undefined } });
    else kept.push({ ...last, text: rest, at: { start: last.at.start, end: last.at.end - (text.length - length) } });
    return kept;
  }
  return kept;
}
