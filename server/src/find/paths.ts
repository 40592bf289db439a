/**
 * Finds settings by path in a tree, as products mean it: where a product reads dots as nesting, `output.elasticsearch.x`,
 * `output: {elasticsearch.x}` and the fully nested form are one setting.
 *
 * A pattern is a dotted path; `*` is any one key, `[]` each item of a list, `name/*` the key `name` or `name/anything`
 * (how OpenTelemetry names components).
 */
import type { Integration } from "../integrations/model";
import type { Entry, MapNode, TreeNode } from "../read/reading";

export interface Found {
  /** The last entry on the way; undefined for a match that is a list item. */
  readonly entry: Entry | undefined;
  readonly value: TreeNode | undefined;
  /** What `*`, `name/*` and `[]` stood for, in order. */
  readonly captures: readonly (string | number)[];
  /** The path with its captures filled in, as a person would write it. */
  readonly path: string;
}

export interface PathOptions {
  /** Dots in keys nest. */
  readonly dotted: boolean;
  /** Letter case does not count. */
  readonly anyCase?: boolean;
}

/** How the program of a row reads names of settings. */
export function pathOptions({ dottedKeys, anyCase }: Pick<Integration, "dottedKeys" | "anyCase">): PathOptions {
  return { dotted: dottedKeys, ...(anyCase && { anyCase }) };
}

/** A tree that is asked many times: the entries of its large maps are found by key once they have been looked through. */
export interface IndexedTree {
  readonly root: TreeNode;
  readonly entries: EntryIndex;
}

/** The entries of maps by the first segment of their keys, as it is written and in lower case. */
interface EntryIndex {
  readonly written: Map<MapNode, ReadonlyMap<string, readonly Entry[]>>;
  readonly lower: Map<MapNode, ReadonlyMap<string, readonly Entry[]>>;
}

/** Makes a tree ready to be asked many times. */
export function indexTree(root: TreeNode): IndexedTree {
  return { root, entries: { written: new Map(), lower: new Map() } };
}

/** The segments of a row's pattern. Kept, because rows never change; what a document names is cut each time. */
function segmentsOf(pattern: string): readonly string[] {
  let segments = kept.get(pattern);
  if (!segments) {
    segments = cutPattern(pattern);
    kept.set(pattern, segments);
  }
  return segments;
}

const kept = new Map<string, readonly string[]>();

/** Cuts a pattern into segments; `a.*.b[].c` has five. */
export function cutPattern(pattern: string): readonly string[] {
  const segments: string[] = [];
  for (const piece of pattern.split(".")) {
    let name = piece;
    let lists = 0;
    while (name.endsWith("[]")) {
      name = name.slice(0, -2);
      lists++;
    }
    if (name !== "") segments.push(name);
    for (let i = 0; i < lists; i++) segments.push("[]");
  }
  return segments;
}

/**
 * Every place in the tree that the pattern names, in file order. With `captures` only those with the same captures, and
 * no more than `most`.
 */
export function select(
  tree: TreeNode | IndexedTree | undefined,
  pattern: string | readonly string[],
  options: PathOptions,
  captures?: readonly (string | number)[],
  most = Number.POSITIVE_INFINITY,
): readonly Found[] {
  const found: Found[] = [];
  const segments = typeof pattern === "string" ? segmentsOf(pattern) : pattern;
  const [root, index] = tree && "root" in tree ? [tree.root, tree.entries] : [tree, undefined];
  walk(root, undefined, segments, 0, { options, wanted: captures, found, index, most }, [], "");
  return found;
}

/** The first place that the pattern names with these captures. */
export function first(
  tree: TreeNode | IndexedTree | undefined,
  pattern: string | readonly string[],
  options: PathOptions,
  captures?: readonly (string | number)[],
): Found | undefined {
  return select(tree, pattern, options, captures, 1)[0];
}

interface Search {
  readonly options: PathOptions;
  readonly wanted: readonly (string | number)[] | undefined;
  readonly found: Found[];
  readonly most: number;
  readonly index: IndexedTree["entries"] | undefined;
}

/** Maps of fewer entries are looked through as quickly. */
const WORTH_INDEXING = 16;

/** Entries of one key in one map; whatever stands in any of them is looked for in all, so there may not be any number. */
const MOST_SAME = 100;

