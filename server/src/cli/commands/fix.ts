/**
 * `keyfit fix`: applies the safe fixes in place, then exits as `check` would afterwards. A file is written whole to a
 * neighbour and renamed, so that an interrupted run leaves either the old text or the new one.
 */
import { chmodSync, chownSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import process from "node:process";
import { applyEdits, type TextEdit } from "../../service";
import { pathOfUri } from "../../workspace/uri";
import { type CheckedFile, type Collected, collect } from "../collect";
import type { Output } from "../output";
import { diffOf } from "../report/diff";
import { checkText } from "../report/text";
import { exitCode } from "./check";

export interface FixOptions {
  readonly dryRun?: boolean;
  readonly showSecrets?: boolean;
}

/** Rounds of fixes: mending one value may uncover another finding on it. */
const MAX_ROUNDS = 5;

/** Runs the fixes and answers the exit code of a check afterwards. */
export async function fix(paths: readonly string[], options: FixOptions, output: Output): Promise<number> {
  if (options.showSecrets && !options.dryRun) {
    output.error("keyfit: --show-secrets goes with --dry-run");
    return 2;
  }
  const request = { paths: paths.length > 0 ? paths : ["."] };
  const before = await collect(request, output);
  const changed: { readonly file: CheckedFile; readonly text: string }[] = [];
  for (const file of before.files) {
    const text = await fixedText(file, before);
    if (text !== undefined) changed.push({ file, text });
  }
  if (options.dryRun) {
    for (const { file, text } of changed) {
      const analysis = await before.keyfit.analyse(file.uri);
      output.write(diffOf(file.file, file, { text, analysis }, options.showSecrets === true));
    }
    return exitCode(before, { failOn: "error" });
  }
  let failed = false;
  for (const { file, text } of changed) {
    const refused = replaceFile(file, text);
    output.error(refused === undefined ? `keyfit: fixed ${file.file}` : `keyfit: cannot fix ${file.file}: ${refused}`);
    if (refused !== undefined) failed = true;
  }
  const after = await collect(request, quiet(output));
  output.write(checkText(after, output.colors));
  return failed ? 2 : exitCode(after, { failOn: "error" });
}

/** The text with all safe fixes, judged again after each round; undefined where nothing can be fixed. */
async function fixedText(file: CheckedFile, { keyfit }: Collected): Promise<string | undefined> {
  let text = file.text;
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const edits: readonly TextEdit[] = await keyfit.fixAll(file.uri);
    if (edits.length === 0) break;
    text = applyEdits(text, edits);
    keyfit.put({ uri: file.uri, path: file.file, text }, round);
  }
  return text === file.text ? undefined : text;
}

/** Writes the new text; answers why it was not written, undefined where it was. */
function replaceFile(file: CheckedFile, text: string): string | undefined {
  const named = pathOfUri(file.uri, process.platform === "win32");
  if (named === undefined) return "it is no file on this machine";
  let next: string | undefined;
  try {
    // A link stays a link: what it leads to is replaced.
    const path = realpathSync(named);
    // Only what was read as UTF-8 without loss can be written back so, and only what nobody changed meanwhile.
    if (!readFileSync(path).equals(Buffer.from(file.text, "utf8"))) return "it is not UTF-8, or it changed meanwhile";
    next = `${path}.keyfit-${process.pid}`;
    writeFileSync(next, text, { flag: "wx" });
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
