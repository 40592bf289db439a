/**
 * Three sorts of client. `PUSH` is an editor that is sent its problems and takes edits with the menu, like Neovim of a few
 * years ago; `PULL` is one that asks for everything, like VS Code; `BARE` announces nothing at all.
 */
import type { ClientCapabilities } from "vscode-languageserver-protocol";

export const BARE: ClientCapabilities = {};

export const PUSH: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
    hover: { contentFormat: ["markdown", "plaintext"] },
    completion: {},
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } },
      isPreferredSupport: true,
    },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

export const PULL: ClientCapabilities = {
  textDocument: {
    ...PUSH.textDocument,
    diagnostic: { dynamicRegistration: true, relatedInformation: true, codeDescriptionSupport: true },
    completion: { dynamicRegistration: true, completionItem: { documentationFormat: ["markdown", "plaintext"] } },
    codeAction: {
      ...PUSH.textDocument?.codeAction,
      dataSupport: true,
      resolveSupport: { properties: ["edit"] },
    },
  },
  workspace: {
    ...PUSH.workspace,
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  },
  window: { workDoneProgress: true },
};
