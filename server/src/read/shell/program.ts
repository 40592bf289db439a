/**
 * What program a command's first word names, and whether one of its words is itself a script (`sh -c '…'`, `eval '…'`).
 */
import type { ShellWord } from "./shellWord";
import { literalOf, textOf } from "./shellWord";

const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "dash", "ash", "ksh", "mksh", "zsh"]);

/** A program's name without its folder and `.exe`; undefined where it is not all text. The folder need not be. */
export function programOf(word: ShellWord | undefined): string | undefined {
  const text = literalOf(word) ?? (word && endOf(word));
  const name = text?.slice(text.lastIndexOf("/") + 1);
  const program = name?.toLowerCase().endsWith(".exe") ? name.slice(0, -4) : name;
  return program || undefined;
}

/** The literal text that a word ends in, where a folder stands before it. */
function endOf({ pieces }: ShellWord): string | undefined {
  let end = "";
  for (const piece of pieces.toReversed()) {
    const text = textOf([piece]);
    if (text === undefined) break;
    end = text + end;
  }
  return end.includes("/") ? end : undefined;
}

/** The word of a command that a shell reads as a script; undefined where there is none. */
export function scriptWord(words: readonly ShellWord[]): ShellWord | undefined {
  const program = programOf(words[0]);
  if (program === undefined) return undefined;
  if (SHELLS.has(program)) return shellScript(words).script;
  switch (program) {
    case "su":
    case "runuser":
    case "flock":
      return words[words.findIndex((word, at) => at > 0 && isCommandOption(literalOf(word))) + 1 || words.length];
    case "eval":
      return words.length === 2 ? words[1] : undefined;
    case "ssh":
      return remoteScript(words);
    default:
      return undefined;
  }
}

/** True where a command is a shell that reads its script from what is fed to it. */
export function readsScriptFromInput(words: readonly ShellWord[]): boolean {
  const program = programOf(words[0]);
  return program !== undefined && SHELLS.has(program) && shellScript(words).fromInput;
}

/** The option with which a shell prints each command of its script, `-x` or `-o xtrace`; undefined where it does not. */
export function tracingWord(words: readonly ShellWord[]): ShellWord | undefined {
  const program = programOf(words[0]);
  return program !== undefined && SHELLS.has(program) ? shellScript(words).traced : undefined;
}

interface ShellStart {
  readonly script: ShellWord | undefined;
  readonly fromInput: boolean;
  readonly traced: ShellWord | undefined;
}

/** The options of a shell: `-c` takes the first word that is no option, `-o` and `-O` take a name. */
function shellScript(words: readonly ShellWord[]): ShellStart {
  let command = false;
  let input = false;
  let traced: ShellWord | undefined;
  for (let at = 1; at < words.length; at++) {
    const text = literalOf(words[at]);
    if (text === undefined || !/^[-+]./.test(text)) {
      return { script: command ? words[at] : undefined, fromInput: input, traced };
    }
    if (text === "--") return { script: command ? words[at + 1] : undefined, fromInput: input, traced };
    if (text === "--rcfile" || text === "--init-file") at++;
    if (text.startsWith("--")) continue;
    const isOn = text.startsWith("-");
    const name = /[oO]$/.test(text) ? literalOf(words[at + 1]) : undefined;
    if (text.includes("x") || name === "xtrace") traced = isOn ? words[at] : undefined;
    command ||= isOn && text.includes("c");
    input ||= isOn && text.includes("s");
    if (name !== undefined || /[oO]$/.test(text)) at++;
  }
  return { script: undefined, fromInput: !command, traced };
}

function isCommandOption(text: string | undefined): boolean {
  return text === "-c" || text === "--command" || (text !== undefined && /^-[a-z]*c$/.test(text));
}

/** `ssh host 'script'`: several words would be joined and read anew, and no quoting survives that. */
function remoteScript(words: readonly ShellWord[]): ShellWord | undefined {
  for (let at = 1; at < words.length; at++) {
    const text = literalOf(words[at]);
    if (text?.startsWith("-")) {
      if (/^-[A-Za-z]*[bBcDEeFIiJLlmOoPpQRSWw]$/.test(text)) at++;
      continue;
    }
    return words.length === at + 2 ? words[at + 1] : undefined;
  }
  return undefined;
}
