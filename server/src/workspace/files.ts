/**
 * Files come from the host: Node's file system, or the client's `workspace.fs` in a worker or a virtual folder.
 * Everything is asynchronous and every failure is a value, so that one unreadable file never stops the others.
 */

export interface Files {
  /** The text of a file, decoded as UTF-8 (a BOM stays). */
  read(uri: string): Promise<FileContent>;
  /** What a folder holds, by name; an unreadable folder gives its reason. */
  list(uri: string): Promise<FolderContent>;
  stat(uri: string): Promise<FileStat>;
}

export type FileContent =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "absent" }
  | { readonly kind: "skipped"; readonly reason: "binary" | "too-large" }
  | { readonly kind: "unreadable"; readonly reason: string };

export type FolderContent =
  | { readonly kind: "folder"; readonly entries: readonly FolderEntry[] }
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly reason: string };

export interface FolderEntry {
  readonly name: string;
  /** Symbolic links are `other`: they are not followed on a walk, they may lead out of the workspace. */
  readonly type: "file" | "folder" | "other";
}

export type FileStat =
  | { readonly kind: "file" | "folder"; readonly size: number }
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly reason: string };

/** Bytes past which a file is skipped; configuration is smaller, generated data is not. */
export const MAX_BYTES = 5_000_000;

/** True where the first bytes hold a NUL: no configuration file does, but for UTF-16, which has a mark. */
export function looksBinary(head: Uint8Array): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return false;
  return head.subarray(0, 8000).includes(0);
}
