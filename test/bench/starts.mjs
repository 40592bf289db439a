// Start of the process to the answer to `initialize`, in turns, so that no server has the quiet half of the run.

import { startServer } from "./client.mjs";
import { median } from "./statistics.mjs";

/**
 * Starts each server `rounds` times; the order is turned around from round to round, and a first round only warms the
 * disk's cache.
 * @param {readonly { name: string, command: readonly string[] }[]} servers
 */
export async function measureStarts(servers, { rounds, folder }) {
  /** @type {Map<string, number[]>} */
  const times = new Map(servers.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const { name, command } of round % 2 === 0 ? servers : [...servers].reverse()) {
      const server = startServer(command, { folder });
      try {
        const { took } = await server.initialize();
        if (round > 0) times.get(name)?.push(took);
      } finally {
        await server.stop();
      }
    }
  }
  return new Map([...times].map(([name, each]) => [name, { count: each.length, median: median(each) }]));
}
