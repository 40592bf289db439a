/**
 * Keeps a thread that reads, and ends it where it stays at one text: nothing else stops a loop. Patience is counted in
 * time of the processor, so a machine that sleeps or is busy with other programs makes nothing a hang.
 */
import { Worker } from "node:worker_threads";
import { begunIn, type Fault, lastIn, newMemory, type Reply, type Request, type WorkerData } from "./worker";

export interface Bench {
  /** The faults of a batch of texts; after the third at which the thread had to be ended the rest is left out. */
  batch(request: Omit<Extract<Request, { kind: "batch" }>, "kind" | "from">): Promise<readonly Fault[]>;
  /** What is wrong with one text; after `patience` seconds it counts as one that hangs. */
  check(request: Omit<Extract<Request, { kind: "check" }>, "kind">, patience?: number): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Milliseconds between looks at the thread. */
const LOOK = 100;
const MOST_ENDED = 3;
const DONE = "done";
const HUNG = "hung: this text is not answered";

/** What became of a request: whether it was answered, and the faults until then. */
interface Outcome {
  readonly done: boolean;
  readonly faults: readonly Fault[];
  /** The text in the batch at which it ended. */
  readonly index: number;
}

export interface BenchOptions {
  /** This program's bundle. */
  readonly file: string;
  /** The project's folder. */
  readonly root: string;
  /** Seconds of the processor after which a text counts as one that hangs. */
  readonly patience: number;
}

/** Starts no thread before it is asked something. */
export function startBench({ file, root, patience }: BenchOptions): Bench {
  const memory = newMemory();
  let worker: Promise<Worker> | undefined;

  const start = (): Promise<Worker> => {
    const data: WorkerData = { root, memory };
    const made = new Worker(file, { workerData: data, resourceLimits: { maxOldGenerationSizeMb: 1_500 } });
    return new Promise((resolve, reject) => {
      made.once("message", () => resolve(made));
      made.once("error", reject);
    });
  };

  const ask = async (request: Request, most: number): Promise<Outcome> => {
    worker ??= start();
    const current = await worker;
    const faults: Fault[] = [];
    let settle: (how: string) => void = () => undefined;
    const ended = new Promise<string>((resolve) => {
      settle = resolve;
    });
    const hear = (reply: Reply): void => {
      if (reply.kind === "fault") faults.push({ text: reply.text, variant: reply.variant, fault: reply.fault });
      if (reply.kind === "done") settle(DONE);
    };
    const die = (error: Error): void => settle(`died: ${error.message}`);
    // Making texts takes its time too; it counts from the first one on.
    const before = begunIn(memory);
    let last = before;
    let since = process.cpuUsage();
    const timer = setInterval(() => {
      const begun = begunIn(memory);
      const { user, system } = process.cpuUsage(since);
      if (begun !== last || begun === before) since = process.cpuUsage();
      else if (user + system > most * 1_000_000) settle(HUNG);
      last = begun;
    }, LOOK);
    current.on("message", hear);
    current.once("error", die);
    current.postMessage(request);
    const how = await ended;
    clearInterval(timer);
    current.off("message", hear);
    current.off("error", die);
    const { index, text, variant } = lastIn(memory);
    if (how === DONE) return { done: true, faults, index };
    worker = undefined;
    await current.terminate();
    return { done: false, faults: [...faults, { text, variant, fault: how }], index };
  };

  return {
    async batch(request) {
      const faults: Fault[] = [];
      for (let from = 0, ended = 0; from < request.size && ended < MOST_ENDED; ended++) {
        const outcome = await ask({ kind: "batch", ...request, from }, patience);
        faults.push(...outcome.faults);
        if (outcome.done) break;
        from = outcome.index + 1;
      }
      return faults;
    },
    async check(request, most = patience) {
      const { faults } = await ask({ kind: "check", ...request }, most);
      return faults[0]?.fault;
    },
    async close() {
      await (await worker)?.terminate();
    },
  };
}
