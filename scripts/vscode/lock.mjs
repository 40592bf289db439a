// One installer at a time. The lock is a file that holds the process id of its owner, so a lock that a killed process
// left behind is recognised and taken over.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { onStop } from "../processes.mjs";

/**
 * Runs `work` while holding the lock, after waiting for another owner to finish.
 * @template T
 * @param {string} file
 * @param {(line: string) => void} say
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, say, work) {
  let waiting = false;
  while (!take(file)) {
    if (!waiting) say("waiting for another installation of it to finish …");
    waiting = true;
    await delay(300);
  }
  const release = () => rmSync(file, { force: true });
  const forget = onStop(release);
  try {
    return await work();
  } finally {
    forget();
    release();
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  if (!ownerAlive(file)) rmSync(file, { force: true });
  return false;
}

function ownerAlive(file) {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    // An empty file was just created by someone who has not written yet.
    if (pid === 0) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
