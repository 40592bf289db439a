/** Reads a project file and applies it to one file. */
import type { Budget } from "../read/reading";
import { matchesGlob } from "../text/glob";
import { readDeclarations } from "./declarations";
import type { ProjectProblem } from "./problems";
import type { DeclaredKey, ProjectView, Severity } from "./view";

export type { ProjectProblem };

export interface Project {
  readonly problems: readonly ProjectProblem[];
  /** The project as it applies to a file; `path` has `/` and is relative to the folder of the project file. */
  viewOf(path: string): ProjectView;
}

/** Names of project files; the first that exists in a folder counts. */
export const PROJECT_FILES: readonly string[] = [".keyfit.yml", ".keyfit.yaml", ".keyfit.json"];

/** Reads a project file. What is wrong in it is left out and told; the rest counts. Never throws. */
export function readProject(uri: string, text: string, budget: Budget): Project {
  const { declarations, problems } = readDeclarations(text, budget);
  const keys = declarations.keys.map(({ path, key }) => ({ globs: globsOf(path), key }));
  const layers = declarations.layers.map((layer) => ({ ...layer, globs: globsOf(layer.path) }));
  const ignored = declarations.ignored.map(({ path, rule }) => ({ globs: globsOf(path), rule }));
  return {
    problems,
    viewOf(path) {
      const versions = new Map<string, string>();
      const rules = new Map<string, Severity | "off">();
      for (const layer of layers) {
        if (!applies(layer.globs, path)) continue;
        for (const [name, version] of layer.versions) versions.set(name, version);
        for (const [rule, severity] of layer.rules) rules.set(rule, severity);
      }
      const silent = ignored.filter(({ globs }) => applies(globs, path));
      return {
        uri,
        deployments: declarations.deployments,
        keys: keysFor(path, keys),
        versions,
        rules,
        ignored: silent.some(({ rule }) => rule === undefined),
        ignoredRules: new Set(silent.flatMap(({ rule }) => rule ?? [])),
      };
    },
  };
}

interface PlacedKey {
  readonly globs: readonly string[] | undefined;
  readonly key: DeclaredKey;
}

/** The first that names a key counts for those who ask: one that is for these files, the later one of two, then others. */
function keysFor(path: string, keys: readonly PlacedKey[]): readonly DeclaredKey[] {
  const here = keys.filter(({ globs }) => globs !== undefined && applies(globs, path)).reverse();
  const everywhere = keys.filter(({ globs }) => globs === undefined);
  return [...here, ...everywhere].map(({ key }) => key);
}

/** Patterns of which one must match; undefined where there is no path, which means every file. */
function globsOf(path: string | undefined): readonly string[] | undefined {
  if (path === undefined) return undefined;
  // Paths are relative, with or without `./` before them.
  const glob = path
    .split("/")
    .filter((piece) => piece !== "" && piece !== ".")
    .join("/");
  if (glob === "") return ["**"];
  const last = glob.slice(glob.lastIndexOf("/") + 1);
  // A name without marks may be a folder's; one that ends with `/` is.
  const folder = path.endsWith("/") || !/[*?]/.test(last);
  return folder ? [glob, `${glob}/**`] : [glob];
}

function applies(globs: readonly string[] | undefined, path: string): boolean {
  return globs === undefined || globs.some((glob) => matchesGlob(path, glob));
}
