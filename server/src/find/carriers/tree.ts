/**
 * Asks trees of YAML for what they hold, for every carrier that is written in it. Whatever has another type than the
 * format says counts as absent: files are read while they are typed, and a text in place of a list is no reason to stop.
 */
import type { Entry, MapNode, ScalarNode, TreeNode } from "../../read/reading";

/** The entries of a map; none where the node is something else. */
export function entriesOf(node: TreeNode | undefined): readonly Entry[] {
  return node?.kind === "map" ? node.entries : [];
}

/** The entry of a key. Of two the last one counts, as for whoever loads the file. */
export function entryOf(node: TreeNode | undefined, key: string): Entry | undefined {
  if (node?.kind !== "map") return undefined;
  if (!indexes || node.entries.length < WORTH_INDEXING) return node.entries.findLast((entry) => entry.key === key);
  let index = indexes.get(node);
  if (!index) {
    index = new Map(node.entries.map((entry) => [entry.key, entry]));
    indexes.set(node, index);
  }
  return index.get(key);
}

/** Maps of fewer entries are looked through as quickly. */
const WORTH_INDEXING = 32;

/** Of large maps that are asked for one key after another, and only as long as a carrier reads their file. */
let indexes: Map<MapNode, ReadonlyMap<string, Entry>> | undefined;

/** Reads a file whose large maps are asked many times: thousands of jobs may name each other. */
export function withIndexes(read: () => void): void {
  indexes = new Map();
  try {
    read();
  } finally {
    indexes = undefined;
  }
}

/** What stands under a way of keys. */
export function childOf(node: TreeNode | undefined, ...keys: readonly string[]): TreeNode | undefined {
  return keys.reduce<TreeNode | undefined>((at, key) => entryOf(at, key)?.value, node);
}

/** The items of a list, or the node itself where one value may stand for a list of one. */
export function itemsOf(node: TreeNode | undefined): readonly TreeNode[] {
  if (node === undefined) return [];
  return node.kind === "list" ? node.items : [node];
}

/** The maps of the list under a way of keys. */
export function mapsAt(node: TreeNode | undefined, ...keys: readonly string[]): readonly MapNode[] {
  const found = childOf(node, ...keys);
  return found?.kind === "list" ? found.items.filter((item) => item.kind === "map") : [];
}

/** The scalars of the list under a way of keys. */
export function scalarsAt(node: TreeNode | undefined, ...keys: readonly string[]): readonly ScalarNode[] {
  const found = childOf(node, ...keys);
  return found?.kind === "list" ? found.items.filter((item) => item.kind === "scalar") : [];
}

/** A scalar that is no null, of any style. */
export function scalarOf(node: TreeNode | undefined): ScalarNode | undefined {
  return node?.kind === "scalar" && !isNull(node) ? node : undefined;
}

/** The scalar under a way of keys; undefined where none, nothing or `null` is written. */
export function scalarAt(node: TreeNode | undefined, ...keys: readonly string[]): ScalarNode | undefined {
  return scalarOf(childOf(node, ...keys));
}

/** A scalar's text; undefined for a null. Only for what is not secret: names, paths, options. */
export function textOf(node: TreeNode | undefined): string | undefined {
  return scalarOf(node)?.layer.text;
}

/** The text under a way of keys; undefined where none stands there, or an empty one. */
export function textAt(node: TreeNode | undefined, ...keys: readonly string[]): string | undefined {
  return textOf(childOf(node, ...keys)) || undefined;
}

/** A null, written or not: https://yaml.org/spec/1.2.2/#10211-null */
export function isNull(node: TreeNode | undefined): boolean {
  if (node === undefined) return true;
  return node.kind === "scalar" && node.style === "plain" && /^(?:|~|null|Null|NULL)$/.test(node.layer.text);
}
