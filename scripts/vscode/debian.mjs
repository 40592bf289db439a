// Programs that come from the system rather than from npm (Chromium, Neovim, a compiler). As root on Debian or one of
// its children they are installed; anywhere else one line says what is missing and how to get it. Nothing is ever
// skipped because of a missing program: the caller fails with that line.

import { existsSync } from "node:fs";
import { findCommand, run } from "../processes.mjs";

/** What is missing on this machine, said in one line that a person can act on. */
export class MissingProgram extends Error {}

/** True where `apt-get` may be used without asking anyone. */
export function canInstall() {
  return process.getuid?.() === 0 && existsSync("/etc/debian_version") && findCommand("apt-get") !== undefined;
}

/**
 * Path of `command`, installed from the Debian packages if it is missing and this user may install. Rejects with
 * `MissingProgram` otherwise.
 * @param {string} packages  one or more package names, separated by spaces
 * @param {string} command
 * @param {{ log: (line: string) => void, why: string }} options
 */
export async function ensureDebian(packages, command, { log, why }) {
  const found = findCommand(command);
  if (found !== undefined) return found;
  if (!canInstall()) throw new MissingProgram(`${command} is missing, which ${why} need: ${advice(packages)}`);

  log(`Installing ${packages} with apt-get, for ${why} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const steps = [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", ...packages.split(" ")],
  ];
  for (const args of steps) {
    const { code, output } = await run("apt-get", args, { env });
    // A dead mirror of some unrelated source makes the update fail; the install tells whether it mattered.
    if (code !== 0 && args[0] === "install") {
      throw new MissingProgram(`apt-get could not install ${packages}, which ${why} need: ${lastLine(output)}`);
    }
  }
  const installed = findCommand(command);
  if (installed === undefined) throw new MissingProgram(`${packages} was installed, but ${command} is not on the PATH`);
  return installed;
}

function advice(packages) {
  if (existsSync("/etc/debian_version")) return `run as root: apt-get install --no-install-recommends ${packages}`;
  if (process.platform === "darwin") return `install it, for example with: brew install ${packages}`;
  return `install it with your system's package manager (on Debian: ${packages})`;
}

/** The last line that says something. */
function lastLine(output) {
  return output.trim().split("\n").at(-1) ?? "";
}
