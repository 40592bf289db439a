/**
 * Reads one simple command: its assignments, the program that runs in the end, its arguments and what is fed to it.
 * Scripts that stand in its words come out as work for the walk, which knows how to read a script.
 */
import type { Span } from "../../text/span";
import { hull } from "../../text/span";
import type { Assignment, Command, Value } from "../reading";
import { expandWord, forgetArray } from "./arrays";
import { assignDefault, assignmentOf, assignWord, handedAssignment, runBuiltin } from "./assignments";
import { evaluateWord } from "./evaluate";
import { noteCall, noteOpenCall } from "./functions";
import type { Ground } from "./ground";
import { spanIn } from "./ground";
import { programOf, readsScriptFromInput, scriptWord, tracingWord } from "./program";
import type { ShellWord } from "./shellWord";
import { joinWords, literalOf } from "./shellWord";
import type { Place } from "./sink";
import { spend } from "./sink";
import { sourcedFile } from "./sourcing";
import type { CommandNode, RedirectionNode } from "./syntax";
import { nameOfElement } from "./syntax";
import { documentOf, handedOn, wordValue } from "./value";
import { readAssignmentWord, readWord } from "./word";
import type { Unwrapped, Withheld } from "./wrappers";
import { unwrap, withheldByShell } from "./wrappers";

/** A text inside a command that is shell itself. */
export interface InnerScript {
  readonly ground: Ground;
  /** `eval` runs in the same shell; the others in one of their own, which lives as long as the command. */
  readonly sameShell: boolean;
  /** The command, in the file. */
  readonly within: Span;
  /** What the inner shell finds in its environment, beside what is exported. */
  readonly environment: readonly Assignment[];
  /** What it does not find there of what is exported. */
  readonly withheld?: Withheld;
  /** The option that makes it print each command. */
  readonly traced?: Span;
}

/** How the walk reads the substitutions of words, before the command that needs them. */
export type RunSubstitutions = (word: ShellWord) => void;

/** Gathers a command; answers with the script that it hands to another shell, if it does. */
export function readCommand(node: CommandNode, place: Place, run: RunSubstitutions): InnerScript | undefined {
  const { ground, sink } = place;
  const prefix = prepare(node, place, run);
  const own = wordsOf(node, place, run);
  const words = own.flatMap((word) => expandWord(word, place) ?? [word]);
  const { document, file: input, writes } = readRedirections(node.redirects, place, run);
  if (words.length === 0) {
    for (const word of prefix) assignWord(word, place);
    return undefined;
  }
  const unwrapped = unwrap(words);
  const [program, ...args] = unwrapped.words;
  if (!program) return undefined;
  const { environment, withheld } = environmentOf(prefix, unwrapped, place);
  const at = own.reduce((all, word) => hull(all, word.at), { start: node.pos, end: Math.max(node.pos, node.end) });
  const span = spanIn(ground, at);
  const name = programOf(program);
  const common = {
    environment,
    span,
    job: place.job,
    ...(place.schedule && { schedule: place.schedule }),
    ...(place.percents && { percents: place.percents }),
    ...(place.conditional && { conditional: true as const }),
    ...(place.within && { within: place.within }),
    ...(place.isolated && { isolated: place.isolated }),
    ...(place.traced && { traced: place.traced }),
    ...(withheld && { withheld }),
  };
  const [first = program] = own;
  const nameSpan = own.includes(program) ? wordValue(program).span : spanIn(ground, first.at);
  const files = sourced(name, args, place);
  for (const { file, exports } of files) {
    sink.commands.push({ name: ".", nameSpan, args: [wordValue(file)], ...common, ...(exports && { exports }) });
  }
  if (files.length > 0 && !isDeclaration(name)) return undefined;
  const inner = innerScript(unwrapped.words, document);
  if (inner) {
    const lost = withheldByShell(unwrapped.words) ?? withheld;
    const own = environment.slice(lost === withheld ? withheld?.assignments : environment.length);
    const traced = tracingWord(unwrapped.words);
    const rest = { ...(lost && { withheld: lost }), ...(traced && { traced: wordValue(traced).span }) };
    return { ...inner, within: span, environment: own, ...rest };
  }
  if (name !== undefined) runBuiltin(name, args, input, place);
  const isSource = name === "." || name === "source";
  const command: Command = {
    name,
    nameSpan,
    args: args.map((word) => wordValue(word)),
    ...common,
    ...(document && { stdin: document.value }),
    ...(writes && { writes }),
    ...(isSource && place.variables.all && { exports: true }),
  };
  sink.commands.push(command);
  if (program === own[0]) noteCall(program, command, place);
  else if (program === words[0]) noteOpenCall(program, place);
  return undefined;
}

/** What is put into a command's environment by words before it, and what is kept out of it. */
function environmentOf(
  prefix: readonly ShellWord[],
  { environment, kept, withheld, lost }: Unwrapped,
  place: Place,
): Pick<Command, "environment" | "withheld"> {
  const assigned = (words: readonly ShellWord[]): readonly Assignment[] =>
    words.flatMap((word) => assignmentOf(word, place, "command", true) ?? []);
  const before = assigned(withheld?.names === "all" ? [...prefix, ...environment.slice(0, lost)] : prefix);
  const after = assigned(withheld?.names === "all" ? environment.slice(lost) : environment);
  const handed = kept.map(({ name, word }) => handedAssignment(name, word, place));
  const all = [...before, ...after, ...handed];
  if (!withheld) return { environment: all };
  return { environment: all, withheld: { ...withheld, assignments: withheld.names === "all" ? before.length : 0 } };
}

