#!/usr/bin/env node
// Stands in for the desktop VS Code where only the embedded one is at hand: it understands the flags that
// `@vscode/test-electron` passes to the program, runs the suite in the embedded VS Code, and ends with its exit code.
// So one runner and one suite serve both. `KEYFIT_VSCODE_VERSION` picks the version. `KEYFIT_RESTRICTED=1` opens the
// folder in restricted mode, which test-electron has no way to ask for.

import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { stopWithParent } from "../processes.mjs";
import { runSuite } from "./suite.mjs";
import { CURRENT } from "./versions.mjs";

stopWithParent();
process.exitCode = await main(parseFlags(process.argv.slice(2)));

/** @param {ReturnType<typeof parseFlags>} flags */
async function main(flags) {
  const tests = flags.path("extensionTestsPath");
  const extension = flags.path("extensionDevelopmentPath");
  if (tests === undefined || extension === undefined) {
    console.error("usage: electron-shim.mjs --extensionDevelopmentPath=FOLDER --extensionTestsPath=FILE [FOLDER]");
    return 2;
  }
  const userData = flags.path("user-data-dir");
  if (userData !== undefined) adoptSettings(userData);
  return runSuite({
    version: process.env.KEYFIT_VSCODE_VERSION ?? CURRENT,
    extension,
    tests: existsSync(`${tests}.js`) ? `${tests}.js` : tests,
    folder: flags.paths[0],
    trusted: flags.has("disable-workspace-trust") && process.env.KEYFIT_RESTRICTED !== "1",
    dataDir: userData,
    extensionsDir: flags.path("extensions-dir"),
  });
}

/** The desktop program keeps its settings in another place of the same folder. */
function adoptSettings(userData) {
  const desktop = join(userData, "User", "settings.json");
  const embedded = join(userData, "data", "User", "settings.json");
  if (!existsSync(desktop)) return;
  mkdirSync(dirname(embedded), { recursive: true });
  copyFileSync(desktop, embedded);
}

/** `--name=value`, `--name` and paths. Flags that mean nothing here are accepted, as the desktop program does. */
function parseFlags(args) {
  const named = new Map();
  const paths = [];
  for (const arg of args) {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    if (match === null) paths.push(resolve(arg));
    else named.set(match[1], match[2]);
  }
  return {
    paths,
    has: (name) => named.has(name),
    path: (name) => (named.get(name) === undefined ? undefined : resolve(named.get(name))),
  };
}
