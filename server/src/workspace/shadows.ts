/**
 * Whether a definition is ever used: it is shadowed where another one wins in every environment that it belongs to, and
 * nobody reads it by another way. A reader need not be a key use: what any file does with the definition counts.
 */
import type { EnvironmentFact, EnvironmentLayer, ResourceFact } from "../find/environmentModel";
import type { Facts } from "../find/model";
import type { Definition, FactPart, ResourceName } from "../find/valueModel";
import { append } from "../text/append";
import { dialectOf } from "./dotenv";
import { lookUpEnvironment } from "./environments";
import { type FoundDefinition, type OriginStep, originStep, type Place } from "./look";
import { mountKey, pathKey, readKey, resourceKey, sourceKey, urisOfPath } from "./reach";
import { definitionName } from "./shared";
import { linkedFacts, type Site, sitesAround } from "./sites";
import type { Snapshot } from "./snapshot";
import { folderOf, nameOf } from "./uri";

/** Look-ups for one definition. */
const MAX_LOOKS = 2_000;

/** The definition that always wins over this one; undefined where this one counts, or nobody can tell. */
export function shadowOf(definition: Definition, facts: Facts, snapshot: Snapshot): OriginStep | undefined {
  const own = definitionName(facts.uri, definition.nameSpan);
  // A file that has not been looked at yet may read it.
  if (!snapshot.complete() || snapshot.readers(own).length > 0) return undefined;
  const place: Place = { facts, scope: { kind: "nothing" }, snapshot, looks: { left: MAX_LOOKS }, named: new Map() };
  const sites = sitesOf(definition, place);
  if (!sites || sites.length === 0 || isReadOtherwise(definition, sites, place)) return undefined;
  let winner: OriginStep | undefined;
  for (const site of sites) {
    const look = lookUpEnvironment(site.name, alone(site.environment), undefined, { ...place, facts: site.facts });
    const [found, ...others] = look.kind === "found" ? look.found : [];
    if (!found || others.length > 0 || isOptional(found.definition)) return undefined;
    if (definitionName(found.facts.uri, found.definition.nameSpan) === own) return undefined;
    if (isRepeated(definition, found, facts)) return undefined;
    winner ??= originStep(found);
  }
  return winner;
}

/** A name that stands twice in one file of variables, or in one map of a text, is a slip, and nothing ranks higher. */
function isRepeated(definition: Definition, found: FoundDefinition, facts: Facts): boolean {
  if (found.facts.uri !== facts.uri) return false;
  if (definition.scope === "file") return true;
  return [...facts.environments, ...facts.resources].some(({ layers }) =>
    layers.some((layer) => holds([layer], definition) && holds([layer], found.definition)),
  );
}

export interface NamedSite extends Site {
  /** The name that the definition has there. */
  readonly name: string;
}

/** The environments that a definition belongs to; undefined where somebody is given it in another way. */
export function sitesOf(definition: Definition, place: Place): readonly NamedSite[] | undefined {
  const { facts } = place;
  const { name } = definition;
  if (definition.scope === "file") return sitesOfFile(name, place);
  const held = facts.resources.find(({ layers }) => holds(layers, definition));
  if (held) return sitesOfResource(held.resource, name, place);
  const given = facts.environments.filter(({ layers }) => holds(layers, definition));
  // Whoever includes a file of a pipeline can extend its jobs; nobody includes the pipeline's own file.
  const included = given.some(({ owner }) => owner === "gitlab-job") && !nameOf(facts.uri).startsWith(".gitlab-ci.");
  return included ? undefined : given.map((environment) => ({ facts, environment, name }));
}

/** Who loads a file of variables, and nothing else: a program that mounts it, or a script that sources it, reads it itself. */
function sitesOfFile(name: string, place: Place): readonly NamedSite[] | undefined {
  const { facts, snapshot } = place;
  if (snapshot.linked(sourceKey(facts.uri)).length > 0 || dialectOf(facts, [], snapshot) !== undefined)
    return undefined;
  const loads = (layer: EnvironmentLayer | ResourceFact["layers"][number], from: Facts): boolean =>
    layer.kind === "file" && urisOfPath(layer.path, from.uri, snapshot).includes(facts.uri);
  const sites: NamedSite[] = [];
  for (const site of sitesAround({ kind: "file" }, place, 0)) {
    if (!site.environment.layers.some((layer) => loads(layer, site.facts))) return undefined;
    sites.push({ ...site, name });
  }
  for (const from of linkedFacts(pathKey(facts.uri), place)) {
    for (const { resource, layers } of from.resources) {
      if (!layers.some((layer) => loads(layer, from))) continue;
      const given = sitesOfResource(resource, name, { ...place, facts: from });
      if (!given || given.length === 0) return undefined;
      append(sites, given);
    }
  }
  return sites;
}

