/**
 * Whether a definition is ever used: it is shadowed where another one wins in every environment that it belongs to, and
 * nobody reads it by another way.
 */
import type { EnvironmentFact, ResourceFact } from "../find/environmentModel";
import type { Facts } from "../find/model";
import type { Definition } from "../find/valueModel";
import { FAMILY } from "./dotenv";
import { lookUpEnvironment } from "./environments";
import { type OriginStep, originStep, type Place } from "./look";
import { definitionName } from "./shared";
import { type Site, sitesAround } from "./sites";
import type { Snapshot } from "./snapshot";

/** Look-ups for one definition. */
const MAX_LOOKS = 2_000;

/** The definition that always wins over this one; undefined where this one counts, or nobody can tell. */
export function shadowOf(definition: Definition, facts: Facts, snapshot: Snapshot): OriginStep | undefined {
  const own = definitionName(facts.uri, definition.nameSpan);
  if (snapshot.readers(own).length > 0) return undefined;
  const place: Place = { facts, scope: { kind: "nothing" }, snapshot, looks: { left: MAX_LOOKS }, named: new Map() };
  let winner: OriginStep | undefined;
  for (const site of sitesOf(definition, place)) {
    const look = lookUpEnvironment(site.name, site.environment, undefined, { ...place, facts: site.facts });
    const [found] = look.kind === "found" ? look.found : [];
    if (!found || (look.kind === "found" && look.found.length > 1)) return undefined;
    if (definitionName(found.facts.uri, found.definition.nameSpan) === own) return undefined;
    winner = originStep(found);
  }
  return winner;
}

/** The environments that a definition belongs to, with the name that it has there. */
function sitesOf(definition: Definition, place: Place): readonly (Site & { readonly name: string })[] {
  const { facts } = place;
  const { name } = definition;
  const inside = facts.environments
    .filter(({ layers }) => holds(layers, definition))
    .map((environment) => ({ facts, environment, name }));
  if (definition.scope === "file") {
    // Of a family of files, those that lose have no uses to begin with (loaded.ts).
    const sites = sitesAround({ kind: "file" }, place, 0).filter(({ environment }) => environment.id !== FAMILY);
    return sites.map((site) => ({ ...site, name }));
  }
  const held = facts.resources.find(({ layers }) => holds(layers, definition));
  if (!held) return inside;
  const { resource } = held;
  return sitesAround({ kind: "resource", resource, key: name }, place, 0).flatMap((site) =>
    site.environment.layers.flatMap((layer) =>
      layer.kind === "resource" && layer.resource.name === resource.name && layer.resource.kind === resource.kind
        ? [{ ...site, name: layer.prefix + name }]
        : [],
    ),
  );
}

/** By place: a pipeline's definitions are made anew for each of its jobs. */
function holds(
  layers: readonly (EnvironmentFact["layers"][number] | ResourceFact["layers"][number])[],
  { nameSpan }: Definition,
): boolean {
  return layers.some(
    (layer) => layer.kind === "definitions" && layer.definitions.some((each) => each.nameSpan.start === nameSpan.start),
  );
}
