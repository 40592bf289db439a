/**
 * `$1` and `$@` of functions that are called exactly once: what the call hands over stands for them. Of several calls
 * each hands over its own, and only the commands of the body can tell what that means.
 * A value that is used where it stood in the call keeps its place there; inside another word only its text is known.
 */
import type { ArgumentPart, Command, OpaquePart, Part, Value } from "../reading";
import type { FunctionCall, FunctionTable, ShellFunction } from "./functions";
import { groupBy } from "./functions";
import { areAtMost, eachName, movedParts, partsIn, withPartsIn } from "./parts";
import type { ParameterUse } from "./shellWord";
import type { Sink } from "./sink";

/** What is known of one use in one call of its function. */
interface Known {
  readonly use: ParameterUse;
  readonly call: FunctionCall;
  /** The same use in the other calls. */
  readonly others: readonly Known[];
  readonly body: ShellFunction;
  /** Undefined while it is being asked for, so that a function that calls itself in a circle ends. */
  answer: { readonly parts: readonly Part[] | undefined } | undefined;
}

/** Parts of one value; a chain of functions that each double theirs would else grow without end. */
const MAX_PARTS = 100;
/** No key is shorter, not even half of one. */
const MIN_LITERAL = 20;
/** Calls of one function that are told apart. */
const MAX_CALLS = 20;
/** Functions that hand a parameter on to the next. */
const MAX_CHAIN = 16;

/** Puts in what the calls of a shell's functions hand over. */
export function settleParameters(
  named: ReadonlyMap<string, readonly ShellFunction[]>,
  calls: readonly FunctionCall[],
  table: FunctionTable,
  sink: Sink,
): void {
  const known = knownUses(named, calls, table);
  if (known.size === 0) return;
  const settler = new Settler(known, sink);
  for (let at = table.start.commands; at < sink.commands.length; at++) {
    const command = sink.commands[at];
    if (command) sink.commands[at] = settler.command(command);
  }
  for (let at = table.start.assignments; at < sink.assignments.length; at++) {
    const assignment = sink.assignments[at];
    if (assignment) assignment.value = settler.value(assignment.value);
  }
}

function knownUses(
  named: ReadonlyMap<string, readonly ShellFunction[]>,
  calls: readonly FunctionCall[],
  table: FunctionTable,
): Map<OpaquePart, Known> {
  const known = new Map<OpaquePart, Known>();
  if (!table.functions.some((each) => each.parameters.length > 0)) return known;
  const called = groupBy(calls, (call) => call.name);
  // `trap cleanup EXIT`, `export -f send`, `retry 3 send`: a name that is handed on may be called by others.
  const handedOn = new Set(table.calls.flatMap(({ command }) => command.args.map((arg) => textOf(arg.parts))));
  for (const [name, [body, ...others]] of named) {
    const all = called.get(name) ?? [];
    if (!body || others.length > 0 || handedOn.has(name) || body.shifted === undefined) continue;
    if (all.length > MAX_CALLS || all.some(({ from }) => from === body)) continue;
    for (const use of body.parameters) {
      const [first, ...more] = all.map((call): Known => ({ use, call, body, others: [], answer: undefined }));
      if (first && (more.length === 0 || !use.all)) known.set(use.part, { ...first, others: more });
    }
  }
  return known;
}

class Settler {
  readonly #known: Map<OpaquePart, Known>;
  readonly #sink: Sink;
  readonly #held = new Map<string, boolean>();
  #depth = 0;
  #assigned: Map<string, number[]> | undefined;
  #sourced: number[] | undefined;

  constructor(known: Map<OpaquePart, Known>, sink: Sink) {
    this.#known = known;
    this.#sink = sink;
  }

  command(command: Command): Command {
    const { args, environment, stdin, writes } = command;
    return {
      ...command,
      args: args.flatMap((arg) => this.#argument(arg)),
      environment: environment.map((each) => ({ ...each, value: this.value(each.value) })),
      ...(stdin && { stdin: this.value(stdin) }),
      ...(writes && { writes: { ...writes, file: this.value(writes.file) } }),
    };
  }

  value(value: Value): Value {
    const parts = this.#replaced(value.parts);
    // The text of the call stands there and not here, so writing another one here would leave it behind.
    return parts === value.parts ? value : { ...value, parts, encode: () => undefined };
  }

  /** `"$@"` and `"$1"` as a whole word are the words of the call. */
  #argument(arg: Value): readonly Value[] {
    const only = arg.parts.length === 1 ? arg.parts[0] : undefined;
    const found = only?.kind === "opaque" ? this.#known.get(only) : undefined;
    if (!found?.use.all) return [this.value(arg)];
    const { use, call } = found;
    const words = call.command.args.slice(use.from - 1);
    const isCertain =
      !call.command.args.some((word) => this.#isLoose(word)) &&
      words.length <= MAX_PARTS &&
      words.every((word) => this.#replaced(word.parts) === word.parts && this.#holds(word.parts, call, found.body));
    return isCertain ? words : [arg];
  }

  /** It may be any number of words. */
  #isLoose({ parts }: Value): boolean {
    const [only, ...others] = parts;
    if (only?.kind !== "opaque" || others.length > 0 || only.why !== "unsupported") return false;
    return this.#known.get(only)?.use.all !== false;
  }

  #replaced(parts: readonly Part[]): readonly Part[] {
    if (!parts.some((part) => part.kind !== "text")) return parts;
    let changed = false;
    const replaced = parts.flatMap((part): readonly Part[] => {
      const inside = partsIn(part);
      if (inside.length > 0) {
        const inner = this.#replaced(inside);
        if (inner === inside) return [part];
        changed = true;
        return [withPartsIn(part, inner)];
      }
      const answer = part.kind === "opaque" ? this.#answer(part) : undefined;
      if (!answer) return [part];
      changed = true;
      return answer;
    });
    return changed && areAtMost(replaced, MAX_PARTS) ? replaced : parts;
  }

