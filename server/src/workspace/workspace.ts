/**
 * Holds texts and their facts, and judges on request. Facts are cached by version and know one file; an analysis is
 * judged again when its own text, the settings, the day, or a file that it looked at has changed, and only then.
 *
 * Look-ups drive loading: an analysis that meets a file which is not loaded is provisional; the file is read and the
 * analysis made again, until nothing is missing.
 */
import { findFacts, findSourcedFacts, type SourceText } from "../find/facts";
import type { Facts } from "../find/model";
import type { Budget } from "../read/reading";
import type { YamlMemory } from "../read/yaml";
import type { LineIndex } from "../text/lineIndex";
import type { Files } from "./files";
import type { Settings } from "./settings";
import type { Lookups, Snapshot } from "./snapshot";
import { relativePath } from "./uri";

/** What a workspace needs from its host. */
export interface WorkspaceHost {
  readonly files: Files;
  /** Today as `2026-11-24`. */
  today(): string;
  /** A fresh budget for one text. */
  budget(): Budget;
  settings(uri: string): Promise<Settings>;
  /** URIs of the workspace folders. */
  folders(): readonly string[];
}

/** What `judge` answers, as far as the workspace needs it; rules stand above this folder. */
export interface Judged {
  readonly lookups: Lookups;
}

export interface Workspace<A extends Judged> {
  /** Takes a text as an editor or a reader has it. The same version again changes nothing. */
  put(source: SourceText, version: number): void;
  /** Forgets an editor's text; the file on disk counts again. */
  remove(uri: string): void;
  /** A file changed on disk, appeared or went away. */
  touch(uri: string): void;
  /** Settings, folders or the day changed: everything is looked at and judged again when asked. */
  reset(): void;
  /** The analysis of a text that was put; undefined where it holds nothing to judge. */
  analyse(uri: string): Promise<A | undefined>;
  /** Texts whose analysis looked at this file. */
  dependents(uri: string): readonly string[];
  version(uri: string): number | undefined;
  /** Lines of a text that was put, or of a file that an analysis looked at: places in it become lines with these. */
  lines(uri: string): LineIndex | undefined;
}

interface TextEntry {
  readonly source: SourceText;
  readonly version: number;
  /** Only for a text that changes: one that is looked at once leaves nothing behind. */
  readonly memory: YamlMemory | undefined;
  facts?: { readonly value: Facts | undefined };
}

interface Sourced {
  readonly facts: Facts | "absent";
}

/** Each round loads what the one before asked for, so this many are only met where files change all the time. */
const MAX_ROUNDS = 256;

/** Makes a workspace that judges with the given function. */
export function createWorkspace<A extends Judged>(
  host: WorkspaceHost,
  judge: (facts: Facts, snapshot: Snapshot) => A,
): Workspace<A> {
  const texts = new Map<string, TextEntry>();
  const sourced = new Map<string, Sourced>();
  const analyses = new Map<string, A>();
  // Grows with every change of any kind: what was judged across one is no longer the truth and is judged again.
  let changes = 0;
  let resets = 0;
  const changedAt = new Map<string, number>();

  const folderOf = (uri: string): string | undefined => {
    const holding = host.folders().filter((folder) => relativePath(folder, uri) !== undefined);
    return holding.sort((left, right) => right.length - left.length)[0];
  };

  const forget = (uri: string): void => {
    changedAt.set(uri, ++changes);
    sourced.delete(uri);
    analyses.delete(uri);
    for (const [other, analysis] of analyses) if (analysis.lookups.files.has(uri)) analyses.delete(other);
  };

  const factsOf = (entry: TextEntry): Facts | undefined => {
    entry.facts ??= { value: findFacts(entry.source, host.budget(), entry.memory) };
    return entry.facts.value;
  };

  const load = async (uri: string): Promise<void> => {
    const open = texts.get(uri);
    if (open) {
      sourced.set(uri, { facts: findSourcedFacts(open.source, host.budget()) });
      return;
    }
    // Nothing outside the workspace is read, whatever path a file names.
    const folder = folderOf(uri);
    const before = changes;
    const resetsBefore = resets;
    const content = folder === undefined ? undefined : await host.files.read(uri);
    const facts =
      folder !== undefined && content?.kind === "text"
        ? findSourcedFacts({ uri, path: relativePath(folder, uri) ?? uri, text: content.text }, host.budget())
        : "absent";
    // A file that changed while it was read stays pending, and is read again.
    if (resets === resetsBefore && (changedAt.get(uri) ?? 0) <= before) sourced.set(uri, { facts });
  };

  const analyse = async (uri: string): Promise<A | undefined> => {
    const known = analyses.get(uri);
    if (known) return known;
    const entry = texts.get(uri);
    if (!entry) return undefined;
    const before = changes;
    const settings = await host.settings(uri);
    if (changes !== before) return analyse(uri);
    const facts = factsOf(entry);
    if (!facts || !settings.enable) return undefined;
    const snapshot: Snapshot = {
      today: host.today(),
      settings,
      folderOf,
      sourced: (other) => sourced.get(other)?.facts ?? "pending",
    };
    let analysis = judge(facts, snapshot);
    for (let round = 0; analysis.lookups.pending.size > 0 && round < MAX_ROUNDS; round++) {
      for (const pending of analysis.lookups.pending) await load(pending);
      analysis = judge(facts, snapshot);
    }
    if (changes !== before) return analyse(uri);
    if (analysis.lookups.pending.size === 0) analyses.set(uri, analysis);
    return analysis;
  };

  return {
    put(source, version) {
      const before = texts.get(source.uri);
      if (before && before.version === version && before.source.text === source.text) return;
      const memory = before && (before.memory ?? { tape: undefined });
      texts.set(source.uri, { source, version, memory });
      forget(source.uri);
    },
    remove(uri) {
      texts.delete(uri);
      forget(uri);
    },
    touch: forget,
    reset() {
      changes++;
      resets++;
      // What lies in a folder of the workspace, and so may be read, may be something else now.
      sourced.clear();
      analyses.clear();
    },
    analyse,
    dependents: (uri) => [...analyses].flatMap(([other, { lookups }]) => (lookups.files.has(uri) ? [other] : [])),
    version: (uri) => texts.get(uri)?.version,
    lines: (uri) => {
      const known = sourced.get(uri)?.facts;
      return known && known !== "absent" ? known.lines : texts.get(uri)?.facts?.value?.lines;
    },
  };
}
