/**
 * Keeps the engine's picture of the workspace: one walk in the background once a file is opened, with progress that can be
 * called off, then only what file events say. Nothing is ever answered later because of it; what it finds makes answers
 * outdated, and they are asked for again.
 */
import type { Connection } from "vscode-languageserver";
import type { Keyfit } from "../service";
import { matchesGlob } from "../text/glob";
import type { Files } from "../workspace/files";
import { createIndexer } from "../workspace/indexer";
import { nameOf } from "../workspace/uri";
import { type Clock, pause } from "./clock";
import type { Config } from "./config";
import type { Folders } from "./folders";
import { describeError, type Log } from "./log";

export interface WorkspaceIndex {
  /** Begins, at the first call. */
  start(): void;
  /** A file changed on disk; `structure` where one came or went. */
  touched(uri: string, structure: boolean): void;
  /** Settings or folders changed: everything is looked at again. */
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
  readonly clock: Clock;
  readonly log: Log;
  /** The client shows progress that the server begins. */
  readonly progress: boolean;
  /** A run ended: there may be other files now. */
  onRun(): void;
}

/** Makes the index of a workspace. */
export function createWorkspaceIndex(host: WorkspaceIndexHost): WorkspaceIndex {
  const { engine, folders, clock, log } = host;
  let excluded: readonly string[] = [];
  let started = false;
  let running: Promise<void> | undefined;
  let again = false;
  let told = false;
  let report: (seen: number) => void = () => undefined;

  const indexer = createIndexer({
    files: host.files,
    folders: () => folders.list(),
    scan: (source) => {
      engine.scan(source);
    },
    drop: (uri) => engine.drop(uri),
    now: () => clock.now(),
    pause: () => pause(clock),
    excluded: (path) => excluded.some((glob) => matchesGlob(path, glob) || matchesGlob(path, `${glob}/**`)),
    unreadable: (_, reason) => log.debug(`Something in the workspace cannot be read: ${reason}`),
    progress: (seen) => report(seen),
  });

  const run = async (cancelled: () => boolean): Promise<void> => {
    do {
      again = false;
      excluded = await host.config.excluded(folders.list());
      const whole = await indexer.run(() => cancelled() || again);
      if (cancelled()) return;
      if (whole) {
        engine.setComplete(true);
        await engine.refresh();
        host.onRun();
      }
    } while (again);
  };

  const begin = (): void => {
    if (running) {
      again = true;
      return;
    }
    running = withProgress(host, !told, (cancelled, progress) => {
      report = progress;
      return run(cancelled);
    })
      .catch((error: unknown) => log.error(`The workspace could not be looked at: ${describeError(error)}`))
      .finally(() => {
        running = undefined;
      });
    told = true;
  };

  return {
    start: () => {
      if (started || folders.list().length === 0) return;
      started = true;
      engine.setComplete(false);
      begin();
    },
    touched: (uri, structure) => {
      if (started && (structure || nameOf(uri) === ".gitignore")) begin();
    },
    reset: () => {
      if (started) begin();
    },
    ready: async () => {
      while (running) await running;
    },
    files: () => indexer.files(),
  };
}

/** The first look at a workspace may take a while: it shows progress and can be called off. */
async function withProgress(
  { connection, progress }: WorkspaceIndexHost,
  first: boolean,
  work: (cancelled: () => boolean, seen: (files: number) => void) => Promise<void>,
): Promise<void> {
  if (!progress || !first)
    return work(
      () => false,
      () => undefined,
    );
  const shown = await connection.window.createWorkDoneProgress();
  shown.begin("Keyfit: looking at the workspace", undefined, undefined, true);
  try {
    await work(
      () => shown.token.isCancellationRequested,
      (files) => shown.report(`${files} files`),
    );
  } finally {
    shown.done();
  }
}
