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
    const all = (await problems.wanted()) ? await problems.collect(cancelled) : [];
    const items = newsOf(previousResultIds, all);
    if (items.length > 0) return { items };
    if (before === problems.changes() && !cancelled()) await either(problems.changed(), token);
  }
  return { items: [] };
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

/** Pushes the problems of closed files after every change, one run at a time. Answers what asks for a run. */
export function createWorkspacePush(host: WorkspaceReportsHost): () => void {
  const { connection, problems, texts, clock, log } = host;
  const shown = new Set<string>();
  let running = false;
  let again = false;
  let told = false;

  const send = async (uri: string, items: FileProblems["items"]): Promise<void> => {
    if (texts.has(uri)) return;
    await connection.sendDiagnostics({ uri, diagnostics: items });
  };

  const run = async (): Promise<void> => {
    await quiet(clock, () => problems.changes());
    const wanted = await problems.wanted();
    if (!wanted && shown.size === 0) return;
    const all = wanted ? await withProgress(host, !told, (cancelled) => problems.collect(cancelled)) : [];
    told = true;
    const gone = new Set(shown);
    for (const { uri, items } of all) {
      gone.delete(uri);
      shown.add(uri);
      await send(uri, items);
    }
    for (const uri of gone) {
      shown.delete(uri);
      await send(uri, []);
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

  return () => {
    if (running) again = true;
    else void loop();
  };
}

/** The first look at a workspace takes a while: it shows progress and can be called off. */
async function withProgress<T>(
  { connection, progress }: WorkspaceReportsHost,
  first: boolean,
  work: (cancelled: () => boolean) => Promise<T>,
): Promise<T> {
  if (!progress || !first) return work(() => false);
  const shown = await connection.window.createWorkDoneProgress();
  shown.begin("Keyfit: looking at the workspace", undefined, undefined, true);
  try {
    return await work(() => shown.token.isCancellationRequested);
  } finally {
    shown.done();
  }
}
