/** Which commands of a script run while the shell prints each command (`set -x`), and what switched that on. */
import type { Command } from "../read/reading";
import type { MarkFact } from "./model";
import { literalText } from "./value";

/** The commands that are printed, each with the `set` that says so. A script's jobs do not know each other. */
export function tracedCommands(commands: readonly Command[]): ReadonlyMap<Command, MarkFact> {
  const traced = new Map<Command, MarkFact>();
  const on = new Map<number | undefined, MarkFact>();
  for (const command of [...commands].sort((left, right) => left.span.start - right.span.start)) {
    const change = command.name === "set" ? traceChange(command) : undefined;
    if (change === "on") on.set(command.job, { span: command.span, written: "set -x" });
    else if (change === "off") on.delete(command.job);
    const mark = on.get(command.job);
    if (mark) traced.set(command, mark);
  }
  return traced;
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
