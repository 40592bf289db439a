/**
 * The functions of a script for those who look up what their bodies use: where each is called. Calls in branches count,
 * because a body that runs has been called by one of them. A function that may be called by other means has none.
 */
import type { FunctionBody, Value } from "../reading";
import type { FunctionCall, FunctionTable, ShellFunction } from "./functions";
import { groupBy } from "./functions";
import type { Sink } from "./sink";

/** Offsets of calls, over all functions. With more of them than this none is told. */
const MAX_CALLS = 20_000;

/** Gathers the functions of a shell whose text has been walked through. */
export function gatherBodies(calls: readonly FunctionCall[], table: FunctionTable, sink: Sink): void {
  const called = groupBy(calls, (call) => call.name);
  const isOpen = openFunctions(table, sink);
  let left = MAX_CALLS;
  for (const defined of table.functions) {
    const own = isOpen(defined.name) || left <= 0 ? [] : (called.get(defined.name) ?? []);
    const offsets = own.filter((call) => isCallOf(call, defined)).map(({ command }) => command.nameSpan.start);
    left -= own.length;
    const body: FunctionBody = { body: defined.body, calls: offsets.sort((a, b) => a - b) };
    sink.functions.push(body);
  }
}

/** A call above a function, or in its own body, is no way into it. */
function isCallOf({ from, command }: FunctionCall, defined: ShellFunction): boolean {
  return from === undefined ? command.nameSpan.start >= defined.span.end : from !== defined;
}

/** Tells which functions may be called by other means than their name in the script. */
function openFunctions(table: FunctionTable, sink: Sink): (name: string) => boolean {
  const { openCalls, calls, start } = table;
  if (openCalls.some(({ head, isArgument }) => isArgument && head === "")) return () => true;
  // `trap cleanup EXIT`, `export -f send`, `retry 3 send`.
  const handedOn = new Set<string | undefined>();
  for (const { name, command } of calls) {
    if (name === "echo" || name === "printf") continue;
    for (const arg of command.args) handedOn.add(textOf(arg));
    // `trap 'cleanup; exit 1' INT`
    if (name === "trap")
      for (const word of (textOf(command.args[0]) ?? "").split(/[\s;&|(){}"'`$]/)) handedOn.add(word);
  }
  // `CMD=send; $CMD`
  const assigned = openCalls.length > 0 ? sink.assignments.slice(start.assignments) : [];
  for (const { value } of assigned) handedOn.add(textOf(value));
  // Few scripts have more than one such call, and their number is bounded as that of functions is.
  const heads = [...new Set(openCalls.map(({ head }) => head))].filter((head) => head !== "").slice(0, MAX_HEADS);
  return (name) => handedOn.has(name) || heads.some((head) => name.startsWith(head));
}

/** Beginnings of names that are made up. */
const MAX_HEADS = 50;

function textOf(value: Value | undefined): string | undefined {
  const [only, ...others] = value?.parts ?? [];
  return only?.kind === "text" && others.length === 0 ? only.text : undefined;
}
