/**
 * What files of the workspace hold for each other: who names or holds what (by key), which key is used where (by
 * digest), who reads which definition. Tables of plain facts, no secret. Each change answers the look-ups whose answer is
 * another one now, so that exactly those analyses are judged again that had asked.
 */
import type { Exports, KeySite, LiteralPlace, VariableReader } from "./shared";

export interface CrossIndex {
  /** Takes what a file holds and names; answers the keys that changed. */
  setKeys(uri: string, keys: readonly string[]): readonly string[];
  /** Takes what a file's uses say to others; answers the look-up names that changed. */
  setExports(uri: string, exports: Exports | undefined): readonly string[];
  /** The files that hold or name something, in the order of their names. */
  linked(key: string): readonly string[];
  keySites(digest: string): readonly KeySite[];
  readers(definition: string): readonly VariableReader[];
  /** Places in a file that hold the text of a key. */
  literals(uri: string): readonly LiteralPlace[];
}

const NONE: Exports = { keys: [], readers: [], literals: [] };

/** Those who hold one key. Most keys have one holder, and that is kept without a set around it. */
type Holders = string | { readonly all: Set<string>; ordered: readonly string[] | undefined };

/** An index with nothing in it. */
export function createCrossIndex(): CrossIndex {
  const keysOf = new Map<string, readonly string[]>();
  const holdersOf = new Map<string, Holders>();
  const sites = new Table<KeySite>();
  const readers = new Table<VariableReader>();
  const literals = new Table<LiteralPlace>();

  const remove = (key: string, uri: string): void => {
    const holders = holdersOf.get(key);
    if (holders === undefined) return;
    if (typeof holders !== "string") {
      holders.ordered = undefined;
      holders.all.delete(uri);
    }
    if (holders === uri || (typeof holders !== "string" && holders.all.size === 0)) holdersOf.delete(key);
  };
  const add = (key: string, uri: string): void => {
    const holders = holdersOf.get(key);
    if (holders === undefined) holdersOf.set(key, uri);
    else if (typeof holders === "string") holdersOf.set(key, { all: new Set([holders, uri]), ordered: undefined });
    else {
      holders.ordered = undefined;
      holders.all.add(uri);
    }
  };

  return {
    setKeys(uri, keys) {
      const before = keysOf.get(uri) ?? [];
      if (before.length === 0 && keys.length === 0) return [];
      const now = new Set(keys);
      if (now.size > 0) keysOf.set(uri, [...now]);
      else keysOf.delete(uri);
      const gone = before.filter((key) => !now.delete(key));
      for (const key of gone) remove(key, uri);
      for (const key of now) add(key, uri);
      return [...gone, ...now];
    },
    setExports(uri, given) {
      const now = given ?? NONE;
      return [
        ...sites.set(
          uri,
          now.keys.map(({ digest, site }) => [`key ${digest}`, site]),
        ),
        ...readers.set(
          uri,
          now.readers.map(({ definition, reader }) => [`read ${definition}`, reader]),
        ),
        ...literals.set(
          uri,
          now.literals.map(({ uri: holder, place }) => [`literal ${holder}`, place]),
        ),
      ];
    },
    linked: (key) => {
      const holders = holdersOf.get(key);
      if (holders === undefined) return [];
      if (typeof holders === "string") return [holders];
      holders.ordered ??= [...holders.all].sort();
      return holders.ordered;
    },
    keySites: (digest) => sites.get(`key ${digest}`),
    readers: (definition) => readers.get(`read ${definition}`),
    literals: (uri) => literals.get(`literal ${uri}`),
  };
}

interface Named<Item> {
  readonly files: Map<string, readonly Item[]>;
  /** All items in order, once somebody asked for them. */
  all: readonly Item[] | undefined;
}

/** Items by name and by the file that they come from. */
class Table<Item> {
  readonly #byName = new Map<string, Named<Item>>();
  readonly #namesOf = new Map<string, readonly string[]>();

  /** Puts a file's items in place of its former ones; answers the names whose items are others now. */
  set(uri: string, items: readonly (readonly [name: string, item: Item])[]): readonly string[] {
    const before = this.#namesOf.get(uri) ?? [];
    if (before.length === 0 && items.length === 0) return [];
    const now = new Map<string, Item[]>();
    for (const [name, item] of items) {
      const own = now.get(name);
      if (own) own.push(item);
      else now.set(name, [item]);
    }
    const changed: string[] = [];
    for (const name of before) {
      if (now.has(name)) continue;
      changed.push(name);
      const named = this.#byName.get(name);
      if (!named) continue;
      named.all = undefined;
      named.files.delete(uri);
      if (named.files.size === 0) this.#byName.delete(name);
    }
    for (const [name, own] of now) {
      const named = this.#byName.get(name);
      if (JSON.stringify(named?.files.get(uri)) === JSON.stringify(own)) continue;
      changed.push(name);
      if (named) {
        named.all = undefined;
        named.files.set(uri, own);
      } else this.#byName.set(name, { files: new Map([[uri, own]]), all: undefined });
    }
    if (now.size > 0) this.#namesOf.set(uri, [...now.keys()]);
    else this.#namesOf.delete(uri);
    return changed;
  }

  /** In the order of the files' names, so that the answer does not depend on what was looked at first. */
  get(name: string): readonly Item[] {
    const named = this.#byName.get(name);
    if (!named) return [];
    named.all ??= [...named.files].sort(([left], [right]) => (left < right ? -1 : 1)).flatMap(([, items]) => items);
    return named.all;
  }
}
