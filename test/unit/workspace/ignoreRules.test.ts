/** The lines of a `.gitignore`, as https://git-scm.com/docs/gitignore has them and `git check-ignore` answers. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseIgnoreRules } from "../../../server/src/workspace/ignoreRules";

const verdict = (rules: string, path: string): boolean | undefined =>
  parseIgnoreRules(rules).verdict(path.replace(/\/$/, ""), path.endsWith("/"));

describe("one line", () => {
  test.each([
    ["a.yml", "a.yml", true],
    ["a.yml", "b/a.yml", true],
    ["a.yml", "a.yml2", undefined],
    ["a.yml", "A.yml", undefined],
    ["/a.yml", "a.yml", true],
    ["/a.yml", "b/a.yml", undefined],
    ["b/a.yml", "b/a.yml", true],
    ["b/a.yml", "c/b/a.yml", undefined],
    ["a/", "a/", true],
    ["a/", "a", undefined],
    ["a/", "b/a/", true],
    ["b/a/", "c/b/a/", undefined],
    ["*.log", "x/y.log", true],
    ["a*b*c", "a1b2c", true],
    ["a*b", "a/b", undefined],
    ["a?c", "abc", true],
    ["a?c", "a/c", undefined],
    ["?", "🔑", true],
    ["[ab]x", "bx", true],
    ["[!ab]x", "bx", undefined],
    ["[!ab]x", "cx", true],
    ["[^ab]x", "cx", true],
    ["[a-c]x", "bx", true],
    ["[a-]x", "-x", true],
    ["[]]x", "]x", true],
    ["[!]]x", "]x", undefined],
    ["[\\]]x", "]x", true],
    ["[[:digit:]]x", "7x", true],
    ["[[:digit:]a]x", "ax", true],
    ["[[:nonsense:]]x", "nx", undefined],
    ["[ax", "[ax", undefined],
    ["[/", "[", undefined],
    ["a\\", "a\\", undefined],
    ["\\*", "*", true],
    ["\\*", "x", undefined],
    ["**/a", "a", true],
    ["**/a", "b/c/a", true],
    ["a/**", "a/b/c", true],
    ["a/**", "a/", undefined],
    ["a/**/b", "a/b", true],
    ["a/**/b", "a/x/y/b", true],
    ["a/**/b", "ab", undefined],
    ["**", "a", true],
    ["/**", "a", true],
    ["a/*", "a/b", true],
    ["a/*", "a/b/c", undefined],
    ["!a", "a", false],
    ["\\!a", "!a", true],
    ["#a", "#a", undefined],
    ["\\#a", "#a", true],
    ["a  ", "a", true],
    ["a\\ ", "a ", true],
    ["a b", "a b", true],
    ["a\t", "a", undefined],
    ["", "a", undefined],
    ["/", "a/", undefined],
    ["!", "a", undefined],
  ])("%j and %j: %s", (rules, path, expected) => {
    expect(verdict(rules, path)).toBe(expected);
  });
});

describe("several lines", () => {
  test("the last that fits decides", () => {
    expect(verdict("*.yml\n!keep.yml", "keep.yml")).toBe(false);
    expect(verdict("!keep.yml\n*.yml", "keep.yml")).toBe(true);
    expect(verdict("*.yml\n!keep/", "keep")).toBeUndefined();
  });

  test("line ends of Windows and a byte order mark do not count", () => {
    expect(verdict("\ufeffa\r\nb\r\n", "a")).toBe(true);
    expect(verdict("\ufeffa\r\nb\r\n", "b")).toBe(true);
  });
});

test("no text throws, and a pattern that would take a regular expression for ever is answered", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "*", "?", "[", "]", "!", "\\", "/", "-", ":", "[:", ":]", "\n", " "),
    maxLength: 25,
  });
  fc.assert(
    fc.property(text, fc.constantFrom("a", "a/b", "]", "-"), fc.boolean(), (rules, path, folder) => {
      expect([true, false, undefined]).toContain(parseIgnoreRules(rules).verdict(path, folder));
    }),
    { numRuns: 2000 },
  );
  expect(verdict(`${"*a".repeat(40)}b`, "a".repeat(255))).toBeUndefined();
  expect(verdict(`${"**/a/".repeat(40)}b`, `${"a/".repeat(200)}c`)).toBeUndefined();
});
