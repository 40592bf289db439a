/**
 * `Files` through the client: the worker has no file system, and a virtual folder is known to the editor alone.
 * Answers are narrowed by hand, because what comes over a connection is unknown whoever sent it.
 */
import type { Connection } from "vscode-languageserver";
import { decodeFile } from "../workspace/decode";
import {
  type FileContent,
  type FileStat,
  type Files,
  type FolderContent,
  type FolderEntry,
  MAX_BYTES,
} from "../workspace/files";
import { type FileParams, LIST_FOLDER, READ_FILE, type ReadFileParams, STAT_FILE } from "./requests";

type Failure = { readonly kind: "absent" } | { readonly kind: "unreadable"; readonly reason: string };

/** Files of a client that serves them. Never rejects: a client that gives nonsense or an error has no such file. */
export function clientFiles(connection: Connection): Files {
  const ask = async <P extends FileParams, T>(
    method: string,
    params: P,
    take: (answer: Answer) => T | undefined,
  ): Promise<T | Failure> => {
    const answer: unknown = await connection.sendRequest(method, params).catch(() => undefined);
    if (!isAnswer(answer)) return { kind: "absent" };
    return take(answer) ?? failureOf(answer);
  };
  return {
    read: (uri) => ask<ReadFileParams, FileContent>(READ_FILE, { uri, maxBytes: MAX_BYTES }, contentOf),
    list: (uri) => ask(LIST_FOLDER, { uri }, folderOf),
    stat: (uri) => ask(STAT_FILE, { uri }, statOf),
  };
}

/** Files of a host that has none: everything is absent. */
export const NO_FILES: Files = {
  read: async () => ({ kind: "absent" }),
  list: async () => ({ kind: "absent" }),
  stat: async () => ({ kind: "absent" }),
};

type Answer = Readonly<Record<string, unknown>> & { readonly kind: string };

function contentOf(answer: Answer): FileContent | undefined {
  if (answer.kind === "too-large") return { kind: "skipped", reason: "too-large" };
  if (answer.kind !== "bytes" || typeof answer.base64 !== "string") return undefined;
  const bytes = bytesOf(answer.base64);
  return bytes && decodeFile(bytes);
}

function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
  } catch {
    // No base64: the client has no such file, as with any other nonsense.
    return undefined;
  }
}

function folderOf(answer: Answer): FolderContent | undefined {
  if (answer.kind !== "folder" || !Array.isArray(answer.entries)) return undefined;
  return { kind: "folder", entries: answer.entries.filter(isEntry) };
}

function statOf(answer: Answer): FileStat | undefined {
  const { kind, size } = answer;
  return (kind === "file" || kind === "folder") && typeof size === "number" ? { kind, size } : undefined;
}

function failureOf({ kind, reason }: Answer): Failure {
  return kind === "unreadable" && typeof reason === "string" ? { kind, reason } : { kind: "absent" };
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && "kind" in value && typeof value.kind === "string";
}

function isEntry(value: unknown): value is FolderEntry {
  if (typeof value !== "object" || value === null || !("name" in value) || !("type" in value)) return false;
  return typeof value.name === "string" && ["file", "folder", "other"].includes(String(value.type));
}
