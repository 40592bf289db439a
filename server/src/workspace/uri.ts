/**
 * The one file that converts between URIs, file paths and the paths with `/` that everything inside uses.
 * Inside, a file is a URI string; Windows drive letters, `c%3A`, and case-insensitive folders matter only here.
 */
import { URI, Utils } from "vscode-uri";

/** The URI in one spelling, so that the same file is the same key: `file:///c%3A/x` and `file:///C:/x` become one. */
export function normalUri(uri: string): string {
  return URI.parse(uri).toString();
}

/** A URI's path with `/`, decoded; of `file:` URIs the drive stays (`/c:/x`). */
export function pathOf(uri: string): string {
  return URI.parse(uri).path;
}

/** The last name of the path. */
export function nameOf(uri: string): string {
  return Utils.basename(URI.parse(uri));
}

/** The folder that holds the file. */
export function folderOf(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString();
}

/** The URI of a path that is relative to a folder, `..` resolved; `\` counts as `/` where the path has no `/`. */
export function joinPath(folder: string, path: string): string {
  const sound = wellFormed(path);
  const slashed = sound.includes("/") ? sound : sound.replaceAll("\\", "/");
  return Utils.joinPath(URI.parse(folder), slashed).toString();
}

/** The URI of what lies in a folder under this name, whatever characters the name has. */
export function childUri(folder: string, name: string): string {
  return Utils.joinPath(URI.parse(folder), wellFormed(name)).toString();
}

/** The URI of an absolute path on the same file system as another file; more slashes in front of it are one. */
export function withPath(uri: string, path: string): string {
  return URI.parse(uri)
    .with({ path: wellFormed(path).replace(/^\/+/, "/") })
    .toString();
}

/** Halves of surrogate pairs, which no URI can have, are what a file system makes of them. */
function wellFormed(path: string): string {
  return path.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

/** The path of `uri` below `folder` with `/`; undefined where it lies elsewhere. Case counts but for the drive. */
export function relativePath(folder: string, uri: string): string | undefined {
  const base = URI.parse(folder);
  const file = URI.parse(uri);
  if (base.scheme !== file.scheme || base.authority !== file.authority) return undefined;
  const prefix = lowerDrive(base.path.endsWith("/") ? base.path : `${base.path}/`);
  const path = lowerDrive(file.path);
  // A path that climbs leads elsewhere, however it begins.
  return path.startsWith(prefix) && !path.includes("/../") ? path.slice(prefix.length) : undefined;
}

function lowerDrive(path: string): string {
  return path[0] === "/" && path[2] === ":" ? `/${(path[1] ?? "").toLowerCase()}${path.slice(2)}` : path;
}

/** The URI of an absolute path of this system; `windows` says which rules hold, so that both are tested everywhere. */
export function uriOfPath(path: string, windows: boolean): string {
  return URI.file(windows ? path.replaceAll("\\", "/") : path).toString();
}

/** The system's path of a `file:` URI; undefined for any other scheme. */
export function pathOfUri(uri: string, windows: boolean): string | undefined {
  const parsed = URI.parse(uri);
  if (parsed.scheme !== "file") return undefined;
  if (!windows) return parsed.path;
  const path = lowerDrive(parsed.path);
  const drive = path[2] === ":" ? path.slice(1) : parsed.authority ? `//${parsed.authority}${path}` : path;
  return drive.replaceAll("/", "\\");
}
