/** The index's runs: what is shown, what is left out, how it is called off and goes on, and that it holds nobody. */
import { describe, expect, test } from "vitest";
import { matchesGlob } from "../../../server/src/text/glob";
import { createIndexer, type Indexer, type IndexerHost } from "../../../server/src/workspace/indexer";
import { type MemoryFiles, memoryFiles, pathBelow, ROOT } from "./memoryFiles";

interface Index {
  readonly indexer: Indexer;
  readonly files: MemoryFiles;
  readonly clock: { now: number };
  /** What happened, in order: `scan a.yml`, `drop a.yml`, `unreadable a.yml`, `pause`. */
  readonly log: string[];
  readonly host: { excluded: readonly string[]; folders: string[]; known: Set<string> };
  /** What happened in a run, pauses left out. */
  run(cancelled?: () => boolean): Promise<{ readonly whole: boolean; readonly log: readonly string[] }>;
}

function index(disk: Parameters<typeof memoryFiles>[0], more: Partial<IndexerHost> = {}): Index {
  const files = memoryFiles(disk);
  const clock = { now: 0 };
  const log: string[] = [];
  const host: Index["host"] = { excluded: [], folders: [ROOT], known: new Set() };
  const indexer = createIndexer({
    files,
    folders: () => host.folders,
    scan: ({ uri, path, text }) => {
      log.push(`scan ${path}${text === "" ? " (empty)" : ""}`);
      expect(path.endsWith(pathBelow(uri).slice(-path.length))).toBe(true);
    },
    drop: (uri) => log.push(`drop ${pathBelow(uri)}`),
    now: () => clock.now,
    pause: async () => {
      log.push("pause");
    },
    known: (uri) => host.known.has(pathBelow(uri)),
    excluded: (path) => host.excluded.some((glob) => matchesGlob(path, glob)),
    unreadable: (uri, reason) => log.push(`unreadable ${pathBelow(uri)}: ${reason}`),
    ...more,
  });
  return {
    indexer,
    files,
    clock,
    log,
    host,
    run: async (cancelled = () => false) => {
      const from = log.length;
      const whole = await indexer.run(cancelled);
      return { whole, log: log.slice(from).filter((line) => line !== "pause") };
    },
  };
}

const met = ({ indexer }: Index): string[] => [...indexer.files()].map(pathBelow).sort();

describe("what is shown", () => {
  test("files that may hold keys or values, in order, with their paths", async () => {
    const all = index({ "b.yml": "b", "a/.env": "a", "logo.png": "x", "a/main.ts": "x", crontab: "c", "x.txt": "t" });
    expect(await all.run()).toEqual({ whole: true, log: ["scan a/.env", "scan b.yml", "scan crontab", "scan x.txt"] });
    expect(met(all)).toEqual(["a/.env", "b.yml", "crontab", "x.txt"]);
  });

  test("nothing that is ignored, excluded, a link, or known already", async () => {
    const all = index({
      ".gitignore": "ignored.yml\n/out/\n",
      "ignored.yml": "x",
      "out/a.yml": "x",
      "excluded/a.yml": "x",
      "link.yml": { kind: "link" },
      "known.yml": "x",
      "a.yml": "x",
    });
    all.host.excluded = ["excluded/**"];
    all.host.known.add("known.yml");
    expect((await all.run()).log).toEqual(["scan .gitignore", "scan a.yml"].slice(1));
    expect(met(all)).toEqual(["a.yml", "known.yml"]);
    expect(all.files.reads).not.toContain("ignored.yml");
    expect(all.files.reads).not.toContain("excluded/a.yml");
  });

  test("a file that lies in two folders of the workspace once", async () => {
    const all = index({ "sub/a.yml": "x", "b.yml": "x" });
    all.host.folders = [`${ROOT}/sub`, ROOT];
    expect((await all.run()).log).toEqual(["scan a.yml", "scan b.yml"]);
  });

  test("a text that is empty or a binary file is known, so that it counts once it changes", async () => {
    const all = index({ "a.yml": "", "b.yml": "x" });
    const { read } = all.files;
    all.files.read = async (uri) => (uri.endsWith("b.yml") ? { kind: "skipped", reason: "binary" } : read(uri));
    expect((await all.run()).log).toEqual(["scan a.yml (empty)", "scan b.yml (empty)"]);
    expect((await all.run()).log).toEqual([]);
  });
});

