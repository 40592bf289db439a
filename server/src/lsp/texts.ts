/**
 * The texts that are open in the editor, between the protocol and the engine. A change only marks a text; it reaches the
 * engine when somebody asks for an answer, so that a burst of changes costs one reading and not one each.
 */
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Analysis, Keyfit } from "../service";
import { normalUri, pathOf, relativePath } from "../workspace/uri";
import type { Clock } from "./clock";
import type { Config } from "./config";
import type { Folders } from "./folders";

/** An analysis and the version of the text that it is about. */
export interface Judged {
  /** As the client spells it. */
  readonly uri: string;
  readonly version: number;
  /** Undefined where there is nothing to judge. */
  readonly analysis: Analysis | undefined;
  /** Milliseconds that it took. */
  readonly took: number;
}

export interface OpenTexts {
  /** Counts changes of any text. */
  changes(): number;
  /** It was opened, or its content changed. */
  changed(document: TextDocument): void;
  closed(document: TextDocument): void;
  /** Folders changed, so every path did. */
  reopen(): void;
  has(uri: string): boolean;
  /** URIs in one spelling (normalUri) of the texts that Keyfit looks at. */
  uris(): readonly string[];
  /** The client's spelling of a URI. */
  spelling(uri: string): string;
  /** The version of an open text. */
  version(uri: string): number | undefined;
  /** Hands changes on that nobody has asked about, so that what rests on them is told to be outdated. */
  flush(): Promise<void>;
  /** Resolves once nobody waits for an analysis. */
  idle(): Promise<void>;
  /** The analysis of the newest version; undefined where the text is not open, or of a scheme that is left alone. */
  judge(uri: string): Promise<Judged | undefined>;
}

export interface OpenTextsHost {
  readonly engine: Keyfit;
  readonly folders: Folders;
  readonly config: Config;
  readonly clock: Clock;
  /** Files that an open text's analysis looked at, found or not. */
  onLooked(uris: Iterable<string>): void;
}

/** Makes an empty set of open texts. */
export function createOpenTexts(host: OpenTextsHost): OpenTexts {
  const { engine, folders, config, clock } = host;
  const open = new Map<string, TextDocument>();
  const dirty = new Set<string>();
  let changes = 0;
  let asked = 0;
  let waiting: (() => void)[] = [];

  /** Real documents: not the left side of a comparison, a log, or the view of a repository's history. */
  const accepts = (uri: string): boolean => {
    const scheme = schemeOf(uri);
    return scheme === "file" || scheme === "untitled" || folders.list().some((folder) => schemeOf(folder) === scheme);
  };

  const sync = (): void => {
    if (dirty.size === 0) return;
    const changed = [...dirty];
    dirty.clear();
    for (const uri of changed) {
      const document = open.get(uri);
      if (!document) continue;
      const folder = folders.holding(uri);
      const path = (folder === undefined ? undefined : relativePath(folder, uri)) ?? pathOf(uri);
      engine.put({ uri, path, text: document.getText(), languageId: document.languageId }, document.version);
    }
  };

  const changed = (document: TextDocument): void => {
    const uri = normalUri(document.uri);
    if (!accepts(uri)) return;
    changes++;
    open.set(uri, document);
    dirty.add(uri);
  };

  const judgeNow = async (given: string): Promise<Judged | undefined> => {
    const uri = normalUri(given);
    for (;;) {
      sync();
      const document = open.get(uri);
      if (!document) return undefined;
      const { version } = document;
      // Asked beforehand, so that the time of a client's answer is not taken for the time of the work.
      await config.settings(uri);
      const start = clock.now();
      const analysis = await engine.analyse(uri);
      const took = clock.now() - start;
      const current = open.get(uri) === document && document.version === version && !dirty.has(uri);
      if (!current) continue;
      if (analysis) host.onLooked(analysis.lookups.files);
      return { uri: document.uri, version, analysis, took };
    }
  };

  const judge = async (uri: string): Promise<Judged | undefined> => {
    asked++;
    try {
      return await judgeNow(uri);
    } finally {
      asked--;
      const released = asked === 0 ? waiting : [];
      if (asked === 0) waiting = [];
      for (const release of released) release();
    }
  };

  return {
    changes: () => changes,
    changed,
    closed: (document) => {
      const uri = normalUri(document.uri);
      if (!open.delete(uri)) return;
      changes++;
      dirty.delete(uri);
      engine.remove(uri);
    },
    reopen: () => {
      changes++;
      for (const uri of open.keys()) {
        // The engine takes the same version of a text once, and the path is new while the text is not.
        engine.remove(uri);
        dirty.add(uri);
      }
    },
    has: (uri) => open.has(normalUri(uri)),
    uris: () => [...open.keys()],
    spelling: (uri) => open.get(uri)?.uri ?? uri,
    version: (uri) => open.get(normalUri(uri))?.version,
    flush: async () => {
      if (dirty.size === 0) return;
      sync();
      await engine.refresh();
    },
    idle: () => (asked === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    judge,
  };
}

function schemeOf(uri: string): string {
  return uri.slice(0, uri.indexOf(":"));
}
