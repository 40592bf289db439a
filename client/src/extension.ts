/**
 * The extension, the same in every host: starts Keyfit's own language server through the language client, gives it one
 * log channel, serves it files where it has none, and nothing else. No rule, no reading, no words about keys live here.
 */
import * as vscode from "vscode";
import { type BaseLanguageClient, type LanguageClientOptions, Trace } from "vscode-languageclient";
import type { InitializationOptions } from "../../server/src/lsp/requests";
import { serveFiles } from "./files";

/** Makes the client for this host; the entries in node/ and browser/ differ in nothing else. */
export type MakeClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** Not `keyfit`: the client would read `keyfit.trace.server` by itself, and trace whole documents for `verbose`. */
const CLIENT_ID = "keyfit-language-server";

/** Languages whose files the server may read; it decides by name and content, so plain text counts too. */
const LANGUAGES = ["yaml", "crontab", "dockercompose", "plaintext"];

let client: BaseLanguageClient | undefined;

/** Starts the server; resolves once it answers. */
export async function startExtension(context: vscode.ExtensionContext, makeClient: MakeClient): Promise<void> {
  const log = vscode.window.createOutputChannel("Keyfit", { log: true });
  const initializationOptions: InitializationOptions = { serveFiles: true };
  const started = makeClient(CLIENT_ID, "Keyfit", {
    documentSelector: documentSelector(),
    outputChannel: log,
    initializationOptions,
    markdown: { isTrusted: false, supportHtml: false },
  });
  client = started;
  serveFiles(context, started);
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand("keyfit.showLog", () => log.show(true)),
    vscode.commands.registerCommand("keyfit.restart", () => restart(started)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("keyfit.trace.server")) void started.setTrace(trace());
    }),
  );
  await started.start();
  await started.setTrace(trace());
}

async function restart(running: BaseLanguageClient): Promise<void> {
  await running.stop();
  await running.start();
  await running.setTrace(trace());
}

/** Stops the server; VS Code waits for the promise. */
export async function stopExtension(): Promise<void> {
  await client?.stop();
  client = undefined;
}

/** Files on disk, new ones, and those of virtual workspace folders; not the two sides of a diff, nor git's own views. */
function documentSelector(): LanguageClientOptions["documentSelector"] & object {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  const schemes = [...new Set(["file", "untitled", "vscode-vfs", ...folders])];
  return schemes.flatMap((scheme) => [
    ...LANGUAGES.map((language) => ({ scheme, language })),
    { scheme, pattern: "**/{crontab,*.crontab,*.cron,cron.d/*}" },
  ]);
}

/** Messages are traced by name, size and time; their content holds documents, so it never is. */
function trace(): Trace {
  const value = vscode.workspace.getConfiguration("keyfit").get<string>("trace.server", "off");
  return value === "off" ? Trace.Off : Trace.Messages;
}
