/**
 * Resolves a value: follows its references to the definitions that are in reach, and to nothing nearer (contract 2.2).
 * Says how it got there, and whether a source that no file shows could still win (`open`).
 */
import { maskKeys } from "../elastic/mask";
import { concatSecrets, entryOfSecret, recodeSecret, type Secret, withoutLineEnds } from "../elastic/secret";
import type { HostFact } from "../find/environmentModel";
import type { Facts } from "../find/model";
import type {
  Definition,
  FactArgumentPart,
  FactComputedPart,
  FactPart,
  FactReference,
  FactValue,
  ResourceKeyPart,
  VariableScope,
} from "../find/valueModel";
import type { FilePart, OpaquePart } from "../read/reading";
import { append } from "../text/append";
import { hull, type Span } from "../text/span";
import {
  lookUpComposeProject,
  lookUpContent,
  lookUpEnvironment,
  lookUpResource,
  lookUpSurroundings,
} from "./environments";
import {
  type DefinitionsByName,
  type FoundDefinition,
  foundIn,
  type Look,
  type OriginStep,
  originStep,
  type Place,
  UNSEEN,
  UNSET,
} from "./look";
import { lookUpRequestVariable } from "./requestVariables";
import { lookUpLines, lookUpShell } from "./scripts";
import { sitesAround } from "./sites";
import type { Snapshot } from "./snapshot";
import { lookUpModule } from "./terraform";

export type { OriginStep } from "./look";

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
      /** Where the text itself stands, if it stands in one place. */
      readonly at: { readonly uri: string; readonly span: Span } | undefined;
      /** The ways to the same value in other files that the program may be given it by. */
      readonly others?: readonly OriginStep[];
    }
  /** A reference that no file in reach defines; its name as it may be shown. */
  | { readonly kind: "unset"; readonly name: string; readonly span: Span; readonly origin: readonly OriginStep[] }
  | {
      readonly kind: "unknown";
      readonly why: OpaquePart["why"] | "conditional" | "cycle" | "mixed" | "unseen" | "ambiguous";
      readonly name: string | undefined;
      readonly origin: readonly OriginStep[];
      /** A file that is named and is not in the workspace, as it may be shown; of `unseen`. */
      readonly missing?: string;
      /** Files have not been looked at yet that may show it; of `unseen`. */
      readonly early?: true;
      /** Of several values, of which nobody knows which one counts: the ways to those that `origin` does not lead to. */
      readonly others?: readonly OriginStep[];
    };

/** References that lead to references. */
const MAX_STEPS = 16;
/** Look-ups for one value. Definitions that each name several others would else take for ever. */
const MAX_LOOKS = 2_000;
/** UTF-16 units of one value; no credential and no URL comes near. */
const MAX_LENGTH = 100_000;

export interface Resolver {
  resolve(value: FactValue, scope: VariableScope): Resolved;
  /** The host of this name that a file starts which gives the program its environment. */
  host(name: string, scope: VariableScope): HostFact | undefined;
}

/** Makes a resolver for one file; look-ups of other files go through the snapshot and are recorded there. */
export function resolver(facts: Facts, snapshot: Snapshot): Resolver {
  const named: DefinitionsByName = new Map();
  return {
    resolve: (value, scope) =>
      resolveParts(value.parts, { facts, scope, snapshot, looks: { left: MAX_LOOKS }, named }, 0),
    host: (name, scope) => hostNamed(name, { facts, scope, snapshot, looks: { left: MAX_LOOKS }, named }),
  };
}

/** Only services of a Compose file are hosts, and only for what that file starts. */
function hostNamed(name: string, place: Place): HostFact | undefined {
  const { scope, facts } = place;
  const own = facts.hosts.find((host) => host.name === name);
  if (own || (scope.kind !== "settings" && scope.kind !== "shell")) return own;
  for (const site of sitesAround(scope.around, place, 0)) {
    const host = site.facts.hosts.find((each) => each.name === name);
    if (host) return host;
  }
  return undefined;
}

