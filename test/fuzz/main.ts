/**
 * `npm run fuzz`: many texts for each target, and for each fault the smallest text that shows it, in a file. What was
 * done of a run is kept: the same seed on the same code goes on where it was stopped.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isMainThread } from "node:worker_threads";
import { type Bench, startBench } from "./bench";
import { causeOf } from "./check";
import { hugeText, repeatedPieces } from "./huge";
import { minimise } from "./minimise";
import { PLANTED } from "./planted";
import { writeFigures } from "./report";
import { TARGETS } from "./targets";
import { type Fault, serve } from "./worker";

/** What is known of one target. */
export interface Result {
  readonly texts: number;
  /** Seconds of the processor. */
  readonly seconds: number;
  readonly failures: readonly Failure[];
}

interface Failure extends Fault {
  readonly target: string;
  /** Where the text was written to. */
  readonly file: string;
}

interface State {
  readonly targets: Record<string, Result>;
}

const BATCH = 250;
/** Faults of different causes that are looked at; a target that has more has been seen enough. */
const MOST_FAILURES = 20;
const TRIES = 1_500;
/** Each try of a text that hangs takes as long as the patience with it, which is short then. */
const TRIES_OF_HANGS = 12;
const SHORT_PATIENCE = 3;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const { values: flags } = parseArgs({
    options: {
      target: { type: "string", multiple: true },
      runs: { type: "string", default: "100000" },
      seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000)) },
      growth: { type: "string", default: "1000" },
      patience: { type: "string", default: "20" },
      root: { type: "string", default: "." },
      huge: { type: "string" },
      input: { type: "string" },
      json: { type: "string" },
      fresh: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const root = flags.root;
  const folder = join(root, ".cache/fuzz");
  mkdirSync(folder, { recursive: true });
  const patience = Number(flags.patience);
  const bench = startBench({ file: __filename, root, patience });
  try {
    if (flags.input !== undefined) {
      await again(bench, flags.input);
      return;
    }
    const all = flags.target === undefined ? TARGETS : [...TARGETS, ...PLANTED];
    const names = all.map(({ name }) => name).filter((name) => isWanted(name, flags.target));
    if (names.length === 0) throw new Error(`no target is called ${flags.target?.join(", ")}`);
    const seed = Number(flags.seed);
    const code = createHash("sha256").update(readFileSync(__filename)).digest("hex").slice(0, 12);
    const kept = join(folder, `${seed}-${code}.json`);
    const state: State = flags.fresh ? { targets: {} } : readState(kept);
    for (const name of names) {
      const run = { bench, folder, name, seed, runs: Number(flags.runs), growth: Number(flags.growth), patience };
      const before = state.targets[name] ?? { texts: 0, seconds: 0, failures: [] };
      const keep = (known: Result): void => {
        state.targets[name] = known;
        writeFileSync(kept, JSON.stringify(state));
      };
      const result = flags.huge === undefined ? await fuzz(run, before, keep) : await repeat(run, Number(flags.huge));
      state.targets[name] = result;
      sayResult(name, seed, result);
    }
    const failures = names.reduce((sum, name) => sum + (state.targets[name]?.failures.length ?? 0), 0);
    if (flags.json !== undefined) writeFileSync(flags.json, JSON.stringify({ seed, ...state }, null, 2));
    if (flags.write) writeFigures(root, seed, state.targets);
    process.exitCode = failures === 0 ? 0 : 1;
  } finally {
    await bench.close();
  }
}

/** `facts` means all targets whose name begins with `facts:`. */
function isWanted(name: string, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || wanted.some((each) => each === name || name.startsWith(`${each}:`));
}

function readState(file: string): State {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as State;
  } catch {
    return { targets: {} };
  }
}

interface Run {
  readonly bench: Bench;
  readonly folder: string;
  readonly name: string;
  readonly seed: number;
  readonly runs: number;
  /** One of so many texts is asked for how work grows with it. */
  readonly growth: number;
  readonly patience: number;
}

