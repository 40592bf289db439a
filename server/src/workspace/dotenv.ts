/**
 * Who loads a file of variables: a file that names it, or the project that it lies in (find/dotenvFamilies.ts). That
 * tells how it is read, and what it is given together with. Source: reference/variables.md 2.1 and 2.2.
 */
import { type DotenvFamily, familyOf, filesOf, isDotenvName, MANIFESTS, modeOf } from "../find/dotenvFamilies";
import type { EnvironmentFact } from "../find/environmentModel";
import type { Facts } from "../find/model";
import type { Dialect } from "../read/reading";
import type { Place } from "./look";
import type { Snapshot } from "./snapshot";
import { folderOf, joinPath, nameOf } from "./uri";

/** The number of an environment that stands in no text, so that nobody refers to it. */
const FAMILY = -1;

interface Loaded {
  readonly family: DotenvFamily;
  readonly modes: readonly string[];
}

const NO_MODES: readonly string[] = ["development", "production"];

/** What loads the file by its name; undefined where nobody does, or the project names several that differ. */
function loadedBy({ format, uri }: Facts, snapshot: Snapshot): Loaded | undefined {
  const name = nameOf(uri);
  if (format !== "dotenv" || !isDotenvName(name)) return undefined;
  const folder = folderOf(uri);
  const loaders = MANIFESTS.flatMap((manifest) => {
    const facts = snapshot.facts(joinPath(folder, manifest), "manifest");
    return typeof facts === "object" ? (facts.loaders ?? []) : [];
  });
  const families = [...new Set(loaders.map((each) => each.family))].flatMap((id) => familyOf(id) ?? []);
  const [family, ...others] = families;
  if (!family || others.length > 0) return undefined;
  const own = modeOf(name);
  const named = [...new Set(loaders.flatMap(({ modes }) => modes))];
  return { family, modes: own === undefined ? (named.length > 0 ? named : NO_MODES) : [own] };
}

/** How a file of variables is read by whoever loads it; undefined where nobody is known to, or several read it differently. */
export function dialectOf(facts: Facts, loadedAs: readonly Dialect[], snapshot: Snapshot): Dialect | undefined {
  const [dialect, ...others] = new Set(loadedAs);
  if (dialect !== undefined) return others.length === 0 ? dialect : undefined;
  return loadedBy(facts, snapshot)?.family.dialect;
}

/** The files that the project loads together with this one, as one environment for each of its modes. */
export function familyEnvironments({ facts, snapshot }: Place, withOwn: boolean): readonly EnvironmentFact[] {
  const loaded = loadedBy(facts, snapshot);
  if (!loaded || loaded.family.order === "single") return [];
  const own = nameOf(facts.uri);
  const span = { start: 0, end: 0 };
  return loaded.modes.map((mode): EnvironmentFact => {
    const names = filesOf(loaded.family, mode).filter((name) => withOwn || name !== own);
    return {
      id: FAMILY,
      owner: "command",
      name: mode,
      span,
      layers: names.map((path) => ({
        kind: "file",
        path: { path, span, from: "own-folder" },
        dialect: loaded.family.dialect,
        required: false,
      })),
      links: [],
    };
  });
}
