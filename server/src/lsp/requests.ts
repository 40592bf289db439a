/**
 * What the server and Keyfit's own extension say to each other beyond the protocol: names and plain types, and the one
 * file that both import. Nothing in it holds a secret. Where there is no `file:` scheme (a worker, a virtual folder), the server asks the extension
 * for files, which answers from the editor's file system and for workspace folders alone.
 */
import type { FileStat, FolderContent } from "../workspace/files";

export const READ_FILE = "keyfit/readFile";
export const LIST_FOLDER = "keyfit/listFolder";
export const STAT_FILE = "keyfit/statFile";

/** Asked by the extension: what the project file says about a file. */
export const STATUS = "keyfit/status";
/** Told to the extension: the answers may be others now. */
export const STATUS_CHANGED = "keyfit/statusChanged";

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
  /** The client answers the requests about files above. */
  readonly serveFiles?: boolean;
  /** The client shows what the project file says. */
  readonly showStatus?: boolean;
}

/** What the project file says about one file: names of rules and versions, no secret. */
export interface StatusAnswer {
  /** Keyfit reads the file. */
  readonly reads: boolean;
  /** The project file in force; missing where there is none. */
  readonly project?: {
    readonly uri: string;
    /** It leaves the whole file alone. */
    readonly ignored: boolean;
    /** Rules that it switches off, for all files or for this one. */
    readonly rulesOff: readonly string[];
    /** Versions of products that it declares for this file, as `filebeat 9.2.0`. */
    readonly versions: readonly string[];
  };
}
