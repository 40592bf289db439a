/** Trees and comments of a text that stands in another one: every place is a place of the file, every edit fits there. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { mapComments, mapTree, pieceLayer } from "../../../server/src/read/embedded";
import { readJson } from "../../../server/src/read/json";
import type { ScalarNode, TreeNode } from "../../../server/src/read/reading";
import type { Layer } from "../../../server/src/text/layer";
import { type Span, span } from "../../../server/src/text/span";
import { FILES, tokens } from "./yamlArbitraries";
import { at, nodeAt, plain, read, scalarAt } from "./yamlSupport";

const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata: { name: beat }
data:
  filebeat.yml: |
    # keyfit-disable-file hard-coded-key -- a test
    output.elasticsearch:
      hosts: ["https://h:9243"]

      api_key: 'id1:key1' # quoted
  other: x
`;

/** The file in a value, read, and seen from the file around it. */
function embedded(text: string, ...path: string[]): { tree: TreeNode; inner: TreeNode; scalar: ScalarNode } {
  const scalar = scalarAt(text, ...path);
  const [inner] = read(scalar.layer.text).trees;
  return { inner: inner!, tree: mapTree(inner!, pieceLayer(scalar), scalar.span), scalar };
}

/** A node of a tree, by its path. */
function within(tree: TreeNode | undefined, ...path: (string | number)[]): TreeNode | undefined {
  let node = tree;
  for (const step of path) {
    if (node?.kind === "map") node = node.entries.find((entry) => entry.key === step)?.value;
    else node = node?.kind === "list" && typeof step === "number" ? node.items[step] : undefined;
  }
  return node;
}

function scalarIn(tree: TreeNode, ...path: (string | number)[]): ScalarNode {
  const node = within(tree, ...path);
  if (node?.kind !== "scalar") throw new Error(`no scalar at ${path.join(".")}`);
  return node;
}

/** Every span of a tree, in one order. */
function spansOf(node: TreeNode): Span[] {
  if (node.kind === "scalar") {
    const first = node.layer.toHost(span(0, Math.min(1, node.layer.text.length)));
    return [node.span, node.outer, ...(first ? [first] : [])];
  }
  if (node.kind === "list") return [node.span, ...node.items.flatMap(spansOf)];
  return [
    node.span,
    ...node.entries.flatMap((entry) => [entry.keySpan, entry.span, ...(entry.value ? spansOf(entry.value) : [])]),
  ];
}

describe("a tree from a block scalar", () => {
  const { tree, inner } = embedded(CONFIG_MAP, "data", "filebeat.yml");

  test("has the same texts at their places in the file", () => {
    expect(plain(tree)).toEqual(plain(inner));
    const key = scalarIn(tree, "output.elasticsearch", "api_key");
    expect([key.layer.text, key.style]).toEqual(["id1:key1", "single"]);
    expect(at(CONFIG_MAP, key.span)).toBe("id1:key1");
    expect(at(CONFIG_MAP, key.outer)).toBe("'id1:key1'");
    expect(at(CONFIG_MAP, key.layer.toHost(span(4, 8)))).toBe("key1");
    const host = scalarIn(tree, "output.elasticsearch", "hosts", 0);
    expect(at(CONFIG_MAP, host.outer)).toBe('"https://h:9243"');
    const map = within(tree, "output.elasticsearch");
    expect(map?.kind === "map" && map.entries.map((entry) => at(CONFIG_MAP, entry.keySpan))).toEqual([
      "hosts",
      "api_key",
    ]);
  });

  test("an edit of one value leaves the rest as it is", () => {
    const key = scalarIn(tree, "output.elasticsearch", "api_key");
    const written = key.layer.encode("it's: new");
    expect(written).toBe("'it''s: new'");
    const after = CONFIG_MAP.slice(0, key.outer.start) + written + CONFIG_MAP.slice(key.outer.end);
    expect(scalarIn(embedded(after, "data", "filebeat.yml").tree, "output.elasticsearch", "api_key").layer.text).toBe(
      "it's: new",
    );
    // A line end in a quoted value becomes an escape, which fits.
    expect(key.layer.encode("a\nb")).toBe('"a\\nb"');
  });

  test("comments are where they are", () => {
    const { scalar } = embedded(CONFIG_MAP, "data", "filebeat.yml");
    const comments = mapComments(read(scalar.layer.text).comments, scalar.layer, scalar.span);
    expect(comments.map((each) => at(CONFIG_MAP, each.span))).toEqual([
      "# keyfit-disable-file hard-coded-key -- a test",
      "# quoted",
    ]);
    for (const each of comments) expect(at(CONFIG_MAP, each.textSpan)).toBe(each.text);
  });
});

