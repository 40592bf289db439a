/**
 * Holds texts and their facts, and judges on request. Facts are cached by version and know one file; an analysis is
 * judged again when its own text, the settings, the day, or anything that it looked at has changed, and only then.
 *
 * Three things are kept of a file. What it holds and names (keys) comes from its facts. Its survey resolves its uses,
 * with the definitions of other files, and tells others what they mean. Its analysis runs the rules, with what the uses of
 * other files mean. Each looks only at what the one before made, so they can be made again in this order, and what was
 * made anew is exactly what would be made from scratch.
 *
 * Look-ups drive loading: a survey that meets a file which is not loaded is provisional; the file is read and the survey
 * made again, until nothing is missing.
 */
import { findFacts, findFactsAs, type SourceText } from "../find/facts";
import type { Facts } from "../find/model";
import { type Project, readProject } from "../project/project";
import { NO_PROJECT } from "../project/view";
import type { Budget } from "../read/reading";
import type { YamlMemory } from "../read/yaml";
import type { LineIndex } from "../text/lineIndex";
import { createCrossIndex } from "./crossIndex";
import type { Files } from "./files";
import { projectCandidates } from "./projects";
import { keysOfFacts } from "./reach";
import type { Settings } from "./settings";
import { type FileView, type Lookups, pendingKey, readPendingKey, type Snapshot } from "./snapshot";
import { exportsOf, type Survey, survey } from "./survey";
import { folderOf as parentOf, relativePath } from "./uri";

