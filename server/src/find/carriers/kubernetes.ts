/**
 * Kubernetes manifests: pods wherever they stand, Secrets and ConfigMaps, and what Elastic's own operator adds.
 * Source: reference/variables.md 3.3, 3.4.
 */
import type { MapNode, TreeNode } from "../../read/reading";
import type { CarrierSink } from "./carrier";
import { readChartValues } from "./chartValues";
import { readResources } from "./clusterResources";
import { readCollectorResource, readInstrumentation } from "./collectors";
import { readElasticResource } from "./eck";
import { readTriggerAuthentication } from "./keda";
import { namespaceOf } from "./manifest";
import { type ContainerEnvironment, isPodSpec, readPod } from "./podSpec";
import { childOf, mapsAt, textAt } from "./tree";

/** Adds what one document of a file gives; true where it is a manifest: it has `apiVersion` and `kind`. */
export function kubernetesCarrier(tree: TreeNode, sink: CarrierSink): boolean {
  const kind = textAt(tree, "kind");
  if (tree.kind !== "map" || kind === undefined || textAt(tree, "apiVersion") === undefined) return false;
  readManifest(tree, kind, sink, 0);
  return true;
}

/** Nobody nests lists of manifests, or pods in custom resources, any deeper. */
const DEEPEST = 12;

function readManifest(document: MapNode, kind: string, sink: CarrierSink, depth: number): void {
  if (kind.endsWith("List") && childOf(document, "items")?.kind === "list") {
    if (depth === DEEPEST) return;
    // In a list of one kind the items need not repeat it.
    const each = kind.slice(0, -"List".length);
    for (const item of mapsAt(document, "items")) readManifest(item, textAt(item, "kind") ?? each, sink, depth + 1);
    return;
  }
  readResources(document, kind, sink);
  readTriggerAuthentication(document, kind, sink);
  const namespace = namespaceOf(document);
  const spec = childOf(document, "spec");
  const pods = kind === "Pod" && isPodSpec(spec) ? [spec] : [];
  findPods(document, 0, pods);
  const name = textAt(document, "metadata", "name");
  // Patches tell containers by their place in the workload's one pod.
  const workload = name !== undefined && pods.length === 1 ? { kind, name } : undefined;
  const containers = pods.flatMap((pod): readonly ContainerEnvironment[] => readPod(pod, namespace, workload, sink));
  readElasticResource(document, kind, containers, sink);
  readCollectorResource(document, kind, sink);
  readInstrumentation(document, kind, sink);
  readChartValues(document, kind, sink);
}

/**
 * Pods that a workload makes: `template` in Deployments, Jobs and most custom resources, `podTemplate` in those of
 * Elastic's operator, `….jobTemplate.spec.template` in CronJobs.
 */
function findPods(node: TreeNode, depth: number, pods: MapNode[]): void {
  if (depth === DEEPEST || node.kind === "scalar") return;
  if (node.kind === "list") {
    for (const item of node.items) findPods(item, depth + 1, pods);
    return;
  }
  for (const { key, value } of node.entries) {
    if (!value) continue;
    const spec = /^template$|^podTemplate$|PodTemplate$/.test(key) ? childOf(value, "spec") : undefined;
    if (isPodSpec(spec)) pods.push(spec);
    else findPods(value, depth + 1, pods);
  }
}
