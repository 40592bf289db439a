/**
 * What no tracked file may hold, and how source files look: no path of one machine, no registry, no literal `essu_`
 * value, no file of two ideas, a header on each module and a comment on each exported function.
 */
import { describe, expect, test } from "vitest";
import { read, trackedFiles, typeScriptIn } from "./sources";

const BINARY = /\.(?:png|jpg|gif|ico|woff2?|zip|gz|vsix|tgz)$/;
const SOURCES = typeScriptIn("server/src", "client/src");

/** Written in parts, so that this file does not hold what it looks for. */
const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    "the path of one machine",
    new RegExp(["/wo" + "rk/(?:main|shared)", "/fa" + "rm", "(?<!\\w)/ro" + "ot/", "/tmp/br" + "ief"].join("|")),
  ],
  [
    "a registry's host",
    new RegExp(["registry\\.(?:npm" + "js|yarn" + "pkg)", "npm" + "mirror", "npm\\.pkg\\.git" + "hub"].join("|")),
  ],
  ["a literal essu_ value", new RegExp("essu_" + "(?:dev_)?(?=[A-Za-z0-9+/_-]*[0-9])[A-Za-z0-9+/_-]{14,}")],
];

const TEXTS = trackedFiles()
  .filter((file) => !BINARY.test(file))
  .map((file) => ({ file, text: read(file) }));

describe("no tracked file holds", () => {
  test.each(FORBIDDEN)("%s", (_, pattern) => {
    const found = TEXTS.flatMap(({ file, text }) => {
      const hit = pattern.exec(text);
      return hit === null ? [] : [`${file}:${text.slice(0, hit.index).split("\n").length}`];
    });
    expect(found).toEqual([]);
  });

  test("more than 400 lines of code", () => {
    const code = TEXTS.filter(({ file }) => /\.(?:ts|mts|mjs)$/.test(file));
    expect(code.length).toBeGreaterThan(20);
    const long = code.filter(({ text }) => text.trimEnd().split("\n").length > 400);
    expect(long.map(({ file }) => file)).toEqual([]);
  });
});

describe("the patterns themselves", () => {
  test.each([
    ["/wo" + "rk/main/x", 0],
    ["https://registry.npm" + "js.org/", 1],
    [`essu_${"Ab1".repeat(10)}`, 2],
  ])("see %s", (text, index) => {
    expect(FORBIDDEN[index]![1].test(text)).toBe(true);
  });

  test("let names and masked keys be", () => {
    const text = "essu_Vm5W… essu_dev_ /workspace/x essu_SOMETHING_LONG_AND_FAKE";
    expect(FORBIDDEN.filter(([, pattern]) => pattern.test(text))).toEqual([]);
  });
});

describe("every source file", () => {
  test("starts by saying what it is for", () => {
    expect(SOURCES.filter((file) => !/^\/\*\*(?:\n \*)? \S/.test(read(file)))).toEqual([]);
  });

  test("explains each function that it exports", () => {
    const bare = SOURCES.flatMap((file) => {
      const lines = read(file).split("\n");
      return lines.flatMap((line, index) => {
        const name = /^export (?:async )?function\*? (\w+)/.exec(line)?.[1];
        if (name === undefined || isOverload(lines, index, name)) return [];
        return lines[index - 1]?.trimEnd().endsWith("*/") === true ? [] : [`${file}:${index + 1} ${name}`];
      });
    });
    expect(bare).toEqual([]);
  });
});

/** A later signature of a function that is explained at its first. */
function isOverload(lines: readonly string[], index: number, name: string): boolean {
  return lines
    .slice(0, index)
    .some((line) => line.startsWith(`export function ${name}(`) || line.startsWith(`export function ${name}<`));
}
