/**
 * What kustomizations do to a manifest: those that build on it, and those that build on them. Each of them at the top is a
 * deployment of its own, and only together with what it builds on.
 */
import type { ContainerPlace, EnvironmentLayer, PatchFact, Workload } from "../find/environmentModel";
import type { Facts } from "../find/model";
import type { Place } from "./look";
import { buildKey } from "./reach";
import { linkedFacts, type Site } from "./sites";
import { filesAt } from "./startFolders";
import { folderOf } from "./uri";

type Patches = Extract<EnvironmentLayer, { kind: "patches" }>;

/** Overlays of overlays. */
const DEEPEST = 6;
/** Deployments of one manifest that are told apart. */
const MOST = 16;

/** One of the things that are made of a manifest. */
export interface Deployment {
  /** From the nearest to one that nothing builds on. */
  readonly kustomizations: readonly Facts[];
  /** Their patches for a container, the one that counts first. */
  readonly patches: readonly Site[];
}

/** What kustomizations make of a container; none where none builds on its manifest. */
export function deploymentsOf({ workload, container }: Patches, place: Place): readonly Deployment[] {
  return waysUp(place.facts.uri, place, 0)
    .slice(0, MOST)
    .map((kustomizations) => {
      const patches = [...kustomizations].reverse().flatMap((each) => sitesIn(each, workload, container, place));
      return { kustomizations, patches };
    });
}

/** The kustomizations from the nearest to one that nothing builds on. */
function waysUp(uri: string, place: Place, depth: number): readonly (readonly Facts[])[] {
  if (depth === DEEPEST) return [];
  const builders = linkedFacts(buildKey(uri), place).filter(({ kustomizations }) => kustomizations !== undefined);
  return builders.flatMap((builder): readonly (readonly Facts[])[] => {
    const above = builder.uri === uri ? [] : waysUp(folderOf(builder.uri), place, depth + 1);
    return above.length === 0 ? [[builder]] : above.map((way) => [builder, ...way]);
  });
}

function sitesIn(facts: Facts, workload: Workload, container: ContainerPlace, place: Place): readonly Site[] {
  const patches = (facts.kustomizations ?? []).flatMap((each) => each.patches);
  return [...patches].reverse().flatMap((patch) => sitesOf(patch, facts, workload, container, place));
}

function sitesOf(
  patch: PatchFact,
  facts: Facts,
  workload: Workload,
  container: ContainerPlace,
  place: Place,
): readonly Site[] {
  const { target } = patch;
  if (target && (target.kind !== workload.kind || target.name !== workload.name)) return [];
  if ("environments" in patch) {
    const own = patch.environments.flatMap((id) => facts.environments[id] ?? []);
    return own.flatMap((environment) => (isInto(environment.patch, container) ? [{ facts, environment }] : []));
  }
  return (filesAt(patch.path, "itself", { ...place, facts }) ?? []).flatMap((file) =>
    file.environments.flatMap((environment): readonly Site[] => {
      if (environment.patch)
        return target && isInto(environment.patch, container) ? [{ facts: file, environment }] : [];
      const merged = environment.layers.some(
        (layer) =>
          layer.kind === "patches" &&
          layer.workload.kind === workload.kind &&
          layer.workload.name === workload.name &&
          layer.container.name === container.name,
      );
      return merged ? [{ facts: file, environment: withoutPatches(environment) }] : [];
    }),
  );
}

function isInto(patch: Site["environment"]["patch"], { list, container }: ContainerPlace): boolean {
  return patch?.list === list && patch.container === container;
}

/** A patch is merged as it stands. */
function withoutPatches(environment: Site["environment"]): Site["environment"] {
  return { ...environment, layers: environment.layers.filter(({ kind }) => kind !== "patches") };
}
