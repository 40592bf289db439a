/**
 * Collectors of OpenTelemetry in Kubernetes: resources of its operator, and values of charts that make collectors, where
 * a configuration stands beside the environment that it is read in. Values of a chart are laid over others, so what is
 * missing in them may stand there. Sources:
 * https://github.com/open-telemetry/opentelemetry-operator/blob/main/docs/api/opentelemetrycollectors.md,
 * https://github.com/open-telemetry/opentelemetry-helm-charts/blob/main/charts/opentelemetry-kube-stack/values.yaml,
 * https://github.com/open-telemetry/opentelemetry-helm-charts/blob/main/charts/opentelemetry-collector/values.yaml
 */
import { pieceLayer } from "../../read/embedded";
import type { MapNode, TreeNode } from "../../read/reading";
import type { EnvironmentLayer } from "../environmentModel";
import { sealValue } from "../value";
import { addEnvironment, type CarrierSink } from "./carrier";
import { literalValue } from "./kubernetesText";
import { environmentDefinition, namespaceOf } from "./manifest";
import { type EnvironmentLists, environmentLayers, imageOf } from "./podSpec";
import { childOf, entriesOf, scalarAt, textAt } from "./tree";

/** Adds the configuration and the environment of a resource of OpenTelemetry's operator. */
export function readCollectorResource(document: MapNode, kind: string, sink: CarrierSink): void {
  if (kind !== "OpenTelemetryCollector" || !textAt(document, "apiVersion")?.startsWith("opentelemetry.io/")) return;
  const spec = childOf(document, "spec");
  const config = childOf(spec, "config");
  if (spec?.kind !== "map" || !config) return;
  const environment = sink.environments.length;
  const name = scalarAt(document, "metadata", "name")?.layer.text ?? "";
  const layers = environmentLayers(spec, CONTAINER, namespaceOf(document), environment);
  const common = { owner: "kubernetes-container", name, span: config.span, links: [] } as const;
  addEnvironment(sink, { ...common, layers, ...imageOf(spec) });
  const around = { kind: "environment", environment } as const;
  // A text in the first version of the resource, settings since.
  if (config.kind === "scalar")
    sink.embedded.push({ layer: pieceLayer(config), span: config.span, as: "file", name: FILE, around });
  else sink.trees.push({ tree: config, name: FILE, around });
}

/** Programming languages that the operator instruments; each may be given variables of its own. */
const LANGUAGES = ["java", "nodejs", "python", "dotnet", "go", "apacheHttpd", "nginx"];

/**
 * Adds what the operator gives to the programs that it instruments. The endpoint is written into their environment where
 * they have none: https://github.com/open-telemetry/opentelemetry-operator/blob/main/docs/api/instrumentations.md
 */
export function readInstrumentation(document: MapNode, kind: string, sink: CarrierSink): void {
  if (kind !== "Instrumentation" || !textAt(document, "apiVersion")?.startsWith("opentelemetry.io/")) return;
  const spec = childOf(document, "spec");
  if (spec?.kind !== "map") return;
  const namespace = namespaceOf(document);
  const endpoint = scalarAt(spec, "exporter", "endpoint");
  const name = scalarAt(document, "metadata", "name")?.layer.text ?? "";
  const own = LANGUAGES.flatMap((language) => {
    const node = childOf(spec, language);
    return node?.kind === "map" && childOf(node, CONTAINER.env) ? [node] : [];
  });
  for (const holder of own.length > 0 ? own : [undefined]) {
    const environment = sink.environments.length;
    const inside = { kind: "nothing" } as const;
    const given: readonly EnvironmentLayer[] = endpoint
      ? [
          {
            kind: "definitions",
            definitions: [environmentDefinition(ENDPOINT, endpoint.span, sealValue(literalValue(endpoint)), inside)],
          },
        ]
      : [];
    const layers = [spec, ...(holder ? [holder] : [])].flatMap((each) =>
      environmentLayers(each, CONTAINER, namespace, environment),
    );
    addEnvironment(sink, {
      owner: "kubernetes-container",
      name,
      span: spec.span,
      layers: [...given, ...layers],
      links: [],
    });
  }
}

const ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

/** Adds the collectors of a chart's values. `namespace`: where the chart is installed, if that is told. */
export function chartCarrier(tree: TreeNode, sink: CarrierSink, namespace?: string): void {
  findCollectors(tree, undefined, 0, "", { sink, namespace });
}

interface Chart {
  readonly sink: CarrierSink;
  readonly namespace: string | undefined;
}

const FILE = "otel-collector.yaml";

const CONTAINER: EnvironmentLists = { env: "env", envFrom: "envFrom" };
const CHART: EnvironmentLists = { env: "extraEnvs", envFrom: "extraEnvsFrom" };

/** `umbrella.opentelemetry-kube-stack.collectors.gateway` is four deep. */
const DEEPEST = 4;

/** `defaults`: what a collector has that says nothing itself. */
function findCollectors(
  node: TreeNode,
  defaults: TreeNode | undefined,
  depth: number,
  name: string,
  chart: Chart,
): void {
  if (node.kind !== "map" || depth > DEEPEST) return;
  const config = childOf(node, "config");
  if (config?.kind === "map" && childOf(config, "exporters")?.kind === "map") {
    addCollector(node, config, defaults, name, chart);
    return;
  }
  for (const { key, value } of entriesOf(node)) {
    if (!value) continue;
    const inner = key === "collectors" ? childOf(node, "defaultCRConfig") : defaults;
    findCollectors(value, inner, depth + 1, key, chart);
  }
}

function addCollector(
  collector: MapNode,
  config: MapNode,
  defaults: TreeNode | undefined,
  name: string,
  { sink, namespace }: Chart,
): void {
  const environment = sink.environments.length;
  const layersOf = (from: TreeNode | undefined): readonly EnvironmentLayer[] =>
    from?.kind === "map" ? LISTS.flatMap((lists) => environmentLayers(from, lists, namespace, environment)) : [];
  // A list of the collector replaces that of the defaults.
  const own = layersOf(collector);
  const layers = own.length > 0 ? own : layersOf(defaults);
  addEnvironment(sink, {
    owner: "kubernetes-container",
    name,
    span: config.span,
    // Whatever else is laid over these values may define more.
    layers: [{ kind: "outside", why: "chart" }, ...layers],
    links: [],
  });
  sink.trees.push({ tree: config, name: FILE, around: { kind: "environment", environment }, fragment: true });
}

const LISTS = [CONTAINER, CHART] as const;
