/**
 * Everything that a host needs of Keyfit, in one interface with one factory. It knows no protocol, no editor and no file
 * system: the language server and the command line stand on top and hand in files, settings and today's date.
 */
import { maskKeys } from "./elastic/mask";
import { type Declaration, type DeclarationName, declarationsAt, declare } from "./features/declare";
import { applyEdits, type TextEdit } from "./features/edits";
import { type Fix, type FixName, fixAll, fixAllFiles, fixesAt, resolveFix } from "./features/fixes";
import { type Hover, hoverAt } from "./features/hover";
import { completeProject, hoverProject, type ProjectCompletion } from "./features/projectFile";
import { projectTextFor, projectTextOf } from "./features/projectPlace";
import type { SourceText } from "./find/facts";
import { readProject } from "./project/project";
import { NO_PROJECT, type ProjectView } from "./project/view";
import { type Analysis, judge } from "./rules/judge";
import { type LineIndex, lineIndex } from "./text/lineIndex";
import type { Span } from "./text/span";
import { folderOf, relativePath } from "./workspace/uri";
import { createWorkspace, type WorkspaceHost } from "./workspace/workspace";

export interface Keyfit {
  /** Takes a text as an editor or a reader has it, with a version that changes whenever the text does. */
  put(source: SourceText, version: number): void;
  /** Forgets an editor's text; the file on disk counts again. */
  remove(uri: string): void;
  /** A file changed on disk, appeared or went away. */
  touch(uri: string): void;
  /**
   * Takes a file of the workspace as it lies on disk, so that others reach it. True where there is something to judge;
   * `keep` keeps it then as if it had been put.
   */
  scan(source: SourceText, keep?: boolean): boolean;
  /** A file of the workspace is gone, or does not count any more. */
  drop(uri: string): void;
  /** Whether all files of the workspace have been scanned; until then nothing is called absent. */
  setComplete(complete: boolean): void;
  /** Settings or the day changed. */
  reset(): void;
  /** Brings what files mean for each other up to date. */
  refresh(): Promise<void>;

  /** Verdicts and findings of a text or a scanned file; undefined where there is nothing to judge or Keyfit is switched off. */
  analyse(uri: string): Promise<Analysis | undefined>;
  hover(uri: string, offset: number): Promise<Hover | undefined>;
  /** Fixes of the findings that touch a span, without their edits. */
  fixes(uri: string, where: Span): Promise<readonly Fix[]>;
  /** The edits of one fix, in this file or another one; undefined where it no longer applies. */
  resolveFix(uri: string, name: FixName): Promise<readonly TextEdit[] | undefined>;
  /** The edits of all safe fixes within the file. */
  fixAll(uri: string): Promise<readonly TextEdit[]>;
  /** The edits of all safe fixes, by the file that they are for: the value at fault may stand in another one. */
  fixAllFiles(uri: string): Promise<ReadonlyMap<string, readonly TextEdit[]>>;
  /** What can be declared in the project file about the uses that touch a span. */
  declarations(uri: string, where: Span): Promise<readonly Declaration[]>;
  /** The edits of the project file that declare it; undefined where that no longer applies. */
  resolveDeclaration(uri: string, name: DeclarationName): Promise<ProjectFileEdit | undefined>;
  /** What can stand at an offset of a project file that was put. */
  complete(uri: string, offset: number): Promise<readonly ProjectCompletion[]>;
  /** What the project file says about a file. */
  project(uri: string): Promise<ProjectView>;
  /** Lines of a text that was put, or of a file that an analysis looked at, to show a place in it. */
  lines(uri: string): LineIndex | undefined;
}

/** Edits of a project file, which may have to be made first. */
export interface ProjectFileEdit {
  readonly uri: string;
  readonly created: boolean;
  readonly lines: LineIndex;
  readonly edits: readonly TextEdit[];
}

export type KeyfitHost = WorkspaceHost;

