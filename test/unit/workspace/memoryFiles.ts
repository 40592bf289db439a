/** A file system in memory, as a host would hand one in: folders follow from the paths, and what cannot be read is named. */
import type { FileContent, Files, FolderEntry } from "../../../server/src/workspace/files";

export const ROOT = "file:///project";

export interface MemoryFiles extends Files {
  /** Texts by path below the root; links and unreadable things as such. Changed by tests as disks change. */
  readonly disk: Map<string, string | { readonly kind: "link" | "unreadable" }>;
  /** What was read, in order, by path. */
  readonly reads: string[];
  /** Runs before a read answers; lets a test change the disk in between. */
  onRead: ((path: string) => void | Promise<void>) | undefined;
}

/** The path below the root that a URI names. */
export function pathBelow(uri: string): string {
  const path = decodeURIComponent(uri);
  return path === ROOT ? "" : path.slice(ROOT.length + 1);
}

export function memoryFiles(
  content: Readonly<Record<string, string | { readonly kind: "link" | "unreadable" }>>,
): MemoryFiles {
  const disk: MemoryFiles["disk"] = new Map(Object.entries(content));
  const files: MemoryFiles = {
    disk,
    reads: [],
    onRead: undefined,
    read: async (uri): Promise<FileContent> => {
      const path = pathBelow(uri);
      files.reads.push(path);
      const found = disk.get(path);
      await files.onRead?.(path);
      if (found === undefined) return { kind: "absent" };
      return typeof found === "string"
        ? { kind: "text", text: found }
        : { kind: "unreadable", reason: "no permission" };
    },
    list: async (uri) => {
      const path = pathBelow(uri);
      const prefix = path === "" ? "" : `${path}/`;
      if (disk.get(path) !== undefined) return { kind: "unreadable", reason: "no permission" };
      const entries = new Map<string, FolderEntry>();
      for (const [each, value] of disk) {
        if (!each.startsWith(prefix)) continue;
        const [name = "", ...more] = each.slice(prefix.length).split("/");
        const own = typeof value === "string" ? "file" : value.kind === "link" ? "other" : "folder";
        entries.set(name, { name, type: more.length > 0 ? "folder" : own });
      }
      return entries.size === 0 && prefix !== ""
        ? { kind: "absent" }
        : { kind: "folder", entries: [...entries.values()] };
    },
    stat: async (uri) => {
      const found = disk.get(pathBelow(uri));
      return typeof found === "string" ? { kind: "file", size: found.length } : { kind: "absent" };
    },
  };
  return files;
}
