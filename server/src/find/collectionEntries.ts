/**
 * Keys and targets that a setting names by the collection that holds them: `secretName: external-es` in a resource of
 * Elastic's operator, `authenticationRef` in a trigger of KEDA. The collection may stand in another file, and may hold
 * something else, so what comes of it is a use only once an entry is found.
 */
import type { CollectionTell, Integration, KeySetting } from "../integrations/model";
import type { ScalarNode, TreeNode } from "../read/reading";
import type { TargetFact } from "./model";
import { type Found, first, type IndexedTree } from "./paths";
import type { FactValue, ResourceName } from "./valueModel";

/** The key in the collection that the setting at `found` names; undefined where it names none. */
export function entryCredential(
  tree: IndexedTree,
  row: Integration,
  entry: NonNullable<KeySetting["entry"]>,
  found: Found,
): FactValue | undefined {
  const named = collectionAt(tree, row, entry.of, found.captures);
  const key = typeof entry.key === "string" ? entry.key : textAt(tree, row, entry.key.setting, found.captures);
  return named && key !== undefined ? entryValue(named, key) : undefined;
}

function textAt(
  tree: IndexedTree,
  { dottedKeys }: Integration,
  path: string,
  captures: Found["captures"],
): string | undefined {
  const found = first(tree, path, { dotted: dottedKeys }, captures)?.value;
  return found?.kind === "scalar" ? found.layer.text || undefined : undefined;
}

/** What the collection may say about the target. It goes before the settings beside it, where it says anything. */
export function entryTargets(
  tree: IndexedTree,
  row: Integration,
  { target }: KeySetting,
  captures: Found["captures"],
): readonly TargetFact[] {
  const { entries } = target;
  const named = entries && collectionAt(tree, row, entries.of, captures);
  if (!named) return [];
  const common = { scheme: target.defaultScheme, port: target.defaultPort, lookedUp: true } as const;
  const fact = (role: "cloud-id" | "url", key: string): TargetFact => ({
    ...common,
    role,
    path: key,
    value: entryValue(named, key),
  });
  const cloudIds = entries.cloudId === undefined ? [] : [fact("cloud-id", entries.cloudId)];
  return [...cloudIds, ...entries.urls.map((key) => fact("url", key))];
}

interface NamedCollection {
  readonly resource: ResourceName;
  readonly name: ScalarNode;
}

function collectionAt(
  tree: IndexedTree,
  { dottedKeys }: Integration,
  { kind, named, kindSetting }: CollectionTell,
  captures: Found["captures"],
): NamedCollection | undefined {
  const at = (path: string): TreeNode | undefined => first(tree, path, { dotted: dottedKeys }, captures)?.value;
  const name = at(named);
  if (name?.kind !== "scalar" || name.layer.text === "") return undefined;
  const other = kindSetting === undefined ? undefined : at(kindSetting);
  if (other?.kind === "scalar" && other.layer.text !== kind) return undefined;
  const namespace = at("metadata.namespace");
  const text = namespace?.kind === "scalar" ? namespace.layer.text : "";
  return { resource: { kind, name: name.layer.text, namespace: text || undefined }, name };
}

function entryValue({ resource, name: { span } }: NamedCollection, key: string): FactValue {
  const parts = [{ kind: "resource-key", resource, key, span, optional: true }] as const;
  return { span, outer: span, quote: "none", parts, encode: () => undefined };
}
