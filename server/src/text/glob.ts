/**
 * Glob patterns over paths with `/`: `*` within one folder, `**` over folders, `?` one character.
 * Own code, because the patterns are a handful and fixed, the paths untrusted, and matching must be linear:
 * segments are compared one by one, with no regular expression built at run time.
 */

/** True where the whole path matches; a leading `**` also matches no folder at all. Case counts. */
export function matchesGlob(path: string, glob: string): boolean {
  if (path !== lastPath) {
    lastPath = path;
    lastPieces = piecesOf(path);
  }
  let pieces = globs.get(glob);
  if (!pieces) {
    pieces = piecesOf(glob);
    globs.set(glob, pieces);
  }
  return matchSegments(lastPieces, pieces);
}

/** Taken apart once: the patterns are a handful, and one path is compared with all of them, again at each keystroke. */
const globs = new Map<string, readonly string[]>();
let lastPath = "";
let lastPieces: readonly string[] = [];

function piecesOf(path: string): readonly string[] {
  return path.split("/").filter(Boolean);
}

function matchSegments(path: readonly string[], glob: readonly string[]): boolean {
  let at = 0;
  let pattern = 0;
  let retryPath = -1;
  let retryGlob = -1;
  while (at < path.length) {
    const piece = glob[pattern];
    if (piece === "**") {
      retryGlob = pattern++;
      retryPath = at;
    } else if (piece !== undefined && matchSegment(path[at] ?? "", piece)) {
      at++;
      pattern++;
    } else if (retryGlob >= 0) {
      at = ++retryPath;
      pattern = retryGlob + 1;
    } else return false;
  }
  while (glob[pattern] === "**") pattern++;
  return pattern === glob.length;
}

function matchSegment(text: string, glob: string): boolean {
  let at = 0;
  let pattern = 0;
  let retryText = -1;
  let retryGlob = -1;
  while (at < text.length) {
    const unit = glob[pattern];
    if (unit === "*") {
      retryGlob = pattern++;
      retryText = at;
    } else if (unit !== undefined && (unit === "?" || unit === text[at])) {
      at++;
      pattern++;
    } else if (retryGlob >= 0) {
      at = ++retryText;
      pattern = retryGlob + 1;
    } else return false;
  }
  while (glob[pattern] === "*") pattern++;
  return pattern === glob.length;
}
