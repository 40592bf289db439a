/**
 * Where the project file of a file is, and where a new one goes: the nearest one upwards, an editor's text before the
 * file on disk; else the root of the repository, or the workspace folder. Contract section 4.
 */
import { PROJECT_FILES } from "../project/project";
import type { Files } from "../workspace/files";
import { projectCandidates } from "../workspace/projects";
import { childUri, folderOf, relativePath } from "../workspace/uri";

/** A project file as it is now. */
export interface ProjectText {
  readonly uri: string;
  readonly text: string;
  /** It is not there yet. */
  readonly created: boolean;
}

export interface ProjectPlaces {
  readonly files: Files;
  folders(): readonly string[];
  /** An editor's text. */
  textOf(uri: string): string | undefined;
}

/** The project file that counts for a file; undefined where there is none. */
export async function projectTextOf(uri: string, places: ProjectPlaces): Promise<ProjectText | undefined> {
  for (const candidate of projectCandidates(uri, workspaceFolderOf(uri, places))) {
    const open = places.textOf(candidate);
    if (open !== undefined) return { uri: candidate, text: open, created: false };
    const content = await places.files.read(candidate);
    if (content.kind === "text") return { uri: candidate, text: content.text, created: false };
  }
  return undefined;
}

/** The project file that counts for a file, or a new one; undefined for a file outside of the workspace. */
export async function projectTextFor(uri: string, places: ProjectPlaces): Promise<ProjectText | undefined> {
  const found = await projectTextOf(uri, places);
  const folder = workspaceFolderOf(uri, places);
  const [name] = PROJECT_FILES;
  if (found || folder === undefined || name === undefined) return found;
  return { uri: childUri(await repositoryOf(uri, folder, places.files), name), text: "", created: true };
}

/** The nearest folder with a repository, or the workspace folder. */
async function repositoryOf(uri: string, folder: string, files: Files): Promise<string> {
  for (let at = folderOf(uri); relativePath(folder, at); at = folderOf(at)) {
    const { kind } = await files.stat(childUri(at, ".git"));
    if (kind === "file" || kind === "folder") return at;
  }
  return folder;
}

/** The innermost workspace folder that holds a file. */
function workspaceFolderOf(uri: string, places: ProjectPlaces): string | undefined {
  return places
    .folders()
    .filter((folder) => relativePath(folder, uri) !== undefined)
    .sort((left, right) => right.length - left.length)[0];
}
