/**
 * Functions of a script. A body is walked through where it stands; what it does to the rest of the script is known only
 * once its calls are: whether its assignments have run, and what its `$1` is. So both are settled at the end.
 */
import type { Span } from "../../text/span";
import type { ParameterUse, ShellWord } from "./shellWord";
import { literalOf } from "./shellWord";
import type { GatheredAssignment, GatheredCommand, Place, Sink } from "./sink";

export interface ShellFunction {
  readonly name: string;
  /** All of its definition, in the file. */
  readonly span: Span;
  /** It may never be defined, or another function defines it. */
  readonly conditional: boolean;
  /** The subshell that it is defined in. */
  readonly within: Span | undefined;
  /** What its body always assigns. */
  readonly assignments: GatheredAssignment[];
  /** Places of its parameters; `from` counts what has been shifted away. */
  readonly parameters: ParameterUse[];
  /** Parameters shifted away so far; undefined once that cannot be told. */
  shifted: number | undefined;
}

export interface FunctionCall {
  readonly name: string;
  readonly command: GatheredCommand;
  readonly from: ShellFunction | undefined;
  readonly conditional: boolean;
  readonly within: Span | undefined;
}

/** The functions of one shell, and every command that could be a call of one. */
export interface FunctionTable {
  readonly functions: ShellFunction[];
  readonly calls: FunctionCall[];
  /** How much the sink held before this shell. */
  readonly start: { readonly assignments: number; readonly commands: number };
}

/** The table of a shell that has not begun yet. */
export function newFunctions(sink: Sink): FunctionTable {
  const start = { assignments: sink.assignments.length, commands: sink.commands.length };
  return { functions: [], calls: [], start };
}

/** Notes a definition; answers with the function whose body is about to be walked through. */
export function noteFunction(name: ShellWord, span: Span, place: Place): ShellFunction {
  const defined: ShellFunction = {
    name: literalOf(name) ?? "",
    span,
    conditional: place.conditional || place.function !== undefined,
    within: place.within,
    assignments: [],
    parameters: [],
    shifted: 0,
  };
  place.functions.functions.push(defined);
  return defined;
}

/** Notes a command that may be a call. Programs with a folder, and what a wrapper runs, are no functions. */
export function noteCall(word: ShellWord | undefined, command: GatheredCommand, place: Place): void {
  const name = literalOf(word);
  if (name === undefined || name.includes("/")) return;
  const { function: from, conditional, within, functions } = place;
  functions.calls.push({ name, command, from, conditional, within });
}

/** Notes an assignment that the function around it always makes. */
export function noteAssignment(assignment: GatheredAssignment, place: Place): void {
  const { function: body, conditional } = place;
  if (body && !conditional && assignment.conditional && place.within === body.within) body.assignments.push(assignment);
}

/** Notes where a word has `$1`. */
export function noteParameters(parameters: readonly ParameterUse[], { function: body }: Place): void {
  if (body?.shifted === undefined) return;
  for (const use of parameters) body.parameters.push({ ...use, from: use.from + body.shifted });
}

/** `shift`, by a number where it can be told. In a branch or a loop nobody knows how often it runs. */
export function noteShift(count: string | undefined, place: Place): void {
  const { function: body } = place;
  if (!body) return;
  const isPlain = count !== undefined && /^\d{1,3}$/.test(count) && !place.conditional && place.within === body.within;
  if (isPlain && body.shifted !== undefined) body.shifted += Number(count);
  else {
    body.shifted = undefined;
    // A loop comes back to the parameters that stand above the `shift`.
    body.parameters.length = 0;
  }
}

/** The items by a key, in their order. */
export function groupBy<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
