// Installs a VS Code that comes from the npm registry alone, for machines that cannot or should not download the
// desktop program: its server, its web workbench and the Node it runs on, in a cache folder of the project. The work
// is done in steps in a folder beside the final one, each step leaves a mark, and the folder is renamed at the end:
// an interrupted installation continues where it stopped, and a folder with the final name is always complete.
// A lock makes two commands that start at once share one installation.

import { existsSync } from "node:fs";
import { chmod, cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CACHE } from "../paths.mjs";
import { withLock } from "./lock.mjs";
import { buildNative } from "./native.mjs";
import { npm } from "./npm.mjs";
import { HOSTS, NODE_PACKAGE, RIPGREP, RIPGREP_VERSION } from "./versions.mjs";

const FOLDER = join(CACHE, "vscode");

/**
 * @typedef {object} Embedded
 * @property {string} version  of VS Code
 * @property {string} root     folder of the VS Code server
 * @property {string} node     path of the Node that runs it
 */

/**
 * The embedded VS Code of that version, installed if it is not there yet. Says one line per step; says nothing when
 * everything is in place. Rejects with one line that says what is missing or failed.
 * @param {string} version
 * @param {{ log: (line: string) => void, mayInstall?: boolean }} options  `mayInstall`: also system packages
 * @returns {Promise<Embedded>}
 */
export async function ensureEmbedded(version, { log, mayInstall = false }) {
  const host = HOSTS[version];
  if (host === undefined) {
    throw new Error(`no embedded VS Code ${version}: there is ${Object.keys(HOSTS).join(" and ")}`);
  }
  const say = (line) => log(`VS Code ${version}: ${line}`);
  const final = join(FOLDER, version);
  await mkdir(FOLDER, { recursive: true });

  return withLock(join(FOLDER, `${version}.lock`), say, async () => {
    if (!existsSync(final)) {
      const partial = join(FOLDER, `${version}.partial`);
      await mkdir(partial, { recursive: true });
      const began = Date.now();
      await installPackage(host, partial, say);
      await installPrograms(host, partial, say);
      await rename(partial, final);
      say(`installed in ${Math.round((Date.now() - began) / 1000)} s`);
    } else {
      // This machine's own Node may have changed since.
      await installPrograms(host, final, say);
    }
    const root = serverRoot(final);
    const node = nodeFor(host, final);
    await buildNative(host, { root, node, marks: join(final, ".done"), say, mayInstall });
    return { version, root, node };
  });
}

/** The VS Code server and the modules it needs, by its own lock file. */
async function installPackage(host, folder, say) {
  await step(folder, "package", async () => {
    say(`fetching code-server ${host.codeServer} from the npm registry …`);
    await rm(join(folder, "package"), { recursive: true, force: true });
    const packed = await npm(["pack", `code-server@${host.codeServer}`, "--json"], folder);
    const { filename, integrity } = packedFile(packed);
    if (integrity !== host.integrity) {
      throw new Error(`code-server ${host.codeServer} has another checksum than expected; nothing was installed`);
    }
    await npm.extract(filename, folder);
    await rm(join(folder, filename), { force: true });
  });
  await step(folder, "modules", async () => {
    say("installing its modules …");
    await npm(["install", "--omit=dev", "--ignore-scripts"], serverRoot(folder));
  });
}

/** What the package expects to find on a machine: a certain Node, and ripgrep for searching in files. */
async function installPrograms(host, folder, say) {
  const wanted = {};
  if (!ownNodeFits(host)) wanted[NODE_PACKAGE] = host.node.version;
  if (!host.ownRipgrep) wanted[RIPGREP] = RIPGREP_VERSION;
  const name = `programs ${Object.entries(wanted).flat().join(" ")}`.trim();
  if (Object.keys(wanted).length === 0) return;

  await step(folder, name.replaceAll("/", "-"), async () => {
    const list = Object.entries(wanted).map(([pkg, release]) => `${pkg}@${release}`);
    say(`installing ${list.join(" and ")} …`);
    await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: wanted }));
    await npm(["install", "--ignore-scripts"], folder);
    if (!host.ownRipgrep) await placeRipgrep(folder);
  });
}

async function placeRipgrep(folder) {
  const program = process.platform === "win32" ? "rg.exe" : "rg";
  const target = join(serverRoot(folder), "node_modules", "@vscode", "ripgrep", "bin", program);
  await cp(join(folder, "node_modules", RIPGREP, "bin", program), target);
  await chmod(target, 0o755);
}

async function step(folder, name, work) {
  const mark = join(folder, ".done", name);
  if (existsSync(mark)) return;
  await work();
  await mkdir(join(folder, ".done"), { recursive: true });
  await writeFile(mark, "");
}

function packedFile(output) {
  // Depending on its version, npm answers with a list or with an object keyed by package name.
  const parsed = JSON.parse(output);
  return Array.isArray(parsed) ? parsed[0] : Object.values(parsed)[0];
}

function serverRoot(folder) {
  return join(folder, "package", "lib", "vscode");
}

function ownNodeFits(host) {
  return Number(process.versions.node.split(".")[0]) === host.node.major;
}

function nodeFor(host, folder) {
  if (ownNodeFits(host)) return process.execPath;
  return join(folder, "node_modules", NODE_PACKAGE, "bin", process.platform === "win32" ? "node.exe" : "node");
}
