/**
 * What a client can do, read once from `initialize` into plain answers, so that the rest of the server asks one word
 * instead of a chain of optional fields. Everything that is not announced is taken as missing.
 */
import { type InitializeParams, MarkupKind } from "vscode-languageserver";

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
  readonly markdown: boolean;
  readonly codeDescription: boolean;
  readonly relatedInformation: boolean;
  readonly progress: boolean;
  /** Keyfit's own extension: it answers the requests of requests.ts. */
  readonly serveFiles: boolean;
}

/** Reads a client's capabilities. */
export function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): Abilities {
  const { textDocument, workspace, window } = capabilities;
  const action = textDocument?.codeAction;
  const markup = textDocument?.hover?.contentFormat;
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
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    markdown: markup?.includes(MarkupKind.Markdown) === true,
    codeDescription: diagnosticsAbility(capabilities, "codeDescriptionSupport"),
    relatedInformation: diagnosticsAbility(capabilities, "relatedInformation"),
    progress: window?.workDoneProgress === true,
    serveFiles: servesFiles(initializationOptions),
  };
}

/** Pulled and pushed diagnostics announce their parts separately; what one of them can, the same client can show. */
function diagnosticsAbility(
  { textDocument }: InitializeParams["capabilities"],
  name: "codeDescriptionSupport" | "relatedInformation",
): boolean {
  return textDocument?.diagnostic?.[name] === true || textDocument?.publishDiagnostics?.[name] === true;
}

function servesFiles(options: unknown): boolean {
  return typeof options === "object" && options !== null && "serveFiles" in options && options.serveFiles === true;
}
