/**
 * What files of the workspace hold for each other: who names or holds what (by key), which key is used where (by
 * digest), who reads which definition. Tables of plain facts, no secret. Each change answers the keys whose answer is
 * another one now, so that exactly those analyses are judged again that had asked.
 */
import type { Exports, KeySite, LiteralPlace, VariableReader } from "./shared";

export interface CrossIndex {
  /** Takes what a file holds and names; answers the keys that changed. */
  setKeys(uri: string, keys: readonly string[]): ReadonlySet<string>;
  /** Takes what a file's uses say to others; answers the look-up names that changed. */
  setExports(uri: string, exports: Exports | undefined): ReadonlySet<string>;
  linked(key: string): readonly string[];
  keySites(digest: string): readonly KeySite[];
  readers(definition: string): readonly VariableReader[];
  /** Places in a file that hold the text of a key. */
  literals(uri: string): readonly LiteralPlace[];
}

const NONE: Exports = { keys: [], readers: [], literals: [] };

/** An index with nothing in it. */
export function createCrossIndex(): CrossIndex {
  const keysOf = new Map<string, readonly string[]>();
  const byKey = new Map<string, Set<string>>();
  const exportsOf = new Map<string, Exports>();
  const sites = new Table<KeySite>();
  const readers = new Table<VariableReader>();
  const literals = new Table<LiteralPlace>();
  return {
    setKeys(uri, keys) {
      const before = new Set(keysOf.get(uri));
      const now = new Set(keys);
      const changed = new Set<string>();
      for (const key of before) {
        if (now.has(key)) continue;
        changed.add(key);
        const holders = byKey.get(key);
        holders?.delete(uri);
        if (holders?.size === 0) byKey.delete(key);
      }
      for (const key of now) {
        if (before.has(key)) continue;
        changed.add(key);
        const holders = byKey.get(key);
        if (holders) holders.add(uri);
        else byKey.set(key, new Set([uri]));
      }
      if (now.size > 0) keysOf.set(uri, [...now]);
      else keysOf.delete(uri);
      return changed;
    },
    setExports(uri, given) {
      const before = exportsOf.get(uri) ?? NONE;
      const now = given ?? NONE;
      const changed = new Set<string>();
      if (JSON.stringify(before) === JSON.stringify(now)) return changed;
      const digests = sites.set(
        uri,
        now.keys.map(({ digest, site }) => [digest, site]),
      );
      const definitions = readers.set(
        uri,
        now.readers.map(({ definition, reader }) => [definition, reader]),
      );
      const holders = literals.set(
        uri,
        now.literals.map(({ uri: holder, place }) => [holder, place]),
      );
      for (const holder of holders) changed.add(`literal ${holder}`);
      for (const digest of digests) changed.add(`key ${digest}`);
      for (const definition of definitions) changed.add(`read ${definition}`);
      if (now.keys.length + now.readers.length + now.literals.length > 0) exportsOf.set(uri, now);
      else exportsOf.delete(uri);
      return changed;
    },
    linked: (key) => [...(byKey.get(key) ?? [])].sort(),
    keySites: (digest) => sites.get(digest),
    readers: (definition) => readers.get(definition),
    literals: (uri) => literals.get(uri),
  };
}

/** Items by name and by the file that they come from. */
class Table<Item> {
  readonly #byName = new Map<string, Map<string, Item[]>>();
  readonly #namesOf = new Map<string, ReadonlySet<string>>();

  /** Puts a file's items in place of its former ones; answers the names whose items are others now. */
  set(uri: string, items: readonly (readonly [name: string, item: Item])[]): ReadonlySet<string> {
    const before = this.#namesOf.get(uri) ?? new Set<string>();
    const former = new Map([...before].map((name) => [name, JSON.stringify(this.#byName.get(name)?.get(uri))]));
    for (const name of before) {
      const files = this.#byName.get(name);
      files?.delete(uri);
      if (files?.size === 0) this.#byName.delete(name);
    }
    const now = new Set<string>();
    for (const [name, item] of items) {
      now.add(name);
      const files = this.#byName.get(name) ?? new Map<string, Item[]>();
      this.#byName.set(name, files);
      const own = files.get(uri);
      if (own) own.push(item);
      else files.set(uri, [item]);
    }
    if (now.size > 0) this.#namesOf.set(uri, now);
    else this.#namesOf.delete(uri);
    const all = [...before, ...now];
    return new Set(all.filter((name) => former.get(name) !== JSON.stringify(this.#byName.get(name)?.get(uri))));
  }

  /** In the order of the files' names, so that the answer does not depend on what was looked at first. */
  get(name: string): readonly Item[] {
    const files = this.#byName.get(name);
    return files ? [...files].sort(([left], [right]) => (left < right ? -1 : 1)).flatMap(([, items]) => items) : [];
  }
}
