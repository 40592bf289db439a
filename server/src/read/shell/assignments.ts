/**
 * Which variables a command sets in its own shell: `K=v`, `export`, `declare -x`, `${K:=v}`, `read`, `printf -v`.
 * What only running the command would show is an assignment too, of an unknown value, so that an older value is not
 * taken for the current one. https://www.gnu.org/software/bash/manual/bash.html#Bourne-Shell-Builtins
 */
import type { Span } from "../../text/span";
import { covers, hull } from "../../text/span";
import type { Assignment, FilePart, OpaquePart, Value } from "../reading";
import { assignArray, forgetArray } from "./arrays";
import { noteAssignment, noteShift } from "./functions";
import { spanIn } from "./ground";
import { fileOf, noteFolder } from "./scriptFolder";
import type { DefaultAssignment, ShellWord } from "./shellWord";
import { literalOf } from "./shellWord";
import type { GatheredAssignment, Place, Variables } from "./sink";
import { isExported } from "./sink";
import { splitAssignment, wordValue } from "./value";

const DECLARATIONS: ReadonlySet<string> = new Set(["export", "declare", "typeset", "readonly", "local"]);

/** `NAME=value` in a word; undefined where it is none. `exported` is the caller's to say. */
export function assignmentOf(
  word: ShellWord,
  place: Place,
  scope: "shell" | "command",
  exported: boolean,
): GatheredAssignment | undefined {
  const split = splitAssignment(word);
  if (!split) return undefined;
  const { ground } = word;
  const value = wordValue(split.value);
  return {
    name: split.name,
    nameSpan: spanIn(ground, split.nameAt),
    value: split.append ? unknownValue(value.span, value.outer, "operation") : value,
    span: spanIn(ground, word.at),
    scope,
    exported,
    ...standing(place),
  };
}

/** Gathers what a word assigns in the shell, if it is an assignment. */
export function assignWord(word: ShellWord, place: Place, how: Declared = {}): GatheredAssignment | undefined {
  const assignment = assignmentOf(word, place, "shell", how.exports ?? false);
  if (!assignment) return undefined;
  const { list } = word;
  if (list) {
    const isPlain = !list.indexed && !how.isAssociative;
    assignArray(assignment.name, isPlain ? list.words : undefined, word, splitAssignment(word)?.append ?? false, place);
  } else forgetArray(assignment.name, place);
  assign(how.isLocal ? localOf(assignment, place) : assignment, place);
  return assignment;
}

interface Declared {
  readonly exports?: boolean;
  readonly isLocal?: boolean;
  readonly isAssociative?: boolean;
}

/** What is true of whatever is assigned at a place. */
function standing({ conditional, block, inFunction, job, within, isolated }: Place): Standing {
  const maybe = conditional || inFunction === true;
  const rest = { ...(isolated && { isolated }), ...(maybe && block && { branch: block.span }) };
  return { conditional: maybe, job, ...(within && { within }), ...rest };
}

type Standing = Pick<GatheredAssignment, "conditional" | "job" | "within" | "branch" | "isolated">;

/** A function's own variable: nothing outside of its body sees it, and in there it is as certain as its line. */
function localOf(assignment: GatheredAssignment, { function: body, conditional, within }: Place): GatheredAssignment {
  if (!body) return assignment;
  const { branch: _, ...rest } = assignment;
  const inner = within && covers(body.span, within) ? within : body.span;
  return { ...(conditional ? assignment : rest), conditional, within: inner };
}

/** Gathers an assignment of the shell, exported if its name is. */
export function assign(assignment: GatheredAssignment, place: Place): void {
  const { sink, variables } = place;
  assignment.exported ||= variables.all || isExported(assignment.name, variables);
  sink.assignments.push(assignment);
  sink.assigned.set(assignment.name, assignment.nameSpan.start);
  noteAssignment(assignment, place);
  noteFolder(assignment, place);
  const others = variables.plain.get(assignment.name);
  if (others) others.push(assignment);
  else variables.plain.set(assignment.name, [assignment]);
}

/** `${NAME:=default}` in a word: the name then has what the expansion gives, so the value is that reference. */
export function assignDefault(found: DefaultAssignment, place: Place): void {
  const span = spanIn(place.ground, found.at);
  const value: Value = { span, outer: span, parts: [found.part], quote: "none", encode: () => undefined };
  assign(gathered(found.part.name, found.nameAt, span, value, place), place);
}

/** `NAME` in a command's environment with the value that it has here: `sudo --preserve-env=NAME`. */
export function handedAssignment(name: string, word: ShellWord, place: Place): GatheredAssignment {
  const span = spanIn(word.ground, word.at);
  const value: Value = {
    span,
    outer: span,
    parts: [{ kind: "reference", name, span }],
    quote: "none",
    encode: () => undefined,
  };
  return { ...gathered(name, word.at, span, value, place), nameSpan: span, scope: "command", exported: true };
}

/** A name that a shell finds no more in its environment, whatever it finds there instead. */
export function withhold(name: string, span: Span, place: Place): void {
  const assignment = gathered(name, { start: 0, end: 0 }, span, unknownValue(span, span, "unsupported"), place);
  assign({ ...assignment, nameSpan: span, exported: true, within: span }, place);
}

/** Words of one loop that are kept as values. */
const MAX_CHOICES = 500;

