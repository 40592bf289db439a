/** Which commands of a script run while the shell prints each command (`set -x`), and what switched that on. */
import type { Command } from "../read/reading";
import { covers, type Span } from "../text/span";
import type { MarkFact } from "./model";
import { literalText } from "./value";

/** The commands that are printed, each with the `set` that says so. A script's jobs do not know each other. */
export function tracedCommands(commands: readonly Command[]): ReadonlyMap<Command, MarkFact> {
  const traced = new Map<Command, MarkFact>();
  const on = new Map<number | undefined, MarkFact & { readonly within: Span | undefined }>();
  for (const command of [...commands].sort((left, right) => left.span.start - right.span.start)) {
    const change = command.name === "set" ? traceChange(command) : undefined;
    const { job, span, within } = command;
    const mark = on.get(job);
    // What a subshell switches on ends with it.
    const ended = mark?.within !== undefined && !covers(mark.within, span);
    if (change === "off" || ended) on.delete(job);
    if (change === "on") on.set(job, { span, written: "set -x", within });
    const current = on.get(job);
    if (current) traced.set(command, { span: current.span, written: current.written });
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
