// Child processes that never outlive us. An editor server starts children of its own (extension host, file watcher,
// terminals), so a child is started as the leader of its own process group and the whole group is stopped with it.
// Whatever ends this process (normal end, Ctrl-C, SIGTERM, a closed terminal), the registered clean-ups run first.

import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** Exit statuses that a shell would report for a process ended by these signals. */
const SIGNAL_STATUS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** How much of a child's output is kept, in UTF-16 units. */
const OUTPUT_KEPT = 1_000_000;

/** @type {Set<() => Promise<void> | void>} */
const cleanups = new Set();
/** Process ids of the groups that still run; killed without asking when this process exits. */
const groups = new Set();
let installed = false;
/** True from the first signal on: nothing new is begun, and no failure is reported that we caused ourselves. */
let stopping = false;

/**
 * Runs `cleanup` when this process is asked to stop. Returns a function that forgets it again.
 * @param {() => Promise<void> | void} cleanup
 */
export function onStop(cleanup) {
  install();
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/**
 * Stops when the process that started this one is gone: a parent that was killed, or that passes no signals on, leaves
 * nothing behind either.
 */
export function stopWithParent() {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 500);
  timer.unref();
}

/** Runs every registered clean-up, newest first. Safe to call twice. */
export async function stopAll() {
  const pending = [...cleanups].reverse();
  cleanups.clear();
  for (const cleanup of pending) {
    try {
      await cleanup();
    } catch (error) {
      console.error(`clean-up failed: ${String(error)}`);
    }
  }
}

function install() {
  if (installed) return;
  installed = true;
  for (const [signal, status] of Object.entries(SIGNAL_STATUS)) {
    let asked = false;
    process.on(signal, () => {
      // A second Ctrl-C means now: the exit handler below kills what is left.
      if (asked) process.exit(status);
      asked = true;
      stopping = true;
      void stopAll().finally(() => process.exit(status));
    });
  }
  process.on("exit", () => {
    for (const pid of groups) killGroup(pid, "SIGKILL");
  });
}

/** Absolute path of a command on the PATH, or undefined. */
export function findCommand(name, path = process.env.PATH ?? "") {
  const endings = process.platform === "win32" ? [".cmd", ".exe", ".bat", ""] : [""];
  for (const folder of path.split(delimiter)) {
    for (const ending of endings) {
      const file = join(folder || ".", name + ending);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here: the next folder may have it.
      }
    }
  }
  return undefined;
}

/**
 * Starts a child as leader of its own process group, with its output collected.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} [options]
 */
export function startGroup(command, args, options = {}) {
  install();
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  let output = "";
  let stdout = "";
  const collect = (chunk) => {
    // The tail is enough to explain a failure; a server may talk for hours.
    output = (output + chunk).slice(-OUTPUT_KEPT);
    options.onOutput?.(String(chunk));
  };
  child.stdout.on("data", (chunk) => {
    stdout = (stdout + chunk).slice(-OUTPUT_KEPT);
    collect(chunk);
  });
  child.stderr.on("data", collect);
  const exited = new Promise((resolve) => {
    child.once("error", (error) => {
      collect(`${error.message}\n`);
      resolve(-1);
    });
    child.once("exit", (code, signal) => resolve(code ?? `ended by ${signal}`));
  });
  const closed = new Promise((resolve) => {
    child.once("error", resolve);
    child.once("close", resolve);
  });
  if (child.pid !== undefined) groups.add(child.pid);
  /** Asks the group to end, insists after three seconds. */
  const stop = async () => {
    cleanups.delete(stop);
    if (child.pid === undefined || !groups.has(child.pid)) return;
    killGroup(child.pid, "SIGTERM");
    for (let waited = 0; waited < 3000 && groupAlive(child.pid); waited += 50) await delay(50);
    killGroup(child.pid, "SIGKILL");
    groups.delete(child.pid);
    await exited;
  };
  onStop(stop);
  return { exited, closed, stop, output: () => output, stdout: () => stdout };
}

/**
 * Runs a command to its end and returns what it said. Never rejects: a command that cannot start has code -1. Once we
 * were asked to stop it never returns either, so that a command that was cut short is not taken for one that failed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} [options]
 */
export async function run(command, args, options = {}) {
  const group = startGroup(command, args, options);
  const code = await group.exited;
  await group.stop();
  if (stopping) await new Promise(() => undefined);
  // The last words arrive after the exit.
  await group.closed;
  return { code, output: group.output(), stdout: group.stdout() };
}

function killGroup(pid, signal) {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/PID", String(pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already, which is what we want.
  }
}

function groupAlive(pid) {
  if (process.platform === "win32") return false;
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}
