// What one reading costs next to one full parse, in one process and in turns: the reader alone, and reader, find and
// judge together, without a server around them.
//
//   node test/bench/micro.mjs ENGINE FILES    called by run.mjs; prints JSON

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseAllDocuments } from "yaml";
import { median } from "./statistics.mjs";

const [enginePath, filesPath, rounds] = process.argv.slice(2);
const { readYaml, findFacts, judge, defaultBudget, DEFAULT_SETTINGS } = createRequire(import.meta.url)(enginePath);
const SNAPSHOT = {
  today: "2026-11-24",
  settings: DEFAULT_SETTINGS,
  folderOf: () => undefined,
  sourced: () => "absent",
};

function timed(work) {
  const start = performance.now();
  const result = work();
  return { took: performance.now() - start, result };
}

const results = JSON.parse(readFileSync(filesPath, "utf8")).map(({ kind, name, text }) => {
  const source = { uri: `file:///bench/${name}`, path: name, text, languageId: "yaml" };
  /** @type {Record<string, number[]>} */
  const times = { parse: [], read: [], find: [], judge: [] };
  let findings = 0;
  const count = Number(rounds);
  for (let round = -count; round < count; round++) {
    const parse = timed(() => parseAllDocuments(text));
    const read = timed(() => readYaml(text, defaultBudget()));
    const find = timed(() => findFacts(source, defaultBudget()));
    const judged = timed(() => judge(find.result, SNAPSHOT));
    findings = judged.result.findings.length;
    // The first half warms up.
    if (round < 0) continue;
    times.parse.push(parse.took);
    times.read.push(read.took);
    times.find.push(find.took);
    times.judge.push(judged.took);
  }
  const middle = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
  return { kind, findings, ...middle };
});
console.log(JSON.stringify(results));
