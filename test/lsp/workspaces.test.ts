/**
 * Every annotated workspace once more, as an editor has it: all texts open, found and joined by the server's index. The
 * test of the workspaces themselves runs the engine alone; this one finds what gets lost between the two.
 */
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { compare } from "../support/compare";
import { listWorkspaces, loadWorkspace } from "../support/workspaces";
import { connect, FOLDER, type MemoryClient } from "./support/client";

const WORKSPACES = join(__dirname, "../corpus/workspaces");
const SEVERITIES = ["", "error", "warning", "information", "hint"];

let client: MemoryClient;
afterEach(() => client.dispose());

describe("in the editor", () => {
  for (const name of listWorkspaces(WORKSPACES)) {
    const workspace = loadWorkspace(WORKSPACES, name);
    // Editors take a byte order mark off before anybody sees the text.
    if ([...workspace.files.values()].some(({ encoding }) => encoding !== "utf-8")) continue;
    test(name, async () => {
      const rules = Object.fromEntries(workspace.switchedOn.map((rule) => [rule, "warning"]));
      client = await connect({ settings: () => ({ rules }) });
      client.clock.setToday(workspace.today ?? "2026-11-24");
      for (const [path, { text }] of workspace.files) client.files.write(`${FOLDER}/${path}`, text);
      for (const [path, { text }] of workspace.files) client.open(path, text, "plaintext");
      await client.diagnostics([...workspace.files.keys()][0] ?? "");
      await client.settle();
      const differences: string[] = [];
      for (const [path, expected] of workspace.files) {
        const starts = lineStarts(expected.text);
        const offset = ({ line, character }: { line: number; character: number }): number =>
          (starts[line] ?? 0) + character;
        const findings = (await client.diagnostics(path)).map(({ code, severity, range, message }) => ({
          rule: String(code),
          severity: SEVERITIES[severity ?? 0] ?? "",
          message: typeof message === "string" ? message : message.value,
          span: { start: offset(range.start), end: offset(range.end) },
        }));
        differences.push(...compare({ ...expected, uses: undefined }, findings, []).map((each) => `${path}: ${each}`));
      }
      expect(differences.join("\n")).toBe("");
    });
  }
});

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
}
