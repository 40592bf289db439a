/**
 * Looks a name up in what a program is given when it starts: an environment's layers from the highest rank down, the
 * files and collections that they load, and for a text the environments of whoever starts or mounts it.
 * Source: reference/variables.md 3.1 to 3.7; contract 2.2 for what is in reach.
 */
import type {
  EnvironmentFact,
  EnvironmentLayer,
  Facts,
  PathFact,
  ResourceFact,
  ResourceLayer,
  ResourceName,
  Surroundings,
} from "../find/model";
import type { Dialect, FilePart } from "../read/reading";
import { CONDITIONAL, type FoundDefinition, foundIn, type Look, opened, type Place, UNSEEN, UNSET } from "./look";
import { linkKeys, mountKey, pathKey, pathKeysOf, resourceKey, unitKey, urisOfPath } from "./reach";
import { lookUpLines, lookUpShell } from "./scripts";
import type { FileView } from "./snapshot";
import { folderOf, joinPath } from "./uri";

export interface Site {
  readonly facts: Facts;
  readonly environment: EnvironmentFact;
}

/** A name in the environment of whoever starts, mounts or runs a text. */
export function lookUpSurroundings(name: string, around: Surroundings, place: Place): Look {
  if (place.looks.left-- <= 0) return UNSET;
  const sites = sitesAround(around, place, 0);
  // A text that nobody was found to start may be started by a file that has not been looked at yet.
  if (sites.length === 0) return place.snapshot.complete() ? UNSET : UNSEEN;
  const looks = sites.map(({ facts, environment }) =>
    lookUpEnvironment(name, environment, undefined, { ...place, facts }),
  );
  const found = looks.flatMap((look) => (look.kind === "found" ? look.found : []));
  if (found.length === 0) return looks.find(({ kind }) => kind !== "unset") ?? UNSET;
  return looks.some(({ kind }) => kind === "conditional") ? CONDITIONAL : { kind: "found", found: distinct(found) };
}

function distinct(found: readonly FoundDefinition[]): readonly FoundDefinition[] {
  return found.filter((each, at) => found.findIndex(({ definition }) => definition === each.definition) === at);
}

/** A name in an environment; with `before` only among its own values that stand before that offset. */
export function lookUpEnvironment(
  name: string,
  environment: EnvironmentFact,
  before: number | undefined,
  place: Place,
): Look {
  if (place.looks.left-- <= 0) return UNSET;
  let unseen = false;
  for (let at = environment.layers.length - 1; at >= 0; at--) {
    const layer = environment.layers[at];
    const look = layer ? lookUpLayer(name, layer, before, place) : UNSET;
    if (look.kind === "unseen") unseen = true;
    else if (look === REMOVED) return UNSET;
    else if (look.kind !== "unset") return unseen ? opened(look) : look;
  }
  return unseen ? UNSEEN : UNSET;
}

/** A name that was taken away: nothing below counts. */
const REMOVED: Look = { kind: "unset" };

function lookUpLayer(name: string, layer: EnvironmentLayer, before: number | undefined, place: Place): Look {
  switch (layer.kind) {
    case "definitions":
      return lookUpDefinitions(name, layer, before, place);
    case "file":
      return lookUpFile(name, layer.path, layer.dialect, layer.required, place);
    case "resource":
      if (!name.startsWith(layer.prefix)) return UNSET;
      return lookUpResource(name.slice(layer.prefix.length), layer.resource, place);
    case "image":
      return lookUpImage(name, layer.dockerfile, layer.stage, place);
    case "shell":
      return lookUpShell(name, { offset: layer.offset, job: layer.job, exported: true }, place);
    case "surroundings":
      return lookUpSurroundings(name, layer.around, place);
    case "drop-ins":
      return lookUpDropIns(name, layer.unit, place);
    case "service":
      return lookUpService(name, layer, place);
    case "removed":
      return layer.names.includes(name) ? REMOVED : UNSET;
    case "outside":
      return UNSEEN;
  }
}

function lookUpDefinitions(
  name: string,
  { definitions }: Extract<EnvironmentLayer, { kind: "definitions" }>,
  before: number | undefined,
  place: Place,
): Look {
  for (let at = definitions.length - 1; at >= 0; at--) {
    const definition = definitions[at];
    if (definition?.name !== name || (before !== undefined && definition.nameSpan.start >= before)) continue;
    if (isPassedOn(definition.value.parts, name, definition.inside?.kind === "compose-project")) {
      // `- NAME` in Compose: what the project has, else the entry is as if it were not there.
      if (lookUpComposeProject(name, place).kind === "unset") continue;
    }
    return definition.conditional ? CONDITIONAL : foundIn(definition, place.facts);
  }
  return UNSET;
}

