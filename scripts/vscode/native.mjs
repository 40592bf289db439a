// The few modules of VS Code that are compiled on the machine: log files (and with them the Output panel), the guard
// that ends an orphaned extension host, and on the oldest version the terminal. They are compiled where there is a
// compiler. Without one the editor still starts and extensions still run, so a missing compiler is one line and not
// an end. `@vscode/sqlite3` is left out on purpose: only VS Code's chat agents use it, and it takes a minute.

import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { findCommand } from "../processes.mjs";
import { canInstall, ensureDebian } from "./debian.mjs";
import { npm } from "./npm.mjs";

const COMPILER = ["python3", "make", "g++"];

/**
 * Compiles what is not compiled yet; never rejects for a missing compiler.
 * @param {import("./versions.mjs").Host} host
 * @param {{ root: string, node: string, marks: string, say: (line: string) => void, mayInstall: boolean }} options
 */
export async function buildNative(host, { root, node, marks, say, mayInstall }) {
  const open = host.native.filter((module) => !existsSync(markOf(marks, module)));
  if (open.length === 0) return;

  if (missing().length > 0 && mayInstall && canInstall()) {
    await ensureDebian(COMPILER.join(" "), missing()[0], { log: say, why: "the native modules of VS Code" });
  }
  if (missing().length > 0) {
    say(`no compiler, so its Output panel stays empty; to have it, install python3, make and g++`);
    return;
  }

  await mkdir(marks, { recursive: true });
  for (const module of open) {
    say(`compiling ${module} …`);
    try {
      await npm(["rebuild", module, "--ignore-scripts=false"], root, { ...headers(node), JOBS: "max" });
    } catch (error) {
      // The last step of node-pty fails after the binary is built. What counts is the binary.
      if (!existsSync(join(root, "node_modules", module, "build", "Release"))) {
        say(`works without ${module}: ${error.message}`);
        continue;
      }
    }
    await writeFile(markOf(marks, module), "");
  }
}

function markOf(marks, module) {
  return join(marks, `native ${module.replaceAll("/", "-")}`);
}

function missing() {
  return COMPILER.filter((command) => findCommand(command) === undefined);
}

/** Node's headers, where they came along with the binary; else node-gyp fetches them. */
function headers(node) {
  const prefix = dirname(dirname(node));
  return existsSync(join(prefix, "include", "node", "node.h")) ? { npm_config_nodedir: prefix } : {};
}
