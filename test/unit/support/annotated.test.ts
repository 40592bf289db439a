import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { listCases, parseCase } from "../../support/annotated";
import type { ActualFinding, ActualUse } from "../../support/compare";
import { compare } from "../../support/compare";
import { ENCODED, PAIR } from "../../support/keys";
import { fillTokens, strayTokens } from "../../support/tokens";

const SOURCE = [
  "#@ file: etc/filebeat/filebeat.yml",
  "#@ today: 2026-11-24",
  "#@ also: .env",
  "#@| A=1",
  "#@|   B=2",
  "output.elasticsearch:",
  '  hosts: ["https://es.corp.example:9200"]',
  '  api_key: "{{encoded}}"',
  "  #! wrong-encoding error at {{encoded}}",
  "  #~ hard-coded-key information at {{encoded}}",
  "  #? filebeat form=encoded target=unknown/elasticsearch candidates=a,b rules=wrong-encoding at {{encoded}}",
  "# a comment that stays",
  "",
].join("\n");

const at = SOURCE_TEXT().indexOf(ENCODED);
const WHERE = { start: at, end: at + ENCODED.length };
const FINDING: ActualFinding = { rule: "wrong-encoding", severity: "error", span: WHERE };
const USE: ActualUse = {
  integration: "filebeat",
  kind: "elasticsearch-api-key",
  candidates: ["b", "a"],
  form: "encoded",
  deployment: "unknown",
  api: "elasticsearch",
  verdict: "fits",
  span: WHERE,
  rules: ["wrong-encoding"],
  state: "value",
  id: "-",
  origin: [],
  host: "-",
};

function SOURCE_TEXT(): string {
  return parseCase("x.yml", SOURCE).text;
}

describe("parseCase", () => {
  const read = parseCase("rules/x/invalid-x.yml", SOURCE);

  test("takes the annotations out and fills the tokens", () => {
    expect(read.text).toBe(
      `output.elasticsearch:\n  hosts: ["https://es.corp.example:9200"]\n  api_key: "${ENCODED}"\n# a comment that stays\n`,
    );
  });

  test("knows the file, the day and the files beside it", () => {
    expect(read.file).toBe("etc/filebeat/filebeat.yml");
    expect(read.today).toBe("2026-11-24");
    expect(read.files).toEqual({ ".env": "A=1\n  B=2\n", "etc/filebeat/filebeat.yml": read.text });
  });

  test("the file is the case's own name where none is given", () => {
    expect(parseCase("rules/x/valid-x.crontab", "# nothing").file).toBe("valid-x.crontab");
  });

  test("points at the text itself", () => {
    const [finding] = read.findings;
    expect(read.text.slice(finding?.span.start, finding?.span.end)).toBe(ENCODED);
  });

  test("finds the second of several, and insists on a number where a text repeats", () => {
    const twice = parseCase("x", "a % b % c\n#! crontab-percent error at#2 %");
    expect(twice.findings[0]?.span).toEqual({ start: 6, end: 7 });
    expect(() => parseCase("x", "a % b % c\n#! crontab-percent error at %")).toThrow(/2 times/);
    expect(() => parseCase("x", "a % b % c\n#! crontab-percent error at#3 %")).toThrow(/does not hold/);
  });

  test("counts carriage returns where the case asks for them", () => {
    const read = parseCase("x", "#@ line-ends: crlf\na: 1\nb: {{pair}}\n#! half-a-key error at {{pair}}\n");
    expect(read.text).toBe(`a: 1\r\nb: ${PAIR}\r\n`);
    expect(read.text.slice(read.findings[0]?.span.start, read.findings[0]?.span.end)).toBe(PAIR);
  });

  test("says nothing about uses unless told", () => {
    expect(parseCase("x", "a").uses).toBeUndefined();
    expect(parseCase("x", "#@ uses: none\na").uses).toEqual([]);
  });

  test.each([
    ["#! wrong-encoding error at x", /before the first line/],
    ["a\n#! wrong-encoding fatal at a", /no severity/],
    ["a\n#! wrong-encoding error", /cannot read/],
    ["a\n#! wrong-encoding error at b", /does not hold/],
    ["a\n#? filebeat colour=red at a", /no field/],
    ["a\n#@ fiel: x", /unknown annotation/],
    ["a\n#@ uses: some", /uses: none/],
    ["a\n#@| text", /without/],
  ])("refuses %j", (source, message) => {
    expect(() => parseCase("x", source)).toThrow(message);
  });
});

