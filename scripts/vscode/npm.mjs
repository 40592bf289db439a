// Runs the npm that runs us, so that its registry and proxy settings count. Failures become one line: npm's own
// error text is long, and its first "npm error" lines are the ones that say what happened.

import { findCommand, run } from "../processes.mjs";
import { MissingProgram } from "./debian.mjs";

const QUIET = ["--no-audit", "--no-fund", "--loglevel=error", "--no-progress"];

/**
 * Runs npm with these arguments in `cwd` and returns its standard output. Rejects with one line.
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} [env]  added to the environment
 */
export async function npm(args, cwd, env = {}) {
  const [command, ...before] = npmCommand();
  const { code, output, stdout } = await run(command, [...before, ...args, ...QUIET], {
    cwd,
    env: { ...cleanEnvironment(), ...env },
  });
  if (code !== 0) throw new Error(`npm ${args.slice(0, 2).join(" ")} failed: ${firstError(output)}`);
  return stdout;
}

/** Unpacks a tarball that `npm pack` made. */
npm.extract = async (file, cwd) => {
  if (findCommand("tar") === undefined) throw new MissingProgram("tar is missing: install it to unpack VS Code");
  const { code, output } = await run("tar", ["-xzf", file], { cwd });
  if (code !== 0) throw new Error(`tar could not unpack ${file}: ${output.trim().split("\n")[0]}`);
};

function npmCommand() {
  const script = process.env.npm_execpath;
  // Set when we were started by `npm run`; the only way that also works with npm.cmd on Windows.
  if (script?.endsWith("npm-cli.js")) return [process.execPath, script];
  return [findCommand("npm") ?? "npm"];
}

/** Without what the outer npm left behind: it names our own package, workspace and script. */
function cleanEnvironment() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^npm_(package|lifecycle)_|^npm_command$|^npm_config_(local_prefix|workspace|workspaces|global)$/.test(name)) {
      delete env[name];
    }
  }
  return env;
}

function firstError(output) {
  const errors = output.split("\n").filter((line) => line.startsWith("npm error"));
  const said = errors
    .map((line) => line.slice("npm error".length).trim())
    .filter((line) => !/^(code|errno) /.test(line));
  return said.find((line) => line !== "") ?? output.trim().split("\n")[0] ?? "no reason given";
}
