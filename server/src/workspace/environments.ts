/**
 * Looks a name up in what a program is given when it starts: an environment's layers from the highest rank down, the
 * files and collections that they load, and for a text the environments of whoever starts or mounts it.
 * Source: reference/variables.md 3.1 to 3.7; contract 2.2 for what is in reach.
 */
import type {
  EnvironmentFact,
  EnvironmentLayer,
  ResourceFact,
  ResourceLayer,
  UnitPart,
} from "../find/environmentModel";
import type { Facts } from "../find/model";
import type { PathFact, ResourceName, Surroundings } from "../find/valueModel";
import type { Dialect, FilePart } from "../read/reading";
import { append } from "../text/append";
import {
  CONDITIONAL,
  type FoundDefinition,
  foundIn,
  type Look,
  type OriginStep,
  opened,
  originStep,
  type Place,
  UNSEEN,
  UNSET,
} from "./look";
import { deploymentsOf } from "./patches";
import { mountKey, resourceKey, unitKey } from "./reach";
import { isInFunction, lookUpAnywhere, lookUpLines, lookUpShell } from "./scripts";
import { imagesBuilt, isCommonName, linkedFacts, type Site, sitesAround } from "./sites";
import type { FileView } from "./snapshot";
import { filesAt } from "./startFolders";
import { folderOf, joinPath } from "./uri";

/**
 * A name in the environment of whoever starts, mounts, runs or sources a text. With `offset` as of that place in a script:
 * a function of a library runs once it is called, so all that the script around it sets may count.
 */
export function lookUpSurroundings(name: string, around: Surroundings, place: Place, offset?: number): Look {
  if (place.looks.left-- <= 0) return UNSET;
  if (around.kind === "resource" && isCommonName(mountKey(around.resource), place)) return UNSEEN;
  const sites = sitesAround(around, place, 0);
  // A text that nobody was found to start may be started by a file that has not been looked at yet.
  if (sites.length === 0) return place.snapshot.complete() ? UNSET : UNSEEN;
  const later = offset !== undefined && isInFunction(place.facts, offset);
  const looks = sites.map(({ facts, environment }) => {
    const there = { ...place, facts };
    const whole =
      later && environment.owner === "sourcing" ? lookUpScript(name, environment, place.facts, there) : UNSET;
    return whole.kind === "unset" ? lookUpEnvironment(name, environment, undefined, there) : whole;
  });
  const found = looks.flatMap((look) => (look.kind === "found" ? look.found : []));
  if (found.length === 0) return looks.find(({ kind }) => kind !== "unset") ?? UNSET;
  return looks.some(({ kind }) => kind === "conditional") ? CONDITIONAL : { kind: "found", found: distinct(found) };
}

/** A name in all of a script that sources a library, wherever it is set. */
function lookUpScript(name: string, { layers }: EnvironmentFact, library: Facts, place: Place): Look {
  const shell = layers.find((layer) => layer.kind === "shell");
  return shell ? lookUpAnywhere(name, shell.job, library.uri, place) : UNSET;
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
  let unseen: Look | undefined;
  const gone = new Set<UnitPart>();
  for (let at = environment.layers.length - 1; at >= 0; at--) {
    const layer = environment.layers[at];
    const part = layer && partOf(layer);
    if (!layer || (part && gone.has(part))) continue;
    const look = lookUpLayer(name, layer, before, place);
    if (look.kind === "unseen") unseen ??= look;
    else if (look === REMOVED) return UNSET;
    else if (look === RESET && part) gone.add(part);
    else if (look.kind !== "unset") return beating(unseen ? opened(look) : look, name, environment, at, place);
  }
  return unseen ?? UNSET;
}

/** Definitions that a hover names as beaten; a file with more is a puzzle anyway. */
const MOST_BEATEN = 4;