type Value = Extract<Resolved, { kind: "value" }>;

function resolveParts(parts: readonly FactPart[], place: Place, steps: number): Resolved {
  const texts: Secret[] = [];
  const origin: OriginStep[] = [];
  let open = false;
  let literal = true;
  let length = 0;
  let definition: Definition | undefined;
  let at = placeOfText(parts, place);
  const others: OriginStep[] = [];
  for (const part of parts) {
    if (part.kind === "opaque") return { kind: "unknown", why: part.why, name: undefined, origin };
    if (part.kind === "text") {
      texts.push(part.text);
      continue;
    }
    const resolved = resolvePart(part, place, steps);
    if (resolved.kind !== "value") return parts.length === 1 ? resolved : mixed(resolved);
    texts.push(resolved.value);
    length += resolved.value.length;
    if (length > MAX_LENGTH) return { kind: "unknown", why: "cycle", name: undefined, origin };
    append(origin, resolved.origin);
    append(others, waysOf(resolved));
    open ||= resolved.open;
    literal = false;
    definition = parts.length === 1 ? resolved.definition : undefined;
    // Beside a scheme or the like, the text that a reference leads to is the one that counts.
    at = resolved.value.isBlank ? at : resolved.at;
  }
  const only = texts.length === 1 ? texts[0] : undefined;
  const value = only ?? concatSecrets(texts);
  return { kind: "value", value, literal, open, origin, definition, at, ...(others.length > 0 && { others }) };
}

/** Where a text stands that has no references; undefined where it does not stand in the file as it is. */
function placeOfText(parts: readonly FactPart[], { facts }: Place): Value["at"] {
  let span: Span | undefined;
  for (const part of parts) {
    if (part.kind !== "text" || !part.span) return undefined;
    span = span ? hull(span, part.span) : part.span;
  }
  return span && { uri: facts.uri, span };
}

function resolvePart(part: Exclude<FactPart, { kind: "text" } | OpaquePart>, place: Place, steps: number): Resolved {
  switch (part.kind) {
    case "reference":
      return resolveReference(part, place, steps);
    case "resource-key":
      return resolveKey(part, place, steps);
    case "file":
      return resolveFile(part, place, steps);
    case "computed":
      return resolveComputed(part, place, steps);
    case "argument":
      return resolveArgument(part, place, steps);
  }
}

/** The content of a file of the workspace; of any other nothing is known. */
function resolveFile(part: FilePart, place: Place, steps: number): Resolved {
  const look = lookUpContent(part, place);
  const answer = follow(look, maskKeys(part.path), place, steps);
  if (!answer) return { kind: "unknown", why: "unseen", name: undefined, origin: [] };
  if (answer.kind === "value" && part.entry) {
    const value = entryOfSecret(answer.value, part.entry.name, part.entry.upTo);
    if (!value) return { kind: "unknown", why: "operation", name: undefined, origin: [] };
    return { ...answer, value: withoutLineEnds(value), definition: undefined, at: undefined };
  }
  if (answer.kind !== "value" || part.trim === "none") return answer;
  return { ...answer, value: withoutLineEnds(answer.value) };
}

/** What a program makes of a value that is known: the text is the program's, so no edit leads back. */
function resolveComputed(part: FactComputedPart, place: Place, steps: number): Resolved {
  if (steps > MAX_STEPS) return { kind: "unknown", why: "cycle", name: undefined, origin: [] };
  const inner = resolveParts(part.parts, place, steps + 1);
  if (inner.kind !== "value") return inner.kind === "unset" ? inner : { ...inner, why: "operation" };
  const value = recodeSecret(inner.value, part.operation, part.wrap);
  if (!value) return { kind: "unknown", why: "operation", name: undefined, origin: inner.origin };
  // Nothing was trimmed: it is what the reference leads to.
  if (value === inner.value) return { ...inner, literal: false };
  const origin = inner.origin.map((step) => ({ ...step, recoded: true as const }));
  return { ...inner, value, origin, literal: false, definition: undefined };
}

