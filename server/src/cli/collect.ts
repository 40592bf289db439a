/**
 * From arguments to analysed files. Folders are walked, named files are always read; whatever cannot be read is told in
 * one line and the rest goes on.
 */
import { randomUUID } from "node:crypto";
import path from "node:path";
import process from "node:process";
import { mayBeRead } from "../find/formats";
import { nodeFiles } from "../node/files";
import { repositoryOf } from "../node/repository";
import { localDate, timedBudget } from "../node/time";
import { type Analysis, createKeyfit, type Keyfit } from "../service";
import type { Files } from "../workspace/files";
import { createIndexer } from "../workspace/indexer";
import { DEFAULT_SETTINGS } from "../workspace/settings";
import { pathOfUri, relativePath, uriOfPath } from "../workspace/uri";
import { walkFolder } from "../workspace/walk";
import type { Output } from "./output";
import { shownArgument } from "./shown";

const WINDOWS = process.platform === "win32";

export interface CheckedFile {
  readonly uri: string;
  /** Relative to the current folder, with `/`; absolute where the file lies elsewhere. */
  readonly file: string;
  readonly text: string;
  readonly analysis: Analysis;
}

export type SkipReason = "too-large" | "binary" | "unreadable" | "too-deep" | "time";

export interface Skipped {
  readonly file: string;
  readonly reason: SkipReason;
}

export interface Collected {
  readonly files: readonly CheckedFile[];
  readonly skipped: readonly Skipped[];
  /** Something could not be read, which is exit code 2. */
  readonly unreadable: boolean;
  readonly keyfit: Keyfit;
  /** Any file, also one that was not asked for, as outputs name it: relative to the current folder, with `/`. */
  readonly nameOf: (uri: string) => string;
}

/** What to look at: paths, or one text from standard input. */
export interface Request {
  readonly paths: readonly string[];
  readonly stdin?: { readonly name: string; readonly text: string };
}

/**
 * Reads and analyses everything that was asked for, in the order of names. Other files of the same repository are read
 * too, for what they give to those: variables, mounts, calls.
 */
export async function collect(request: Request, output: Output): Promise<Collected> {
  const cwd = process.cwd();
  const root = uriOfPath(cwd, WINDOWS);
  const asked = request.paths.map((written) => ({ written, uri: uriOfPath(path.resolve(cwd, written), WINDOWS) }));
  const stdin = request.stdin && { uri: uriOfPath(path.resolve(cwd, request.stdin.name), WINDOWS), ...request.stdin };
  const folders = await workspaceFolders(root, [...asked.map(({ uri }) => uri), ...(stdin ? [stdin.uri] : [])]);
  // What a person names is looked at, also where it is a link that leads elsewhere.
  const roots = [...folders, ...asked.map(({ uri }) => uri)];
  const files = nodeFiles({ roots: () => roots });
  const keyfit = createKeyfit({
    files,
    seed: randomUUID(),
    today: localDate,
    budget: timedBudget,
    settings: async () => DEFAULT_SETTINGS,
    folders: () => folders,
  });
  const state: State = {
    root,
    folders,
    files,
    keyfit,
    output,
    seen: new Set(),
    texts: new Map(),
    checked: new Map(),
    skipped: [],
    unreadable: false,
  };
  keyfit.setComplete(false);
  if (stdin) takeText(state, stdin.uri, stdin.text);
  for (const { uri, written } of asked) await readPath(state, uri, written);
  await indexRest(state);
  keyfit.setComplete(true);
  await keyfit.refresh();
  for (const [uri, text] of state.texts) await analyse(state, uri, text);
  const checked = [...state.checked.values()].sort((left, right) => (left.file < right.file ? -1 : 1));
  const { skipped, unreadable: failed } = state;
  return { files: checked, skipped, unreadable: failed, keyfit, nameOf: (uri) => nameOf(state, uri) };
}

/** The repositories that the paths lie in; without one the current folder, or a path outside it by itself. */
async function workspaceFolders(root: string, uris: readonly string[]): Promise<readonly string[]> {
  const folders = new Set<string>();
  for (const uri of uris) {
    const repository = repositoryOf(pathOfUri(uri, WINDOWS) ?? "");
    if (repository !== undefined) folders.add(uriOfPath(repository, WINDOWS));
    else if (uri === root || relativePath(root, uri) !== undefined) folders.add(root);
    else folders.add(uri);
  }
  const all = folders.size > 0 ? [...folders] : [root];
  return all.filter((each) => !all.some((other) => other !== each && relativePath(other, each) !== undefined));
}

