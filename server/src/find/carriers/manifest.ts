/** What Kubernetes manifests share: names with their namespaces, and the definitions that an environment or a collection holds. */
import type { ScalarNode, TreeNode } from "../../read/reading";
import type { Span } from "../../text/span";
import type { Definition, FactValue, ResourceName } from "../valueModel";
import { textAt } from "./tree";

/** `true` as YAML 1.1 writes it, which Kubernetes reads: https://github.com/kubernetes-sigs/yaml#caveats */
export function isTrueAt(node: TreeNode | undefined, ...path: readonly string[]): boolean {
  return /^(?:true|yes|on)$/i.test(textAt(node, ...path) ?? "");
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