describe("other values", () => {
  const NOWHERE: Layer = { text: "", toHost: () => undefined, encode: (text) => text };

  test("what does not map is the whole value, and is not edited", () => {
    const [inner] = read("a: {b: [c]}").trees;
    const tree = mapTree(inner!, NOWHERE, span(3, 7));
    expect(spansOf(tree).every(({ start, end }) => start === 3 && end === 7)).toBe(true);
    expect(scalarIn(tree, "a", "b", 0).layer.encode("x")).toBeUndefined();
    const comments = mapComments(read("# x").comments, NOWHERE, span(3, 7));
    expect(comments).toEqual([{ span: span(3, 7), text: " x", textSpan: span(3, 7) }]);
  });

  test("a text within two texts", () => {
    const text = "data:\n  outer.yml: |\n    data:\n      inner.yml: |-\n        key: value\n";
    const outer = embedded(text, "data", "outer.yml").tree;
    const scalar = scalarIn(outer, "data", "inner.yml");
    const [inner] = read(scalar.layer.text).trees;
    const value = scalarIn(mapTree(inner!, pieceLayer(scalar), scalar.span), "key");
    expect(at(text, value.span)).toBe("value");
  });

  test("an alias stays one, and is not edited", () => {
    const text = "data:\n  a.yml: |\n    a: &x v\n    b: *x\n";
    const value = scalarIn(embedded(text, "data", "a.yml").tree, "b");
    expect([value.alias, at(text, value.span), value.layer.encode("w")]).toEqual([true, "v", undefined]);
  });
});

describe("pieces of a value", () => {
  const piece = (value: string, text: string): string | undefined =>
    pieceLayer(scalarAt(`a: ${value}\n`, "a")).encode(text);

  test.each([
    ["|-\n  x", 'it\'s "x": #1', 'it\'s "x": #1'],
    ["|-\n  x", "a\nb", undefined],
    [">-\n  x", "a b", "a b"],
    ["'x'", "it's", "it''s"],
    ["'x'", "a\nb", undefined],
    ['"x"', 'a "b"\n\\', 'a \\"b\\"\\n\\\\'],
    ["x", "https://h:9243/a=b", "https://h:9243/a=b"],
    ["x", "a b", undefined],
    ["x", "a:", undefined],
    ["x", "#a", undefined],
    ["x", "a, b", undefined],
    ["!secret x", "a", undefined],
    ["|-\n  x", "", undefined],
    ["|-\n  x", " a", undefined],
    ["'x'", "a ", undefined],
  ])("in %j, %j is written as %j", (value, text, expected) => {
    expect(piece(value, text)).toBe(expected);
  });

  test("a piece changes nothing beside itself", () => {
    const values = fc.constantFrom(
      "|-\n  one OLD two",
      ">-\n  one OLD\n  two",
      "'one OLD two'",
      '"one OLD two"',
      "one OLD two",
    );
    const pieces = fc.array(fc.constantFrom("a", "'", '"', ":", " ", "#", "\\", "\n", ",", "]", "$", "é", "-", "{"), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(values, pieces, (value, parts) => {
        const text = `a: ${value}\n`;
        const scalar = scalarAt(text, "a");
        const start = scalar.layer.text.indexOf("OLD");
        const written = pieceLayer(scalar).encode(parts.join(""));
        if (written === undefined) return;
        const host = scalar.layer.toHost(span(start, start + 3))!;
        const after = text.slice(0, host.start) + written + text.slice(host.end);
        expect(scalarAt(after, "a").layer.text).toBe(scalar.layer.text.replace("OLD", () => parts.join("")));
      }),
    );
  });
});

/** The text as a literal block scalar, indented. */
function asBlock(inner: string, indent: number): string {
  const lines = inner.split("\n").map((line) => (line === "" ? "" : " ".repeat(indent) + line));
  return `data:\n  file.yml: |${indent - 2}+\n${lines.join("\n")}`;
}

/** Without the blanks at the begin of each line but the first: where a span crosses lines, indentation is in it. */
function unindented(text: string | undefined): string | undefined {
  return text?.replace(/\n[ ]*/g, "\n");
}

describe("any file in a block scalar", () => {
  const inner = fc
    .tuple(fc.constantFrom(...FILES), fc.nat({ max: 900 }), tokens)
    .map(([file, cut, more]) => file.slice(0, cut) + more + file.slice(cut))
    .map((text) => text.replace(/[\r\0-\x08\x0b-\x1f\u2028\ufeff\ud800]/g, ""));

  test("is seen at its places", () => {
    let seen = 0;
    fc.assert(
      fc.property(inner, fc.constantFrom(4, 6, 9), (text, indent) => {
        const host = asBlock(text, indent);
        const scalar = nodeAt(host, "data", "file.yml");
        // Some texts cannot stand in a block scalar as they are: a mark of a document, a tab for indentation.
        if (scalar?.kind !== "scalar" || scalar.layer.text.trimEnd() !== text.trimEnd()) return;
        seen++;
        const reading = read(text);
        const layer = pieceLayer(scalar);
        for (const tree of reading.trees) {
          const mapped = spansOf(mapTree(tree, layer, span(-1)));
          for (const [index, where] of spansOf(tree).entries()) {
            expect(unindented(at(host, mapped[index]))?.trimEnd()).toBe(unindented(at(text, where))?.trimEnd());
          }
        }
        const comments = mapComments(reading.comments, layer, span(-1));
        expect(comments.map((each) => at(host, each.span))).toEqual(
          reading.comments.map(({ span: each }) => at(text, each)),
        );
      }),
      { numRuns: 300 },
    );
    expect(seen).toBeGreaterThan(200);
  });
});

test("a value that is being typed where its text ends stays within its quotes", () => {
  const text = "\"'\\\r";
  const [scalar] = readJson(text, defaultBudget()).trees;
  if (scalar?.kind !== "scalar") throw new Error("a string is a scalar");
  const layer = pieceLayer(scalar);
  const inner = mapTree(read(layer.text).trees[0]!, layer, scalar.span);
  expect(inner).toMatchObject({ outer: { start: 1, end: 2 }, span: { start: 2, end: 2 } });
});
