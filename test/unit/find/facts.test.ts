/** Facts of one text: which reader reads it, what a budget stops, and that any text at all gives an answer. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findFacts, findFactsAs } from "../../../server/src/find/facts";
import type { Facts } from "../../../server/src/find/model";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Budget } from "../../../server/src/read/reading";
import { showFact } from "./findSupport";

function facts(path: string, text: string, languageId?: string, budget: Budget = defaultBudget()): Facts | undefined {
  return findFacts({ uri: `file:///p/${path}`, path, text, ...(languageId && { languageId }) }, budget);
}

const KEY = "output.elasticsearch.api_key: a\n";

describe("findFacts", () => {
  test("reads a file as what it is", () => {
    expect(facts("filebeat.yml", KEY)?.format).toBe("yaml");
    expect(facts("crontab", '0 1 * * * curl -H "Authorization: a" h\n')?.format).toBe("crontab");
    expect(facts("Untitled-1", KEY, "yaml")?.format).toBe("yaml");
  });

  test("gives nothing for what is none, or holds none", () => {
    expect(facts("notes.txt", KEY)).toBeUndefined();
    expect(facts("filebeat.yml", "filebeat.inputs: []\n")).toBeUndefined();
    expect(facts("filebeat.yml", "")).toBeUndefined();
  });

  test("looks into each document", () => {
    expect(facts("filebeat.yml", `${KEY}---\n${KEY}---\nname: x\n`)?.uses).toHaveLength(2);
  });

  test("a byte order mark is no part of the first name", () => {
    expect(facts("filebeat.yml", `\ufeff${KEY}`)?.uses).toHaveLength(1);
  });

  test("what a budget stops counts for nothing, and says so", () => {
    const small = facts("filebeat.yml", KEY, undefined, defaultBudget({ units: 10 }));
    expect([small?.skipped, small?.uses.length]).toEqual(["too-large", 0]);
    const deep = facts(
      "filebeat.yml",
      `${KEY}deep: ${"[".repeat(300)}${"]".repeat(300)}\n`,
      undefined,
      defaultBudget({ depth: 50 }),
    );
    expect([deep?.skipped, deep?.uses.length]).toEqual(["too-deep", 0]);
    const slow = facts("filebeat.yml", KEY.repeat(3_000), undefined, defaultBudget({ expired: () => true }));
    expect([slow?.skipped, slow?.uses.length]).toEqual(["time", 0]);
  });

  test("counts mentions of variables in scripts, not in settings", () => {
    const table = facts("crontab", "# $A ${A}\n0 1 * * * curl -H \"Authorization: $A\" '$A' ${A:-x} ${#A} $AB h\n");
    expect([table?.mentions.get("A"), table?.mentions.get("AB"), table?.mentions.get("B")]).toEqual([6, 1, undefined]);
    expect(facts("filebeat.yml", "output.elasticsearch.api_key: ${A}\n")?.mentions.size).toBe(0);
  });
});

describe("more items than a call takes arguments", { timeout: 60_000 }, () => {
  const MANY = 200_000;
  const chain = (count: number): string =>
    Array.from({ length: count }, (_, at) => `FROM s${at} AS s${at + 1}\nENV A${at}=1\n`).join("");

  test.each([
    ["variables of a crontab", "crontab", "K=a\n".repeat(MANY)],
    ["lines of a file of variables", ".env", "K=a\n".repeat(MANY)],
    ["references in a word", "x.sh", `curl -H "Authorization: ApiKey ${"$a".repeat(MANY)}" https://a\n`],
    ["comments of a file in a file", "a.yml", `kind: ConfigMap\ndata:\n  filebeat.yml: |\n${"    #\n".repeat(MANY)}`],
    ["settings", "terraform.tfvars", "k = 1\n".repeat(MANY)],
    ["stages", "Dockerfile", "FROM a\n".repeat(MANY / 4)],
    ["stages that build on the one before", "Dockerfile", chain(MANY / 20)],
    ["commands", "x.http", "GET a\n\n###\n".repeat(MANY / 4)],
  ])("%s", (_, path, text) => {
    expect(findFactsAs({ uri: `file:///p/${path}`, path, text }, "itself", defaultBudget()).skipped).toBeUndefined();
  });
});

describe("findFactsAs", () => {
  test("reads anything as a script, whatever its name and whether or not it holds a key", () => {
    const sourced = findFactsAs(
      { uri: "file:///p/x.yml", path: "x.yml", text: "A=1\nexport B=2\n" },
      "shell",
      defaultBudget(),
    );
    expect(sourced.definitions.map(({ name, value }) => `${name}=${showFact(value)}`)).toEqual(["A=1", "B=2"]);
  });
});

test("any text of any name gives facts whose places lie in it", () => {
  const pieces = [
    "output.elasticsearch:",
    "  api_key: ",
    '"',
    "'",
    "\n",
    "${K}",
    "curl -H ",
    "Authorization: ApiKey x",
    "0 1 * * * ",
    "K=",
    "$",
    "%",
    "{",
    "[",
    "- ",
    "|\n",
    "# keyfit-disable-line ",
    "&a ",
    "*a",
    "\\",
    "`",
    "$(",
    "<<EOF\n",
  ];
  const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 25 });
  fc.assert(
    fc.property(
      text.map((all) => all.join("")),
      fc.constantFrom("filebeat.yml", "otel.yml", "crontab", "etc/cron.d/x"),
      (source, path) => {
        const found = facts(path, source);
        const spans = [
          ...(found?.uses ?? []).flatMap((use) => [
            use.credential.span,
            use.credential.outer,
            ...(use.header?.span ? [use.header.span] : []),
          ]),
          ...(found?.definitions ?? []).flatMap(({ nameSpan, value }) => [nameSpan, value.span]),
          ...(found?.suppressions ?? []).flatMap(({ span, rules }) => [span, ...rules.map((rule) => rule.span)]),
        ];
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(source.length);
        }
      },
    ),
    { numRuns: 1000 },
  );
});
