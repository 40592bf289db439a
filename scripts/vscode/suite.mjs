// Runs one compiled test suite in the embedded VS Code: installs what is missing, starts the server, opens the window,
// waits for the suite's end and stops everything again. The stand-in for the desktop program and the run in the worker
// host both come through here.

import { ensureChromium } from "./chromium.mjs";
import { ensureEmbedded } from "./embedded.mjs";
import { startServer } from "./server.mjs";
import { openWorkbench } from "./workbench.mjs";

/** A window that shows nothing for so long is broken; a suite has its own, shorter limits. */
const LIMIT_MS = 5 * 60_000;

/** What the suite's reporter puts in front of its lines (test/e2e/report.ts). */
const MARK = "[e2e] ";

/**
 * @typedef {object} SuiteRun
 * @property {string} version      of VS Code
 * @property {string} extension    folder of the extension under development
 * @property {string} tests        compiled suite that exports `run()`
 * @property {string} [folder]     workspace to open
 * @property {boolean} [trusted]   false: restricted mode
 * @property {boolean} [worker]    in the web worker instead of the extension host
 * @property {string} [dataDir]
 * @property {string} [extensionsDir]
 * @property {(counts: { passed: number, failed: number }) => void} [onResult]   what the suite's reporter counted
 */

/**
 * The suite's exit code: 0 when all is well. Prints the reporter's lines; what else the window said follows when the
 * suite did not come to its end, or comes at once with `KEYFIT_VERBOSE=1`.
 * @param {SuiteRun} suite
 * @returns {Promise<number>}
 */
export async function runSuite(suite) {
  const verbose = process.env.KEYFIT_VERBOSE === "1";
  const heard = [];
  let ended = false;
  const onConsole = (text) => {
    for (const line of text.split("\n")) {
      const marked = line.startsWith(MARK);
      if (line.startsWith(`${MARK}result `)) {
        ended = true;
        suite.onResult?.(JSON.parse(line.slice(`${MARK}result `.length)));
        continue;
      }
      if (marked || verbose) console.log(marked ? line.slice(MARK.length) : line);
      else heard.push(line);
    }
  };

  const open = [];
  try {
    const log = (line) => console.log(line);
    const browser = await ensureChromium({ log });
    const host = await ensureEmbedded(suite.version, { log, mayInstall: true });
    const server = await startServer(host, suite);
    open.push(server.stop);
    const window = await openWorkbench(server, { ...suite, browser, onConsole });
    open.push(window.close);
    const outcome = await Promise.race([
      window.exited,
      server.exited.then((code) => `the VS Code server ended with ${code}`),
      limit(`the suite did not end within ${LIMIT_MS / 60_000} minutes`),
    ]);
    if (outcome === 0) return 0;
    // A suite that came to its end has said what failed; one that did not may be explained by the window's own log.
    if (!verbose && !ended) console.error(heard.length > 0 ? heard.slice(-80).join("\n") : window.pageLog());
    if (typeof outcome !== "number") console.error(outcome);
    return 1;
  } catch (error) {
    console.error(error.message);
    return 1;
  } finally {
    for (const close of open.reverse()) await close();
  }
}

function limit(message) {
  return new Promise((done) => setTimeout(done, LIMIT_MS, message).unref());
}
