/**
 * The property that design.md section 1 asks for: after any sequence of edits, creations, deletions and renames, of
 * whatever is open and on disk, with answers asked for in between and at the same time, what the engine says of any file
 * is what a new engine would say; and whoever was answered and is not right any more is told.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messageOf } from "../../../server/src/features/words";
import { defaultBudget } from "../../../server/src/read/budget";
import { type Analysis, createKeyfit, type Keyfit } from "../../../server/src/service";
import { createIndexer, type Indexer } from "../../../server/src/workspace/indexer";
import { DEFAULT_SETTINGS, type Settings } from "../../../server/src/workspace/settings";
import { PATHS, type Step, story } from "./incrementalWorld";
import { type MemoryFiles, memoryFiles, pathBelow, ROOT } from "./memoryFiles";

const uriOf = (each: string): string => `${ROOT}/${each}`;

interface State {
  readonly files: MemoryFiles;
  readonly open: Map<string, string>;
  settings: Settings;
  complete: boolean;
}

function engine(state: State, outdated?: (uris: readonly string[]) => void): Keyfit {
  return createKeyfit({
    seed: "test",
    files: state.files,
    today: () => "2026-11-24",
    budget: () => defaultBudget(),
    settings: async () => state.settings,
    folders: () => [ROOT],
    ...(outdated && { outdated }),
  });
}

/** What there is to see of an analysis, without closures and with nothing that only an engine's memory holds. */
function view(analysis: Analysis | undefined): string {
  if (!analysis) return "nothing";
  const { findings, uses, suppressed, lookups } = analysis;
  const seen = {
    findings: findings.map((finding) => ({ ...finding, use: finding.use?.path, words: messageOf(finding) })),
    uses,
    suppressed,
    looked: [...lookups.files].map(pathBelow).sort(),
    names: [...lookups.names].sort(),
    pending: [...lookups.pending],
  };
  return JSON.stringify(seen, (key, each: unknown) => (key === "fact" || key === "definition" ? undefined : each), 1);
}

