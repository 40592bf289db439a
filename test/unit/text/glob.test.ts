/** Globs over paths: what each mark means, the same answer as a plain recursive matcher, and no explosion. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesGlob } from "../../../server/src/text/glob";

/** The definition, word for word, at any cost. */
function slowly(path: readonly string[], glob: readonly string[]): boolean {
  const [piece, ...others] = glob;
  if (piece === undefined) return path.length === 0;
  if (piece === "**") return slowly(path, others) || (path.length > 0 && slowly(path.slice(1), glob));
  return path.length > 0 && segment(path[0] ?? "", piece) && slowly(path.slice(1), others);
}

function segment(text: string, glob: string): boolean {
  if (glob === "") return text === "";
  if (glob[0] === "*") return segment(text, glob.slice(1)) || (text !== "" && segment(text.slice(1), glob));
  return text !== "" && (glob[0] === "?" || glob[0] === text[0]) && segment(text.slice(1), glob.slice(1));
}

const name = fc.string({ unit: fc.constantFrom("a", "b", "."), minLength: 1, maxLength: 4 });
const piece = fc.oneof(
  { weight: 1, arbitrary: fc.constant("**") },
  { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "."), minLength: 1, maxLength: 5 }) },
);

describe("matchesGlob", () => {
  test.each([
    ["filebeat.yml", "**/filebeat.yml", true],
    ["etc/filebeat/filebeat.yml", "**/filebeat.yml", true],
    ["/etc/filebeat/filebeat.yml", "**/filebeat.yml", true],
    ["myfilebeat.yml", "**/filebeat.yml", false],
    ["filebeat.docker.yml", "**/filebeat.*.yml", true],
    ["filebeat.yml", "**/filebeat.*.yml", false],
    ["filebeat..yml", "**/filebeat.*.yml", true],
    ["a/modules.d/x.yml", "**/modules.d/*.yml", true],
    ["a/modules.d/b/x.yml", "**/modules.d/*.yml", false],
    ["cron.d/jobs", "**/cron.d/*", true],
    ["cron.d", "**/cron.d/*", false],
    ["a/b/c", "a/**", true],
    ["a", "a/**", true],
    ["b/a", "a/**", false],
    ["a/x/y/b", "a/**/b", true],
    ["a/b", "a/**/b", true],
    ["ab", "a?", true],
    ["a", "a?", false],
    ["a/b", "a?b", false],
    ["a.b", "a?b", true],
    ["a+b", "a+b", true],
    ["aab", "a+b", false],
    ["A", "a", false],
    ["", "**", true],
    ["", "*", false],
  ])("%j against %j: %s", (path, glob, expected) => {
    expect(matchesGlob(path, glob)).toBe(expected);
  });

  test("answers as the definition does", () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 5 }), fc.array(piece, { maxLength: 5 }), (path, glob) => {
        expect(matchesGlob(path.join("/"), glob.join("/"))).toBe(slowly(path, glob));
      }),
      { numRuns: 3000 },
    );
  });

  test("patterns that explode when they are tried one by one are answered", () => {
    const many = Array.from({ length: 60 }, () => "a");
    expect(matchesGlob(many.join("/"), `${"**/a/".repeat(25)}b`)).toBe(false);
    expect(matchesGlob("a".repeat(5000), `${"a*".repeat(40)}b`)).toBe(false);
    expect(matchesGlob(`${"a".repeat(5000)}b`, `${"a*".repeat(40)}b`)).toBe(true);
  });
});
