/**
 * Beats, Elastic Agent, Logstash and APM Server under Elastic Cloud on Kubernetes: the settings in `spec.config`, what the
 * operator lays beneath them, and the keystore that `secureSettings` fills for their references. Elasticsearch and Kibana
 * take the names as settings, so no reference reads them. Sources: reference/variables.md 3.4;
 * https://www.elastic.co/docs/deploy-manage/security/k8s-secure-settings
 */
import { seal } from "../../elastic/secret";
import type { MapNode, TreeNode } from "../../read/reading";
import type { Span } from "../../text/span";
import type { Beneath } from "../beneath";
import type { EnvironmentLayer, LinkFact } from "../environmentModel";
import type { StatedProgram } from "../programModel";
import { sealValue } from "../value";
import type { Definition, FactValue } from "../valueModel";
import { addEnvironment, type CarrierSink } from "./carrier";
import { literalValue } from "./kubernetesText";
import { bareValue, environmentDefinition, namedResource, namespaceOf } from "./manifest";
import type { ContainerEnvironment } from "./podSpec";
import { childOf, entryOf, mapsAt, scalarAt, textAt } from "./tree";

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
  if (!/^(?:beat|agent|logstash|apm)\.k8s\.elastic\.co\//.test(textAt(document, "apiVersion") ?? "")) return;
  const spec = childOf(document, "spec");
  const name = scalarAt(document, "metadata", "name");
  // The operator starts the product in the container of this name and merges the others beside it.
  const main = kind === "Beat" ? textAt(spec, "type") : (PRODUCTS.get(kind)?.container ?? kind.toLowerCase());
  const container = containers.find((each) => each.name === main);
  const own = container ? [containerLayer(container)] : [];
  const keystore = keystoreLayers(spec, namespaceOf(document));
  const links = configLinks(spec, namespaceOf(document));
  const product = PRODUCTS.get(kind)?.file ?? main;
  const running = container && sink.environments[container.environment];
  const programs = [...(running?.programs ?? []), ...(product === undefined ? [] : programsIn(spec, product))];
  // The product also reads what its container mounts by itself.
  if (running) sink.environments[running.id] = { ...running, programs };
  const environment = addEnvironment(sink, {
    owner: "eck-resource",
    name: name?.layer.text ?? "",
    span: childOf(spec, "config")?.span ?? name?.span ?? document.span,
    // Logstash asks its keystore first, Beats and the agent their environment: reference/variables.md 1.
    layers:
      kind === "Logstash"
        ? [...clusterLayers(spec, namespaceOf(document)), ...own, ...keystore]
        : [...keystore, ...own],
    links,
    programs,
  });
  const config = childOf(spec, "config");
  const around = { kind: "environment", environment } as const;
  const beneath = beneathConfig(spec, kind, namespaceOf(document));
  if (config && product !== undefined) sink.trees.push({ tree: config, name: `${product}.yml`, around, beneath });
  const pipelines = childOf(spec, "pipelines");
  if (kind === "Logstash" && pipelines) sink.trees.push({ tree: pipelines, name: "pipelines.yml", around });
}

/** Of kinds whose container or file has another name than the kind. */
const PRODUCTS: ReadonlyMap<string, { readonly container: string; readonly file: string }> = new Map([
  ["Agent", { container: "agent", file: "elastic-agent" }],
  ["ApmServer", { container: "apm-server", file: "apm-server" }],
]);

/**
 * The hosts and the user of the clusters that a resource refers to by name; what a Secret describes may be a key instead.
 * Sources: https://github.com/elastic/cloud-on-k8s/blob/main/pkg/controller/beat/common/config.go (buildOutputConfig),
 * https://github.com/elastic/cloud-on-k8s/blob/main/pkg/controller/agent/config.go (buildOutputConfig)
 */
function beneathConfig(spec: TreeNode | undefined, kind: string, namespace: string | undefined): readonly Beneath[] {
  if (kind === "Logstash" || textAt(spec, "mode") === "fleet") return [];
  const field = kind === "Agent" ? "elasticsearchRefs" : "elasticsearchRef";
  const entry = entryOf(spec, field);
  const only = childOf(spec, "elasticsearchRef");
  const refs = kind === "Agent" ? mapsAt(spec, field) : only ? [only] : [];
  return refs.flatMap((ref): readonly Beneath[] => {
    const name = scalarAt(ref, "name");
    if (!entry || !name || name.layer.text === "") return [];
    const block = kind === "Agent" ? `outputs.${textAt(ref, "outputName") ?? "default"}` : "output.elasticsearch";
    return [{ block, path: `spec.${field}`, keySpan: entry.keySpan, span: name.span, url: urlOf(ref, namespace) }];
  });
}

/** The address of the cluster that a reference names; a service of another name is somebody's own. */
function urlOf(ref: TreeNode, namespace: string | undefined): string | undefined {
  const name = textAt(ref, "name");
  if (name === undefined || textAt(ref, "serviceName") !== undefined) return undefined;
  const where = textAt(ref, "namespace") ?? namespace;
  return `https://${name}-es-http${where === undefined ? "" : `.${where}.svc`}:9200`;
}

/**
 * The operator runs the image of `version`; another `image` has to be of the same version:
 * https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/create-custom-images
 */
function programsIn(spec: TreeNode | undefined, product: string): readonly StatedProgram[] {
  const version = scalarAt(spec, "version");
  const image = scalarAt(spec, "image");
  const scope = { kind: "nothing" } as const;
  if (version) {
    return [{ kind: "version", product, value: sealValue(literalValue(version)), scope, setting: "spec.version" }];
  }
  return image ? [{ kind: "image", value: sealValue(literalValue(image)), scope, setting: "spec.image" }] : [];
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

/** The operator writes these into Logstash's environment; the values of all but the first stand in no file. */
const CLUSTER_VARIABLES = ["HOSTS", "USER", "PASSWORD", "SSL_CERTIFICATE_AUTHORITY"] as const;

/** https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/configuration-logstash#k8s-logstash-pipelines-es */
function clusterLayers(spec: TreeNode | undefined, namespace: string | undefined): readonly EnvironmentLayer[] {
  const definitions = mapsAt(spec, "elasticsearchRefs").flatMap((each): readonly Definition[] => {
    const cluster = scalarAt(each, "clusterName");
    if (!cluster) return [];
    const prefix = cluster.layer.text.toUpperCase().replaceAll("-", "_");
    const url = urlOf(each, namespace);
    return CLUSTER_VARIABLES.map((variable) => {
      const { span } = cluster;
      const known = variable === "HOSTS" && url !== undefined;
      const value = known ? textValue(span, url) : bareValue(span, [{ kind: "opaque", span, why: "unsupported" }]);
      return environmentDefinition(`${prefix}_ES_${variable}`, span, value, { kind: "nothing" });
    });
  });
  return definitions.length > 0 ? [{ kind: "definitions", definitions }] : [];
}

/** A text that stands in no file. */
function textValue(span: Span, text: string): FactValue {
  return bareValue(span, [{ kind: "text", text: seal(text), span: undefined }]);
}

/** The whole configuration may stand in a Secret, as the file `beat.yml`, `agent.yml` or `logstash.yml`; pipelines too. */
function configLinks(spec: TreeNode | undefined, namespace: string | undefined): readonly LinkFact[] {
  return ["configRef", "pipelinesRef"].flatMap((field): readonly LinkFact[] => {
    const named = namedResource("Secret", scalarAt(spec, field, "secretName"), namespace);
    return named ? [{ kind: "resource", resource: named.resource }] : [];
  });
}
