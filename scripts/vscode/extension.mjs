// Installs the extension into an embedded VS Code as a link to its folder: any browser then gets it without a changed
// page, and reloading the window takes up a new build.

import { mkdir, readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";

/**
 * Makes `folder` a place of installed extensions that holds this one extension only, and returns it.
 * @param {string} extension  folder with package.json
 * @param {string} folder     emptied first
 */
export async function installLinked(extension, folder) {
  const { publisher, name, version } = JSON.parse(await readFile(join(extension, "package.json"), "utf8"));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // A junction needs no rights on Windows, and is a link like any other elsewhere.
  await symlink(extension, join(folder, `${publisher}.${name}-${version}`), "junction");
  return folder;
}