describe("between runs", () => {
  test("only what is new is read, and what is gone is dropped", async () => {
    const all = index({ "a.yml": "a", "b.yml": "b" });
    await all.run();
    all.files.disk.delete("a.yml");
    all.files.disk.set("c/c.yml", "c");
    all.files.disk.set("b.yml", "changed");
    expect((await all.run()).log).toEqual(["scan c/c.yml", "drop a.yml"]);
    expect(met(all)).toEqual(["b.yml", "c/c.yml"]);
  });

  test("an ignore file that changes takes files away and gives them back", async () => {
    const all = index({ "a.yml": "a", "sub/b.yml": "b" });
    await all.run();
    all.files.disk.set(".gitignore", "/sub/\n");
    expect((await all.run()).log).toEqual(["drop sub/b.yml"]);
    all.files.disk.set("sub/.gitignore", "!b.yml\n");
    expect((await all.run()).log).toEqual([]);
    all.files.disk.delete(".gitignore");
    expect((await all.run()).log).toEqual(["scan sub/b.yml"]);
  });

  test("a setting that changes does so too", async () => {
    const all = index({ "a.yml": "a", "sub/b.yml": "b" });
    await all.run();
    all.host.excluded = ["sub/**"];
    expect((await all.run()).log).toEqual(["drop sub/b.yml"]);
    all.host.excluded = [];
    expect((await all.run()).log).toEqual(["scan sub/b.yml"]);
  });

  test("so do folders of the workspace", async () => {
    const all = index({ "a/a.yml": "a", "b/b.yml": "b" });
    all.host.folders = [`${ROOT}/a`];
    expect((await all.run()).log).toEqual(["scan a.yml"]);
    all.host.folders = [`${ROOT}/b`];
    expect((await all.run()).log).toEqual(["scan b.yml", "drop a/a.yml"]);
    all.host.folders = [];
    expect((await all.run()).log).toEqual(["drop b/b.yml"]);
  });
});

describe("what cannot be read", () => {
  test("a folder is named, and the rest is shown; once it can be read it is", async () => {
    const all = index({ "a.yml": "a", locked: { kind: "unreadable" }, "z.yml": "z" });
    expect((await all.run()).log).toEqual(["unreadable locked: no permission", "scan a.yml", "scan z.yml"]);
    all.files.disk.delete("locked");
    all.files.disk.set("locked/b.yml", "b");
    expect((await all.run()).log).toEqual(["scan locked/b.yml"]);
  });

  test("a file is named, is none of the files, and is tried again", async () => {
    const all = index({ "a.yml": "a", "b.yml": "b" });
    const { read } = all.files;
    all.files.read = async (uri) =>
      uri.endsWith("a.yml") ? { kind: "unreadable", reason: "no permission" } : read(uri);
    expect((await all.run()).log).toEqual(["unreadable a.yml: no permission", "scan b.yml"]);
    expect(met(all)).toEqual(["b.yml"]);
    all.files.read = read;
    expect((await all.run()).log).toEqual(["scan a.yml"]);
  });

  test("a file that is deleted while it is read is none, and counts when it comes back", async () => {
    const all = index({ "a.yml": "a", "b.yml": "b" });
    all.files.onRead = (path) => {
      if (path === "a.yml") all.files.disk.delete(path);
    };
    const { read } = all.files;
    all.files.read = async (uri) =>
      uri.endsWith("a.yml") && !all.files.disk.has("kept") ? { kind: "absent" } : read(uri);
    expect((await all.run()).log).toEqual(["scan b.yml"]);
    expect(met(all)).toEqual(["b.yml"]);
    all.files.onRead = undefined;
    all.files.disk.set("kept", "x");
    all.files.disk.set("a.yml", "a");
    expect((await all.run()).log).toEqual(["scan a.yml", "scan kept"]);
  });

  test("a workspace folder that is not there has no files", async () => {
    const all = index({ "a.yml": "a" });
    all.host.folders = [`${ROOT}/gone`];
    expect(await all.run()).toEqual({ whole: true, log: [] });
  });
});