/** What a call hands over for a parameter. */
function resolveArgument({ definition, shared }: FactArgumentPart, place: Place, steps: number): Resolved {
  if (steps > MAX_STEPS) return { kind: "unknown", why: "cycle", name: undefined, origin: [] };
  const found = { definition, facts: place.facts, open: false };
  const resolved = resolveParts(definition.value.parts, place, steps + 1);
  const origin = [originStep(found), ...resolved.origin];
  if (resolved.kind !== "value") return { ...resolved, origin };
  return { ...resolved, literal: false, origin, definition: shared ? undefined : definition };
}

/** Text and an unresolved reference together: what the whole is cannot be told. */
function mixed(part: Exclude<Resolved, Value>): Resolved {
  return part.kind === "unset" ? part : { ...part, why: "mixed" };
}

/** The value of a Secret's key; where no file holds it, it exists all the same. */
function resolveKey(part: ResourceKeyPart, place: Place, steps: number): Resolved {
  const name = maskKeys(part.key);
  if (steps > MAX_STEPS) return { kind: "unknown", why: "cycle", name, origin: [] };
  const look = lookUpResource(part.key, part.resource, place);
  const answer = follow(look, name, place, steps);
  if (answer) return answer;
  // A key that the Secret in reach lacks: nothing is set where that is allowed, else the container does not start.
  return { kind: "unset", name, span: part.span, origin: [] };
}

function resolveReference(reference: FactReference, place: Place, steps: number): Resolved {
  const { name, fallback } = reference;
  const shown = maskKeys(name);
  if (steps > MAX_STEPS || place.looks.left <= 0) return { kind: "unknown", why: "cycle", name: shown, origin: [] };
  const answer = follow(lookUp(reference, place), shown, place, steps);
  if (answer && (answer.kind !== "value" || !(fallback?.whenEmpty && answer.value.isBlank))) return answer;
  if (!fallback && staysText(place)) return asText(reference);
  if (!fallback) return { kind: "unset", name: shown, span: reference.span, origin: [] };
  const resolved = resolveParts(fallback.parts, place, steps + 1);
  return resolved.kind === "value" ? { ...resolved, literal: false, open: true } : resolved;
}

/** Kubernetes leaves a name that it does not know as it is written: variables.md 3.3. */
function staysText({ scope, facts }: Place): boolean {
  return scope.kind === "environment" && facts.environments[scope.environment]?.owner === "kubernetes-container";
}

function asText({ name }: FactReference): Resolved {
  const value = concatSecrets([`$(${name})`]);
  return { kind: "value", value, literal: false, open: false, origin: [], definition: undefined, at: undefined };
}

/** The value that a look-up leads to; undefined where nothing defines the name. */
function follow(look: Look, shown: string, place: Place, steps: number): Resolved | undefined {
  if (look.kind === "unset") return undefined;
  if (look.kind === "conditional") return { kind: "unknown", why: "conditional", name: shown, origin: [] };
  if (look.kind === "unseen") return unseen(shown, look.missing, place);
  const [first, ...others] = look.found.map((each) => followDefinition(each, place, steps));
  if (!first || others.length === 0) return first;
  // Several programs are given the name: it has a value only if all of them are given the same one.
  const agreed =
    first.kind === "value" && others.every((other) => other.kind === "value" && other.value.equals(first.value));
  const ways = [...others.flatMap((other) => other.origin), ...waysOf(first)];
  return agreed
    ? { ...first, others: ways }
    : { kind: "unknown", why: "ambiguous", name: shown, origin: first.origin, others: ways };
}

function waysOf(resolved: Resolved): readonly OriginStep[] {
  return resolved.kind === "unset" ? [] : (resolved.others ?? []);
}

