// What is measured: Keyfit's production bundle, a bare vscode-languageserver bundled the same way and not bundled at all,
// and yaml-language-server, which npm installs into an ignored cache folder. All are started with this Node.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath as pathOf } from "node:url";
import esbuild from "esbuild";
import { CACHE, ROOT } from "../../scripts/paths.mjs";
import { run } from "../../scripts/processes.mjs";

const YAML_LANGUAGE_SERVER = "1.25.0";

const FOLDER = join(CACHE, "bench");

/**
 * As scripts/build.mjs bundles the production server.
 * @type {import("esbuild").BuildOptions}
 */
const SAME_WAY = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  mainFields: ["module", "main"],
  minify: true,
  legalComments: "none",
  charset: "ascii",
  logLevel: "warning",
  tsconfig: "tsconfig.base.json",
};

/** The same lexer as in the bundles, for which see scripts/build.mjs. */
const yamlAsModules = {
  name: "yaml-as-modules",
  setup(build) {
    build.onResolve({ filter: /^yaml$/ }, () => ({
      path: join(ROOT, "node_modules/yaml/browser/dist/parse/lexer.js"),
    }));
  },
};

/** Builds Keyfit's server for production, unless it is said to be built already; answers how to start it. */
export async function ours({ build }) {
  const file = join(ROOT, "dist/server/node.js");
  if (build) {
    const { code, output } = await run(process.execPath, ["scripts/build.mjs", "--production", "--allow-missing"], {
      cwd: ROOT,
    });
    if (code !== 0) throw new Error(`the build failed: ${output.trim()}`);
  }
  if (!existsSync(file)) throw new Error("dist/server/node.js is not there");
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return { name: "Keyfit", version, command: [process.execPath, file, "--stdio"] };
}

/** The bare server, bundled the same way, and with its modules as they were installed. */
export async function bare() {
  const common = { ...SAME_WAY, entryPoints: [pathOf(new URL("bare.ts", import.meta.url))] };
  const bundled = join(FOLDER, "bare.cjs");
  const loose = join(FOLDER, "bare-unbundled.cjs");
  await esbuild.build({ ...common, outfile: bundled });
  await esbuild.build({ ...common, outfile: loose, packages: "external" });
  const { version } = JSON.parse(readFileSync(join(ROOT, "node_modules/vscode-languageserver/package.json"), "utf8"));
  const start = (file) => [process.execPath, file, "--stdio"];
  return {
    bundled: { name: "bare server", version, command: start(bundled) },
    loose: { name: "bare server, not bundled", version, command: start(loose) },
  };
}

/** Bundles Keyfit's engine for the benchmarks that need no server; answers the module's path. */
export async function engine() {
  const outfile = join(FOLDER, "engine.cjs");
  await esbuild.build({
    ...SAME_WAY,
    entryPoints: [pathOf(new URL("engine.ts", import.meta.url))],
    outfile,
    plugins: [yamlAsModules],
  });
  return outfile;
}

/** Installs yaml-language-server once, without running anything of it. */
export async function yamlLanguageServer() {
  const folder = join(FOLDER, "yaml-language-server");
  const file = join(folder, "node_modules/yaml-language-server/bin/yaml-language-server");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const dependencies = { "yaml-language-server": YAML_LANGUAGE_SERVER };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const flags = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const { code, output } = await run(npm, flags, { cwd: folder });
    if (code !== 0) throw new Error(`yaml-language-server could not be installed: ${output.trim().split("\n")[0]}`);
  }
  const { version } = JSON.parse(readFileSync(join(folder, "node_modules/yaml-language-server/package.json"), "utf8"));
  return { name: "yaml-language-server", version, command: [process.execPath, file, "--stdio"] };
}

/** A folder of its own for the files that the servers are shown. */
export function workspaceFolder() {
  const folder = join(FOLDER, "workspace");
  mkdirSync(folder, { recursive: true });
  return folder;
}
