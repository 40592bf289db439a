/**
 * Walks folders as contract.md section 5 says: `.gitignore` counts, dot-folders are walked, `.git` and `node_modules`
 * are not, symbolic links are not followed. The command line and the editor's workspace view share this walk.
 */
import type { Files } from "./files";
import { type IgnoreRules, parseIgnoreRules } from "./ignoreRules";
import { childUri } from "./uri";

export type WalkEntry =
  | {
      readonly kind: "file";
      readonly uri: string;
      /** It is read for the values that it gives to others, and never reported on: contract 5. */
      readonly ignored?: true;
    }
  | { readonly kind: "unreadable"; readonly uri: string; readonly reason: string };

const NEVER = new Set([".git", "node_modules"]);

/**
 * Files that others read by themselves, under names that nobody can guess, and that people keep out of git because of
 * what is in them: https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
 */
const READ_ANYWAY = /\.auto\.tfvars(?:\.json)?$/;

interface Rules {
  /** The path of the folder that the rules belong to, relative to the walk's root, with a `/` at its end. */
  readonly base: string;
  readonly ignore: IgnoreRules;
}

interface Walk {
  readonly files: Files;
  readonly cancelled: () => boolean;
  readonly rest: () => Promise<void> | undefined;
}

/**
 * Every file below a folder that is not ignored, by name within its folder. Stops as soon as `cancelled` says so, and
 * asks `rest` after every name, so that a folder of a hundred thousand ignored files holds nobody.
 */
export async function* walkFolder(
  files: Files,
  root: string,
  cancelled: () => boolean = () => false,
  rest: () => Promise<void> | undefined = () => undefined,
): AsyncGenerator<WalkEntry> {
  yield* walk({ files, cancelled, rest }, root, "", []);
}

async function* walk(all: Walk, folder: string, path: string, inherited: readonly Rules[]): AsyncGenerator<WalkEntry> {
  const { files, cancelled } = all;
  if (cancelled()) return;
  const content = await files.list(folder);
  if (content.kind === "absent") return;
  if (content.kind === "unreadable") {
    yield { kind: "unreadable", uri: folder, reason: content.reason };
    return;
  }
  const rules = await rulesOf(
    files,
    folder,
    path,
    inherited,
    content.entries.some(({ name }) => name === ".gitignore"),
  );
  const entries = [...content.entries].sort((left, right) => (left.name < right.name ? -1 : 1));
  for (const { name, type } of entries) {
    const resting = all.rest();
    if (resting) await resting;
    if (cancelled()) return;
    const inner = path + name;
    const uri = childUri(folder, name);
    if (type === "folder") {
      if (!NEVER.has(name) && !isIgnored(rules, inner, true)) yield* walk(all, uri, `${inner}/`, rules);
    } else if (type === "file") {
      if (!isIgnored(rules, inner, false)) yield { kind: "file", uri };
      else if (READ_ANYWAY.test(name)) yield { kind: "file", uri, ignored: true };
    }
  }
}

async function rulesOf(
  files: Files,
  folder: string,
  path: string,
  inherited: readonly Rules[],
  present: boolean,
): Promise<readonly Rules[]> {
  const content = present ? await files.read(childUri(folder, ".gitignore")) : undefined;
  return content?.kind === "text" ? [...inherited, { base: path, ignore: parseIgnoreRules(content.text) }] : inherited;
}

/** The rules nearest to the file decide last, as in git. */
function isIgnored(rules: readonly Rules[], path: string, isFolder: boolean): boolean {
  let ignored = false;
  for (const { base, ignore } of rules) ignored = ignore.verdict(path.slice(base.length), isFolder) ?? ignored;
  return ignored;
}
