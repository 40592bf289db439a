/**
 * Secrets and ConfigMaps: what their keys hold, and the files that stand in them. Of what an operator makes into a Secret
 * only the name is known. Source: reference/variables.md 3.3.
 */
import { decodeText, encodeText } from "../../elastic/base64";
import { pieceLayer } from "../../read/embedded";
import type { MapNode, ScalarNode, TreeNode } from "../../read/reading";
import { composeLayers, type Layer, mappedLayer } from "../../text/layer";
import type { ResourceLayer } from "../environmentModel";
import { sealValue } from "../value";
import type { Definition, FactValue, ResourceName } from "../valueModel";
import type { CarrierSink } from "./carrier";
import { literalValue } from "./kubernetesText";
import { bareValue, environmentDefinition, namedResource, namespaceOf } from "./manifest";
import { entryOf, isNull, mapsAt, scalarAt, textAt } from "./tree";

/** Adds what a manifest of this kind makes: its own values, or the names of Secrets that an operator fills. */
export function readResources(document: MapNode, kind: string, sink: CarrierSink): void {
  if (kind === "Secret" || kind === "ConfigMap") readCollection(document, kind, sink);
  const namespace = namespaceOf(document);
  for (const name of secretsMadeBy(document, kind)) {
    const named = namedResource("Secret", name, namespace);
    if (named) sink.resources.push({ ...named, layers: [], readable: false });
  }
}

/**
 * The keys of `stringData` win over those of `data`: https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/secret-v1/
 * `binaryData` of a ConfigMap is offered to no variable.
 */
function readCollection(document: MapNode, kind: ResourceName["kind"], sink: CarrierSink): void {
  const namespace = namespaceOf(document);
  const name = scalarAt(document, "metadata", "name");
  const named = namedResource(kind, name, namespace);
  // SOPS encrypts values where they stand and adds this key: https://getsops.io/docs/#encryption-protocol
  if (entryOf(document, "sops")) {
    if (named) sink.resources.push({ ...named, layers: [], readable: false });
    return;
  }
  const data = entryOf(document, "data")?.value;
  const texts = kind === "Secret" ? entryOf(document, "stringData")?.value : data;
  if (named) {
    const encoded = kind === "Secret" ? keysOf(data, base64Value) : [];
    const layers = [encoded, keysOf(texts, textValue)].flatMap((definitions): readonly ResourceLayer[] =>
      definitions.length > 0 ? [{ kind: "definitions", definitions }] : [],
    );
    sink.resources.push({ ...named, layers, readable: true });
  }
  readFiles(texts, named?.resource ?? { kind, name: "", namespace }, sink);
}

type ReadValue = (scalar: ScalarNode) => FactValue;

function keysOf(map: TreeNode | undefined, read: ReadValue): readonly Definition[] {
  if (map?.kind !== "map") return [];
  return map.entries.map(({ key, keySpan, value, span }) => {
    const known = value?.kind === "scalar" ? read(value) : unreadable(value, span.end);
    return environmentDefinition(key, keySpan, known, { kind: "nothing" });
  });
}

/** A list or a map is no value, and the cluster refuses it; its key is there all the same. Nothing is the empty text. */
function unreadable(node: TreeNode | undefined, end: number): FactValue {
  if (!node) return bareValue({ start: end, end }, []);
  return bareValue(node.span, [{ kind: "opaque", span: node.span, why: "unsupported" }]);
}

/** The text as it stands, block scalars included; nothing in it is ever expanded. */
function textValue(scalar: ScalarNode): FactValue {
  return isNull(scalar) ? bareValue(scalar.span, []) : sealValue(literalValue(scalar));
}

/** The text that the base64 stands for. */
function base64Value(scalar: ScalarNode): FactValue {
  if (isNull(scalar)) return bareValue(scalar.span, []);
  const layer = base64Layer(scalar.layer);
  if (layer) return sealValue(literalValue(scalar, layer));
  const why = scalar.layer.text.includes("{{") ? "template" : "unsupported";
  return bareValue(scalar.span, [{ kind: "opaque", span: scalar.span, why }]);
}

/** No key is any longer, and aliases may repeat a value thousands of times. */
const MAX_UNITS = 20_000;

/** Go's decoder passes over line ends: https://pkg.go.dev/encoding/base64#Encoding.Decode */
function base64Layer(outer: Layer): Layer | undefined {
  const written = outer.text;
  if (written.length > MAX_UNITS) return undefined;
  const text = decodeText(written.replace(/[\r\n]/g, ""));
  if (text === undefined) return undefined;
  const run = { text: 0, length: text.length, host: { start: 0, end: written.length } };
  return composeLayers(outer, mappedLayer(text, [run], encodeText));
}

/** Values that are files of their own, by their name or because they have lines. */
function readFiles(map: TreeNode | undefined, resource: ResourceName, sink: CarrierSink): void {
  if (map?.kind !== "map") return;
  for (const { key, value } of map.entries) {
    if (value?.kind !== "scalar" || !(HAS_EXTENSION.test(key) || value.layer.text.trimEnd().includes("\n"))) continue;
    const around = { kind: "resource", resource, key } as const;
    sink.embedded.push({ layer: pieceLayer(value), span: value.span, as: "file", name: key, around });
  }
}

const HAS_EXTENSION = /\.[A-Za-z][A-Za-z0-9]{0,9}$/;

/** Where operators are told the name of the Secret that they make; the manifest's own name where no place says another. */
interface Maker {
  readonly path: readonly string[];
  readonly source: string;
}

const MAKERS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  [
    "ExternalSecret",
    { path: ["spec", "target", "name"], source: "https://external-secrets.io/latest/api/externalsecret/" },
  ],
  [
    "SealedSecret",
    {
      path: ["spec", "template", "metadata", "name"],
      source: "https://github.com/bitnami-labs/sealed-secrets#sealedsecrets-as-templates-for-secrets",
    },
  ],
  ...["VaultStaticSecret", "VaultDynamicSecret"].map((kind): readonly [string, Maker] => [
    kind,
    {
      path: ["spec", "destination", "name"],
      source: "https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference#destination",
    },
  ]),
  ["OnePasswordItem", { path: [], source: "https://developer.1password.com/docs/k8s/operator/" }],
]);

/** The names of Secrets that something makes from this manifest, and whose content no file shows. */
function secretsMadeBy(document: MapNode, kind: string): readonly (ScalarNode | undefined)[] {
  // https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret
  if (kind === "SecretProviderClass") {
    return mapsAt(document, "spec", "secretObjects").map((each) => scalarAt(each, "secretName"));
  }
  const maker = MAKERS.get(kind);
  if (!maker) return [];
  const told = maker.path.length > 0 && textAt(document, ...maker.path) !== undefined;
  return [scalarAt(document, ...(told ? maker.path : ["metadata", "name"]))];
}
