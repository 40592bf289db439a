/**
 * What the server announces to a client of given abilities. A client that both pulls diagnostics and can be asked to pull
 * again is told that it may pull; every other client hears nothing of it and is pushed to.
 */
import {
  CodeActionKind,
  type CompletionRegistrationOptions,
  type DiagnosticRegistrationOptions,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { PROJECT_FILES } from "../project/project";
import type { Abilities } from "./abilities";

/** Names the registration of diagnostics, so that it can be replaced when the workspace is wanted too. */
export const DIAGNOSTICS_ID = "keyfit-diagnostics";

/** `source.fixAll.keyfit`, as editors run it on save. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.keyfit`;

/** One file's problems depend on others: a variable is defined elsewhere. */
export function pullOptions(workspaceDiagnostics: boolean): DiagnosticRegistrationOptions {
  return {
    id: DIAGNOSTICS_ID,
    documentSelector: null,
    identifier: "keyfit",
    interFileDependencies: true,
    workspaceDiagnostics,
  };
}

/** Characters behind which a name or a value of a project file begins. */
const TRIGGERS = [":", " ", "-", '"', "'", "{", "[", ","];

/** Completion is for project files alone; nobody is asked about anything else where the client can tell them apart. */
export function completionOptions(): CompletionRegistrationOptions {
  return {
    documentSelector: PROJECT_FILES.map((name) => ({ pattern: `**/${name}` })),
    triggerCharacters: TRIGGERS,
  };
}

/** The answer to `initialize`; what a client cannot use is not announced to it. */
export function capabilitiesFor(abilities: Abilities): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    hoverProvider: true,
    ...(abilities.codeActionLiterals && {
      codeActionProvider: {
        codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, FIX_ALL],
        ...(abilities.resolveEdit && { resolveProvider: true }),
      },
    }),
    ...(abilities.completion &&
      !abilities.dynamicCompletion && { completionProvider: { triggerCharacters: TRIGGERS } }),
    ...(abilities.pull && { diagnosticProvider: pullOptions(false) }),
    ...(abilities.folders && { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
  };
}
