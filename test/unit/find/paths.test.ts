/** Settings by path: dotted and nested writing, captures, lists, and components with names. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutPattern, first, indexTree, select } from "../../../server/src/find/paths";
import { defaultBudget } from "../../../server/src/read/budget";
import type { TreeNode } from "../../../server/src/read/reading";
import { readYaml } from "../../../server/src/read/yaml";

const DOTTED = { dotted: true };
const NESTED = { dotted: false };

function treeOf(text: string): TreeNode | undefined {
  return readYaml(text, defaultBudget()).trees[0];
}

/** Paths and values that a pattern finds, `path=value`. */
function found(text: string, pattern: string, options = DOTTED, captures?: readonly (string | number)[]): string[] {
  return select(treeOf(text), pattern, options, captures).map(({ path, value }) => {
    return `${path}=${value?.kind === "scalar" ? value.layer.text : (value?.kind ?? "nothing")}`;
  });
}

describe("segments", () => {
  test.each([
    ["a", ["a"]],
    ["a.*.b", ["a", "*", "b"]],
    ["a.b[].c", ["a", "b", "[]", "c"]],
    ["[].c", ["[]", "c"]],
    ["a[][].c", ["a", "[]", "[]", "c"]],
    ["exporters.elasticsearch/*.api_key", ["exporters", "elasticsearch/*", "api_key"]],
  ])("of %s", (pattern, segments) => {
    expect(cutPattern(pattern)).toEqual(segments);
  });
});

describe("dotted and nested keys", () => {
  test.each([
    "output.elasticsearch.api_key: x",
    "output:\n  elasticsearch:\n    api_key: x",
    "output.elasticsearch:\n  api_key: x",
    "output:\n  elasticsearch.api_key: x",
    "output: {elasticsearch: {api_key: x}}",
    'output: {"elasticsearch.api_key": x}',
  ])("%j is one setting where the product reads dots as nesting", (text) => {
    expect(found(text, "output.elasticsearch.api_key")).toEqual(["output.elasticsearch.api_key=x"]);
  });

  test("a dotted key is one name where it does not", () => {
    expect(found("a.b: x", "a.b", NESTED)).toEqual([]);
    expect(found("a:\n  b: x", "a.b", NESTED)).toEqual(["a.b=x"]);
  });

  test("mixed writings of one setting are all found, in file order", () => {
    expect(found("a.b.c: 1\na:\n  b.c: 2\n  b:\n    c: 3", "a.b.c")).toEqual(["a.b.c=1", "a.b.c=2", "a.b.c=3"]);
    expect(first(treeOf("a.b: 1\na:\n  b: 2"), "a.b", DOTTED)?.path).toBe("a.b");
  });

  test("a key that goes further or stops short is another setting", () => {
    expect(found("a.b.c: x", "a.b")).toEqual([]);
    expect(found("a: x", "a.b")).toEqual([]);
    expect(found("a.bb: x", "a.b")).toEqual([]);
    expect(found("b: x", "a.b")).toEqual([]);
  });

  test("keys with empty pieces match nothing and break nothing", () => {
    expect(found("a..b: x\n.a.b: y\na.b.: z\n'.': v\n'': w", "a.b")).toEqual([]);
  });

  test("a setting without a value is found without one", () => {
    expect(found("a.b:", "a.b")).toEqual(["a.b=nothing"]);
  });

  test("however a path is cut into keys, it is the same setting", () => {
    const names = fc.array(fc.constantFrom("output", "api_key", "x"), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(names, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (path, cuts) => {
        let text = "";
        let depth = 0;
        path.forEach((name, at) => {
          const last = at === path.length - 1;
          if (last) text += `${name}: x\n`;
          else if (cuts[at]) text += `${name}:\n${"  ".repeat(++depth)}`;
          else text += `${name}.`;
        });
        expect(found(text, path.join("."))).toEqual([`${path.join(".")}=x`]);
      }),
    );
  });
});

describe("captures", () => {
  const TEXT = "outputs:\n  one:\n    hosts: a\n    api_key: k\n  two:\n    hosts: b\n  three.hosts: c\n";

  test("a star is any one key, and says which", () => {
    expect(select(treeOf(TEXT), "outputs.*.hosts", DOTTED).map(({ captures }) => captures)).toEqual([
      ["one"],
      ["two"],
      ["three"],
    ]);
    expect(found(TEXT, "outputs.*.hosts")).toEqual([
      "outputs.one.hosts=a",
      "outputs.two.hosts=b",
      "outputs.three.hosts=c",
    ]);
  });

  test("with captures only the settings beside are found", () => {
    expect(found(TEXT, "outputs.*.hosts", DOTTED, ["two"])).toEqual(["outputs.two.hosts=b"]);
    expect(found(TEXT, "outputs.*.hosts", DOTTED, ["three"])).toEqual(["outputs.three.hosts=c"]);
    expect(found(TEXT, "outputs.*.hosts", DOTTED, ["four"])).toEqual([]);
  });

  test("captures beyond those of the pattern do not matter", () => {
    expect(found(TEXT, "outputs.*.hosts", DOTTED, ["two", 3])).toEqual(["outputs.two.hosts=b"]);
    expect(found("cloud.id: x", "cloud.id", DOTTED, ["two"])).toEqual(["cloud.id=x"]);
  });

  test("a star does not take a key of two names where dots nest", () => {
    expect(found("outputs:\n  a.b:\n    hosts: x", "outputs.*.hosts")).toEqual([]);
    expect(found("outputs:\n  a.b:\n    hosts: x", "outputs.*.hosts", NESTED)).toEqual(["outputs.a.b.hosts=x"]);
  });
});

