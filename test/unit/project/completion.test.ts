/** Completion at many places of a half-typed project file: what is offered, what is not, and the text once it is taken. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { APIS, DEPLOYMENTS, KINDS } from "../../../server/src/elastic/model";
import { completeProject } from "../../../server/src/features/projectFile";
import { RULE_IDS } from "../../../server/src/project/ruleIds";
import { essu, PAIR } from "../../support/keys";
import { accepted, atCursor, completions, labels, WHOLE } from "./projectSupport";

const TOP = ["version", "deployments", "keys", "versions", "rules", "overrides", "ignore"];
const DEPLOYMENT = ["name", "type", "hosts", "api"];
const KEY = ["id", "variable", "kind", "deployment", "owner", "expires", "path"];
const TYPES = DEPLOYMENTS.filter((each) => each !== "unknown");
const SEVERITIES = ["off", "error", "warning", "information", "hint"];

function without(names: readonly string[], ...left: string[]): string[] {
  return names.filter((name) => !left.includes(name));
}

describe("at the top", () => {
  test.each([
    ["an empty file", "‸", TOP],
    ["a line of blanks", "\n  ‸\n", TOP],
    ["a word", "ver‸", TOP],
    ["a word that a cursor stands before", "‸ver", TOP],
    ["a comment above", "# mine\n‸", TOP],
    ["a byte order mark", "\ufeff‸", TOP],
    ["after a property", "version: 1\n‸", without(TOP, "version")],
    ["a word after a property", "version: 1\nde‸", without(TOP, "version")],
    ["before a property", "‸\nversion: 1\n", without(TOP, "version")],
    ["between two", "version: 1\n‸\nrules: {}\n", without(TOP, "version", "rules")],
    ["a word between two", "version: 1\nk‸\nrules: {}\n", without(TOP, "version", "rules")],
    ["after a section", `${WHOLE}‸`, []],
    ["after a list", "keys:\n  - id: x\n‸", without(TOP, "keys")],
    ["with lines that end in CRLF", "version: 1\r\nru‸\r\nkeys:\r\n", without(TOP, "version", "keys")],
    ["a key that is set is renamed", "versio‸n: 1\nkeys:\n", without(TOP, "keys")],
    ["JSON", '{ "‸" }', TOP],
    ["JSON without quotes", "{ ‸ }", TOP],
    ["JSON over lines", '{\n  "version": 1,\n  "‸"\n}', without(TOP, "version")],
    ["JSON over lines without quotes", '{\n  "version": 1,\n  ‸\n}', without(TOP, "version")],
    ["JSON that is not closed", '{ "version": 1, "r‸', without(TOP, "version")],
    ["flow style", "{ version: 1, ‸", without(TOP, "version")],
  ])("%s", (_, marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });
});

describe("in a section", () => {
  test.each([
    ["a deployment", "deployments:\n  - ‸", DEPLOYMENT],
    ["a deployment without indentation", "deployments:\n- ‸", DEPLOYMENT],
    ["a line of a deployment", "deployments:\n  - name: x\n    ‸", without(DEPLOYMENT, "name")],
    ["a line before another", "deployments:\n  - name: x\n    ‸\n    type: eck\n", without(DEPLOYMENT, "name", "type")],
    ["a word of a deployment", "deployments:\n  - name: x\n    ty‸\nkeys:\n", without(DEPLOYMENT, "name")],
    ["a deployment in braces", "deployments: [{ name: x, ‸ }]", without(DEPLOYMENT, "name")],
    ["a deployment in JSON", '{ "deployments": [{ "name": "x", "‸" }] }', without(DEPLOYMENT, "name")],
    ["a deployment to come", "deployments:\n  ‸", DEPLOYMENT],
    ["a further deployment", "deployments:\n  - name: x\n  ‸\n", DEPLOYMENT],
    ["a key", "keys:\n  - ‸\n", KEY],
    ["a key with an id", "keys:\n  - id: x\n    ‸", without(KEY, "id", "variable")],
    ["a key with a variable", "keys:\n  - variable: X\n    ‸", without(KEY, "id", "variable")],
    ["the second key", "keys:\n  - id: x\n    kind: jwt\n  - ‸", KEY],
    ["an override", "overrides:\n  - ‸", ["path", "versions", "rules"]],
    ["an ignored path", "ignore:\n  - path: x\n    ‸", ["rule", "reason"]],
    ["rules", "rules:\n  ‸", RULE_IDS],
    ["rules in braces", "rules: { ‸ }", RULE_IDS],
    ["rules that are not set", "rules: { hard-coded-key: off, ‸", without(RULE_IDS, "hard-coded-key")],
    [
      "rules of an override",
      "overrides:\n  - path: x\n    rules:\n      key-echoed: off\n      w‸",
      without(RULE_IDS, "key-echoed"),
    ],
  ])("%s", (_, marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });

  test("versions are offered by the names of programs", () => {
    expect(labels("versions:\n  ‸")).toEqual(expect.arrayContaining(["filebeat", "logstash", "curl"]));
    expect(labels('versions: { filebeat: "9.2.0", ‸ }')).not.toContain("filebeat");
  });
});

describe("a value", () => {
  const severities = (place: string): [string, string, string[]] => [place, place, SEVERITIES];
  test.each([
    ["version", "version: ‸", ["1"]],
    ["a type", "deployments:\n  - type: ‸", TYPES],
    ["a type that is begun", "deployments:\n  - type: e‸", TYPES],
    ["a type in quotes", 'deployments:\n  - type: "e‸"', TYPES],
    ["a type in single quotes", "deployments:\n  - type: 'e‸", TYPES],
    ["a type before a comment", "deployments:\n  - type: ‸ # x", TYPES],
    ["a type on the next line", "deployments:\n  - type:\n      ‸", TYPES],
    ["a type in braces", "deployments: [{ type: ‸, name: x }]", TYPES],
    ["a type in JSON", '{"deployments": [{"type": "‸"}]}', TYPES],
    ["a type in JSON without quotes", '{"deployments": [{"type": ‸}]}', TYPES],
    ["an API", "deployments:\n  - api: ‸", APIS],
    ["a kind", "keys:\n  - kind: ‸\n    id: x\n", KINDS],
    ["a kind that is there", "keys:\n  - kind: jw‸t\n", KINDS],
    ["a rule that is ignored", "ignore:\n  - path: x\n    rule: ‸", RULE_IDS],
    severities("rules: { hard-coded-key: ‸ }"),
    severities("rules:\n  hard-coded-key: ‸\n  key-echoed: off"),
    severities("rules:\n  hard-coded-key: o‸ff\n"),
    severities("overrides:\n  - path: x\n    rules: { key-echoed: ‸"),
    severities('{ "rules": { "key-echoed": "‸" } }'),
  ])("%s", (_, marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });

  test("a key's deployment is one that the file declares", () => {
    const file = (value: string) =>
      `deployments:\n  - name: one\n    type: eck\n  - name: my logs\n  - type: ech\nkeys:\n  - deployment: ${value}\nrules: {}\n`;
    for (const value of ["‸", "o‸", '"‸"', "my lo‸"]) expect(labels(file(value)), value).toEqual(["one", "my logs"]);
    expect(completions(file("‸")).map(({ detail }) => detail)).toEqual(["eck", ""]);
    expect(labels("keys:\n  - deployment: ‸\ndeployments: [{name: two}]")).toEqual(["two"]);
  });

  test("a secret in a name's place is not offered", () => {
    expect(
      labels(`deployments:\n  - name: ${PAIR}\n  - name: a\n    type: ${essu()}\nkeys:\n  - deployment: ‸`),
    ).toEqual(["a"]);
    const shown = JSON.stringify(
      completions(`deployments:\n  - name: a\n    type: ${essu()}\nkeys:\n  - deployment: ‸`),
    );
    expect(shown).not.toContain("essu_");
  });
});

describe("nothing is offered", () => {
  test.each([
    ["in a comment", "version: 1 # ‸"],
    ["in a comment of its own", "# de‸"],
    ["for a name", "deployments:\n  - name: ‸"],
    ["for a host", "deployments:\n  - hosts:\n      - ‸"],
    ["for a host in brackets", "deployments:\n  - hosts: [‸]"],
    ["for a second host", 'deployments:\n  - hosts: ["a", ‸]'],
    ["for an id", "keys:\n  - id: ‸"],
    ["for a date", "keys:\n  - expires: 20‸"],
    ["for a version", "versions: { filebeat: ‸ }"],
    ["for a path", "ignore:\n  - path: ‸"],
    ["for a map behind its key", "rules: ‸"],
    ["for a list behind its key", "keys: ‸"],
    ["under what is not known", "other:\n  ‸"],
    ["for a value of what is not known", "other: ‸"],
    ["at a column that nothing stands at", "keys:\n  - id: x\n      ‸"],
    ["before a word that it does not touch", "‸  type: eck"],
    ["before a quote", '{ ‸"version": 1 }'],
  ])("%s", (_, marked) => {
    expect(labels(marked)).toEqual([]);
  });
});

describe("once it is taken", () => {
  test.each([
    ["‸", "version", "version: 1"],
    ["version: 1\nde‸", "deployments", "version: 1\ndeployments:"],
    ["version: 1\nde‸\nkeys:\n", "deployments", "version: 1\ndeployments:\nkeys:\n"],
    ["deployments:\n  - ty‸", "type", "deployments:\n  - type: "],
    ["deployments:\n  - ty‸: eck", "type", "deployments:\n  - type: eck"],
    ["deployments:\n  ‸", "name", "deployments:\n  - name: "],
    ["deployments:\n  - name: x\n  ‸\n", "name", "deployments:\n  - name: x\n  - name: \n"],
    ["deployments: [{ ‸ }]", "hosts", "deployments: [{ hosts:  }]"],
    ['{ "ver‸" }', "version", '{ "version" }'],
    ["{ ‸ }", "version", '{ "version": 1 }'],
    ['{"deployments": [{"type": ‸}]}', "eck", '{"deployments": [{"type": "eck"}]}'],
    ['{"deployments": [{"type": "e‸"}]}', "ech", '{"deployments": [{"type": "ech"}]}'],
    ["rules: { key-echoed: o‸ }", "off", "rules: { key-echoed: off }"],
    ["rules: { key-echoed: error‸ # x", "off", "rules: { key-echoed: off # x"],
    [
      "deployments: [{name: my logs}]\nkeys:\n  - deployment: m‸\n",
      "my logs",
      'deployments: [{name: my logs}]\nkeys:\n  - deployment: "my logs"\n',
    ],
    ["version: ‸\r\nkeys:\r\n", "1", "version: 1\r\nkeys:\r\n"],
    ['{ "version": ‸ }', "1", '{ "version": 1 }'],
  ])("%j and %s", (marked, label, expected) => {
    expect(accepted(marked, label)).toBe(expected);
  });
});

describe("what is shown", () => {
  test("a property has its type and its description", () => {
    const [name, type] = completions("deployments:\n  - ‸");
    expect(name).toMatchObject({ kind: "property", detail: "text, required" });
    expect(name?.documentation).toMatch(/^What you call it; .+\n\nExample: `logs-prod`$/);
    expect(type?.documentation).toBe("What runs it.");
  });

  test("a value says what it means", () => {
    expect(completions("deployments:\n  - type: ‸")[0]).toMatchObject({
      kind: "value",
      detail: "Elastic Cloud Hosted",
    });
    expect(completions("rules: { key-echoed: ‸ }")[0]?.detail).toBe("the rule does not report");
  });

  test("a rule says what it reports", () => {
    const rule = completions("rules:\n  ‸").find(({ label }) => label === "hard-coded-key");
    expect(rule?.detail).toBe("A literal key in a file that is usually committed");
    expect(rule?.documentation).toContain("docs/rules/hard-coded-key.md)");
    const ignored = completions("ignore:\n  - rule: ‸").find(({ label }) => label === "hard-coded-key");
    expect(ignored).toMatchObject({ detail: rule?.detail, documentation: rule?.documentation });
  });
});

test("at every place of a file, what is replaced is a word around the cursor", () => {
  for (const file of [
    WHOLE,
    JSON.stringify({ version: 1, rules: { "key-echoed": "off" }, keys: [{ id: "x" }] }, null, 1),
  ]) {
    for (let offset = 0; offset <= file.length; offset++) {
      for (const { replace } of completeProject(file, offset)) {
        expect(replace.start <= offset && offset <= replace.end, `${offset}`).toBe(true);
        expect(file.slice(replace.start, replace.end)).not.toMatch(/[\n"{}]/);
      }
    }
  }
});

test("whatever is cut out of a file, completion answers", () => {
  fc.assert(
    fc.property(fc.nat(WHOLE.length), fc.nat(WHOLE.length), fc.nat(80), (from, length, cursor) => {
      const text = WHOLE.slice(0, from) + WHOLE.slice(from + length);
      const offset = Math.min(Math.max(0, from - 40 + cursor), text.length);
      for (const { replace } of completeProject(text, offset)) {
        expect(replace.start <= offset && offset <= replace.end && replace.end <= text.length).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test("the mark is no cursor", () => {
  expect(() => atCursor("x")).toThrow("no cursor");
});
