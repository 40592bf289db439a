// What one reading costs next to one full parse, in one process and in turns: the reader alone, from scratch and after
// one letter was typed, and reader, find and judge together, without a server around them.
//
//   node test/bench/micro.mjs ENGINE FILES    called by run.mjs; prints JSON

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseAllDocuments } from "yaml";
import { median } from "./statistics.mjs";

const [enginePath, filesPath, rounds] = process.argv.slice(2);
const { readYaml, findFacts, survey, judge, defaultBudget, DEFAULT_SETTINGS, NO_PROJECT } = createRequire(
  import.meta.url,
)(enginePath);
/** A file alone. */
const SNAPSHOT = {
  today: "2026-11-24",
  settings: DEFAULT_SETTINGS,
  project: NO_PROJECT,
  folderOf: () => undefined,
  facts: () => "absent",
  linked: () => [],
  keySites: () => [],
  readers: () => [],
  literals: () => [],
  complete: () => true,
};

function timed(work) {
  const start = performance.now();
  const result = work();
  return { took: performance.now() - start, result };
}

const results = JSON.parse(readFileSync(filesPath, "utf8")).map(({ kind, name, text }) => {
  const source = { uri: `file:///bench/${name}`, path: name, text, languageId: "yaml" };
  /** @type {Record<string, number[]>} */
  const times = { parse: [], read: [], again: [], find: [], judge: [] };
  const memory = { tape: undefined };
  const middle = text.indexOf("\n", text.length / 2);
  let findings = 0;
  const count = Number(rounds);
  for (let round = -count; round < count; round++) {
    const parse = timed(() => parseAllDocuments(text));
    const read = timed(() => readYaml(text, defaultBudget()));
    // The letter comes and goes, at the end of a line in the middle of the file.
    const typed = round % 2 === 0 ? `${text.slice(0, middle)}x${text.slice(middle)}` : text;
    const again = timed(() => readYaml(typed, defaultBudget(), memory));
    const find = timed(() => findFacts(source, defaultBudget()));
    const judged = timed(() => judge(survey(find.result, SNAPSHOT), SNAPSHOT, "bench"));
    findings = judged.result.findings.length;
    // The first half warms up.
    if (round < 0) continue;
    times.parse.push(parse.took);
    times.read.push(read.took);
    times.again.push(again.took);
    times.find.push(find.took);
    times.judge.push(judged.took);
  }
  const medians = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
  return { kind, findings, ...medians };
});
console.log(JSON.stringify(results));
