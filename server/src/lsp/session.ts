/**
 * What the server is once a client has said hello: the engine, the open texts, settings, reports and actions, put
 * together. Loaded after `initialize` was answered, because reading and judging are not needed for that answer.
 */
import {
  type CancellationToken,
  type Connection,
  DidChangeConfigurationNotification,
  DocumentDiagnosticRequest,
  FileChangeType,
  type FileEvent,
  type Hover,
  type HoverParams,
  MarkupKind,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Budget } from "../read/reading";
import { createKeyfit } from "../service";
import type { Files } from "../workspace/files";
import { normalUri } from "../workspace/uri";
import type { Abilities } from "./abilities";
import { type Actions, createActions } from "./actions";
import { DIAGNOSTICS_ID, pullOptions } from "./capabilities";
import type { Clock } from "./clock";
import { createConfig } from "./config";
import { rangeOf, type Surroundings } from "./convert";
import { createPull, createPush, type Report } from "./diagnostics";
import type { Folders } from "./folders";
import { describeError, type Log } from "./log";
import { plainText } from "./plainText";
import { createRegistrations, type Registrations } from "./registrations";
import { createOpenTexts, type OpenTexts } from "./texts";
import { createWatch } from "./watch";
import { createWorkspaceProblems } from "./workspaceProblems";
import { createWorkspacePush, pullWorkspace, type WorkspaceReportsHost } from "./workspaceReports";

export interface SessionHost {
  readonly connection: Connection;
  readonly abilities: Abilities;
  readonly folders: Folders;
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Log;
  readonly initialOptions: unknown;
  budget(): Budget;
}

export interface Session {
  /** A text was opened, or its content changed. */
  changed(document: TextDocument): void;
  closed(document: TextDocument): void;
  saved(): void;
  filesChanged(events: readonly FileEvent[]): void;
  settingsChanged(payload: unknown): void;
  foldersChanged(event: WorkspaceFoldersChangeEvent): void;
  hover(params: HoverParams): Promise<Hover | null>;
  readonly actions: Actions;
  pullDocument(uri: string, previousResultId: string | undefined): Promise<Report>;
  pullWorkspace(params: WorkspaceDiagnosticParams, token: CancellationToken): Promise<WorkspaceDiagnosticReport>;
}

