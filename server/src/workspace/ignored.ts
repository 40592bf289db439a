/**
 * Whether git ignores a file, as a walk would find: the rules of every folder from the workspace's down to the file's,
 * the nearest last, and nothing inside an ignored folder is taken back. A file that is open or named on the command line
 * is looked at all the same, so rules may have to ask.
 */
import type { Snapshot } from "./snapshot";
import { childUri, relativePath } from "./uri";

/** True where the ignore files of its workspace folder say so; false while one of them is to be read. */
export function isIgnored(uri: string, snapshot: Snapshot): boolean {
  const root = snapshot.folderOf(uri);
  const path = root === undefined ? undefined : relativePath(root, uri);
  if (root === undefined || path === undefined) return false;
  const names = path.split("/");
  const rules: { readonly at: number; readonly verdict: (path: string, isFolder: boolean) => boolean | undefined }[] =
    [];
  let folder = root;
  for (const [at, name] of names.entries()) {
    const found = snapshot.ignoreRules(childUri(folder, ".gitignore"));
    if (typeof found === "object") rules.push({ at, verdict: (below, isFolder) => found.verdict(below, isFolder) });
    const isFolder = at < names.length - 1;
    let ignored = false;
    for (const { at: from, verdict } of rules)
      ignored = verdict(names.slice(from, at + 1).join("/"), isFolder) ?? ignored;
    if (ignored) return true;
    folder = childUri(folder, name);
  }
  return false;
}
