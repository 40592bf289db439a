/**
 * What a client can do, read once from `initialize` into plain answers, so that the rest of the server asks one word
 * instead of a chain of optional fields. Everything that is not announced is taken as missing.
 */
import { type InitializeParams, MarkupKind } from "vscode-languageserver";
import type { InitializationOptions } from "./requests";

export interface Abilities {
  /** It pulls diagnostics and lets the server ask it to pull again; everyone else is pushed to. */
  readonly pull: boolean;
  /** Registrations of diagnostics may change later. */
  readonly dynamicPull: boolean;
  readonly configuration: boolean;
  readonly dynamicConfiguration: boolean;
  readonly watch: boolean;
  readonly relativeWatch: boolean;
  readonly folders: boolean;
  /** An action's edit may come later, when it is chosen. */
  readonly resolveEdit: boolean;
  readonly codeActionLiterals: boolean;
  readonly isPreferred: boolean;
  readonly actionData: boolean;
  readonly documentChanges: boolean;
  /** An edit may make a file first. */
  readonly createFiles: boolean;
  readonly completion: boolean;
  /** Completion may be registered for some documents alone. */
  readonly dynamicCompletion: boolean;
  readonly completionMarkdown: boolean;
  readonly markdown: boolean;
  readonly codeDescription: boolean;
  readonly relatedInformation: boolean;
  readonly progress: boolean;
  /** Keyfit's own extension: it answers the requests of requests.ts. */
  readonly serveFiles: boolean;
  /** It shows what the project file says, and is told when that may have changed. */
  readonly showStatus: boolean;
}

/** Reads a client's capabilities. */
export function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): Abilities {
  const { textDocument, workspace, window } = capabilities;
  const action = textDocument?.codeAction;
  const markup = textDocument?.hover?.contentFormat;
  const { completion } = textDocument ?? {};
  const edit = workspace?.workspaceEdit;
  return {
    pull: textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true,
    dynamicPull: textDocument?.diagnostic?.dynamicRegistration === true,
    configuration: workspace?.configuration === true,
    dynamicConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watch: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    relativeWatch: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    folders: workspace?.workspaceFolders === true,
    resolveEdit: action?.dataSupport === true && action.resolveSupport?.properties.includes("edit") === true,
    codeActionLiterals: action?.codeActionLiteralSupport !== undefined,
    isPreferred: action?.isPreferredSupport === true,
    actionData: action?.dataSupport === true,
    documentChanges: edit?.documentChanges === true,
    createFiles: edit?.documentChanges === true && edit.resourceOperations?.includes("create") === true,
    completion: completion !== undefined,
    dynamicCompletion: completion?.dynamicRegistration === true,
    completionMarkdown: completion?.completionItem?.documentationFormat?.includes(MarkupKind.Markdown) === true,
    markdown: markup?.includes(MarkupKind.Markdown) === true,
    codeDescription: diagnosticsAbility(capabilities, "codeDescriptionSupport"),
    relatedInformation: diagnosticsAbility(capabilities, "relatedInformation"),
    progress: window?.workDoneProgress === true,
    serveFiles: announces(initializationOptions, "serveFiles"),
    showStatus: announces(initializationOptions, "showStatus"),
  };
}

/** Pulled and pushed diagnostics announce their parts separately; what one of them can, the same client can show. */
function diagnosticsAbility(
  { textDocument }: InitializeParams["capabilities"],
  name: "codeDescriptionSupport" | "relatedInformation",
): boolean {
  return textDocument?.diagnostic?.[name] === true || textDocument?.publishDiagnostics?.[name] === true;
}

/** What Keyfit's own extension says of itself; other clients give settings in the same place. */
function announces(options: unknown, name: keyof InitializationOptions): boolean {
  return (
    typeof options === "object" &&
    options !== null &&
    Object.entries(options).some(([key, on]) => key === name && on === true)
  );
}
