/**
 * Kustomizations: the ConfigMaps and Secrets that they generate from texts and files.
 * Sources: reference/variables.md 3.3; https://github.com/kubernetes-sigs/kustomize/blob/kustomize/v5.7.1/api/kv/kv.go;
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/secretgenerator/
 */
import type { MapNode, ScalarNode, TreeNode } from "../../read/reading";
import type { Span } from "../../text/span";
import type { ResourceLayer } from "../environmentModel";
import { sealValue } from "../value";
import type { Definition, PathFact, ResourceName } from "../valueModel";
import type { CarrierSink } from "./carrier";
import { readInlineCharts } from "./chartValues";
import { readPatches } from "./kustomizePatches";
import { environmentDefinition } from "./manifest";
import { isNull, mapsAt, scalarAt, scalarsAt, textAt } from "./tree";

const NAMES: ReadonlySet<string> = new Set(["kustomization.yaml", "kustomization.yml", "Kustomization"]);

const GENERATORS = [
  ["configMapGenerator", "ConfigMap"],
  ["secretGenerator", "Secret"],
] as const;

/** Adds what one document of a file generates; true where it is a kustomization. `path` is the file's, with `/`. */
export function kustomizeCarrier(tree: TreeNode, path: string, sink: CarrierSink): boolean {
  if (!isKustomization(tree, path)) return false;
  for (const [key, kind] of GENERATORS) {
    for (const generator of mapsAt(tree, key)) readGenerator(generator, kind, tree, sink);
  }
  readInlineCharts(tree, sink);
  if (tree.kind === "map") readPatches(tree, sink);
  return true;
}

/** Without `apiVersion` it is one by its name; Flux and Backstage have kinds of the same name and another version. */
function isKustomization(tree: TreeNode, path: string): boolean {
  if (tree.kind !== "map") return false;
  const version = textAt(tree, "apiVersion");
  if (version !== undefined && !version.startsWith("kustomize.config.k8s.io/")) return false;
  const kind = textAt(tree, "kind");
  return kind === "Kustomization" || kind === "Component" || NAMES.has(path.slice(path.lastIndexOf("/") + 1));
}

/**
 * Adds a generated collection under each name by which others mean it. The kustomization's own resources use the bare
 * name and state no namespace, for both are written into them as well; others use what comes out, without its hash.
 */
function readGenerator(generator: MapNode, kind: ResourceName["kind"], root: TreeNode, sink: CarrierSink): void {
  const name = scalarAt(generator, "name");
  const bare = name?.layer.text;
  if (!name || !bare) return;
  const layers = layersOf(generator);
  const affixed = `${textAt(root, "namePrefix") ?? ""}${bare}${textAt(root, "nameSuffix") ?? ""}`;
  const whole = textAt(root, "namespace");
  const own = textAt(generator, "namespace");
  // A namespace of the generator alone is not written into anything else.
  const namespaces = whole === undefined ? [own] : [undefined, whole];
  for (const each of new Set([bare, affixed])) {
    for (const namespace of namespaces) {
      sink.resources.push({ resource: { kind, name: each, namespace }, span: name.span, layers, readable: true });
    }
  }
}

/** In the order in which Kustomize reads them: files of variables, literals, whole files. */
function layersOf(generator: MapNode): readonly ResourceLayer[] {
  const env = scalarAt(generator, "env");
  const layers: ResourceLayer[] = [];
  for (const scalar of [...(env ? [env] : []), ...scalarsAt(generator, "envs")]) {
    const path = pathIn(scalar, 0);
    if (path) layers.push({ kind: "file", path, dialect: "kustomize", required: true });
  }
  const definitions = scalarsAt(generator, "literals").flatMap(literal);
  if (definitions.length > 0) layers.push({ kind: "definitions", definitions });
  for (const scalar of scalarsAt(generator, "files")) {
    const content = contentOf(scalar);
    if (content) layers.push(content);
  }
  return layers;
}

/** `path`, or `key=path`; a text with more `=`, or with one at an end, is refused by Kustomize. */
function contentOf(scalar: ScalarNode): ResourceLayer | undefined {
  const { text } = scalar.layer;
  const equals = text.indexOf("=");
  if (equals === 0 || equals !== text.lastIndexOf("=")) return undefined;
  const path = pathIn(scalar, equals + 1);
  if (!path) return undefined;
  const key = equals > 0 ? text.slice(0, equals) : text.slice(text.lastIndexOf("/") + 1);
  return { kind: "content", key, path };
}

function pathIn(scalar: ScalarNode, start: number): PathFact | undefined {
  const path = isNull(scalar) ? "" : scalar.layer.text.slice(start);
  if (path === "") return undefined;
  return { path, span: spanIn(scalar, start, start + path.length), from: "own-folder" };
}

/** `key=value`: all behind the first `=` but a pair of equal quotes around it. */
function literal(scalar: ScalarNode): readonly Definition[] {
  const { text } = scalar.layer;
  const equals = text.indexOf("=");
  if (equals <= 0) return [];
  const name = text.slice(0, equals);
  const start = equals + 1;
  const quote = outerQuote(text.slice(start));
  const [from, to] = quote === "" ? [start, text.length] : [start + 1, text.length - 1];
  const span = spanIn(scalar, from, to);
  const value = sealValue({
    span,
    outer: scalar.outer,
    parts: from === to ? [] : [{ kind: "text", text: text.slice(from, to), span }],
    // Kustomize's quotes are text to YAML, whose own quotes stand around the name as well.
    quote: "none",
    encode: (written) => {
      const around = quote || (outerQuote(written) === "" ? "" : '"');
      return scalar.layer.encode(`${name}=${around}${written}${around}`);
    },
  });
  return [environmentDefinition(name, spanIn(scalar, 0, equals), value, { kind: "nothing" })];
}

/** The quote that a text begins and ends with. */
function outerQuote(text: string): string {
  const first = text.charAt(0);
  return text.length > 1 && text.endsWith(first) && (first === '"' || first === "'") ? first : "";
}

function spanIn(scalar: ScalarNode, start: number, end: number): Span {
  return scalar.layer.toHost({ start, end }) ?? scalar.span;
}