  #answer(part: OpaquePart): readonly Part[] | undefined {
    const known = this.#known.get(part);
    if (!known) return undefined;
    if (known.others.length === 0) return this.#answerOf(known);
    const calls = [known, ...known.others].map((each) => this.#answerOf(each) ?? [part]);
    // Words of the program tell nothing of a key, and a part that is told for each call is known in none of them.
    return calls.some((parts) => parts.some(({ kind }) => kind !== "text" && kind !== "opaque"))
      ? [{ ...part, calls }]
      : undefined;
  }

  #answerOf(known: Known): readonly Part[] | undefined {
    if (!known.answer && this.#depth < MAX_CHAIN) {
      known.answer = { parts: undefined };
      this.#depth++;
      known.answer = { parts: this.#lookUp(known) };
      this.#depth--;
    }
    return known.answer?.parts;
  }

  #lookUp(known: Known): readonly Part[] | undefined {
    const { use, call, body } = known;
    if (use.all) return undefined;
    const { args } = call.command;
    if (args.slice(0, use.from).some((word) => this.#isLoose(word))) return undefined;
    const arg = args[use.from - 1];
    if (!arg) return use.fallback?.parts ?? [];
    if (!areAtMost(arg.parts, MAX_PARTS)) return undefined;
    const parts = this.#replaced(arg.parts);
    if (!this.#holds(parts, call, body)) return undefined;
    const { fallback } = use;
    const handed = this.#literal(arg, parts, known);
    if (handed) return [handed];
    const shared = timesUsed(known) > 1;
    const moved = movedParts(parts, use.part.span).map((part) =>
      part.kind === "argument" && shared ? { ...part, shared } : part,
    );
    if (!fallback) return moved;
    const [only, ...others] = moved;
    if (!only) return fallback.whenEmpty ? fallback.parts : [];
    if (others.length > 0 || only.kind !== "reference") return moved;
    return only.fallback ? undefined : [{ ...only, fallback }];
  }

  /**
   * A literal that may be a credential stays where it stands in the call: a finding points there. Short texts are words
   * of the program (`GET`, `/_search`, `-s`), which is asked about its own words.
   */
  #literal(arg: Value, parts: readonly Part[], known: Known): ArgumentPart | undefined {
    const { use } = known;
    const text = parts === arg.parts ? textOf(parts) : undefined;
    if (text === undefined || text.length < MIN_LITERAL || text.startsWith("-")) return undefined;
    const shared = timesUsed(known) > 1;
    return { kind: "argument", name: `$${use.from}`, span: use.part.span, value: arg, ...(shared && { shared }) };
  }

  /** True where the body sees the same variables as the call: none of them is assigned between the two. */
  #holds(parts: readonly Part[], call: FunctionCall, body: ShellFunction): boolean {
    return eachName(parts, (name) => {
      const key = `${name} ${body.span.start} ${call.command.nameSpan.start}`;
      let holds = this.#held.get(key);
      if (holds === undefined) {
        holds = this.#isUntouched(name, body.span.start, call.command.nameSpan.start);
        this.#held.set(key, holds);
      }
      return holds;
    });
  }

  #isUntouched(name: string, from: number, to: number): boolean {
    const isBetween = (at: number): boolean => at >= from && at < to;
    return !this.#sourcesAt().some(isBetween) && !this.#assignedAt(name).some(isBetween);
  }

  #assignedAt(name: string): readonly number[] {
    if (!this.#assigned) {
      this.#assigned = new Map();
      for (const { name: each, nameSpan } of this.#sink.assignments) {
        const known = this.#assigned.get(each);
        if (known) known.push(nameSpan.start);
        else this.#assigned.set(each, [nameSpan.start]);
      }
    }
    return this.#assigned.get(name) ?? [];
  }

  #sourcesAt(): readonly number[] {
    this.#sourced ??= this.#sink.commands.flatMap(({ name, span }) =>
      name === "." || name === "source" ? [span.start] : [],
    );
    return this.#sourced;
  }
}

/** How often a function uses what it is given for this parameter. */
function timesUsed({ use, body }: Known): number {
  return body.parameters.filter((other) => other.from === use.from || (other.all && other.from <= use.from)).length;
}

function textOf(parts: readonly Part[]): string | undefined {
  const [only, ...others] = parts;
  return only?.kind === "text" && others.length === 0 ? only.text : undefined;
}
