/**
 * A client with verbs that speaks real LSP to the real server: over in-memory streams (`connect`) or to a program over
 * its standard streams (`wrap`). It answers what a server may ask and records everything that was said, so that tests
 * can look for what must never be in it.
 */
import { PassThrough } from "node:stream";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  type CompletionItem,
  CompletionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  type FileChangeType,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type Position,
  type ProgressToken,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Registration,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  UnregistrationRequest,
  type WorkDoneProgressBegin,
  WorkDoneProgressCancelNotification,
  WorkDoneProgressCreateRequest,
  type WorkDoneProgressEnd,
  WorkDoneProgress as WorkDoneProgressProtocol,
  type WorkDoneProgressReport,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { serve } from "../../../server/src/lsp/connection";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Budget } from "../../../server/src/read/reading";
import { PULL } from "./capabilities";
import { type MemoryFiles, memoryFiles, type TestClock, testClock } from "./memory";

export const FOLDER = "file:///work";

type WorkDoneProgress = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly folders?: readonly string[];
  /** The `keyfit` section for a scope. */
  readonly settings?: (scopeUri: string | undefined) => unknown;
  /** The editor's own `files.exclude`. */
  readonly editorExcludes?: Readonly<Record<string, boolean>>;
  /** Applies edits of a file that is not open. */
  readonly onEdit?: (uri: string, edits: TextEdit[]) => void;
  /** Announces progress and does not show it. */
  readonly refuseProgress?: boolean;
  /** Leave `initialize` to the test. */
  readonly uninitialized?: boolean;
}

export interface Client {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult | undefined;
  readonly registrations: ReadonlyMap<string, Registration>;
  readonly published: readonly PublishDiagnosticsParams[];
  readonly logs: readonly string[];
  /** What was shown as progress: titles, messages, and ends. */
  readonly progress: readonly { readonly token: ProgressToken; readonly value: WorkDoneProgress }[];
  /** Calls off what is shown. */
  cancelProgress(): void;
  /** How often the server asked to pull again. */
  refreshes(): number;
  initialize(): Promise<InitializeResult>;

  open(name: string, text: string, languageId?: string): void;
  /** Replaces the whole text, or one place of it by what the protocol calls an incremental change. */
  change(name: string, text: string): void;
  type(name: string, position: Position, text: string): void;
  save(name: string): void;
  close(name: string): void;
  text(name: string): string;
  /** URIs of the open texts, in the order in which they were opened. */
  opened(): Iterable<string>;
  /** The position of the first occurrence of some text. */
  at(name: string, text: string): Position;

  /** The problems of the newest version, however this client gets them. */
  diagnostics(name: string): Promise<readonly Diagnostic[]>;
  /** Only the ids, for short tests. */
  codes(name: string): Promise<readonly string[]>;
  hover(name: string, at: string): Promise<Hover | null>;
  /** What can stand behind the first occurrence of some text. */
  complete(name: string, behind: string): Promise<readonly CompletionItem[]>;
  actions(name: string, at: string, only?: readonly string[]): Promise<readonly CodeAction[]>;
  /** Resolves an action if need be, and applies its edits to the open texts. */
  apply(action: CodeAction): Promise<CodeAction>;
  applyFix(name: string, at: string, title: RegExp): Promise<void>;

  configure(settings: (scopeUri: string | undefined) => unknown, payload?: unknown): void;
  filesChanged(...changes: readonly (readonly [uri: string, type: FileChangeType])[]): void;
  foldersChanged(added: readonly string[], removed: readonly string[]): void;
  /** Resolves once `condition` holds; looked at after everything that the server says. */
  until(condition: () => boolean): Promise<void>;
  /** Lets both sides handle everything that is under way. */
  settle(): Promise<void>;
  dispose(): void;
}

export interface MemoryClient extends Client {
  /** Everything that the server said so far, as it went over the wire. */
  wire(): string;
  readonly files: MemoryFiles;
  readonly clock: TestClock;
  /** Called whenever the server begins to read a text. */
  onWork: () => void;
}

