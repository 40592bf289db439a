/**
 * The entry of the editor tests in the worker host, where an extension runs on sites without a server: no Node, no
 * file system, one bundle. Suites are named here one by one because a worker cannot list a folder; the runner compares
 * their number with the files of test/e2e/web, so that none can be forgotten.
 */
import { mocha } from "mocha/mocha.mjs";
import { mustHavePassed, runAndReport } from "./report";

/** The bundle's own exports; mocha's build for browsers, made for script tags, puts itself there while it loads. */
declare const module: { exports: object };
module.exports = { run };

/** Called by VS Code; the window's exit code is 0 when it resolves and 1 when it rejects. */
async function run(): Promise<void> {
  // The base reporter prints nothing; ours listens from outside.
  mocha.setup({ ui: "bdd", timeout: 20_000, forbidOnly: true, reporter: "base" });
  // Only now, since suites use the functions that setup has put in place.
  await import("./web/host.test");
  await import("./web/problems.test");
  mustHavePassed(await runAndReport(mocha));
}