/** A host as the language server is one: file events and an index on one side, an editor on the other. */
class World {
  readonly state: State = { files: memoryFiles({}), open: new Map(), settings: DEFAULT_SETTINGS, complete: true };
  readonly #keyfit = engine(this.state, (uris) => {
    for (const uri of uris) this.#told.add(pathBelow(uri));
  });
  readonly #told = new Set<string>();
  /** The last answer about each file, as long as nothing happened to it that its host knows of. */
  readonly #answers = new Map<string, string>();
  readonly #started: Promise<unknown>[] = [];
  readonly #indexer: Indexer;
  #running: Promise<unknown> = Promise.resolve();
  #version = 0;
  #seen = 0;
  #moved = new Map<string, string>();

  constructor() {
    // Reads take their time, and different times, so that changes come in between.
    let reads = 0;
    this.state.files.onRead = async () => {
      for (let turn = reads++ % 7; turn > 0; turn--) await Promise.resolve();
    };
    this.#keyfit.setComplete(false);
    this.state.complete = false;
    this.#indexer = createIndexer({
      files: this.state.files,
      folders: () => [ROOT],
      scan: (source) => {
        this.#keyfit.scan(source);
      },
      drop: (uri) => this.#keyfit.drop(uri),
      now: () => this.#seen++,
      pause: () => Promise.resolve(),
    });
  }

  async do(step: Step): Promise<void> {
    const { files, open } = this.state;
    switch (step.kind) {
      case "write":
        files.disk.set(step.path, step.text);
        return this.#touch(step.path);
      case "delete":
        files.disk.delete(step.path);
        return this.#touch(step.path);
      case "rename": {
        const text = files.disk.get(step.path);
        if (text === undefined || step.path === step.to) return;
        files.disk.delete(step.path);
        files.disk.set(step.to, text);
        this.#touch(step.path);
        return this.#touch(step.to);
      }
      case "move":
        return this.#move();
      case "open":
        open.set(step.path, step.text);
        this.#answers.delete(step.path);
        this.#keyfit.put({ uri: uriOf(step.path), path: step.path, text: step.text }, ++this.#version);
        return;
      case "close":
        open.delete(step.path);
        this.#answers.delete(step.path);
        this.#keyfit.remove(uriOf(step.path));
        return;
      case "settings":
        this.state.settings = step.settings;
        this.#answers.clear();
        this.#keyfit.reset();
        return;
      case "ignore":
        files.disk.set(".gitignore", step.rules);
        return this.#touch(".gitignore");
      case "index":
        return this.#index(step.after);
      case "refresh":
        this.#started.push(this.#keyfit.refresh());
        return;
      case "start":
        this.#started.push(this.#keyfit.analyse(uriOf(step.path)));
        return;
      case "wait":
        for (let turn = step.turns; turn > 0; turn--) await Promise.resolve();
        return;
      case "ask":
        await this.#running;
        return this.compare(step.path);
    }
  }

  #touch(path: string): void {
    if (!this.state.open.has(path)) this.#answers.delete(path);
    this.#keyfit.touch(uriOf(path));
  }

  /** The folder `sub` goes elsewhere, or comes back; nothing is said about the files in it. */
  #move(): void {
    const { disk } = this.state.files;
    const here = [...disk].filter(([path]) => path.startsWith("sub/"));
    for (const [path, text] of here) {
      disk.delete(path);
      if (typeof text === "string") this.#moved.set(path, text);
    }
    if (here.length === 0) {
      for (const [path, text] of this.#moved) disk.set(path, text);
      this.#moved.clear();
    }
    for (const path of PATHS) if (path.startsWith("sub/") && !this.state.open.has(path)) this.#answers.delete(path);
    this.#keyfit.touch(uriOf("sub"));
    this.#index(undefined);
  }

  /** One run behind the other, as one workspace has one index. */
  #index(after: number | undefined): void {
    this.#running = this.#running.then(async () => {
      let asked = 0;
      const whole = await this.#indexer.run(() => after !== undefined && asked++ > after);
      if (!whole) return;
      this.state.complete = true;
      this.#keyfit.setComplete(true);
      await this.#keyfit.refresh();
    });
  }

  /** What a new engine says, that has been shown the same files. */
  async #fresh(path: string): Promise<string> {
    const { files, open } = this.state;
    const fresh = engine({ ...this.state, files: memoryFiles(Object.fromEntries(files.disk)) });
    fresh.setComplete(false);
    for (const uri of this.#indexer.files()) {
      const text = files.disk.get(pathBelow(uri));
      if (typeof text === "string") fresh.scan({ uri, path: pathBelow(uri), text });
    }
    for (const [each, text] of open) fresh.put({ uri: uriOf(each), path: each, text }, 1);
    fresh.setComplete(this.state.complete);
    await fresh.refresh();
    return view(await fresh.analyse(uriOf(path)));
  }

  async compare(path: string): Promise<void> {
    const answer = view(await this.#keyfit.analyse(uriOf(path)));
    expect(answer, path).toBe(await this.#fresh(path));
    const before = this.#answers.get(path);
    if (before !== undefined && before !== "nothing" && before !== answer) expect(this.#told, path).toContain(path);
    this.#told.delete(path);
    this.#answers.set(path, answer);
  }

  async end(): Promise<void> {
    await this.#running;
    for (const each of PATHS) await this.compare(each);
    await Promise.all(this.#started);
    for (const each of PATHS) await this.compare(each);
  }
}

describe("incremental equals from scratch", () => {
  test("after any sequence of changes", async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const world = new World();
        for (const each of steps) await world.do(each);
        await world.end();
      }),
      { numRuns: Number(process.env.KEYFIT_RUNS ?? 100) },
    );
  }, 240_000);
});