/** The answer, with what it wins over in the layers below. */
function beating(look: Look, name: string, environment: EnvironmentFact, at: number, place: Place): Look {
  const [found, ...others] = look.kind === "found" ? look.found : [];
  if (!found || others.length > 0) return look;
  const over: OriginStep[] = [];
  for (let below = at - 1; below >= 0 && over.length < MOST_BEATEN; below--) {
    const layer = environment.layers[below];
    // What surrounds it all is another environment, with a hover of its own.
    if (!layer || layer.kind === "surroundings" || layer.kind === "removed") continue;
    const other = lookUpLayer(name, layer, undefined, place);
    if (other.kind === "found") append(over, other.found.map(originStep));
  }
  return over.length === 0 ? look : { kind: "found", found: [{ ...found, over }] };
}

/** A name that was taken away: nothing below counts. */
const REMOVED: Look = { kind: "unset" };
/** All of one sort was taken away: nothing below of the same sort counts. */
const RESET: Look = { kind: "unset" };

/** Of which sort a layer is, for those that a unit may take away. */
function partOf(layer: EnvironmentLayer): UnitPart | undefined {
  if (layer.kind === "drop-ins" || layer.kind === "reset") return layer.part;
  if (layer.kind === "file") return "files";
  return layer.kind === "definitions" ? "definitions" : undefined;
}

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
    case "build-args":
      return lookUpBuildArgs(name, layer, before, place);
    case "shell":
      return lookUpShell(name, { ...layer, exported: layer.own !== true }, place);
    case "surroundings":
      return lookUpSurroundings(name, layer.around, place);
    case "drop-ins":
      return lookUpDropIns(name, layer, place);
    case "patches":
      return before === undefined ? lookUpPatches(name, layer, place) : UNSET;
    case "reset":
      return RESET;
    case "service":
      return lookUpService(name, layer, place);
    case "removed":
      return layer.names.includes(name) ? REMOVED : UNSET;
    case "arguments":
    case "values-file":
      return UNSET;
    case "outside":
      return UNSEEN;
  }
}

function lookUpDefinitions(
  name: string,
  { definitions }: Pick<Extract<EnvironmentLayer, { kind: "definitions" }>, "definitions">,
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
  const files = filesAt(path, dialect, place);
  if (!files || path.path === undefined) return UNSEEN;
  if (files.length === 0) return required ? { kind: "unseen", missing: path.path } : UNSET;
  const found = files.flatMap((facts) => lookUpLines(name, facts, Number.POSITIVE_INFINITY, place.named) ?? []);
  return found.length > 0 ? { kind: "found", found } : UNSET;
}

/** The first of the files that a path may mean. */
function firstOf(path: PathFact, as: FileView, place: Place): Facts | undefined {
  return filesAt(path, as, place)?.[0];
}

/** The `ENV` of an image: that of the stage, or the last one. */
function lookUpImage(name: string, dockerfile: PathFact, stage: string | undefined, place: Place): Look {
  const facts = firstOf(dockerfile, "itself", place);
  const stages = facts?.environments.filter(({ owner }) => owner === "dockerfile-stage") ?? [];
  const built = stage === undefined ? stages[stages.length - 1] : stages.find((each) => each.name === stage);
  if (!facts || !built) return UNSET;
  // An `ARG` is gone once the image is built.
  const layers = built.layers.flatMap((layer): readonly EnvironmentLayer[] => {
    if (layer.kind === "build-args") return [];
    if (layer.kind !== "definitions") return [layer];
    return [{ ...layer, definitions: layer.definitions.filter(({ exported }) => exported) }];
  });
  return lookUpEnvironment(name, { ...built, layers }, undefined, { ...place, facts });
}

