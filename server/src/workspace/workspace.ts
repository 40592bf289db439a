/**
 * Holds texts and their facts, and judges on request. Facts are cached by version and know one file; an analysis is
 * judged again when its own text, the settings, the day, or anything that it looked at has changed, and only then.
 *
 * Three things are kept of a file. What it holds and names (keys) comes from its facts. Its survey resolves its uses,
 * with the definitions of other files, and tells others what they mean. Its analysis runs the rules, with what the uses of
 * other files mean. Each looks only at what the one before made, so they can be made again in this order, and what was
 * made anew is exactly what would be made from scratch. The first two are surveying.ts.
 *
 * Look-ups drive loading: a survey that meets a file which is not loaded is provisional; the file is read and the survey
 * made again, until nothing is missing. The last round looks at what is known at one moment and waits for nothing, so
 * that what it made is true at that moment, whatever happened before.
 */
import { findFacts, type SourceText } from "../find/facts";
import type { LineIndex } from "../text/lineIndex";
import { createDependents } from "./dependents";
import { withoutIdleDocuments } from "./documents";
import { createLoading, type LoadingHost } from "./loading";
import type { Settings } from "./settings";
import type { Lookups, Snapshot } from "./snapshot";
import { type Survey, survey } from "./survey";
import { createSurveying, type Round } from "./surveying";

/** What a workspace needs from its host. */
export interface WorkspaceHost extends LoadingHost {
  /** Random text that only this process knows, for names of keys that nobody can test a guess against. */
  readonly seed: string;
  /** Today as `2026-11-24`. */
  today(): string;
  settings(uri: string): Promise<Settings>;
  /**
   * Analyses that were answered are not the truth any more. Not told where the host did it: by a new text of an editor to
   * the analysis of that text, and by a reset.
   */
  outdated?(uris: readonly string[]): void;
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
  /** A file or folder changed on disk, appeared or went away. */
  touch(uri: string): void;
  /**
   * Takes a file of the workspace as it lies on disk: others may reach it now. True where there is something to judge;
   * `keep` keeps it then as if it had been put, to be analysed next.
   */
  scan(source: SourceText, keep?: boolean): boolean;
  /** A file of the workspace is gone, or does not count any more. */
  drop(uri: string): void;
  /** Whether all files of the workspace have been scanned; until then nothing is called absent. */
  setComplete(complete: boolean): void;
  /** Settings, folders or the day changed: everything is looked at and judged again when asked. */
  reset(): void;
  /** Brings what files mean for each other up to date. */
  refresh(): Promise<void>;
  /**
   * The analysis of a text that was put, or of a file that was scanned; undefined where it holds nothing to judge. That of
   * a file is not kept, but its host is told all the same when it is outdated.
   */
  analyse(uri: string): Promise<A | undefined>;
  version(uri: string): number | undefined;
  /** Lines of a text that was put, or of a file that an analysis looked at: places in it become lines with these. */
  lines(uri: string): LineIndex | undefined;
}

/** Files that one answer waits for; more are looked at in the background, and the answer then says that it is early. */
const ENOUGH = 64;

