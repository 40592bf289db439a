/**
 * Keeps the engine's picture of the workspace: one walk in the background once a file is opened, with progress that can be
 * called off, then only what file events say. Nothing is ever answered later because of it: it rests while somebody waits
 * for an answer, and what it finds makes answers outdated, which are asked for again.
 */
import type { Connection } from "vscode-languageserver";
import { mayBeRead } from "../find/formats";
import type { Keyfit } from "../service";
import { matchesGlob } from "../text/glob";
import type { Files } from "../workspace/files";
import { createIndexer } from "../workspace/indexer";
import { nameOf, relativePath } from "../workspace/uri";
import { type Clock, pause } from "./clock";
import type { Config } from "./config";
import type { Folders } from "./folders";
import { describeError, type Log } from "./log";
import { createLookAgain } from "./lookAgain";
import { type Progress, UNSEEN, withProgress } from "./progress";
import type { Slices } from "./slices";
import type { OpenTexts } from "./texts";

/** What became of a file on disk. */
export type FileChange = "changed" | "came" | "gone";

export interface WorkspaceIndex {
  /** Begins, at the first call. */
  start(): void;
  touched(uri: string, change: FileChange): void;
  /** The client tells nothing of files: what changed is looked for. */
  lookAgain(): void;
  /** Settings or folders changed: everything is looked at again, also where it was called off. */
  reset(): void;
  /** Resolves once the workspace has been looked at. */
  ready(): Promise<void>;
  /** Files of the workspace that are not ignored. */
  files(): ReadonlySet<string>;
}

export interface WorkspaceIndexHost {
  readonly connection: Connection;
  readonly engine: Keyfit;
  readonly files: Files;
  readonly folders: Folders;
  readonly config: Config;
  readonly texts: OpenTexts;
  readonly clock: Clock;
  readonly slices: Slices;
  readonly log: Log;
  /** The client shows progress that the server begins. */
  readonly progress: boolean;
  /** The client tells of files that change. */
  readonly watched: boolean;
  /** A run ended: there may be other files now. */
  onRun(): void;
}

/** Makes the index of a workspace. */
export function createWorkspaceIndex(host: WorkspaceIndexHost): WorkspaceIndex {
  const { engine, folders, texts, clock, log } = host;
  const changed = createLookAgain({ ...host, isOpen: (uri) => texts.has(uri) });
  /** Globs that are left out, by folder. */
  let excluded: ReadonlyMap<string, readonly string[]> = new Map();
  let started = false;
  let running: Promise<void> | undefined;
  /** Another walk is due behind this one. */
  let again = false;
  /** This walk is for settings that do not count any more. */
  let stale = false;
  /** A person called it off. */
  let off = false;
  let looking = false;
  let told = false;
  let progress = UNSEEN;

  const indexer = createIndexer({
    files: host.files,
    folders: () => folders.list(),
    scan: (source) => {
      engine.scan(source);
      if (!host.watched) changed.note(source.uri, source.text);
    },
    drop: (uri) => engine.drop(uri),
    now: () => clock.now(),
    pause: async () => {
      await pause(clock);
      await texts.idle();
    },
    excluded: (path, folder) =>
      (excluded.get(folder) ?? []).some((glob) => matchesGlob(path, glob) || matchesGlob(path, `${glob}/**`)),
    unreadable: (_, reason) => log.debug(`Something in the workspace cannot be read: ${reason}`),
    progress: (seen) => progress.report(`${seen} files`),
  });

  const run = async (shown: Progress): Promise<void> => {
    progress = shown;
    do {
      again = false;
      stale = false;
      const globs = folders.list().map(async (folder) => [folder, await host.config.excluded(folder)] as const);
      excluded = new Map(await Promise.all(globs));
      const whole = await indexer.run(() => shown.cancelled() || stale);
      if (stale) continue;
      off = !whole;
      if (whole) engine.setComplete(true);
      await engine.refresh();
      host.onRun();
    } while ((again || stale) && !off);
    progress = UNSEEN;
  };

  const begin = (): void => {
    again = true;
    if (running || off) return;
    const visible = { ...host, progress: host.progress && !told };
    told = true;
    running = withProgress(visible, "Keyfit: looking at the workspace", run)
      .catch((error: unknown) => log.error(`The workspace could not be looked at: ${describeError(error)}`))
      .finally(() => {
        running = undefined;
        // It may have been asked for between the last look and here.
        if (again) begin();
      });
  };

  /** True where files may have come or gone that count: an event names a folder as well as a file. */
  const matters = async (uri: string, change: FileChange): Promise<boolean> => {
    const folder = folders.holding(uri);
    const path = folder === undefined ? undefined : relativePath(folder, uri);
    if (path === undefined || path.split("/").some((name) => NEVER.has(name))) return false;
    if (nameOf(uri) === ".gitignore") return true;
    const known = indexer.files();
    if (change === "gone") return known.has(uri) || [...known].some((each) => each.startsWith(`${uri}/`));
    if (change === "changed" || known.has(uri)) return false;
    return mayBeRead(path) || (await host.files.stat(uri)).kind === "folder";
  };

  const lookForChanges = async (): Promise<void> => {
    looking = true;
    try {
      if (await changed.look(indexer.files(), () => off)) await engine.refresh();
    } finally {
      looking = false;
    }
    begin();
  };

  const safely = (work: Promise<void>): void => {
    work.catch((error: unknown) => log.error(`Files were not looked at: ${describeError(error)}`));
  };

  return {
    start: () => {
      if (started || folders.list().length === 0) return;
      started = true;
      engine.setComplete(false);
      begin();
    },
    touched: (uri, change) => {
      if (!started || off) return;
      safely(
        matters(uri, change).then((counts) => {
          if (counts) begin();
        }),
      );
    },
    lookAgain: () => {
      if (started && !off && !looking) safely(lookForChanges());
    },
    reset: () => {
      if (!started) return;
      off = false;
      stale = true;
      begin();
    },
    ready: async () => {
      while (running) await running;
    },
    files: () => indexer.files(),
  };
}

/** Folders that no walk enters: what happens there is nothing to us, and much happens there. */
const NEVER: ReadonlySet<string> = new Set([".git", "node_modules"]);