/** The files that a command sources through what other programs print. */
function sourced(
  name: string | undefined,
  args: readonly ShellWord[],
  place: Place,
): readonly { readonly file: ShellWord; readonly exports?: true }[] {
  const isSource = name === "." || name === "source" || name === "eval";
  if (!isDeclaration(name) && !(isSource && args.length === 1)) return [];
  const isMarked = name === "export" || args.some((word) => /^-[A-Za-z]*x/.test(literalOf(word) ?? ""));
  const exports = place.variables.all || (isMarked && !isSource);
  return args.flatMap((word) => {
    const file = sourcedFile(word, place);
    return file ? [{ file: evaluateWord(file, place), ...(exports && { exports }) }] : [];
  });
}

function isDeclaration(name: string | undefined): boolean {
  return name === "export" || name === "declare" || name === "typeset";
}

/** What is fed to a command, the last here-document, here-string or file; and where it prints to. */
interface Fed {
  readonly document?: { readonly value: Value; readonly word: ShellWord };
  readonly file?: ShellWord;
  readonly writes?: NonNullable<Command["writes"]>;
}

/** Redirections of what a command prints: https://www.gnu.org/software/bash/manual/bash.html#Redirections */
const WRITING: readonly string[] = [">", ">|", ">>", "&>", "&>>"];

/** Reads redirections; their words' substitutions run. */
export function readRedirections(redirections: readonly RedirectionNode[], place: Place, run: RunSubstitutions): Fed {
  const { ground } = place;
  let fed: Fed = {};
  let writes: Fed["writes"];
  for (const node of redirections) {
    const isStdin = isOf(node, 0);
    place.covered.push({ start: node.pos, end: node.end });
    if (node.type === "HereDoc") {
      place.covered.push({ start: node.body.pos, end: node.closing?.end ?? node.body.end });
      const document = documentOf(node, ground, (word) => {
        run(word);
        return evaluateWord(word, place);
      });
      if (isStdin) fed = { document };
    } else if (node.target) {
      const read = readWord(node.target, ground);
      run(read);
      const word = evaluateWord(read, place);
      if (WRITING.includes(node.operator) && isOf(node, 1)) {
        writes = { file: wordValue(word), append: node.operator.endsWith(">>") };
      }
      if (!isStdin) continue;
      if (node.type === "HereString") fed = { document: { word, value: wordValue(word) } };
      else if (node.operator === "<") fed = { ...fed, file: word };
    }
  }
  return writes ? { ...fed, writes } : fed;
}

/** Without a descriptor it is of the one that its operator is about. */
function isOf({ descriptor }: RedirectionNode, number: number): boolean {
  return !descriptor || (descriptor.type === "FileDescriptor" && descriptor.value === number);
}

/** The `NAME=value` words before the command. */
function prepare(node: CommandNode, place: Place, run: RunSubstitutions): ShellWord[] {
  return node.prefix.flatMap((child): ShellWord[] => {
    if (child.type !== "Assignment" || place.sink.stopped) return [];
    const name = nameOfElement(child);
    if (name !== undefined) forgetArray(name, place);
    const word = readAssignmentWord(child, place.ground);
    return word ? [noteWord(word, place, run)] : [];
  });
}

function wordsOf(node: CommandNode, place: Place, run: RunSubstitutions): ShellWord[] {
  const words: ShellWord[] = [];
  for (const child of node.name ? [node.name, ...node.args] : node.args) {
    if (place.sink.stopped) break;
    const read = child.type === "Word" ? readWord(child, place.ground) : readAssignmentWord(child, place.ground);
    if (!read) continue;
    const word = noteWord(read, place, run);
    const last = words.at(-1);
    // The parser ends a word before `<(…)`, the shell does not: `curl -H @<(…)`.
    if (last?.at.end === word.at.start && last.pieces.length < MAX_PIECES)
      words[words.length - 1] = joinWords(last, word);
    else words.push(word);
  }
  return words;
}

/**
 * What reading any word does: no comment begins in it, its substitutions run, its defaults are assigned. Answers with the
 * word as it is once all of that is done.
 */
export function noteWord(word: ShellWord, place: Place, run: RunSubstitutions): ShellWord {
  place.covered.push(word.at);
  spend(place.sink, place.ground.whole, { words: 1 });
  run(word);
  for (const found of word.defaults) assignDefault(found, place);
  const evaluated = evaluateWord(word, place);
  if (word.alternative) {
    return { ...evaluated, alternative: word.alternative.map((each) => evaluateWord(each, place)) };
  }
  if (!word.list) return evaluated;
  const words = word.list.words.map((each) => {
    run(each);
    for (const found of each.defaults) assignDefault(found, place);
    return evaluateWord(each, place);
  });
  return { ...evaluated, list: { ...word.list, words } };
}

function innerScript(
  words: readonly ShellWord[],
  stdin: { readonly word: ShellWord } | undefined,
): Pick<InnerScript, "ground" | "sameShell"> | undefined {
  const script = scriptWord(words) ?? (stdin && readsScriptFromInput(words) ? stdin.word : undefined);
  if (!script || script.pieces.length > MAX_PIECES) return undefined;
  return { ground: handedOn(script), sameShell: programOf(words[0]) === "eval" };
}

/** A script of more pieces than this is no text that a person wrote. */
const MAX_PIECES = 1_000;
