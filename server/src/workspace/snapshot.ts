/**
 * What an analysis may look at besides its own facts: an immutable view of other files, settings and today's date.
 * Every look is recorded, found or not, so that a change re-judges exactly those analyses that looked there.
 */
import type { Facts } from "../find/model";
import type { Settings } from "./settings";

export interface Snapshot {
  /** `2026-11-24`; an input, never the clock. */
  readonly today: string;
  readonly settings: Settings;
  /** The workspace folder of a file, if it lies in one. */
  folderOf(uri: string): string | undefined;
  /** Facts of a file that another one sources; `absent` where there is none, `pending` where it was not loaded yet. */
  sourced(uri: string): Facts | "absent" | "pending";
}

/** What an analysis looked up. */
export interface Lookups {
  /** URIs of files, whether they exist or not. */
  readonly files: ReadonlySet<string>;
  /** Those of them that were not loaded yet; the analysis is provisional while there are any. */
  readonly pending: ReadonlySet<string>;
}

/** A snapshot that remembers what it was asked. */
export interface RecordingSnapshot {
  readonly snapshot: Snapshot;
  readonly lookups: Lookups;
}

/** Wraps a snapshot so that its look-ups are kept. */
export function recordLookups(snapshot: Snapshot): RecordingSnapshot {
  const files = new Set<string>();
  const pending = new Set<string>();
  return {
    lookups: { files, pending },
    snapshot: {
      today: snapshot.today,
      settings: snapshot.settings,
      folderOf: (uri) => snapshot.folderOf(uri),
      sourced: (uri) => {
        const facts = snapshot.sourced(uri);
        files.add(uri);
        if (facts === "pending") pending.add(uri);
        return facts;
      },
    },
  };
}
