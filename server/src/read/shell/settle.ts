/**
 * What a shell's functions did, once all calls are known. Readers of a script see its assignments in the order of the
 * text, while a function assigns where it is called; so where another assignment stands between the two, the call is one
 * of an unknown value as well. An assignment has surely run where a plain call of its function stands below it.
 */
import type { Span } from "../../text/span";
import type { Value } from "../reading";
import { gatherBodies } from "./bodies";
import type { FunctionCall, FunctionTable, ShellFunction } from "./functions";
import { groupBy } from "./functions";
import { settleParameters } from "./parameters";
import type { GatheredAssignment, Sink } from "./sink";

/** Functions that one call leads to, over all calls. More of them than this, and nothing is promised. */
const MAX_STEPS = 20_000;

/** Settles the functions of a shell whose text has been walked through. */
export function settleFunctions(table: FunctionTable, sink: Sink): void {
  if (table.functions.length === 0) return;
  const named = groupBy(table.functions, (each) => each.name);
  const calls = table.calls.filter((call) => named.has(call.name));
  gatherBodies(calls, table, sink);
  settleAssignments(named, calls, table, sink);
  settleParameters(named, calls, table, sink);
}

/** A call by which a function's assignments take effect. */
interface Effect {
  readonly call: FunctionCall;
  /** Every step from the script to the function is plain. */
  readonly certain: boolean;
}

type Named = ReadonlyMap<string, readonly ShellFunction[]>;

function settleAssignments(named: Named, calls: readonly FunctionCall[], table: FunctionTable, sink: Sink): void {
  if (!table.functions.some((each) => each.assignments.length > 0)) return;
  const effects = effectsOf(named, calls);
  if (!effects) return;
  const assigned = assignedAt(sink.assignments.slice(table.start.assignments));
  const marks: GatheredAssignment[] = [];
  let left = MAX_STEPS;
  for (const [body, found] of effects) {
    for (const assignment of body.assignments) {
      const others = assigned.get(assignment.name) ?? [];
      let isFirst = true;
      for (const { call, certain } of found) {
        if (left-- <= 0) return;
        const { start } = call.command.nameSpan;
        const isBetween = hasOffsetIn(others, { start: body.span.end, end: start });
        if (isBetween) marks.push(markOf(assignment, call));
        if (call.from) continue;
        if (isFirst && certain && !isBetween && named.get(body.name)?.length === 1) {
          assignment.conditional = false;
          delete assignment.branch;
        }
        isFirst = false;
      }
    }
  }
  if (marks.length === 0) return;
  const own = [...sink.assignments.splice(table.start.assignments), ...marks];
  own.sort((left, right) => left.nameSpan.start - right.nameSpan.start);
  for (const each of own) sink.assignments.push(each);
}

/** For each function the calls by which it runs, through other functions as well, in the order of the text. */
function effectsOf(named: Named, calls: readonly FunctionCall[]): ReadonlyMap<ShellFunction, Effect[]> | undefined {
  const within = groupBy(calls, (call) => call.from);
  const effects = new Map<ShellFunction, Effect[]>();
  let left = MAX_STEPS;
  for (const root of calls) {
    const reached = new Map<ShellFunction, boolean>();
    const waiting: { readonly call: FunctionCall; readonly certain: boolean }[] = [{ call: root, certain: true }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { call } = next;
      for (const body of named.get(call.name) ?? []) {
        if (left-- <= 0) return undefined;
        const certain = next.certain && isPlain(call, body) && root.from === undefined;
        const isBelow = root.command.nameSpan.start >= body.span.end || root.from !== undefined;
        if (!isBelow || reached.get(body) === true || reached.get(body) === certain) continue;
        reached.set(body, certain);
        for (const each of within.get(body) ?? []) waiting.push({ call: each, certain });
      }
    }
    for (const [body, certain] of reached) {
      const found = effects.get(body);
      if (found) found.push({ call: root, certain });
      else effects.set(body, [{ call: root, certain }]);
    }
  }
  return effects;
}

function isPlain(call: FunctionCall, body: ShellFunction): boolean {
  return !call.conditional && !body.conditional && call.within === body.within;
}

/** Where names are assigned that what follows can see, in order. */
function assignedAt(assignments: readonly GatheredAssignment[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  const seen = assignments.filter(({ within }) => !within);
  for (const [name, each] of groupBy(seen, (assignment) => assignment.name)) {
    const offsets = each.map(({ nameSpan }) => nameSpan.start);
    found.set(
      name,
      offsets.sort((left, right) => left - right),
    );
  }
  return found;
}

/** Whether one of the offsets, which are in order, lies in the span. */
function hasOffsetIn(offsets: readonly number[], { start, end }: Span): boolean {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? start) < start) low = middle + 1;
    else high = middle;
  }
  return (offsets[low] ?? end) < end;
}

/** A call after which the name may have the function's value or another one. */
function markOf({ name, exported, job }: GatheredAssignment, { command, within }: FunctionCall): GatheredAssignment {
  const span = command.nameSpan;
  const value: Value = {
    span,
    outer: span,
    parts: [{ kind: "opaque", span, why: "unsupported" }],
    quote: "none",
    encode: () => undefined,
  };
  const shell = { name, nameSpan: span, value, span, scope: "shell", exported, conditional: true, job } as const;
  return { ...shell, ...(within && { within }) };
}
