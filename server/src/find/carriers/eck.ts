/**
 * Beats, Elastic Agent and Logstash under Elastic Cloud on Kubernetes: the keystore that `secureSettings` fills, for
 * the references in `spec.config`. Elasticsearch, Kibana and APM Server take the names as settings, so no reference
 * reads them. Sources: reference/variables.md 3.4;
 * https://www.elastic.co/docs/deploy-manage/security/k8s-secure-settings
 */
import type { MapNode, TreeNode } from "../../read/reading";
import type { EnvironmentLayer, LinkFact } from "../environmentModel";
import type { Definition } from "../valueModel";
import { addEnvironment, type CarrierSink } from "./carrier";
import { bareValue, environmentDefinition, namedResource, namespaceOf } from "./manifest";
import type { ContainerEnvironment } from "./podSpec";
import { childOf, mapsAt, scalarAt, textAt } from "./tree";

/**
 * Adds the environment in which the references of `spec.config` are looked up, if the document is one of these kinds; its
 * span covers that setting. `containers` are those of the document's own pod templates.
 */
export function readElasticResource(
  document: MapNode,
  kind: string,
  containers: readonly ContainerEnvironment[],
  sink: CarrierSink,
): void {
  if (!/^(?:beat|agent|logstash)\.k8s\.elastic\.co\//.test(textAt(document, "apiVersion") ?? "")) return;
  const spec = childOf(document, "spec");
  const name = scalarAt(document, "metadata", "name");
  // The operator starts the product in the container of this name and merges the others beside it.
  const main = kind === "Beat" ? textAt(spec, "type") : kind.toLowerCase();
  const container = containers.find((each) => each.name === main);
  const own = container ? [containerLayer(container)] : [];
  const keystore = keystoreLayers(spec, namespaceOf(document));
  const links = configLinks(spec, namespaceOf(document));
  const environment = addEnvironment(sink, {
    owner: "eck-resource",
    name: name?.layer.text ?? "",
    span: childOf(spec, "config")?.span ?? name?.span ?? document.span,
    // Logstash asks its keystore first, Beats and the agent their environment: reference/variables.md 1.
    layers: kind === "Logstash" ? [...clusterLayers(spec), ...own, ...keystore] : [...keystore, ...own],
    links,
  });
  const config = childOf(spec, "config");
  const product = kind === "Agent" ? "elastic-agent" : main;
  if (config && product !== undefined) {
    sink.trees.push({ tree: config, name: `${product}.yml`, around: { kind: "environment", environment } });
  }
}

function containerLayer({ environment }: ContainerEnvironment): EnvironmentLayer {
  return { kind: "surroundings", around: { kind: "environment", environment } };
}

/** One layer a Secret. A key has the name of its `path`, where one is given. */
function keystoreLayers(spec: TreeNode | undefined, namespace: string | undefined): readonly EnvironmentLayer[] {
  return mapsAt(spec, "secureSettings").flatMap((each): readonly EnvironmentLayer[] => {
    const named = namedResource("Secret", scalarAt(each, "secretName"), namespace);
    if (!named) return [];
    if (childOf(each, "entries")?.kind !== "list") return [{ kind: "resource", ...named, prefix: "", optional: false }];
    const { resource } = named;
    const definitions = mapsAt(each, "entries").flatMap((entry): readonly Definition[] => {
      const key = scalarAt(entry, "key");
      const path = scalarAt(entry, "path") ?? key;
      if (!key || !path || key.layer.text === "" || path.layer.text === "") return [];
      const part = { resource, key: key.layer.text, span: key.span, optional: false };
      const value = bareValue(key.span, [{ kind: "resource-key", ...part }]);
      return [environmentDefinition(path.layer.text, path.span, value, { kind: "nothing" })];
    });
    return [{ kind: "definitions", definitions }];
  });
}

/** The operator writes these into Logstash's environment; their values are the cluster's and stand in no file. */
const CLUSTER_VARIABLES = ["HOSTS", "USER", "PASSWORD", "SSL_CERTIFICATE_AUTHORITY"] as const;

/** https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/configuration-logstash#k8s-logstash-pipelines-es */
function clusterLayers(spec: TreeNode | undefined): readonly EnvironmentLayer[] {
  const definitions = mapsAt(spec, "elasticsearchRefs").flatMap((each): readonly Definition[] => {
    const cluster = scalarAt(each, "clusterName");
    if (!cluster) return [];
    const prefix = cluster.layer.text.toUpperCase().replaceAll("-", "_");
    return CLUSTER_VARIABLES.map((variable) => {
      const value = bareValue(cluster.span, [{ kind: "opaque", span: cluster.span, why: "unsupported" }]);
      return environmentDefinition(`${prefix}_ES_${variable}`, cluster.span, value, { kind: "nothing" });
    });
  });
  return definitions.length > 0 ? [{ kind: "definitions", definitions }] : [];
}

/** The whole configuration may stand in a Secret, as the file `beat.yml`, `agent.yml` or `logstash.yml`. */
function configLinks(spec: TreeNode | undefined, namespace: string | undefined): readonly LinkFact[] {
  const named = namedResource("Secret", scalarAt(spec, "configRef", "secretName"), namespace);
  return named ? [{ kind: "resource", resource: named.resource }] : [];
}