describe("called off", () => {
  const many = (): Record<string, string> =>
    Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`d${at}/f.yml`, `${at}`]));

  test.each([0, 1, 5, 40, 120, 170])("after %d looks, the next run shows the rest, each file once", async (looks) => {
    const all = index(many());
    let asked = 0;
    const first = await all.run(() => asked++ >= looks);
    expect(first.whole).toBe(false);
    expect(first.log.length).toBeLessThan(100);
    expect(all.indexer.files().size).toBe(first.log.length);
    const second = await all.run();
    expect(second.whole).toBe(true);
    expect([...first.log, ...second.log].sort()).toEqual(
      Object.keys(many())
        .map((path) => `scan ${path}`)
        .sort(),
    );
    expect(met(all)).toEqual(Object.keys(many()).sort());
  });

  test("nothing is dropped that may only not have been met yet", async () => {
    const all = index(many());
    await all.run();
    all.files.disk.delete("d99/f.yml");
    let asked = 0;
    expect(await all.run(() => asked++ > 20)).toEqual({ whole: false, log: [] });
    expect(all.indexer.files().size).toBe(100);
    expect((await all.run()).log).toEqual(["drop d99/f.yml"]);
  });
});

describe("slices", () => {
  /** Runs with a clock that `cost` moves on, and answers the stretches between pauses. */
  async function stretches(
    disk: Record<string, string>,
    cost: (text: string) => number,
    name = 0,
  ): Promise<{ readonly longest: number; readonly pauses: number; readonly seen: readonly number[] }> {
    let last = 0;
    let longest = 0;
    let pauses = 0;
    const seen: number[] = [];
    const all = index(disk, {
      now: () => all.clock.now,
      scan: ({ text }) => {
        all.clock.now += cost(text);
        longest = Math.max(longest, all.clock.now - last);
      },
      excluded: () => {
        all.clock.now += name;
        longest = Math.max(longest, all.clock.now - last);
        return false;
      },
      pause: async () => {
        pauses++;
        // While others work, time goes on, and is not ours.
        all.clock.now += 100;
        last = all.clock.now;
      },
      progress: (count) => seen.push(count),
    });
    expect(await all.indexer.run(() => false)).toBe(true);
    return { longest, pauses, seen };
  }
  const units = (count: number): string => "x".repeat(count);
  /** Five thousand units a millisecond, as YAML that is read. */
  const reading = (text: string): number => text.length / 5_000;

  test("many small files: no stretch is longer than ten milliseconds", async () => {
    const disk = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`f${at}.yml`, units((at * 977) % 20_000)]));
    const { longest, pauses, seen } = await stretches(disk, reading);
    expect(longest).toBeLessThanOrEqual(10);
    // Nor is every file a slice of its own.
    expect(pauses).toBeLessThan(300);
    expect([...seen]).toEqual([...seen].sort((left, right) => left - right));
    expect(seen.length).toBe(pauses);
  });

  test("a larger file begins a slice of its own", async () => {
    const disk = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`f${at}.yml`, units(at % 3 ? 300 : 45_000)]),
    );
    expect((await stretches(disk, reading)).longest).toBeLessThanOrEqual(10);
  });

  test("names alone take their time too", async () => {
    const disk = Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`f${at}.yml`, "x"]));
    const { longest, pauses } = await stretches(disk, () => 0.001, 0.05);
    expect(longest).toBeLessThanOrEqual(10);
    expect(pauses).toBeGreaterThan(10);
  });

  test("so do those of files that nobody reads", async () => {
    const disk = {
      ".gitignore": "*.log\n",
      ...Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`f${at}.log`, "x"])),
    };
    let now = 0;
    let pauses = 0;
    const all = index(disk, {
      now: () => {
        now += 0.02;
        return now;
      },
      pause: async () => {
        pauses++;
      },
    });
    await all.indexer.run(() => false);
    expect(pauses).toBeGreaterThan(5);
  });

  test("a command line, whose clock stands still, never pauses", async () => {
    const disk = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`f${at}.yml`, units(200_000)]));
    const all = index(disk);
    await all.indexer.run(() => false);
    expect(all.log).not.toContain("pause");
  });
});
