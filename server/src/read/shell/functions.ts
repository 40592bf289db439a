/**
 * Functions of a script. A body is walked through where it stands; what it does to the rest of the script is known only
 * once its calls are: whether its assignments have run, and what its `$1` is. So both are settled at the end.
 */
import type { Span } from "../../text/span";
import type { Command } from "../reading";
import type { ParameterUse, ShellWord } from "./shellWord";
import { literalOf } from "./shellWord";
import type { GatheredAssignment, Place, Sink } from "./sink";

export interface ShellFunction {
  readonly name: string;
  /** All of its definition, in the file. */
  readonly span: Span;
  /** What runs when it is called, in the file. */
  readonly body: Span;
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
  readonly command: Command;
  readonly from: ShellFunction | undefined;
  readonly conditional: boolean;
  readonly within: Span | undefined;
}

/** A command whose name is made up when it runs: `$CMD`, `"do_$1"`. */
interface OpenCall {
  /** The text that the name begins with. */
  readonly head: string;
  /** The name is what the script is called with. */
  readonly isArgument: boolean;
}

/** The functions of one shell, and every command that could be a call of one. */
export interface FunctionTable {
  readonly functions: ShellFunction[];
  readonly calls: FunctionCall[];
  readonly openCalls: OpenCall[];
  /** How much the sink held before this shell. */
  readonly start: { readonly assignments: number; readonly commands: number };
}

/** The table of a shell that has not begun yet. */
export function newFunctions(sink: Sink): FunctionTable {
  const start = { assignments: sink.assignments.length, commands: sink.commands.length };
  return { functions: [], calls: [], openCalls: [], start };
}

/** Notes a definition; answers with the function whose body is about to be walked through. */
export function noteFunction(name: ShellWord, span: Span, body: Span, place: Place): ShellFunction {
  const defined: ShellFunction = {
    name: literalOf(name) ?? "",
    span,
    body,
    conditional: place.conditional || place.inFunction === true,
    within: place.within,
    assignments: [],
    parameters: [],
    shifted: 0,
  };
  place.functions.functions.push(defined);
  return defined;
}

/** Notes a command that may be a call. Programs with a folder, and what a wrapper runs, are no functions. */
export function noteCall(word: ShellWord, command: Command, place: Place): void {
  const name = literalOf(word);
  const { function: from, conditional, within, functions } = place;
  if (name === undefined) {
    const [piece] = word.pieces;
    const head = piece?.kind === "text" ? piece.text : "";
    const isUnknown = piece?.kind === "part" && piece.part.kind === "opaque" && piece.part.why === "unsupported";
    functions.openCalls.push({ head, isArgument: isUnknown && from === undefined });
    return;
  }
  if (name.includes("/")) return;
  functions.calls.push({ name, command, from, conditional, within });
}

/** Notes a command whose name stands elsewhere: in an array. */
export function noteOpenCall(word: ShellWord, { functions }: Place): void {
  functions.openCalls.push({ head: literalOf(word) ?? "", isArgument: false });
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
