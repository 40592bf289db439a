/**
 * What an analysis may look at besides its own facts: an immutable view of other files, settings and today's date.
 * Every look is recorded, found or not, so that a change re-judges exactly those analyses that looked there.
 */
import type { Facts } from "../find/model";
import type { ProjectView } from "../project/view";
import type { Dialect } from "../read/reading";
import type { IgnoreRules } from "./ignoreRules";
import type { Settings } from "./settings";
import type { KeySite, LiteralPlace, VariableReader } from "./shared";

/**
 * How a file is read: as what it is, as one dialect of variables, as nothing but text, or for what it says its project is
 * built with.
 */
export type FileView = "itself" | "text" | "manifest" | Dialect;

/** What is read of a file: in one of these ways, or the rules of an ignore file. */
export type ReadAs = FileView | "ignore-rules";

export interface Snapshot {
  /** `2026-11-24`; an input, never the clock. */
  readonly today: string;
  readonly settings: Settings;
  /** What the project file nearest to this file says about it. */
  readonly project: ProjectView;
  /** The workspace folder of a file, if it lies in one. */
  folderOf(uri: string): string | undefined;
  /** Facts of another file; `absent` where there is none, `pending` where it was not loaded yet. */
  facts(uri: string, as: FileView): Facts | "absent" | "pending";
  /** What an ignore file says; `absent` where there is none, `pending` where it was not read yet. */
  ignoreRules(uri: string): IgnoreRules | "absent" | "pending";
  /** URIs of the files that hold or name something, by its key (reach.ts); in order. */
  linked(key: string): readonly string[];
  /** Uses of the same key in other files, by a digest of the key. */
  keySites(digest: string): readonly KeySite[];
  /** Who reads a definition, in other files, by its name in shared.ts. */
  readers(definition: string): readonly VariableReader[];
  /** Places in a file that hold the text of a key that some use sends, here or in other files. */
  literals(uri: string): readonly LiteralPlace[];
  /** False while files of the workspace have not been looked at yet, so that what is absent may only be unseen. */
  complete(): boolean;
}

/** What an analysis looked up. */
export interface Lookups {
  /** URIs of files, whether they exist or not. */
  readonly files: ReadonlySet<string>;
  /** Keys of what other files hold or name, of shared keys, and of definitions that others may read. */
  readonly names: ReadonlySet<string>;
  /** Those files that were not loaded yet, by `pendingKey`; the analysis is provisional while there are any. */
  readonly pending: ReadonlySet<string>;
}

/** A snapshot that remembers what it was asked. */
export interface RecordingSnapshot {
  readonly snapshot: Snapshot;
  readonly lookups: Lookups;
}

/** Names a file and how it is to be read. */
function pendingKey(uri: string, as: ReadAs): string {
  return `${as} ${uri}`;
}

/** Takes a pending key apart again. */
export function readPendingKey(key: string): { readonly uri: string; readonly as: ReadAs } {
  const blank = key.indexOf(" ");
  return { as: key.slice(0, blank) as ReadAs, uri: key.slice(blank + 1) };
}

/** Wraps a snapshot so that its look-ups are kept. */
export function recordLookups(snapshot: Snapshot): RecordingSnapshot {
  const files = new Set<string>();
  const names = new Set<string>();
  const pending = new Set<string>();
  return {
    lookups: { files, names, pending },
    snapshot: {
      ...snapshot,
      facts: (uri, as) => {
        const facts = snapshot.facts(uri, as);
        files.add(uri);
        if (facts === "pending") pending.add(pendingKey(uri, as));
        return facts;
      },
      ignoreRules: (uri) => {
        const rules = snapshot.ignoreRules(uri);
        files.add(uri);
        if (rules === "pending") pending.add(pendingKey(uri, "ignore-rules"));
        return rules;
      },
      linked: (key) => {
        names.add(key);
        return snapshot.linked(key);
      },
      keySites: (digest) => {
        names.add(`key ${digest}`);
        return snapshot.keySites(digest);
      },
      literals: (uri) => {
        names.add(`literal ${uri}`);
        return snapshot.literals(uri);
      },
      complete: () => {
        names.add("complete");
        return snapshot.complete();
      },
      readers: (definition) => {
        names.add(`read ${definition}`);
        return snapshot.readers(definition);
      },
    },
  };
}
