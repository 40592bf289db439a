/**
 * The rules of one `.gitignore`, as git reads them: https://git-scm.com/docs/gitignore and git's wildmatch.c.
 * Own code, because a repository's ignore file is a stranger's text: here no line of it can throw or take long, while
 * patterns that become regular expressions can do both. Case counts, as in git wherever file systems tell it apart.
 */
import { append } from "../text/append";

export interface IgnoreRules {
  /**
   * What the last line that fits says: true for ignored, false for taken back, undefined where no line fits. The path
   * has `/` and is relative to the folder of the ignore file. Folders above the path are not asked again: whoever walks
   * does not enter an ignored one.
   */
  verdict(path: string, isFolder: boolean): boolean | undefined;
}

interface Rule {
  readonly takesBack: boolean;
  readonly foldersOnly: boolean;
  /** Undefined: any number of folders. */
  readonly segments: readonly (readonly Token[] | undefined)[];
}

type Token = "star" | "any" | { readonly unit: string } | { readonly not: boolean; readonly ranges: readonly Range[] };

type Range = readonly [first: string, last: string];

/** Reads an ignore file; lines that mean nothing are left out. */
export function parseIgnoreRules(text: string): IgnoreRules {
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  const rules = lines.flatMap((line) => readRule(line) ?? []).reverse();
  return {
    verdict(path, isFolder) {
      const names = path.split("/");
      const rule = rules.find((each) => (isFolder || !each.foldersOnly) && matchSegments(names, each.segments));
      return rule && !rule.takesBack;
    },
  };
}

function readRule(line: string): Rule | undefined {
  let pattern = withoutTrailingBlanks(line);
  if (pattern.startsWith("#")) return undefined;
  const takesBack = pattern.startsWith("!");
  if (takesBack) pattern = pattern.slice(1);
  const foldersOnly = pattern.endsWith("/");
  if (foldersOnly) pattern = pattern.slice(0, -1);
  const anchored = pattern.includes("/");
  if (pattern.startsWith("/")) pattern = pattern.slice(1);
  if (pattern === "") return undefined;
  const segments: (readonly Token[] | undefined)[] = anchored ? [] : [undefined];
  const pieces = pattern.split("/");
  for (const [at, piece] of pieces.entries()) {
    if (piece === "**" && anchored) {
      segments.push(undefined);
      // What ends in `/**` is all that lies inside, and not the folder itself.
      if (at === pieces.length - 1) segments.push(["star"]);
      continue;
    }
    const tokens = tokensOf(Array.from(piece));
    if (!tokens) return undefined;
    segments.push(tokens);
  }
  return { takesBack, foldersOnly, segments };
}

/** Blanks at the end do not count, but for one behind a backslash. */
function withoutTrailingBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === " " && line[end - 2] !== "\\") end--;
  return line.slice(0, end);
}

/** Undefined for a pattern that can match nothing: a class that never closes, a backslash with nothing behind it. */
function tokensOf(units: readonly string[]): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] ?? "";
    if (unit === "*") {
      if (tokens[tokens.length - 1] !== "star") tokens.push("star");
    } else if (unit === "?") tokens.push("any");
    else if (unit === "\\") {
      const escaped = units[++at];
      if (escaped === undefined) return undefined;
      tokens.push({ unit: escaped });
    } else if (unit === "[") {
      const found = classOf(units, at + 1);
      if (!found) return undefined;
      tokens.push(found.token);
      at = found.end;
    } else tokens.push({ unit });
  }
  return tokens;
}

/** `[a-z]`, `[!x]`, `[^x]`, `[]]`, `[\]]`, `[[:digit:]]`; `end` is the offset of the bracket that closes. */
function classOf(units: readonly string[], start: number): { readonly token: Token; readonly end: number } | undefined {
  const not = units[start] === "!" || units[start] === "^";
  const first = not ? start + 1 : start;
  const ranges: Range[] = [];
  for (let at = first; at < units.length; at++) {
    let unit = units[at] ?? "";
    if (unit === "]" && at > first) return { token: { not, ranges }, end: at };
    if (unit === "[" && units[at + 1] === ":") {
      const end = units.indexOf("]", at);
      const named = POSIX.get(units.slice(at + 2, end - 1).join(""));
      if (end < 0 || units[end - 1] !== ":" || !named) return undefined;
      append(ranges, named);
      at = end;
      continue;
    }
    if (unit === "\\") unit = units[++at] ?? "";
    if (units[at + 1] === "-" && units[at + 2] !== undefined && units[at + 2] !== "]") {
      at += units[at + 2] === "\\" ? 3 : 2;
      ranges.push([unit, units[at] ?? ""]);
    } else ranges.push([unit, unit]);
  }
  return undefined;
}

const POSIX: ReadonlyMap<string, readonly Range[]> = new Map([
  [
    "alpha",
    [
      ["a", "z"],
      ["A", "Z"],
    ],
  ],
  ["digit", [["0", "9"]]],
  [
    "alnum",
    [
      ["a", "z"],
      ["A", "Z"],
      ["0", "9"],
    ],
  ],
  ["upper", [["A", "Z"]]],
  ["lower", [["a", "z"]]],
  [
    "xdigit",
    [
      ["a", "f"],
      ["A", "F"],
      ["0", "9"],
    ],
  ],
  [
    "space",
    [
      [" ", " "],
      ["\t", "\r"],
    ],
  ],
  [
    "blank",
    [
      [" ", " "],
      ["\t", "\t"],
    ],
  ],
  [
    "punct",
    [
      ["!", "/"],
      [":", "@"],
      ["[", "`"],
      ["{", "~"],
    ],
  ],
]);

function matchSegments(names: readonly string[], segments: Rule["segments"]): boolean {
  const wild = (at: number): boolean => segments[at] === undefined;
  return matchSeries(names.length, segments.length, wild, (name, at) =>
    matchName(names[name] ?? "", segments[at] ?? []),
  );
}

function matchName(name: string, tokens: readonly Token[]): boolean {
  const units = Array.from(name);
  const wild = (at: number): boolean => tokens[at] === "star";
  return matchSeries(units.length, tokens.length, wild, (unit, at) =>
    matchUnit(units[unit] ?? "", tokens[at] ?? "star"),
  );
}

function matchUnit(unit: string, token: Token): boolean {
  if (typeof token === "string") return token === "any";
  if ("unit" in token) return token.unit === unit;
  return token.ranges.some(([first, last]) => first <= unit && unit <= last) !== token.not;
}

/** Whether patterns match items in turn, a wild one any number of them. Only the last wild one is ever tried again. */
function matchSeries(
  items: number,
  patterns: number,
  wild: (pattern: number) => boolean,
  one: (item: number, pattern: number) => boolean,
): boolean {
  let item = 0;
  let pattern = 0;
  let retryItem = -1;
  let retryPattern = -1;
  while (item < items) {
    if (pattern < patterns && wild(pattern)) {
      retryPattern = pattern++;
      retryItem = item;
    } else if (pattern < patterns && one(item, pattern)) {
      item++;
      pattern++;
    } else if (retryPattern >= 0) {
      item = ++retryItem;
      pattern = retryPattern + 1;
    } else return false;
  }
  while (pattern < patterns && wild(pattern)) pattern++;
  return pattern === patterns;
}
