// Fuzzes the readers, what `find` makes of their answers, and judging: test/fuzz/main.ts, bundled and started.
//
//   npm run fuzz -- [--target NAME]… [--runs N] [--seed S] [--growth N] [--patience N]
//     [--huge UNITS] [--input FILE] [--json FILE] [--fresh] [--write]
//
// --target is a reader's name, or `facts` or `findings` for every format; without it all are run. --runs is how many texts
// each gets, 100,000 if not given. The same seed on the same code goes on where it was stopped; --fresh begins again.
// One of N texts is asked for how work grows with it, of 1,000 if not given, of none with 0. A text that is not
// answered in --patience seconds of the processor hangs, in 20 if not given. --huge runs other texts instead: each piece
// of the format's syntax again and again, so many units long. --input looks once more at a text that an earlier
// run has left in .cache/fuzz. --write puts the figures into docs/reliability.md.

import { spawn } from "node:child_process";
import { join } from "node:path";
import esbuild from "esbuild";
import { CACHE, ROOT } from "../../scripts/paths.mjs";

const BUNDLE = join(CACHE, "fuzz/fuzz.cjs");

await esbuild.build({
  entryPoints: [join(ROOT, "test/fuzz/main.ts")],
  outfile: BUNDLE,
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  mainFields: ["module", "main"],
  logLevel: "warning",
});

const child = spawn(process.execPath, [BUNDLE, "--root", ROOT, ...process.argv.slice(2)], { stdio: "inherit" });
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
  process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => {
  if (signal) console.error(`ended by ${signal}`);
  process.exitCode = code ?? 2;
});
