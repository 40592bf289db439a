/** Which commands of a script run while the shell prints each command (`set -x`), and what switched that on. */
import type { Command } from "../read/reading";
import { covers, type Span } from "../text/span";
import type { MarkFact } from "./model";
import { literalText } from "./value";

/**
 * The commands that are printed, each with what says so: the option with which its shell is started, or a `set`. A
 * script's jobs do not know each other. `text` is that of the script, if it is all of the file.
 */
export function tracedCommands(commands: readonly Command[], text = ""): ReadonlyMap<Command, MarkFact> {
  const traced = new Map<Command, MarkFact>();
  const on = new Map<number | undefined, MarkFact & { readonly within: Span | undefined }>();
  const first = shebangTrace(text);
  if (first) on.set(undefined, { ...first, within: undefined });
  // Shells of their own that a `set +x` has silenced.
  const silent = new Set<number>();
  for (const command of [...commands].sort((left, right) => left.span.start - right.span.start)) {
    const change = command.name === "set" ? traceChange(command) : undefined;
    const { job, span, within } = command;
    const mark = on.get(job);
    // What a subshell switches on ends with it.
    const ended = mark?.within !== undefined && !covers(mark.within, span);
    if (change === "off" || ended) on.delete(job);
    if (change === "on") on.set(job, { span, written: "set -x", within });
    const shell = command.traced;
    if (change === "off" && shell) silent.add(shell.start);
    const current = on.get(job) ?? (shell && !silent.has(shell.start) ? { span: shell, written: "-x" } : undefined);
    if (current) traced.set(command, { span: current.span, written: current.written });
  }
  return traced;
}

/** `#!/bin/bash -x`: the options of `set` are those of the program, too. */
function shebangTrace(text: string): MarkFact | undefined {
  const head = /^\uFEFF?#![^\r\n]{0,400}/.exec(text)?.[0] ?? "";
  let at = 0;
  let before = "";
  for (const word of head.split(/[ \t]/)) {
    const isNamed = word === "xtrace" && /^-[a-zA-Z]*o$/.test(before);
    const start = isNamed ? at - before.length - 1 : at;
    if (isNamed || /^-[a-wyzA-Z]*x/.test(word)) return { span: { start, end: at + word.length }, written: "-x" };
    at += word.length + 1;
    before = word;
  }
  return undefined;
}

/** https://www.gnu.org/software/bash/manual/bash.html#The-Set-Builtin */
function traceChange({ args }: Command): "on" | "off" | undefined {
  const words = args.map((word) => literalText(word) ?? "");
  for (const [at, word] of words.entries()) {
    if (/^-[a-zA-Z]*x/.test(word)) return "on";
    if (/^\+[a-zA-Z]*x/.test(word)) return "off";
    const named = words[at + 1] === "xtrace";
    if (named && /^-[a-zA-Z]*o$/.test(word)) return "on";
    if (named && /^\+[a-zA-Z]*o$/.test(word)) return "off";
  }
  return undefined;
}
