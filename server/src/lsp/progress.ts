/**
 * Progress that the client shows and a person can call off. A client that shows none, or refuses to, changes nothing
 * about the work itself.
 */
import type { Connection } from "vscode-languageserver";
import type { Log } from "./log";

export interface Progress {
  cancelled(): boolean;
  /** What has been done so far, in words. */
  report(done: string): void;
}

/** Of work that nobody sees. */
export const UNSEEN: Progress = { cancelled: () => false, report: () => undefined };

export interface ProgressHost {
  readonly connection: Connection;
  readonly log: Log;
  /** The client shows progress that the server begins. */
  readonly progress: boolean;
}

/** Runs work under a title. */
export async function withProgress<T>(
  { connection, log, progress }: ProgressHost,
  title: string,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  if (!progress) return work(UNSEEN);
  const shown = await connection.window.createWorkDoneProgress().catch(() => undefined);
  if (!shown) {
    log.debug("The client does not show progress");
    return work(UNSEEN);
  }
  shown.begin(title, undefined, undefined, true);
  try {
    return await work({
      cancelled: () => shown.token.isCancellationRequested,
      report: (done) => shown.report(done),
    });
  } finally {
    shown.done();
  }
}
