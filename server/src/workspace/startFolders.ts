/**
 * Where relative paths of a script start: in the folder in which whoever runs or sources it is. Nobody tells of most
 * scripts; then it may be the workspace folder or the script's own, and what both have counts where it is the same.
 * Source: reference/variables.md 3.10 (a relative path starts at the current folder); contract 2.2.
 */
import type { FolderFact } from "../find/currentFolder";
import type { EnvironmentFact } from "../find/environmentModel";
import type { Facts } from "../find/model";
import type { PathFact } from "../find/valueModel";
import type { Place } from "./look";
import { basesOf, pathKey, urisBelow, urisOfPath } from "./reach";
import { linkedFacts } from "./sites";
import type { FileView, Snapshot } from "./snapshot";
import { folderOf } from "./uri";

/** URIs of folders; undefined where nobody knows. */
type Folders = readonly string[] | undefined;

/**
 * The files that a path names: one, or each that it may mean where nobody tells which; none where there is no such file.
 * Undefined where the path starts in a folder that nobody knows.
 */
export function filesAt(path: PathFact, as: FileView, place: Place): readonly Facts[] | undefined {
  const { facts, snapshot } = place;
  const written = path.path;
  if (written === undefined) return [];
  const loaded = (uri: string): readonly Facts[] => {
    const found = snapshot.facts(uri, as);
    return typeof found === "object" ? [found] : [];
  };
  if (path.from !== "working-folder" || written.startsWith("/")) {
    for (const uri of urisOfPath(path, facts.uri, snapshot)) {
      const found = loaded(uri);
      if (found.length > 0) return found;
    }
    return [];
  }
  if (urisOfPath(path, facts.uri, snapshot).length === 0) return [];
  const bases = startFolders(place);
  return bases && urisBelow(bases, written, facts.uri, snapshot).flatMap(loaded);
}

/** Made once for each analysis: a snapshot never changes. */
const known = new WeakMap<Snapshot, Map<string, Folders>>();

function startFolders(place: Place): Folders {
  const { facts, snapshot } = place;
  let starts = known.get(snapshot);
  if (!starts) {
    starts = new Map();
    known.set(snapshot, starts);
  }
  if (!starts.has(facts.uri)) starts.set(facts.uri, startsOf(facts, place, []));
  return starts.get(facts.uri);
}

/** Scripts that start scripts. */
const MAX_HOPS = 4;

function startsOf(facts: Facts, place: Place, behind: readonly string[]): Folders {
  const { snapshot } = place;
  const found = new Set<string>();
  for (const caller of linkedFacts(pathKey(facts.uri), { ...place, facts })) {
    if (caller.uri === facts.uri || behind.includes(caller.uri)) continue;
    const starting = caller.environments.filter((each) => isStarting(each, facts.uri));
    if (starting.length === 0) continue;
    if (behind.length >= MAX_HOPS) return undefined;
    let ofCaller: { readonly folders: Folders } | undefined;
    for (const environment of starting) {
      for (const link of environment.links) {
        if (link.kind !== "path" || !urisOfPath(link.path, caller.uri, snapshot).includes(facts.uri)) continue;
        ofCaller ??= { folders: startsOf(caller, place, [...behind, facts.uri]) };
        const folders = foldersOf(environment, link.path, facts.uri, caller, ofCaller.folders, snapshot);
        if (!folders) return undefined;
        for (const folder of folders) found.add(folder);
      }
    }
  }
  return found.size > 0 ? [...found] : basesOf("working-folder", facts.uri, snapshot);
}

const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "dash", "ash", "ksh", "mksh", "zsh"]);

/** Whether an environment that names a file runs it; `chmod +x` does not. */
function isStarting({ owner, name }: EnvironmentFact, uri: string): boolean {
  if (owner === "command") return SHELLS.has(name) || decodeURIComponent(uri).endsWith(`/${name}`);
  return owner !== "github-step" && owner !== "gitlab-job";
}

/** The folders in which a file is started by an environment that names it so; the caller itself starts in `starts`. */
function foldersOf(
  { owner, folder = { path: ".", from: "working-folder" } }: EnvironmentFact,
  path: PathFact,
  uri: string,
  caller: Facts,
  starts: Folders,
  snapshot: Snapshot,
): Folders {
  if (owner !== "command" && owner !== "sourcing" && owner !== "systemd-service") return undefined;
  if (!isBelow(path)) return foldersAt(folder, caller, starts, snapshot);
  // Only from some of its folders does the caller reach this file at all.
  const written = path.path ?? "";
  const bases = starts?.filter((base) => urisBelow([base], written, caller.uri, snapshot).includes(uri));
  return bases && foldersAt(folder, caller, bases, snapshot);
}

function foldersAt(folder: FolderFact, caller: Facts, starts: Folders, snapshot: Snapshot): Folders {
  if (folder.path === undefined) return undefined;
  // A workspace folder does not lie in the workspace, what is in it does.
  const inside = `${folder.path}/${ANY}`;
  if (isBelow(folder)) return starts && urisBelow(starts, inside, caller.uri, snapshot).map(folderOf);
  return urisOfPath({ ...folder, path: inside, span: { start: 0, end: 0 } }, caller.uri, snapshot).map(folderOf);
}

const ANY = "any";

/** Whether it starts where the caller was started. */
function isBelow({ path, from }: FolderFact): boolean {
  return from === "working-folder" && path?.startsWith("/") !== true;
}