describe("compare", () => {
  const expected = parseCase("x.yml", SOURCE);

  test("is empty where all holds, the optional finding reported or not", () => {
    expect(compare(expected, [FINDING], [USE])).toEqual([]);
    const optional = { rule: "hard-coded-key", severity: "information", span: WHERE };
    expect(compare(expected, [optional, FINDING], [USE])).toEqual([]);
  });

  test.each<[string, ActualFinding[], RegExp]>([
    ["a missing finding", [], /^expected wrong-encoding error in line 3 at/],
    ["another severity", [{ ...FINDING, severity: "warning" }], /but it is warning/],
    ["another range", [{ ...FINDING, span: { start: at - 1, end: at + 5 } }], /but it covers in line 3/],
    ["a finding twice", [FINDING, FINDING], /^unexpected wrong-encoding error/],
    ["another rule", [FINDING, { ...FINDING, rule: "half-a-key", message: "why" }], /^unexpected half-a-key .*\(why\)/],
  ])("tells %s", (_, findings, message) => {
    expect(compare(parseCase("x.yml", SOURCE.replace(" rules=wrong-encoding", "")), findings, [USE])[0]).toMatch(
      message,
    );
  });

  test.each<[string, ActualUse[], RegExp]>([
    ["a missing use", [], /^expected a use of filebeat/],
    ["another integration", [{ ...USE, integration: "curl" }], /but there is curl/],
    ["another form", [{ ...USE, form: "pair" }], /form is pair, expected encoded/],
    ["other candidates", [{ ...USE, candidates: ["a"] }], /candidates are a, expected a,b/],
    ["another deployment", [{ ...USE, deployment: "ech" }], /deployment is ech/],
    ["a use too many", [USE, { ...USE, span: { start: 0, end: 3 } }], /^unexpected use of filebeat in line 1/],
  ])("tells %s", (_, uses, message) => {
    const differences = compare(expected, [FINDING], uses);
    expect(differences.some((difference) => message.test(difference))).toBe(true);
  });

  test("tells rules that a use does not have", () => {
    const more = parseCase("x.yml", SOURCE.replace("rules=wrong-encoding", "rules=half-a-key"));
    expect(compare(more, [FINDING], [USE])).toEqual([
      expect.stringContaining("rules are wrong-encoding, expected half-a-key"),
    ]);
  });

  test("no uses expected means none", () => {
    const none = parseCase("x.yml", "#@ uses: none\na: 1");
    expect(compare(none, [], [])).toEqual([]);
    expect(compare(none, [], [{ ...USE, span: { start: 0, end: 1 } }])).toHaveLength(1);
  });

  test("exactly one of a group", () => {
    const group = parseCase(
      "x",
      "K=$B\n#!a unexpanded-variable error at $B\nuse $K\n#!a unexpanded-variable error at $K",
    );
    const one = { rule: "unexpanded-variable", severity: "error", span: { start: 2, end: 4 } };
    const other = { ...one, span: { start: 9, end: 11 } };
    expect(compare(group, [one], [])).toEqual([]);
    expect(compare(group, [other], [])).toEqual([]);
    expect(compare(group, [], [])).toEqual([expect.stringContaining("group a, 0 reported")]);
    expect(compare(group, [one, other], [])).toEqual([expect.stringContaining("group a, 2 reported")]);
  });

  test("either severity where the case leaves it open", () => {
    const open = parseCase("x", "key\n#! wrong-encoding error|warning at key");
    const finding = { rule: "wrong-encoding", severity: "warning", span: { start: 0, end: 3 } };
    expect(compare(open, [finding], [])).toEqual([]);
    expect(compare(open, [{ ...finding, severity: "hint" }], [])).toHaveLength(1);
  });
});

describe("tokens", () => {
  test("fills what is known and leaves the braces of others", () => {
    expect(fillTokens("a {{pair}} {{ .Values.key }} {{nope}}")).toBe(`a ${PAIR} {{ .Values.key }} {{nope}}`);
    expect(strayTokens("{{pair}} {{ .Values.key }} {{nope}}")).toEqual(["nope"]);
  });
});

describe("listCases", () => {
  const folder = mkdtempSync(join(tmpdir(), "cases-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("lists files of all depths in order, without README, and nothing for a folder that is not there", () => {
    mkdirSync(join(folder, "b"));
    for (const name of ["b/valid-1.yml", "a.crontab", "README.md"]) writeFileSync(join(folder, name), "");
    expect(listCases(folder).map((entry) => entry.name)).toEqual(["a.crontab", "b/valid-1.yml"]);
    expect(listCases(join(folder, "no"))).toEqual([]);
  });
});
