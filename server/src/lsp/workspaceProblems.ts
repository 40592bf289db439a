/**
 * Problems of files that are not open, for folders where `keyfit.problems` is `workspace`. One walk finds the files,
 * honouring `.gitignore`; afterwards only what changed is read again. The walk yields every few milliseconds, so that
 * typing is never kept waiting, and forgets a text as soon as it is judged.
 */
import type { Diagnostic } from "vscode-languageserver";
import type { Keyfit } from "../service";
import type { Files } from "../workspace/files";
import { nameOf, relativePath } from "../workspace/uri";
import { walkFolder } from "../workspace/walk";
import { type Clock, pause } from "./clock";
import type { Config } from "./config";
import { diagnosticsOf, type Surroundings } from "./convert";
import { resultIdOf } from "./diagnostics";
import type { Folders } from "./folders";
import type { Log } from "./log";
import type { OpenTexts } from "./texts";

/** The problems of a file, with the name of this answer. */
export interface FileProblems {
  readonly uri: string;
  /** The version of an open text; null for a file on disk. */
  readonly version: number | null;
  readonly resultId: string;
  readonly items: Diagnostic[];
}

export interface WorkspaceProblems {
  /** True while a folder wants the problems of all its files. */
  wanted(): Promise<boolean>;
  /** Counts what could make an answer outdated. */
  changes(): number;
  /** Resolves at the next such change. */
  changed(): Promise<void>;
  /** A file changed on disk or in the editor; `structure` where one came or went. */
  touched(uri: string, structure: boolean): void;
  /** Settings, folders or the day changed. */
  reset(): void;
  /** Brings everything up to date and answers the files that have problems, open ones too; `found` hears of each at once. */
  collect(cancelled: () => boolean, found?: (problems: FileProblems) => void): Promise<readonly FileProblems[]>;
}

export interface WorkspaceProblemsHost {
  readonly engine: Keyfit;
  readonly files: Files;
  readonly folders: Folders;
  readonly config: Config;
  readonly texts: OpenTexts;
  readonly around: Surroundings;
  readonly clock: Clock;
  readonly log: Log;
}

/** Work without a pause for the others, in milliseconds. */
const STRETCH = 8;

/** A file that was judged, and the files that its analysis looked at. */
interface Known {
  readonly problems: FileProblems;
  readonly looked: ReadonlySet<string>;
}

/** Makes the view of a workspace. Nothing is read before the first `collect`. */
export function createWorkspaceProblems(host: WorkspaceProblemsHost): WorkspaceProblems {
  const { engine, files, folders, config, texts, around, clock, log } = host;
  const known = new Map<string, Known>();
  /** Every file that a walk met; those that are also stale are read again. */
  const met = new Set<string>();
  const stale = new Set<string>();
  let walkNeeded = true;
  let changes = 0;
  let waiting: (() => void)[] = [];

  const change = (): void => {
    changes++;
    const released = waiting;
    waiting = [];
    for (const release of released) release();
  };

  const wantedFolders = async (): Promise<readonly string[]> => {
    const wanted: string[] = [];
    for (const folder of folders.list()) {
      const { enable, problems } = await config.settings(folder);
      if (enable && problems === "workspace") wanted.push(folder);
    }
    return wanted;
  };

  const walk = async (cancelled: () => boolean): Promise<void> => {
    const before = new Set(met);
    met.clear();
    let last = clock.now();
    for (const folder of await wantedFolders()) {
      for await (const entry of walkFolder(files, folder, cancelled)) {
        if (entry.kind === "unreadable") log.warn(`A folder cannot be read: ${entry.reason}`);
        else {
          met.add(entry.uri);
          if (!before.delete(entry.uri)) stale.add(entry.uri);
        }
        if (clock.now() - last > STRETCH) {
          await pause(clock);
          last = clock.now();
        }
      }
    }
    // What a whole walk did not meet any more is gone, or ignored now.
    if (cancelled()) for (const uri of before) met.add(uri);
    else for (const uri of before) stale.add(uri);
    walkNeeded = cancelled();
  };

  const judgeOpen = async (uri: string): Promise<Known | undefined> => {
    const judged = await texts.judge(uri);
    if (!judged?.analysis) return undefined;
    return {
      problems: {
        uri: judged.uri,
        version: judged.version,
        resultId: resultIdOf(judged.analysis),
        items: diagnosticsOf(judged.analysis, around),
      },
      looked: judged.analysis.lookups.files,
    };
  };

  const judgeClosed = async (uri: string): Promise<Known | undefined> => {
    const folder = folders.holding(uri);
    const path = folder === undefined ? undefined : relativePath(folder, uri);
    const content = path === undefined ? undefined : await files.read(uri);
    if (path === undefined || content?.kind !== "text") return undefined;
    // It may have been opened while it was read; the editor's text then counts.
    if (texts.has(uri)) return judgeOpen(uri);
    engine.put({ uri, path, text: content.text }, 0);
    const analysis = await engine.analyse(uri);
    if (texts.has(uri)) return judgeOpen(uri);
    const judged = analysis && {
      problems: { uri, version: null, resultId: resultIdOf(analysis), items: diagnosticsOf(analysis, around) },
      looked: analysis.lookups.files,
    };
    engine.remove(uri);
    return judged;
  };

  const refresh = async (uri: string): Promise<FileProblems | undefined> => {
    const now = met.has(uri) ? await (texts.has(uri) ? judgeOpen(uri) : judgeClosed(uri)) : undefined;
    if (now) known.set(uri, now);
    else known.delete(uri);
    return now?.problems;
  };

  return {
    wanted: async () => (await wantedFolders()).length > 0,
    changes: () => changes,
    changed: () => new Promise((resolve) => waiting.push(resolve)),
    touched: (uri, structure) => {
      stale.add(uri);
      for (const [other, { looked }] of known) if (looked.has(uri)) stale.add(other);
      if (structure || nameOf(uri) === ".gitignore") walkNeeded = true;
      change();
    },
    reset: () => {
      walkNeeded = true;
      for (const uri of met) stale.add(uri);
      change();
    },
    collect: async (cancelled, found) => {
      if (walkNeeded) await walk(cancelled);
      let last = clock.now();
      for (const uri of stale) {
        if (cancelled()) break;
        stale.delete(uri);
        const problems = await refresh(uri);
        if (problems && problems.items.length > 0) found?.(problems);
        if (clock.now() - last > STRETCH) {
          await pause(clock);
          last = clock.now();
        }
      }
      return [...known.values()].map(({ problems }) => problems).filter(({ items }) => items.length > 0);
    },
  };
}
