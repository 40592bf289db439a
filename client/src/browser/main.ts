/** The extension in a browser: the server is a web worker. */
import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { createExtension, type Extension, type ExtensionApi } from "../extension";

let extension: Extension | undefined;

/** Called by VS Code with the first text of a language that Keyfit reads. */
export function activate(context: ExtensionContext): ExtensionApi {
  const server = Uri.joinPath(context.extensionUri, "dist/server/browser.js").toString(true);
  extension = createExtension(
    context,
    (options) => new LanguageClient("keyfit", "Keyfit", new Worker(server, { name: "Keyfit" }), options),
  );
  return extension.api;
}

/** Called by VS Code at the end; it waits for the server to stop. */
export function deactivate(): Promise<void> | undefined {
  return extension?.stop();
}
