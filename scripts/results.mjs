// What a run of the tests amounted to, added up from the files that each runner left in .cache/results: vitest's JSON
// reports and the counts of the editor tests. `.ci/run` ends with its line.
//
//   node scripts/results.mjs --clear            before a run: what an earlier one left behind does not count
//   node scripts/results.mjs [--exit-status N]  prints "P passed, F failed", and fails if F is not 0 or N is not

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CACHE } from "./paths.mjs";

const RESULTS = join(CACHE, "results");

/**
 * Leaves the counts of one runner for the sum.
 * @param {string} name
 * @param {{ passed: number, failed: number }} counts
 */
export function saveResults(name, counts) {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, `${name}.json`), JSON.stringify(counts));
}

/** The sum over all runners. A report that cannot be read is a failure: its tests did not end. */
function sumResults() {
  const files = existsSync(RESULTS) ? readdirSync(RESULTS).filter((file) => file.endsWith(".json")) : [];
  const all = files.map((file) => countsOf(join(RESULTS, file)));
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
  };
}

function countsOf(file) {
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    if (typeof report.passed === "number") return { passed: report.passed, failed: report.failed };
    // A file that does not even load has no test that failed, so vitest's suites count in its place.
    const broken = report.numFailedTests === 0 ? report.numFailedTestSuites : 0;
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function main() {
  const { values } = parseArgs({
    options: { clear: { type: "boolean", default: false }, "exit-status": { type: "string", default: "0" } },
  });
  if (values.clear) {
    rmSync(RESULTS, { recursive: true, force: true });
    return 0;
  }
  const { passed, failed } = sumResults();
  const stopped = values["exit-status"] !== "0";
  const counted = Math.max(failed, stopped || passed === 0 ? 1 : 0);
  if (stopped && failed === 0) console.error("A step that is no test failed; see above.");
  console.log(`${passed} passed, ${counted} failed`);
  return counted === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