describe("lists", () => {
  const TEXT = "m:\n  - name: a\n    key: 1\n  - name: b\n    key: 2\n  - just text\n";

  test("each item is looked into, and its index is a capture", () => {
    expect(found(TEXT, "m[].key")).toEqual(["m[0].key=1", "m[1].key=2"]);
    expect(found(TEXT, "m[].name", DOTTED, [1])).toEqual(["m[1].name=b"]);
  });

  test("a list at the top, and lists in lists", () => {
    expect(found("- key: 1\n- key: 2\n", "[].key")).toEqual(["[0].key=1", "[1].key=2"]);
    expect(found("a:\n  - - x\n    - y\n", "a[][]")).toEqual(["a[0][0]=x", "a[0][1]=y"]);
  });

  test("a map is no list, and a list no map", () => {
    expect(found("m:\n  key: 1\n", "m[].key")).toEqual([]);
    expect(found(TEXT, "m.key")).toEqual([]);
    expect(found("- key: 1", "key")).toEqual([]);
  });

  test("dotted keys before and inside items", () => {
    expect(found("a.b:\n  - c.d: x\n", "a.b[].c.d")).toEqual(["a.b[0].c.d=x"]);
  });
});

describe("components with names", () => {
  const TEXT =
    "exporters:\n  elasticsearch:\n    k: 1\n  elasticsearch/logs:\n    k: 2\n  elasticsearches:\n    k: 3\n";

  test("`name/*` is the name alone and with anything after a slash", () => {
    expect(found(TEXT, "exporters.elasticsearch/*.k", NESTED)).toEqual([
      "exporters.elasticsearch.k=1",
      "exporters.elasticsearch/logs.k=2",
    ]);
  });

  test("the whole name is the capture, dots in it included", () => {
    const dots = "exporters:\n  elasticsearch/a.b:\n    k: 1\n    e: 2\n  elasticsearch:\n    e: 3\n";
    const [use] = select(treeOf(dots), "exporters.elasticsearch/*.k", NESTED);
    expect(use?.captures).toEqual(["elasticsearch/a.b"]);
    expect(found(dots, "exporters.elasticsearch/*.e", NESTED, use?.captures)).toEqual([
      "exporters.elasticsearch/a.b.e=2",
    ]);
  });
});

describe("headers", () => {
  test("the name Authorization is the same in any case, other names are not", () => {
    for (const name of ["Authorization", "authorization", "AUTHORIZATION"]) {
      expect(found(`headers:\n  ${name}: x`, "headers.Authorization")).toEqual([`headers.${name}=x`]);
    }
    expect(found("Headers:\n  Authorization: x", "headers.Authorization")).toEqual([]);
  });
});

describe("an indexed tree", () => {
  const LARGE = `outputs:\n${Array.from({ length: 40 }, (_, at) => `  o${at}:\n    hosts: h${at}\n  o${at}.name: n${at}\n`).join("")}`;

  test("gives the same, in the same order", () => {
    const root = treeOf(LARGE)!;
    const indexed = indexTree(root);
    for (const pattern of [
      "outputs.*.hosts",
      "outputs.*.name",
      "outputs.o7.hosts",
      "outputs.o7.name",
      "outputs.o7",
      "outputs.none",
    ]) {
      for (const captures of [undefined, ["o3"], ["o39"], ["none"]]) {
        expect(select(indexed, pattern, DOTTED, captures)).toEqual(select(root, pattern, DOTTED, captures));
      }
    }
    expect(select(indexed, "outputs.*.hosts", DOTTED)).toHaveLength(40);
  });
});

test("any tree and any of the rows' patterns give an answer", () => {
  const text = fc
    .array(fc.constantFrom("a", ".", ":", " ", "\n", "  ", "- ", "[", "]", "{", "}", "*", '"', "/", ","), {
      maxLength: 40,
    })
    .map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(
      text,
      fc.constantFrom("a.a", "a.*.a", "a[].a", "[].a", "a/*.a", "*"),
      fc.boolean(),
      (source, pattern, dotted) => {
        for (const one of select(treeOf(source), pattern, { dotted })) {
          expect(first(treeOf(source), pattern, { dotted }, one.captures)?.captures).toEqual(one.captures);
        }
      },
    ),
  );
});