/** What a workspace needs from its host. */
export interface WorkspaceHost {
  readonly files: Files;
  /** Random text that only this process knows, for names of keys that nobody can test a guess against. */
  readonly seed: string;
  /** Today as `2026-11-24`. */
  today(): string;
  /** A fresh budget for one text. */
  budget(): Budget;
  settings(uri: string): Promise<Settings>;
  /** URIs of the workspace folders. */
  folders(): readonly string[];
  /** Analyses that were answered are not the truth any more, for another reason than a change of their own text. */
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
  /** A file changed on disk, appeared or went away. */
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

interface TextEntry {
  readonly source: SourceText;
  readonly version: number;
  /** Only for a text that changes: one that is looked at once leaves nothing behind. */
  readonly memory: YamlMemory | undefined;
  facts?: { readonly value: Facts | undefined };
}

/** A survey as others need it: what it rests on. The uses themselves are kept for open texts alone. */
interface Surveyed {
  readonly lookups: Lookups;
  readonly whole: Survey | undefined;
}

/** Each round loads what the one before asked for, so this many are only met where files change all the time. */
const MAX_ROUNDS = 256;

/** Makes a workspace that judges with the given function. */
export function createWorkspace<A extends Judged>(
  host: WorkspaceHost,
  judge: (survey: Survey, snapshot: Snapshot, seed: string) => A,
): Workspace<A> {
  const texts = new Map<string, TextEntry>();
  /** Files on disk that others may reach or whose uses others may ask for. */
  const scanned = new Set<string>();
  /** Files to be looked at again before anything is answered. */
  const stale = new Set<string>();
  const surveys = new Map<string, Surveyed>();
  /** Files whose survey must be made again. */
  const unsurveyed = new Set<string>();
  const loaded = new Map<string, Facts | "absent">();
  const projects = new Map<string, Project | "absent">();
  const analyses = new Map<string, A>();
  /** What the analyses of files rested on that were answered and not kept. */
  const answered = new Map<string, { readonly lookups: Lookups }>();
  const index = createCrossIndex();
  const { seed } = host;
  let complete = true;
  // Grows with every change of any kind: what was judged across one is no longer the truth and is judged again.
  let changes = 0;
  let resets = 0;
  const changedAt = new Map<string, number>();

  const folderOf = (uri: string): string | undefined => {
    let best: string | undefined;
    for (const folder of host.folders()) {
      if (relativePath(folder, uri) !== undefined && (best === undefined || folder.length > best.length)) best = folder;
    }
    return best;
  };
  const folders = { folderOf };

  /** Drops what rests on these files and names, save the text itself. */
  const invalidate = (files: ReadonlySet<string>, names: ReadonlySet<string>, own?: string): void => {
    if (files.size === 0 && names.size === 0) return;
    changes++;
    const hit = ({ lookups }: { readonly lookups: Lookups }): boolean =>
      some(files, lookups.files) || some(names, lookups.names);
    for (const [uri, surveyed] of surveys) {
      if (!hit(surveyed)) continue;
      surveys.delete(uri);
      unsurveyed.add(uri);
    }
    const gone: string[] = [];
    for (const [uri, analysis] of analyses) {
      if (!hit(analysis)) continue;
      analyses.delete(uri);
      if (uri !== own) gone.push(uri);
    }
    for (const [uri, analysis] of answered) {
      if (!hit(analysis)) continue;
      answered.delete(uri);
      gone.push(uri);
    }
    if (gone.length > 0) host.outdated?.(gone);
  };

  const forget = (uri: string): void => {
    changedAt.set(uri, ++changes);
    for (const view of VIEWS) loaded.delete(pendingKey(uri, view));
    projects.delete(uri);
    surveys.delete(uri);
    analyses.delete(uri);
    if (answered.delete(uri)) host.outdated?.([uri]);
    stale.add(uri);
    invalidate(new Set([uri]), new Set(), uri);
  };

  const sourceOf = (uri: string, text: string): SourceText => {
    const folder = folderOf(uri);
    return { uri, path: (folder === undefined ? undefined : relativePath(folder, uri)) ?? uri, text };
  };

  /** Takes what a file holds and names, and whether it has uses that others may ask for. */
  const take = (uri: string, facts: Facts | undefined): void => {
    stale.delete(uri);
    const counts = facts && !facts.skipped;
    const names = index.setKeys(uri, counts ? keysOfFacts(facts, folders) : []);
    surveys.delete(uri);
    if (counts && facts.uses.length > 0) unsurveyed.add(uri);
    else {
      unsurveyed.delete(uri);
      for (const name of index.setExports(uri, undefined)) (names as Set<string>).add(name);
    }
    invalidate(new Set(), names, uri);
  };

  const factsOf = (entry: TextEntry): Facts | undefined => {
    entry.facts ??= { value: findFacts(entry.source, host.budget(), entry.memory) };
    return entry.facts.value;
  };

  const readText = async (uri: string): Promise<string | undefined> => {
    const open = texts.get(uri);
    if (open) return open.source.text;
    // Nothing outside the workspace is read, whatever path a file names.
    if (folderOf(uri) === undefined) return undefined;
    const content = await host.files.read(uri);
    return content.kind === "text" ? content.text : undefined;
  };

  /** Reads a file, and keeps what was made of it unless it changed meanwhile; it then stays pending and is read again. */
  const readInto = async (uri: string, keep: (text: string | undefined) => void): Promise<void> => {
    const before = changes;
    const resetsBefore = resets;
    const text = await readText(uri);
    if (resets === resetsBefore && (changedAt.get(uri) ?? 0) <= before) keep(text);
  };

  const load = (uri: string, as: FileView): Promise<void> =>
    readInto(uri, (text) => {
      const open = texts.get(uri);
      const known = as === "itself" && open ? factsOf(open) : undefined;
      const facts = known ?? (text === undefined ? "absent" : findFactsAs(sourceOf(uri, text), as, host.budget()));
      loaded.set(pendingKey(uri, as), facts);
    });

  /** Reads the project files that may count for a file, the nearest first, until one exists. */
  const loadProject = async (uri: string): Promise<void> => {
    for (const candidate of projectCandidates(uri, folderOf(uri))) {
      if (!projects.has(candidate)) {
        await readInto(candidate, (text) => {
          projects.set(candidate, text === undefined ? "absent" : readProject(candidate, text, host.budget()));
        });
      }
      const project = projects.get(candidate);
      if (project === undefined || project === "absent") continue;
      return;
    }
  };

  const snapshotOf = (uri: string, settings: Settings): { snapshot: Snapshot; looked: ReadonlySet<string> } => {
    const looked = new Set<string>();
    let view = NO_PROJECT;
    for (const candidate of projectCandidates(uri, folderOf(uri))) {
      looked.add(candidate);
      const project = projects.get(candidate);
      if (project === undefined || project === "absent") continue;
      view = project.viewOf(relativePath(parentOf(candidate), uri) ?? uri);
      break;
    }
    const snapshot: Snapshot = {
      today: host.today(),
      settings,
      project: view,
      folderOf,
      facts: (other, as) => loaded.get(pendingKey(other, as)) ?? "pending",
      linked: (key) => index.linked(key),
      keySites: (digest) => index.keySites(digest),
      readers: (definition) => index.readers(definition),
      literals: (other) => index.literals(other),
      complete: () => complete,
    };
    return { snapshot, looked };
  };

  /** Makes something of a snapshot, again and again until all that it looks at is loaded. */
  const settle = async <T extends Judged>(uri: string, make: (snapshot: Snapshot) => T): Promise<T> => {
    const settings = await host.settings(uri);
    await loadProject(uri);
    for (let round = 0; ; round++) {
      const { snapshot, looked } = snapshotOf(uri, settings);
      const made = make(snapshot);
      if (made.lookups.pending.size === 0 || round >= MAX_ROUNDS) return withFiles(made, looked);
      for (const pending of made.lookups.pending) {
        const { uri: other, as } = readPendingKey(pending);
        await load(other, as);
      }
    }
  };

  const factsNow = async (uri: string): Promise<Facts | undefined> => {
    const entry = texts.get(uri);
    if (entry) return factsOf(entry);
    let facts: Facts | undefined;
    await readInto(uri, (text) => {
      facts = text === undefined ? undefined : findFacts(sourceOf(uri, text), host.budget());
    });
    return facts;
  };

  /** Surveys a file; undefined where something changed meanwhile, so that it is still to be done. */
  const surveyNow = async (uri: string): Promise<Survey | undefined> => {
    const known = surveys.get(uri)?.whole;
    if (known) return known;
    const before = changes;
    const facts = await factsNow(uri);
    if (changes !== before) return undefined;
    if (!facts) {
      take(uri, undefined);
      return undefined;
    }
    const made = await settle(uri, (snapshot) => survey(facts, snapshot));
    if (changes !== before) return undefined;
    unsurveyed.delete(uri);
    surveys.set(uri, { lookups: made.lookups, whole: texts.has(uri) ? made : undefined });
    const names = index.setExports(uri, exportsOf(made, seed));
    invalidate(new Set(), names);
    return made;
  };

  /** Looks at changed files again, then surveys what rested on them; what that changes for others follows by itself. */
  const refresh = async (): Promise<void> => {
    for (let round = 0; round < MAX_ROUNDS && stale.size + unsurveyed.size > 0; round++) {
      for (const uri of [...stale]) {
        const entry = texts.get(uri);
        if (entry) take(uri, factsOf(entry));
        else if (scanned.has(uri))
          await readInto(uri, (text) =>
            take(uri, text === undefined ? undefined : findFacts(sourceOf(uri, text), host.budget())),
          );
        else take(uri, undefined);
      }
      for (const uri of [...unsurveyed]) if (!stale.has(uri)) await surveyNow(uri);
    }
  };

  const analyse = async (uri: string): Promise<A | undefined> => {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      await refresh();
      const entry = texts.get(uri);
      if (!entry && !scanned.has(uri)) return undefined;
      const kept = analyses.get(uri);
      if (kept) return kept;
      const before = changes;
      const settings = await host.settings(uri);
      if (changes !== before) continue;
      const facts = entry ? factsOf(entry) : await factsNow(uri);
      if (changes !== before) continue;
      if (!facts || !settings.enable) return undefined;
      const surveyed = surveys.get(uri)?.whole ?? (await settle(uri, (snapshot) => survey(facts, snapshot)));
      if (changes !== before) continue;
      const analysis = await settle(uri, (snapshot) => judge(surveyed, snapshot, seed));
      if (changes !== before) continue;
      if (entry) analyses.set(uri, analysis);
      else answered.set(uri, { lookups: analysis.lookups });
      return analysis;
    }
    return undefined;
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
    scan(source, keep = false) {
      const { uri } = source;
      scanned.add(uri);
      if (texts.has(uri)) return true;
      const facts = findFacts(source, host.budget());
      if (keep && facts) texts.set(uri, { source, version: 0, memory: undefined, facts: { value: facts } });
      take(uri, facts);
      return facts !== undefined;
    },
    drop(uri) {
      if (scanned.delete(uri)) forget(uri);
    },
    setComplete(now) {
      if (complete === now) return;
      complete = now;
      invalidate(new Set(), new Set(["complete"]));
    },
    reset() {
      changes++;
      resets++;
      // What lies in a folder of the workspace, and so may be read, may be something else now.
      loaded.clear();
      projects.clear();
      analyses.clear();
      answered.clear();
      for (const uri of [...texts.keys(), ...scanned, ...surveys.keys()]) stale.add(uri);
      surveys.clear();
    },
    refresh,
    analyse,
    version: (uri) => texts.get(uri)?.version,
    lines: (uri) => {
      const open = texts.get(uri)?.facts?.value;
      if (open) return open.lines;
      for (const view of VIEWS) {
        const facts = loaded.get(pendingKey(uri, view));
        if (facts && facts !== "absent") return facts.lines;
      }
      return undefined;
    },
  };
}

/** Every way to read a file. */
const VIEWS: readonly FileView[] = [
  "itself",
  "text",
  "compose",
  "compose-raw",
  "dotenv",
  "dotenv-expand",
  "node",
  "python-dotenv",
  "systemd",
  "kustomize",
  "shell",
  "any",
];

function some(wanted: ReadonlySet<string>, among: ReadonlySet<string>): boolean {
  for (const each of wanted) if (among.has(each)) return true;
  return false;
}

/** What was made, with further files that it rests on. */
function withFiles<T extends Judged>(made: T, files: ReadonlySet<string>): T {
  const { lookups } = made;
  return { ...made, lookups: { ...lookups, files: new Set([...lookups.files, ...files]) } };
}
