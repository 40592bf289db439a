/**
 * Where the script itself stands: `$(dirname "$0")`, `${BASH_SOURCE[0]%/*}`, `$(cd "$(dirname "$0")" && pwd)`, and
 * variables that have been given one of these. Files that are named from there can be found wherever the script is run.
 */
import type { Span } from "../../text/span";
import type { Assignment, FilePart, Part } from "../reading";
import type { Piece } from "./ground";
import { isForErrors, stagesOf } from "./pipeline";
import { programOf } from "./program";
import type { ShellWord } from "./shellWord";
import { literalOf, partsOf } from "./shellWord";
import type { KnownFolder, Place, Variables } from "./sink";
import { hasRun } from "./sink";
import type { CommandNode, ParameterExpansionPart, ShellScript } from "./syntax";

/** What an expansion names: the script or its folder; undefined for any other. */
export function scriptPathOf(part: ParameterExpansionPart): "file" | "folder" | undefined {
  const { parameter, prefix, index, operation } = part;
  const isArray = parameter === "BASH_SOURCE" && (!index || index.text === "0");
  if (prefix || !(isArray || (parameter === "0" && !index))) return undefined;
  switch (operation?.type) {
    case undefined:
      return "file";
    case "Remove":
      return operation.operator === "%" && operation.operand.text === "/*" ? "folder" : undefined;
    case "Default": {
      // Shells that are no bash do not have the array.
      const isElse = operation.operator === ":-" || operation.operator === "-";
      return isElse && isArray && /^\$(?:0|\{0\})$/.test(operation.operand.text) ? "file" : undefined;
    }
    default:
      return undefined;
  }
}

/** How the words of a command are read. */
type ReadWords = (node: CommandNode) => readonly ShellWord[];

/**
 * The path that a substitution's script prints, from the script's folder: empty for the folder itself, else with its
 * slash. Undefined where it prints anything else.
 */
export function printedFolder(script: ShellScript, place: Place, readWords: ReadWords): string | undefined {
  const [only, ...others] = stagesOf(script) ?? [];
  if (only) {
    if (others.length > 0 || !isPlain(only)) return undefined;
    const [program, ...args] = readWords(only);
    return programOf(program) === "dirname" && isScript(operandOf(args)) ? "" : undefined;
  }
  const [enter, print] = pairOf(script);
  if (!enter || !print || !isPlain(print)) return undefined;
  const [cd, ...args] = readWords(enter);
  const [pwd, ...options] = readWords(print);
  const isPair = programOf(cd) === "cd" && programOf(pwd) === "pwd" && options.every(isOption);
  const folder = isPair ? operandOf(args) : undefined;
  return folder && pathFromScript(partsOf(folder.pieces, folder.ground), place);
}

/** True where a substitution prints the script's own path: `$(readlink -f "$0")`. */
export function printsScript(script: ShellScript, readWords: ReadWords): boolean {
  const [only, ...others] = stagesOf(script) ?? [];
  if (!only || others.length > 0 || !isPlain(only)) return false;
  const [program, ...args] = readWords(only);
  const name = programOf(program);
  // Without the option it prints where a link leads, and nothing for a plain file.
  const isFull = args.some((word) => /^-[A-Za-z]*[efm]/.test(literalOf(word) ?? ""));
  return (name === "realpath" || (name === "readlink" && isFull)) && isScript(operandOf(args));
}

/** Nothing but words, and no redirection that changes what is printed. */
function isPlain(node: CommandNode): boolean {
  return node.prefix.every((each) => each.type !== "Assignment") && node.redirects.every(isForErrors);
}

/** `cd … && pwd`, also with a line end or a semicolon between. */
function pairOf({ commands }: ShellScript): readonly (CommandNode | undefined)[] {
  const nodes = commands.map((each) => each.command);
  const [first] = nodes;
  const isChain = nodes.length === 1 && first?.type === "AndOr" && first.operators.every((each) => each === "&&");
  const pair = isChain ? first.commands : nodes;
  return pair.length === 2 ? pair.map((each) => (each.type === "Command" ? each : undefined)) : [];
}

function isOption(word: ShellWord): boolean {
  return /^-[A-Za-z]*-?$/.test(literalOf(word) ?? "");
}

/** The only word behind the options. */
function operandOf(words: readonly ShellWord[]): ShellWord | undefined {
  const last = words.at(-1);
  return last && !isOption(last) && words.slice(0, -1).every(isOption) ? last : undefined;
}

/** The word is `$0` or the like, and nothing else. */
function isScript(word: ShellWord | undefined): boolean {
  const [piece, ...others] = word?.pieces ?? [];
  return others.length === 0 && (word?.scripts.some((use) => use.of === "file" && use.piece === piece) ?? false);
}

/** Longer paths name no file. */
const MAX_PATH = 1_000;

/** The file that a word names, as far as the script shows it. */
export function fileOf(word: ShellWord, place: Place): Pick<FilePart, "path" | "own"> | undefined {
  if (word.spread ?? word.alternative) return undefined;
  const own = pathFromScript(partsOf(word.pieces, word.ground), place);
  if (own !== undefined) {
    const path = own.replace(/^\/{1,1000}/, "");
    return path === "" ? undefined : { path, own: true };
  }
  const path = literalOf(word);
  const isKnown = path && path !== "-" && path.length <= MAX_PATH && !word.pieces.some(isPattern);
  return isKnown ? { path } : undefined;
}

/** It stands for other names: `*.key`, `~/key`. */
function isPattern(piece: Piece, index: number): boolean {
  if (piece.kind !== "text" || piece.quoted || isEscape(piece.text, piece.at)) return false;
  return /[*?[]/.test(piece.text) || (index === 0 && piece.text.startsWith("~"));
}

function isEscape(text: string, at: Span): boolean {
  return at.end - at.start !== text.length;
}

/** The path that parts make from the script's folder: empty or with its slash; undefined where they make another one. */
function pathFromScript(parts: readonly Part[], place: Place): string | undefined {
  const [first, ...rest] = parts;
  const start = first && startOf(first, place);
  if (start === undefined) return undefined;
  let path = start;
  for (const part of rest) {
    if (part.kind !== "text" || path.length > MAX_PATH) return undefined;
    path += part.text;
  }
  const isPath = path === start || path.charAt(start.length) === "/";
  return isPath && path.length <= MAX_PATH ? path : undefined;
}

function startOf(part: Part, place: Place): string | undefined {
  if (part.kind === "opaque") return part.why === "script-folder" ? "" : undefined;
  if (part.kind !== "reference" || part.fallback || part.from) return undefined;
  const known = lookUp(part.name, place.variables);
  return known && hasRun(known.block, place) ? known.path : undefined;
}

/** Notes that a name has a path from the script's folder now, or that it has none any more. */
export function noteFolder({ name, value }: Assignment, place: Place): void {
  const path = pathFromScript(value.parts, place);
  if (path === undefined && !lookUp(name, place.variables)) return;
  place.variables.folders.set(name, { path, block: place.block });
}

function lookUp(name: string, variables: Variables): KnownFolder | undefined {
  for (let at: Variables | undefined = variables; at; at = at.isProgram ? undefined : at.parent) {
    const own = at.folders.get(name);
    if (own) return own;
  }
  return undefined;
}
