/**
 * Problems of files that are not open, for folders where `keyfit.problems` is `workspace`. The index finds the files;
 * each is judged once, and again when the engine says that its answer is outdated. Texts of closed files are forgotten as
 * soon as they are judged.
 */
import type { Diagnostic } from "vscode-languageserver";
import type { Keyfit } from "../service";
import { relativePath } from "../workspace/uri";
import type { Config } from "./config";
import { diagnosticsOf, type Surroundings } from "./convert";
import { resultIdOf } from "./diagnostics";
import type { Folders } from "./folders";
import type { OpenTexts } from "./texts";
import type { WorkspaceIndex } from "./workspaceIndex";

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
  /** A file changed on disk or in the editor. */
  touched(uri: string): void;
  /** Answers about these files are not the truth any more. */
  outdated(uris: readonly string[]): void;
  /** The index has walked: there may be other files now. */
  walked(): void;
  /** Settings, folders or the day changed. */
  reset(): void;
  /** Resolves once it is known which files there are. */
  ready(): Promise<void>;
  /** Brings everything up to date and answers the files that have problems, open ones too; `found` hears of each at once. */
  collect(cancelled: () => boolean, found?: (problems: FileProblems) => void): Promise<readonly FileProblems[]>;
}

export interface WorkspaceProblemsHost {
  readonly engine: Keyfit;
  readonly index: WorkspaceIndex;
  readonly folders: Folders;
  readonly config: Config;
  readonly texts: OpenTexts;
  readonly around: Surroundings;
}

/** Makes the view of a workspace. Nothing is judged before the first `collect`. */
export function createWorkspaceProblems(host: WorkspaceProblemsHost): WorkspaceProblems {
  const { engine, index, folders, config, texts, around } = host;
  const known = new Map<string, FileProblems>();
  /** Files that were judged, with problems or without. */
  const judged = new Set<string>();
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

  const judgeOpen = async (uri: string): Promise<FileProblems | undefined> => {
    const answer = await texts.judge(uri);
    if (!answer?.analysis) return undefined;
    return {
      uri: answer.uri,
      version: answer.version,
      resultId: resultIdOf(answer.analysis),
      items: diagnosticsOf(answer.analysis, around),
    };
  };

  const judgeFile = async (uri: string): Promise<FileProblems | undefined> => {
    if (texts.has(uri)) return judgeOpen(uri);
    const analysis = await engine.analyse(uri);
    // It may have been opened meanwhile; the editor's text then counts.
    if (texts.has(uri)) return judgeOpen(uri);
    return analysis && { uri, version: null, resultId: resultIdOf(analysis), items: diagnosticsOf(analysis, around) };
  };

  return {
    wanted: async () => (await wantedFolders()).length > 0,
    changes: () => changes,
    changed: () => new Promise((resolve) => waiting.push(resolve)),
    touched: (uri) => {
      judged.delete(uri);
      change();
    },
    outdated: (uris) => {
      for (const uri of uris) judged.delete(uri);
      change();
    },
    walked: change,
    reset: () => {
      judged.clear();
      change();
    },
    ready: async () => {
      index.start();
      await index.ready();
    },
    collect: async (cancelled, found) => {
      const wanted = await wantedFolders();
      const files = [...index.files()].filter((uri) =>
        wanted.some((folder) => relativePath(folder, uri) !== undefined),
      );
      const here = new Set(files);
      for (const uri of known.keys()) if (!here.has(uri)) known.delete(uri);
      for (const uri of files) {
        if (cancelled()) break;
        if (judged.has(uri)) continue;
        judged.add(uri);
        const problems = sameAs(known.get(uri), await judgeFile(uri));
        if (problems) known.set(uri, problems);
        else known.delete(uri);
        if (problems && problems.items.length > 0) found?.(problems);
      }
      return [...known.values()].filter(({ items }) => items.length > 0);
    },
  };
}

/** Judged again with the same answer, it keeps its name: the client has it already. */
function sameAs(before: FileProblems | undefined, now: FileProblems | undefined): FileProblems | undefined {
  if (!before || !now || before.version !== now.version) return now;
  return JSON.stringify(before.items) === JSON.stringify(now.items) ? before : now;
}