/** `for NAME in WORD …`: any of the words may be the value. */
export function assignLoop(name: ShellWord, values: readonly ShellWord[] | undefined, place: Place): void {
  const text = literalOf(name);
  if (text === undefined) return;
  const nameSpan = spanIn(place.ground, name.at);
  const choices = values?.slice(0, MAX_CHOICES).map((word) => wordValue(word)) ?? [
    unknownValue(nameSpan, nameSpan, "unsupported"),
  ];
  // It may be any of them wherever one looks, so no branch makes one certain.
  const { block: _, ...maybe } = { ...place, conditional: true };
  for (const value of choices) assign(gathered(text, name.at, nameSpan, value, maybe), maybe);
}

/** What a builtin command does to its shell's variables; `input` is the file that it reads. */
export function runBuiltin(name: string, args: readonly ShellWord[], input: ShellWord | undefined, place: Place): void {
  if (DECLARATIONS.has(name)) {
    declare(name, args, place);
    return;
  }
  switch (name) {
    case "set":
      setOptions(args, place);
      return;
    case "shift":
      noteShift(args.length === 0 ? "1" : literalOf(args[0]), place);
      return;
    case "read":
      if (!readFile(args, input, place)) for (const word of args) forget(word, place, "command");
      return;
    case "mapfile":
    case "readarray":
    case "getopts":
      for (const word of args) forget(word, place, "command");
      return;
    case "unset":
      for (const word of args) {
        place.variables.exported.set(literalOf(word) ?? "", false);
        // Nothing is given on either: what runs next must not find an older value.
        forget(word, place, "unsupported", true);
      }
      return;
    case "printf":
      if (literalOf(args[0]) === "-v" && args[1]) forget(args[1], place, "command");
      return;
    default:
      return;
  }
}

function declare(name: string, args: readonly ShellWord[], place: Place): void {
  const options = args
    .map((word) => literalOf(word))
    .filter((text) => text !== undefined && /^[-+][A-Za-z]+$/.test(text));
  const has = (mark: "-" | "+", letter: string): boolean =>
    options.some((text) => text?.startsWith(mark) && text.includes(letter));
  if (has("-", "f") || has("-", "F") || has("-", "p")) return;
  const removes = name === "export" ? has("-", "n") : has("+", "x");
  const exports = !removes && (name === "export" || has("-", "x"));
  const isLocal = name === "local" || (name !== "export" && name !== "readonly" && !has("-", "g"));
  for (const word of args) {
    const declared = splitAssignment(word)?.name ?? literalOf(word);
    if (declared === undefined || !/^[A-Za-z_]\w*$/.test(declared)) continue;
    if (removes) place.variables.exported.set(declared, false);
    assignWord(word, place, { exports, isLocal, isAssociative: has("-", "A") });
    if (exports) markExported(declared, place.variables);
  }
}

/** From here on the name is in the environment of what runs, with the value that it has already. */
function markExported(name: string, variables: Variables): void {
  variables.exported.set(name, true);
  for (const assignment of variables.plain.get(name) ?? []) assignment.exported = true;
  variables.plain.delete(name);
}

function setOptions(args: readonly ShellWord[], place: Place): void {
  const { variables } = place;
  for (const [at, word] of args.entries()) {
    const text = literalOf(word);
    if (text === undefined || !/^[-+][A-Za-z]+$/.test(text)) {
      // `set -- a b` and `set a b` give the positional parameters new values, `set -o NAME` does not.
      if (!/^[-+][A-Za-z]*o$/.test(literalOf(args[at - 1]) ?? "")) noteShift(undefined, place);
      return;
    }
    const on = text.startsWith("-");
    if (text.includes("a")) variables.all = on;
    if (text.endsWith("o") && literalOf(args[at + 1]) === "allexport") variables.all = on;
  }
}

/** `read -r NAME < file`; false where it reads something else, or only some of it. */
function readFile(args: readonly ShellWord[], input: ShellWord | undefined, place: Place): boolean {
  const names = args.filter((word) => !/^-[rs]{1,2}$/.test(literalOf(word) ?? ""));
  const [word, ...others] = names;
  const name = literalOf(word);
  const file = input && fileOf(input, place);
  if (!word || !file || others.length > 0 || name === undefined || !/^[A-Za-z_]\w*$/.test(name)) return false;
  const span = spanIn(place.ground, input.at);
  const part: FilePart = { kind: "file", ...file, trim: "newlines", span };
  const value: Value = { span, outer: span, parts: [part], quote: "none", encode: () => undefined };
  forgetArray(name, place);
  assign(gathered(name, word.at, hull(spanIn(place.ground, word.at), span), value, place), place);
  return true;
}

/** The name that a word spells has a value now that the text does not show. */
function forget(word: ShellWord, place: Place, why: OpaquePart["why"], exported = false): void {
  const name = literalOf(word);
  if (name === undefined || !/^[A-Za-z_]\w*$/.test(name)) return;
  const span = spanIn(place.ground, word.at);
  forgetArray(name, place);
  assign({ ...gathered(name, word.at, span, unknownValue(span, span, why), place), exported }, place);
}

function gathered(name: string, nameAt: Span, span: Span, value: Value, place: Place): GatheredAssignment {
  const nameSpan = spanIn(place.ground, nameAt);
  const base: Assignment = { name, nameSpan, value, span, scope: "shell", exported: false, conditional: false, job: 0 };
  return { ...base, ...standing(place) };
}

function unknownValue(span: Span, outer: Span, why: OpaquePart["why"]): Value {
  return { span, outer, parts: [{ kind: "opaque", span, why }], quote: "none", encode: () => undefined };
}
