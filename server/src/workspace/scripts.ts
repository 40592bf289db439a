/**
 * Looks a name up in a script, a crontab or a file of variables: what stands above, as far as it reaches this place.
 * Source: reference/variables.md 2, 3.8 and 3.10.
 */
import type { Facts } from "../find/model";
import type { Definition } from "../find/valueModel";
import { touches } from "../text/span";
import {
  CONDITIONAL,
  type DefinitionsByName,
  type FoundDefinition,
  foundIn,
  type Look,
  type Place,
  UNSEEN,
  UNSET,
} from "./look";
import { filesAt } from "./startFolders";

/** Files that source files. */
const MAX_SOURCES = 16;
/** Files that one script sources one after the other. */
const MAX_SOURCED = 16;

export interface ShellPoint {
  readonly offset: number;
  readonly job: number | undefined;
  /** Only what a program that starts here would be given. */
  readonly exported: boolean;
  /** Where the shell begins, if it knows nothing of what stands before. */
  readonly from?: number | undefined;
}

/**
 * Shell and crontab: the last definition above that reaches this command. Crontab assignments reach all jobs below,
 * shell assignments only their own job, and a sourced file counts from the line that sources it.
 */
export function lookUpShell(name: string, point: ShellPoint, place: Place): Look {
  let { offset } = point;
  for (let calls = 0; ; calls++) {
    const look = lookUpAbove(name, place.facts, { ...point, offset }, place, []);
    if (look.kind !== "unset" || calls >= MAX_CALLS) return look;
    // In a function's body a name may be set between the body and the call, or where the caller is called.
    const call = lastCall(place.facts, offset);
    if (call === undefined) return look;
    offset = call;
  }
}

/** Functions that call each other. */
const MAX_CALLS = 8;

/** Where the function around a place is called last; undefined outside of functions, and where nobody knows. */
function lastCall({ functions }: Facts, offset: number): number | undefined {
  let inner: (typeof functions)[number] | undefined;
  for (const each of functions) {
    const inside = each.body.start < offset && offset < each.body.end;
    if (inside && (!inner || each.body.start >= inner.body.start)) inner = each;
  }
  const call = inner?.calls[inner.calls.length - 1];
  return call === undefined || call === offset ? undefined : call;
}

function lookUpAbove(name: string, facts: Facts, point: ShellPoint, place: Place, within: readonly string[]): Look {
  const { offset, job, exported, from = 0 } = point;
  if (place.looks.left-- <= 0) return UNSET;
  let best: { readonly at: number; readonly look: Look } | undefined;
  const consider = (at: number, look: Look): void => {
    if (!best || at >= best.at) best = { at, look };
  };
  for (const definition of definitionsNamed(name, facts, place.named)) {
    if (definition.scope === "environment" || definition.scope === "setting") continue;
    if (definition.nameSpan.start >= offset || definition.nameSpan.start < from) continue;
    if (definition.scope === "shell" && definition.job !== job) continue;
    if (definition.within && !touches(definition.within, offset)) continue;
    if (exported && definition.scope === "shell" && !definition.exported) continue;
    const at = definition.nameSpan.start;
    const sure = !definition.conditional || (definition.branch !== undefined && touches(definition.branch, offset));
    consider(at, sure ? foundIn(definition, facts) : CONDITIONAL);
  }
  if (within.length >= MAX_SOURCES) return best?.look ?? UNSET;
  const above = facts.sources.filter((source) => source.offset < offset && source.job === job);
  const sources = above.slice(-MAX_SOURCED);
  // One that is left out may set any name.
  if (sources.length < above.length) consider(from, UNSEEN);
  for (const source of sources) {
    const files = source.unseen ? undefined : filesAt(source, "shell", { ...place, facts });
    // Nobody knows which file it is, so it may set any name.
    if (!files) consider(source.offset, UNSEEN);
    const looks = (files ?? []).flatMap((file): readonly Look[] => {
      if (file.uri === facts.uri || within.includes(file.uri)) return [];
      const whole = { offset: Number.POSITIVE_INFINITY, job: undefined, exported: exported && source.exports !== true };
      return [lookUpAbove(name, file, whole, place, [...within, facts.uri])];
    });
    const set = looks.filter(({ kind }) => kind !== "unset");
    if (set.length === 0) continue;
    // Of several files that it may be, one may leave the name as it was.
    const sure = !source.conditional && (set.length === looks.length || !best);
    consider(source.offset, sure ? eitherOf(set) : CONDITIONAL);
  }
  return best?.look ?? UNSET;
}

/** Whether a place runs only once something calls it. */
export function isInFunction({ functions }: Facts, offset: number): boolean {
  return functions.some(({ body }) => body.start < offset && offset < body.end);
}

/**
 * A name wherever a job sets it, itself or through a file that it sources other than the library that asks: as of a call
 * that nobody knows. Several values are several candidates.
 */
export function lookUpAnywhere(name: string, job: number | undefined, library: string, place: Place): Look {
  const { facts, named } = place;
  const own = definitionsNamed(name, facts, named)
    .filter(({ scope, within, job: of }) => !within && (scope === "crontab" || (scope === "shell" && of === job)))
    .map((each) => (each.conditional ? CONDITIONAL : foundIn(each, facts)));
  const whole = { offset: Number.POSITIVE_INFINITY, job: undefined, exported: false };
  const sources = facts.sources.filter((source) => source.job === job);
  if (sources.length > MAX_SOURCED) return UNSEEN;
  const sourced = sources.flatMap((source): readonly Look[] => {
    const files = source.unseen ? undefined : filesAt(source, "shell", place);
    if (!files) return [UNSEEN];
    return files
      .filter(({ uri }) => uri !== library && uri !== facts.uri)
      .map((file) => lookUpAbove(name, file, whole, place, [facts.uri, library]))
      .map((look) => (look.kind !== "unset" && source.conditional ? CONDITIONAL : look));
  });
  return eitherOf([...own, ...sourced].filter(({ kind }) => kind !== "unset"));
}

/** The answer where each of these may be the right one. */
function eitherOf(looks: readonly Look[]): Look {
  const [only = UNSET, ...others] = looks;
  if (others.length === 0) return only;
  const unclear = looks.find(({ kind }) => kind !== "found");
  return unclear ?? { kind: "found", found: looks.flatMap((look) => (look.kind === "found" ? look.found : [])) };
}

/** The last line of a file of variables that defines a name, of those before `before`. */
export function lookUpLines(
  name: string,
  facts: Facts,
  before: number,
  named: DefinitionsByName,
): FoundDefinition | undefined {
  const above = definitionsNamed(name, facts, named).filter(({ nameSpan }) => nameSpan.start < before);
  const definition = above[above.length - 1];
  return definition && { definition, facts, open: definition.open === true };
}

/** The definitions of a name that later commands could see, in order. */
function definitionsNamed(name: string, facts: Facts, named: DefinitionsByName): readonly Definition[] {
  let names = named.get(facts);
  if (!names) {
    const gathered = new Map<string, Definition[]>();
    for (const definition of facts.definitions) {
      if (definition.scope === "command") continue;
      const known = gathered.get(definition.name);
      if (known) known.push(definition);
      else gathered.set(definition.name, [definition]);
    }
    names = gathered;
    named.set(facts, names);
  }
  return names.get(name) ?? [];
}
