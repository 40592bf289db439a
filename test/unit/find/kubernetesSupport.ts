/** Facts of manifests as a person would write them down: environments, collections, texts and commands in one line each. */
import fc from "fast-check";
import { type CarrierSink, carrierSink } from "../../../server/src/find/carriers/carrier";
import { kubernetesCarrier } from "../../../server/src/find/carriers/kubernetes";
import type {
  EnvironmentFact,
  EnvironmentLayer,
  ResourceFact,
  ResourceLayer,
} from "../../../server/src/find/environmentModel";
import type { Definition, FactPart, FactValue, ResourceName } from "../../../server/src/find/valueModel";
import { defaultBudget } from "../../../server/src/read/budget";
import type { TreeNode } from "../../../server/src/read/reading";
import { readYaml } from "../../../server/src/read/yaml";
import { type Span, span } from "../../../server/src/text/span";
import { FILES, tokens } from "../read/yamlArbitraries";

/** What a carrier makes of each document of a text. */
export function carry(text: string, carrier: (tree: TreeNode, sink: CarrierSink) => boolean): CarrierSink {
  const sink = carrierSink();
  for (const tree of readYaml(text, defaultBudget()).trees) carrier(tree, sink);
  return sink;
}

export const kubernetes = (text: string): CarrierSink => carry(text, kubernetesCarrier);

/** A pod of one container with these lines. */
export function pod(...lines: string[]): string {
  const head = "apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: ns }\nspec:\n  containers:\n    - name: c\n";
  return head + lines.map((line) => `      ${line}\n`).join("");
}

/** `Secret ns/name`. */
export function showName({ kind, namespace, name }: ResourceName): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}

/** Text as it is, references as `<NAME>`, keys of collections as `<Secret name#key>`, the rest as `<?why>`. */
export function showValue(value: FactValue): string {
  return value.parts.map(showPart).join("");
}

function showPart(part: FactPart): string {
  switch (part.kind) {
    case "text":
      return part.text.open();
    case "reference":
      return `<${part.name}>`;
    case "resource-key":
      return `<${showName(part.resource)}#${part.key}${part.optional ? "?" : ""}>`;
    case "file":
    case "computed":
    case "argument":
      return `<?${part.kind}>`;
    case "opaque":
      return `<?${part.why}>`;
  }
}

/** Each layer in a line, from the lowest rank to the highest. */
function showLayers(layers: readonly (EnvironmentLayer | ResourceLayer)[]): string[] {
  return layers.map((layer) => {
    switch (layer.kind) {
      case "definitions":
        return layer.definitions.map((each) => `${each.name}=${showValue(each.value)}`).join(", ");
      case "resource":
        return `all of ${showName(layer.resource)} as ${layer.prefix}*${layer.optional ? "?" : ""}`;
      case "file":
        return `${layer.dialect} ${layer.path.path} ${layer.path.from}${layer.required ? "" : "?"}`;
      case "content":
        return `${layer.key} is ${layer.path.path} ${layer.path.from}`;
      case "surroundings":
        return `around ${JSON.stringify(layer.around)}`;
      default:
        return layer.kind;
    }
  });
}

/** `name: layer | layer`, without the layer for overlays, which every container has. */
export function showEnvironments(sink: CarrierSink): string[] {
  return sink.environments.map(({ name, layers }) => {
    return `${name}: ${showLayers(layers.filter(({ kind }) => kind !== "patches")).join(" | ")}`;
  });
}

/** `Secret name: layer | layer`. */
export function showResources(sink: CarrierSink): string[] {
  return sink.resources.map(({ resource, layers, readable }) =>
    readable ? `${showName(resource)}: ${showLayers(layers).join(" | ")}` : `${showName(resource)}: unreadable`,
  );
}

export function definitionsOf(fact: EnvironmentFact | ResourceFact): readonly Definition[] {
  return fact.layers.flatMap((layer) => (layer.kind === "definitions" ? layer.definitions : []));
}

/** The definition of a name, the last one. */
export function definition(sink: CarrierSink, name: string): Definition {
  const found = [...sink.environments, ...sink.resources].flatMap(definitionsOf).findLast((each) => each.name === name);
  if (!found) throw new Error(`nothing defines ${name}`);
  return found;
}

export function at(text: string, where: Span | undefined): string | undefined {
  return where && text.slice(where.start, where.end);
}

/** The text with the value of a definition replaced as an edit would. */
export function rewritten(text: string, { value }: Definition, by: string): string | undefined {
  const written = value.encode(by);
  return written === undefined ? undefined : text.slice(0, value.outer.start) + written + text.slice(value.outer.end);
}

/** Every span of the facts. */
function spansOf(sink: CarrierSink): Span[] {
  const spans: Span[] = [];
  const add = ({ name: _, nameSpan, value }: Definition): void => {
    spans.push(nameSpan, value.span, value.outer);
    for (const part of value.parts) if (part.span) spans.push(part.span);
  };
  for (const fact of [...sink.environments, ...sink.resources]) {
    spans.push(fact.span);
    definitionsOf(fact).forEach(add);
    for (const layer of fact.layers) {
      if (layer.kind === "resource") spans.push(layer.span);
      if (layer.kind === "file" || layer.kind === "content") spans.push(layer.path.span);
    }
  }
  for (const { layer, span: where } of sink.embedded) {
    spans.push(where, layer.toHost(span(0, layer.text.length)) ?? where);
  }
  for (const { command } of sink.commands) {
    spans.push(command.span, command.nameSpan, ...command.args.flatMap((each) => [each.span, each.outer]));
  }
  return spans;
}

