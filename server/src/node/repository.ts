/** Finds the repository that a path lies in, so that the command line sees what an editor opened there would see. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest folder upwards that holds `.git`; undefined where there is none. A folder itself counts. */
export function repositoryOf(path: string): string | undefined {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return undefined;
  }
}
