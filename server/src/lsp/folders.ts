/**
 * The workspace folders, as the client names them at start and changes them later. They bound what may be read, give
 * files their relative paths, and say which schemes besides `file` and `untitled` are real documents.
 */
import type { InitializeParams, WorkspaceFoldersChangeEvent } from "vscode-languageserver";
import { normalUri, relativePath } from "../workspace/uri";

export interface Folders {
  /** URIs in one spelling (normalUri). */
  list(): readonly string[];
  /** The innermost folder that holds a file. */
  holding(uri: string): string | undefined;
  change(event: WorkspaceFoldersChangeEvent): void;
}

/** Reads the folders of `initialize`; older clients name one root instead. */
export function createFolders(params: InitializeParams): Folders {
  // oxlint-disable-next-line typescript/no-deprecated -- the only word that older clients have
  const root = params.rootUri;
  const first = params.workspaceFolders?.map(({ uri }) => uri) ?? (root ? [root] : []);
  let folders = first.map(normalUri);
  return {
    list: () => folders,
    holding: (uri) =>
      folders
        .filter((folder) => relativePath(folder, uri) !== undefined)
        .sort((left, right) => right.length - left.length)[0],
    change: ({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => normalUri(uri)));
      const come = added.map(({ uri }) => normalUri(uri));
      folders = [...new Set([...folders.filter((folder) => !gone.has(folder)), ...come])];
    },
  };
}