function isPassedOn(
  parts: readonly { readonly kind: string; readonly name?: string }[],
  name: string,
  compose: boolean,
): boolean {
  const [only] = parts;
  return compose && parts.length === 1 && only?.kind === "reference" && only.name === name && !("fallback" in only);
}

/** A Compose file's own variables: the `.env` of its folder; the shell would win. */
export function lookUpComposeProject(name: string, place: Place): Look {
  const facts = place.snapshot.facts(joinPath(folderOf(place.facts.uri), ".env"), "compose");
  const found = typeof facts === "object" ? lookUpLines(name, facts, Number.POSITIVE_INFINITY, place.named) : undefined;
  return found ? { kind: "found", found: [{ ...found, open: true }] } : UNSET;
}

function lookUpFile(name: string, path: PathFact, dialect: Dialect, required: boolean, place: Place): Look {
  const facts = firstOf(path, dialect, place);
  if (!facts) return required || path.path === undefined ? UNSEEN : UNSET;
  const found = lookUpLines(name, facts, Number.POSITIVE_INFINITY, place.named);
  return found ? { kind: "found", found: [found] } : UNSET;
}

/** The first of the files that a path may mean. */
function firstOf(path: PathFact, as: FileView, { facts, snapshot }: Place): Facts | undefined {
  for (const uri of urisOfPath(path, facts.uri, snapshot)) {
    const other = snapshot.facts(uri, as);
    if (typeof other === "object") return other;
  }
  return undefined;
}

/** The `ENV` of an image: that of the stage, or the last one. */
function lookUpImage(name: string, dockerfile: PathFact, stage: string | undefined, place: Place): Look {
  const facts = firstOf(dockerfile, "itself", place);
  const stages = facts?.environments.filter(({ owner }) => owner === "dockerfile-stage") ?? [];
  const built = stage === undefined ? stages[stages.length - 1] : stages.find((each) => each.name === stage);
  if (!facts || !built) return UNSET;
  // An `ARG` is gone once the image is built.
  const layers = built.layers.map((layer) =>
    layer.kind === "definitions"
      ? { ...layer, definitions: layer.definitions.filter(({ exported }) => exported) }
      : layer,
  );
  return lookUpEnvironment(name, { ...built, layers }, undefined, { ...place, facts });
}

function lookUpDropIns(name: string, unit: string, place: Place): Look {
  const key = unitKey(unit, place.facts.uri, place.snapshot);
  const sites = linkedFacts(key, place).flatMap((facts) =>
    facts.environments
      .filter(({ links }) => links.some((link) => link.kind === "unit" && link.unit === unit))
      .map((environment) => ({ facts, environment })),
  );
  // The last file name wins: https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html
  const ordered = [...sites].sort((left, right) => (fileName(left) < fileName(right) ? 1 : -1));
  for (const { facts, environment } of ordered) {
    const look = lookUpEnvironment(name, environment, undefined, { ...place, facts });
    if (look.kind !== "unset") return look;
  }
  return UNSET;
}

function fileName({ facts }: Site): string {
  return facts.uri.slice(facts.uri.lastIndexOf("/") + 1);
}

/** A key of a Secret or ConfigMap. One that no file holds exists all the same, with a value that nobody sees. */
export function lookUpResource(key: string, resource: ResourceName, place: Place): Look {
  if (place.looks.left-- <= 0) return UNSET;
  const wanted = resourceKey(resource);
  const holders = linkedFacts(wanted, place).flatMap((facts) =>
    facts.resources.filter((each) => resourceKey(each.resource) === wanted).map((each) => ({ facts, each })),
  );
  if (holders.length === 0 || holders.some(({ each }) => !each.readable)) return UNSEEN;
  const found: FoundDefinition[] = [];
  for (const { facts, each } of holders) {
    const look = lookUpKey(key, each, { ...place, facts });
    if (look.kind === "unseen") return UNSEEN;
    if (look.kind === "found") found.push(...look.found);
  }
  return found.length === 0 ? UNSET : { kind: "found", found };
}

