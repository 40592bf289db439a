/** The extension in a browser: the server runs in a worker, without a file system of its own. */
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { startExtension, stopExtension } from "../extension";

/** Called by VS Code when a file of ours is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = vscode.Uri.joinPath(context.extensionUri, "dist/server/browser.js").toString(true);
  let worker: Worker | undefined;
  // A new worker for each start: one that was stopped answers no more.
  const startWorker = async (): Promise<Worker> => {
    worker?.terminate();
    worker = new Worker(server);
    return worker;
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  await startExtension(context, (id, name, options) => new LanguageClient(id, name, startWorker, options));
}

/** Called by VS Code at the end; it waits for the promise. */
export function deactivate(): Promise<void> {
  return stopExtension();
}
