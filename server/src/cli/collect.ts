/**
 * From arguments to analysed files. Folders are walked, named files are always read; whatever cannot be read is told in
 * one line and the rest goes on.
 */
import path from "node:path";
import process from "node:process";
import { nodeFiles } from "../node/files";
import { localDate, timedBudget } from "../node/time";
import { type Analysis, createKeyfit, type Keyfit } from "../service";
import type { Files } from "../workspace/files";
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
}

/** What to look at: paths, or one text from standard input. */
export interface Request {
  readonly paths: readonly string[];
  readonly stdin?: { readonly name: string; readonly text: string };
}

/** Reads and analyses everything that was asked for, in the order of names. */
export async function collect(request: Request, output: Output): Promise<Collected> {
  const cwd = process.cwd();
  const root = uriOfPath(cwd, WINDOWS);
  const folders = [root, ...request.paths.map((each) => uriOfPath(path.resolve(cwd, each), WINDOWS))];
  const files = nodeFiles({ roots: () => folders });
  const keyfit = createKeyfit({
    files,
    today: localDate,
    budget: timedBudget,
    settings: async () => DEFAULT_SETTINGS,
    folders: () => folders.filter((each) => each === root || relativePath(root, each) === undefined),
  });
  const state: State = { root, files, keyfit, output, checked: new Map(), skipped: [], unreadable: false };
  if (request.stdin)
    await analyse(state, uriOfPath(path.resolve(cwd, request.stdin.name), WINDOWS), request.stdin.text);
  for (const each of request.paths) await collectPath(state, uriOfPath(path.resolve(cwd, each), WINDOWS), each);
  const checked = [...state.checked.values()].sort((left, right) => (left.file < right.file ? -1 : 1));
  return { files: checked, skipped: state.skipped, unreadable: state.unreadable, keyfit };
}

interface State {
  readonly root: string;
  readonly files: Files;
  readonly keyfit: Keyfit;
  readonly output: Output;
  readonly checked: Map<string, CheckedFile>;
  readonly skipped: Skipped[];
  unreadable: boolean;
}

/** Reads one path of the command line; a file named there is always looked at, whatever `.gitignore` says. */
async function collectPath(state: State, uri: string, written: string): Promise<void> {
  const stat = await state.files.stat(uri);
  if (stat.kind === "absent") return unreadable(state, written, "there is no such file or folder");
  if (stat.kind === "unreadable") return unreadable(state, written, stat.reason);
  if (stat.kind === "file") return collectFile(state, uri, "named");
  for await (const entry of walkFolder(state.files, uri)) {
    if (entry.kind === "unreadable") unreadable(state, nameOf(state, entry.uri), entry.reason);
    else await collectFile(state, entry.uri, "walked");
  }
}

async function collectFile(state: State, uri: string, how: "named" | "walked"): Promise<void> {
  if (state.checked.has(uri)) return;
  const content = await state.files.read(uri);
  const file = nameOf(state, uri);
  switch (content.kind) {
    case "text":
      return analyse(state, uri, content.text);
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

async function analyse(state: State, uri: string, text: string): Promise<void> {
  const file = nameOf(state, uri);
  state.keyfit.put({ uri, path: relativePath(state.root, uri) ?? file, text }, 0);
  const analysis = await state.keyfit.analyse(uri);
  if (!analysis) return state.keyfit.remove(uri);
  if (analysis.facts.skipped) return skip(state, file, analysis.facts.skipped);
  state.checked.set(uri, { uri, file, text, analysis });
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
