/**
 * Runs every annotated workspace under test/corpus/workspaces: all its files are judged together, and each must give
 * exactly what it says.
 */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compare } from "../support/compare";
import { foundIn, listWorkspaces, loadWorkspace, runWorkspace } from "../support/workspaces";

const FOLDER = join(__dirname, "workspaces");

describe("workspaces", () => {
  for (const name of listWorkspaces(FOLDER)) {
    test(name, async () => {
      const workspace = loadWorkspace(FOLDER, name);
      const { analyses } = await runWorkspace(workspace);
      const differences = [...workspace.files].flatMap(([path, expected]) => {
        const actual = foundIn(analyses.get(path), expected);
        return compare(expected, actual.findings, actual.uses).map((difference) => `${path}: ${difference}`);
      });
      expect(differences.join("\n")).toBe("");
    });
  }
});
