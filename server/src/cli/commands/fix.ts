/**
 * `keyfit fix`: applies the safe fixes in place, then exits as `check` would afterwards. A file is written whole to a
 * neighbour and renamed, so that an interrupted run leaves either the old text or the new one.
 */
import { chmodSync, chownSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import process from "node:process";
import { nodeFiles } from "../../node/files";
import { applyEdits, type Keyfit } from "../../service";
import { encodeLike } from "../../workspace/decode";
import { pathOfUri, relativePath, uriOfPath } from "../../workspace/uri";
import { type CheckedFile, type Collected, collect } from "../collect";
import type { Output } from "../output";
import { diffOf, type Side } from "../report/diff";
import { checkText } from "../report/text";
import { exitCode } from "./check";

export interface FixOptions {
  readonly dryRun?: boolean;
  readonly showSecrets?: boolean;
}

/** Rounds of fixes: mending one value may uncover another finding on it. */
const MAX_ROUNDS = 5;

const WINDOWS = process.platform === "win32";

/** A file as it was and as it is to be. */
interface Change {
  readonly uri: string;
  readonly file: string;
  readonly before: Side;
  readonly text: string;
}

/** Runs the fixes and answers the exit code of a check afterwards. */
export async function fix(paths: readonly string[], options: FixOptions, output: Output): Promise<number> {
  if (options.showSecrets && !options.dryRun) {
    output.error("keyfit: --show-secrets goes with --dry-run");
    return 2;
  }
  const request = { paths: paths.length > 0 ? paths : ["."] };
  const before = await collect(request, output);
  const changed = await changesOf(before);
  if (options.dryRun) {
    for (const { uri, file, before: old, text } of changed) {
      const analysis = await before.keyfit.analyse(uri);
      output.write(diffOf(file, old, { text, analysis }, options.showSecrets === true));
    }
    return exitCode(before, { failOn: "error" });
  }
  let failed = false;
  for (const change of changed) {
    const refused = replaceFile(change);
    const { file } = change;
    output.error(refused === undefined ? `keyfit: fixed ${file}` : `keyfit: cannot fix ${file}: ${refused}`);
    if (refused !== undefined) failed = true;
  }
  const after = await collect(request, quiet(output));
  output.write(checkText(after, output.colors));
  return failed ? 2 : exitCode(after, { failOn: "error" });
}

/**
 * The files with all safe fixes of what was asked for, judged again after each round. A value at fault may stand in a file
 * that nobody asked for; it is fixed there.
 */
async function changesOf({ files, keyfit }: Collected): Promise<readonly Change[]> {
  const changes = new Map<string, Change>();
  const asked = new Map(files.map((each) => [each.uri, each]));
  let version = 0;
  const current = async (uri: string): Promise<Change | undefined> =>
    changes.get(uri) ?? unchanged(uri, asked.get(uri), keyfit);
  for (const { uri } of files) {
    for (let round = 1; round <= MAX_ROUNDS; round++) {
      const edits = await keyfit.fixAllFiles(uri);
      if (edits.size === 0) break;
      for (const [place, wanted] of edits) {
        const old = await current(place);
        if (!old) continue;
        const text = applyEdits(old.text, wanted);
        changes.set(place, { ...old, text });
        keyfit.put({ uri: place, path: old.file, text }, ++version);
      }
    }
  }
  return [...changes.values()]
    .filter(({ text, before }) => text !== before.text)
    .sort((left, right) => (left.file < right.file ? -1 : 1));
}

/** A file before any fix; undefined where it cannot be read. */
async function unchanged(uri: string, asked: CheckedFile | undefined, keyfit: Keyfit): Promise<Change | undefined> {
  if (asked) return { uri, file: asked.file, before: asked, text: asked.text };
  const content = await nodeFiles().read(uri);
  if (content.kind !== "text") return undefined;
  const file = relativePath(uriOfPath(process.cwd(), WINDOWS), uri) ?? pathOfUri(uri, WINDOWS) ?? uri;
  const { text } = content;
  // What is in it is masked in a diff, so it is read as a text of its own.
  keyfit.put({ uri, path: file, text }, 0);
  return { uri, file, before: { text, analysis: await keyfit.analyse(uri) }, text };
}

/** Writes the new text; answers why it was not written, undefined where it was. */
function replaceFile({ uri, before, text }: Change): string | undefined {
  const named = pathOfUri(uri, WINDOWS);
  if (named === undefined) return "it is no file on this machine";
  let next: string | undefined;
  try {
    // A link stays a link: what it leads to is replaced.
    const path = realpathSync(named);
    // Only what was read without loss can be written back, and only what nobody changed meanwhile.
    const old = readFileSync(path);
    if (!old.equals(encodeLike(before.text, old))) return "it is no text in UTF-8 or UTF-16, or it changed meanwhile";
    next = `${path}.keyfit-${process.pid}`;
    writeFileSync(next, encodeLike(text, old), { flag: "wx" });
    const { mode, uid, gid } = statSync(path);
    chmodSync(next, mode);
    if (process.getuid?.() === 0) chownSync(next, uid, gid);
    renameSync(next, path);
    return undefined;
  } catch {
    if (next !== undefined) rmSync(next, { force: true });
    return "it cannot be written";
  }
}

function quiet(output: Output): Output {
  return { ...output, error: () => undefined };
}
