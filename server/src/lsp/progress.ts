/**
 * Progress that the client shows and a person can call off. A client that shows none, or refuses to, changes nothing
 * about the work itself. What is done soon is not shown at all: VS Code pops up a notification for what can be called off.
 */
import type { CancellationToken, Connection, WorkDoneProgressServerReporter } from "vscode-languageserver";
import type { Clock } from "./clock";
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
  readonly clock: Clock;
  /** The client shows progress that the server begins. */
  readonly progress: boolean;
}

/** Milliseconds after which people begin to ask what goes on. */
const PATIENCE = 2_000;

/** Runs work under a title. */
export async function withProgress<T>(
  { connection, log, clock, progress }: ProgressHost,
  title: string,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  if (!progress) return work(UNSEEN);
  let done = false;
  let last: string | undefined;
  let shown: (WorkDoneProgressServerReporter & { readonly token: CancellationToken }) | undefined;
  const show = async (): Promise<void> => {
    const reporter = await connection.window.createWorkDoneProgress();
    if (done) return;
    reporter.begin(title, undefined, last, true);
    shown = reporter;
  };
  const forget = clock.after(PATIENCE, () => {
    show().catch(() => log.debug("The client does not show progress"));
  });
  try {
    return await work({
      cancelled: () => shown?.token.isCancellationRequested ?? false,
      report: (now) => {
        last = now;
        shown?.report(now);
      },
    });
  } finally {
    done = true;
    forget();
    shown?.done();
  }
}
