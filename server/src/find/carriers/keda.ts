/**
 * KEDA's TriggerAuthentications: collections whose values are keys of other collections, for the triggers that name them.
 * Source: https://keda.sh/docs/latest/concepts/authentication/#re-use-credentials-and-delegate-auth-with-triggerauthentication
 */
import type { MapNode, ScalarNode } from "../../read/reading";
import type { Definition, FactValue, ResourceName } from "../valueModel";
import type { CarrierSink } from "./carrier";
import { bareValue, environmentDefinition, namedResource, namespaceOf } from "./manifest";
import { mapsAt, scalarAt } from "./tree";

/**
 * A ClusterTriggerAuthentication has its Secrets in the namespace of KEDA, which no manifest of it states, and so no
 * values that a file shows.
 */
export function readTriggerAuthentication(document: MapNode, kind: string, sink: CarrierSink): void {
  if (kind !== "TriggerAuthentication") return;
  const namespace = namespaceOf(document);
  const named = namedResource(kind, scalarAt(document, "metadata", "name"), namespace);
  if (!named) return;
  const definitions = [
    ...targets(document, "secretTargetRef", "Secret", namespace),
    ...targets(document, "configMapTargetRef", "ConfigMap", namespace),
    ...ELSEWHERE.flatMap((path) => mapsAt(document, "spec", ...path).flatMap(elsewhere)),
  ];
  sink.resources.push({ ...named, layers: [{ kind: "definitions", definitions }], readable: true });
}

/** Lists of parameters that a container or a store outside gives. */
const ELSEWHERE: readonly (readonly string[])[] = [
  ["env"],
  ["hashiCorpVault", "secrets"],
  ["azureKeyVault", "secrets"],
  ["awsSecretManager", "secrets"],
  ["gcpSecretManager", "secrets"],
];

function targets(
  document: MapNode,
  list: string,
  kind: ResourceName["kind"],
  namespace: string | undefined,
): readonly Definition[] {
  return mapsAt(document, "spec", list).flatMap((each): readonly Definition[] => {
    const named = namedResource(kind, scalarAt(each, "name"), namespace);
    const key = scalarAt(each, "key");
    if (!named || !key || key.layer.text === "") return [];
    const part = { resource: named.resource, key: key.layer.text, span: key.span, optional: false } as const;
    return parameter(scalarAt(each, "parameter"), bareValue(key.span, [{ kind: "resource-key", ...part }]));
  });
}

function elsewhere(each: MapNode): readonly Definition[] {
  const name = scalarAt(each, "parameter");
  return name ? parameter(name, bareValue(name.span, [{ kind: "opaque", span: name.span, why: "secret-store" }])) : [];
}

function parameter(name: ScalarNode | undefined, value: FactValue): readonly Definition[] {
  if (!name || name.layer.text === "") return [];
  return [environmentDefinition(name.layer.text, name.span, value, { kind: "nothing" })];
}
