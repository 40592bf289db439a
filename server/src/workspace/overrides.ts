/**
 * Whether a setting of a file is ever used: a program may rank a variable of its environment above its file. It is ignored
 * where every environment that is given the file sets that variable too.
 */
import type { Facts, UseFact } from "../find/model";
import { lookUpEnvironment } from "./environments";
import { type FoundDefinition, type OriginStep, originStep, type Place } from "./look";
import { resolver } from "./resolve";
import { alone } from "./shadows";
import { type Site, sitesAround } from "./sites";
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