function lookUpKey(key: string, { layers }: ResourceFact, place: Place): Look {
  let unseen = false;
  for (let at = layers.length - 1; at >= 0; at--) {
    const layer = layers[at];
    const look = layer ? lookUpResourceLayer(key, layer, place) : UNSET;
    if (look.kind === "unseen") unseen = true;
    else if (look.kind !== "unset") return look;
  }
  return unseen ? UNSEEN : UNSET;
}

function lookUpResourceLayer(key: string, layer: ResourceLayer, place: Place): Look {
  if (layer.kind !== "content") return lookUpLayer(key, layer, undefined, place);
  if (layer.key !== key) return UNSET;
  const facts = firstOf(layer.path, "text", place);
  const [definition] = facts?.definitions ?? [];
  return facts && definition ? foundIn(definition, facts) : UNSEEN;
}

/** A file that a value names by its path, whole. */
export function lookUpContent({ path, own, span }: FilePart, place: Place): Look {
  const facts =
    mountedAs(path, place) ?? firstOf({ path, span, from: own ? "own-folder" : "working-folder" }, "text", place);
  const [definition] = facts?.definitions ?? [];
  return facts && definition ? foundIn(definition, facts) : UNSEEN;
}

/** A path in a container, as the file that is mounted there. */
function mountedAs(path: string, place: Place): Facts | undefined {
  const { scope } = place;
  if (!path.startsWith("/") || (scope.kind !== "settings" && scope.kind !== "shell")) return undefined;
  for (const { facts, environment } of sitesAround(scope.around, place, 0)) {
    for (const link of environment.links) {
      if (link.kind !== "path" || link.as === undefined || link.path.path === undefined) continue;
      const below = path === link.as ? "" : path.startsWith(`${link.as}/`) ? path.slice(link.as.length) : undefined;
      if (below === undefined) continue;
      const found = firstOf({ ...link.path, path: link.path.path + below }, "text", { ...place, facts });
      if (found) return found;
    }
  }
  return undefined;
}

/** The service of this name in other files; the first that defines the name. */
function lookUpService(name: string, layer: Extract<EnvironmentLayer, { kind: "service" }>, place: Place): Look {
  for (const path of layer.paths) {
    const facts = firstOf(path, "itself", place);
    const environment = facts?.environments.find(
      (each) => each.owner === "compose-service" && each.name === layer.service,
    );
    if (!facts || !environment) continue;
    // The other file's own layers alone: it may name this one in turn.
    const layers = environment.layers.filter(
      ({ kind }) => kind !== "service" && (kind === "definitions") === (layer.part === "definitions"),
    );
    const look = lookUpEnvironment(name, { ...environment, layers }, undefined, { ...place, facts });
    if (look.kind !== "unset") return look;
  }
  return UNSET;
}

/** The facts of the files that are found under a key. */
function linkedFacts(key: string, { facts: own, snapshot }: Place): readonly Facts[] {
  return snapshot.linked(key).flatMap((uri) => {
    const facts = uri === own.uri ? own : snapshot.facts(uri, "itself");
    return typeof facts === "object" ? [facts] : [];
  });
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
    return sitesLinking([key], linkedFacts(key, place), place);
  }
  for (const key of pathKeysOf(facts.uri, snapshot)) {
    const linking = linkedFacts(key, place);
    const named = [...sitesLinking([key], linking, place), ...sitesOfGenerators(key, linking, place, hops)];
    const sites = named.flatMap((site) => builtFrom(site, place) ?? [site]);
    if (sites.length > 0) return sites;
  }
  return [];
}

/** What runs the image of a stage is given more than the stage; undefined where nothing in reach runs it. */
function builtFrom({ facts, environment }: Site, place: Place): readonly Site[] | undefined {
  if (environment.owner !== "dockerfile-stage") return undefined;
  const key = pathKey(facts.uri);
  const running = linkedFacts(key, place).flatMap((other) =>
    other.environments
      .filter(({ layers }) =>
        layers.some(
          (layer) =>
            layer.kind === "image" &&
            (layer.stage === undefined || layer.stage === environment.name) &&
            urisOfPath(layer.dockerfile, other.uri, place.snapshot).includes(facts.uri),
        ),
      )
      .map((each) => ({ facts: other, environment: each })),
  );
  return running.length > 0 ? running : undefined;
}

function sitesLinking(keys: readonly string[], all: readonly Facts[], { snapshot }: Place): readonly Site[] {
  return all.flatMap((facts) =>
    facts.environments
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
