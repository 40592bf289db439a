/**
 * The containers of a pod: the environment of each, and the collections that are mounted into it.
 * Source: reference/variables.md 3.3, after https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 * and https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/kubelet_pods.go (makeEnvironmentVariables).
 */
import type { MapNode, ScalarNode, TreeNode } from "../../read/reading";
import { templatePieces } from "../chartTemplate";
import { runsOf } from "../dockerRun";
import type { ContainerPlace, EnvironmentFact, EnvironmentLayer, LinkFact, Workload } from "../environmentModel";
import type { ProgramFact } from "../programModel";
import { sealValue } from "../value";
import type { Definition, FactValue, ResourceName } from "../valueModel";
import { addEnvironment, type CarrierSink } from "./carrier";
import { kubernetesValue, literalValue } from "./kubernetesText";
import { bareValue, environmentDefinition, isTrueAt, namedResource } from "./manifest";
import { readPodCommands } from "./podCommand";
import { childOf, entryOf, isNull, mapsAt, scalarAt, textAt } from "./tree";

/** Native lists of containers, in the order in which they start. */
const LISTS = ["initContainers", "containers", "ephemeralContainers"] as const;
export type ContainerList = (typeof LISTS)[number];

/** True for the name of a list of containers. */
export function isContainerList(name: string | undefined): name is ContainerList {
  return LISTS.some((list) => list === name);
}

/** True where a node lists containers, half-typed ones too. */
export function isPodSpec(node: TreeNode | undefined): node is MapNode {
  return node?.kind === "map" && LISTS.some((list) => entryOf(node, list) !== undefined);
}

/** The environment that a container of this name got. */
export interface ContainerEnvironment {
  readonly name: string;
  readonly environment: number;
}

/** Adds an environment for each container of a pod, and what runs in it. `workload`: what patches call the pod's own. */
export function readPod(
  spec: MapNode,
  namespace: string | undefined,
  workload: Workload | undefined,
  sink: CarrierSink,
): readonly ContainerEnvironment[] {
  const volumes = volumesOf(spec, namespace);
  return LISTS.flatMap((list) =>
    mapsAt(spec, list).map((container, at) => {
      const place: ContainerPlace = { list, container: at, name: textAt(container, "name") ?? "" };
      const patches: readonly EnvironmentLayer[] = workload ? [{ kind: "patches", workload, container: place }] : [];
      return readContainer(container, namespace, volumes, patches, sink);
    }),
  );
}

type Volumes = ReadonlyMap<string, readonly ResourceName[]>;

function readContainer(
  container: MapNode,
  namespace: string | undefined,
  volumes: Volumes,
  patches: readonly EnvironmentLayer[],
  sink: CarrierSink,
): ContainerEnvironment {
  const named = scalarAt(container, "name");
  const name = named?.layer.text ?? "";
  const environment = sink.environments.length;
  const layers = envFromLayers(container, "envFrom", namespace);
  const definitions = envDefinitions(container, "env", namespace, environment);
  const removed = mapsAt(container, "env").flatMap((entry) => (isDeletion(entry) ? (textAt(entry, "name") ?? []) : []));
  const removal: readonly EnvironmentLayer[] = removed.length > 0 ? [{ kind: "removed", names: removed }] : [];
  addEnvironment(sink, {
    owner: "kubernetes-container",
    name,
    span: named?.span ?? container.span,
    layers: [
      ...layers,
      ...(definitions.length > 0 ? [{ kind: "definitions", definitions } as const] : []),
      ...removal,
      ...patches,
    ],
    links: mountedBy(container, volumes),
    ...runsOf(textAt(container, "image")),
    ...imageOf(container),
  });
  const names = new Set(definitions.map((definition) => definition.name));
  readPodCommands(container, { environment, names, open: layers.length > 0 }, sink);
  return { name, environment };
}

/** What the lists of an environment are called, which others write as containers do. */
export interface EnvironmentLists {
  readonly env: string;
  readonly envFrom: string;
}

/** The layers of an environment with this id, of whatever holds its lists. */
export function environmentLayers(
  holder: MapNode,
  lists: EnvironmentLists,
  namespace: string | undefined,
  environment: number,
): readonly EnvironmentLayer[] {
  const definitions = envDefinitions(holder, lists.env, namespace, environment);
  const own: readonly EnvironmentLayer[] = definitions.length > 0 ? [{ kind: "definitions", definitions }] : [];
  return [...envFromLayers(holder, lists.envFrom, namespace), ...own];
}

/**
 * What a container runs, or what else names an image as containers do. Nothing is expanded in its name:
 * https://kubernetes.io/docs/concepts/containers/images/#image-names
 */
export function imageOf(container: MapNode): Pick<EnvironmentFact, "programs"> {
  const image = scalarAt(container, "image");
  return !image || image.layer.text === "" ? {} : { programs: [imageAt(image)] };
}

