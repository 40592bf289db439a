/**
 * Who starts, mounts or runs a text, and so gives it its environment: files that name it by its path, mount the
 * collection that holds it, or build the image that it lies in (contract 2.2).
 */
import type { EnvironmentFact, EnvironmentLayer } from "../find/environmentModel";
import type { Facts } from "../find/model";
import type { Surroundings } from "../find/valueModel";
import type { Dialect } from "../read/reading";
import { familyEnvironments } from "./dotenv";
import type { Place } from "./look";
import { linkKeys, mountKey, pathKey, pathKeysOf, urisOfPath } from "./reach";

export interface Site {
  readonly facts: Facts;
  readonly environment: EnvironmentFact;
}

/** The facts of the files that are found under a key. */
export function linkedFacts(
  key: string,
  { facts: own, snapshot }: Pick<Place, "facts" | "snapshot">,
): readonly Facts[] {
  return snapshot.linked(key).flatMap((uri) => {
    const facts = uri === own.uri ? own : snapshot.facts(uri, "itself");
    return typeof facts === "object" ? [facts] : [];
  });
}

/** True where somebody fills the text in before its program reads it (Terraform's `templatefile`). */
export function isTemplate(place: Pick<Place, "facts" | "snapshot">): boolean {
  const { facts, snapshot } = place;
  return pathKeysOf(facts.uri, snapshot).some((key) =>
    linkedFacts(key, place).some(({ uri, environments }) =>
      environments.some(
        ({ owner, links }) => owner === "template" && links.some((link) => linkKeys(link, uri, snapshot).includes(key)),
      ),
    ),
  );
}

/**
 * Files that hold or mount a collection of one name. Where every application of a repository has its own `app-config`, a
 * name tells nothing, and looking at all of them for each of them takes forever.
 */
const MOST_OF_ONE_NAME = 16;

/** True where so many files are found under a key that it tells none of them. */
export function isCommonName(key: string, { snapshot }: Place): boolean {
  return snapshot.linked(key).length > MOST_OF_ONE_NAME;
}

/** How far a text may lie in a collection that lies in another. */
const MAX_HOPS = 4;

/** The environments of a text, with `hops` of collections behind us. Who names the file itself goes before who names a folder around it. */
export function sitesAround(around: Surroundings, place: Place, hops: number): readonly Site[] {
  const { facts, snapshot } = place;
  if (hops > MAX_HOPS) return [];
  if (around.kind === "environment") {
    const environment = facts.environments[around.environment];
    return environment ? [{ facts, environment }] : [];
  }
  if (around.kind === "resource") {
    const key = mountKey(around.resource);
    return isCommonName(key, place) ? [] : sitesLinking([key], linkedFacts(key, place), place);
  }
  const [own = "", ...folders] = pathKeysOf(facts.uri, snapshot);
  const named = sitesNaming(own, place, hops);
  if (named.length > 0) return named;
  const family = familySites(place, false);
  if (family.length > 0) return family;
  for (const key of folders) {
    const sites = sitesNaming(key, place, hops);
    if (sites.length > 0) return sites;
  }
  return [];
}

/** The environments of what names exactly this, by its key. */
export function sitesOf(key: string, place: Place): readonly Site[] {
  return sitesLinking([key], linkedFacts(key, place), place);
}

function sitesNaming(key: string, place: Place, hops: number): readonly Site[] {
  const linking = linkedFacts(key, place);
  const named = [...sitesLinking([key], linking, place), ...sitesOfGenerators(key, linking, place, hops)];
  return named.flatMap((site) => builtFrom(site, place) ?? [site]);
}

/** A file of variables that its project loads, together with others of its family; with the file itself if asked for. */
export function familySites(place: Place, withOwn: boolean): readonly Site[] {
  return familyEnvironments(place, withOwn).map((environment) => ({ facts: place.facts, environment }));
}

/** The dialects in which files that name this one load it. */
export function dialectsOf(place: Place): readonly Dialect[] {
  const { uri } = place.facts;
  return linkedFacts(pathKey(uri), place).flatMap((facts) =>
    [...facts.environments, ...facts.resources].flatMap(({ layers }) =>
      layers.flatMap((layer) =>
        layer.kind === "file" && urisOfPath(layer.path, facts.uri, place.snapshot).includes(uri) ? [layer.dialect] : [],
      ),
    ),
  );
}

/** What runs the image of a stage is given more than the stage; undefined where nothing in reach runs it. */
function builtFrom({ facts, environment }: Site, place: Place): readonly Site[] | undefined {
  if (environment.owner !== "dockerfile-stage") return undefined;
  const running = imagesBuilt({ ...place, facts }).filter(
    ({ layer }) => layer.stage === undefined || layer.stage === environment.name,
  );
  return running.length > 0 ? running : undefined;
}

function sitesLinking(
  keys: readonly string[],
  all: readonly Facts[],
  { facts: own, snapshot }: Place,
): readonly Site[] {
  return all.flatMap((facts) =>
    facts.environments
      // Lines of a file of variables are looked up in what loads it; a shell that sources it reads it as a script.
      .filter(({ owner }) => owner !== "sourcing" || own.format !== "dotenv")
      .filter(({ links, layers }) => {
        const linked = links.flatMap((link) => linkKeys(link, facts.uri, snapshot));
        const loaded = layers.flatMap((layer) =>
          layer.kind === "file"
            ? linkKeys({ kind: "path", path: layer.path }, facts.uri, snapshot)
            : layer.kind === "resource"
              ? [mountKey(layer.resource)]
              : [],
        );
        return [...linked, ...loaded].some((each) => keys.includes(each));
      })
      .map((environment) => ({ facts, environment })),
  );
}

/** A file that a generator puts into a ConfigMap has the environment of whoever mounts that. */
function sitesOfGenerators(key: string, all: readonly Facts[], place: Place, hops: number): readonly Site[] {
  return all.flatMap((facts) =>
    facts.resources.flatMap(({ resource, layers }) =>
      layers.flatMap((layer) => {
        if (layer.kind !== "content") return [];
        const keys = linkKeys({ kind: "path", path: layer.path }, facts.uri, place.snapshot);
        if (!keys.includes(key)) return [];
        return sitesAround({ kind: "resource", resource, key: layer.key }, { ...place, facts }, hops + 1);
      }),
    ),
  );
}

export interface BuiltImage extends Site {
  readonly layer: Extract<EnvironmentLayer, { kind: "image" }>;
}

/** Who is built from this Dockerfile, of whatever stage. */
export function imagesBuilt(place: Place): readonly BuiltImage[] {
  const { uri } = place.facts;
  return linkedFacts(pathKey(uri), place).flatMap((facts) =>
    facts.environments.flatMap((environment) =>
      environment.layers.flatMap((layer): readonly BuiltImage[] => {
        const built = layer.kind === "image" && urisOfPath(layer.dockerfile, facts.uri, place.snapshot).includes(uri);
        return built ? [{ facts, environment, layer }] : [];
      }),
    ),
  );
}
