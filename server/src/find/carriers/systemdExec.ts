/**
 * What a unit runs: its `Exec*=` lines as commands, as scripts of a shell, and as paths to files that the service is
 * started with. Source: reference/variables.md 3.7;
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Command%20lines
 */
import type { Entry } from "../../read/reading";
import { type ExecCommand, literalOf, readExec, scriptOf } from "../../read/systemd/exec";
import type { ReadWord, UnitText } from "../../read/systemd/words";
import type { LinkFact } from "../environmentModel";
import type { CarrierSink } from "./carrier";

/** A command line and the text that it stands in. */
export interface UnitCommand {
  readonly command: ExecCommand;
  readonly text: UnitText;
}

export interface UnitCommands {
  readonly commands: readonly UnitCommand[];
  /** Every word that looks like a path. */
  readonly links: readonly LinkFact[];
}

const KEYS: readonly string[] = [
  "ExecCondition",
  "ExecStartPre",
  "ExecStart",
  "ExecStartPost",
  "ExecReload",
  "ExecStop",
  "ExecStopPost",
];

/** The commands of a unit's entries, in the order of the file. An empty key takes those of the key before it away. */
export function unitCommands(entries: readonly Entry[]): UnitCommands {
  let found: (UnitCommand & { readonly key: string })[] = [];
  for (const { key, value } of entries) {
    if (!KEYS.includes(key)) continue;
    if (value?.kind !== "scalar") {
      found = found.filter((each) => each.key !== key);
      continue;
    }
    const text = { layer: value.layer, whole: value.span };
    for (const command of readExec(text)) found.push({ key, command, text });
  }
  return { commands: found, links: found.flatMap(({ command }) => linksOf(command)) };
}

function linksOf({ program, programSpan, args }: ExecCommand): readonly LinkFact[] {
  const words = args.flatMap(({ value }) => {
    const text = literalOf(value.parts);
    const path = text === undefined ? undefined : pathIn(text);
    return path === undefined ? [] : [{ path, span: value.span }];
  });
  const all = program === undefined ? words : [{ path: program, span: programSpan }, ...words];
  return all.map((each): LinkFact => ({ kind: "path", path: { ...each, from: "working-folder" } }));
}

/** Names of files that a program may be given without a folder. */
const FILE_NAME = /^[\w.-]+\.(?:ya?ml|json|toml|conf|cfg|ini|env|properties|sh|py|rb|js)$/;

/** The path in a word: all of it, what stands behind `--option=`, or behind curl's `@`. */
function pathIn(word: string): string | undefined {
  const value = word.startsWith("-") ? word.slice(word.indexOf("=") + 1 || word.length) : word;
  const path = value.startsWith("@") ? value.slice(1) : value;
  if (path === "" || path.length > 4_096 || path.includes("://") || /[\s"'$;|<>]/.test(path)) return undefined;
  return path.includes("/") || FILE_NAME.test(path) ? path : undefined;
}

/** Gives what a service runs to the sink, with the service's environment around it. */
export function addUnitCommands(commands: readonly UnitCommand[], environment: number, sink: CarrierSink): void {
  const around = { kind: "environment", environment } as const;
  for (const { command, text } of commands) {
    const { program, args } = startedBy(command);
    const name = programName(program);
    const script = name !== undefined && SHELLS.has(name) ? scriptWord(args, command) : undefined;
    if (script) {
      const { layer, expands } = scriptOf(script.word, text, command.expansion);
      const expressions = expands ? { expressions: around } : {};
      sink.embedded.push({ layer, span: script.value.span, as: "shell", around, ...expressions });
      continue;
    }
    const { programSpan, span } = command;
    const values = command.args.map(({ value }) => value);
    const read = { name: programName(command.program), nameSpan: programSpan, args: values, environment: [], span };
    sink.commands.push({ command: { ...read, job: undefined }, around });
  }
}

/** The program's name without its folder. */
function programName(path: string | undefined): string | undefined {
  return path?.slice(path.lastIndexOf("/") + 1) || undefined;
}

const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "dash", "ash", "ksh", "mksh", "zsh"]);

/** They run the program that follows their options. */
const STARTERS: ReadonlySet<string> = new Set(["env", "nohup", "setsid", "exec"]);

interface Started {
  readonly program: string | undefined;
  readonly args: readonly ReadWord[];
}

/** What runs in the end, seen through `/usr/bin/env`. */
function startedBy({ program, args }: ExecCommand): Started {
  let started: Started = { program, args };
  while (STARTERS.has(programName(started.program) ?? "")) {
    const at = started.args.findIndex(({ value }) => !/^-|^[A-Za-z_]\w*=/.test(literalOf(value.parts) ?? ""));
    const next = started.args[at];
    if (!next) break;
    started = { program: literalOf(next.value.parts), args: started.args.slice(at + 1) };
  }
  return started;
}

/** The word that a shell reads as a script: the first that is no option, if one of them is `-c`. */
function scriptWord(args: readonly ReadWord[], { expansion }: ExecCommand): ReadWord | undefined {
  let command = false;
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    const text = word ? (literalOf(word.value.parts) ?? "") : "";
    if (text !== "--" && /^[-+]./.test(text)) {
      command ||= /^-[A-Za-z]*c/.test(text);
      // `-o pipefail` takes a name.
      if (/^[-+][A-Za-z]*[oO]$/.test(text)) at++;
      continue;
    }
    const script = text === "--" ? args[at + 1] : word;
    // A variable alone is split into words; nothing tells what the script is.
    const isVariable = expansion === "variables" && /^\$(?![{$])/.test(script?.word.text ?? "");
    return command && script && !script.word.bytes && !isVariable ? script : undefined;
  }
  return undefined;
}
