/** The extension on Node: the server is a process of its own, reached over the channel to a child process. */
import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { createExtension, type Extension, type ExtensionApi } from "../extension";

let extension: Extension | undefined;

/** Called by VS Code with the first text of a language that Keyfit reads. */
export function activate(context: ExtensionContext): ExtensionApi {
  const server = { module: context.asAbsolutePath("dist/server/node.js"), transport: TransportKind.ipc };
  extension = createExtension(context, (options) => new LanguageClient("keyfit", "Keyfit", server, options));
  return extension.api;
}

/** Called by VS Code at the end; it waits for the server to stop. */
export function deactivate(): Promise<void> | undefined {
  return extension?.stop();
}
