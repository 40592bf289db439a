/**
 * Whether a setting of a file, or a variable beside it, is ever used: a program may rank its environment above its file, or
 * the file above its environment. What ranks lower is ignored where it meets the other one in every environment.
 */
import type { LinkFact } from "../find/environmentModel";
import type { Facts, UseFact } from "../find/model";
import type { Definition } from "../find/valueModel";
import { INTEGRATIONS } from "../integrations/index";
import { lookUpEnvironment } from "./environments";
import { type FoundDefinition, type OriginStep, originStep, type Place } from "./look";
import { resourceKey, urisOfPath } from "./reach";
import { resolver } from "./resolve";
import { alone, sitesOf } from "./shadows";
import { linkedFacts, type Site, sitesAround } from "./sites";
import type { Snapshot } from "./snapshot";

/** Look-ups for one setting. */
const MAX_LOOKS = 2_000;

/** The variable that always wins over the setting; undefined where the setting counts, or nobody can tell. */
export function overrideOf(fact: UseFact, facts: Facts, snapshot: Snapshot): OriginStep | undefined {
  if (fact.kind !== "setting" || fact.scope.kind !== "settings" || !snapshot.complete()) return undefined;
  const { overriddenBy = [] } = fact.setting;
  if (overriddenBy.length === 0) return undefined;
  const { scope } = fact;
  const place: Place = { facts, scope, snapshot, looks: { left: MAX_LOOKS }, named: new Map() };
  let winner: OriginStep | undefined;
  for (const site of sitesAround(scope.around, place, 0)) {
    const found = overrideAt(site, overriddenBy, fact.integration.anyCase === true, place);
    if (!found) return undefined;
    winner ??= originStep(found);
  }
  return winner;
}

function overrideAt(
  { facts, environment }: Site,
  names: readonly string[],
  anyCase: boolean,
  place: Place,
): FoundDefinition | undefined {
  const wanted = new Set(names.map((name) => (anyCase ? name.toLowerCase() : name)));
  // A name in another case can only be seen where it is written.
  const written = environment.layers.flatMap((layer) =>
    layer.kind === "definitions" && anyCase ? layer.definitions.map(({ name }) => name) : [],
  );
  const candidates = [...new Set([...names, ...written.filter((name) => wanted.has(name.toLowerCase()))])];
  for (const name of candidates) {
    const look = lookUpEnvironment(name, alone(environment), undefined, { ...place, facts });
    const [found, ...others] = look.kind === "found" ? look.found : [];
    if (found && others.length === 0 && isSet(found, place)) return found;
  }
  return undefined;
}

/** An empty value may be as good as none, and so may one that nobody knows; a key of a Secret that must be there is set. */
function isSet({ definition, facts }: FoundDefinition, { snapshot }: Place): boolean {
  const { value, inside } = definition;
  const [only, ...others] = value.parts;
  if (only?.kind === "resource-key" && others.length === 0) return !only.optional;
  const resolved = resolver(facts, snapshot).resolve(value, inside ?? { kind: "nothing" });
  return resolved.kind === "value" && !resolved.value.isBlank;
}

/**
 * The setting of a file that always wins over a variable: every environment that the variable belongs to is given such a
 * file. Undefined where the variable counts, or nobody can tell.
 */
export function outrankedBy(definition: Definition, facts: Facts, snapshot: Snapshot): OriginStep | undefined {
  if (!OUTRANKED.has(definition.name) || !snapshot.complete()) return undefined;
  const place: Place = { facts, scope: { kind: "nothing" }, snapshot, looks: { left: MAX_LOOKS }, named: new Map() };
  let winner: OriginStep | undefined;
  for (const site of sitesOf(definition, place) ?? []) {
    const found = fileOutranking(definition.name, site, place);
    if (!found) return undefined;
    winner ??= found;
  }
  return winner;
}

const OUTRANKED: ReadonlySet<string> = new Set(
  INTEGRATIONS.flatMap(({ settings }) => settings.flatMap(({ outranks = [] }) => outranks)),
);

function fileOutranking(name: string, { facts, environment }: Site, place: Place): OriginStep | undefined {
  for (const link of environment.links) {
    for (const [given, uses] of usesGiven(link, { ...place, facts })) {
      const use = uses.find(
        (each) => each.kind === "setting" && each.setting.outranks?.includes(name) && isWritten(each),
      );
      if (!use) continue;
      const { span } = use.credential;
      return { uri: given.uri, span, line: given.lines.positionAt(span.start).line, name: use.path };
    }
  }
  return undefined;
}

/** The uses in the file, or in the files of the collection, that an environment is given. */
function usesGiven(link: LinkFact, place: Place): readonly (readonly [Facts, readonly UseFact[]])[] {
  const { facts, snapshot } = place;
  if (link.kind === "path") {
    return urisOfPath(link.path, facts.uri, snapshot).flatMap((uri) => {
      const given = snapshot.facts(uri, "itself");
      return typeof given === "object" ? [[given, given.uses] as const] : [];
    });
  }
  if (link.kind !== "resource") return [];
  const key = resourceKey(link.resource);
  return linkedFacts(key, place).map((given) => [given, given.uses.filter((use) => isHeldIn(use, key))] as const);
}

function isHeldIn({ scope }: UseFact, key: string): boolean {
  return scope.kind === "settings" && scope.around.kind === "resource" && resourceKey(scope.around.resource) === key;
}

/** A text that is there; what a reference gives may be empty. */
function isWritten({ credential: { parts } }: UseFact): boolean {
  return parts.length > 0 && parts.every((part) => part.kind === "text" && !part.text.isBlank);
}
