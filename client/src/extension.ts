/**
 * The extension: starts Keyfit's own server when a text that it may have something to say about is open, hands it the
 * editor's file system, and stops it again. It judges nothing itself. The entries of the two platforms say how the server
 * is started; everything else is the same on both.
 */
import * as vscode from "vscode";
import { type BaseLanguageClient, type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient";
import type { InitializationOptions } from "../../server/src/lsp/requests";
import { documentSelector, schemes, startsServer } from "./documents";
import { serveFiles } from "./files";
import { createStatusItem, type ShownStatus } from "./status";
import { traceWithoutContent } from "./trace";

export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

export interface Extension {
  /** Resolves once the server has ended, if it ran. */
  stop(): Promise<void>;
  /** What other extensions get to see. */
  readonly api: ExtensionApi;
}

/** What `activate` answers, for tests: an editor does not tell what a status item shows. */
export interface ExtensionApi {
  status(): ShownStatus | undefined;
}

/** Sets the extension up. The server starts with the first text that it reads. */
export function createExtension(context: vscode.ExtensionContext, createClient: CreateClient): Extension {
  const log = vscode.window.createOutputChannel("Keyfit", { log: true });
  const status = createStatusItem();
  let client: BaseLanguageClient | undefined;
  let known: readonly string[] = [];
  /** Starts and stops happen one after the other. */
  let queue = Promise.resolve();

  const start = async (): Promise<void> => {
    if (client) return;
    known = schemes();
    const initializationOptions: InitializationOptions = { serveFiles: true, showStatus: true };
    const started = createClient({
      documentSelector: documentSelector(known),
      outputChannel: log,
      // The log is there when somebody looks for it and never comes by itself.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions,
      markdown: { isTrusted: false, supportHtml: false },
      diagnosticPullOptions: { onChange: true, onFocus: true },
    });
    client = started;
    serveFiles(started);
    traceWithoutContent(started, log);
    await started.start();
    status.follow(started, known);
  };

  const stop = async (): Promise<void> => {
    const running = client;
    client = undefined;
    status.clear();
    // A client that never came up, or crashed, has nothing to stop.
    if (running?.needsStop()) await running.stop();
    await running?.dispose();
  };

  const inTurn = (...steps: readonly (() => Promise<void>)[]): Promise<void> => {
    queue = queue.then(async () => {
      for (const step of steps) {
        try {
          await step();
        } catch (error) {
          log.error(error instanceof Error ? error.message : "The server did not start or stop as it should");
        }
      }
    });
    return queue;
  };

  const startFor = (document: vscode.TextDocument): void => {
    if (!client && startsServer(document)) void inTurn(start);
  };

  context.subscriptions.push(
    log,
    status,
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      // Which schemes hold real documents is said once, at start.
      const grown = schemes().some((scheme) => !known.includes(scheme));
      if (client && grown) void inTurn(stop, start);
    }),
    vscode.commands.registerCommand("keyfit.showLog", () => log.show()),
    vscode.commands.registerCommand("keyfit.restart", () => inTurn(stop, start)),
  );
  vscode.workspace.textDocuments.forEach(startFor);
  return { stop: () => inTurn(stop), api: { status: () => status.shown() } };
}