/** Makes the engine for a host. */
export function createKeyfit(host: KeyfitHost): Keyfit {
  const workspace = createWorkspace(host, judge);
  const texts = new Map<string, string>();
  const places = { files: host.files, folders: () => host.folders(), textOf: (uri: string) => texts.get(uri) };

  /** A fix as it is now. Of a file that nobody watches, the text is read again before it is edited. */
  const resolveNow = async (uri: string, name: FixName): Promise<readonly TextEdit[] | undefined> => {
    const analysis = await workspace.analyse(uri);
    const text = texts.get(uri);
    return analysis && text !== undefined ? resolveFix(analysis, text, name) : undefined;
  };

  /** The text and the analysis of a project file that was put. */
  const projectFile = async (uri: string): Promise<string | undefined> => {
    const analysis = await workspace.analyse(uri);
    return analysis?.facts.project ? texts.get(uri) : undefined;
  };

  return {
    put(source, version) {
      texts.set(source.uri, source.text);
      workspace.put(source, version);
    },
    remove(uri) {
      texts.delete(uri);
      workspace.remove(uri);
    },
    touch: (uri) => workspace.touch(uri),
    scan: (source, keep) => {
      const judged = workspace.scan(source, keep);
      if (keep && judged) texts.set(source.uri, source.text);
      return judged;
    },
    drop: (uri) => workspace.drop(uri),
    setComplete: (complete) => workspace.setComplete(complete),
    reset: () => workspace.reset(),
    refresh: () => workspace.refresh(),
    analyse: (uri) => workspace.analyse(uri),
    hover: async (uri, offset) => {
      const analysis = await workspace.analyse(uri);
      const text = texts.get(uri);
      if (analysis?.facts.project && text !== undefined) {
        const found = hoverProject(text, offset, host.budget());
        return found && isShowable(text.slice(found.span.start, found.span.end)) ? found : undefined;
      }
      return analysis && hoverAt(analysis, offset);
    },
    fixes: async (uri, where) => {
      const analysis = await workspace.analyse(uri);
      return analysis ? fixesAt(analysis, where) : [];
    },
    resolveFix: async (uri, name) => {
      const edits = await resolveNow(uri, name);
      const others = (edits ?? []).flatMap((edit) => edit.uri ?? []).filter((other) => !texts.has(other));
      if (others.length === 0) return edits;
      for (const other of others) workspace.touch(other);
      return resolveNow(uri, name);
    },
    fixAll: async (uri) => {
      const analysis = await workspace.analyse(uri);
      return analysis ? fixAll(analysis) : [];
    },
    fixAllFiles: async (uri) => {
      const analysis = await workspace.analyse(uri);
      return analysis ? fixAllFiles(analysis) : new Map();
    },
    declarations: async (uri, where) => {
      // Outside of the workspace there is no place for a project file.
      if (!host.folders().some((folder) => relativePath(folder, uri) !== undefined)) return [];
      const analysis = await workspace.analyse(uri);
      return analysis ? declarationsAt(analysis, where) : [];
    },
    resolveDeclaration: async (uri, name) => {
      const project = await projectTextFor(uri, places);
      const analysis = await workspace.analyse(uri);
      const edits = project && analysis && declare(analysis, name, project.text);
      return edits && { uri: project.uri, created: project.created, lines: lineIndex(project.text), edits };
    },
    complete: async (uri, offset) => {
      const text = await projectFile(uri);
      const found = text === undefined ? [] : completeProject(text, offset, host.budget());
      return found.filter(({ label }) => isShowable(label));
    },
    project: async (uri) => {
      const found = await projectTextOf(uri, places);
      if (!found) return NO_PROJECT;
      const path = relativePath(folderOf(found.uri), uri) ?? uri;
      return readProject(found.uri, found.text, host.budget()).viewOf(path);
    },
    lines: (uri) => workspace.lines(uri),
  };
}

/** Names in a project file are free, and people paste keys where names belong: such a name is not repeated. */
function isShowable(name: string): boolean {
  return maskKeys(name) === name;
}

export type { Analysis, Declaration, DeclarationName, Fix, FixName, Hover, ProjectCompletion, SourceText, TextEdit };
export { applyEdits };
