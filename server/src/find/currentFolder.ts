/**
 * The current folder at each place of a script, as far as the text tells it: `cd`, `pushd`, subshells, functions.
 * What nobody can tell is unknown, because a relative path then names no file that anybody knows.
 * Source: reference/variables.md 3.10; https://www.gnu.org/software/bash/manual/bash.html#index-cd
 */
import type { Assignment, Command, FunctionBody, Part, Value } from "../read/reading";
import type { Span } from "../text/span";
import { touches } from "../text/span";
import type { PathFact } from "./valueModel";

/** A folder as a path names it; a path of undefined is a folder that nobody knows. */
export type FolderFact = Pick<PathFact, "path" | "from">;

/** Where the script was started. */
export const STARTED: FolderFact = { path: ".", from: "working-folder" };
export const NO_FOLDER: FolderFact = { path: undefined, from: "working-folder" };

/** The current folder where a command of a job begins. */
export type CurrentFolder = (offset: number, job: number | undefined) => FolderFact;

/** As much as is needed of a script. */
export interface FolderScript {
  readonly commands: readonly Command[];
  readonly assignments: readonly Assignment[];
  readonly functions?: readonly FunctionBody[] | undefined;
}

/** A path as it is meant in a folder. */
export function inFolder(path: string, folder: FolderFact): FolderFact {
  if (path.startsWith("/")) return { path, from: "working-folder" };
  if (folder.path === undefined || path.startsWith("~")) return { path: undefined, from: folder.from };
  return { path: folder.path === "." ? path : `${folder.path.replace(/\/$/, "")}/${path}`, from: folder.from };
}

/** Changes of one script that are followed; nobody writes more. */
const MAX_CHANGES = 200;
/** Calls of one function that are compared, and functions that call each other. */
const MAX_CALLS = 20;
const MAX_DEPTH = 6;

interface Change {
  readonly offset: number;
  readonly job: number | undefined;
  readonly within: Span | undefined;
  readonly conditional: boolean;
  /** The folder that it goes to, from where it stands. */
  readonly to: FolderFact | { readonly below: string };
}

/** Follows the changes of a script that starts in `start`. */
export function currentFolder(script: FolderScript, start: FolderFact = STARTED): CurrentFolder {
  const own = script.commands.flatMap((command) => changeOf(command, script) ?? []);
  if (own.length === 0) return () => start;
  if (own.length > MAX_CHANGES) return () => NO_FOLDER;
  const { functions = [] } = script;
  const changes = [...own, ...callsThatChange(own, script)].sort((left, right) => left.offset - right.offset);
  const around = (offset: number): FunctionBody | undefined => innermost(functions, offset);

  const at = (offset: number, job: number | undefined, depth: number): FolderFact => {
    const body = around(offset);
    let folder = body ? atCalls(body, job, depth) : start;
    for (const change of changes) {
      if (change.offset >= offset) break;
      if (change.job !== job || (change.within && !touches(change.within, offset))) continue;
      // What a function does counts where it is called.
      if (around(change.offset) !== body) continue;
      const next = "below" in change.to ? inFolder(change.to.below, folder) : change.to;
      folder = !change.conditional || isSame(next, folder) ? next : NO_FOLDER;
    }
    return folder;
  };

  /** A function starts where its callers are. */
  const atCalls = ({ calls }: FunctionBody, job: number | undefined, depth: number): FolderFact => {
    if (calls.length === 0 || calls.length > MAX_CALLS || depth >= MAX_DEPTH) return NO_FOLDER;
    const [first = NO_FOLDER, ...others] = calls.map((call) => at(call, job, depth + 1));
    return others.every((other) => isSame(other, first)) ? first : NO_FOLDER;
  };

  return (offset, job) => at(offset, job, 0);
}

function isSame(left: FolderFact, right: FolderFact): boolean {
  return left.path !== undefined && left.path === right.path && left.from === right.from;
}

function innermost(functions: readonly FunctionBody[], offset: number): FunctionBody | undefined {
  let inner: FunctionBody | undefined;
  for (const each of functions) {
    const inside = each.body.start < offset && offset < each.body.end;
    if (inside && (!inner || each.body.start >= inner.body.start)) inner = each;
  }
  return inner;
}

