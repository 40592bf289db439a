/**
 * What *in reach* means (contract 2.2): where a path that a file names leads, and under which keys files say that they
 * hold a collection, mount a file or start a script. Nearness is never reach: every key comes from a written path or name.
 */
import type { EnvironmentFact, LinkFact, ResourceLayer } from "../find/environmentModel";
import type { Facts } from "../find/model";
import type { FactPart, PathFact, ResourceName } from "../find/valueModel";
import { folderOf, joinPath, relativePath, withPath } from "./uri";

/** As much as reach needs of a snapshot. */
export interface Folders {
  folderOf(uri: string): string | undefined;
}

/** Folders that stand at the root of a file system, so that `files/etc/cron.d/x` mirrors one at `files`. */
const ROOT_FOLDERS: ReadonlySet<string> = new Set(["etc", "usr", "opt", "var", "lib", "srv", "home", "root", "run"]);

/**
 * The files that a path may mean, the likeliest first; only ones in the workspace. An absolute path is itself, or the
 * same path below the root that the naming file's own path mirrors (`roles/x/files/etc/cron.d/job` names
 * `/etc/es.env`), or below the workspace folder.
 */
export function urisOfPath(path: PathFact, uri: string, folders: Folders): readonly string[] {
  const { path: written } = path;
  if (written === undefined || written === "" || written.startsWith("~") || written.includes("\0")) return [];
  const folder = folders.folderOf(uri);
  if (written.startsWith("/")) {
    const below = written.slice(1);
    const roots = [...new Set([mirroredRoot(uri, folder), folder])].flatMap((root) =>
      root === undefined ? [] : [joinPath(root, below)],
    );
    return [withPath(uri, written), ...roots].filter((each) => folders.folderOf(each) !== undefined);
  }
  return urisBelow(basesOf(path.from, uri, folders), written, uri, folders);
}

/** The files of a relative path, one for each folder that it may start from. */
export function urisBelow(bases: readonly string[], written: string, uri: string, folders: Folders): readonly string[] {
  const inside = folders.folderOf(uri) !== undefined;
  return [...new Set(bases.map((base) => joinPath(base, written)))].filter(
    (each) => folders.folderOf(each) !== undefined || !inside,
  );
}

/** The folders that a relative path of a file may start from, as far as the file itself tells. */
export function basesOf(from: PathFact["from"], uri: string, folders: Folders): readonly string[] {
  const own = folderOf(uri);
  const folder = folders.folderOf(uri) ?? own;
  if (from === "own-folder") return [own];
  return from === "workspace-folder" ? [folder] : [...new Set([folder, own])];
}

/** The folder that stands for `/` in a file's own path. */
function mirroredRoot(uri: string, folder: string | undefined): string | undefined {
  const path = folder === undefined ? undefined : relativePath(folder, uri);
  if (folder === undefined || path === undefined) return undefined;
  const names = path.split("/").slice(0, -1);
  const at = names.findIndex((name) => ROOT_FOLDERS.has(name));
  return at < 0 ? undefined : joinPath(folder, names.slice(0, at).join("/"));
}

/** The key under which whoever names a file or a folder is found. */
export function pathKey(uri: string): string {
  return `path ${withoutSlash(uri)}`;
}

/** A folder by its name, as a path that names it may end in a slash. */
export function withoutSlash(uri: string): string {
  return uri.endsWith("/") ? uri.slice(0, -1) : uri;
}

/** The keys of a file: its own, then those of the folders around it up to the workspace folder, the nearest first. */
export function pathKeysOf(uri: string, folders: Folders): readonly string[] {
  const folder = folders.folderOf(uri);
  const keys = [pathKey(uri)];
  for (let at = folderOf(uri); folder !== undefined && relativePath(folder, at) !== undefined; at = folderOf(at)) {
    keys.push(pathKey(at));
  }
  if (folder !== undefined) keys.push(pathKey(folder));
  return keys;
}

/** The key under which whoever holds a collection is found. */
export function resourceKey({ kind, name, namespace }: ResourceName): string {
  return `holds ${kind} ${namespace ?? ""}/${name}`;
}

/** The key under which whoever mounts a collection is found. */
export function mountKey({ kind, name, namespace }: ResourceName): string {
  return `mounts ${kind} ${namespace ?? ""}/${name}`;
}

/** The key under which whoever reads single keys of a collection is found. */
export function readKey({ kind, name, namespace }: ResourceName): string {
  return `reads ${kind} ${namespace ?? ""}/${name}`;
}

