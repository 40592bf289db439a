/**
 * Node's file system as the `Files` of the core, for the language server and the command line alike. Every failure is a
 * value with one clear reason. Files are opened without waiting, so that a named pipe in a workspace stops nothing, and
 * with `roots` no link leads out of the folders that a person opened.
 */
import type { Dirent } from "node:fs";
import { constants } from "node:fs";
import { open, readdir, realpath, stat } from "node:fs/promises";
import { sep } from "node:path";
import { decodeFile } from "../workspace/decode";
import type { FileContent, FileStat, Files, FolderContent, FolderEntry } from "../workspace/files";
import { looksBinary, MAX_BYTES } from "../workspace/files";
import { pathOfUri } from "../workspace/uri";

export interface NodeFilesOptions {
  /**
   * URIs of the folders whose content may be read, asked at each call because workspace folders change. What lies
   * elsewhere once all links are followed is unreadable. Without it nothing is checked.
   */
  readonly roots?: () => readonly string[];
}

const WINDOWS = process.platform === "win32";

/** `Files` over Node's file system; URIs of other schemes are absent. Never rejects. */
export function nodeFiles({ roots }: NodeFilesOptions = {}): Files {
  const liesWithin = insideRoots();
  const guarded = async <T>(uri: string, work: (path: string) => Promise<T>): Promise<T | Failure> => {
    const path = pathOfUri(uri, WINDOWS);
    if (path === undefined) return { kind: "absent" };
    try {
      if (roots && !(await liesWithin(path, roots())))
        return { kind: "unreadable", reason: "a link leads out of the workspace" };
      return await work(path);
    } catch (error) {
      return failureOf(error);
    }
  };
  return {
    read: (uri) => guarded(uri, readText),
    list: (uri) => guarded(uri, listFolder),
    stat: (uri) => guarded(uri, statPath),
  };
}

type Failure = { readonly kind: "absent" } | { readonly kind: "unreadable"; readonly reason: string };

/** Of files above this size the head is looked at first: a walk meets pictures and archives all the time. */
const HEAD_FIRST = 64_000;
const HEAD = 8_000;

async function readText(path: string): Promise<FileContent> {
  // Windows knows no O_NONBLOCK, and no pipes among files either.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) return { kind: "unreadable", reason: "it is a folder" };
    if (!stats.isFile()) return { kind: "unreadable", reason: "it is no regular file" };
    if (stats.size > MAX_BYTES) return { kind: "skipped", reason: "too-large" };
    if (stats.size > HEAD_FIRST) {
      const { buffer, bytesRead } = await file.read(new Uint8Array(HEAD), 0, HEAD, 0);
      if (looksBinary(buffer.subarray(0, bytesRead))) return { kind: "skipped", reason: "binary" };
    }
    return decodeFile(await file.readFile());
  } finally {
    await file.close();
  }
}

async function listFolder(path: string): Promise<FolderContent> {
  const entries = await readdir(path, { withFileTypes: true });
  return { kind: "folder", entries: entries.map((entry): FolderEntry => ({ name: entry.name, type: typeOf(entry) })) };
}

/** A link to a file is `other` too: a directory entry does not say where a link leads. */
function typeOf(entry: Dirent): FolderEntry["type"] {
  if (entry.isFile()) return "file";
  return entry.isDirectory() ? "folder" : "other";
}

async function statPath(path: string): Promise<FileStat> {
  const stats = await stat(path);
  if (stats.isDirectory()) return { kind: "folder", size: 0 };
  return stats.isFile() ? { kind: "file", size: stats.size } : { kind: "unreadable", reason: "it is no regular file" };
}

/** Milliseconds for which a root is taken to be where it was: a walk asks for each file, and nobody moves it meanwhile. */
const ROOT_HOLDS = 1_000;

/** Answers whether a path, all links followed, lies in one of the folders or is one. */
function insideRoots(): (path: string, roots: readonly string[]) => Promise<boolean> {
  const known = new Map<string, { readonly real: Promise<string | undefined>; readonly since: number }>();
  const realRoot = (root: string): Promise<string | undefined> => {
    const before = known.get(root);
    const now = performance.now();
    if (before && now - before.since < ROOT_HOLDS) return before.real;
    const path = pathOfUri(root, WINDOWS);
    // A root that is gone holds nothing, and says nothing about the others.
    const real = path === undefined ? Promise.resolve(undefined) : realpath(path).catch(() => undefined);
    known.set(root, { real, since: now });
    return real;
  };
  return async (path, roots) => {
    const real = await realpath(path);
    for (const root of roots) {
      const folder = await realRoot(root);
      if (folder !== undefined && (real === folder || real.startsWith(withSeparator(folder)))) return true;
    }
    return false;
  };
}

function withSeparator(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "it is a folder",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  EIO: "the disk gives an error",
};

function failureOf(error: unknown): Failure {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  // A path with a NUL, or below a file, names nothing.
  if (["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"].includes(code)) return { kind: "absent" };
  return { kind: "unreadable", reason: REASONS[code] ?? `the system says ${code || "no"}` };
}