/** The image that a scalar names. */
export function imageAt(image: ScalarNode): ProgramFact {
  const pieces = templatePieces(image.layer.text);
  if (pieces) return { kind: "template", pieces, span: image.span, setting: "image" };
  return { kind: "image", value: sealValue(literalValue(image)), scope: { kind: "nothing" }, setting: "image" };
}

/** Later ones win over earlier ones. */
function envFromLayers(holder: MapNode, list: string, namespace: string | undefined): readonly EnvironmentLayer[] {
  const layers: EnvironmentLayer[] = [];
  for (const entry of mapsAt(holder, list)) {
    for (const [key, kind] of [
      ["configMapRef", "ConfigMap"],
      ["secretRef", "Secret"],
    ] as const) {
      const named = namedResource(kind, scalarAt(entry, key, "name"), namespace);
      if (!named) continue;
      const prefix = textAt(entry, "prefix") ?? "";
      layers.push({ kind: "resource", ...named, prefix, optional: isTrueAt(entry, key, "optional") });
    }
  }
  return layers;
}

function envDefinitions(
  holder: MapNode,
  list: string,
  namespace: string | undefined,
  environment: number,
): readonly Definition[] {
  return mapsAt(holder, list).flatMap((entry) => entryDefinition(entry, namespace, environment));
}

/** The variable of one entry of `env`. */
export function entryDefinition(
  entry: MapNode,
  namespace: string | undefined,
  environment: number,
): readonly Definition[] {
  const name = scalarAt(entry, "name");
  if (!name || name.layer.text === "" || isDeletion(entry)) return [];
  // Only entries above are seen. `before` is where the name of this one begins.
  const inside = { kind: "environment", environment, before: name.span.start } as const;
  return [environmentDefinition(name.layer.text, name.span, envValue(entry, name, namespace), inside)];
}

/** https://github.com/kubernetes/community/blob/main/contributors/devel/sig-api-machinery/strategic-merge-patch.md */
function isDeletion(entry: MapNode): boolean {
  return textAt(entry, "$patch") === "delete";
}

/** As the kubelet does it: `valueFrom` counts where `value` is empty. */
function envValue(entry: MapNode, name: ScalarNode, namespace: string | undefined): FactValue {
  const written = entryOf(entry, "value");
  const value = written?.value;
  if (value?.kind === "scalar" && !isNull(value) && value.layer.text !== "") return sealValue(kubernetesValue(value));
  const from = entryOf(entry, "valueFrom");
  if (from?.value) return valueFrom(from.value, namespace);
  if (value && value.kind !== "scalar") return opaque(value);
  if (value && !isNull(value)) return sealValue({ ...kubernetesValue(value), parts: [] });
  const end = (written ?? from)?.span.end ?? name.span.end;
  return bareValue(value?.span ?? { start: end, end }, []);
}

/** A key of a collection of the same namespace; what the cluster itself puts in (`fieldRef`) no file shows. */
function valueFrom(node: TreeNode, namespace: string | undefined): FactValue {
  for (const [ref, kind] of [
    ["secretKeyRef", "Secret"],
    ["configMapKeyRef", "ConfigMap"],
  ] as const) {
    const named = namedResource(kind, scalarAt(node, ref, "name"), namespace);
    const key = scalarAt(node, ref, "key");
    if (!named || !key || key.layer.text === "") continue;
    const { resource } = named;
    const optional = isTrueAt(node, ref, "optional");
    return bareValue(key.span, [{ kind: "resource-key", resource, key: key.layer.text, span: key.span, optional }]);
  }
  return opaque(node);
}

function opaque({ span }: TreeNode): FactValue {
  return bareValue(span, [{ kind: "opaque", span, why: "unsupported" }]);
}

/** The collections behind each volume of the pod. */
function volumesOf(spec: MapNode, namespace: string | undefined): Volumes {
  const volumes = new Map<string, readonly ResourceName[]>();
  for (const volume of mapsAt(spec, "volumes")) {
    const name = textAt(volume, "name");
    if (name === undefined) continue;
    const sources = [volume, ...mapsAt(volume, "projected", "sources")];
    const resources = sources.flatMap((source) => {
      const secret = scalarAt(source, "secret", source === volume ? "secretName" : "name");
      const named = [
        namedResource("ConfigMap", scalarAt(source, "configMap", "name"), namespace),
        namedResource("Secret", secret, namespace),
      ];
      return named.flatMap((each) => (each ? [each.resource] : []));
    });
    if (resources.length > 0) volumes.set(name, resources);
  }
  return volumes;
}

function mountedBy(container: MapNode, volumes: Volumes): readonly LinkFact[] {
  if (volumes.size === 0 || childOf(container, "volumeMounts") === undefined) return [];
  const names = new Set(mapsAt(container, "volumeMounts").map((mount) => textAt(mount, "name")));
  const links = new Map<string, LinkFact>();
  for (const name of names) {
    for (const resource of (name === undefined ? undefined : volumes.get(name)) ?? []) {
      links.set(`${resource.kind} ${resource.name}`, { kind: "resource", resource });
    }
  }
  return [...links.values()];
}
