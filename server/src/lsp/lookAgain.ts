/**
 * For clients that cannot watch files: looks in the background for those of the index that changed on disk, by length and
 * a checksum of their text, so that a save does not make everything be judged again.
 */
import type { Keyfit } from "../service";
import type { FileContent, Files } from "../workspace/files";
import type { Slices } from "./slices";

export interface LookAgain {
  /** A file was read. */
  note(uri: string, text: string): void;
  /** Tells the engine of each file that is another one now. Answers whether there was any. */
  look(uris: Iterable<string>, stop: () => boolean): Promise<boolean>;
}

export interface LookAgainHost {
  readonly engine: Keyfit;
  readonly files: Files;
  readonly slices: Slices;
  /** The text of an open file is the editor's. */
  isOpen(uri: string): boolean;
}

/** Remembers nothing until it is told. */
export function createLookAgain({ engine, files, slices, ...host }: LookAgainHost): LookAgain {
  const marks = new Map<string, string>();
  return {
    note: (uri, text) => marks.set(uri, markOf({ kind: "text", text })),
    look: async (uris, stop) => {
      let changed = false;
      for (const uri of uris) {
        await slices.rest();
        if (stop()) break;
        if (host.isOpen(uri)) continue;
        const mark = markOf(await files.read(uri));
        if (marks.get(uri) === mark) continue;
        marks.set(uri, mark);
        engine.touch(uri);
        changed = true;
      }
      return changed;
    },
  };
}

/** FNV-1a over UTF-16 units: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv */
function markOf(content: FileContent): string {
  if (content.kind !== "text") return content.kind;
  let hash = 0x811c9dc5;
  for (let at = 0; at < content.text.length; at++) hash = Math.imul(hash ^ content.text.charCodeAt(at), 0x01000193);
  return `${content.text.length} ${hash >>> 0}`;
}
