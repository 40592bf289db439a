/**
 * Problems of open files reach the client in one of two ways, never both. A client that pulls and can be asked to pull
 * again asks by itself; to every other client they are pushed, with the version that they are about. Both ways wait until
 * one turn of the event loop brings no more changes, and only after a slow analysis a little longer.
 */
import {
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
  type UnchangedDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { Analysis } from "../service";
import { type Clock, pause, quiet } from "./clock";
import { diagnosticsOf, type Surroundings } from "./convert";
import { describeError, type Log } from "./log";
import type { Judged, OpenTexts } from "./texts";

/** How the rest of the server tells that problems may be others now. */
export interface Reporter {
  changed(uri: string): void;
  closed(uri: string): void;
  /** Something besides the text changed: settings, the day, a file that these texts looked at. */
  outdated(uris: readonly string[]): void;
}

export type Report = FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport;

export interface ReporterHost {
  readonly connection: Connection;
  readonly texts: OpenTexts;
  readonly around: Surroundings;
  readonly clock: Clock;
  readonly log: Log;
}

/** An analysis that took longer than this many milliseconds is not repeated for each of a burst of changes. */
const SLOW = 20;
/** The longest wait after a slow one. */
const LONGEST_WAIT = 250;

/** Numbers analyses, so that "nothing changed" needs no comparison: an unchanged analysis is the same object. */
const serials = new WeakMap<Analysis, string>();
let serial = 0;

/** Names the answer about a text; equal names mean equal problems. */
export function resultIdOf(analysis: Analysis | undefined): string {
  if (!analysis) return "none";
  const known = serials.get(analysis) ?? String(++serial);
  serials.set(analysis, known);
  return known;
}

/** Waits until changes pause, and after a slow analysis about as long as that took. */
function createPatience({ texts, clock }: ReporterHost) {
  const took = new Map<string, number>();
  return {
    note: (uri: string, { took: milliseconds }: Judged) => took.set(uri, milliseconds),
    forget: (uri: string) => took.delete(uri),
    wait: async (uri: string): Promise<void> => {
      await quiet(clock, () => texts.changes());
      const last = took.get(uri) ?? 0;
      if (last > SLOW) await pause(clock, Math.min(last, LONGEST_WAIT));
    },
  };
}

/** Pushes problems to clients that do not pull. */
export function createPush(host: ReporterHost): Reporter {
  const { connection, texts, around, log } = host;
  const patience = createPatience(host);
  const running = new Set<string>();
  const again = new Set<string>();

  const send = (uri: string, version: number | undefined, diagnostics: Diagnostic[]): void => {
    void connection
      .sendDiagnostics({ uri: texts.spelling(uri), ...(version !== undefined && { version }), diagnostics })
      .catch((error: unknown) => log.warn(`Problems were not sent: ${describeError(error)}`));
  };

  const publish = async (uri: string): Promise<void> => {
    const judged = await texts.judge(uri);
    if (!judged) return;
    patience.note(uri, judged);
    send(uri, judged.version, diagnosticsOf(judged.analysis, around));
  };

  const work = async (uri: string): Promise<void> => {
    running.add(uri);
    do {
      await patience.wait(uri);
      again.delete(uri);
      try {
        await publish(uri);
      } catch (error) {
        log.error(`Problems could not be told: ${describeError(error)}`);
      }
    } while (again.has(uri));
    running.delete(uri);
  };

  const schedule = (uri: string): void => {
    if (running.has(uri)) again.add(uri);
    else void work(uri);
  };

  return {
    changed: schedule,
    closed: (uri) => {
      patience.forget(uri);
      send(uri, undefined, []);
    },
    outdated: (uris) => uris.forEach(schedule),
  };
}

/** Answers clients that pull. */
export interface Pull extends Reporter {
  document(uri: string, previousResultId: string | undefined): Promise<Report>;
}

/** Makes the answers for clients that pull. */
export function createPull(host: ReporterHost): Pull {
  const { connection, texts, around, clock, log } = host;
  const patience = createPatience(host);
  let refreshing = false;
  let settling = false;

  /** One request for any number of reasons in one turn. */
  const refresh = async (): Promise<void> => {
    if (refreshing) return;
    refreshing = true;
    await pause(clock);
    refreshing = false;
    try {
      await connection.languages.diagnostics.refresh();
    } catch {
      log.debug("The client did not refresh problems");
    }
  };

  /** The client asks about a text that it changed. Where it does not, others may rest on that text all the same. */
  const settle = async (uri: string): Promise<void> => {
    if (settling) return;
    settling = true;
    try {
      await patience.wait(uri);
      await pause(clock);
      settling = false;
      await texts.flush();
    } catch (error) {
      log.error(`A change was not taken over: ${describeError(error)}`);
    } finally {
      settling = false;
    }
  };

  return {
    document: async (uri, previousResultId) => {
      await patience.wait(uri);
      const judged = await texts.judge(uri);
      if (!judged) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
      patience.note(uri, judged);
      const resultId = resultIdOf(judged.analysis);
      if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items: diagnosticsOf(judged.analysis, around) };
    },
    changed: (uri) => void settle(uri),
    closed: patience.forget,
    outdated: (uris) => {
      if (uris.length > 0) void refresh();
    },
  };
}
