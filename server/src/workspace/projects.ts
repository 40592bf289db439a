/**
 * Finds the project file of a file: the nearest one upwards, in its own folder first, to the folder of the workspace.
 * Contract section 4.
 */
import { PROJECT_FILES } from "../project/project";
import { folderOf, joinPath, nameOf, relativePath } from "./uri";

/** Where a project file of this file may be, the nearest first, and in each folder in the order of contract 4. */
export function projectCandidates(uri: string, folder: string | undefined): readonly string[] {
  const candidates: string[] = [];
  const add = (at: string): void => {
    for (const name of PROJECT_FILES) candidates.push(joinPath(at, name));
  };
  let at = folderOf(uri);
  if (folder === undefined) return [];
  for (; relativePath(folder, at) !== undefined && relativePath(folder, at) !== ""; at = folderOf(at)) add(at);
  add(folder);
  return candidates;
}

/** True for a project file by its name. */
export function isProjectFile(uri: string): boolean {
  return PROJECT_FILES.includes(nameOf(uri));
}
