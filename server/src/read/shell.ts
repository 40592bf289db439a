/**
 * Reads shell text: scripts, and through `readShellIn` commands that stand in other text (a crontab's line).
 * What may run is gathered in the order in which it would run, seen through wrappers (`sudo`, `timeout`), subshells and
 * scripts in quotes (`sh -c '…'`), because a key is sent by whatever runs in the end. Nothing is ever run or looked up.
 */
import type { Span } from "../text/span";
import type { Budget, Reading } from "./reading";
import { newFunctions } from "./shell/functions";
import type { Ground } from "./shell/ground";
import { fileGround } from "./shell/ground";
import { settleFunctions } from "./shell/settle";
import type { Place, Sink } from "./shell/sink";
import { newSink, newVariables } from "./shell/sink";
import { walkGround } from "./shell/walk";

/**
 * Reads a shell script. Answers for any text; what cannot be read is a problem and the rest still counts. Carriage
 * returns at line ends are left out; where they are `kept`, as a shell keeps those of a file that it sources, a value
 * that ends at such a line end ends with one.
 */
export function readShell(
  text: string,
  budget: Budget,
  { carriageReturns = "dropped" }: { readonly carriageReturns?: "kept" | "dropped" } = {},
): Reading {
  const sink = newSink(budget, text.length);
  if (text.length > Math.min(budget.units, MAX_UNITS)) {
    const span = { start: 0, end: text.length };
    sink.problems.push({ span, message: "This file is too large to be read", budget: "too-large" });
  } else {
    const ground: Ground = { ...fileGround(text), ...(carriageReturns === "kept" && { keepsReturns: true }) };
    readShellIn(ground, sink, { job: undefined, isScript: true });
  }
  return readingOf("shell", sink);
}

/** Longer scripts are archives that unpack themselves. */
const MAX_UNITS = 500_000;

/** What a command of a crontab has beside its text. */
export interface ShellContext {
  readonly job: number | undefined;
  readonly schedule?: Span;
  readonly percents?: readonly Span[];
  /** The text is all of a script, so `$0` names the file that it stands in. */
  readonly isScript?: true;
}

/** Reads shell that stands in a file of another format, into a sink that may hold other text's findings already. */
export function readShellIn(ground: Ground, sink: Sink, context: ShellContext): void {
  const place: Place = {
    ...context,
    ground,
    sink,
    variables: newVariables(),
    functions: newFunctions(sink),
    layers: 0,
    depth: 0,
    conditional: false,
    covered: [],
  };
  walkGround(place);
  settleFunctions(place.functions, sink);
}

/** A reading of what a sink holds. */
export function readingOf(format: Reading["format"], sink: Sink): Reading {
  const { assignments, commands, functions, comments, problems } = sink;
  const found = { assignments, commands, comments, problems };
  return { format, trees: [], ...found, ...(functions.length > 0 && { functions }) };
}
