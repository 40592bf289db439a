/**
 * Answers the server's questions about files from the editor's file system, for folders that only the editor can reach.
 * Nothing outside the workspace folders is told, and no link is followed: where it leads, the editor does not say.
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

type Failure = { readonly kind: "absent" } | { readonly kind: "unreadable"; readonly reason: string };

/** Registers the answers. They never reject. */
export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest<ReadFileAnswer, void>(READ_FILE, ({ uri, maxBytes }: ReadFileParams) =>
    guarded(uri, (at) => read(at, maxBytes)),
  );
  client.onRequest<ListFolderAnswer, void>(LIST_FOLDER, ({ uri }: FileParams) => guarded(uri, list));
  client.onRequest<StatFileAnswer, void>(STAT_FILE, ({ uri }: FileParams) => guarded(uri, stat));
}

async function guarded<T>(given: string, work: (uri: vscode.Uri) => Promise<T>): Promise<T | Failure> {
  try {
    const uri = vscode.Uri.parse(given, true);
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder || uri.path.split("/").includes("..")) return { kind: "absent" };
    if (await passesLink(folder.uri, uri)) return { kind: "unreadable", reason: "a link leads there" };
    return await work(uri);
  } catch (error) {
    return failureOf(error);
  }
}

async function read(uri: vscode.Uri, maxBytes: number): Promise<ReadFileAnswer> {
  const { type, size } = await vscode.workspace.fs.stat(uri);
  if (type !== vscode.FileType.File) return { kind: "unreadable", reason: "it is no regular file" };
  if (size > maxBytes) return { kind: "too-large" };
  return { kind: "bytes", base64: base64Of(await vscode.workspace.fs.readFile(uri)) };
}

async function list(uri: vscode.Uri): Promise<ListFolderAnswer> {
  const entries = await vscode.workspace.fs.readDirectory(uri);
  return { kind: "folder", entries: entries.map(([name, type]) => ({ name, type: nameOfType(type) })) };
}

async function stat(uri: vscode.Uri): Promise<StatFileAnswer> {
  const { type, size } = await vscode.workspace.fs.stat(uri);
  const kind = nameOfType(type);
  return kind === "other" ? { kind: "unreadable", reason: "it is no regular file" } : { kind, size };
}

/** A link to a file is a file with one bit more, so it is neither. */
function nameOfType(type: vscode.FileType): "file" | "folder" | "other" {
  if (type === vscode.FileType.File) return "file";
  return type === vscode.FileType.Directory ? "folder" : "other";
}

/** True where the path, from below its workspace folder down to its last name, holds a link. */
async function passesLink(folder: vscode.Uri, uri: vscode.Uri): Promise<boolean> {
  const names = uri.path.slice(folder.path.length).split("/").filter(Boolean);
  for (let depth = 1; depth <= names.length; depth++) {
    const { type } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, ...names.slice(0, depth)));
    if ((type & vscode.FileType.SymbolicLink) !== 0) return true;
  }
  return false;
}

/** In pieces, because a call takes a limited number of arguments. */
function base64Of(bytes: Uint8Array): string {
  let units = "";
  for (let at = 0; at < bytes.length; at += 8192) units += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(units);
}

function failureOf(error: unknown): Failure {
  const code = error instanceof vscode.FileSystemError ? error.code : "";
  if (code === "FileNotFound" || code === "FileNotADirectory") return { kind: "absent" };
  return { kind: "unreadable", reason: code === "NoPermissions" ? "permission denied" : "the editor cannot read it" };
}
