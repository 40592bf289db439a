/**
 * The space for new objects stops growing. In processes of their own, because V8's flags are the process's: one is left
 * alone and shows that the work does make it grow.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { expect, test } from "vitest";

/** Keeps the last of many objects for a while, as typing does, with turns of the event loop in between. */
const WORK = `
  let turns = 0;
  const kept = [];
  const work = () => {
    for (let n = 0; n < 20_000; n++) kept[n] = { n, span: { start: n, end: turns } };
    if (++turns < 300) return setImmediate(work);
    const space = require("node:v8").getHeapSpaceStatistics().find((each) => each.space_name === "new_space");
    console.log(space.space_size / 1024 / 1024);
  };
  work();`;

function newSpaceAfterWork(before: string): number {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `import { keepHeapSmall } from "./server/src/node/heap";\n${before};${WORK}`,
      resolveDir: join(__dirname, "../../.."),
    },
    bundle: true,
    platform: "node",
    write: false,
  });
  return Number(execFileSync(process.execPath, ["-e", outputFiles[0]!.text], { encoding: "utf8" }));
}

test("stops the space for new objects from growing beyond what typing needs", () => {
  expect(newSpaceAfterWork("")).toBeGreaterThan(16);
  expect(newSpaceAfterWork("keepHeapSmall()")).toBeLessThanOrEqual(16);
});

test("leaves Electron alone", () => {
  expect(newSpaceAfterWork('keepHeapSmall("39.0.0")')).toBeGreaterThan(16);
});