function walk(
  node: TreeNode | undefined,
  entry: Entry | undefined,
  segments: readonly string[],
  at: number,
  search: Search,
  captures: readonly (string | number)[],
  path: string,
): void {
  const segment = segments[at];
  if (segment === undefined) {
    search.found.push({ entry, value: node, captures, path });
    return;
  }
  if (node === undefined || node.kind === "scalar") return;
  if (segment === "[]") {
    if (node.kind !== "list") return;
    const only = search.wanted?.[captures.length];
    const [from, to] = typeof only === "number" ? [only, only + 1] : [0, node.items.length];
    for (let index = from; index < Math.min(to, node.items.length); index++) {
      if (search.found.length >= search.most) return;
      if (!allowed(search, captures, index)) continue;
      walk(node.items[index], undefined, segments, at + 1, search, [...captures, index], `${path}[${index}]`);
    }
    return;
  }
  if (node.kind !== "map") return;
  for (const child of candidates(node, segment, search, captures)) {
    if (search.found.length >= search.most) return;
    const step = matchKey(child.key, segments, at, search, captures);
    if (step) {
      const here = path === "" ? child.key : `${path}.${child.key}`;
      walk(child.value, child, segments, step.next, search, step.captures, here);
    }
  }
}

/** The entries that can match a segment: those of its key, where only one key can. */
function candidates(
  node: MapNode,
  segment: string,
  { options, wanted, index }: Search,
  captures: readonly (string | number)[],
): readonly Entry[] {
  if (!index || node.entries.length < WORTH_INDEXING || segment === "Authorization") return node.entries;
  const key = segment === "*" || segment.endsWith("/*") ? wanted?.[captures.length] : segment;
  if (typeof key !== "string") return node.entries;
  const known = options.anyCase ? index.lower : index.written;
  let entries = known.get(node);
  if (!entries) {
    const gathered = new Map<string, Entry[]>();
    const times = new Map<string, number>();
    for (const entry of node.entries) {
      const time = (times.get(entry.key) ?? 0) + 1;
      times.set(entry.key, time);
      if (time > MOST_SAME) continue;
      const dot = options.dotted ? entry.key.indexOf(".") : -1;
      const name = cased(dot < 0 ? entry.key : entry.key.slice(0, dot), options);
      const same = gathered.get(name);
      if (same) same.push(entry);
      else gathered.set(name, [entry]);
    }
    entries = gathered;
    known.set(node, entries);
  }
  return entries.get(cased(key, options)) ?? [];
}

function cased(name: string, { anyCase }: PathOptions): string {
  return anyCase ? name.toLowerCase() : name;
}

/** Matches one key, which may hold several segments where dots nest, and tells where the pattern goes on. */
function matchKey(
  key: string,
  segments: readonly string[],
  at: number,
  search: Search,
  captures: readonly (string | number)[],
): { readonly next: number; readonly captures: readonly (string | number)[] } | undefined {
  if (!search.options.dotted || !key.includes(".")) {
    const taken = matchSegment(segments[at], key, search.options);
    if (taken === undefined) return undefined;
    if (!taken) return { next: at + 1, captures };
    return allowed(search, captures, key) ? { next: at + 1, captures: [...captures, key] } : undefined;
  }
  let next = at;
  let all = captures;
  for (let start = 0; start <= key.length; ) {
    const dot = key.indexOf(".", start);
    const piece = key.slice(start, dot < 0 ? key.length : dot);
    const taken = matchSegment(segments[next], piece, search.options);
    if (taken === undefined) return undefined;
    if (taken) {
      if (!allowed(search, all, piece)) return undefined;
      all = [...all, piece];
    }
    next++;
    start += piece.length + 1;
  }
  return { next, captures: all };
}

/** Undefined: no match; true: a match to capture; false: a plain match. */
function matchSegment(segment: string | undefined, key: string, { anyCase }: PathOptions): boolean | undefined {
  if (segment === undefined || segment === "[]") return undefined;
  if (segment === "*") return true;
  if (segment.endsWith("/*")) {
    const base = segment.slice(0, -2);
    return key === base || key.startsWith(`${base}/`) ? true : undefined;
  }
  const isSame = (anyCase || segment === "Authorization") && key.toLowerCase() === segment.toLowerCase();
  return isSame || key === segment ? false : undefined;
}

function allowed(search: Search, captures: readonly (string | number)[], next: string | number): boolean {
  return (
    search.wanted === undefined || search.wanted.length <= captures.length || search.wanted[captures.length] === next
  );
}