/** Whatever is wrong with the facts of a text. */
export function unsound(text: string, sink: CarrierSink): string[] {
  const wrong = spansOf(sink)
    .filter(({ start, end }) => !(0 <= start && start <= end && end <= text.length))
    .map((where) => JSON.stringify(where));
  for (const [index, { id }] of sink.environments.entries()) if (id !== index) wrong.push(`id ${id}`);
  for (const fact of [...sink.environments, ...sink.resources]) {
    for (const each of definitionsOf(fact)) each.value.encode("a new text");
  }
  for (const { layer } of sink.embedded) layer.encode("piece");
  return wrong;
}

/** Words that carriers look for, as keys and as values. */
const WORDS = (
  "apiVersion kind metadata name namespace spec template podTemplate jobTemplate containers initContainers env envFrom " +
  "value valueFrom secretKeyRef configMapKeyRef secretRef configMapRef key optional prefix command args volumes volumeMounts " +
  "configMap secret secretName projected sources items data stringData sops secureSettings entries path config type " +
  "configMapGenerator secretGenerator literals envs files namePrefix exec readinessProbe lifecycle preStop target " +
  "secretObjects elasticsearchRefs clusterName configRef"
).split(" ");
const VALUES = (
  "v1 Pod Deployment Secret ConfigMap List PodList Beat Logstash ExternalSecret SealedSecret Kustomization sh bash -c curl " +
  "beat.k8s.elastic.co/v1beta1 kustomize.config.k8s.io/v1beta1 QUFB $(K) $$(K) $(date) a=b a='b' =b k=a=b true null ~"
).split(" ");

const leaf = fc.oneof(fc.constantFrom(...VALUES), fc.string({ maxLength: 8 }), fc.constant(null), fc.integer());
const { node } = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 7, withCrossShrink: true },
    leaf,
    fc.array(tie("node"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...WORDS), tie("node"), { maxKeys: 5 }),
  ),
}));

/** Mostly what the API says, sometimes anything else, sometimes nothing. */
function mostly(shape: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: shape, weight: 12 }, { arbitrary: node, weight: 1 }, fc.constant(undefined));
}

function record(shapes: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  return fc.record(Object.fromEntries(Object.entries(shapes).map(([key, shape]) => [key, mostly(shape)])));
}

function list(shape: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.array(mostly(shape), { maxLength: 3 });
}

const name = fc.constantFrom("a", "b", "es", "filebeat", "agent", "K", "ES_API_KEY");
const text = fc.oneof(
  name,
  leaf,
  fc.constantFrom("curl '$(K)' $(date) $$(K) $$", "a: b\n", "QUFB\n", "{{ .Values.x }}"),
);
const values = fc.dictionary(fc.oneof(name, fc.constant("filebeat.yml")), text, { maxKeys: 3 });
const reference = record({ name, key: name, optional: fc.constantFrom(true, "true", "no") });
const container = record({
  name,
  env: list(record({ name, value: text, valueFrom: record({ secretKeyRef: reference, configMapKeyRef: reference }) })),
  envFrom: list(record({ prefix: name, secretRef: reference, configMapRef: reference })),
  command: fc.oneof(fc.constant(["sh", "-c"]), list(text)),
  args: list(text),
  volumeMounts: list(record({ name })),
  readinessProbe: record({ exec: record({ command: list(text) }) }),
});
const podSpec = record({
  containers: list(container),
  initContainers: list(container),
  volumes: list(record({ name, secret: record({ secretName: name }), configMap: record({ name }) })),
});
const template = record({ template: record({ spec: podSpec }), metadata: record({ name }) });
const settings = record({
  type: name,
  config: values,
  secureSettings: list(record({ secretName: name, entries: list(record({ key: name, path: name })) })),
  elasticsearchRefs: list(record({ clusterName: name })),
  daemonSet: record({ podTemplate: record({ spec: podSpec }) }),
});
const metadata = record({ name, namespace: name });
const generator = record({
  name,
  literals: list(fc.constantFrom("K='v'", "K=v", "K", "=", "K=", 'K="')),
  files: list(fc.constantFrom("a=b", "a/b.yml", "=", "a=b=c")),
  envs: list(name),
});

const manifest = fc.oneof(
  record({ apiVersion: fc.constant("v1"), kind: fc.constant("Pod"), metadata, spec: podSpec }),
  record({ apiVersion: fc.constant("v1"), kind: fc.constant("Job"), metadata, spec: template }),
  record({
    apiVersion: fc.constant("v1"),
    kind: fc.constantFrom("Secret", "ConfigMap"),
    metadata,
    data: values,
    stringData: values,
  }),
  record({ apiVersion: fc.constant("v1"), kind: fc.constantFrom(...VALUES), metadata, spec: node }),
  record({
    apiVersion: fc.constantFrom("beat.k8s.elastic.co/v1beta1", "logstash.k8s.elastic.co/v1alpha1"),
    kind: fc.constantFrom("Beat", "Logstash"),
    metadata,
    spec: settings,
  }),
  record({ namePrefix: name, namespace: name, secretGenerator: list(generator), configMapGenerator: list(generator) }),
);

/** JSON is YAML, so any value makes a document; some are broken somewhere. */
export const documents: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: manifest.map((value) => JSON.stringify(value)), weight: 4 },
  {
    arbitrary: fc
      .tuple(manifest, fc.nat({ max: 600 }), tokens)
      .map(([value, cut, more]) => [JSON.stringify(value, undefined, 1), cut, more] as const)
      .map(([json, cut, more]) => json.slice(0, cut) + more + json.slice(cut)),
    weight: 2,
  },
  node.map((value) => JSON.stringify(value)),
  fc
    .tuple(fc.constantFrom(...FILES), fc.nat({ max: 900 }), tokens)
    .map(([file, cut, more]) => `apiVersion: v1\nkind: Pod\n${file.slice(0, cut)}${more}${file.slice(cut)}`),
  tokens,
);
