/** Workspaces on the command line: the same findings as in the editor, where every file is asked for. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compare } from "../support/compare";
import { bytesOf, listWorkspaces, loadWorkspace } from "../support/workspaces";
import { folderWith } from "./run";

const WORKSPACES = join(__dirname, "../corpus/workspaces");

/** Each runs a process, so: those that have everything, that are bad, or that only a real file system makes special. */
const CHOSEN = /^(?:holds|monorepo|bad)-|-bom-|utf-16|^V-(?:SD|K8S|GHA)-1/;

interface Report {
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly file: string;
    readonly message: string;
    readonly range: Record<"start" | "end", { readonly line: number; readonly column: number }>;
  }[];
}

describe("on the command line", () => {
  const chosen = listWorkspaces(WORKSPACES).filter((name) => CHOSEN.test(name));

  test("there are some", () => {
    expect(chosen.length).toBeGreaterThan(9);
  });

  test.each(chosen)("%s", (name) => {
    const { files } = loadWorkspace(WORKSPACES, name);
    const folder = folderWith(Object.fromEntries([...files].map(([path, each]) => [path, bytesOf(each)])));
    const { out, code } = folder.run(["check", "--format", "json", "--fail-on", "never", ...files.keys()]);
    expect(code).toBe(0);
    const report = JSON.parse(out) as Report;
    const differences = [...files].flatMap(([path, expected]) => {
      const starts = [0, ...[...expected.text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
      const offset = ({ line, column }: { line: number; column: number }): number =>
        (starts[line - 1] ?? 0) + column - 1;
      const findings = report.findings
        .filter(({ file }) => file === path)
        .map(({ range, ...rest }) => ({ ...rest, span: { start: offset(range.start), end: offset(range.end) } }));
      return compare({ ...expected, uses: undefined }, findings, []).map((each) => `${path}: ${each}`);
    });
    expect(differences.join("\n")).toBe("");
  });
});
