/**
 * What the server is once a client has said hello: the engine, the open texts, settings, reports and actions, put
 * together. Loaded after `initialize` was answered, because reading and judging are not needed for that answer.
 */
import {
  type CancellationToken,
  type CompletionItem,
  type CompletionParams,
  CompletionRequest,
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
import { isProjectFile } from "../workspace/projects";
import { normalUri } from "../workspace/uri";
import type { Abilities } from "./abilities";
import { type Actions, createActions } from "./actions";
import { completionOptions, DIAGNOSTICS_ID, pullOptions } from "./capabilities";
import type { Clock } from "./clock";
import { createCompletion } from "./completion";
import { createConfig } from "./config";
import { rangeOf, type Surroundings } from "./convert";
import { createPull, createPush, type Report } from "./diagnostics";
import type { Folders } from "./folders";
import { describeError, type Log } from "./log";
import { plainText } from "./plainText";
import { createRegistrations, type Registrations } from "./registrations";
import type { FileParams, StatusAnswer } from "./requests";
import { newSeed } from "./seed";
import { createSlices, slicedFiles } from "./slices";
import { createStatus } from "./status";
import { createOpenTexts, type OpenTexts } from "./texts";
import { createWatch } from "./watch";
import { createWorkspaceIndex, type FileChange } from "./workspaceIndex";
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
  complete(params: CompletionParams): Promise<CompletionItem[]>;
  status(params: FileParams): Promise<StatusAnswer>;
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
  const slices = createSlices(clock);
  const engine = createKeyfit({
    files: slicedFiles(files, slices),
    seed: newSeed(),
    today: () => clock.today(),
    budget: () => host.budget(),
    settings: (uri) => config.settings(uri),
    folders: () => folders.list(),
    outdated: (uris) => {
      const open = uris.filter((uri) => texts.has(uri));
      if (open.length > 0) reporter.outdated(open);
      problems.outdated(uris);
      workspacePush?.run();
    },
  });
  const texts: OpenTexts = createOpenTexts({
    engine,
    folders,
    config,
    clock,
    onLooked: (uris) => watch.follow(uris),
  });
  const around: Surroundings = { abilities, lines: (uri) => engine.lines(uri), spelling: (uri) => texts.spelling(uri) };
  const reporting = { connection, texts, around, clock, log };
  const pull = createPull(reporting);
  const reporter = abilities.pull ? pull : createPush(reporting);
  const watch = createWatch(registrations, abilities);
  const index = createWorkspaceIndex({
    connection,
    engine,
    files,
    folders,
    config,
    texts,
    clock,
    slices,
    log,
    progress: abilities.progress,
    watched: abilities.watch,
    onRun: () => {
      problems.walked();
      workspacePush?.run();
    },
  });
  const problems = createWorkspaceProblems({ engine, index, folders, config, texts, around });
  const workspace: WorkspaceReportsHost = { connection, problems, texts, clock, log, progress: abilities.progress };
  const workspacePush = abilities.pull ? undefined : createWorkspacePush(workspace);
  const status = createStatus({ connection, engine, texts, clock, log, wanted: abilities.showStatus });
  const scope = createScope(host, registrations, () => problems.wanted());

  /** Everything may be judged differently now. */
  const restart = async (): Promise<void> => {
    engine.reset();
    index.reset();
    problems.reset();
    reporter.outdated(texts.uris());
    if (texts.uris().length > 0 || (await problems.wanted())) begin();
    await scope.update();
    workspacePush?.run();
    status.changed();
  };
  /** Keyfit has something to do here: from now on it looks at the workspace and hears of its files. */
  const begin = (): void => {
    index.start();
    watch.begin();
  };
  const restartSafely = (): void => {
    restart().catch((error: unknown) => log.error(`Settings were not taken over: ${describeError(error)}`));
  };

  const touch = (uri: string): void => {
    problems.touched(uri);
    workspacePush?.run();
    if (isProjectFile(uri)) status.changed();
  };

  /** Clients that watch no files: what was looked at before is looked at again. */
  const lookAgain = (): void => {
    if (abilities.watch) return;
    for (const uri of watch.followed()) if (!texts.has(uri)) engine.touch(uri);
    index.lookAgain();
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
  if (abilities.dynamicCompletion) {
    void registrations.add("keyfit-completion", CompletionRequest.method, completionOptions());
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
      begin();
      reporter.changed(uri);
      touch(uri);
    },
    closed: (document) => {
      const uri = normalUri(document.uri);
      if (!texts.has(uri)) return;
      reporter.closed(uri);
      texts.closed(document);
      workspacePush?.forget(uri);
      touch(uri);
    },
    saved: lookAgain,
    filesChanged: (events) => {
      for (const { uri: given, type } of events) {
        const uri = normalUri(given);
        // The text of an open file is the editor's, whatever happens on disk.
        if (!texts.has(uri)) engine.touch(uri);
        index.touched(uri, CHANGES[type]);
        problems.touched(uri);
        if (isProjectFile(uri)) status.changed();
      }
      engine.refresh().catch((error: unknown) => log.error(`Changes were not taken over: ${describeError(error)}`));
      workspacePush?.run();
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
    complete: createCompletion(engine, texts, abilities),
    status: (params) => status.of(params),
    pullDocument: (uri, previousResultId) => pull.document(uri, previousResultId),
    pullWorkspace: ({ previousResultIds }, token) => pullWorkspace(workspace, previousResultIds, token),
  };
}

const CHANGES: Readonly<Record<FileChangeType, FileChange>> = {
  [FileChangeType.Created]: "came",
  [FileChangeType.Changed]: "changed",
  [FileChangeType.Deleted]: "gone",
};

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
