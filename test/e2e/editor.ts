/**
 * The verbs of the editor tests, for the host on Node and the worker alike (so without Node's own modules): open a file,
 * wait for its problems, read a hover, apply a fix. Waiting is always for a condition that is looked at again, never for
 * a length of time.
 */
import * as vscode from "vscode";

const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 50;

/** A file of the workspace. */
export function fileUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("no folder is open");
  return vscode.Uri.joinPath(folder.uri, ...name.split("/"));
}

/** Shows a file, as a person would open it: problems are pulled for texts that are in a tab. */
export async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileUri(name));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Keyfit's problems of a file, one line each in the order of the file: `rule severity line`. */
export function problemsOf(uri: vscode.Uri): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === "keyfit")
    .map((each) => ({ each, text: `${codeOf(each)} ${SEVERITIES[each.severity]} ${each.range.start.line + 1}` }))
    .sort((left, right) => left.each.range.start.compareTo(right.each.range.start) || (left.text < right.text ? -1 : 1))
    .map(({ text }) => text);
}

const SEVERITIES: Readonly<Record<vscode.DiagnosticSeverity, string>> = {
  [vscode.DiagnosticSeverity.Error]: "error",
  [vscode.DiagnosticSeverity.Warning]: "warning",
  [vscode.DiagnosticSeverity.Information]: "information",
  [vscode.DiagnosticSeverity.Hint]: "hint",
};

/** A diagnostic's code, with or without a link. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Waits until a file has exactly these problems. */
export async function expectProblems(uri: vscode.Uri, expected: readonly string[]): Promise<void> {
  const wanted = JSON.stringify([...expected].sort());
  const now = (): string => JSON.stringify(problemsOf(uri).sort());
  await until(
    () => now() === wanted,
    () => `expected ${wanted}, found ${now()}`,
  );
}

/** Waits until a condition holds; what it answers is the answer. The reason is asked for when it never does. */
export async function until<T>(condition: () => T | Thenable<T>, reason: () => string): Promise<NonNullable<T>> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const met = await condition();
    if (met) return met;
    if (Date.now() > end) throw new Error(reason());
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** The place of the first occurrence of some text. */
function placeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`${document.uri.path} has no ${text}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** The hover's text in the middle of some text, once there is one. */
export async function hoverOn(document: vscode.TextDocument, text: string): Promise<string> {
  const { start } = placeOf(document, text);
  const at = start.translate(0, Math.floor(text.length / 2));
  const read = async (): Promise<string> => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      at,
    );
    const contents = hovers.flatMap((hover) => hover.contents);
    return contents.map((each) => (each instanceof vscode.MarkdownString ? each.value : "")).join("\n");
  };
  return until(read, () => `no hover on ${text}`);
}

/** What is offered at a place, once `wanted` is among it. */
export async function completionsAt(
  document: vscode.TextDocument,
  at: vscode.Position,
  wanted: string,
): Promise<string[]> {
  const ask = async (): Promise<string[] | undefined> => {
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      at,
    );
    const labels = items.map(({ label }) => (typeof label === "string" ? label : label.label));
    return labels.includes(wanted) ? labels : undefined;
  };
  return until(ask, () => `${wanted} is not offered`);
}

/** What the status item shows; the editor itself does not tell. */
export function statusOf(): { readonly text: string; readonly detail: string; readonly opens: string } | undefined {
  const extension = vscode.extensions.getExtension<{ status(): ReturnType<typeof statusOf> }>("keyfit.keyfit");
  return extension?.isActive ? extension.exports.status() : undefined;
}

/** Applies the first action whose title matches, as a click in the menu does. */
export async function applyFix(
  document: vscode.TextDocument,
  text: string,
  title: RegExp,
  kind = vscode.CodeActionKind.QuickFix,
): Promise<void> {
  const find = async (): Promise<vscode.CodeAction | undefined> => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      placeOf(document, text),
      kind.value,
      // How many of them to resolve: the edit comes only then.
      20,
    );
    return actions.find((each) => title.test(each.title));
  };
  const action = await until(find, () => `no action ${String(title)} on ${text}`);
  if (!action.edit) throw new Error(`${action.title} has no edit`);
  if (!(await vscode.workspace.applyEdit(action.edit))) throw new Error(`${action.title} was not applied`);
}

/** Puts the file's text back as it is on disk. */
export async function revert(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand("workbench.action.files.revert");
}

/** All of these are in the text. */
export function expectAll(text: string, ...parts: readonly string[]): void {
  const missing = parts.filter((part) => !text.includes(part));
  if (missing.length > 0) throw new Error(`missing ${JSON.stringify(missing)} in ${JSON.stringify(text)}`);
}
