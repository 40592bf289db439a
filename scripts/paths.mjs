// Where things are, relative to the project's root: no script holds a path of a machine.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds package.json. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Everything made here can be deleted at any time; git ignores it. */
export const CACHE = join(ROOT, ".cache");
