// The yardstick for latency: full parses by the `yaml` package, in a process of their own for each file, which is asked
// between the keystrokes so that both meet the same machine.

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const WORKER = fileURLToPath(new URL("./parseWorker.mjs", import.meta.url));

/** Starts a fresh, warm parser for a file. */
export async function startParser({ kind, text }) {
  const child = fork(WORKER, { stdio: "inherit" });
  process.once("exit", () => child.kill("SIGKILL"));
  /** @returns {Promise<any>} */
  const ask = (message) =>
    new Promise((resolve, reject) => {
      const gone = () => reject(new Error("the parser's process ended"));
      child.once("exit", gone);
      child.once("message", (answer) => {
        child.off("exit", gone);
        resolve(answer);
      });
      child.send({ kind, ...message });
    });
  const { cold } = await ask({ text });
  return {
    cold,
    /** The times of some more parses. */
    sample: async (rounds) => (await ask({ rounds })).times,
    stop: () => child.disconnect(),
  };
}
