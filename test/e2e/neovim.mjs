// The language server in a second, unrelated editor: Debian's Neovim, headless, with the built command line as a person
// would set it up. It knows pushed diagnostics only, and resolves actions in its own way. As root on Debian Neovim is
// installed if it is missing; elsewhere one line says how to get it, and the test fails.
//
//   node test/e2e/neovim.mjs

import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { fillExamples } from "../../scripts/examples.mjs";
import { ROOT } from "../../scripts/paths.mjs";
import { onStop, run } from "../../scripts/processes.mjs";
import { saveResults } from "../../scripts/results.mjs";
import { ensureDebian } from "../../scripts/vscode/debian.mjs";

const CLI = join(ROOT, "dist", "cli.js");
/** The documented key that fills the examples; see scripts/example-keys.mjs. */
const PAIR = "VuaCfGcBCdbkQm-e5aOx:ui2lp2axTNmsyakw9tvNnw";
const ERROR = 1;
const INFORMATION = 3;

let passed = 0;
let failed = 0;
try {
  check(await inNeovim());
} catch (error) {
  console.error(error.message);
  failed += 1;
}
saveResults("neovim", { passed, failed });
console.log(`\nNeovim: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** What Neovim saw, as test/e2e/neovim/init.lua wrote it. */
async function inNeovim() {
  if (!existsSync(CLI)) throw new Error("The command line is not built: npm run build");
  const nvim = await ensureDebian("neovim", "nvim", { log: console.log, why: "tests in Neovim" });
  const folder = await mkdtemp(join(tmpdir(), "keyfit-neovim-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const forget = onStop(remove);
  try {
    const workspace = join(folder, "workspace");
    await fillExamples(workspace);
    const out = join(folder, "seen.json");
    const { code, output } = await run(
      nvim,
      ["--headless", "-n", "-i", "NONE", "-u", join(ROOT, "test/e2e/neovim/init.lua")],
      {
        env: {
          ...process.env,
          // No settings, plugins or logs of whoever runs this.
          XDG_CONFIG_HOME: join(folder, "config"),
          XDG_DATA_HOME: join(folder, "data"),
          XDG_STATE_HOME: join(folder, "state"),
          XDG_CACHE_HOME: join(folder, "cache"),
          KEYFIT_NODE: process.execPath,
          KEYFIT_CLI: CLI,
          KEYFIT_FILE: join(workspace, "filebeat.yml"),
          KEYFIT_OUT: out,
        },
      },
    );
    if (!existsSync(out)) throw new Error(`Neovim ended with ${code}: ${output.trim()}`);
    return JSON.parse(await readFile(out, "utf8"));
  } finally {
    forget();
    await remove();
  }
}

function check(seen) {
  console.log(`Neovim ${seen.version}`);
  if (seen.error !== undefined) throw new Error(`Neovim could not go on: ${seen.error}`);
  const codes = (list) => list.map(({ code, severity }) => [code, severity]).sort();
  it("shows the problems of a file", codes(seen.before), [
    ["hard-coded-key", INFORMATION],
    ["wrong-encoding", ERROR],
  ]);
  const wrong = seen.before.find(({ code }) => code === "wrong-encoding");
  it("marks the key's exact range", [wrong.source, wrong.column, wrong.last - wrong.column], ["keyfit", 12, 60]);
  it("shows a hover in Markdown", seen.hover?.value?.startsWith("**Elasticsearch API key**"), true);
  it("offers what mends first", seen.actions[0], "Decode to id:key");
  it("applies the chosen action", seen.text.trim(), `api_key: "${PAIR}"`);
  it("sees the problem go", codes(seen.after), [["hard-coded-key", INFORMATION]]);
  it("ends the server, which exits with 0", seen.exit, 0);
}

function it(what, found, expected) {
  if (isDeepStrictEqual(found, expected)) {
    passed += 1;
    console.log(`  ✓ ${what}`);
    return;
  }
  failed += 1;
  console.log(`  ✗ ${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
}
