/**
 * The thread that reads: it makes texts from a seed and checks each. Before it looks at one it leaves that in memory
 * that the main thread sees, so that a text at which it never comes back is known.
 */
import { parentPort, workerData } from "node:worker_threads";
import fc from "fast-check";
import { check } from "./check";
import { growthFault } from "./growth";
import { PLANTED } from "./planted";
import { loadSeeds } from "./seeds";
import { TARGETS, type Target } from "./targets";
import { texts } from "./texts";

/** What a text led to. */
export interface Fault {
  readonly text: string;
  readonly variant: number;
  readonly fault: string;
}

export type Request =
  /** `size` texts of a seed, from the one at `from` on; one of `growth` (0 for none) is also asked for how work grows. */
  | {
      readonly kind: "batch";
      readonly target: string;
      readonly seed: number;
      readonly from: number;
      readonly size: number;
      readonly growth: number;
    }
  | { readonly kind: "check"; readonly target: string; readonly text: string; readonly variant: number };

export type Reply = { readonly kind: "ready" | "done" } | ({ readonly kind: "fault" } & Fault);

export interface WorkerData {
  readonly root: string;
  readonly memory: SharedArrayBuffer;
}

/** Units of the longest text that can be told. */
const UNITS = 1_000_000;
/** Numbers in front of the text: how many were begun, which one of the batch, its variant, its length. */
const NUMBERS = 4;

/** Memory for one thread. */
export function newMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(NUMBERS * 4 + UNITS * 2);
}

/** How many texts a thread has begun. */
export function begunIn(memory: SharedArrayBuffer): number {
  return new Int32Array(memory, 0, 1)[0] ?? 0;
}

/** The text that a thread has begun last, and its place in the batch. */
export function lastIn(memory: SharedArrayBuffer): {
  readonly index: number;
  readonly variant: number;
  readonly text: string;
} {
  const [, index = 0, variant = 0, length = 0] = new Int32Array(memory, 0, NUMBERS);
  const units = new Uint16Array(memory, NUMBERS * 4, length);
  return { index, variant, text: Array.from(units, (unit) => String.fromCharCode(unit)).join("") };
}

/** Answers requests until the thread is ended. */
export function serve(): void {
  const { root, memory } = workerData as WorkerData;
  const arbitraries = new Map<string, fc.Arbitrary<string>>();
  const numbers = new Int32Array(memory, 0, NUMBERS);
  const units = new Uint16Array(memory, NUMBERS * 4);
  const begin = (index: number, text: string, variant: number): void => {
    const length = Math.min(text.length, UNITS);
    for (let at = 0; at < length; at++) units[at] = text.charCodeAt(at);
    numbers.set([(numbers[0] ?? 0) + 1, index, variant, length]);
  };
  const tell = (reply: Reply): void => parentPort?.postMessage(reply);
  // A thread that looks at one text alone needs none of them.
  let seeds: ReturnType<typeof loadSeeds> | undefined;
  const arbitraryOf = ({ name, format, rule }: Target): fc.Arbitrary<string> => {
    seeds ??= loadSeeds(root);
    const made = arbitraries.get(name) ?? texts(format, seeds.get(format.name) ?? [], rule);
    arbitraries.set(name, made);
    return made;
  };
  parentPort?.on("message", (request: Request) => {
    const target = [...TARGETS, ...PLANTED].find(({ name }) => name === request.target);
    if (!target) throw new Error(`no target ${request.target}`);
    if (request.kind === "check") {
      const { text, variant } = request;
      begin(0, text, variant);
      const fault = check(target, text, variant);
      if (fault !== undefined) tell({ kind: "fault", text, variant, fault });
    } else {
      const { seed, from, size, growth } = request;
      // With its bias fast-check prefers small and extreme values; half of the texts are made without it.
      const arbitrary = seed % 2 === 0 ? arbitraryOf(target) : fc.noBias(arbitraryOf(target));
      const all = fc.sample(arbitrary, { seed, numRuns: size });
      for (const [index, text] of all.entries()) {
        if (index < from) continue;
        const variant = index + (seed & 0xff);
        begin(index, text, variant);
        const found = check(target, text, variant);
        const fault =
          found ?? (index % growth === 1 ? growthFault(target, text, (each) => begin(index, each, 1)) : undefined);
        if (fault !== undefined) tell({ kind: "fault", text, variant, fault });
      }
    }
    tell({ kind: "done" });
  });
  tell({ kind: "ready" });
}
