/**
 * A command in a function that is called with several values sends all of them, one a call. Each is judged by itself.
 */
import type { Command, Part, Value } from "../read/reading";

/** Commands that one is taken for; a function that is called more often is told from its first calls. */
const MAX_CALLS = 20;

/** The command as each call of its function makes it; itself where the calls hand over nothing that is known. */
export function commandOfEachCall(command: Command): readonly Command[] {
  let calls = 0;
  for (const { parts } of command.args) for (const part of parts) calls = Math.max(calls, callsOf(part)?.length ?? 0);
  if (calls === 0) return [command];
  return Array.from({ length: Math.min(calls, MAX_CALLS) }, (_, call) => ({
    ...command,
    args: command.args.map((arg) => inCall(arg, call)),
  }));
}

function inCall(arg: Value, call: number): Value {
  if (!arg.parts.some(callsOf)) return arg;
  return { ...arg, parts: arg.parts.flatMap((part) => callsOf(part)?.[call] ?? [part]), encode: () => undefined };
}

function callsOf(part: Part): readonly (readonly Part[])[] | undefined {
  return part.kind === "opaque" ? part.calls : undefined;
}
