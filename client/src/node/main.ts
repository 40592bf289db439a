/** The extension on the desktop, over SSH and in containers: the server is a module of its own that Node runs. */
import type * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { startExtension, stopExtension } from "../extension";

/** Called by VS Code when a file of ours is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath("dist/server/node.js");
  await startExtension(context, (id, name, options) => {
    return new LanguageClient(id, name, { module, transport: TransportKind.ipc }, options);
  });
}

/** Called by VS Code at the end; it waits for the promise. */
export function deactivate(): Promise<void> {
  return stopExtension();
}
