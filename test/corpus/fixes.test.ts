/**
 * Applies each golden's fix and compares the whole file. A safe fix must also be what `keyfit fix` does by itself, and
 * where no safe fix exists `keyfit fix` must leave the file alone.
 */

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { analyseText, fixAllText, fixText } from "../support/analyse";
import { listGoldens, matchesGolden } from "../support/golden";

describe("fixes", () => {
  for (const golden of listGoldens(join(__dirname, "fixes"))) {
    const { input, output, line, rule } = golden;
    const files = { ...input.files };

    test(golden.name, () => {
      const found = analyseText(files, input.file).findings.filter((one) => one.rule === rule);
      expect(found, `${rule} is reported`).not.toEqual([]);
      if (output === undefined) {
        expect(fixAllText(files, input.file)).toBe(input.text);
        return;
      }
      const where = { rule, start: line.start, end: line.end };
      const name = golden.action === "suppress" ? { ...where, fix: "suppress" } : where;
      const actual = fixText(files, input.file, name) ?? "no fix";
      // The plain comparison shows the difference; the pattern decides where a reason stands in the output.
      if (!matchesGolden(output, actual)) expect(actual).toBe(output);
      if (golden.safe) expect(fixAllText(files, input.file)).toBe(output);
      const left = analyseText({ ...files, [input.file]: actual }, input.file).findings;
      expect(left.filter((one) => one.rule === rule).length).toBeLessThan(found.length);
    });
  }
});
