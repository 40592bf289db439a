/**
 * Text that is made to hurt: each is answered, or skipped with a reason. Nothing here measures time; a reader that takes
 * a step for each pair of lines would run into the tests' own limit.
 */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Reading } from "../../../server/src/read/reading";
import { scalarsIn } from "./treeSupport";
import { plain, read } from "./yamlSupport";

function stoppedBy(reading: Reading): string[] {
  return reading.problems.flatMap((problem) => problem.budget ?? []);
}

describe("limits", () => {
  test("have defaults, and each can be replaced", () => {
    const usual = defaultBudget();
    expect(usual.expired()).toBe(false);
    expect(defaultBudget({ depth: 3 })).toEqual({ ...usual, depth: 3, expired: expect.any(Function) });
  });

  test("a text over the limit is not looked at", () => {
    const reading = read("a: b\n", { units: 4 });
    expect(reading.trees).toEqual([]);
    expect(stoppedBy(reading)).toEqual(["too-large"]);
    expect(stoppedBy(read("a: b\n", { units: 5 }))).toEqual([]);
    expect(stoppedBy(read(`a: ${"x".repeat(10_000_000)}`))).toEqual(["too-large"]);
  });

  test("deep nesting ends the reading, and what was read counts", () => {
    const nested = [
      "[".repeat(10_000),
      `${"[".repeat(10_000)}${"]".repeat(10_000)}`,
      '{"a":'.repeat(10_000),
      "- ".repeat(10_000),
      "? ".repeat(10_000),
      Array.from({ length: 1_000 }, (_, column) => `${" ".repeat(column)}a:`).join("\n"),
    ];
    for (const text of nested) {
      const reading = read(`first: x\nlater:\n${text.replaceAll(/^/gm, " ")}`);
      expect(stoppedBy(reading)).toEqual(["too-deep"]);
      expect(reading.trees[0]).toMatchObject({ entries: [{ key: "first" }, { key: "later" }] });
    }
  });

  test("depth counts collections", () => {
    expect(stoppedBy(read("a: {b: [c]}", { depth: 3 }))).toEqual([]);
    expect(stoppedBy(read("a: {b: [[c]]}", { depth: 3 }))).toEqual(["too-deep"]);
  });

  test("time is asked for now and then, and ends the reading", () => {
    let asked = 0;
    const text = "key: value\n".repeat(5_000);
    const reading = read(text, { expired: () => ++asked === 3 });
    expect(asked).toBe(3);
    expect(stoppedBy(reading)).toEqual(["time"]);
    expect(scalarsIn(reading).length).toBeGreaterThan(100);
    expect(scalarsIn(reading).length).toBeLessThan(5_000);
  });
});

describe("aliases", () => {
  test("of aliases of aliases stop at the limit", () => {
    const names = "abcdefghi".split("");
    const text = names.map((name, index) => {
      const before = index === 0 ? "x" : `*${names[index - 1]}`;
      return `${name}: &${name} [${Array.from({ length: 9 }, () => before).join(", ")}]\n`;
    });
    const reading = read(text.join(""));
    expect(stoppedBy(reading)).toEqual(["too-large"]);
    expect(scalarsIn(reading).length).toBeLessThan(5_000);
  });

  test("thousands of small ones are read, to the limit", () => {
    const text = `base: &b {k: v}\n${"again: *b\n".repeat(1_000)}`;
    expect(stoppedBy(read(text))).toEqual([]);
    expect(scalarsIn(read(text))).toHaveLength(1_001);
    expect(stoppedBy(read(text, { aliases: 1_999 }))).toEqual(["too-large"]);
  });

  test("entries without values count too", () => {
    const text = `base: &b {${"k,".repeat(100)}}\nagain: *b\n`;
    expect(stoppedBy(read(text, { aliases: 100 }))).toEqual(["too-large"]);
    expect(stoppedBy(read(text, { aliases: 101 }))).toEqual([]);
  });

  test("make no tree deeper than the limit", () => {
    expect(stoppedBy(read("a: &a [[x]]\nb: [*a]\n", { depth: 5 }))).toEqual([]);
    expect(stoppedBy(read("a: &a [[x]]\nb: [[[*a]]]\n", { depth: 5 }))).toEqual(["too-deep"]);
  });
});

describe("many of one thing", { timeout: 60_000 }, () => {
  const LINES = 50_000;
  test.each([
    ["settings", "key: value # comment\n", ""],
    ["unclosed quotes", 'k: "v\n', ""],
    ["unclosed quotes of both kinds", "k: 'v\nj: \"x\n", ""],
    ["unclosed brackets", "k: [a\n", ""],
    ["lines without a colon", "word word\n", "a: b\n"],
    ["lines without a colon that others follow", "a: b\n  c: d\n", ""],
    ["words, strings and words", 'foo\n"a"\n', "a: b\n"],
    ["headers of block scalars where none can be", "|\n", "a: b\n"],
    ["values behind values", '"" word\n', "a: b\n"],
    ["block scalars", "k: |\n  a\n\n", ""],
    ["documents", "---\na: b\n", ""],
    ["openings of templates", "{{ x\n", ""],
    ["openings of control lines", "{% x\n", ""],
    ["anchors", "- &a x\n", ""],
  ])("%s", (_name, line, before) => {
    const reading = read(before + line.repeat(LINES));
    expect(stoppedBy(reading)).toEqual([]);
    expect(reading.problems.length).toBeLessThanOrEqual(100);
  });

  test.each([
    "'",
    '"',
    "{}",
    "[],",
    ",",
    "{{",
    "{{ x }}",
    "{% ",
    '{{ "',
    "${",
    '"{{"x',
    "a: ",
    "\\",
    " ",
    "#",
    "&",
    "é ",
  ])("one line of %j", (unit) => {
    const reading = read(`a: ${unit.repeat(200_000)}`);
    expect(reading.trees.length).toBeGreaterThan(0);
  });
});

describe("what was read before a limit", () => {
  test("is whole", () => {
    const reading = read("a: 1\nb: [2, [3, [4]]]\nc: 5\n", { depth: 3 });
    expect(reading.trees.map(plain)).toEqual([{ a: "1", b: ["2", ["3", []]] }]);
  });
});
