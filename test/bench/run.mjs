// Measures Keyfit side by side with others in one run: keystroke to diagnostics, start, memory, reading; and the index of
// a workspace at three sizes. What counts are ratios; people read them, so the exit code is 0 whatever they are, and 1
// only where something could not be measured.
//
//   npm run bench -- [--quick] [--json FILE] [--write] [--no-build] [--alone]
//
// --quick is a short smoke run; --write keeps the figures in docs/performance.md; --no-build takes dist/ as it is;
// --alone leaves yaml-language-server out.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { ROOT } from "../../scripts/paths.mjs";
import { run } from "../../scripts/processes.mjs";
import { keystrokes } from "./edits.mjs";
import { benchFiles, settingShare } from "./files.mjs";
import { typeInto } from "./keystrokes.mjs";
import { startParser } from "./parser.mjs";
import { markdownPage, textTable } from "./report.mjs";
import { makeRepository } from "./repository.mjs";
import { indexRows, latencyRows, memoryRow, readingRows, startRows } from "./rows.mjs";
import { bare, engine, ours, workspaceFolder, yamlLanguageServer } from "./servers.mjs";
import { measureStarts } from "./starts.mjs";
import { median } from "./statistics.mjs";

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    write: { type: "boolean", default: false },
    "no-build": { type: "boolean", default: false },
    alone: { type: "boolean", default: false },
  },
});
const { count, warmUp, starts, rounds, sizes, runs } = flags.quick
  ? { count: 24, warmUp: 8, starts: 4, rounds: 10, sizes: [1_000, 10_000], runs: 1 }
  : { count: 240, warmUp: 60, starts: 24, rounds: 60, sizes: [1_000, 10_000, 48_000], runs: 3 };

/** What could not be measured, a line each. */
const missing = [];

