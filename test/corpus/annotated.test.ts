/**
 * Runs every annotated case under test/corpus/integrations, rules and failures through the analysis.
 * What must hold of the collection itself is in collection.test.ts, how the comparison works in test/support.
 */

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { analyseText } from "../support/analyse";
import { listCases, loadCase } from "../support/annotated";
import { compare } from "../support/compare";

for (const folder of ["integrations", "rules", "failures"]) {
  describe(folder, () => {
    for (const entry of listCases(join(__dirname, folder))) {
      test(entry.name, () => {
        const expected = loadCase(entry);
        const actual = analyseText({ ...expected.files }, expected.file, expected.today);
        expect(compare(expected, actual.findings, actual.uses).join("\n")).toBe("");
      });
    }
  });
}
