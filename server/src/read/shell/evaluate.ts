/**
 * What a word stands for beside its own text, as far as the script shows it: command substitutions that only join text
 * and references (`$(printf '%s:%s' "$ID" "$KEY")`), single words of arrays, and the parameters of functions.
 * Nothing is run: what depends on anything but the script's text stays opaque. Table: reference/variables.md 3.10.
 */
import type { OpaquePart, Part } from "../reading";
import { elementOf } from "./arrays";
import type { Output } from "./filters";
import { fileOutput, runFilter } from "./filters";
import { noteParameters } from "./functions";
import type { Piece } from "./ground";
import { spanIn } from "./ground";
import { areAtMost, movedParts, partsIn, withPartsIn } from "./parts";
import { firstCommand, isForErrors, stagesOf } from "./pipeline";
import { printedFolder, printsScript } from "./scriptFolder";
import type { ParameterUse, ScriptUse, ShellWord, Substitution } from "./shellWord";
import { partsOf, textOf } from "./shellWord";
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
  const { substitutions, elements, parameters, scripts } = word;
  if (substitutions.length + elements.length + parameters.length + scripts.length === 0) return word;
  noteParameters(parameters, place);
  const found = new Map<Piece, readonly Piece[]>();
  for (const use of parameters) {
    const pieces = ownParameter(use, place);
    if (pieces) found.set(use.piece, pieces);
  }
  for (const { piece, name, index } of elements) {
    const element = elementOf(name, index, place);
    const parts = element && partsOf(element.pieces, element.ground);
    // An element may hold elements of another array, and so on.
    if (!parts || !areAtMost(parts, MAX_PIECES)) continue;
    const moved = movedParts(parts, piece.part.kind === "text" ? word.at : piece.part.span);
    found.set(
      piece,
      moved.map((part): Piece => ({ kind: "part", part, at: piece.at })),
    );
  }
  const inDefaults = new Map<Part, readonly Part[]>();
  const own: ScriptUse[] = [];
  if (place.isScript) {
    for (const { piece, of } of scripts)
      if (of === "folder") found.set(piece, [unknown(piece.at, "script-folder", place)]);
  }
  for (const substitution of substitutions) {
    const { piece } = substitution;
    const pieces = evaluate(substitution, place, depth);
    if (pieces === "script") own.push({ piece, of: "file" });
    else if (pieces) {
      found.set(piece, pieces);
      inDefaults.set(piece.part, partsOf(pieces, word.ground));
    }
  }
  if (found.size + own.length === 0) return word;
  const pieces = word.pieces.flatMap((piece) => found.get(piece) ?? [withDefaults(piece, inDefaults)]);
  return { ...word, pieces, scripts: [...scripts, ...own] };
}

/** `${NAME:-$(cat file)}`: the default with what stands for its substitutions. */
function withDefaults(piece: Piece, found: ReadonlyMap<Part, readonly Part[]>): Piece {
  if (piece.kind !== "part" || piece.part.kind !== "reference" || found.size === 0) return piece;
  const filled = (part: Part): Part => {
    const inner = partsIn(part);
    if (inner.length === 0) return part;
    return withPartsIn(
      part,
      inner.flatMap((each) => found.get(each) ?? [filled(each)]),
    );
  };
  return { ...piece, part: filled(piece.part) };
}

function unknown(at: Piece["at"], why: OpaquePart["why"], { ground }: Place): Piece {
  return { kind: "part", at, part: { kind: "opaque", span: spanIn(ground, at), why } };
}

/** `${1:-default}` of the script itself: nobody in reach calls it, so the default stands unless something wins over it. */
function ownParameter({ piece, part, from, fallback }: ParameterUse, place: Place): readonly Piece[] | undefined {
  if (place.function || place.layers > 0 || !fallback) return undefined;
  return [{ ...piece, part: { kind: "reference", name: String(from), span: part.span, fallback } }];
}