interface State {
  readonly root: string;
  readonly folders: readonly string[];
  readonly files: Files;
  readonly keyfit: Keyfit;
  readonly output: Output;
  /** Files that were read already. */
  readonly seen: Set<string>;
  /** What is to be analysed, in the order in which it was asked for. */
  readonly texts: Map<string, string>;
  readonly checked: Map<string, CheckedFile>;
  readonly skipped: Skipped[];
  unreadable: boolean;
}

/** Reads one path of the command line; a file named there is always looked at, whatever `.gitignore` says. */
async function readPath(state: State, uri: string, written: string): Promise<void> {
  const stat = await state.files.stat(uri);
  if (stat.kind === "absent") return unreadable(state, written, "there is no such file or folder");
  if (stat.kind === "unreadable") return unreadable(state, written, stat.reason);
  if (stat.kind === "file") return readFile(state, uri, "named");
  for await (const entry of walkFolder(state.files, uri)) {
    if (entry.kind === "unreadable") unreadable(state, nameOf(state, entry.uri), entry.reason);
    else if (!entry.ignored && mayBeRead(pathIn(state, entry.uri))) await readFile(state, entry.uri, "walked");
  }
}

async function readFile(state: State, uri: string, how: "named" | "walked"): Promise<void> {
  if (state.seen.has(uri)) return;
  state.seen.add(uri);
  const content = await state.files.read(uri);
  const file = nameOf(state, uri);
  switch (content.kind) {
    case "text":
      take(state, uri, content.text);
      return;
    case "skipped":
      // A walk meets pictures and archives all the time; nobody asked for those.
      if (how === "named" || content.reason !== "binary") skip(state, file, content.reason);
      return;
    case "absent":
      return unreadable(state, file, "there is no such file or folder");
    case "unreadable":
      return unreadable(state, file, content.reason);
  }
}

function take(state: State, uri: string, text: string): void {
  state.seen.add(uri);
  if (state.keyfit.scan({ uri, path: pathIn(state, uri), text }, true)) state.texts.set(uri, text);
}

/** A text that need not lie on disk, as an editor has one. */
function takeText(state: State, uri: string, text: string): void {
  state.seen.add(uri);
  state.keyfit.put({ uri, path: pathIn(state, uri), text }, 1);
  state.texts.set(uri, text);
}

/** The rest of the repositories: what is there may give values to what was asked for. */
async function indexRest(state: State): Promise<void> {
  const indexer = createIndexer({
    files: state.files,
    folders: () => state.folders,
    scan: (source) => {
      state.keyfit.scan(source);
    },
    known: (uri) => state.seen.has(uri),
    drop: () => undefined,
    now: () => 0,
    pause: async () => undefined,
  });
  await indexer.run(() => false);
}

async function analyse(state: State, uri: string, text: string): Promise<void> {
  const file = nameOf(state, uri);
  const analysis = await state.keyfit.analyse(uri);
  if (!analysis) return;
  if (analysis.facts.skipped) return skip(state, file, analysis.facts.skipped);
  state.checked.set(uri, { uri, file, text, analysis });
}

/** The path as formats and rows know it: relative to the workspace folder. */
function pathIn(state: State, uri: string): string {
  for (const folder of state.folders) {
    const path = relativePath(folder, uri);
    if (path !== undefined) return path;
  }
  return nameOf(state, uri);
}

const SKIP_WORDS: Readonly<Record<SkipReason, string>> = {
  "too-large": "it is too large",
  binary: "it is a binary file",
  unreadable: "it cannot be read",
  "too-deep": "it is nested too deeply",
  time: "reading it took too long",
};

function skip(state: State, file: string, reason: SkipReason): void {
  state.skipped.push({ file, reason });
  state.output.error(`keyfit: skipped ${file}: ${SKIP_WORDS[reason]}`);
}

function unreadable(state: State, file: string, why: string): void {
  const shown = shownArgument(file);
  state.skipped.push({ file: shown, reason: "unreadable" });
  state.unreadable = true;
  state.output.error(`keyfit: cannot read ${shown}: ${why}`);
}

/** A file as outputs name it: relative to the current folder with `/`, else its whole path. */
function nameOf(state: State, uri: string): string {
  return relativePath(state.root, uri) ?? (pathOfUri(uri, WINDOWS) ?? uri).replaceAll("\\", "/");
}