/** Calls of functions that go to another folder: where they leave the script is not followed. */
function callsThatChange(own: readonly Change[], { commands, functions = [] }: FolderScript): readonly Change[] {
  const found = new Map<number, Change>();
  const waiting: Change[] = [...own];
  for (let next = waiting.pop(); next && found.size < MAX_CHANGES; next = waiting.pop()) {
    const body = innermost(functions, next.offset);
    const { within } = next;
    // A subshell within the function keeps it.
    if (!body || (within && within.start >= body.body.start && within.end <= body.body.end)) continue;
    const calls = body.calls.length > 0 ? body.calls : [body.body.end];
    for (const offset of calls) {
      if (found.has(offset)) continue;
      const command = commands.find((each) => each.span.start <= offset && offset < each.span.end);
      const call: Change = { offset, job: next.job, within: command?.within, conditional: false, to: NO_FOLDER };
      found.set(offset, call);
      waiting.push(call);
    }
  }
  return [...found.values()];
}

// --- Changes -------------------------------------------------------------------------------------------------------

/** Those of PowerShell too. */
const CHANGES: ReadonlyMap<string, "goes" | "returns"> = new Map([
  ["cd", "goes"],
  ["chdir", "goes"],
  ["pushd", "goes"],
  ["popd", "returns"],
  ["set-location", "goes"],
  ["sl", "goes"],
  ["push-location", "goes"],
  ["pop-location", "returns"],
]);

function changeOf(command: Command, script: FolderScript): Change | undefined {
  const { name, args, span, job, within } = command;
  const does = name === undefined ? undefined : CHANGES.get(name.toLowerCase());
  if (!does) return undefined;
  const words = args.filter((word) => !/^-[LPe@n]*-?$/.test(plainOf(word) ?? "") || plainOf(word) === "-");
  const [word, ...others] = words;
  const to = word && others.length === 0 && does === "goes" ? folderOf(word, job, script) : NO_FOLDER;
  return { offset: span.start, job, within, conditional: command.conditional === true, to };
}

function folderOf(word: Value, job: number | undefined, script: FolderScript): Change["to"] {
  const named = pathOf(word, script.assignments, job);
  // The shell would expand a pattern.
  if (!named || /^(?:-|~|\+\d)|[*?[]/.test(named.path)) return NO_FOLDER;
  if (named.from === "own-folder" || named.path.startsWith("/")) return named;
  return { below: named.path };
}

/** The text of a word without references, for its options. */
function plainOf({ parts }: Value): string | undefined {
  return parts.every((part) => part.kind === "text") ? parts.map((part) => part.text).join("") : undefined;
}

// --- Paths ---------------------------------------------------------------------------------------------------------

/** A path that a word names: from the folder of the script, or from the current one. */
export interface NamedPath extends FolderFact {
  readonly path: string;
}

/**
 * The path of a word of a job: text, `$PWD`, the folder of the script, and names that have one of these above, as in
 * `HERE=$(dirname "$0")`. Undefined where anything else stands in it.
 */
export function pathOf(
  { parts, span }: Value,
  assignments: readonly Assignment[],
  job: number | undefined,
): NamedPath | undefined {
  return pathIn(parts, { assignments, job, offset: span.start, depth: 0 });
}

interface PathPlace {
  readonly assignments: readonly Assignment[];
  readonly job: number | undefined;
  readonly offset: number;
  readonly depth: number;
}

/** Names that have been given other names. */
const MAX_NAMES = 3;

function pathIn(parts: readonly Part[], place: PathPlace): NamedPath | undefined {
  const [first, ...others] = parts;
  const start = first && startOf(first, place);
  if (!start) return undefined;
  let { path } = start;
  for (const part of others) {
    const next = startOf(part, place);
    // The rest of a path is text, which no other folder can be.
    if (!next || (part.kind !== "text" && (next.from === "own-folder" || next.path.startsWith(".")))) return undefined;
    path += next.path;
  }
  return path === "" || path.includes("\0") ? undefined : { path, from: start.from };
}

function startOf(part: Part, { assignments, job, offset, depth }: PathPlace): NamedPath | undefined {
  if (part.kind === "text") return { path: part.text, from: "working-folder" };
  if (part.kind === "opaque" && part.why === "script-folder") return { path: ".", from: "own-folder" };
  if (part.kind !== "reference" || part.fallback || part.from || depth >= MAX_NAMES) return undefined;
  if (part.name === "PWD") return { path: ".", from: "working-folder" };
  const named = assignments.filter(
    ({ name, scope, job: of }) => name === part.name && (scope === "crontab" || (scope === "shell" && of === job)),
  );
  const above = named.findLast(({ nameSpan }) => nameSpan.start < offset);
  // Of a name that has several values, the last one counts only where each has surely been given.
  if (!above || named.some(({ conditional, within }) => conditional || within)) return undefined;
  const { value, nameSpan } = above;
  return pathIn(value.parts, { assignments, job, offset: nameSpan.start, depth: depth + 1 });
}
