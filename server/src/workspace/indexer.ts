/**
 * Shows the engine every file of the workspace that others may reach: walks the folders as `.gitignore` says, reads ahead
 * a little, and hands each text on in slices, so that a server that does this beside other work is never held for long.
 * Afterwards a walk reads only what is new; what changes meanwhile the engine looks at again by itself.
 */
import type { SourceText } from "../find/facts";
import { mayBeRead } from "../find/formats";
import type { FileContent, Files } from "./files";
import { relativePath } from "./uri";
import { walkFolder } from "./walk";

export interface IndexerHost {
  readonly files: Files;
  folders(): readonly string[];
  /** Takes a text; a kept one will be analysed next. */
  scan(source: SourceText): void;
  drop(uri: string): void;
  /** Milliseconds of any clock. */
  now(): number;
  /** Lets others work; resolves when it is our turn again. */
  pause(): Promise<void>;
  /** True for files that the engine has already. */
  known?(uri: string): boolean;
  /** True for files that a setting of a workspace folder leaves out; `path` is relative to that. */
  excluded?(path: string, folder: string): boolean;
  /** A file or folder that cannot be read, with the reason. */
  unreadable?(uri: string, reason: string): void;
  /** How far it is: files seen so far. */
  progress?(seen: number): void;
}

export interface Indexer {
  /** Walks and scans; false where it was cancelled before its end. One run at a time. */
  run(cancelled: () => boolean): Promise<boolean>;
  /** Files that the last run met, ignored ones left out. */
  files(): ReadonlySet<string>;
}

/** Milliseconds of work without a pause for the others. */
const SLICE = 5;
/** Milliseconds that a slice may come to with its last text. */
const LONGEST = 8;
/** UTF-16 units of a text that are read in a millisecond, if it is read at all. */
const UNITS_A_MILLISECOND = 5_000;
/** Files whose content is asked for before it is needed. */
const AHEAD = 16;

interface Read {
  readonly source: Omit<SourceText, "text">;
  readonly content: Promise<FileContent>;
}

/** Makes an indexer. Nothing is read before the first run. */
export function createIndexer(host: IndexerHost): Indexer {
  let met: ReadonlySet<string> = new Set();
  let ignored: ReadonlySet<string> = new Set();

  const run = async (cancelled: () => boolean): Promise<boolean> => {
    const before = met;
    const now = new Set<string>();
    const unseen = new Set<string>();
    const ahead: Read[] = [];
    let seen = 0;
    let start = host.now();

    const pause = async (): Promise<void> => {
      host.progress?.(seen);
      await host.pause();
      start = host.now();
    };
    /** Pauses where the slice is used up, or would be with a text of this length. */
    const rest = (length = 0): Promise<void> | undefined => {
      const spent = host.now() - start;
      return spent >= SLICE || (spent > 0 && spent + length / UNITS_A_MILLISECOND > LONGEST) ? pause() : undefined;
    };

    const takeOne = async (): Promise<void> => {
      const read = ahead.shift();
      if (!read) return;
      const { source } = read;
      const content = await read.content;
      switch (content.kind) {
        case "text":
          await rest(content.text.length);
          host.scan({ ...source, text: content.text });
          break;
        case "skipped":
          // There is nothing in it, but it is known, and looked at again once it changes.
          host.scan({ ...source, text: "" });
          break;
        case "absent":
          now.delete(source.uri);
          break;
        case "unreadable":
          now.delete(source.uri);
          host.unreadable?.(source.uri, content.reason);
      }
      await rest();
    };

    walk: for (const folder of host.folders()) {
      for await (const entry of walkFolder(host.files, folder, cancelled, rest)) {
        if (cancelled()) break walk;
        if (entry.kind === "unreadable") {
          host.unreadable?.(entry.uri, entry.reason);
          continue;
        }
        const path = relativePath(folder, entry.uri);
        if (path === undefined || now.has(entry.uri) || !mayBeRead(path) || host.excluded?.(path, folder)) continue;
        seen++;
        now.add(entry.uri);
        if (entry.ignored) unseen.add(entry.uri);
        if (before.has(entry.uri) || host.known?.(entry.uri)) continue;
        ahead.push({ source: { uri: entry.uri, path }, content: host.files.read(entry.uri) });
        if (ahead.length >= AHEAD) await takeOne();
      }
    }
    while (ahead.length > 0 && !cancelled()) await takeOne();
    if (cancelled()) {
      // What was not met may lie behind the place where the walk ended. What was read stays known.
      for (const { source } of ahead) now.delete(source.uri);
      met = new Set([...before, ...now]);
      ignored = new Set([...ignored, ...unseen]);
      return false;
    }
    met = now;
    ignored = unseen;
    for (const uri of before) if (!now.has(uri)) host.drop(uri);
    return true;
  };

  return { run, files: () => (ignored.size === 0 ? met : new Set([...met].filter((uri) => !ignored.has(uri)))) };
}
