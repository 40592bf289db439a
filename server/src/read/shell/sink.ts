/**
 * What a walk through shell text gathers, and what it knows while it walks: which names are exported, what may not run.
 */
import type { Span } from "../../text/span";
import type { Assignment, Budget, Command, Comment, FunctionBody, Isolation, ReadProblem } from "../reading";
import type { ShellArray } from "./arrays";
import type { FunctionTable, ShellFunction } from "./functions";
import type { Ground } from "./ground";

/** An assignment while it may still turn out to be exported by a later line, or to have run. */
export type GatheredAssignment = { -readonly [Name in keyof Assignment]: Assignment[Name] };

/** What is gathered; shared by all walks through one file. */
export interface Sink {
  readonly assignments: GatheredAssignment[];
  readonly commands: Command[];
  readonly functions: FunctionBody[];
  readonly comments: Comment[];
  readonly problems: ReadProblem[];
  readonly budget: Budget;
  /** Where each name was assigned last; offsets of the file. */
  readonly assigned: Map<string, number>;
  /** Commands until the clock is asked again. */
  patience: number;
  /** Words that may still be read. */
  words: number;
  /** Units that may still be given to the parser. Faults and scripts in words make it read the same text again. */
  units: number;
  /** Set once the budget is spent: nothing more is gathered. */
  stopped: boolean;
}

/** What a shell knows of its variables. A subshell has tables of its own, which say how it differs from its parent. */
export interface Variables {
  readonly parent: Variables | undefined;
  /** A program of its own, which knows only what its parent exports: `sh -c`. */
  readonly isProgram: boolean;
  readonly exported: Map<string, boolean>;
  /** `set -a`: everything that follows is exported. */
  all: boolean;
  /** By name, so that a later `export NAME` reaches them. */
  readonly plain: Map<string, GatheredAssignment[]>;
  readonly arrays: Map<string, ShellArray>;
  readonly folders: Map<string, KnownFolder>;
}

/** What a variable has been given, as a path from the script's folder; undefined where that is not known any more. */
export interface KnownFolder {
  readonly path: string | undefined;
  /** The branch that gave it. */
  readonly block: Block | undefined;
}

/** A stretch of a script that may not run: a branch, a loop, a function. */
export interface Block {
  /** In the file. */
  readonly span: Span;
  readonly outer: Block | undefined;
}

/** Where in the text a walk is. */
export interface Place {
  readonly ground: Ground;
  readonly sink: Sink;
  readonly variables: Variables;
  /** Shells and substitutions around this place. */
  readonly layers: number;
  /** Compound commands around this place. */
  readonly depth: number;
  /** The text is the script that `$0` names, and no text in another file or in quotes. */
  readonly isScript?: true;
  /** It may not run; of a function's body, seen from that body. */
  readonly conditional: boolean;
  /** It stands in a function's body, perhaps in a shell of its own there. */
  readonly inFunction?: true;
  /** The innermost stretch around this place that may not run. */
  readonly block?: Block;
  /** The function whose body this is. */
  readonly function?: ShellFunction;
  /** The functions of this shell. */
  readonly functions: FunctionTable;
  /** The subshell that assignments do not leave, as a span of the file. */
  readonly within?: Span;
  /** The option that made this shell print each command. */
  readonly traced?: Span;
  /** This shell was started without the environment around it. */
  readonly isolated?: Isolation;
  readonly job: number | undefined;
  readonly schedule?: Span;
  readonly percents?: readonly Span[];
  /** Words and other text that comments cannot begin in; of this ground's text. */
  readonly covered: Span[];
}

/** Shells inside shells, and substitutions inside substitutions, that are followed. */
export const MAX_LAYERS = 8;

/** Words of one file that are read; no file that a person keeps comes near. */
const MAX_WORDS = 50_000;
/** Units that are parsed again at most, for each file. */
const MAX_REREAD = 1_000_000;
/** Faults of one file that are told apart. */
const MAX_PROBLEMS = 100;

/** An empty sink for a text of `length` units. */
export function newSink(budget: Budget, length: number): Sink {
  const units = MAX_REREAD + 2 * length;
  const spent = { patience: 0, words: MAX_WORDS, units, stopped: false, assigned: new Map<string, number>() };
  return { assignments: [], commands: [], functions: [], comments: [], problems: [], budget, ...spent };
}

/** Notes what could not be read, unless the file has shown enough of it. */
export function noteProblem(sink: Sink, span: Span, message: string): void {
  if (sink.problems.length < MAX_PROBLEMS) sink.problems.push({ span, message });
}

/** Counts what is read; once it is too much nothing more is gathered, which is a problem of the file. */
export function spend(sink: Sink, where: Span, cost: { readonly words?: number; readonly units?: number }): boolean {
  if (sink.stopped) return false;
  sink.words -= cost.words ?? 0;
  sink.units -= cost.units ?? 0;
  if (sink.words >= 0 && sink.units >= 0) return true;
  sink.stopped = true;
  sink.problems.push({ span: where, message: "This file is too large to be read", budget: "too-large" });
  return false;
}

/** Variables of a shell that knows none yet. */
export function newVariables(): Variables {
  return variablesOf(undefined, true);
}

/** What a subshell starts with. What it exports or assigns later is not the parent's. */
export function childVariables(parent: Variables): Variables {
  return variablesOf(parent, false);
}

/** What a shell starts with that another one runs as a program. */
export function programVariables(parent: Variables): Variables {
  return variablesOf(parent, true);
}

function variablesOf(parent: Variables | undefined, isProgram: boolean): Variables {
  const tables = { exported: new Map(), plain: new Map(), arrays: new Map(), folders: new Map() };
  return { parent, isProgram, all: parent?.all ?? false, ...tables };
}

/** True where the name is exported, by this shell or by one around it. */
export function isExported(name: string, variables: Variables): boolean {
  for (let at: Variables | undefined = variables; at; at = at.parent) {
    const own = at.exported.get(name);
    if (own !== undefined) return own;
  }
  return false;
}

/** True where what runs in `block` runs before anything that stands below it at the place. */
export function hasRun(block: Block | undefined, place: Place): boolean {
  if (!block) return true;
  for (let at = place.block; at; at = at.outer) if (at === block) return true;
  return false;
}

/** Asks the clock now and then; false once the time is up, which is a problem of the file. */
export function mayGoOn(sink: Sink, where: Span): boolean {
  if (sink.stopped) return false;
  if (sink.patience-- > 0) return true;
  sink.patience = 64;
  if (!sink.budget.expired()) return true;
  sink.stopped = true;
  sink.problems.push({ span: where, message: "Reading this file takes too long", budget: "time" });
  return false;
}
