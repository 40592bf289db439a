/**
 * What holds for any text read as a properties file, that what is written is read again, and that values are those of
 * Java's own algorithm, which is written down here a second time, unit by unit, as its documentation tells it.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readProperties } from "../../../server/src/read/properties";
import type { Reading } from "../../../server/src/read/reading";
import { PIECES } from "../../support/pieces";
import { replaced, scalarsIn, unsound } from "./treeSupport";

const read = (text: string): Reading => readProperties(text, defaultBudget());

const token = fc.constantFrom(...PIECES.properties);
const tokens = fc.array(token, { maxLength: 25 }).map((all) => all.join(""));

function expectSound(text: string): void {
  expect(unsound(text, read(text))).toEqual([]);
}

const entriesOf = (text: string): [string, string][] => {
  const [root] = read(text).trees;
  if (root?.kind !== "map") throw new Error("a file is a map");
  return root.entries.map(({ key, value }) => [key, value?.kind === "scalar" ? value.layer.text : ""]);
};

/** `Properties.load` in its own words: join lines, split, convert. */
function java(text: string): [string, string][] {
  const found: [string, string][] = [];
  const natural = text.split(/\r\n|\n|\r/);
  for (let index = 0; index < natural.length; index++) {
    let line = natural[index]!.replace(/^[ \t\f]+/, "");
    // A joint before anything else joins nothing.
    if (line === "" || line === "\\" || line.startsWith("#") || line.startsWith("!")) continue;
    while (/(?:^|[^\\])(?:\\\\)*\\$/.test(line)) {
      line = line.slice(0, -1);
      const next = natural[++index];
      if (next === undefined) break;
      line += next.replace(/^[ \t\f]+/, "");
    }
    const [, key = "", rest = ""] = /^((?:\\[\s\S]|[^\\ \t\f=:])*)([\s\S]*)$/.exec(line)!;
    found.push([convert(key), convert(rest.replace(/^[ \t\f]*[=:]?[ \t\f]*/, ""))]);
  }
  return found;
}

function convert(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (whole, code: string | undefined, unit: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return unit === "u" ? whole : ({ t: "\t", n: "\n", r: "\r", f: "\f" }[unit] ?? unit);
  });
}

describe("any text", { timeout: 60_000 }, () => {
  test("of any units, also halves of surrogate pairs", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), expectSound), { numRuns: 1000 });
  });

  test("made of such tokens", () => {
    fc.assert(fc.property(tokens, expectSound), { numRuns: 4000 });
  });

  test("is what Java takes it for", () => {
    fc.assert(
      fc.property(tokens, (text) => {
        // Java refuses the whole file.
        if (text.includes("\\u12")) return;
        // What has neither key nor value says nothing, whether Java counts it or not.
        const says = (entries: [string, string][]) => entries.filter(([key, value]) => key !== "" || value !== "");
        expect(says(entriesOf(text))).toEqual(says(java(text.replace(/^\uFEFF/, ""))));
      }),
      { numRuns: 10_000 },
    );
  });

  test("in time that grows with the text", () => {
    const started = performance.now();
    for (const piece of ["\\\n", "\\", "a=\\\n", "a", "=", " ", "\\u", "#\n", "a\n", "\\\n "]) {
      for (const text of [piece.repeat(50_000), `k=${piece.repeat(50_000)}`])
        for (const { layer } of scalarsIn(read(text))) layer.toHost({ start: 0, end: layer.text.length });
    }
    // A square of this size takes minutes.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

test("what is written is read again, and nothing else changes", { timeout: 60_000 }, () => {
  const lines = fc.constantFrom("k=x", "k x", "k:x\\\n  y", "k = \\u0041", "k\t\tx\\");
  fc.assert(
    fc.property(lines, fc.oneof(fc.string({ unit: "binary", maxLength: 10 }), tokens), (line, next) => {
      const text = `a=1\n${line}\nz=2\n`;
      const scalar = scalarsIn(read(text))[1]!;
      const edited = replaced(text, scalar, next);
      if (edited === undefined) {
        expect(next).toBe("");
        return;
      }
      const expected = entriesOf(text).map(([key, value], index) => [key, index === 1 ? next : value]);
      expect(entriesOf(edited)).toEqual(expected);
    }),
    { numRuns: 3000 },
  );
});
