/**
 * Holds together what is said about rules: the one list in server/src/rules/index.ts, the severities of the contract, the
 * pages in docs/rules, the README's table, the settings of the extension, and the words that people read.
 * The table below is the contract's, written down by hand, so that a slip in a rule cannot hide behind itself.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { helpOf, RULES } from "../../server/src/rules/index";
import type { Finding } from "../../server/src/rules/judge";
import { SEVERITIES } from "../../server/src/workspace/settings";
import { analysisOf } from "../support/analyse";
import { listCases, loadCase } from "../support/annotated";
import { filled } from "./longestArguments";
import { ROOT, read, readJson } from "./sources";

/** Contract, section 3: ids in their order with the severity that a finding has by default. */
const CONTRACT: readonly (readonly [id: string, severity: string])[] = [
  ["wrong-key-type", "error"],
  ["key-needs-api-access", "information"],
  ["not-an-api-key", "error"],
  ["wrong-endpoint", "error"],
  ["wrong-port", "error"],
  ["malformed-cloud-id", "error"],
  ["misplaced-target", "error"],
  ["conflicting-target", "error"],
  ["missing-target", "error"],
  ["wrong-encoding", "error"],
  ["damaged-key", "error"],
  ["half-a-key", "error"],
  ["unrecognized-key", "warning"],
  ["checksum-mismatch", "warning"],
  ["missing-scheme", "error"],
  ["wrong-scheme", "error"],
  ["unwanted-scheme", "error"],
  // An error only where a program is known to refuse it, and none is yet.
  ["malformed-header", "warning"],
  ["conflicting-auth", "error"],
  ["shadowed-key", "warning"],
  ["unsupported-setting", "error"],
  ["key-over-http", "warning"],
  ["tls-verification-off", "information"],
  ["unexpanded-variable", "error"],
  ["crontab-percent", "error"],
  ["key-echoed", "information"],
  ["variable-not-forwarded", "error"],
  ["key-in-two-deployments", "warning"],
  ["variable-in-two-forms", "warning"],
  ["undefined-variable", "off"],
  ["hard-coded-key", "information"],
  ["expiring-key", "information"],
  ["unused-suppression", "hint"],
  ["invalid-project-file", "error"],
];

const IDS = RULES.map(({ id }) => id);
const manifest = readJson("package.json");
const strings = readJson("package.nls.json");

describe("the list of rules", () => {
  test("is the contract's, in its order", () => {
    expect(CONTRACT).toHaveLength(34);
    expect(IDS).toEqual(CONTRACT.map(([id]) => id));
  });

  test.each(RULES)("$id has the contract's severity", ({ id, severity }) => {
    expect(severity).toBe(CONTRACT.find(([each]) => each === id)?.[1]);
  });

  test("has one page for each rule and no other, where the help link leads", () => {
    const pages = readdirSync(`${ROOT}docs/rules`).filter((name) => name !== "README.md");
    expect(pages.sort()).toEqual(IDS.map((id) => `${id}.md`).sort());
    expect(IDS.map((id) => helpOf(id).split("/main/")[1])).toEqual(IDS.map((id) => `docs/rules/${id}.md`));
  });

  test("is the README's table", () => {
    const rows = [
      ...read("README.md").matchAll(/^\| \[`([a-z-]+)`\]\(docs\/rules\/([a-z-]+)\.md\) \| (\w+) \| (.*?) \|/gm),
    ];
    expect(rows.map(([, id, page, severity, title]) => [id, page, severity, title])).toEqual(
      RULES.map(({ id, severity, title }) => [id, id, severity, title]),
    );
  });

  test("is the settings' schema", () => {
    const setting = manifest.contributes.configuration.properties["keyfit.rules"];
    expect(Object.keys(setting.properties)).toEqual(IDS);
    expect(setting.additionalProperties).toBe(false);
    for (const { id, severity, title } of RULES) {
      expect(setting.properties[id], id).toEqual({
        type: "string",
        enum: ["off", ...SEVERITIES],
        default: severity,
        markdownDescription: `%config.rules.${id}%`,
      });
      expect(strings[`config.rules.${id}`], id).toContain(title);
    }
  });
});

const MESSAGES = RULES.flatMap((rule) =>
  Object.entries(rule.messages).map(([id, template]) => ({ rule, id, template, name: `${rule.id}: ${id}` })),
);
const FIX_TITLES = RULES.flatMap((rule) =>
  Object.entries(rule.fixTitles ?? {}).map(([id, template]) => ({ rule, id, template, name: `${rule.id}: ${id}` })),
);

describe("every message", () => {
  test.each(MESSAGES)(
    "$name is one line of at most 120 characters, whatever is filled in",
    ({ rule, id, template }) => {
      const text = filled(rule, id, template);
      expect(text).not.toMatch(/(?<!\$)\{|\n/);
      expect(text.length, text).toBeLessThanOrEqual(120);
    },
  );

  test.each([...MESSAGES, ...FIX_TITLES])("$name ends without a full stop and holds no key", ({ template }) => {
    expect(template.trim()).toBe(template);
    expect(template).not.toMatch(/[.!:;,]$/);
    // A key of any form is a run of more letters and digits than any word has.
    expect(template.replace(/\{\w+\}|Authorization=ApiKey%20/g, "")).not.toMatch(/[A-Za-z0-9+/_=]{16,}/);
  });

  test("is different from every other of its rule", () => {
    for (const { id, messages } of RULES) {
      const texts = Object.values(messages);
      // One rule says the same of several wrong syntaxes.
      if (id !== "unexpanded-variable") expect(new Set(texts).size, id).toBe(texts.length);
    }
  });
});

describe("every title", () => {
  test.each(RULES)("$id: one line that fits a table, without a full stop", ({ title }) => {
    expect(title).toMatch(/^[A-Z][^\n|]{8,90}[^.!:;,]$/);
  });
});

describe("what the rules find in the annotated cases", () => {
  const findings: Finding[] = [];

  beforeAll(() => {
    for (const folder of ["integrations", "rules"]) {
      for (const entry of listCases(join(ROOT, "test/corpus", folder))) {
        const { files, file, today } = loadCase(entry);
        findings.push(...(analysisOf({ ...files }, file, today)?.findings ?? []));
      }
    }
  }, 120_000);

  test("names only messages that its rule has, with all their arguments", () => {
    expect(findings.length).toBeGreaterThan(100);
    const wrong = findings.flatMap(({ rule, message, args }) => {
      const template = RULES.find(({ id }) => id === rule)?.messages[message];
      const missing = [...(template ?? "").matchAll(/\{(\w+)\}/g)].filter(([, name]) => !args[name!]);
      return template === undefined || missing.length > 0 ? [`${rule}: ${message}`] : [];
    });
    expect([...new Set(wrong)]).toEqual([]);
  });

  test("offers only fixes that have a title", () => {
    const offered = new Set(findings.flatMap(({ rule, fixes }) => fixes.map(({ id }) => `${rule}: ${id}`)));
    expect(offered.size).toBeGreaterThan(5);
    expect([...offered].filter((name) => !FIX_TITLES.some((each) => each.name === name))).toEqual([]);
  });

  test("reaches every title of a fix", () => {
    const offered = new Set(findings.flatMap(({ rule, fixes }) => fixes.map(({ id }) => `${rule}: ${id}`)));
    expect(FIX_TITLES.map(({ name }) => name).filter((name) => !offered.has(name))).toEqual([]);
  });
});