/** Makes a workspace that judges with the given function. */
export function createWorkspace<A extends Judged>(
  host: WorkspaceHost,
  judge: (survey: Survey, snapshot: Snapshot, seed: string) => A,
): Workspace<A> {
  const loading = createLoading(host);
  const analyses = new Map<string, A>();
  /** What the answered analyses rest on, of files too, whose analyses are not kept. */
  const answered = createDependents();
  /** Files that were touched before they were scanned, so that what a scan brings may be what was there before. */
  const touched = new Set<string>();
  /** The index is whole, but much has changed since and was not looked at again. */
  let behind = false;
  /** The workspace folders that everything rests on; undefined before anything does. */
  let folders: readonly string[] | undefined;

  const outdate = (keys: Iterable<string>, own?: string): void => {
    const gone = answered.of(keys);
    for (const uri of gone) {
      answered.delete(uri);
      analyses.delete(uri);
    }
    const told = [...gone].filter((uri) => uri !== own);
    if (told.length > 0) host.outdated?.(told);
  };

  const surveying = createSurveying(host, loading, outdate);

  /** Drops what was made of these files, and what rests on it. An editor need not be told about its own text. */
  const forget = (uris: readonly string[], byEditor?: string): void => {
    const own = uris.filter((uri) => answered.delete(uri));
    for (const uri of uris) {
      loading.forget(uri);
      analyses.delete(uri);
    }
    surveying.forget(uris);
    outdate(uris, byEditor);
    const told = own.filter((uri) => uri !== byEditor);
    if (told.length > 0) host.outdated?.(told);
  };

  const counts = (uri: string): boolean =>
    surveying.knows(uri) || answered.has(uri) || answered.isLooked(uri) || loading.holds(uri);

  /** Whether everything that an analysis may ask is known. */
  const isWhole = (): boolean => surveying.complete() && !behind;

  /** Looks at all changed files again, and tells those that were answered early. */
  const refresh = async (): Promise<void> => {
    try {
      await surveying.drain();
    } finally {
      if (behind) {
        behind = false;
        outdate(["complete"]);
      }
    }
  };

  /** Brings up to date what an answer needs: everything where that is little, else the file itself. */
  const prepare = async (uri: string): Promise<void> => {
    if (surveying.backlog() > 0 && surveying.backlog() <= ENOUGH) await surveying.catchUp();
    else await surveying.catchUp(uri);
    if (surveying.backlog() <= ENOUGH || behind || !surveying.complete()) return;
    behind = true;
    // A fault of some other file is told to whoever asks for a refresh, or for that file.
    refresh().catch(() => undefined);
  };

  /** One try; undefined where the file, or everything, changed meanwhile. */
  const attempt = async (uri: string): Promise<{ readonly analysis: A | undefined } | undefined> => {
    const ticket = loading.begin(uri);
    try {
      const settings = await host.settings(uri);
      const facts = await loading.factsNow(uri);
      if (!ticket.valid) return undefined;
      if (!facts || !settings.enable) return { analysis: undefined };
      const make = (snapshot: Snapshot, last: boolean): Round<A> => {
        const surveyed = surveying.surveyOf(uri) ?? survey(facts, snapshot);
        const { pending } = surveyed.lookups;
        if (pending.size > 0 && !last) return { pending };
        const made = judge(surveyed, snapshot, host.seed);
        return { made, pending: made.lookups.pending };
      };
      let analysis: A | undefined;
      await surveying.settle(ticket, { settings, complete: isWhole }, make, (made) => {
        analysis = made;
        answered.set(uri, [...made.lookups.files, ...made.lookups.names]);
        if (loading.text(uri)) analyses.set(uri, made);
      });
      return analysis && { analysis };
    } finally {
      loading.end(ticket);
      loading.trim();
    }
  };

  return {
    put(source, version) {
      const { uri } = source;
      folders ??= [...host.folders()];
      const before = loading.text(uri);
      if (loading.open(source, version)) forget([uri], before && uri);
    },
    remove(uri) {
      if (loading.close(uri)) forget([uri], uri);
    },
    touch(uri) {
      if (!surveying.isScanned(uri)) touched.add(uri);
      // The text of an open file is the editor's, whatever happens on disk.
      if (loading.text(uri)) return;
      const all = counts(uri) ? [uri] : [];
      if (loading.isFolder(uri)) {
        // A folder came or went, and with it all that lies in it.
        const prefix = `${uri}/`;
        const known = new Set([...surveying.known(), ...answered.keys(), ...loading.held()]);
        for (const each of known) if (each.startsWith(prefix) && !loading.text(each)) all.push(each);
      }
      if (all.length > 0) forget(all);
    },
    scan(source, keep = false) {
      const { uri } = source;
      folders ??= [...host.folders()];
      loading.note(uri);
      const again = surveying.isScanned(uri);
      surveying.addScanned(uri);
      if (loading.text(uri)) return true;
      if (touched.has(uri)) {
        surveying.forget([uri]);
        return true;
      }
      if (again) forget([uri]);
      const facts = findFacts(withoutIdleDocuments(source), host.budget());
      if (keep && facts) loading.openAs(source, facts);
      surveying.take(uri, facts);
      return facts !== undefined;
    },
    drop(uri) {
      if (surveying.removeScanned(uri)) forget([uri]);
    },
    setComplete(now) {
      if (now) touched.clear();
      surveying.setComplete(now);
    },
    reset() {
      const before = folders;
      folders = [...host.folders()];
      const now = folders;
      analyses.clear();
      answered.clear();
      loading.spoil();
      if (before?.length === now.length && before.every((each, at) => each === now[at])) return;
      // What lies in a folder of the workspace, and so may be read, is something else now.
      loading.clear();
      surveying.reset();
    },
    refresh,
    async analyse(uri) {
      for (;;) {
        await prepare(uri);
        const kept = analyses.get(uri);
        if (kept) return kept;
        if (!loading.text(uri) && !surveying.isScanned(uri)) return undefined;
        const made = await attempt(uri);
        if (made) return made.analysis;
      }
    },
    version: (uri) => loading.text(uri)?.version,
    lines: (uri) => loading.lines(uri),
  };
}
