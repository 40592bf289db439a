/**
 * Every regular expression of what ships is linear in the length of its input, by recheck. A pattern that is put
 * together at run time cannot be checked and is refused: use a literal, or constants of the same file.
 * The grammars' patterns are Oniguruma's; they are checked as JavaScript, which has all that they use.
 */
import { checkSync } from "recheck";
import { describe, expect, test } from "vitest";
import { read, readJson, typeScriptIn } from "./sources";
import type { FoundRegex } from "./syntax";
import { regexesOf } from "./syntax";

const FILES = typeScriptIn("server/src", "client/src");

/** What is wrong with a regular expression, in one line; undefined where nothing is. */
function fault(regex: FoundRegex): string | undefined {
  if (regex.kind === "dynamic") return `${regex.code} is put together at run time`;
  const written = `/${regex.pattern}/${regex.flags}`;
  const result = checkSync(regex.pattern, regex.flags.replace("d", ""), { timeout: 20_000, checker: "auto" });
  switch (result.status) {
    case "safe":
      return undefined;
    case "unknown":
      return `${written} cannot be checked: ${result.error.kind}`;
    case "vulnerable":
      return `${written} is ${result.complexity.summary}, for instance on ${result.attack.pattern}`;
  }
}

/** Every string under one of these keys, at any depth. */
function valuesOf(json: unknown, keys: readonly string[]): string[] {
  if (Array.isArray(json)) return json.flatMap((item) => valuesOf(item, keys));
  if (typeof json !== "object" || json === null) return [];
  return Object.entries(json).flatMap(([key, value]) =>
    typeof value === "string" ? (keys.includes(key) ? [value] : []) : valuesOf(value, keys),
  );
}

describe("every regular expression is linear", () => {
  test("there are some to look at", () => {
    expect(FILES.flatMap((file) => regexesOf(read(file))).length).toBeGreaterThan(10);
  });

  test.each(FILES.filter((file) => regexesOf(read(file)).length > 0))("%s", { timeout: 120_000 }, (file) => {
    expect(regexesOf(read(file)).flatMap((regex) => fault(regex) ?? [])).toEqual([]);
  });

  test.each(["crontab", "logstash"])("syntaxes: %s", { timeout: 120_000 }, (language) => {
    const patterns = [
      ...valuesOf(readJson(`syntaxes/${language}.tmLanguage.json`), ["match", "begin", "end", "while"]),
      ...valuesOf(readJson(`syntaxes/${language}.language-configuration.json`), [
        "increaseIndentPattern",
        "decreaseIndentPattern",
      ]),
    ].map((pattern) => pattern.replaceAll("(?i:", "(?:"));
    expect(patterns.length).toBeGreaterThan(5);
    expect(patterns.flatMap((pattern) => fault({ kind: "pattern", pattern, flags: "" }) ?? [])).toEqual([]);
  });
});

describe("the check itself", () => {
  test.each([
    ["a literal", "export const a = /^(a+)+$/;", /exponential/],
    ["a polynomial one", "const a = (text: string): boolean => /\\s+$/.test(text);", /polynomial/],
    ["a constructor", 'const PART = "(a|a)*"; new RegExp(`^${PART}$`, "u");', /exponential/],
    ["raw strings and sums", 'RegExp(String.raw`^(\\w+)+` + "$");', /exponential/],
    ["the source of another", "const ITEM = /(?:x+)+y/; new RegExp(ITEM.source);", /exponential/],
    ["one made at run time", "export const f = (s: string) => new RegExp(s);", /run time/],
  ])("sees %s", (_, text, expected) => {
    expect(regexesOf(text).map(fault).filter(Boolean).join()).toMatch(expected);
  });

  test("lets a linear one pass", () => {
    const text = 'const W = /[A-Za-z]+/y; const essu = new RegExp("^essu_" + "[A-Za-z0-9_-]+$"); const b = "a/b/c";';
    expect(regexesOf(text)).toHaveLength(2);
    expect(regexesOf(text).map(fault)).toEqual([undefined, undefined]);
  });
});
