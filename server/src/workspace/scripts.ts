/**
 * Looks a name up in a script, a crontab or a file of variables: what stands above, as far as it reaches this place.
 * Source: reference/variables.md 2, 3.8 and 3.10.
 */
import type { SourceFact } from "../find/environmentModel";
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
  UNSET,
} from "./look";
import { urisOfPath } from "./reach";
import type { Snapshot } from "./snapshot";

/** Files that source files. */
const MAX_SOURCES = 16;

export interface ShellPoint {
  readonly offset: number;
  readonly job: number | undefined;
  /** Only what a program that starts here would be given. */
  readonly exported: boolean;
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
  const { offset, job, exported } = point;
  if (place.looks.left-- <= 0) return UNSET;
  let best: { readonly at: number; readonly look: Look } | undefined;
  const consider = (at: number, look: Look): void => {
    if (!best || at >= best.at) best = { at, look };
  };
  for (const definition of definitionsNamed(name, facts, place.named)) {
    if (definition.scope === "environment" || definition.scope === "setting") continue;
    if (definition.nameSpan.start >= offset) continue;
    if (definition.scope === "shell" && definition.job !== job) continue;
    if (definition.within && !touches(definition.within, offset)) continue;
    if (exported && definition.scope === "shell" && !definition.exported) continue;
    const at = definition.nameSpan.start;
    const sure = !definition.conditional || (definition.branch !== undefined && touches(definition.branch, offset));
    consider(at, sure ? foundIn(definition, facts) : CONDITIONAL);
  }
  if (within.length >= MAX_SOURCES) return best?.look ?? UNSET;
  for (const source of facts.sources) {
    if (source.offset >= offset || source.job !== job) continue;
    const sourced = sourcedFacts(source, facts, place.snapshot);
    if (!sourced || sourced.uri === facts.uri || within.includes(sourced.uri)) continue;
    const whole = { offset: Number.POSITIVE_INFINITY, job: undefined, exported: exported && source.exports !== true };
    const look = lookUpAbove(name, sourced, whole, place, [...within, facts.uri]);
    if (look.kind !== "unset") consider(source.offset, source.conditional ? CONDITIONAL : look);
  }
  return best?.look ?? UNSET;
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

/** A sourced file: the first that exists of those that the path may mean. */
function sourcedFacts({ path, span, from }: SourceFact, { uri }: Facts, snapshot: Snapshot): Facts | undefined {
  for (const each of urisOfPath({ path, span, from }, uri, snapshot)) {
    const facts = snapshot.facts(each, "shell");
    if (typeof facts === "object") return facts;
  }
  return undefined;
}
