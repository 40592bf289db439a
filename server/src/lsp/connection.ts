/**
 * The only file that registers handlers. It answers `initialize` from what the client can do, keeps the texts in sync,
 * and hands everything else to the session, which is loaded after the first answer is out.
 */
import {
  type Connection,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Budget } from "../read/reading";
import { version } from "../version";
import type { Files } from "../workspace/files";
import { type Abilities, abilitiesOf } from "./abilities";
import { capabilitiesFor } from "./capabilities";
import type { Clock } from "./clock";
import { createFolders, type Folders } from "./folders";
import { createGuard, type Phase } from "./guard";
import { clientLog, describeError } from "./log";
import { type FileParams, STATUS, type StatusAnswer } from "./requests";
import type { Session } from "./session";

/** What the entry of a platform hands in. */
export interface ServerHost {
  readonly clock: Clock;
  budget(): Budget;
  /** Files of this platform; `roots` are the workspace folders, outside of which nothing is read. */
  files(connection: Connection, abilities: Abilities, roots: () => readonly string[]): Files;
}

/** Serves one client over a connection. The connection listens when this returns. */
export function serve(connection: Connection, host: ServerHost): void {
  const log = clientLog(connection.console, connection.tracer);
  const documents = new TextDocuments(TextDocument);
  let phase: Phase = "created";
  let client:
    | { readonly params: InitializeParams; readonly abilities: Abilities; readonly folders: Folders }
    | undefined;
  let starting: Promise<Session> | undefined;
  let session: Session | undefined;
  const guard = createGuard({ log, phase: () => phase, now: () => host.clock.now() });

  const start = async (): Promise<Session> => {
    if (!client) throw new ResponseError(ErrorCodes.ServerNotInitialized, "Keyfit was not initialized yet");
    const { params, abilities, folders } = client;
    const { createSession } = await import("./session");
    const created = createSession({
      connection,
      abilities,
      folders,
      files: host.files(connection, abilities, () => folders.list()),
      clock: host.clock,
      log,
      initialOptions: params.initializationOptions,
      budget: () => host.budget(),
    });
    for (const document of documents.all()) created.changed(document);
    session = created;
    return created;
  };
  const started = (): Promise<Session> => (starting ??= start());

  /** Notes that a client sends without being initialized are dropped, as the protocol says. */
  const tell = (note: (session: Session) => void): void => {
    if (phase !== "running") return;
    started()
      .then(note)
      .catch((error: unknown) => log.error(`A note was not taken: ${describeError(error)}`));
  };

  connection.onInitialize((params): InitializeResult | ResponseError<never> => {
    if (client) return new ResponseError(ErrorCodes.InvalidRequest, "Keyfit was initialized already");
    const abilities = abilitiesOf(params);
    client = { params, abilities, folders: createFolders(params) };
    phase = "running";
    return { capabilities: capabilitiesFor(abilities), serverInfo: { name: "Keyfit", version } };
  });

  connection.onInitialized(() => {
    if (client?.abilities.folders) {
      connection.workspace.onDidChangeWorkspaceFolders((event) => tell((each) => each.foldersChanged(event)));
    }
    tell(() => log.info(`Keyfit ${version} is ready`));
  });

  connection.onShutdown(() => {
    phase = "shut-down";
  });

  // Texts that come before the session are told to it when it starts.
  documents.onDidChangeContent(({ document }) => session?.changed(document));
  documents.onDidClose(({ document }) => session?.closed(document));
  documents.onDidSave(() => session?.saved());
  documents.listen(connection);

  connection.onDidChangeConfiguration(({ settings }) => tell((each) => each.settingsChanged(settings)));
  connection.onDidChangeWatchedFiles(({ changes }) => tell((each) => each.filesChanged(changes)));

  connection.onHover(
    guard(
      "hover",
      () => null,
      async (params) => (await started()).hover(params),
    ),
  );
  connection.onCodeAction(
    guard(
      "codeAction",
      () => [],
      async (params) => (await started()).actions.list(params),
    ),
  );
  connection.onCodeActionResolve(async (action, token) =>
    guard(
      "codeAction/resolve",
      () => action,
      async () => (await started()).actions.resolve(action),
    )(action, token),
  );
  connection.onCompletion(
    guard(
      "completion",
      () => [],
      async (params) => (await started()).complete(params),
    ),
  );
  connection.onRequest<StatusAnswer, never>(
    STATUS,
    guard<FileParams, StatusAnswer>(
      "status",
      () => ({ reads: false }),
      async (params) => (await started()).status(params),
    ),
  );
  connection.languages.diagnostics.on(
    guard(
      "diagnostic",
      () => ({ kind: DocumentDiagnosticReportKind.Full, items: [] }),
      async ({ textDocument, previousResultId }) => (await started()).pullDocument(textDocument.uri, previousResultId),
    ),
  );
  connection.languages.diagnostics.onWorkspace(
    guard(
      "workspace/diagnostic",
      () => ({ items: [] }),
      async (params, token) => (await started()).pullWorkspace(params, token),
    ),
  );
  connection.listen();
}