/** What stands for a substitution in its word; undefined where it stays what it is. `script`: the script's own path. */
function evaluate({ part, piece }: Substitution, place: Place, depth: number): readonly Piece[] | "script" | undefined {
  const isShort = part.end - part.pos <= MAX_LENGTH && depth < MAX_DEPTH;
  if (part.type !== "CommandExpansion" || !isShort || place.ground.holes.length > MAX_PIECES) return undefined;
  const script = scriptOf(part);
  // Within backticks with backslashes the parser counts in a text of its own.
  if (!script || script.source !== undefined || faultsOf(script).length > 0) return undefined;
  const read = new Map<CommandNode, readonly ShellWord[]>();
  const readWords = (node: CommandNode): readonly ShellWord[] => {
    const words = read.get(node) ?? wordsOf(node, place, depth);
    read.set(node, words);
    return words;
  };
  const { at } = piece;
  if (place.isScript) {
    const path = printedFolder(script, place, readWords);
    const folder = unknown(at, "script-folder", place);
    if (path === "") return [folder];
    if (path) return [folder, { kind: "part", at, part: { kind: "text", text: path, span: undefined } }];
    if (printsScript(script, readWords)) return "script";
  }
  const first = firstCommand(script);
  if (!first) return undefined;
  if (isStore(unwrap(readWords(first)).words)) return [unknown(at, "secret-store", place)];
  const stages = stagesOf(script);
  if (!stages) return undefined;
  let output: Output | undefined = { kind: "none" };
  for (const [index, stage] of stages.entries()) {
    const input = index === 0 ? inputOf(stage, at, place, depth) : plainInput(stage, output);
    if (!input) return undefined;
    if (!stage.name) return isContent(stages) && input.kind === "text" ? withoutNewlines(input.pieces) : undefined;
    output = runFilter(readWords(stage), input, at, place);
    if (!output) return undefined;
  }
  if (output.kind === "none") return undefined;
  if (output.kind === "unknown") return [unknown(at, "operation", place)];
  const pieces = withoutNewlines(output.pieces);
  return areAtMost(partsOf(pieces, place.ground), MAX_PIECES) ? pieces : undefined;
}

function wordsOf(node: CommandNode, place: Place, depth: number): readonly ShellWord[] {
  const nodes = node.name ? [node.name, ...node.args] : [];
  return nodes.flatMap((each) =>
    each.type === "Word" ? [evaluateWord(readWord(each, place.ground), place, depth + 1)] : [],
  );
}

/** What the first command of a pipeline reads: nothing that can be told, a file, a here-document or a here-string. */
function inputOf(node: CommandNode, at: Piece["at"], place: Place, depth: number): Output | undefined {
  let input: Output | undefined = { kind: "none" };
  if (!hasOnlyWords(node)) return undefined;
  for (const redirect of node.redirects) {
    if (isForErrors(redirect)) continue;
    if (redirect.descriptor || (redirect.type === "Redirect" && redirect.operator !== "<")) return undefined;
    if (redirect.type === "Redirect") {
      if (!redirect.target) return undefined;
      input = fileOutput(evaluateWord(readWord(redirect.target, place.ground), place, depth + 1), at, place);
      if (!input) return undefined;
    } else if (redirect.type === "HereDoc") {
      const isQuoted = redirect.delimiter?.quoted ?? false;
      const body = readBody(redirect.body, place.ground, isQuoted, redirect.operator === "<<-");
      input = { kind: "text", pieces: evaluateWord(body, place, depth + 1).pieces };
    } else {
      if (!redirect.target) return undefined;
      const word = evaluateWord(readWord(redirect.target, place.ground), place, depth + 1);
      const newline: Piece = { kind: "part", at: word.at, part: { kind: "text", text: "\n", span: undefined } };
      input = { kind: "text", pieces: [...word.pieces, newline] };
    }
  }
  return input;
}

/** What a later command of a pipeline reads, unless it is told to read something else. */
function plainInput(node: CommandNode, input: Output): Output | undefined {
  return hasOnlyWords(node) && node.redirects.every(isForErrors) ? input : undefined;
}

/** `$(<file)` */
function isContent([only, ...others]: readonly CommandNode[]): boolean {
  return others.length === 0 && (only?.redirects.every((each) => each.type === "Redirect") ?? false);
}

function hasOnlyWords(node: CommandNode): boolean {
  const assigns = node.prefix.some((each) => each.type === "Assignment");
  return !assigns && node.args.every((each) => each.type === "Word");
}

/** The shell cuts the line ends from what a substitution prints. */
function withoutNewlines(pieces: readonly Piece[]): readonly Piece[] {
  const kept = [...pieces];
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    if (last.kind === "part" && last.part.kind === "file") {
      kept[kept.length - 1] = { ...last, part: { ...last.part, trim: "newlines" } };
    }
    const text = textOf([last]);
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
