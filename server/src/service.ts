/**
 * Everything that a host needs of Keyfit, in one interface with one factory. It knows no protocol, no editor and no file
 * system: the language server and the command line stand on top and hand in files, settings and today's date.
 */
import { applyEdits, type TextEdit } from "./features/edits";
import { type Fix, type FixName, fixAll, fixesAt, resolveFix } from "./features/fixes";
import { type Hover, hoverAt } from "./features/hover";
import type { SourceText } from "./find/facts";
import { type Analysis, judge } from "./rules/judge";
import type { LineIndex } from "./text/lineIndex";
import type { Span } from "./text/span";
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
  /** The edits of one fix; undefined where it no longer applies. */
  resolveFix(uri: string, name: FixName): Promise<readonly TextEdit[] | undefined>;
  /** The edits of all safe fixes. */
  fixAll(uri: string): Promise<readonly TextEdit[]>;
  /** Lines of a text that was put, or of a file that an analysis looked at, to show a place in it. */
  lines(uri: string): LineIndex | undefined;
}

export type KeyfitHost = WorkspaceHost;

/** Makes the engine for a host. */
export function createKeyfit(host: KeyfitHost): Keyfit {
  const workspace = createWorkspace(host, judge);
  const texts = new Map<string, string>();
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
      return analysis && hoverAt(analysis, offset);
    },
    fixes: async (uri, where) => {
      const analysis = await workspace.analyse(uri);
      return analysis ? fixesAt(analysis, where) : [];
    },
    resolveFix: async (uri, name) => {
      const analysis = await workspace.analyse(uri);
      const text = texts.get(uri);
      return analysis && text !== undefined ? resolveFix(analysis, text, name) : undefined;
    },
    fixAll: async (uri) => {
      const analysis = await workspace.analyse(uri);
      return analysis ? fixAll(analysis) : [];
    },
    lines: (uri) => workspace.lines(uri),
  };
}

export type { Analysis, Fix, FixName, Hover, SourceText, TextEdit };
export { applyEdits };