/** What whoever builds the image gives for an `ARG`; more may be given on the command line. */
function lookUpBuildArgs(
  name: string,
  { names }: Extract<EnvironmentLayer, { kind: "build-args" }>,
  before: number | undefined,
  place: Place,
): Look {
  const declared = names.some((each) => each.name === name && (before === undefined || each.nameSpan.start < before));
  if (!declared) return UNSET;
  const looks = imagesBuilt(place).map(({ facts, layer }) =>
    lookUpDefinitions(name, { definitions: layer.args ?? [] }, undefined, { ...place, facts }),
  );
  const found = looks.flatMap((look) => (look.kind === "found" ? look.found : []));
  return found.length > 0 ? opened({ kind: "found", found: distinct(found) }) : UNSET;
}

function lookUpDropIns(name: string, layer: Extract<EnvironmentLayer, { kind: "drop-ins" }>, place: Place): Look {
  const { unit, part } = layer;
  const key = unitKey(unit, place.facts.uri, place.snapshot);
  const sites = linkedFacts(key, place).flatMap((facts) =>
    facts.environments
      .filter(({ links }) => links.some((link) => link.kind === "unit" && link.unit === unit))
      .map((environment) => ({ facts, environment })),
  );
  // The last file name wins: https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html
  const ordered = [...sites].sort((left, right) => (fileName(left) < fileName(right) ? 1 : -1));
  for (const { facts, environment } of ordered) {
    for (const own of [...environment.layers].reverse()) {
      if (own.kind === "removed" ? part !== "removed" : partOf(own) !== part) continue;
      const look = lookUpLayer(name, own, undefined, { ...place, facts });
      if (look.kind !== "unset" || look === RESET || look === REMOVED) return look;
    }
  }
  return UNSET;
}

/** What overlays put into a container. Where only some of them do, what the container has itself counts in others. */
function lookUpPatches(name: string, layer: Extract<EnvironmentLayer, { kind: "patches" }>, place: Place): Look {
  const looks = deploymentsOf(layer, place).map(({ patches }): Look => {
    for (const { facts, environment } of patches) {
      for (const own of [...environment.layers].reverse()) {
        const look = lookUpLayer(name, own, undefined, { ...place, facts });
        if (look.kind !== "unset" || look === REMOVED) return look;
      }
    }
    return UNSET;
  });
  const [first, ...others] = looks;
  if (!first || others.every((look) => look === first)) return first ?? UNSET;
  const found = looks.flatMap((look) => (look.kind === "found" ? look.found : []));
  if (found.length === 0) return looks.find(({ kind }) => kind !== "unset") ?? CONDITIONAL;
  return looks.every(({ kind }) => kind === "found") ? { kind: "found", found: distinct(found) } : CONDITIONAL;
}

function fileName({ facts }: Site): string {
  return facts.uri.slice(facts.uri.lastIndexOf("/") + 1);
}

/** A key of a Secret or ConfigMap. One that no file holds exists all the same, with a value that nobody sees. */
export function lookUpResource(key: string, resource: ResourceName, place: Place): Look {
  if (place.looks.left-- <= 0) return UNSET;
  const wanted = resourceKey(resource);
  if (isCommonName(wanted, place)) return UNSEEN;
  const holders = linkedFacts(wanted, place).flatMap((facts) =>
    facts.resources.filter((each) => resourceKey(each.resource) === wanted).map((each) => ({ facts, each })),
  );
  if (holders.length === 0 || holders.some(({ each }) => !each.readable)) return UNSEEN;
  const found: FoundDefinition[] = [];
  for (const { facts, each } of holders) {
    const look = lookUpKey(key, each, { ...place, facts });
    if (look.kind === "unseen") return UNSEEN;
    if (look.kind === "found") append(found, look.found);
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
export function lookUpContent({ path, own, root, span }: FilePart, place: Place): Look {
  const mounted = mountedAs(path, place);
  const from = own ? "own-folder" : root ? "workspace-folder" : "working-folder";
  const files = mounted ? [mounted] : filesAt({ path, span, from }, "text", place);
  const found = (files ?? []).flatMap((facts) =>
    facts.definitions.slice(0, 1).map((definition) => ({ definition, facts, open: definition.open === true })),
  );
  return found.length > 0 ? { kind: "found", found } : UNSEEN;
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