/** Runs one part; without it the others are still measured. */
async function attempt(what, work) {
  process.stderr.write(`${what} …\n`);
  try {
    return await work();
  } catch (error) {
    missing.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function prepareFiles(keys) {
  const path = workspaceFolder();
  const files = benchFiles(keys).map((file) => {
    writeFileSync(join(path, file.name), file.text);
    return {
      ...file,
      share: settingShare(file.text),
      warmUp: keystrokes(file.text, { count: warmUp, seed: 1 }),
      strokes: keystrokes(file.text, { count, seed: 2 }),
    };
  });
  return { files, path, folder: pathToFileURL(path).href };
}

/** Types into all files on one server, with full parses in between. */
async function measureLatency(server, { files, folder, parsers, pull }) {
  const parses = new Map(files.map(({ kind }) => [kind, []]));
  const between = async ({ kind }) => parses.get(kind)?.push(...(await parsers.get(kind).sample(10)));
  const { results, memory } = await typeInto({ command: server.command, folder, pull, files, between });
  return { memory, results: results.map((result) => ({ ...result, parse: median(parses.get(result.kind) ?? []) })) };
}

async function measureReading(enginePath, files, path) {
  const input = join(path, "../micro.json");
  writeFileSync(input, JSON.stringify(files.map(({ kind, name, text }) => ({ kind, name, text }))));
  const { code, stdout, output } = await run(
    process.execPath,
    [fileURLToPath(new URL("micro.mjs", import.meta.url)), enginePath, input, String(rounds)],
    { cwd: ROOT },
  );
  if (code !== 0) throw new Error(output.trim().split("\n").slice(-3).join(" | "));
  return JSON.parse(stdout);
}

/** Indexes a repository of each size, each time in a process of its own; the median by time counts. */
async function measureIndex(enginePath, path, keys) {
  const results = [];
  for (const size of sizes) {
    const repository = join(path, "..", `repository-${size}`);
    const { files } = makeRepository(repository, size, keys);
    const measured = [];
    // The first run only brings the files into the disk's cache.
    for (let round = 0; round <= runs; round++) {
      const { code, stdout, output } = await run(
        process.execPath,
        [fileURLToPath(new URL("indexing.mjs", import.meta.url)), enginePath, repository],
        { cwd: ROOT },
      );
      if (code !== 0) throw new Error(output.trim().split("\n").slice(-3).join(" | "));
      if (round > 0) measured.push({ files, ...JSON.parse(stdout) });
    }
    const middle = median(measured.map(({ took }) => took));
    results.push(measured.find(({ took }) => took === middle));
  }
  return results;
}

const enginePath = await engine();
const { files, path, folder } = prepareFiles(createRequire(import.meta.url)(enginePath));
const keyfit = await attempt("build", () => ours({ build: !flags["no-build"] }));
const other = flags.alone ? undefined : await attempt("yaml-language-server", yamlLanguageServer);
const bareServers = await bare();

const parsers = new Map();
for (const file of files) parsers.set(file.kind, await startParser(file));
const latency = [];
for (const { server, pull } of [
  { server: keyfit, pull: false },
  { server: keyfit, pull: true },
  { server: other, pull: false },
]) {
  if (!server) continue;
  const measured = await attempt(`keystrokes: ${server.name}, ${pull ? "pulled" : "pushed"}`, () =>
    measureLatency(server, { files, folder, parsers, pull }),
  );
  if (measured) latency.push({ server: server.name, pull, ...measured });
}
for (const parser of parsers.values()) parser.stop();

const started = await attempt("starts", () =>
  measureStarts(
    [keyfit, bareServers.bundled, bareServers.loose, other].filter((server) => server !== undefined),
    { rounds: starts, folder },
  ),
);
const reading = await attempt("reading", () => measureReading(enginePath, files, path));
const indexed = await attempt("index", () =>
  measureIndex(enginePath, path, createRequire(import.meta.url)(enginePath)),
);

const rows = [
  ...latencyRows(latency),
  ...(started ? startRows(started) : []),
  ...latency.map(memoryRow),
  ...(reading ? readingRows(reading) : []),
  ...(indexed ? indexRows(indexed) : []),
];
const { version: yamlVersion } = JSON.parse(readFileSync(join(ROOT, "node_modules/yaml/package.json"), "utf8"));
const versions = {
  Node: process.versions.node,
  Keyfit: keyfit?.version ?? "?",
  yaml: yamlVersion,
  "vscode-languageserver": bareServers.bundled.version,
  ...(other && { "yaml-language-server": other.version }),
};
const machine = `${availableParallelism()} cores, ${process.platform} ${process.arch}`;
const notes = [
  ...files.map(({ kind, text, share, strokes }) => {
    const size = (text.length / 1000).toFixed(0);
    return `- ${kind}: ${size} kB, ${(share * 100).toFixed(0)} % setting lines, ${strokes.length} keystrokes.`;
  }),
  "- Keystrokes change keys, values, indentation and newlines, with the half-typed states in between, and take it back.",
  "- A keystroke lasts from `didChange` sent to diagnostics about that version received, over stdio; warm-up is not counted.",
  "- A full parse is the median of `parseAllDocuments` on the same file, warm, in a process of its own, between the keystrokes.",
  "- yaml-language-server waits 200 ms after each change before it validates, and it runs without any schema.",
  "- The index walks, reads and scans a generated repository and surveys what its files mean for each other, warm, in a process of its own, in slices as the server does; memory is its peak less that of the engine loaded.",
  `- Starts are medians of ${starts}, in alternating order, from the start of the process to the answer to \`initialize\`.`,
];

console.log(textTable(rows));
console.log(
  `\n${Object.entries(versions)
    .map((each) => each.join(" "))
    .join(", ")}; ${machine}`,
);
console.log(notes.join("\n"));
if (flags.json)
  writeFileSync(flags.json, JSON.stringify({ versions, machine, rows, latency, reading, indexed }, null, 2));
if (flags.write) {
  mkdirSync(join(ROOT, "docs"), { recursive: true });
  writeFileSync(join(ROOT, "docs/performance.md"), markdownPage({ rows, notes, versions, machine }));
}
for (const line of missing) console.error(`not measured: ${line}`);
process.exit(missing.length > 0 ? 1 : 0);
