/**
 * How the problems of the whole workspace reach the client: a pulled request is held until there is something new to say,
 * as the protocol allows, so that a quiet workspace costs nothing; other clients are pushed to. Nothing is remembered
 * about a pulling client: what it has seen stands in its own request.
 */
import {
  type CancellationToken,
  type Connection,
  DocumentDiagnosticReportKind,
  type PreviousResultId,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { normalUri } from "../workspace/uri";
import { type Clock, quiet } from "./clock";
import { describeError, type Log } from "./log";
import { withProgress } from "./progress";
import type { OpenTexts } from "./texts";
import type { FileProblems, WorkspaceProblems } from "./workspaceProblems";

export interface WorkspaceReportsHost {
  readonly connection: Connection;
  readonly problems: WorkspaceProblems;
  readonly texts: OpenTexts;
  readonly clock: Clock;
  readonly log: Log;
  /** The client shows progress that the server begins. */
  readonly progress: boolean;
}

/** Answers `workspace/diagnostic`: at once where something differs from what the client has, else once it does. */
export async function pullWorkspace(
  { problems, clock }: WorkspaceReportsHost,
  previousResultIds: readonly PreviousResultId[],
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  const cancelled = (): boolean => token.isCancellationRequested;
  while (!cancelled()) {
    await quiet(clock, () => problems.changes());
    const before = problems.changes();
    const all = (await problems.wanted()) ? await collected(problems, cancelled) : [];
    const items = newsOf(previousResultIds, all);
    if (items.length > 0) return { items };
    if (before === problems.changes() && !cancelled()) await either(problems.changed(), token);
  }
  return { items: [] };
}

async function collected(problems: WorkspaceProblems, cancelled: () => boolean): Promise<readonly FileProblems[]> {
  await problems.ready();
  return problems.collect(cancelled);
}

/** What the client does not have yet: new answers, and empty ones for files that have no problems any more. */
function newsOf(
  previousResultIds: readonly PreviousResultId[],
  all: readonly FileProblems[],
): WorkspaceDocumentDiagnosticReport[] {
  const had = new Map(previousResultIds.map(({ uri, value }) => [normalUri(uri), { uri, value }]));
  const news: WorkspaceDocumentDiagnosticReport[] = [];
  for (const { uri, version, resultId, items } of all) {
    const before = had.get(normalUri(uri));
    had.delete(normalUri(uri));
    if (before?.value !== resultId)
      news.push({ kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items });
  }
  for (const { uri, value } of had.values()) {
    if (value === "none") continue;
    news.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId: "none", items: [] });
  }
  return news;
}

function either(change: Promise<void>, token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const subscription = token.onCancellationRequested(() => resolve());
    void change.then(() => {
      subscription.dispose();
      resolve();
    });
  });
}

/** Pushes the problems of closed files. */
export interface WorkspacePush {
  /** Something changed: brings what the client shows up to date, one run at a time. */
  run(): void;
  /** The client shows nothing for this file any more. */
  forget(uri: string): void;
}

/** Makes the push for clients that do not pull; each answer is sent once. */
export function createWorkspacePush(host: WorkspaceReportsHost): WorkspacePush {
  const { connection, problems, texts, clock, log } = host;
  /** What the client shows, by the name of the answer. */
  const shown = new Map<string, string>();
  let running = false;
  let again = false;
  let told = false;

  /** The first time takes a while: it shows progress and can be called off. */
  const checked = async (): Promise<readonly FileProblems[]> => {
    await problems.ready();
    const visible = { ...host, progress: host.progress && !told };
    told = true;
    return withProgress(visible, "Keyfit: checking the workspace", (shown) =>
      problems.collect(() => shown.cancelled()),
    );
  };

  const run = async (): Promise<void> => {
    await quiet(clock, () => problems.changes());
    const wanted = await problems.wanted();
    if (!wanted && shown.size === 0) return;
    const gone = new Set(shown.keys());
    for (const { uri, items, resultId } of wanted ? await checked() : []) {
      gone.delete(uri);
      if (texts.has(uri) || shown.get(uri) === resultId) continue;
      shown.set(uri, resultId);
      await connection.sendDiagnostics({ uri, diagnostics: items });
    }
    for (const uri of gone) {
      shown.delete(uri);
      if (!texts.has(uri)) await connection.sendDiagnostics({ uri, diagnostics: [] });
    }
  };

  const loop = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      try {
        await run();
      } catch (error) {
        log.error(`The workspace could not be checked: ${describeError(error)}`);
      }
    } while (again);
    running = false;
  };

  return {
    run: () => {
      if (running) again = true;
      else void loop();
    },
    forget: (uri) => {
      shown.delete(uri);
    },
  };
}
