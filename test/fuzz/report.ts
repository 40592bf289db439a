/** The table of docs/reliability.md: what the last whole run gave, a line for each reader. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Result } from "./main";

const PAGE = "docs/reliability.md";
const FIGURES = /(<!-- figures -->\n)[\s\S]*?(<!-- end of figures -->)/;

/** Puts the figures of a run into the page. */
export function writeFigures(root: string, seed: number, results: Readonly<Record<string, Result>>): void {
  const file = join(root, PAGE);
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
  const text = readFileSync(file, "utf8");
  writeFileSync(
    file,
    text.replace(FIGURES, (_, start: string, end: string) => start + figures(seed, commit, results) + end),
  );
}

function figures(seed: number, commit: string, results: Readonly<Record<string, Result>>): string {
  const readers = Object.keys(results).filter((name) => !name.includes(":"));
  const rows = readers.map((name) => {
    const all = [results[name], results[`facts:${name}`], results[`findings:${name}`]];
    const seconds = all.reduce((sum, each) => sum + (each?.seconds ?? 0), 0);
    const failures = all.reduce((sum, each) => sum + (each?.failures.length ?? 0), 0);
    return [name, ...all.map((each) => each?.texts.toLocaleString("en") ?? ""), failures, seconds.toFixed(0)];
  });
  return [
    `Seed ${seed}, commit ${commit}, Node ${process.versions.node}.`,
    "",
    "| reader | texts read | texts searched for facts | texts judged | failures | seconds of the processor |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
    "",
  ].join("\n");
}
