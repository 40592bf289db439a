/**
 * A bounded run of the fuzzer, with a seed that is fixed, as `npm run fuzz` runs it; and that it notices what is wrong.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faultIn } from "./faults";
import { growthFault } from "./growth";
import type { Result } from "./main";
import { minimise } from "./minimise";
import { SQUARE } from "./planted";
import { TARGETS } from "./targets";

const RUN = fileURLToPath(new URL("run.mjs", import.meta.url));
const LIMIT = 180_000;
const folder = mkdtempSync(join(tmpdir(), "keyfit-fuzz-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fuzz(...args: readonly string[]): Readonly<Record<string, Result>> {
  const json = join(folder, "results.json");
  const run = spawnSync(process.execPath, [RUN, "--fresh", "--json", json, ...args], { encoding: "utf8" });
  expect(run.stderr).toBe("");
  return (JSON.parse(readFileSync(json, "utf8")) as { targets: Record<string, Result> }).targets;
}

describe("a few texts for each target", () => {
  let results: Readonly<Record<string, Result>> = {};
  beforeAll(() => {
    results = fuzz("--runs", "200", "--seed", "20261124", "--growth", "0");
  }, LIMIT);

  test.each(TARGETS.map(({ name }) => name))("%s", (name) => {
    expect(results[name]).toMatchObject({ texts: 200, failures: [] });
  });
});

describe("the fuzzer notices", () => {
  test("what throws, a span outside of the text, and what never ends; and shows it small", { timeout: LIMIT }, () => {
    const found = fuzz("--target", "planted", "--runs", "10", "--seed", "1", "--growth", "0", "--patience", "0.5");
    const first = (name: string): unknown => {
      const [failure] = found[`planted:${name}`]?.failures ?? [];
      return [failure?.fault, failure?.text];
    };
    expect(first("throw")).toEqual([expect.stringMatching(/^threw Error: no bracket at \d+ \(/), "["]);
    expect(first("span")).toEqual([expect.stringMatching(/^trees\.0\.span: span 0-\d+ in a text of \d+$/), ","]);
    expect(first("hang")).toEqual([expect.stringMatching(/^hung/), expect.stringContaining("{")]);
  });

  test("work that grows with the square of the text", { timeout: LIMIT }, () => {
    expect(growthFault(SQUARE, "ab", () => undefined, 20)).toMatch(/^grew: /);
    const linear = { ...SQUARE, answers: TARGETS[0]?.answers ?? SQUARE.answers };
    expect(growthFault(linear, "a: b\n", () => undefined)).toBeUndefined();
  });

  test.each<[what: string, answer: unknown, fault: string | undefined]>([
    ["nothing", { a: [{ span: { start: 0, end: 3 } }, new Map([[1, { start: 3, end: 3 }]])] }, undefined],
    ["an end past the text", { a: { span: { start: 0, end: 4 } } }, "a.span: span 0-4 in a text of 3"],
    ["a start behind its end", [{ start: 2, end: 1 }], "0: span 2-1 in a text of 3"],
    ["a span that is no place", new Set([{ start: 0.5, end: 1 }]), "values: span 0.5-1 in a text of 3"],
    [
      "a value outside of its quotes",
      { span: { start: 0, end: 2 }, outer: { start: 1, end: 3 } },
      "span 0-2 not in outer 1-3",
    ],
    ["a layer that leads elsewhere", { text: "ab", toHost: () => ({ start: 2, end: 9 }) }, "toHost(0-2) span 2-9"],
    ["a way back that is none", { encode: () => null }, "encode answers object"],
    ["an offset", { calls: [1, 4] }, "calls 4 of 3"],
  ])("in an answer: %s", (_, answer, fault) => {
    const found = faultIn("abc", answer);
    if (fault === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(fault);
  });

  test("the smallest text of a fault", async () => {
    const fails = (text: string): Promise<boolean> => Promise.resolve(/a.*b/.test(text));
    expect(await minimise("xxaxxxxxbxx", fails, 100)).toBe("ab");
    expect(await minimise("xxaxxxxxbxx", fails, 1)).toMatch(/a.*b/);
  });
});
