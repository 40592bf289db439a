/**
 * Resolves a value: follows its references to the definitions that are in reach, and to nothing nearer (contract 2.2).
 * Says how it got there, and whether a source that no file shows could still win (`open`).
 */
import { maskKeys } from "../elastic/mask";
import { concatSecrets, type Secret } from "../elastic/secret";
import type { Definition, FactPart, FactReference, Facts, FactValue, VariableScope } from "../find/model";
import type { OpaquePart } from "../read/reading";
import { type Span, touches } from "../text/span";
import type { Snapshot } from "./snapshot";
import { folderOf, joinPath, withPath } from "./uri";

/** One step on the way from a reference to its value. */
export interface OriginStep {
  readonly uri: string;
  readonly span: Span;
  /** Zero-based line of the definition. */
  readonly line: number;
  readonly name: string;
}

export type Resolved =
  | {
      readonly kind: "value";
      readonly value: Secret;
      /** The text stands here, with no reference. */
      readonly literal: boolean;
      /** An environment variable of that name could win over what the files show. */
      readonly open: boolean;
      readonly origin: readonly OriginStep[];
      /** The last definition on the way, whose text an edit would change. */
      readonly definition: Definition | undefined;
    }
  /** A reference that no file in reach defines; its name as it may be shown. */
  | { readonly kind: "unset"; readonly name: string; readonly span: Span; readonly origin: readonly OriginStep[] }
  | {
      readonly kind: "unknown";
      readonly why: OpaquePart["why"] | "conditional" | "cycle" | "mixed";
      readonly name: string | undefined;
      readonly origin: readonly OriginStep[];
    };

/** References that lead to references, and files that source files. */
const MAX_STEPS = 16;
/** Look-ups for one value. Definitions that each name several others would else take for ever. */
const MAX_LOOKS = 2_000;
/** UTF-16 units of one value; no credential and no URL comes near. */
const MAX_LENGTH = 100_000;

export interface Resolver {
  resolve(value: FactValue, scope: VariableScope): Resolved;
}

/** Makes a resolver for one file; look-ups of other files go through the snapshot and are recorded there. */
export function resolver(facts: Facts, snapshot: Snapshot): Resolver {
  const named: DefinitionsByName = new Map();
  return {
    resolve: (value, scope) =>
      resolveParts(value.parts, { facts, scope, snapshot, looks: { left: MAX_LOOKS }, named }, 0),
  };
}

interface Place {
  readonly facts: Facts;
  readonly scope: VariableScope;
  readonly snapshot: Snapshot;
  /** Shared by all places of one value. */
  readonly looks: { left: number };
  /** Shared by all places of one analysis. */
  readonly named: DefinitionsByName;
}

/**
 * A table of thousands of lines is asked for each of its names. It goes with its analysis: a WeakMap would keep the facts
 * of each version alive until V8's next full collection, because its quick one takes the values for used.
 */
type DefinitionsByName = Map<Facts, ReadonlyMap<string, readonly Definition[]>>;

type Value = Extract<Resolved, { kind: "value" }>;

function resolveParts(parts: readonly FactPart[], place: Place, steps: number): Resolved {
  const texts: Secret[] = [];
  const origin: OriginStep[] = [];
  let open = false;
  let literal = true;
  let length = 0;
  let definition: Definition | undefined;
  for (const part of parts) {
    if (part.kind === "opaque") return { kind: "unknown", why: part.why, name: undefined, origin };
    if (part.kind === "text") {
      texts.push(part.text);
      continue;
    }
    const resolved = resolveReference(part, place, steps);
    if (resolved.kind !== "value") return parts.length === 1 ? resolved : mixed(resolved);
    texts.push(resolved.value);
    length += resolved.value.length;
    if (length > MAX_LENGTH) return { kind: "unknown", why: "cycle", name: maskKeys(part.name), origin };
    origin.push(...resolved.origin);
    open ||= resolved.open;
    literal = false;
    definition = parts.length === 1 ? resolved.definition : undefined;
  }
  const only = texts.length === 1 ? texts[0] : undefined;
  return { kind: "value", value: only ?? concatSecrets(texts), literal, open, origin, definition };
}

/** Text and an unresolved reference together: what the whole is cannot be told. */
function mixed(part: Exclude<Resolved, Value>): Resolved {
  return part.kind === "unset" ? part : { ...part, why: "mixed" };
}