/** Puts a session together. Open texts are told to it afterwards, one by one. */
export function createSession(host: SessionHost): Session {
  const { connection, abilities, folders, files, clock, log, initialOptions } = host;
  const registrations = createRegistrations(connection, log);
  const config = createConfig({
    connection,
    abilities,
    log,
    initial: initialOptions,
    scopeOf: (uri) => (texts.has(uri) ? texts.spelling(uri) : (folders.holding(uri) ?? uri)),
  });
  const engine = createKeyfit({
    files,
    today: () => clock.today(),
    budget: () => host.budget(),
    settings: (uri) => config.settings(uri),
    folders: () => folders.list(),
  });
  const texts: OpenTexts = createOpenTexts({
    engine,
    folders,
    config,
    clock,
    onAffected: (uris) => reporter.outdated(uris),
    onLooked: (uris) => watch.follow(uris),
  });
  const around: Surroundings = { abilities, lines: (uri) => engine.lines(uri), spelling: (uri) => texts.spelling(uri) };
  const reporting = { connection, texts, around, clock, log };
  const pull = createPull(reporting);
  const reporter = abilities.pull ? pull : createPush(reporting);
  const watch = createWatch(registrations, abilities, folders);
  const problems = createWorkspaceProblems({ engine, files, folders, config, texts, around, clock, log });
  const workspace: WorkspaceReportsHost = { connection, problems, texts, clock, log, progress: abilities.progress };
  const pushWorkspace = abilities.pull ? () => undefined : createWorkspacePush(workspace);
  const scope = createScope(host, registrations, () => problems.wanted());

  /** Everything may be judged differently now. */
  const restart = async (): Promise<void> => {
    engine.reset();
    problems.reset();
    reporter.outdated(texts.uris());
    watch.everything(await problems.wanted());
    await scope.update();
    pushWorkspace();
  };
  const restartSafely = (): void => {
    restart().catch((error: unknown) => log.error(`Settings were not taken over: ${describeError(error)}`));
  };

  const touch = (uri: string, structure: boolean): void => {
    problems.touched(uri, structure);
    pushWorkspace();
  };

  /** Clients that watch no files: what was looked at before is looked at again. */
  const lookAgain = (): void => {
    if (abilities.watch) return;
    const outdated = new Set<string>();
    for (const uri of watch.followed()) {
      if (texts.has(uri)) continue;
      for (const other of engine.dependents(uri)) if (texts.has(other)) outdated.add(other);
      engine.touch(uri);
    }
    reporter.outdated([...outdated]);
  };

  const atMidnight = (): void => {
    clock.after(clock.untilTomorrow(), () => {
      restartSafely();
      atMidnight();
    });
  };

  if (abilities.dynamicConfiguration) {
    void registrations.add("keyfit-settings", DidChangeConfigurationNotification.method, { section: "keyfit" });
  }
  atMidnight();
  restartSafely();

  return {
    actions: createActions(engine, texts, around),
    changed: (document) => {
      const uri = normalUri(document.uri);
      if (!texts.has(uri)) lookAgain();
      texts.changed(document);
      if (!texts.has(uri)) return;
      reporter.changed(uri);
      touch(uri, false);
    },
    closed: (document) => {
      const uri = normalUri(document.uri);
      if (!texts.has(uri)) return;
      reporter.closed(uri);
      texts.closed(document);
      touch(uri, false);
    },
    saved: lookAgain,
    filesChanged: (events) => {
      const outdated = new Set<string>();
      for (const { uri: given, type } of events) {
        const uri = normalUri(given);
        for (const other of engine.dependents(uri)) if (texts.has(other)) outdated.add(other);
        engine.touch(uri);
        problems.touched(uri, type !== FileChangeType.Changed);
      }
      reporter.outdated([...outdated]);
      pushWorkspace();
    },
    settingsChanged: (payload) => {
      config.drop(payload);
      restartSafely();
    },
    foldersChanged: (event) => {
      folders.change(event);
      config.drop(undefined);
      texts.reopen();
      // What lay outside, and was not read, may lie inside now.
      for (const uri of watch.followed()) engine.touch(uri);
      restartSafely();
    },
    hover: async ({ textDocument, position }) => {
      const judged = await texts.judge(textDocument.uri);
      if (!judged?.analysis) return null;
      const { uri, facts } = judged.analysis;
      const found = await engine.hover(uri, facts.lines.offsetAt(position));
      if (!found) return null;
      const kind = abilities.markdown ? MarkupKind.Markdown : MarkupKind.PlainText;
      const value = abilities.markdown ? found.markdown : plainText(found.markdown);
      return { contents: { kind, value }, range: rangeOf(found.span, facts.lines) };
    },
    pullDocument: (uri, previousResultId) => pull.document(uri, previousResultId),
    pullWorkspace: ({ previousResultIds }, token) => pullWorkspace(workspace, previousResultIds, token),
  };
}

/**
 * Whether the client pulls the workspace too. It is announced only while a folder wants it, because a client that pulls
 * the workspace keeps the problems of a file that was closed.
 */
function createScope({ abilities }: SessionHost, registrations: Registrations, wanted: () => Promise<boolean>) {
  let whole = false;
  return {
    update: async (): Promise<void> => {
      if (!abilities.pull || !abilities.dynamicPull || (await wanted()) === whole) return;
      whole = !whole;
      const { method } = DocumentDiagnosticRequest;
      await registrations.remove(DIAGNOSTICS_ID, method);
      await registrations.add(DIAGNOSTICS_ID, method, pullOptions(whole));
    },
  };
}
