/**
 * What the engine has read: the texts that are open, facts of other files in each way that somebody reads them, and
 * project files. An open text goes before the file on disk. What was asked for while its file changed is not kept, and
 * what has not been needed for long is let go: it can be read again.
 */
import { findFacts, findFactsAs, type SourceText } from "../find/facts";
import type { Facts } from "../find/model";
import { type Project, readProject } from "../project/project";
import { NO_PROJECT, type ProjectView } from "../project/view";
import type { Budget } from "../read/reading";
import type { YamlMemory } from "../read/yaml";
import type { LineIndex } from "../text/lineIndex";
import { withoutIdleDocuments } from "./documents";
import type { Files } from "./files";
import { type IgnoreRules, parseIgnoreRules } from "./ignoreRules";
import { projectCandidates } from "./projects";
import { type FileView, type ReadAs, readPendingKey } from "./snapshot";
import { folderOf as parentOf, relativePath } from "./uri";

export interface LoadingHost {
  readonly files: Files;
  budget(): Budget;
  folders(): readonly string[];
}

export interface TextEntry {
  readonly source: SourceText;
  readonly version: number;
  /** Only for a text that changes: one that is looked at once leaves nothing behind. */
  readonly memory: YamlMemory | undefined;
  facts?: { readonly value: Facts | undefined };
}

/** Work on a file; not valid any more once the file, or everything, changed. */
export interface Ticket {
  readonly uri: string;
  valid: boolean;
}

export interface Loading {
  folderOf(uri: string): string | undefined;
  sourceOf(uri: string, text: string): SourceText;

  text(uri: string): TextEntry | undefined;
  texts(): Iterable<string>;
  /** Opens a text, or takes its new content; false where it is the same again. */
  open(source: SourceText, version: number): boolean;
  /** Opens a text whose facts are known. */
  openAs(source: SourceText, facts: Facts): void;
  close(uri: string): boolean;
  factsOf(entry: TextEntry): Facts | undefined;

  begin(uri: string): Ticket;
  end(ticket: Ticket): void;

  /** Facts of a file as it is now, open or on disk; undefined where it holds nothing. */
  factsNow(uri: string): Promise<Facts | undefined>;
  /** Facts that are loaded. */
  facts(uri: string, as: FileView): Facts | "absent" | "pending";
  /** The rules of an ignore file that is loaded. */
  ignoreRules(uri: string): IgnoreRules | "absent" | "pending";
  /** Loads what was pending. What changes meanwhile stays pending. */
  load(pending: ReadonlySet<string>): Promise<void>;
  /** Reads the project files that may count for a file. */
  loadProject(uri: string): Promise<void>;
  /** What the nearest project file says about a file, and the files that were looked for; undefined while one is to be read. */
  projectOf(uri: string): { readonly view: ProjectView; readonly looked: readonly string[] } | undefined;
  lines(uri: string): LineIndex | undefined;

  /** Remembers in which folders a file lies. */
  note(uri: string): void;
  /** Whether a file lies in this folder that somebody ever asked for, found or not. */
  isFolder(uri: string): boolean;
  /** Whether anything is known, or being read, of this file. */
  holds(uri: string): boolean;
  /** The files that something is known of. */
  held(): Iterable<string>;
  /** Lets go what was made of a file; the text of an editor stays. */
  forget(uri: string): void;
  /** Ends all work that goes on. */
  spoil(): void;
  /** Lets go everything but texts. */
  clear(): void;
  /** Keeps all that is needed from now on, until it is released. */
  hold(): () => void;
  /** Lets go what has not been needed for long. */
  trim(): void;
}

/** Files that are read at once: a system gives a process only so many. */
const AT_ONCE = 16;
/** UTF-16 units of the texts whose facts are kept, and what facts of an empty file count for. */
const KEPT = 1_500_000;
const LEAST = 500;

