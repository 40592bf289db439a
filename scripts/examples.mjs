// Fills the templates in examples/ into a folder that git ignores: the templates hold tokens like {{cloud-key}} where
// a key stands. The folder is made anew each time, so that a problem that was fixed while trying Keyfit is there again.
//
//   node scripts/examples.mjs [FOLDER]

import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { exampleKey, TOKEN_NAMES } from "./example-keys.mjs";
import { CACHE, ROOT } from "./paths.mjs";

const TEMPLATES = join(ROOT, "examples");

/** Where `npm start` puts the filled examples. */
export const EXAMPLES = join(CACHE, "examples");

/**
 * Fills every template into `folder`, which is emptied first, and returns the paths of the files relative to it.
 * Rejects with one line when a template names a token that does not exist.
 * @param {string} folder
 * @param {readonly string[]} [more]  folders with further templates, laid over the examples
 * @returns {Promise<string[]>}
 */
export async function fillExamples(folder, more = []) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const templates of [TEMPLATES, ...more]) await cp(templates, folder, { recursive: true });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files) {
    const template = await readFile(file, "utf8");
    const filled = fillTokens(template, relative(folder, file));
    if (filled !== template) await writeFile(file, filled);
  }
  return files.map((file) => relative(folder, file)).sort();
}

/** Tokens have no space inside, so templates of other tools (`{{ .Values.key }}`) stay as they are. */
function fillTokens(text, file) {
  return text.replace(/\{\{([a-z0-9-]+)\}\}/g, (_whole, name) => {
    const value = exampleKey(name);
    if (value === undefined) {
      throw new Error(`The example ${file} names {{${name}}}, which is none of ${TOKEN_NAMES.join(", ")}`);
    }
    return value;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const folder = resolve(process.argv[2] ?? EXAMPLES);
    const files = await fillExamples(folder);
    console.log(`${files.length} examples in ${relative(process.cwd(), folder) || folder}`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