function resolveReference(reference: FactReference, place: Place, steps: number): Resolved {
  const { name, fallback } = reference;
  const shown = maskKeys(name);
  if (steps > MAX_STEPS || place.looks.left <= 0) return { kind: "unknown", why: "cycle", name: shown, origin: [] };
  const { scope } = place;
  const found = scope.kind === "shell" ? lookUpShell(name, place.facts, scope, place, []) : lookUpSetting(name, place);
  if (found === "conditional") return { kind: "unknown", why: "conditional", name: shown, origin: [] };
  if (found) {
    const step = originStep(found);
    const resolved = resolveParts(found.definition.value.parts, placeOf(found, place), steps + 1);
    if (resolved.kind !== "value") return { ...resolved, origin: [step, ...resolved.origin] };
    if (!(fallback?.whenEmpty && resolved.value.isBlank)) {
      const definition = resolved.definition ?? (resolved.literal ? found.definition : undefined);
      return {
        ...resolved,
        literal: false,
        open: resolved.open || found.open,
        origin: [step, ...resolved.origin],
        definition,
      };
    }
  }
  if (!fallback) return { kind: "unset", name: shown, span: reference.span, origin: [] };
  const resolved = resolveParts(fallback.parts, place, steps + 1);
  return resolved.kind === "value" ? { ...resolved, literal: false, open: true } : resolved;
}

interface FoundDefinition {
  readonly definition: Definition;
  readonly facts: Facts;
  readonly open: boolean;
}

function originStep({ definition, facts }: FoundDefinition): OriginStep {
  const { name, nameSpan } = definition;
  return { uri: facts.uri, span: nameSpan, line: facts.lines.positionAt(nameSpan.start).line, name: maskKeys(name) };
}

/** Where the references inside a definition are looked up: as of that definition. */
function placeOf(found: FoundDefinition, place: Place): Place {
  const { definition, facts } = found;
  if (definition.scope === "setting") return place;
  return { ...place, facts, scope: { kind: "shell", offset: definition.nameSpan.start, job: definition.job } };
}

/** Beats: a setting of that path in the same file. The process environment is in no file. */
function lookUpSetting(name: string, place: Place): FoundDefinition | undefined {
  if (place.scope.kind !== "settings") return undefined;
  const definition = place.scope.definitions.find((each) => each.name === name);
  return definition && { definition, facts: place.facts, open: false };
}

/**
 * Shell and crontab: the last definition above that reaches this command. Crontab assignments reach all jobs below,
 * shell assignments only their own job, and a sourced file counts from the line that sources it. `within` are the URIs
 * of the files that are being sourced.
 */
function lookUpShell(
  name: string,
  facts: Facts,
  { offset, job }: { readonly offset: number; readonly job: number | undefined },
  place: Place,
  within: readonly string[],
): FoundDefinition | "conditional" | undefined {
  if (place.looks.left-- <= 0) return undefined;
  let best: { readonly at: number; readonly found: FoundDefinition | "conditional" } | undefined;
  const consider = (at: number, found: FoundDefinition | "conditional"): void => {
    if (!best || at >= best.at) best = { at, found };
  };
  for (const definition of definitionsNamed(name, facts, place.named)) {
    if (definition.nameSpan.start >= offset) continue;
    if (definition.scope === "shell" && definition.job !== job) continue;
    if (definition.within && !touches(definition.within, offset)) continue;
    const at = definition.nameSpan.start;
    consider(at, definition.conditional ? "conditional" : { definition, facts, open: false });
  }
  if (within.length >= MAX_STEPS) return best?.found;
  for (const source of facts.sources) {
    if (source.offset >= offset || source.job !== job) continue;
    const sourced = sourcedFacts(source.path, facts, place.snapshot);
    if (!sourced || sourced.uri === facts.uri || within.includes(sourced.uri)) continue;
    const whole = { offset: Number.POSITIVE_INFINITY, job: undefined };
    const found = lookUpShell(name, sourced, whole, place, [...within, facts.uri]);
    if (found) consider(source.offset, found);
  }
  return best?.found;
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

/**
 * A sourced file: an absolute path where it lies in the workspace, else relative to the project folder, where commands
 * usually run, else beside the file that sources it.
 */
function sourcedFacts(path: string | undefined, { uri }: Facts, snapshot: Snapshot): Facts | undefined {
  if (path === undefined || path.startsWith("~")) return undefined;
  if (path.startsWith("/")) {
    const absolute = withPath(uri, path);
    const facts = snapshot.folderOf(absolute) === undefined ? undefined : snapshot.sourced(absolute);
    return typeof facts === "object" ? facts : undefined;
  }
  const own = folderOf(uri);
  const folders = [snapshot.folderOf(uri) ?? own, own];
  for (const folder of new Set(folders)) {
    const facts = snapshot.sourced(joinPath(folder, path));
    if (typeof facts === "object") return facts;
  }
  return undefined;
}