interface Loaded {
  readonly views: Map<FileView, Facts | "absent">;
  weight: number;
  used: number;
}

/** Makes a loading that has read nothing. */
export function createLoading(host: LoadingHost): Loading {
  const texts = new Map<string, TextEntry>();
  const loaded = new Map<string, Loaded>();
  const projects = new Map<string, Project | "absent">();
  const ignoring = new Map<string, IgnoreRules | "absent">();
  const candidates = new Map<string, readonly string[]>();
  const tickets = new Map<string, Set<Ticket>>();
  const parents = new Set<string>();
  const holds = new Set<{ readonly since: number }>();
  let weight = 0;
  let turn = 0;

  const folderOf = (uri: string): string | undefined => {
    let best: string | undefined;
    for (const folder of host.folders()) {
      if ((best === undefined || folder.length > best.length) && liesIn(folder, uri)) best = folder;
    }
    return best;
  };

  const sourceOf = (uri: string, text: string): SourceText => {
    const folder = folderOf(uri);
    return { uri, path: (folder === undefined ? undefined : relativePath(folder, uri)) ?? uri, text };
  };

  const note = (uri: string): void => {
    for (let at = uri.lastIndexOf("/"); at > 0; at = uri.lastIndexOf("/", at - 1)) {
      const folder = uri.slice(0, at);
      if (parents.has(folder)) return;
      parents.add(folder);
    }
  };

  const begin = (uri: string): Ticket => {
    note(uri);
    const ticket: Ticket = { uri, valid: true };
    const others = tickets.get(uri);
    if (others) others.add(ticket);
    else tickets.set(uri, new Set([ticket]));
    return ticket;
  };
  const end = (ticket: Ticket): void => {
    const all = tickets.get(ticket.uri);
    all?.delete(ticket);
    if (all?.size === 0) tickets.delete(ticket.uri);
  };
  const spoil = (): void => {
    for (const all of tickets.values()) for (const ticket of all) ticket.valid = false;
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

  /** Reads a file, and keeps what was made of it unless it changed meanwhile; it then stays as it was. */
  const readInto = async (uri: string, keep: (text: string | undefined) => void): Promise<void> => {
    const ticket = begin(uri);
    try {
      const text = await readText(uri);
      if (ticket.valid) keep(text);
    } finally {
      end(ticket);
    }
  };

  const readAs = (source: SourceText, as: FileView): Facts =>
    findFactsAs(as === "itself" ? withoutIdleDocuments(source) : source, as, host.budget());

  const loadOne = (uri: string, as: ReadAs): Promise<void> =>
    readInto(uri, (text) => {
      if (as === "ignore-rules") {
        ignoring.set(uri, text === undefined ? "absent" : parseIgnoreRules(text));
        return;
      }
      const open = texts.get(uri);
      const known = as === "itself" && open ? factsOf(open) : undefined;
      const facts = known ?? (text === undefined ? "absent" : readAs(sourceOf(uri, text), as));
      const entry = loaded.get(uri) ?? { views: new Map(), weight: 0, used: turn };
      if (!entry.views.has(as)) {
        const more = LEAST + (open ? 0 : (text?.length ?? 0));
        entry.weight += more;
        weight += more;
      }
      entry.views.set(as, facts);
      entry.used = turn;
      loaded.set(uri, entry);
    });

  const candidatesOf = (uri: string): readonly string[] => {
    const folder = uri.slice(0, uri.lastIndexOf("/"));
    let found = candidates.get(folder);
    if (!found) {
      found = projectCandidates(uri, folderOf(uri));
      candidates.set(folder, found);
    }
    return found;
  };

  const letGo = (uri: string): void => {
    const entry = loaded.get(uri);
    if (!entry) return;
    weight -= entry.weight;
    loaded.delete(uri);
  };

  return {
    folderOf,
    sourceOf,
    text: (uri) => texts.get(uri),
    texts: () => texts.keys(),
    open(source, version) {
      const before = texts.get(source.uri);
      if (before && before.version === version && before.source.text === source.text) return false;
      const memory = before && (before.memory ?? { tape: undefined });
      texts.set(source.uri, { source, version, memory });
      return true;
    },
    openAs(source, facts) {
      texts.set(source.uri, { source, version: 0, memory: undefined, facts: { value: facts } });
    },
    close: (uri) => texts.delete(uri),
    factsOf,
    begin,
    end,
    async factsNow(uri) {
      const entry = texts.get(uri);
      if (entry) return factsOf(entry);
      const text = await readText(uri);
      return text === undefined ? undefined : findFacts(withoutIdleDocuments(sourceOf(uri, text)), host.budget());
    },
    facts(uri, as) {
      const entry = loaded.get(uri);
      if (!entry) return "pending";
      entry.used = turn;
      return entry.views.get(as) ?? "pending";
    },
    ignoreRules: (uri) => ignoring.get(uri) ?? "pending",
    async load(pending) {
      turn++;
      const all = [...pending].map(readPendingKey);
      for (let at = 0; at < all.length; at += AT_ONCE) {
        await Promise.all(all.slice(at, at + AT_ONCE).map(({ uri, as }) => loadOne(uri, as)));
      }
    },
    async loadProject(uri) {
      const unknown: string[] = [];
      for (const candidate of candidatesOf(uri)) {
        const project = projects.get(candidate);
        if (project === undefined) unknown.push(candidate);
        else if (project !== "absent") break;
      }
      await Promise.all(
        unknown.map((candidate) =>
          readInto(candidate, (text) => {
            projects.set(candidate, text === undefined ? "absent" : readProject(candidate, text, host.budget()));
          }),
        ),
      );
    },
    projectOf(uri) {
      const all = candidatesOf(uri);
      for (const [at, candidate] of all.entries()) {
        const project = projects.get(candidate);
        if (project === undefined) return undefined;
        if (project === "absent") continue;
        const view = project.viewOf(relativePath(parentOf(candidate), uri) ?? uri);
        return { view, looked: all.slice(0, at + 1) };
      }
      return { view: NO_PROJECT, looked: all };
    },
    lines(uri) {
      const open = texts.get(uri)?.facts?.value;
      if (open) return open.lines;
      for (const facts of loaded.get(uri)?.views.values() ?? []) if (facts !== "absent") return facts.lines;
      return undefined;
    },
    note,
    isFolder: (uri) => parents.has(uri),
    holds: (uri) => [loaded, projects, ignoring, tickets].some((all) => all.has(uri)),
    held: () => [loaded, projects, ignoring, tickets].flatMap((all) => [...all.keys()]),
    forget(uri) {
      letGo(uri);
      projects.delete(uri);
      ignoring.delete(uri);
      for (const ticket of tickets.get(uri) ?? []) ticket.valid = false;
    },
    spoil,
    clear() {
      loaded.clear();
      weight = 0;
      projects.clear();
      ignoring.clear();
      candidates.clear();
      spoil();
    },
    hold() {
      const hold = { since: ++turn };
      holds.add(hold);
      return () => holds.delete(hold);
    },
    trim() {
      if (weight <= KEPT) return;
      const since = Math.min(...[...holds].map((hold) => hold.since));
      const oldest = [...loaded].sort(([, left], [, right]) => left.used - right.used);
      for (const [uri, { used }] of oldest) {
        if (weight <= KEPT / 2 || used >= since) return;
        letGo(uri);
      }
    },
  };
}

/** Whether a URI lies in a folder. Mostly both have one spelling, and then no URI needs to be taken apart. */
function liesIn(folder: string, uri: string): boolean {
  if (uri.startsWith(folder) && uri[folder.length] === "/" && !uri.includes("..") && !uri.includes("%2")) return true;
  return relativePath(folder, uri) !== undefined;
}
