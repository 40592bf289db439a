/** Ways into trees of YAML that carriers share. */
import { describe, expect, test } from "vitest";
import { childOf, isNull, itemsOf, mapsAt, scalarAt, textAt, textOf } from "../../../server/src/find/carriers/tree";
import { read } from "../read/yamlSupport";

const tree = (text: string) => read(text).trees[0];

describe("a tree", () => {
  test("of two equal keys has the last one", () => {
    expect(textAt(tree("metadata: {name: a}\nmetadata: {name: b}\n"), "metadata", "name")).toBe("b");
    const many = Array.from({ length: 40 }, (_, at) => `k${at % 20}: ${at}`).join("\n");
    expect(textAt(tree(many), "k3")).toBe("23");
  });

  test("has nothing where another type stands", () => {
    const root = tree("a: [b]\nc: d\ne: {f: g}\n");
    expect([childOf(root, "a", "b"), childOf(root, "c", "d"), scalarAt(root, "e")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([mapsAt(root, "e"), mapsAt(root, "a"), itemsOf(childOf(root, "c")).length]).toEqual([[], [], 1]);
  });

  test("tells nothing from an empty text", () => {
    const root = tree("a: ''\nb:\nc: null\nd: 'null'\n");
    expect([textOf(childOf(root, "a")), textAt(root, "a"), textAt(root, "b"), textAt(root, "c")]).toEqual([
      "",
      undefined,
      undefined,
      undefined,
    ]);
    expect([textAt(root, "d"), isNull(childOf(root, "b")), isNull(childOf(root, "a"))]).toEqual(["null", true, false]);
  });
});
