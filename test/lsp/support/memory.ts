/**
 * A file system and a clock for servers in tests. Time stands still until a test moves it, so nothing waits and nothing
 * depends on how fast a machine is; turns of the event loop are real, because the protocol's queue lives on them.
 */
import type { Clock } from "../../../server/src/lsp/clock";
import type { FileContent, Files, FolderContent, FolderEntry } from "../../../server/src/workspace/files";
import { normalUri } from "../../../server/src/workspace/uri";

/** Files by URI; folders are what lies above them. */
export interface MemoryFiles extends Files {
  write(uri: string, text: string): void;
  remove(uri: string): void;
  /** What stands in a file. */
  text(uri: string): string | undefined;
  /** URIs that were read, in order. */
  readonly reads: readonly string[];
  /** How often a folder was listed. */
  readonly lists: number;
  /** Called with each reading, before it is answered. */
  onRead: (uri: string) => void;
}

export function memoryFiles(): MemoryFiles {
  const texts = new Map<string, string>();
  const reads: string[] = [];
  let lists = 0;
  const files: MemoryFiles = {
    reads,
    get lists() {
      return lists;
    },
    onRead: () => undefined,
    write: (uri, text) => texts.set(normalUri(uri), text),
    text: (uri) => texts.get(normalUri(uri)),
    remove: (uri) => texts.delete(normalUri(uri)),
    read: async (uri): Promise<FileContent> => {
      reads.push(normalUri(uri));
      files.onRead(uri);
      const text = texts.get(normalUri(uri));
      return text === undefined ? { kind: "absent" } : { kind: "text", text };
    },
    list: async (uri): Promise<FolderContent> => {
      lists++;
      const prefix = `${normalUri(uri).replace(/\/$/, "")}/`;
      const entries = new Map<string, FolderEntry>();
      for (const each of texts.keys()) {
        if (!each.startsWith(prefix)) continue;
        const [name = "", ...rest] = decodeURIComponent(each.slice(prefix.length)).split("/");
        entries.set(name, { name, type: rest.length > 0 ? "folder" : "file" });
      }
      return entries.size > 0 ? { kind: "folder", entries: [...entries.values()] } : { kind: "absent" };
    },
    stat: async (uri) => {
      const text = texts.get(normalUri(uri));
      if (text !== undefined) return { kind: "file", size: text.length };
      const within = [...texts.keys()].some((each) => each.startsWith(`${normalUri(uri)}/`));
      return within ? { kind: "folder", size: 0 } : { kind: "absent" };
    },
  };
  return files;
}

export interface TestClock extends Clock {
  /** Moves time and runs what is due. */
  advance(ms: number): void;
  setToday(date: string): void;
  /** The next piece of work that is timed seems to take this long. */
  slowNext(ms: number): void;
  /** Work takes time: moves it on, and runs nothing. */
  pass(ms: number): void;
  /** Milliseconds of passing time in each turn that somebody asked for, so far. */
  readonly turns: readonly number[];
}

export function testClock(): TestClock {
  let now = 0;
  let today = "2026-11-24";
  const slow: number[] = [];
  const turns: number[] = [];
  let inTurn = 0;
  const timers = new Map<() => void, number>();
  return {
    now: () => {
      // Whoever takes the time of something asks twice: before it and after it.
      if (slow.length === 0) return now;
      now += slow.shift() ?? 0;
      return now;
    },
    slowNext: (ms) => slow.push(0, ms),
    turns,
    pass: (ms) => {
      now += ms;
      inTurn += ms;
    },
    today: () => today,
    untilTomorrow: () => 3_600_000,
    after: (ms, work) => {
      if (ms === 0) {
        const turn = setImmediate(() => {
          turns.push(inTurn);
          inTurn = 0;
          work();
        });
        return () => clearImmediate(turn);
      }
      timers.set(work, now + ms);
      return () => timers.delete(work);
    },
    advance: (ms) => {
      now += ms;
      for (const [work, due] of new Map(timers)) {
        if (due > now) continue;
        timers.delete(work);
        work();
      }
    },
    setToday: (date) => {
      today = date;
    },
  };
}
