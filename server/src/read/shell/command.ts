/**
 * Reads one simple command: its assignments, the program that runs in the end, its arguments and what is fed to it.
 * Scripts that stand in its words come out as work for the walk, which knows how to read a script.
 */
import type { Span } from "../../text/span";
import { hull } from "../../text/span";
import type { Assignment, Command, Value } from "../reading";
import { assign, assignDefault, assignmentOf, runBuiltin } from "./assignments";
import type { Ground } from "./ground";
import { spanIn } from "./ground";
import { programOf, readsScriptFromInput, scriptWord } from "./program";
import type { ShellWord } from "./shellWord";
import { joinWords } from "./shellWord";
import type { Place } from "./sink";
import { spend } from "./sink";
import type { CommandNode, RedirectionNode } from "./syntax";
import { documentOf, handedOn, wordValue } from "./value";
import { readAssignmentWord, readWord } from "./word";
import { unwrap } from "./wrappers";

/** A text inside a command that is shell itself. */
export interface InnerScript {
  readonly ground: Ground;
  /** `eval` runs in the same shell; the others in one of their own, which lives as long as the command. */
  readonly sameShell: boolean;
  /** The command, in the file. */
  readonly within: Span;
  /** What the inner shell finds in its environment, beside what is exported. */
  readonly environment: readonly Assignment[];
}

/** How the walk reads the substitutions of words, before the command that needs them. */
export type RunSubstitutions = (word: ShellWord) => void;

/** Gathers a command; answers with the script that it hands to another shell, if it does. */
export function readCommand(node: CommandNode, place: Place, run: RunSubstitutions): InnerScript | undefined {
  const { ground, sink } = place;
  const prefix = prepare(node, place, run);
  const words = wordsOf(node, place, run);
  const stdin = readRedirections(node.redirects, place, run);
  if (words.length === 0) {
    for (const word of prefix) {
      const assignment = assignmentOf(word, place, "shell", false);
      if (assignment) assign(assignment, place);
    }
    return undefined;
  }
  const unwrapped = unwrap(words);
  const [program, ...args] = unwrapped.words;
  if (!program) return undefined;
  const environment = [...prefix, ...unwrapped.environment].flatMap((word): Assignment[] => {
    const assignment = assignmentOf(word, place, "command", true);
    return assignment ? [assignment] : [];
  });
  const at = words.reduce((all, word) => hull(all, word.at), { start: node.pos, end: Math.max(node.pos, node.end) });
  const span = spanIn(ground, at);
  const inner = innerScript(unwrapped.words, stdin, place);
  if (inner) return { ...inner, within: span, environment };
  const name = programOf(program);
  if (name !== undefined) runBuiltin(name, args, place);
  const command: Command = {
    name,
    nameSpan: wordValue(program, ground).span,
    args: args.map((word) => wordValue(word, ground)),
    environment,
    span,
    job: place.job,
    ...(place.schedule && { schedule: place.schedule }),
    ...(place.percents && { percents: place.percents }),
    ...(stdin && { stdin: stdin.value }),
  };
  sink.commands.push(command);
  return undefined;
}

/** Reads redirections: their words' substitutions run, and the last here-document or here-string is what is fed in. */
export function readRedirections(
  redirections: readonly RedirectionNode[],
  place: Place,
  run: RunSubstitutions,
): { readonly value: Value; readonly word: ShellWord } | undefined {
  const { ground } = place;
  let stdin: { readonly value: Value; readonly word: ShellWord } | undefined;
  for (const node of redirections) {
    const isStdin = !node.descriptor || (node.descriptor.type === "FileDescriptor" && node.descriptor.value === 0);
    place.covered.push({ start: node.pos, end: node.end });
    if (node.type === "HereDoc") {
      place.covered.push({ start: node.body.pos, end: node.closing?.end ?? node.body.end });
      const document = documentOf(node, ground);
      run(document.word);
      if (isStdin) stdin = document;
    } else if (node.target) {
      const word = readWord(node.target, ground);
      run(word);
      if (isStdin && node.type === "HereString") stdin = { word, value: wordValue(word, ground) };
    }
  }
  return stdin;
}

/** The `NAME=value` words before the command. */
function prepare(node: CommandNode, place: Place, run: RunSubstitutions): ShellWord[] {
  return node.prefix.flatMap((child): ShellWord[] => {
    if (child.type !== "Assignment" || place.sink.stopped) return [];
    const word = readAssignmentWord(child, place.ground);
    if (!word) return [];
    noteWord(word, place, run);
    return [word];
  });
}

function wordsOf(node: CommandNode, place: Place, run: RunSubstitutions): ShellWord[] {
  const words: ShellWord[] = [];
  for (const child of node.name ? [node.name, ...node.args] : node.args) {
    if (place.sink.stopped) break;
    const word = child.type === "Word" ? readWord(child, place.ground) : readAssignmentWord(child, place.ground);
    if (!word) continue;
    noteWord(word, place, run);
    const last = words.at(-1);
    // The parser ends a word before `<(…)`, the shell does not: `curl -H @<(…)`.
    if (last?.at.end === word.at.start && last.pieces.length < MAX_PIECES)
      words[words.length - 1] = joinWords(last, word);
    else words.push(word);
  }
  return words;
}

/** What reading any word does: no comment begins in it, its substitutions run, its defaults are assigned. */
export function noteWord(word: ShellWord, place: Place, run: RunSubstitutions): void {
  place.covered.push(word.at);
  spend(place.sink, place.ground.whole, { words: 1 });
  run(word);
  for (const found of word.defaults) assignDefault(found, place);
}

function innerScript(
  words: readonly ShellWord[],
  stdin: { readonly word: ShellWord } | undefined,
  place: Place,
): Pick<InnerScript, "ground" | "sameShell"> | undefined {
  const script = scriptWord(words) ?? (stdin && readsScriptFromInput(words) ? stdin.word : undefined);
  if (!script || script.pieces.length > MAX_PIECES) return undefined;
  return { ground: handedOn(script, place.ground), sameShell: programOf(words[0]) === "eval" };
}

/** A script of more pieces than this is no text that a person wrote. */
const MAX_PIECES = 1_000;