/** Starts the server in this process and a client beside it. */
export async function connect(options: ClientOptions = {}): Promise<MemoryClient> {
  const up = new PassThrough();
  const down = new PassThrough();
  let said = "";
  down.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
  });
  const files = memoryFiles();
  const clock = testClock();
  // Readers and writers and not streams, because with streams the library ends the process when they end.
  const server = createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down));
  let whole: MemoryClient | undefined;
  const budget = (): Budget => {
    whole?.onWork();
    return defaultBudget();
  };
  serve(server, { clock, budget, files: () => files });
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const onEdit = (uri: string, edits: TextEdit[]): void => {
    const document = TextDocument.create(uri, "", 0, files.text(uri) ?? "");
    files.write(uri, TextDocument.applyEdits(document, edits));
  };
  const client = await wrap(connection, { onEdit, ...options }, async () => {
    for (let turn = 0; turn < 60; turn++) await new Promise((resolve) => setImmediate(resolve));
  });
  const disposeClient = client.dispose;
  const dispose = (): void => {
    disposeClient();
    server.dispose();
  };
  whole = Object.assign(client, { files, clock, wire: () => said, dispose, onWork: () => undefined });
  return whole;
}

/** Puts the verbs on a connection to any server. */
export async function wrap(
  connection: ProtocolConnection,
  options: ClientOptions,
  settle: () => Promise<void>,
): Promise<Client> {
  const capabilities = options.capabilities ?? PULL;
  const pulls = capabilities.textDocument?.diagnostic !== undefined;
  const documents = new Map<string, TextDocument>();
  const registrations = new Map<string, Registration>();
  const published: PublishDiagnosticsParams[] = [];
  const logs: string[] = [];
  const progress: { readonly token: ProgressToken; readonly value: WorkDoneProgress }[] = [];
  let waiting: { readonly condition: () => boolean; readonly resolve: () => void }[] = [];
  let settings = options.settings ?? (() => undefined);
  let refreshes = 0;
  let initialized: InitializeResult | undefined;

  const look = (): void => {
    const met = waiting.filter(({ condition }) => condition());
    waiting = waiting.filter((each) => !met.includes(each));
    for (const { resolve } of met) resolve();
  };
  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ condition, resolve });
      look();
    });

  connection.onRequest(ConfigurationRequest.type, ({ items }) =>
    items.map(({ scopeUri, section }) =>
      section === "files.exclude" ? (options.editorExcludes ?? null) : (settings(scopeUri) ?? null),
    ),
  );
  connection.onRequest(RegistrationRequest.type, (params) => {
    for (const each of params.registrations) registrations.set(each.id, each);
    look();
  });
  connection.onRequest(UnregistrationRequest.type, (params) => {
    for (const { id } of params.unregisterations) registrations.delete(id);
    look();
  });
  connection.onRequest(DiagnosticRefreshRequest.type, () => {
    refreshes++;
    look();
  });
  connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
    if (options.refuseProgress) throw new Error("no progress today");
    connection.onProgress(WorkDoneProgressProtocol.type, token, (value) => {
      progress.push({ token, value });
      look();
    });
  });
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    published.push(params);
    look();
  });
  connection.onNotification(LogMessageNotification.type, ({ message }) => {
    logs.push(message);
    look();
  });
  connection.listen();

  const uriOf = (name: string): string => (/^[a-z][a-z0-9+.-]+:/.test(name) ? name : `${FOLDER}/${name}`);
  const document = (name: string): TextDocument => {
    const found = documents.get(uriOf(name));
    if (!found) throw new Error(`${name} is not open`);
    return found;
  };
  const at = (name: string, text: string): Position => {
    const offset = document(name).getText().indexOf(text);
    if (offset < 0) throw new Error(`${name} has no ${text}`);
    return document(name).positionAt(offset);
  };
  const update = (name: string, changes: Parameters<typeof TextDocument.update>[1]): void => {
    const { uri, version } = TextDocument.update(document(name), changes, document(name).version + 1);
    void connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: changes,
    });
  };

  const diagnostics = async (name: string): Promise<readonly Diagnostic[]> => {
    const { uri, version } = document(name);
    if (pulls) {
      const report: DocumentDiagnosticReport = await connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri },
      });
      return report.kind === "full" ? report.items : [];
    }
    const current = (): PublishDiagnosticsParams | undefined =>
      published.findLast((each) => each.uri === uri && each.version === version);
    await until(() => current() !== undefined);
    return current()?.diagnostics ?? [];
  };

  const actions = async (name: string, where: string, only?: readonly string[]): Promise<readonly CodeAction[]> => {
    const start = at(name, where);
    const end = document(name).positionAt(document(name).offsetAt(start) + where.length);
    const range = { start, end };
    const touching = (await diagnostics(name)).filter(
      (each) => each.range.start.line <= end.line && each.range.end.line >= start.line,
    );
    const found = await connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: uriOf(name) },
      range,
      context: { diagnostics: touching, ...(only && { only: [...only] }) },
    });
    return (found ?? []).filter((each): each is CodeAction => "kind" in each);
  };

  const apply = async (action: CodeAction): Promise<CodeAction> => {
    const whole = action.edit ? action : await connection.sendRequest(CodeActionResolveRequest.type, action);
    const changes: [string, TextEdit[]][] = Object.entries(whole.edit?.changes ?? {});
    for (const each of whole.edit?.documentChanges ?? []) {
      if (!("textDocument" in each)) continue;
      const { uri, version } = each.textDocument;
      if (version !== (documents.get(uri)?.version ?? null)) throw new Error("The edit is for another version");
      changes.push([uri, each.edits as TextEdit[]]);
    }
    for (const [uri, edits] of changes) {
      if (documents.has(uri)) update(uri, [{ text: TextDocument.applyEdits(document(uri), edits) }]);
      else options.onEdit?.(uri, edits);
    }
    return whole;
  };

  const initialize = async (): Promise<InitializeResult> => {
    const folders = options.folders ?? [FOLDER];
    const result = await connection.sendRequest(InitializeRequest.type, {
      processId: null,
      // oxlint-disable-next-line typescript/no-deprecated -- its type demands it
      rootUri: null,
      capabilities,
      workspaceFolders: folders.map((uri) => ({ uri, name: uri.slice(uri.lastIndexOf("/") + 1) })),
      initializationOptions: options.initializationOptions,
    });
    await connection.sendNotification(InitializedNotification.type, {});
    initialized = result;
    await until(() => logs.some((each) => each.endsWith("is ready")));
    return result;
  };

  if (!options.uninitialized) await initialize();
  return {
    connection,
    get initialized() {
      return initialized;
    },
    registrations,
    published,
    logs,
    progress,
    cancelProgress: () => {
      const token = progress.at(-1)?.token ?? 0;
      void connection.sendNotification(WorkDoneProgressCancelNotification.type, { token });
    },
    refreshes: () => refreshes,
    initialize,
    open: (name, text, languageId = name.endsWith(".yml") ? "yaml" : "plaintext") => {
      const opened = TextDocument.create(uriOf(name), languageId, 1, text);
      documents.set(opened.uri, opened);
      void connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: opened.uri, languageId, version: 1, text },
      });
    },
    change: (name, text) => update(name, [{ text }]),
    type: (name, position, text) => update(name, [{ range: { start: position, end: position }, text }]),
    save: (name) => {
      void connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri: uriOf(name) } });
    },
    close: (name) => {
      documents.delete(uriOf(name));
      void connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: uriOf(name) } });
    },
    text: (name) => document(name).getText(),
    opened: () => documents.keys(),
    at,
    diagnostics,
    codes: async (name) => (await diagnostics(name)).map(({ code }) => String(code)),
    hover: (name, where) =>
      connection.sendRequest(HoverRequest.type, { textDocument: { uri: uriOf(name) }, position: at(name, where) }),
    complete: async (name, behind) => {
      const start = document(name).offsetAt(at(name, behind));
      const position = document(name).positionAt(start + behind.length);
      const found = await connection.sendRequest(CompletionRequest.type, {
        textDocument: { uri: uriOf(name) },
        position,
      });
      return Array.isArray(found) ? found : (found?.items ?? []);
    },
    actions,
    apply,
    applyFix: async (name, where, title) => {
      const found = await actions(name, where);
      const action = found.find((each) => title.test(each.title));
      if (!action) throw new Error(`No action like ${title} among ${found.map((each) => each.title).join(", ")}`);
      await apply(action);
    },
    configure: (next, payload) => {
      settings = next;
      void connection.sendNotification(DidChangeConfigurationNotification.type, { settings: payload ?? null });
    },
    filesChanged: (...changes) => {
      const events = changes.map(([uri, type]) => ({ uri: uriOf(uri), type }));
      void connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: events });
    },
    foldersChanged: (added, removed) => {
      const named = (uri: string): { uri: string; name: string } => ({ uri, name: uri });
      void connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
        event: { added: added.map(named), removed: removed.map(named) },
      });
    },
    until,
    settle,
    dispose: () => {
      connection.dispose();
    },
  };
}

/** Ends a conversation as the protocol wants it. */
export async function shutdown(client: Client): Promise<void> {
  await client.connection.sendRequest(ShutdownRequest.type);
}