/** The key under which kustomizations are found that build on a file, or on what lies in a folder. */
export function buildKey(uri: string): string {
  return `builds ${uri.endsWith("/") ? uri.slice(0, -1) : uri}`;
}

/** The key under which scripts that source a file are found. */
export function sourceKey(uri: string): string {
  return `sources ${uri}`;
}

/** The key of the files of a Terraform module, which is a folder. */
export function moduleKey(folder: string): string {
  return `module ${withoutSlash(folder)}`;
}

/** The key under which the files are found that call a module. */
export function moduleCallsKey(folder: string): string {
  return `calls ${withoutSlash(folder)}`;
}

/** The key of the files in a folder that give values to its module. */
export function valuesKey(folder: string): string {
  return `values ${withoutSlash(folder)}`;
}

/** The key of a unit's drop-ins: those beside it, and those of the same name in the other folders of its system. */
export function unitKey(unit: string, uri: string, folders: Folders): string {
  const own = folderOf(uri);
  const beside = own.endsWith(`/${unit}.d`) ? folderOf(own) : own;
  const folder = folders.folderOf(uri);
  const path = folder === undefined ? undefined : relativePath(folder, uri);
  const names = path?.split("/") ?? [];
  const at = names.findIndex((name, index) => name === "systemd" && index > 0 && index < names.length - 1);
  const root = at > 0 ? mirroredRoot(uri, folder) : undefined;
  return root === undefined ? `unit ${beside} ${unit}` : `unit ${root} ${names[at + 1] ?? ""} ${unit}`;
}

/** The keys under which an environment is found by what it links. */
export function linkKeys(link: LinkFact, uri: string, folders: Folders): readonly string[] {
  switch (link.kind) {
    case "path":
      return urisOfPath(link.path, uri, folders).map(pathKey);
    case "resource":
      return [mountKey(link.resource)];
    case "unit":
      return [unitKey(link.unit, uri, folders)];
  }
}

/** Every key under which others find this text: what it holds, mounts, starts and loads. */
export function keysOfFacts(facts: Facts, folders: Folders): readonly string[] {
  const keys = new Set<string>();
  for (const environment of facts.environments) {
    for (const key of keysOfEnvironment(environment, facts.uri, folders)) keys.add(key);
  }
  for (const { resource, layers } of facts.resources) {
    keys.add(resourceKey(resource));
    for (const key of keysOfLayers(layers)) keys.add(key);
    for (const layer of layers) {
      if (layer.kind !== "definitions")
        for (const uri of urisOfPath(layer.path, facts.uri, folders)) keys.add(pathKey(uri));
    }
  }
  for (const { builds } of facts.kustomizations ?? []) {
    for (const path of builds) for (const uri of urisOfPath(path, facts.uri, folders)) keys.add(buildKey(uri));
  }
  for (const { path, span, from } of facts.sources) {
    for (const uri of urisOfPath({ path, span, from }, facts.uri, folders)) keys.add(sourceKey(uri));
  }
  for (const key of keysOfTerraform(facts, folders)) keys.add(key);
  return [...keys];
}

function keysOfTerraform({ uri, terraform }: Facts, folders: Folders): readonly string[] {
  if (!terraform) return [];
  if (terraform.kind === "values") return [valuesKey(folderOf(uri))];
  const called = terraform.calls.flatMap(({ source }) => (source ? urisOfPath(source, uri, folders) : []));
  return [moduleKey(folderOf(uri)), ...called.map(moduleCallsKey)];
}

function keysOfEnvironment(environment: EnvironmentFact, uri: string, folders: Folders): readonly string[] {
  const links = environment.links.flatMap((link) => linkKeys(link, uri, folders));
  const loaded = environment.layers.flatMap((layer) =>
    layer.kind === "file"
      ? urisOfPath(layer.path, uri, folders).map(pathKey)
      : layer.kind === "image"
        ? urisOfPath(layer.dockerfile, uri, folders).map(pathKey)
        : layer.kind === "resource"
          ? [mountKey(layer.resource)]
          : [],
  );
  return [...links, ...loaded, ...keysOfLayers(environment.layers)];
}

function keysOfLayers(layers: readonly (EnvironmentFact["layers"][number] | ResourceLayer)[]): readonly string[] {
  return layers.flatMap((layer) =>
    layer.kind === "definitions" ? layer.definitions.flatMap(({ value }) => keysRead(value.parts)) : [],
  );
}

function keysRead(parts: readonly FactPart[]): readonly string[] {
  return parts.flatMap((part) => (part.kind === "resource-key" ? [readKey(part.resource)] : []));
}
