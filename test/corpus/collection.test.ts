/**
 * Holds the collection of cases to its own rules: enough valid and invalid ones for each rule, enough clean, trap and
 * wrong ones for each integration, names that say what a case is about, and neither a slip in a token's name nor a
 * literal that secret scanners look for.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listCases, loadCase } from "../support/annotated";
import { strayTokens } from "../support/tokens";

const HERE = __dirname;

describe("the collection", () => {
  const rules = readdirSync(join(HERE, "rules"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

  test("covers at least the rules of the first house", () => {
    expect(rules.length).toBeGreaterThanOrEqual(17);
  });

  test.each(rules)("%s has at least three valid and three invalid cases", (rule) => {
    const names = listCases(join(HERE, "rules", rule)).map((entry) => entry.name);
    expect(names.filter((name) => name.startsWith("valid-")).length).toBeGreaterThanOrEqual(3);
    expect(names.filter((name) => name.startsWith("invalid-")).length).toBeGreaterThanOrEqual(3);
    expect(names.filter((name) => !/^(?:in)?valid-/.test(name))).toEqual([]);
  });

  test.each(rules)("%s: invalid cases expect the rule, valid ones do not", (rule) => {
    for (const entry of listCases(join(HERE, "rules", rule))) {
      const expected = loadCase(entry).findings.filter((finding) => finding.presence.kind !== "optional");
      const named = expected.some((finding) => finding.rule === rule);
      expect(`${entry.name} ${named}`).toBe(`${entry.name} ${entry.name.startsWith("invalid-")}`);
    }
  });

  const integrations = readdirSync(join(HERE, "integrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

  test.each(integrations)("%s has at least three clean, two trap and three wrong cases", (integration) => {
    const names = listCases(join(HERE, "integrations", integration)).map((entry) => entry.name);
    expect(names.filter((name) => name.startsWith("clean-")).length).toBeGreaterThanOrEqual(3);
    expect(names.filter((name) => name.startsWith("trap-")).length).toBeGreaterThanOrEqual(2);
    expect(names.filter((name) => name.startsWith("wrong-")).length).toBeGreaterThanOrEqual(3);
    expect(names.filter((name) => !/^(?:clean|trap|wrong)-/.test(name))).toEqual([]);
  });

  test("writes no token that does not exist and no key literal that scanners look for", () => {
    for (const entry of listCases(HERE).filter((one) => !one.name.endsWith(".ts"))) {
      const source = readFileSync(entry.path, "utf8");
      // `reason` is no token: it stands for any text in the output of a fix that suppresses.
      expect([entry.name, ...strayTokens(source).filter((token) => token !== "reason")]).toEqual([entry.name]);
      expect(`${entry.name} ${/essu_[A-Za-z0-9+/]{16}/.test(source)}`).toBe(`${entry.name} false`);
    }
  });
});
