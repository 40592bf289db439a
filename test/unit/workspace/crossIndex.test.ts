/** What files hold for each other: who names what, which key goes where, who reads what, and whose answer changed. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTarget } from "../../../server/src/elastic/targets";
import { createCrossIndex } from "../../../server/src/workspace/crossIndex";
import { createDependents } from "../../../server/src/workspace/dependents";
import type { Exports, KeySite, VariableReader } from "../../../server/src/workspace/shared";

const target = parseTarget("https://a-d53192.es.us-east-1.aws.elastic-cloud.com");
if (!target) throw new Error("no target");
const span = { start: 1, end: 2 };
const site = (uri: string, line = 0): KeySite => ({ uri, span, line, target, named: undefined, unlessRead: undefined });
const reader = (uri: string): VariableReader => ({ uri, span, line: 0, forms: ["pair"], title: "x", direct: true });
const says = (given: Partial<Exports>): Exports => ({ keys: [], readers: [], literals: [], ...given });

describe("keys", () => {
  test("lead to their holders in the order of names, whoever came first", () => {
    const index = createCrossIndex();
    expect(index.setKeys("c", ["path x", "path y"])).toEqual(["path x", "path y"]);
    expect(index.setKeys("a", ["path x", "path x"])).toEqual(["path x"]);
    index.setKeys("b", ["path x"]);
    expect(index.linked("path x")).toEqual(["a", "b", "c"]);
    expect(index.linked("path y")).toEqual(["c"]);
    expect(index.linked("path z")).toEqual([]);
  });

  test("only what changed is answered", () => {
    const index = createCrossIndex();
    index.setKeys("a", ["one", "two"]);
    expect(index.setKeys("a", ["two", "one"])).toEqual([]);
    expect([...index.setKeys("a", ["two", "three"])].sort()).toEqual(["one", "three"]);
    expect(index.setKeys("a", [])).toEqual(["two", "three"]);
    expect(index.setKeys("a", [])).toEqual([]);
    expect(index.linked("two")).toEqual([]);
  });

  test("an answer that was handed out stays as it was", () => {
    const index = createCrossIndex();
    index.setKeys("a", ["one"]);
    index.setKeys("b", ["one"]);
    const before = index.linked("one");
    index.setKeys("c", ["one"]);
    index.setKeys("a", []);
    expect([before, index.linked("one")]).toEqual([
      ["a", "b"],
      ["b", "c"],
    ]);
  });
});

describe("what uses say", () => {
  test("each kind by its own name, and a file's own saying is replaced as a whole", () => {
    const index = createCrossIndex();
    const first = says({
      keys: [{ digest: "d", site: site("a") }],
      readers: [{ definition: "e#4", reader: reader("a") }],
      literals: [{ uri: "e", place: { span } }],
    });
    expect(index.setExports("a", first)).toEqual(["key d", "read e#4", "literal e"]);
    expect(index.setExports("a", first)).toEqual([]);
    index.setExports("b", says({ keys: [{ digest: "d", site: site("b") }] }));
    expect(index.keySites("d").map(({ uri }) => uri)).toEqual(["a", "b"]);
    expect(index.setExports("a", says({ keys: [{ digest: "d", site: site("a", 7) }] }))).toEqual([
      "key d",
      "read e#4",
      "literal e",
    ]);
    expect(index.keySites("d").map(({ line }) => line)).toEqual([7, 0]);
    expect([index.readers("e#4"), index.literals("e")]).toEqual([[], []]);
    expect(index.setExports("a", undefined)).toEqual(["key d"]);
    expect(index.keySites("d").map(({ uri }) => uri)).toEqual(["b"]);
  });

  test("a definition and a key of one name are two things", () => {
    const index = createCrossIndex();
    index.setExports("a", says({ keys: [{ digest: "x", site: site("a") }] }));
    expect([index.keySites("x").length, index.readers("x").length, index.literals("x").length]).toEqual([1, 0, 0]);
  });

  test("several of one file stay in their order", () => {
    const index = createCrossIndex();
    index.setExports("a", says({ keys: [3, 1, 2].map((line) => ({ digest: "d", site: site("a", line) })) }));
    expect(index.keySites("d").map(({ line }) => line)).toEqual([3, 1, 2]);
  });
});

test("after any changes the tables are those of a new index, and every change was told", () => {
  const names = fc.subarray(["one", "two", "three", "four"]);
  const changes = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), names, names));
  fc.assert(
    fc.property(changes, (all) => {
      const index = createCrossIndex();
      const last = new Map<string, readonly [readonly string[], Exports]>();
      const look = (each: ReturnType<typeof createCrossIndex>) =>
        new Map(
          ["one", "two", "three", "four"].flatMap((name) => [
            [name, JSON.stringify(each.linked(name))],
            [`key ${name}`, JSON.stringify(each.keySites(name))],
          ]),
        );
      for (const [uri, keys, digests] of all) {
        const exports = says({ keys: digests.map((digest) => ({ digest, site: site(uri) })) });
        const before = look(index);
        const told = new Set([...index.setKeys(uri, keys), ...index.setExports(uri, exports)]);
        last.set(uri, [keys, exports]);
        const after = look(index);
        expect([...told].sort()).toEqual([...after.keys()].filter((key) => after.get(key) !== before.get(key)).sort());
      }
      const fresh = createCrossIndex();
      for (const [uri, [keys, exports]] of [...last].reverse()) {
        fresh.setKeys(uri, keys);
        fresh.setExports(uri, exports);
      }
      expect(look(index)).toEqual(look(fresh));
    }),
  );
});

test("dependents are those who looked last, whatever they looked at before", () => {
  const keys = fc.subarray(["one", "two", "three"]);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.option(keys, { nil: undefined }))), (all) => {
      const dependents = createDependents();
      const model = new Map<string, readonly string[]>();
      for (const [uri, looked] of all) {
        if (looked) {
          dependents.set(uri, [...looked, ...looked]);
          model.set(uri, looked);
        } else expect(dependents.delete(uri)).toBe(model.delete(uri));
      }
      for (const key of ["one", "two", "three"]) {
        const expected = [...model].filter(([, looked]) => looked.includes(key)).map(([uri]) => uri);
        expect([...dependents.of([key])].sort()).toEqual(expected.sort());
        expect(dependents.isLooked(key)).toBe(expected.length > 0);
      }
      expect([...dependents.of(["one", "two", "three"])].sort()).toEqual(
        [...model].flatMap(([uri, looked]) => (looked.length > 0 ? [uri] : [])).sort(),
      );
    }),
  );
});
