/**
 * Every cell of the matrix, through the whole way of a real file: a key of each kind against each deployment and API, in
 * YAML and in a crontab alike. The expectations are in matrix/cells.ts, written from contract and reference alone.
 */
import { describe, expect, test } from "vitest";
import { analyseText } from "../support/analyse";
import { fillTokens } from "../support/tokens";
import { caseFile, MATRIX_CELLS } from "./matrix/cells";

describe("each key at each place", () => {
  test.each(MATRIX_CELLS.map((cell) => [`${cell.token} in ${cell.setting} at ${cell.url}`, cell] as const))("%s", (_, cell) => {
    const { file, text } = caseFile(cell);
    const { uses, findings } = analyseText({ [file]: fillTokens(text) }, file);
    expect(uses.map(({ deployment, api, verdict }) => ({ deployment, api, verdict }))).toEqual([
      { deployment: cell.deployment, api: cell.api, verdict: cell.verdict },
    ]);
    const found = findings.filter(({ rule }) => rule !== "hard-coded-key").map(({ rule, severity }) => `${rule} ${severity}`);
    expect(found.sort()).toEqual(cell.rules.map((each) => `${each.rule} ${each.severity}`).sort());
  });
});
