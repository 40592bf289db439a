/**
 * Answers the server's requests for files from the editor's own file system, which knows virtual folders and works in a
 * worker. Only what lies in a workspace folder is answered: the server asks for names that stand in documents, and a
 * stranger's document must not reach beyond the folder that a person opened.
 */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type FileParams,
  LIST_FOLDER,
  type ListFolderAnswer,
  READ_FILE,
  type ReadFileAnswer,
  type ReadFileParams,
  STAT_FILE,
  type StatFileAnswer,
} from "../../server/src/lsp/requests";

/** Registers the three requests; they end with the extension. */
export function serveFiles(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
  context.subscriptions.push(
    client.onRequest<ReadFileAnswer, never>(READ_FILE, ({ uri, maxBytes }: ReadFileParams) =>
      answer<ReadFileAnswer>(uri, (file) => read(file, maxBytes)),
    ),
    client.onRequest<ListFolderAnswer, never>(LIST_FOLDER, ({ uri }: FileParams) =>
      answer<ListFolderAnswer>(uri, list),
    ),
    client.onRequest<StatFileAnswer, never>(STAT_FILE, ({ uri }: FileParams) => answer<StatFileAnswer>(uri, stat)),
  );
}

interface Absent {
  readonly kind: "absent";
}

async function answer<T>(text: string, work: (uri: vscode.Uri) => Promise<T>): Promise<T | Absent> {
  const uri = vscode.Uri.parse(text, true);
  if (!vscode.workspace.getWorkspaceFolder(uri)) return { kind: "absent" };
  try {
    return await work(uri);
  } catch {
    // The file system's errors differ by provider and may quote paths; the server needs to know only that it is not there.
    return { kind: "absent" };
  }
}

async function read(uri: vscode.Uri, maxBytes: number): Promise<ReadFileAnswer> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > maxBytes) return { kind: "too-large" };
  return { kind: "bytes", base64: toBase64(await vscode.workspace.fs.readFile(uri)) };
}

async function list(uri: vscode.Uri): Promise<ListFolderAnswer> {
  const entries = await vscode.workspace.fs.readDirectory(uri);
  return { kind: "folder", entries: entries.map(([name, type]) => ({ name, type: typeOf(type) })) };
}

async function stat(uri: vscode.Uri): Promise<StatFileAnswer> {
  const { type, size } = await vscode.workspace.fs.stat(uri);
  return { kind: type & vscode.FileType.Directory ? "folder" : "file", size };
}

/** A link is neither: it may lead out of the workspace. */
function typeOf(type: vscode.FileType): "file" | "folder" | "other" {
  if (type === vscode.FileType.File) return "file";
  return type === vscode.FileType.Directory ? "folder" : "other";
}

/** In pieces: a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  let units = "";
  for (let at = 0; at < bytes.length; at += 8192) units += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(units);
}
