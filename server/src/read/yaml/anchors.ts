/**
 * Anchors, aliases and merge keys. An alias is a copy of the tree at the anchor, with the spans of the anchor's place,
 * because that is where the value is written. Copies count against the budget one node at a time, so that a file of
 * aliases of aliases is stopped long before it grows.
 */
import { append } from "../../text/append";
import type { Span } from "../../text/span";
import type { Entry, MapNode, TreeNode } from "../reading";
import { aliasedScalar } from "./nodes";
import type { Reader } from "./reader";
import { note, stop } from "./reader";

/** `node` is undefined for an empty value, and while the anchored collection stands open: it cannot hold itself. */
export interface Anchor {
  node: TreeNode | undefined;
}

/** From here on `name` means `node`. Answers the anchor, for a collection of which the node is still to come. */
export function setAnchor(reader: Reader, name: string | undefined, node: TreeNode | undefined): Anchor | undefined {
  if (name === undefined) return undefined;
  const anchor = { node };
  reader.anchors.set(name, anchor);
  return anchor;
}

/** The tree that the alias `*name` at `where` stands for; undefined where there is none, or no budget for it. */
export function resolveAlias(reader: Reader, where: Span): TreeNode | undefined {
  const anchor = reader.anchors.get(reader.text.slice(where.start + 1, where.end));
  if (anchor === undefined) note(reader, where, "No anchor of this name stands above");
  if (anchor?.node === undefined) return undefined;
  return copy(reader, anchor.node, where, reader.top.depth + 1);
}

function copy(reader: Reader, node: TreeNode, where: Span, depth: number): TreeNode | undefined {
  if (depth > reader.budget.depth) stop(reader, where, "too-deep");
  if (--reader.aliasNodes < 0) stop(reader, where, "too-large");
  if (reader.stopped) return undefined;
  switch (node.kind) {
    case "scalar":
      return aliasedScalar(node);
    case "list": {
      const items: TreeNode[] = [];
      for (const item of node.items) {
        const copied = copy(reader, item, where, depth + 1);
        if (copied === undefined) return undefined;
        items.push(copied);
      }
      return { kind: "list", span: node.span, items };
    }
    case "map": {
      const entries: Entry[] = [];
      for (const entry of node.entries) {
        // An entry without a value is a node of its own, or a map of nothing else would be copied for free.
        const value = entry.value && copy(reader, entry.value, where, depth + 1);
        if (entry.value === undefined && --reader.aliasNodes < 0) stop(reader, where, "too-large");
        if (reader.stopped) return undefined;
        entries.push({ key: entry.key, keySpan: entry.keySpan, value, span: entry.span });
      }
      return { kind: "map", span: node.span, entries };
    }
  }
}

/**
 * Replaces the entries `<<` by what they merge in: the entries of those maps that no entry before them has, after the
 * map's own. A `<<` that merges no map stays an entry. https://yaml.org/type/merge.html
 */
export function mergeEntries(entries: readonly Entry[]): readonly Entry[] {
  const own: Entry[] = [];
  const merged: MapNode[] = [];
  for (const entry of entries) {
    const maps = entry.key === "<<" ? mapsIn(entry.value) : undefined;
    if (maps === undefined) own.push(entry);
    else append(merged, maps);
  }
  const keys = new Set(own.map((entry) => entry.key));
  for (const map of merged) {
    for (const entry of map.entries) {
      if (keys.has(entry.key)) continue;
      keys.add(entry.key);
      own.push(entry);
    }
  }
  return own;
}

/** Undefined where the value is something else than a map or maps. */
function mapsIn(value: TreeNode | undefined): readonly MapNode[] | undefined {
  if (value?.kind === "map") return [value];
  if (value?.kind !== "list") return undefined;
  const maps = value.items.filter((item) => item.kind === "map");
  return maps.length === value.items.length ? maps : undefined;
}
