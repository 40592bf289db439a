/** JSON, JSONC and what of JSON5 people have in configuration files. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readJson } from "../../../server/src/read/json";
import { at } from "./shellSupport";
import { encoded, hostOf, nodeIn, plain, problemsIn, scalarIn, unsound } from "./treeSupport";

const read = (text: string) => readJson(text, defaultBudget());
const tree = (text: string) => {
  expect(unsound(text, read(text))).toEqual([]);
  return read(text).trees.map(plain);
};

describe("trees", () => {
  test("objects, lists, literals and places", () => {
    const text =
      '{\n  "servers": { "es": { "env": { "ES_API_KEY": "abc==" }, "args": ["-e", "K", 1.5e3, null] } }\n}\n';
    expect(tree(text)).toEqual([
      { servers: { es: { env: { ES_API_KEY: "abc==" }, args: ["-e", "K", "1.5e3", "null"] } } },
    ]);
    const key = scalarIn(read(text), "servers", "es", "env", "ES_API_KEY");
    expect([at(text, key.span), at(text, key.outer), key.style]).toEqual(["abc==", '"abc=="', "double"]);
    expect(scalarIn(read(text), "servers", "es", "args", 3).style).toBe("plain");
    const servers = nodeIn(read(text), "servers");
    expect(at(text, servers?.span)?.startsWith('{ "es"')).toBe(true);
    const root = read(text).trees[0];
    if (root?.kind !== "map") throw new Error("no map");
    expect(at(text, root.entries[0]?.keySpan)).toBe("servers");
    expect(at(text, root.entries[0]?.span)).toBe(text.slice(4, -3));
  });

  test("comments and trailing commas", () => {
    const text = '\uFEFF// top\n{\n  "a": 1, /* why */\n  "b": [1, 2,],\n}\n/* end';
    expect(tree(text)).toEqual([{ a: "1", b: ["1", "2"] }]);
    expect(read(text).comments.map(({ text: words, span }) => [words, at(text, span)])).toEqual([
      [" top", "// top"],
      [" why ", "/* why */"],
      [" end", "/* end"],
    ]);
    expect(read(text).problems).toEqual([]);
  });

  test("single quotes, keys without quotes, numbers of JSON5", () => {
    const text = "{es: {'api_key': 'it\\'s \"x\"', n: .5, h: 0xFF, i: -Infinity, $a_b-c: 'http://x:1'}}";
    expect(tree(text)).toEqual([
      { es: { api_key: 'it\'s "x"', n: ".5", h: "0xFF", i: "-Infinity", "$a_b-c": "http://x:1" } },
    ]);
    expect(read(text).problems).toEqual([]);
    expect(scalarIn(read(text), "es", "api_key").style).toBe("single");
  });

  test("keys that stand twice, values that follow each other", () => {
    expect(read('{"a":1,"a":2}').trees[0]).toMatchObject({ entries: [{ key: "a" }, { key: "a" }] });
    expect(tree('{"a":1}\n{"a":2}\n')).toEqual([{ a: "1" }, { a: "2" }]);
    expect(tree("")).toEqual([]);
  });
});

describe("half-typed text keeps what it has", () => {
  test.each<[string, unknown[]]>([
    ['{"a": "x', [{ a: "x" }]],
    ['{"a": "x\n "b": "y"}', [{ a: "x", b: "y" }]],
    ['{"a": "x"\n "b": "y"}', [{ a: "x", b: "y" }]],
    ['{"a": \n "b": "y"}', [{ a: null, b: "y" }]],
    ['{"a": , "b": "y"}', [{ a: null, b: "y" }]],
    ['{"a"\n}', [{ a: null }]],
    ['{"a": {"b": ["c", }, "d": 1}', [{ a: { b: ["c"] }, d: "1" }]],
    ['{"a": {"b": ["c"', [{ a: { b: ["c"] } }]],
    ['{"a": 1}}, ]', [{ a: "1" }]],
    ['{"a": 1, {"K": "v"}, "b": 2}', [{ a: "1", "": { K: "v" }, b: "2" }]],
    ['{"a": {"b": 1] , "c": 2}}', [{ a: { b: "1", c: "2" } }]],
    ['{"a": tru', [{ a: "tru" }]],
    ["{'a': 'x\\", [{ a: "x\\" }]],
    [":,}", []],
  ])("%j", (text, expected) => expect(tree(text)).toEqual(expected));

  test("and says what is missing", () => {
    expect(problemsIn('{"a": "x\n "b" 1]', readJson)).toEqual([
      'This string has no closing quote: "x',
      "This bracket closes nothing: ]",
      "This bracket is not closed: {",
    ]);
    expect(problemsIn('{"a": \n "b": 1}', readJson)).toEqual(['This key has no value: "a"']);
  });
});

describe("strings", () => {
  const text = '{"k": "a\\nb\\u00e9\\u0041\\/\\"\\q\\u12x \\ud83d\\ude00"}';
  const scalar = scalarIn(read(text), "k");

  test("escapes, and the way back", () => {
    expect(scalar.layer.text).toBe('a\nbéA/"q\\u12x 😀');
    expect([hostOf(text, scalar, "é"), hostOf(text, scalar, "\nb"), hostOf(text, scalar, "A/")]).toEqual([
      "\\u00e9",
      "\\nb",
      "\\u0041\\/",
    ]);
  });

  test("a line that goes on", () => {
    expect(tree('{"k": "a\\\nb\\\r\nc"}')).toEqual([{ k: "abc" }]);
  });

  test("are written in their style", () => {
    expect(encoded('{"k": "x"}', readJson, ["k"], 'a"b\\\n\u0001')).toBe('{"k": "a\\"b\\\\\\n\\u0001"}');
    expect(encoded("{'k': 'x'}", readJson, ["k"], "a'b\"\\")).toBe("{'k': 'a\\'b\"\\\\'}");
    expect(encoded('{"k": null}', readJson, ["k"], "abc==")).toBe('{"k": "abc=="}');
  });
});

test("budgets", () => {
  expect(readJson("[1]", defaultBudget({ units: 2 })).problems).toMatchObject([{ budget: "too-large" }]);
  expect(readJson("[1]", defaultBudget({ expired: () => true })).problems).toMatchObject([{ budget: "time" }]);
  const deep = readJson('{"a": [[[1, "x"]]], "b": 2}', defaultBudget({ depth: 2 }));
  expect(deep.problems).toMatchObject([{ budget: "too-deep" }]);
  expect(deep.trees.map(plain)).toEqual([{ a: [], b: "2" }]);
});
