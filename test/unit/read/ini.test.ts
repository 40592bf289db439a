/** INI files of PHP and of everybody else. What PHP does was tried with PHP 8.2's `parse_ini_string`. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readIni } from "../../../server/src/read/ini";
import type { IniDialect } from "../../../server/src/read/ini/values";
import type { Reading } from "../../../server/src/read/reading";
import { at } from "./shellSupport";
import { hostOf, type Plain, plain, problemsIn, replaced, scalarIn, unsound } from "./treeSupport";

const read = (text: string, dialect?: IniDialect): Reading => readIni(text, defaultBudget(), dialect);

function tree(text: string, dialect?: IniDialect): Plain {
  const reading = read(text, dialect);
  expect(unsound(text, reading)).toEqual([]);
  return plain(reading.trees[0]);
}

describe("lines and sections", () => {
  const text = `; top
top = 1

[PHP]  ; why
# old
elastic_apm.api_key = "abc=="
elastic_apm.server_url=http://a:8200
empty =

[auth.grafana]
key: 'x y' # note
flag
[PHP]
again = 2
`;

  test("keys of a section stand under its name, in the order of the file", () => {
    expect(tree(text)).toEqual({ top: "1", PHP: { again: "2" }, "auth.grafana": { key: "x y", flag: null } });
    const root = read(text).trees[0];
    if (root?.kind !== "map") throw new Error("no map");
    expect(root.entries.map(({ key, value }) => [key, plain(value)])).toEqual([
      ["top", "1"],
      ["PHP", { "elastic_apm.api_key": "abc==", "elastic_apm.server_url": "http://a:8200", empty: null }],
      ["auth.grafana", { key: "x y", flag: null }],
      ["PHP", { again: "2" }],
    ]);
    expect(read(text).problems).toEqual([]);
    expect(read(text).comments.map((comment) => [comment.text, at(text, comment.span)])).toEqual([
      [" top", "; top"],
      [" why", "; why"],
      [" old", "# old"],
      [" note", "# note"],
    ]);
  });

  test("places", () => {
    const key = scalarIn(read(text), "PHP", "elastic_apm.api_key");
    expect([at(text, key.outer), at(text, key.span), key.style]).toEqual(['"abc=="', "abc==", "double"]);
    const root = read(text).trees[0];
    const section = root?.kind === "map" ? root.entries[1] : undefined;
    expect(at(text, section?.keySpan)).toBe("PHP");
    expect(at(text, section?.span)).toBe(text.slice(text.indexOf("[PHP]"), text.indexOf("\n\n[auth")));
  });

  test.each<[string, Plain]>([
    ["a=b", { a: "b" }],
    ["a = b c ", { a: "b c" }],
    ["a=b;c#d", { a: "b;c#d" }],
    ["a=b ;c", { a: "b" }],
    ["a= ;c", { a: null }],
    ["a: b=c", { a: "b=c" }],
    ["a = b: c", { a: "b: c" }],
    ['a="b" c', { a: '"b" c' }],
    ["a='b\"c'", { a: 'b"c' }],
    ["a=''", { a: "" }],
    ['a="b\\"c\\\\d\\n"', { a: 'b"c\\d\\n' }],
    ["a[] = 1", { "a[]": "1" }],
    ["\uFEFFa=1\r\nb=2\rc=3", { a: "1", b: "2", c: "3" }],
    ["[a]b", { a: {} }],
    // Half-typed.
    ['a="b', { a: "b" }],
    ["[a\nb=1", { a: { b: "1" } }],
    ["=b\nc=d", { c: "d" }],
    ["[", { "": {} }],
  ])("%j", (text, expected) => expect(tree(text)).toEqual(expected));

  test("what is broken is told", () => {
    expect(problemsIn('[a\nb="c\n=d', readIni)).toEqual([
      "This section has no closing bracket: [a",
      'This value has no closing quote: "c',
      "No key stands before this value: =d",
    ]);
  });
});

describe("PHP's", () => {
  test.each<[string, Plain]>([
    ["a = abc;def", { a: "abc" }],
    ["a = abc # def", { a: "abc # def" }],
    ["a:b = c", { "a:b": "c" }],
    ['a = "a;b"', { a: "a;b" }],
    ['a = "x" ; c', { a: "x" }],
    ["a = 'q${K}'", { a: "q${K}" }],
    ['a = "q${K}"', { a: "q${K}" }],
    ['a = "x\\\\z\\\'w\\n"', { a: "x\\z\\'w\\n" }],
  ])("%j", (text, expected) => expect(tree(text, "php")).toEqual(expected));
});

describe("values are written in their style", () => {
  const written = (line: string, next: string, dialect?: IniDialect): string | undefined =>
    replaced(line, scalarIn(read(line, dialect), "a"), next);

  test("or in quotes, where they need some", () => {
    expect(written("a = b", "id:key==")).toBe("a = id:key==");
    expect(written("a = b", "x ;y")).toBe('a = "x ;y"');
    expect(written("a = b", "")).toBe('a = ""');
    expect(written("a = 'b'", "x\\")).toBe("a = 'x\\'");
    expect(written("a = 'b'", "it's")).toBe('a = "it\'s"');
    expect(written('a = "b"', 'x"y\\')).toBe('a = "x\\"y\\\\"');
    expect(written("a = b", "x\ny")).toBeUndefined();
  });

  test("for PHP, which takes padding for an error", () => {
    expect(written("a = b", "abc", "php")).toBe("a = abc");
    expect(written("a = b", "abc==", "php")).toBe('a = "abc=="');
    expect(written("a = b", "on", "php")).toBe('a = "on"');
    expect(written('a = "b"', "x${y}", "php")).toBe("a = 'x${y}'");
    expect(written('a = "b"', "it's ${y}", "php")).toBe('a = "it\'s \\${y}"');
  });

  test("the way back", () => {
    const text = 'a = "b\\"c"';
    expect(hostOf(text, scalarIn(read(text), "a"), '"c')).toBe('\\"c');
  });
});

test("budgets", () => {
  expect(readIni("a=1", defaultBudget({ units: 2 })).problems).toMatchObject([{ budget: "too-large" }]);
  expect(readIni("a=1", defaultBudget({ expired: () => true })).problems).toMatchObject([{ budget: "time" }]);
});
