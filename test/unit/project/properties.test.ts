/** Any text at all: nothing throws, spans lie in the text, messages are short, and a view never holds what is wrong. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDeployment, addKey, completeProject, hoverProject } from "../../../server/src/features/projectFile";
import { isDate } from "../../../server/src/project/dates";
import { nearest } from "../../../server/src/project/near";
import { RULE_IDS } from "../../../server/src/project/ruleIds";
import { isPlainSafe } from "../../../server/src/project/scalars";
import { invalidProjectFile } from "../../../server/src/rules/invalidProjectFile";
import { tokens } from "../read/yamlArbitraries";
import { declarations, messages, problems, project, WHOLE } from "./projectSupport";

const PIECES = [
  ...WHOLE.split(/(?<=[\s:{}[\],"-])/),
  "\n",
  "\n  ",
  "- ",
  "{",
  "}",
  "[",
  "]",
  '"',
  "*a",
  "&a",
  "<<: *a",
  "|\n",
  "~",
];
const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((each) => each.join(""));
const cut = fc
  .tuple(fc.nat(WHOLE.length), fc.nat(WHOLE.length), pieces)
  .map(([from, length, put]) => WHOLE.slice(0, from) + put + WHOLE.slice(from + length));
const text = fc.oneof(pieces, cut, tokens);

describe("for any text", () => {
  test("problems lie in it, in order, and their messages are one short line", () => {
    fc.assert(
      fc.property(text, fc.string(), (source, path) => {
        const found = project(source);
        let last = 0;
        for (const { span } of found.problems) {
          expect(last <= span.start && span.start <= span.end && span.end <= source.length).toBe(true);
          last = span.start;
        }
        for (const message of messages(source)) expect(message).toMatch(/^[^\n\r]{1,120}$/);
        const view = found.viewOf(path);
        for (const { expires, id, variable } of view.keys) {
          if (expires !== undefined) expect(isDate(expires)).toBe(true);
          expect((id === undefined) !== (variable === undefined)).toBe(true);
        }
        for (const id of view.rules.keys()) expect(RULE_IDS).toContain(id);
      }),
      { numRuns: 1500 },
    );
  });

  test("completion, hovers and additions answer", () => {
    fc.assert(
      fc.property(text, fc.nat(400), (source, at) => {
        const offset = Math.min(at, source.length);
        for (const { replace, label } of completeProject(source, offset)) {
          expect(label).not.toBe("");
          expect(
            0 <= replace.start && replace.start <= offset && offset <= replace.end && replace.end <= source.length,
          ).toBe(true);
        }
        const hover = hoverProject(source, offset);
        if (hover) expect(hover.span.start <= offset && offset <= hover.span.end).toBe(true);
        for (const edit of [
          ...addKey(source, { variable: "NEW" }),
          ...addDeployment(source, { host: "new.example" }),
        ]) {
          const after = source.slice(0, edit.span.start) + edit.text + source.slice(edit.span.end);
          expect(problems(after).length).toBeLessThanOrEqual(problems(source).length);
          expect(declarations(after).ignored).toEqual(declarations(source).ignored);
        }
      }),
      { numRuns: 700 },
    );
  });
});

describe("large files are answered", () => {
  const many = 60_000;
  test.each([
    ["unknown keys", Array.from({ length: many }, (_, at) => `key${at}: 1\n`).join("")],
    ["unknown rules", `rules:\n${Array.from({ length: many }, (_, at) => `  wrong-port${at}: off\n`).join("")}`],
    [
      "deployments, and keys of others",
      `version: 1\ndeployments:\n${Array.from({ length: many }, (_, at) => `- {name: d${at}, type: eck}\n`).join("")}keys:\n${Array.from({ length: many }, (_, at) => `- {variable: V${at}, deployment: e${at}}\n`).join("")}`,
    ],
    ["one long line", `version: ${"a-1 ".repeat(many)}`],
    ["one long word", `version: ${"Ab1".repeat(many)}`],
    ["many long words", `version: ${"VuaCfGcBCdbkQm-e5aOx1234567890 ".repeat(many / 3)}`],
    ["a bracket that stays open", `rules: ${"{".repeat(many)}`],
  ])("%s", { timeout: 30_000 }, (_, source) => {
    expect(project(source).problems.length).toBeLessThanOrEqual(100);
    expect(completeProject(source, source.length).length).toBeLessThan(100);
    hoverProject(source, source.length);
    addKey(source, { variable: "NEW" });
  });
});

describe("the rule", () => {
  const longest: Readonly<Record<string, string>> = {
    known: "x".repeat(54),
    what: "type of deployment",
    expected: "true or false",
    parent: "deployments",
    one: "variable",
    other: "variable",
    why: "This line's indentation fits no line above it",
  };

  test.each(Object.entries(invalidProjectFile.messages))("%s is one line of at most 120 units", (_, template) => {
    const filled = template.replace(/\{(\w+)\}/g, (_whole, name: string) => longest[name] ?? "x".repeat(32));
    expect(filled.length, filled).toBeLessThanOrEqual(120);
    expect(template).not.toMatch(/[.!:;,]$/);
  });

  test("says nothing of a file that is no project file, and of one what is wrong with it", () => {
    const check = (source: string | undefined) => [
      ...invalidProjectFile.check({ facts: source === undefined ? {} : { project: project(source) } } as never),
    ];
    expect(check(undefined)).toEqual([]);
    expect(check(WHOLE)).toEqual([]);
    const source = 'version: 1\nrule: {}\nversions: { filebeat: 9.1 }\nkeys:\n  - id: "ui2lp2axTNmsyakw9tvNnw"\n';
    expect(check(source)).toMatchObject([
      {
        message: "unknown-key-near",
        fixes: [{ id: "correct", args: { text: "rules" }, safe: false, edits: [{ text: "rules" }] }],
      },
      { message: "needs-quotes", fixes: [{ id: "quote", safe: true, edits: [{ text: '"9.1"' }] }] },
      { message: "likely-secret", severity: "warning", fixes: [] },
    ]);
  });
});

describe("the nearest name", () => {
  test.each([
    ["hardcoded-key", "hard-coded-key"],
    ["hard_coded_key", "hard-coded-key"],
    ["HARD-CODED-KEY", "hard-coded-key"],
    ["wrong-prot", "wrong-port"],
    ["key-over-https", "key-over-http"],
    ["wrong", undefined],
    ["", undefined],
    ["x".repeat(1000), undefined],
    ["rotation", undefined],
  ])("%s: %s", (written, expected) => {
    expect(nearest(written, RULE_IDS)).toBe(expected);
  });

  test("a short name is not everything", () => {
    expect(nearest("xy", ["id", "api"])).toBeUndefined();
    expect(nearest("ip", ["id", "api"])).toBe("id");
  });
});

test("dates are those of the calendar", () => {
  fc.assert(
    fc.property(fc.nat(9999), fc.nat(15), fc.nat(33), (year, month, day) => {
      const written = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
      const date = new Date(`${written}T00:00:00Z`);
      expect(isDate(written)).toBe(!Number.isNaN(date.getTime()) && date.toISOString().startsWith(written));
    }),
    { numRuns: 3000 },
  );
});

test.each(["a", "es.example.com", "logs-prod", "a_b", "A1"])("%s needs no quotes", (word) => {
  expect(isPlainSafe(word)).toBe(true);
});

test.each(["", "off", "No", "true", "null", "1", "a b", "a:", "-a", "*a", "a,b", "{a"])("%j needs quotes", (word) => {
  expect(isPlainSafe(word)).toBe(false);
});
