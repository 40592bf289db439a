/** Java's properties files. Facts: reference/variables.md 3.22; values compared with Java 17's `Properties.load`. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readProperties } from "../../../server/src/read/properties";
import type { Reading } from "../../../server/src/read/reading";
import { at } from "./shellSupport";
import { encoded, hostOf, nodeIn, type Plain, plain, problemsIn, scalarIn, unsound } from "./treeSupport";

const read = (text: string): Reading => readProperties(text, defaultBudget());

function tree(text: string): Plain {
  expect(unsound(text, read(text))).toEqual([]);
  return plain(read(text).trees[0]);
}

describe("lines", () => {
  test.each<[string, Plain]>([
    ["a=b", { a: "b" }],
    ["a = b ", { a: "b " }],
    ["  a: b", { a: "b" }],
    ["a b", { a: "b" }],
    ["a\t=\f b", { a: "b" }],
    ["a==b", { a: "=b" }],
    ["a =: b", { a: ": b" }],
    ["a", { a: null }],
    ["a=", { a: null }],
    ["=b", { "": "b" }],
    ["a\\ b\\:c\\=d=e", { "a b:c=d": "e" }],
    ["a=b\\\n   c\\\r\n\td", { a: "bcd" }],
    ["a=b\\\\\nc=d", { a: "b\\", c: "d" }],
    ["a \\\n  = b", { a: "b" }],
    ["a\\\n b=c", { ab: "c" }],
    ["a=b\\\n\nc=d", { a: "b", c: "d" }],
    ["a=b\\\n# c\nd=e", { a: "b# c", d: "e" }],
    ["# a\\\nb=c\n! d\n", { b: "c" }],
    ["a=\\u0041\\t\\q\\u00e9\\:", { a: "A\tqé:" }],
    ["a=b # c", { a: "b # c" }],
    ["a='b' \"c\"", { a: "'b' \"c\"" }],
    ["a=1\ra=2\r\nb=3", { a: "2", b: "3" }],
    ["a=b\\", { a: "b" }],
    ["elastic.apm.api_key=a:b==", { "elastic.apm.api_key": "a:b==" }],
    ["\uFEFFa=b", { a: "b" }],
    ["", {}],
  ])("%j", (text, expected) => expect(tree(text)).toEqual(expected));

  test("what stands twice stands there twice", () => {
    expect(read("a=1\na=2").trees[0]).toMatchObject({ entries: [{ key: "a" }, { key: "a" }] });
  });

  test("places", () => {
    const text = "# top\n!no\n  api.key = a\\u0062\\\n    c d\nz=1\n";
    const root = read(text).trees[0];
    if (root?.kind !== "map") throw new Error("no map");
    const [entry] = root.entries;
    expect([at(text, entry?.keySpan), at(text, entry?.span)]).toEqual(["api.key", text.slice(12, text.indexOf("\nz"))]);
    const scalar = scalarIn(read(text), "api.key");
    expect(at(text, scalar.span)).toBe("a\\u0062\\\n    c d");
    expect([hostOf(text, scalar, "b"), hostOf(text, scalar, "c d"), hostOf(text, scalar, "bc")]).toEqual([
      "\\u0062",
      "c d",
      "\\u0062\\\n    c",
    ]);
    expect(read(text).comments.map((comment) => [comment.text, at(text, comment.span)])).toEqual([
      [" top", "# top"],
      ["no", "!no"],
    ]);
  });

  test("a wrong escape is told and stands for itself", () => {
    expect(tree("a=\\u12x\nb=1")).toEqual({ a: "\\u12x", b: "1" });
    expect(problemsIn("a=\\u12x\nb=1", readProperties)).toEqual(["This escape has no four digits: \\u12x"]);
  });
});

test("values are written so that Java reads the same", () => {
  expect(encoded("a=b\n", readProperties, ["a"], " x\\y\té\n")).toBe("a=\\ x\\\\y\\t\\u00e9\\n\n");
  expect(encoded("a=b\n", readProperties, ["a"], "=id:key==")).toBe("a==id:key==\n");
  expect(encoded("a b\n", readProperties, ["a"], "=x")).toBe("a \\=x\n");
  expect(encoded("a=b\n", readProperties, ["a"], "")).toBe("a=\n");
  expect(encoded("a b\n", readProperties, ["a"], "")).toBeUndefined();
  expect(nodeIn(read("a="), "a")).toBeUndefined();
});

test("budgets", () => {
  expect(readProperties("a=1", defaultBudget({ units: 2 })).problems).toMatchObject([{ budget: "too-large" }]);
  expect(readProperties("a=1", defaultBudget({ expired: () => true })).problems).toMatchObject([{ budget: "time" }]);
});
