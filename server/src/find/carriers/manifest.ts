/**
 * Asks trees of Kubernetes manifests for what they hold. Whatever has another type than the API says counts as absent:
 * manifests are read while they are typed, and a text in place of a list is no reason to stop.
 */
import type { Entry, MapNode, ScalarNode, TreeNode } from "../../read/reading";
import type { Span } from "../../text/span";
import type { Definition, FactValue, ResourceName } from "../valueModel";

/** The entry of a map with this key; the first one, as everywhere in `find`. */
export function field(node: TreeNode | undefined, key: string): Entry | undefined {
  return node?.kind === "map" ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** The node at a path of keys. */
export function nodeAt(node: TreeNode | undefined, ...path: readonly string[]): TreeNode | undefined {
  let found = node;
  for (const key of path) found = field(found, key)?.value;
  return found;
}

/** The scalar at a path of keys; undefined where none, nothing or `null` is written. */
export function scalarAt(node: TreeNode | undefined, ...path: readonly string[]): ScalarNode | undefined {
  const found = nodeAt(node, ...path);
  return found?.kind === "scalar" && !isNull(found) ? found : undefined;
}

/** The text at a path of keys; undefined where none stands there, or an empty one. */
export function textAt(node: TreeNode | undefined, ...path: readonly string[]): string | undefined {
  return scalarAt(node, ...path)?.layer.text || undefined;
}

/** The maps of the list at a path of keys. */
export function mapsAt(node: TreeNode | undefined, ...path: readonly string[]): readonly MapNode[] {
  const found = nodeAt(node, ...path);
  return found?.kind === "list" ? found.items.filter((item) => item.kind === "map") : [];
}

/** The scalars of the list at a path of keys. */
export function scalarsAt(node: TreeNode | undefined, ...path: readonly string[]): readonly ScalarNode[] {
  const found = nodeAt(node, ...path);
  return found?.kind === "list" ? found.items.filter((item) => item.kind === "scalar") : [];
}

/** `true` as YAML 1.1 writes it, which Kubernetes reads: https://github.com/kubernetes-sigs/yaml#caveats */
export function isTrueAt(node: TreeNode | undefined, ...path: readonly string[]): boolean {
  return /^(?:true|yes|on)$/i.test(textAt(node, ...path) ?? "");
}

/** Nothing, as YAML writes it. */
export function isNull(node: ScalarNode): boolean {
  return node.style === "plain" && /^(?:|~|null|Null|NULL)$/.test(node.layer.text);
}

/** The `metadata.namespace` of a manifest. */
export function namespaceOf(document: TreeNode): string | undefined {
  return textAt(document, "metadata", "namespace");
}

/** The collection that a scalar names, with the place of the name; undefined where nothing is named. */
export function namedResource(
  kind: ResourceName["kind"],
  name: ScalarNode | undefined,
  namespace: string | undefined,
): { readonly resource: ResourceName; readonly span: Span } | undefined {
  const text = name?.layer.text;
  return name && text ? { resource: { kind, name: text, namespace }, span: name.span } : undefined;
}

/** A variable of an environment or a collection. */
export function environmentDefinition(
  name: string,
  nameSpan: Span,
  value: FactValue,
  inside: Exclude<Definition["inside"], undefined>,
): Definition {
  return {
    name,
    nameSpan,
    value,
    scope: "environment",
    inside,
    exported: true,
    conditional: false,
    job: undefined,
    unexpanded: [],
  };
}

/** A value of one part that is no text of this place, so no text can be written in its stead; of none where it is empty. */
export function bareValue(span: Span, parts: FactValue["parts"]): FactValue {
  return { span, outer: span, parts, quote: "none", encode: () => undefined };
}

/** How a scalar is quoted, for a value that is made of it. */
export function quoteOf(scalar: ScalarNode): FactValue["quote"] {
  return scalar.style === "single" || scalar.style === "double" ? scalar.style : "none";
}