/** Who takes in a whole collection, and nothing else: who mounts it, or reads this key of it, is given the value itself. */
function sitesOfResource(resource: ResourceName, key: string, place: Place): readonly NamedSite[] | undefined {
  const readers = [place.facts, ...linkedFacts(readKey(resource), place)];
  if (readers.some((facts) => definitionsOf(facts).some(({ value }) => readsKey(value.parts, resource, key))))
    return undefined;
  const sites: NamedSite[] = [];
  for (const site of sitesAround({ kind: "resource", resource, key }, place, 0)) {
    const { layers, links } = site.environment;
    if (links.some((link) => link.kind === "resource" && mountKey(link.resource) === mountKey(resource)))
      return undefined;
    for (const layer of layers) {
      if (layer.kind === "resource" && resourceKey(layer.resource) === resourceKey(resource))
        sites.push({ ...site, name: layer.prefix + key });
    }
  }
  return sites;
}

function readsKey(parts: readonly FactPart[], resource: ResourceName, key: string): boolean {
  return parts.some(
    (part) => part.kind === "resource-key" && part.key === key && resourceKey(part.resource) === resourceKey(resource),
  );
}

/** Another definition refers to the name where it may be this one, or what stands there is a template. */
function isReadOtherwise(definition: Definition, sites: readonly NamedSite[], { facts }: Place): boolean {
  const names = new Set([definition.name, ...sites.map(({ name }) => name)]);
  const all = new Set([facts, ...sites.map((site) => site.facts)]);
  for (const each of all) {
    // Compose's own references lead to the `.env` beside the file, and to nothing that a service is given.
    const project = nameOf(facts.uri) === ".env" && folderOf(facts.uri) === folderOf(each.uri);
    for (const { value, inside } of definitionsOf(each)) {
      if (inside?.kind === "compose-project" && !project) continue;
      if (namesAny(value.parts, names)) return true;
    }
  }
  return sites.some(({ environment }) => environment.layers.some((layer) => isTemplate(layer)));
}

function namesAny(parts: readonly FactPart[], names: ReadonlySet<string>): boolean {
  return parts.some((part) => {
    if (part.kind === "computed") return namesAny(part.parts, names);
    return part.kind === "reference" && (names.has(part.name) || namesAny(part.fallback?.parts ?? [], names));
  });
}

function isTemplate(layer: EnvironmentLayer): boolean {
  const definitions = layer.kind === "definitions" ? layer.definitions : [];
  return definitions.some(({ value }) => value.parts.some((part) => part.kind === "opaque" && part.why === "template"));
}

/** All that a text defines: for itself, and for what it starts. */
export function definitionsOf({ definitions, environments, resources }: Facts): readonly Definition[] {
  const layers: readonly (EnvironmentLayer | ResourceFact["layers"][number])[] = [
    ...environments.flatMap((each) => each.layers),
    ...resources.flatMap((each) => each.layers),
  ];
  return [...definitions, ...layers.flatMap((layer) => (layer.kind === "definitions" ? layer.definitions : []))];
}

const BEYOND: readonly EnvironmentLayer["kind"][] = ["service", "drop-ins", "patches"];

/** Without what an override, a drop-in or an overlay adds or takes away: nothing says that it is there wherever the rest is. */
export function alone(environment: EnvironmentFact): EnvironmentFact {
  const layers = environment.layers.filter(({ kind }) => !BEYOND.includes(kind));
  return layers.length === environment.layers.length ? environment : { ...environment, layers };
}

/** Where its key is absent, the variable is absent too, and what ranks lower counts. */
function isOptional({ value }: Definition): boolean {
  return value.parts.some((part) => part.kind === "resource-key" && part.optional);
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