/** Goes on until there are `runs` texts; `keep` is told now and then. */
async function fuzz(run: Run, before: Result, keep: (result: Result) => void): Promise<Result> {
  const failures = [...before.failures];
  let { texts, seconds } = before;
  while (texts < run.runs && failures.length < MOST_FAILURES) {
    const start = process.cpuUsage();
    const batch = texts / BATCH;
    const growth = run.growth > 0 && (batch * BATCH) % run.growth === 0 ? BATCH : 0;
    const size = Math.min(BATCH, run.runs - texts);
    const faults = await run.bench.batch({ target: run.name, seed: seedOf(run, batch), size, growth });
    for (const fault of faults) {
      if (failures.length >= MOST_FAILURES || failures.some((each) => isSame(each.fault, fault.fault))) continue;
      failures.push(await smallest(run, fault, failures.length));
    }
    texts += size;
    // A target that hangs would take for ever.
    const isStuck = failures.some(({ fault }) => isEnd(fault));
    const { user, system } = process.cpuUsage(start);
    seconds += (user + system) / 1_000_000;
    if (batch % 20 === 19 || texts >= run.runs || isStuck) keep({ texts, seconds, failures });
    if (isStuck) break;
  }
  return { texts, seconds, failures };
}

/** One text for each piece of the target's format, of so many units. */
async function repeat(run: Run, units: number): Promise<Result> {
  const { bench, name } = run;
  const target = TARGETS.find((each) => each.name === name);
  const failures: Failure[] = [];
  const start = process.cpuUsage();
  const pieces = target ? repeatedPieces(target.format) : [];
  for (const piece of pieces) {
    const text = hugeText(piece, units);
    const fault = await bench.check({ target: name, text, variant: 1 });
    if (fault === undefined || failures.length >= MOST_FAILURES) continue;
    failures.push(written(run, { text, variant: 1, fault }, failures.length));
  }
  const { user, system } = process.cpuUsage(start);
  return { texts: pieces.length, seconds: (user + system) / 1_000_000, failures };
}

/** A batch has a seed of its own, so each can be made without those before it. */
function seedOf({ name, seed }: Run, batch: number): number {
  return createHash("sha256").update(`${seed} ${name} ${batch}`).digest().readInt32LE();
}

/** The thread had to be ended, or ended by itself. */
function isEnd(fault: string): boolean {
  return /^(?:hung|died)/.test(fault);
}

function isSame(one: string, other: string): boolean {
  return causeOf(one) === causeOf(other);
}

/** The fault with the smallest text that shows it, which is written to a file. */
async function smallest(run: Run, { text, variant, fault }: Fault, index: number): Promise<Failure> {
  const { bench, name, patience } = run;
  const hangs = isEnd(fault);
  const fails = async (shorter: string): Promise<boolean> => {
    const found = await bench.check(
      { target: name, text: shorter, variant },
      hangs ? Math.min(patience, SHORT_PATIENCE) : patience,
    );
    return found !== undefined && isSame(found, fault);
  };
  const small = fault.startsWith("grew") ? text : await minimise(text, fails, hangs ? TRIES_OF_HANGS : TRIES);
  return written(run, { text: small, variant, fault }, index);
}

function written({ folder, name, seed }: Run, fault: Fault, index: number): Failure {
  const file = join(folder, `${name.replace(":", "-")}-${seed}-${index}.json`);
  const failure = { target: name, ...fault, file };
  writeFileSync(file, `${JSON.stringify(failure, null, 2)}\n`);
  return failure;
}

function sayResult(name: string, seed: number, { texts, seconds, failures }: Result): void {
  const columns = [name.padEnd(22), `${String(texts).padStart(7)} texts`, `${seconds.toFixed(0).padStart(5)} s`];
  say([...columns, `seed ${seed}`, `${failures.length} failures`].join("  "));
  for (const { fault, text, file } of failures) {
    say(`  ${fault}`);
    say(`  ${JSON.stringify(text.slice(0, 200))}  in ${file}`);
  }
}

/** One text of a file that a run has left. */
async function again(bench: Bench, file: string): Promise<void> {
  const { target, text, variant } = JSON.parse(readFileSync(file, "utf8")) as Failure;
  const fault = await bench.check({ target, text, variant });
  say(fault ?? "nothing is wrong");
  process.exitCode = fault === undefined ? 0 : 1;
}

if (isMainThread) void main();
else serve();
