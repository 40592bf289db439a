/**
 * What the server and Keyfit's own extension say to each other beyond the protocol: names and plain types, and the one
 * file that both import. Where there is no `file:` scheme (a worker, a virtual folder), the server asks the extension
 * for files, which answers from the editor's file system and for workspace folders alone.
 */
import type { FileStat, FolderContent } from "../workspace/files";

export const READ_FILE = "keyfit/readFile";
export const LIST_FOLDER = "keyfit/listFolder";
export const STAT_FILE = "keyfit/statFile";

export interface FileParams {
  readonly uri: string;
}

export interface ReadFileParams extends FileParams {
  /** A larger file is not read; the answer is `too-large`. */
  readonly maxBytes: number;
}

/** Bytes travel as base64, so that one place, the server, decides what is text and how it is encoded. */
export type ReadFileAnswer =
  | { readonly kind: "bytes"; readonly base64: string }
  | { readonly kind: "too-large" }
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly reason: string };

export type ListFolderAnswer = FolderContent;
export type StatFileAnswer = FileStat;

/** What the extension tells at start; other clients may give settings here instead. */
export interface InitializationOptions {
  /** The client answers the requests above. */
  readonly serveFiles?: boolean;
}
