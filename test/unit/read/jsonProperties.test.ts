/** What holds for any text read as JSON, that valid JSON says what it says to everybody, and that writing is reading. */
import fc from "fast-check";
import { parse } from "jsonc-parser";
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readJson } from "../../../server/src/read/json";
import type { Reading, TreeNode } from "../../../server/src/read/reading";
import { PIECES } from "../../support/pieces";
import { plain, replaced, scalarsIn, unsound } from "./treeSupport";

const read = (text: string): Reading => readJson(text, defaultBudget());

const token = fc.constantFrom(...PIECES.json);
const tokens = fc.array(token, { maxLength: 25 }).map((all) => all.join(""));

/** A tree as the value that it stands for, where it is JSON. */
function meaningOf(node: TreeNode | undefined): unknown {
  if (node?.kind === "map") {
    const object: Record<string, unknown> = {};
    // `__proto__` is a key like any other.
    for (const { key, value } of node.entries)
      Object.defineProperty(object, key, { value: meaningOf(value), enumerable: true, configurable: true });
    return object;
  }
  if (node?.kind === "list") return node.items.map(meaningOf);
  if (node === undefined) return undefined;
  return node.style === "plain" ? JSON.parse(node.layer.text) : node.layer.text;
}

describe("any text", { timeout: 60_000 }, () => {
  test("of any units, also halves of surrogate pairs", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        expect(unsound(text, read(text))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("made of JSON's tokens", () => {
    fc.assert(
      fc.property(tokens, (text) => {
        expect(unsound(text, read(text))).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  test("cut anywhere, what stood before still counts", () => {
    const text = '{"a": {"b": ["c", "d"], "e": "f"}, "g": "h"}';
    for (let end = 0; end <= text.length; end++) {
      const cut = text.slice(0, end);
      expect(unsound(cut, read(cut))).toEqual([]);
      const all = read(cut).trees.map(plain);
      if (end > text.indexOf("f")) expect(JSON.stringify(all)).toContain('"e":"f"');
    }
  });

  test("in time that grows with the text", () => {
    const pieces = [
      "[",
      "{",
      '{"a":',
      '"',
      "'",
      "\\",
      '"\\',
      "/*",
      "//",
      "{'",
      ":",
      ",",
      "]",
      "1",
      "x:",
      '"a"',
      "'\\\n",
    ];
    const started = performance.now();
    for (const piece of pieces) {
      const text = piece.repeat(50_000);
      for (const each of [text, `{"a": "${text}"}`])
        for (const scalar of scalarsIn(read(each))) expect(scalar.layer.text.length).toBeLessThanOrEqual(each.length);
    }
    // A square of this size takes minutes.
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

describe("the same as the others", { timeout: 60_000 }, () => {
  test("JSON.parse", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), fc.constantFrom(undefined, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const reading = read(text);
        expect(reading.problems).toEqual([]);
        expect(reading.trees.map(meaningOf)).toEqual([JSON.parse(text)]);
      }),
      { numRuns: 3000 },
    );
  });

  test("jsonc-parser, for comments and trailing commas", () => {
    const space = fc.constantFrom("", " ", "\n", "// c\n", "/* } */", "\r\n\t");
    const value: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('"a"', '"\\u0041\\n"', "1", "-0.5e3", "true", "null", '"//"'),
        fc
          .array(
            fc.tuple(space, tie("value"), space).map((all) => all.join("")),
            { maxLength: 3 },
          )
          .chain((items) =>
            fc.constantFrom("", ",").map((tail) => `[${items.join(",")}${items.length > 0 ? tail : ""}]`),
          ),
        fc
          .array(fc.tuple(space, fc.constantFrom('"k"', '"\\u006c"'), space, tie("value"), space), { maxLength: 3 })
          .chain((entries) =>
            fc
              .constantFrom("", ",")
              .map(
                (tail) =>
                  `{${entries.map(([a, key, b, item, c]) => `${a}${key}${b}:${item}${c}`).join(",")}${entries.length > 0 ? tail : ""}}`,
              ),
          ),
      ),
    })).value;
    fc.assert(
      fc.property(value, (text) => {
        const reading = read(text);
        expect([text, reading.problems]).toEqual([text, []]);
        expect(reading.trees.map(meaningOf)).toEqual([parse(text, [], { allowTrailingComma: true })]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("what is written is read again, and nothing else changes", { timeout: 60_000 }, () => {
  test("in every style", () => {
    const text = '{"a": "x\\n", \'b\': \'y\', c: [null, "z"], /* d */ "e": "w"}';
    const paths = scalarsIn(read(text)).length;
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 12 }), fc.nat(paths - 1), (next, index) => {
        const scalar = scalarsIn(read(text))[index]!;
        const edited = replaced(text, scalar, next);
        if (edited === undefined) throw new Error("JSON takes any text");
        const before = scalarsIn(read(text)).map(({ layer }) => layer.text);
        const after = read(edited);
        expect(after.problems).toEqual([]);
        expect(scalarsIn(after).map(({ layer }) => layer.text)).toEqual(before.with(index, next));
        if (scalar.style !== "plain") expect(scalarsIn(after)[index]?.style).toBe(scalar.style);
      }),
      { numRuns: 2000 },
    );
  });
});
