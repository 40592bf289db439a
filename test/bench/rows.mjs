// From what was measured to rows of the report, with the budgets of each.

import { summary } from "./statistics.mjs";

/** Ratios, and MiB for memory. */
const BUDGETS = { keystroke: 1, start: 1.3, memory: 90 };

/** The index: seconds and MiB for this many files, milliseconds that it may hold others, and how its cost may grow. */
const INDEX = { files: 10_000, seconds: 5, memory: 60, held: 10, growth: 1.2 };

function ms(value) {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

/** Keystroke to diagnostics for each server and file: p95 against one full parse; p50 and p99 are told with it. */
export function latencyRows(latency) {
  return latency.flatMap(({ server, pull, results }) =>
    results.map(({ kind, parse, times }) => {
      const { p50, p95, p99 } = summary(times.map(({ took }) => took));
      return {
        figure: `keystroke, ${kind}: ${server}${pull ? ", pulled" : ""}`,
        value: `p95 ${ms(p95)} (p50 ${ms(p50)}, p99 ${ms(p99)})`,
        against: `full parse ${ms(parse)}`,
        ratio: p95 / parse,
        budget: server === "Keyfit" ? BUDGETS.keystroke : undefined,
      };
    }),
  );
}

/** Start of the process to the answer to `initialize`, against the bare server bundled the same way. */
export function startRows(started) {
  const reference = started.get("bare server").median;
  return [...started]
    .filter(([name]) => name !== "bare server")
    .map(([name, { median }]) => ({
      figure: `start: ${name}`,
      value: ms(median),
      against: `bare server ${ms(reference)}`,
      ratio: median / reference,
      budget: name === "Keyfit" ? BUDGETS.start : undefined,
    }));
}

/** Peak memory of one server over all its keystrokes. */
export function memoryRow({ server, pull, memory }) {
  return {
    figure: `peak memory: ${server}${pull ? ", pulled" : ""}`,
    value: memory === undefined ? "not told by this system" : `${memory.toFixed(0)} MiB`,
    against: "",
    ratio: undefined,
    amount: memory,
    budget: server === "Keyfit" ? BUDGETS.memory : undefined,
  };
}

/** Reading from scratch, after one letter, and with find and judge, against the full parse in the same process. */
export function readingRows(reading) {
  return reading.flatMap(({ kind, parse, read, again, find, judge }) => {
    const row = (figure, time) => ({
      figure: `${figure}, ${kind}`,
      value: ms(time),
      against: `full parse ${ms(parse)}`,
      ratio: time / parse,
    });
    return [row("read", read), row("read after a letter", again), row("read, find and judge", find + judge)];
  });
}

/** What the index of a workspace costs at each size, and how that grows from one size to the next. */
export function indexRows(indexed) {
  const rows = indexed.flatMap(({ files, took, walked, cpu, memory, held, longest, longestOf }) => {
    const name = `${files.toLocaleString("en")} files`;
    const budget = (amount) => (files <= INDEX.files ? amount : undefined);
    return [
      {
        figure: `index: ${name}`,
        value: `${(took / 1000).toFixed(2)} s (files alone ${(walked / 1000).toFixed(2)} s)`,
        against: `${(cpu / 1000).toFixed(2)} s of all cores`,
        amount: took / 1000,
        unit: "s",
        budget: budget(INDEX.seconds),
      },
      {
        figure: `memory added by the index: ${name}`,
        value: memory === undefined ? "not told by this system" : `${memory.toFixed(0)} MiB`,
        against: "",
        amount: memory,
        budget: budget(INDEX.memory),
      },
      {
        figure: `others held by the index: ${name}`,
        value: `p99.9 ${ms(held.p999)} (p99 ${ms(held.p99)}, at most ${ms(held.max)})`,
        against: `slowest text ${ms(longest)}: ${longestOf}`,
        amount: held.p999,
        unit: "ms",
        budget: INDEX.held,
      },
    ];
  });
  const growth = indexed.slice(1).map((now, at) => {
    const before = indexed[at];
    const more = now.files / before.files;
    // Time of the cores, because other work on the machine counts in the time of the clock.
    const time = now.cpu / before.cpu;
    const memory = now.memory === undefined ? "" : `, memory × ${(now.memory / before.memory).toFixed(1)}`;
    return {
      figure: `growth of the index: ${before.files.toLocaleString("en")} to ${now.files.toLocaleString("en")} files`,
      value: `time × ${time.toFixed(1)}${memory}`,
      against: `files × ${more.toFixed(1)}`,
      ratio: time / more,
      budget: INDEX.growth,
    };
  });
  return [...rows, ...growth];
}
