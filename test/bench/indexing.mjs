// Indexes one repository in a process of its own, as the language server does it: walk, scan, then what files mean for each
// other. Tells the time, the memory that it added to a process that had the engine loaded, and for how long it held others.
//
//   node test/bench/indexing.mjs ENGINE FOLDER    called by run.mjs; prints JSON

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { pathToFileURL } from "node:url";

const [enginePath, folderPath] = process.argv.slice(2);
const { createKeyfit, createIndexer, nodeFiles, timedBudget, keepHeapSmall, DEFAULT_SETTINGS } = createRequire(
  import.meta.url,
)(enginePath);
const folder = pathToFileURL(folderPath).href;

/** Peak of this process in MiB; undefined where the system does not tell. */
function peak() {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1024;
  } catch {
    return undefined;
  }
}

const SLICE = 6;
const pause = () => new Promise((resolve) => setImmediate(resolve));
let start = performance.now();
let longest = 0;
let longestOf = "";
const rest = async () => {
  const spent = performance.now() - start;
  if (spent <= SLICE) return;
  await pause();
  start = performance.now();
};
const disk = nodeFiles({ roots: () => [folder] });
const files = {
  ...disk,
  read: async (uri) => {
    await rest();
    return disk.read(uri);
  },
};

keepHeapSmall();
const before = peak();
const held = monitorEventLoopDelay({ resolution: 1 });
held.enable();
const began = performance.now();
const spent = process.cpuUsage();
const keyfit = createKeyfit({
  files,
  seed: "bench",
  today: () => "2026-11-24",
  budget: timedBudget,
  settings: async () => DEFAULT_SETTINGS,
  folders: () => [folder],
});
keyfit.setComplete(false);
let scanned = 0;
const indexer = createIndexer({
  files: disk,
  folders: () => [folder],
  scan: (source) => {
    scanned++;
    const from = performance.now();
    keyfit.scan(source);
    const took = performance.now() - from;
    if (took > longest) {
      longest = took;
      longestOf = `${source.path} (${(source.text.length / 1000).toFixed(0)} kB)`;
    }
  },
  drop: () => undefined,
  now: () => performance.now(),
  pause,
});
await indexer.run(() => false);
const walked = performance.now() - began;
keyfit.setComplete(true);
await keyfit.refresh();
const took = performance.now() - began;
held.disable();
const { user, system } = process.cpuUsage(spent);
const after = peak();
console.log(
  JSON.stringify({
    scanned,
    walked,
    took,
    cpu: (user + system) / 1000,
    memory: after === undefined || before === undefined ? undefined : after - before,
    before,
    longest,
    longestOf,
    held: { p99: held.percentile(99) / 1e6, p999: held.percentile(99.9) / 1e6, max: held.max / 1e6 },
  }),
);
