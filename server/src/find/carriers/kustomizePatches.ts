/**
 * What kustomizations build on, and the patches that they apply to workloads: JSON patches that add variables to a
 * container, and manifests that are merged into others. A JSON patch is a file of its own that does not say what it is for,
 * so it is an environment without a program, which the workload takes in. Sources:
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/,
 * https://datatracker.ietf.org/doc/html/rfc6902
 */

import { defaultBudget } from "../../read/budget";
import { mapTree, pieceLayer } from "../../read/embedded";
import type { MapNode, ScalarNode, TreeNode } from "../../read/reading";
import { readYaml } from "../../read/yaml";
import { parseImageName } from "../../text/imageName";
import type { PatchFact, PatchPlace, Workload } from "../environmentModel";
import type { ImageChange } from "../programModel";
import { sealValue } from "../value";
import type { PathFact } from "../valueModel";
import { addEnvironment, type CarrierSink } from "./carrier";
import { literalValue } from "./kubernetesText";
import { type ContainerList, entryDefinition, imageAt, isContainerList } from "./podSpec";
import { childOf, itemsOf, mapsAt, scalarAt, scalarOf, scalarsAt, textAt } from "./tree";

/** Adds what a kustomization builds on and how it patches that. */
export function readPatches(root: MapNode, sink: CarrierSink): void {
  const builds = ["resources", "bases"].flatMap((list) => scalarsAt(root, list).flatMap(pathOf));
  const patches = [
    ...itemsOf(childOf(root, "patchesStrategicMerge")).flatMap((item) => mergedPatch(item)),
    ...["patches", "patchesJson6902"].flatMap((list) => mapsAt(root, list).flatMap((each) => readPatch(each, sink))),
  ];
  const images = mapsAt(root, "images").flatMap(imageChange);
  if (builds.length > 0) sink.kustomizations.push({ builds, patches, ...(images.length > 0 && { images }) });
}

function imageChange(image: MapNode): readonly ImageChange[] {
  const named = parseImageName(textAt(image, "name") ?? "");
  const newName = textAt(image, "newName");
  const newTag = scalarAt(image, "newTag");
  if (!named) return [];
  return [
    {
      name: named.name,
      newName: newName === undefined ? undefined : (parseImageName(newName)?.name ?? newName),
      newTag: newTag && sealValue(literalValue(newTag)),
      digest: textAt(image, "digest") !== undefined,
    },
  ];
}

function readPatch(patch: MapNode, sink: CarrierSink): readonly PatchFact[] {
  const target = childOf(patch, "target");
  const workload = target && workloadAt(textAt(target, "kind"), textAt(target, "name"));
  if (target && !workload) return [];
  const path = scalarAt(patch, "path");
  if (path) return pathOf(path).map((each): PatchFact => ({ target: workload, path: each }));
  const inline = scalarAt(patch, "patch");
  return inline ? inlinePatch(inline, workload, sink) : [];
}

/** A target may be a pattern, and then nobody knows here what it meets. */
function workloadAt(kind: string | undefined, name: string | undefined): Workload | undefined {
  return kind !== undefined && name !== undefined && /^[A-Za-z0-9.-]+$/.test(name) ? { kind, name } : undefined;
}

function mergedPatch(item: TreeNode): readonly PatchFact[] {
  const scalar = scalarOf(item);
  return scalar ? pathOf(scalar).map((path): PatchFact => ({ target: undefined, path })) : [];
}

/** A text is a patch itself where it has lines. */
function pathOf(scalar: ScalarNode): readonly PathFact[] {
  const path = scalar.layer.text;
  if (path === "" || path.includes("\n") || /^[a-z][a-z0-9+.-]*:/.test(path)) return [];
  return [{ path, span: scalar.span, from: "own-folder" }];
}

/** Nobody writes longer ones into a kustomization. */
const MAX_UNITS = 20_000;

function inlinePatch(scalar: ScalarNode, target: Workload | undefined, sink: CarrierSink): readonly PatchFact[] {
  const layer = pieceLayer(scalar);
  if (layer.text.length > MAX_UNITS) return [];
  const first = sink.environments.length;
  for (const tree of readYaml(layer.text, defaultBudget()).trees) {
    jsonPatchCarrier(mapTree(tree, layer, scalar.span), sink);
  }
  const environments = sink.environments.slice(first).map(({ id }) => id);
  return environments.length > 0 && target ? [{ target, environments }] : [];
}

/** Adds the variables of a JSON patch; true where the document is one. */
export function jsonPatchCarrier(tree: TreeNode, sink: CarrierSink): boolean {
  const operations = itemsOf(tree).filter((item) => item.kind === "map");
  if (tree.kind !== "list" || operations.length === 0 || !operations.every(isOperation)) return false;
  const added = new Map<string, { readonly place: PatchPlace; readonly entries: MapNode[] }>();
  for (const operation of operations) {
    addImage(operation, sink);
    const place = placeOf(textAt(operation, "path") ?? "");
    if (!place || !/^(?:add|replace)$/.test(textAt(operation, "op") ?? "")) continue;
    const key = `${place.list} ${place.container}`;
    const entries = itemsOf(childOf(operation, "value")).filter((item) => item.kind === "map");
    const known = added.get(key);
    if (known) known.entries.push(...entries);
    else added.set(key, { place, entries });
  }
  for (const { place, entries } of added.values()) {
    const environment = sink.environments.length;
    const definitions = entries.flatMap((entry) => entryDefinition(entry, undefined, environment));
    if (definitions.length === 0) continue;
    const layers = [{ kind: "definitions", definitions }] as const;
    const { span } = tree;
    addEnvironment(sink, { owner: "kubernetes-container", name: "", span, layers, links: [], patch: place });
  }
  return true;
}

/** `/spec/template/spec/containers/0/image`. */
function addImage(operation: MapNode, sink: CarrierSink): void {
  const [list, index, last] = (textAt(operation, "path") ?? "").split("/").slice(-3);
  const value = scalarAt(operation, "value");
  if (last !== "image" || !value || !isContainerList(list) || !/^\d{1,3}$/.test(index ?? "")) return;
  const patch: PatchPlace = { list: list satisfies ContainerList, container: Number(index) };
  const common = { owner: "kubernetes-container", name: "", span: value.span, layers: [], links: [] } as const;
  addEnvironment(sink, { ...common, patch, programs: [imageAt(value)] });
}

function isOperation(node: TreeNode): boolean {
  return textAt(node, "op") !== undefined && textAt(node, "path")?.startsWith("/") === true;
}

/** `/spec/template/spec/containers/0/env/-`, or a whole list of variables at `…/env`. */
function placeOf(path: string): PatchPlace | undefined {
  const names = path.split("/");
  const at = names.lastIndexOf("env");
  const [list, index] = names.slice(at - 2, at);
  if (at < 2 || names.length > at + 2 || !isContainerList(list) || !/^\d{1,3}$/.test(index ?? "")) return undefined;
  return { list: list satisfies ContainerList, container: Number(index) };
}
