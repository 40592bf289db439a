// The licences of what is bundled. Bundling copies other people's code into ours, and their licences ask that the notice
// goes along; esbuild's metafile names every file that went in, so the list cannot be forgotten or out of date.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Text for THIRD-PARTY-NOTICES.txt: each bundled package with version and licence, ordered by name. Throws where a package has no licence file. */
export async function collectNotices(root, metafiles) {
  const folders = new Set();
  for (const metafile of metafiles) {
    for (const output of Object.values(metafile.outputs)) {
      for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
        const folder = packageFolder(file);
        if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  const notices = await Promise.all([...folders].map(async (folder) => notice(path.join(root, folder))));
  return [
    "Keyfit contains code of these packages, each under its own licence.",
    ...notices.toSorted((left, right) => (left < right ? -1 : 1)),
  ].join(`\n\n${"-".repeat(80)}\n\n`);
}

/** The package's folder for a file below node_modules, or undefined for our own files. */
function packageFolder(file) {
  const parts = file.split("/");
  const last = parts.lastIndexOf("node_modules");
  if (last === -1) return undefined;
  const length = parts[last + 1]?.startsWith("@") ? 3 : 2;
  return parts.slice(0, last + length).join("/");
}

async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} ${version} is bundled and has no licence file`);
  return `${name} ${version} (${license})\n\n${(await readFile(path.join(folder, file), "utf8")).trim()}`;
}