/** A value that no file shows, or that none has shown yet. */
function unseen(name: string, missing: string | undefined, { snapshot }: Place): Resolved {
  const shown = missing === undefined ? {} : { missing: maskKeys(missing) };
  const early = snapshot.complete() ? {} : { early: true as const };
  return { kind: "unknown", why: "unseen", name, origin: [], ...shown, ...early };
}

/** The way on from a step; of a circle, as far as it does not come back to it. */
function wayFrom(step: OriginStep, further: readonly OriginStep[]): readonly OriginStep[] {
  const back = further.findIndex(({ uri, span }) => uri === step.uri && span.start === step.span.start);
  return [step, ...(back < 0 ? further : further.slice(0, back))];
}

function followDefinition(found: FoundDefinition, place: Place, steps: number): Resolved {
  const step = originStep(found);
  const resolved = resolveParts(found.definition.value.parts, placeOf(found, place), steps + 1);
  if (resolved.kind !== "value") return { ...resolved, origin: wayFrom(step, resolved.origin) };
  return {
    ...resolved,
    literal: false,
    open: resolved.open || found.open,
    origin: [step, ...resolved.origin],
    definition: resolved.definition ?? (resolved.literal ? found.definition : undefined),
  };
}

/** Where the references inside a definition are looked up: as of that definition. */
function placeOf({ definition, facts }: FoundDefinition, place: Place): Place {
  if (definition.inside) return { ...place, facts, scope: definition.inside };
  const { start } = definition.nameSpan;
  if (definition.scope === "setting") return place;
  if (definition.scope === "file") return { ...place, facts, scope: { kind: "lines", before: start } };
  const around = { kind: "file" } as const;
  return { ...place, facts, scope: { kind: "shell", offset: start, job: definition.job, around } };
}

/** Looks a name up where its value's scope says. */
function lookUp({ name, from }: FactReference, place: Place): Look {
  const scope = from === undefined ? place.scope : scopeBefore(from, place.scope);
  const { facts, named } = place;
  switch (scope.kind) {
    case "nothing":
      return UNSET;
    case "settings": {
      // Beats: a setting of that path in the same file goes first.
      const definition = scope.definitions.find((each) => each.name === name);
      return definition ? foundIn(definition, facts) : lookUpSurroundings(name, scope.around, place);
    }
    case "shell": {
      const { offset, job, isolated } = scope;
      const look = lookUpShell(name, { offset, job, exported: false, from: isolated?.from }, place);
      if (look.kind !== "unset") return look;
      if (isolated) return isolated.open ? UNSEEN : UNSET;
      return lookUpSurroundings(name, scope.around, place, offset);
    }
    case "environment": {
      const environment = facts.environments[scope.environment];
      return environment ? lookUpEnvironment(name, environment, scope.before, place) : UNSET;
    }
    case "lines": {
      const found = lookUpLines(name, facts, scope.before, named);
      return found ? { kind: "found", found: [found] } : lookUpSurroundings(name, { kind: "file" }, place);
    }
    case "module":
      return lookUpModule(name, place);
    case "compose-project":
      return lookUpComposeProject(name, place);
    case "requests":
      return lookUpRequestVariable(name, place);
  }
}

/** Where a reference is looked up that was put into the text before it was read. */
function scopeBefore(from: NonNullable<FactReference["from"]>, scope: VariableScope): VariableScope {
  const nothing: VariableScope = { kind: "nothing" };
  if (from === "outer") {
    if (scope.kind !== "shell") return scope;
    const { isolated: _, ...outer } = scope;
    return outer;
  }
  if (scope.kind === "settings") {
    const filled = scope.filled ?? nothing;
    return from === "filled" ? filled : scopeBefore(from, filled);
  }
  return scope.kind === "shell" ? (scope.expressions ?? nothing) : scope;
}
