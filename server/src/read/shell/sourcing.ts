/**
 * Substitutions that stand for the lines of a file of variables: `export $(grep -v '^#' .env | xargs)`,
 * `source <(sed 's/^/export /' .env)`, `eval "$(cat .env)"`. Whoever does one of these means to source the file.
 */
import { isForErrors, stagesOf } from "./pipeline";
import { programOf } from "./program";
import type { ShellWord, Substitution } from "./shellWord";
import { literalOf } from "./shellWord";
import type { Place } from "./sink";
import type { CommandNode } from "./syntax";
import { faultsOf, scriptOf } from "./syntax";
import { readWord } from "./word";

interface Reader {
  /** Words before the first file: a pattern, a script. */
  readonly operands: number;
  /** Options that give that word, so that the file is the first one. */
  readonly gives?: string;
  /** Short options that take a value. */
  readonly short?: string;
}

/** Programs that print a file's lines, or some of them. Sources: their manual pages (GNU coreutils, grep, sed, gawk). */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["cat", { operands: 0 }],
  ["grep", { operands: 1, gives: "ef", short: "efmABC" }],
  ["egrep", { operands: 1, gives: "ef", short: "efmABC" }],
  ["sed", { operands: 1, gives: "ef", short: "ef" }],
  ["awk", { operands: 1, gives: "f", short: "fvF" }],
  ["xargs", { operands: 0, short: "adEILnPs" }],
  ["envsubst", { operands: 0 }],
  ["tr", { operands: 2 }],
  ["sort", { operands: 0, short: "kot" }],
  ["dos2unix", { operands: 0 }],
]);

/** The file whose lines a word stands for; undefined where it stands for anything else. */
export function sourcedFile(word: ShellWord, place: Place): ShellWord | undefined {
  const substitution = onlySubstitution(word);
  if (!substitution) return undefined;
  const { part } = substitution;
  if (part.type === "ProcessSubstitution" && part.operator !== "<") return undefined;
  const script = scriptOf(part);
  if (!script || script.source !== undefined || faultsOf(script).length > 0) return undefined;
  const stages = stagesOf(script);
  const [first, ...rest] = stages ?? [];
  if (!first || !rest.every((stage) => READERS.has(nameOf(stage, place) ?? ""))) return undefined;
  return fileOf(first, place);
}

/** True for a word that is nothing but an unquoted substitution: `env $(cat .env) program`. */
export function isBareSubstitution(word: ShellWord): boolean {
  return onlySubstitution(word) !== undefined && word.stretches[0]?.style === "none";
}

/** The substitution that is all of a word but its quotes. What it stands for may have been put in already. */
function onlySubstitution({ substitutions, stretches }: ShellWord): Substitution | undefined {
  const [substitution] = substitutions;
  const [only, ...others] = stretches;
  const { start, end } = substitution?.piece.at ?? {};
  return others.length === 0 && only?.inner.start === start && only?.inner.end === end ? substitution : undefined;
}

function nameOf(node: CommandNode, place: Place): string | undefined {
  return node.name && programOf(readWord(node.name, place.ground));
}

function fileOf(node: CommandNode, place: Place): ShellWord | undefined {
  const read = READERS.get(nameOf(node, place) ?? "");
  if (node.name && !read) return undefined;
  const redirects = node.redirects.filter((each) => !isForErrors(each));
  const [redirect, ...others] = redirects;
  if (redirect) {
    if (redirect.type !== "Redirect" || redirect.operator !== "<" || others.length > 0) return undefined;
    return redirect.target && readWord(redirect.target, place.ground);
  }
  const words = node.args.map((arg) => (arg.type === "Word" ? readWord(arg, place.ground) : undefined));
  return read && operandOf(words, read);
}

/** The only file among a reader's words. */
function operandOf(
  words: readonly (ShellWord | undefined)[],
  { operands, gives = "", short = "" }: Reader,
): ShellWord | undefined {
  const found: (ShellWord | undefined)[] = [];
  let before = operands;
  for (let at = 0; at < words.length; at++) {
    const text = literalOf(words[at]);
    if (text?.startsWith("--")) continue;
    if (text === undefined || !text.startsWith("-") || text === "-") {
      found.push(words[at]);
      continue;
    }
    let letter = 1;
    while (letter < text.length && !short.includes(text.charAt(letter))) letter++;
    if (letter === text.length) continue;
    if (gives.includes(text.charAt(letter))) before = 0;
    if (letter === text.length - 1) at++;
  }
  return found.length === before + 1 ? found[before] : undefined;
}
