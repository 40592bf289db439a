// Bundles what ships, and with --tests what the editor tests need, into dist/.
//
// Every bundle is listed below with the platform that it runs on; test/meta holds, for each of them, the list of modules
// that it may load. esbuild's metafiles go to dist/meta/, which no package contains. `module` comes before `main` in the
// main fields because jsonc-parser's `main` is UMD, which breaks at start once bundled.
//
//   node scripts/build.mjs [--production] [--tests] [--watch] [--allow-missing]
//
// --production minifies and leaves source maps out; --allow-missing skips, with a line each, bundles whose source does
// not exist; without it a missing source is an error.

import { existsSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import esbuild from "esbuild";
import { collectNotices } from "./notices.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SERVER_NODE = "server/src/lsp/node/main.ts";

const { values: flags } = parseArgs({
  options: {
    production: { type: "boolean", default: false },
    tests: { type: "boolean", default: false },
    watch: { type: "boolean", default: false },
    "allow-missing": { type: "boolean", default: false },
  },
});

/** What ships. `name` is the path below dist/ without `.js`, and the name of the metafile with `-` for `/`. */
const BUNDLES = [
  { name: "client/node", entry: "client/src/node/main.ts", platform: "node", external: ["vscode"] },
  { name: "client/browser", entry: "client/src/browser/main.ts", platform: "worker", external: ["vscode"] },
  { name: "server/node", entry: SERVER_NODE, platform: "node" },
  { name: "server/browser", entry: "server/src/lsp/browser/main.ts", platform: "browser" },
  { name: "cli", entry: "server/src/cli/main.ts", platform: "node", banner: "#!/usr/bin/env node" },
];

/** The editor tests: one entry per host, and one bundle per suite, so that mocha names the file that failed. */
async function testBundles() {
  const suites = await readdir(path.join(ROOT, "test/e2e/suite"), { recursive: true }).catch(() => []);
  return [
    { name: "test/e2e/index", entry: "test/e2e/index.ts", platform: "node", external: ["vscode", "mocha"] },
    { name: "test/e2e/browser", entry: "test/e2e/browser.ts", platform: "worker", external: ["vscode"] },
    ...suites
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => file.split(path.sep).join("/"))
      .map((file) => ({
        name: `test/e2e/suite/${file.slice(0, -".ts".length)}`,
        entry: `test/e2e/suite/${file}`,
        platform: "node",
        external: ["vscode", "mocha"],
      })),
  ];
}

/**
 * The command line starts the language server only for `keyfit lsp`: its dynamic import becomes a load of the server's
 * own bundle beside it, so that `keyfit check` neither parses the protocol's code nor ships it twice.
 */
const serverBesideCli = {
  name: "server-beside-cli",
  setup(build) {
    build.onResolve({ filter: /\/lsp\/node\/main$/ }, (args) => {
      const target = path
        .relative(ROOT, path.join(args.resolveDir, `${args.path}.ts`))
        .split(path.sep)
        .join("/");
      if (target !== SERVER_NODE) return undefined;
      if (args.kind === "dynamic-import") return { path: "./server/node.js", external: true };
      return { errors: [{ text: "The command line may reach the language server by import() alone" }] };
    });
  },
};

/**
 * commander can run subcommands as programs of their own and requires `child_process` for that. Keyfit never does, and
 * its bundles may not start processes, so that module is empty there.
 */
const noProcessesInCommander = {
  name: "no-processes-in-commander",
  setup(build) {
    build.onResolve({ filter: /^(node:)?child_process$/ }, (args) =>
      /[\\/]node_modules[\\/]commander[\\/]/.test(args.importer) ? { path: args.path, namespace: "empty" } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "module.exports = {};" }));
  },
};

/**
 * `yaml` gives Node a CommonJS build that reads `process.env`, and browsers ES modules. Every bundle takes of the latter
 * what Keyfit uses, which is the lexer (server/src/read/yaml/tokens.ts): its parser and composer have code that a bundler
 * cannot drop. Whoever imports more from it is told so by esbuild.
 */
const yamlAsModules = {
  name: "yaml-as-modules",
  setup(build) {
    const entry = path.join(ROOT, "node_modules/yaml/browser/dist/parse/lexer.js");
    build.onResolve({ filter: /^yaml$/ }, () => ({ path: entry }));
  },
};

const PLATFORMS = {
  node: { platform: "node", target: "node20", format: "cjs", mainFields: ["module", "main"] },
  // VS Code loads a web extension as CommonJS inside a worker.
  worker: { platform: "browser", target: "es2022", format: "cjs", mainFields: ["browser", "module", "main"] },
  browser: { platform: "browser", target: "es2022", format: "iife", mainFields: ["browser", "module", "main"] },
};

/** esbuild's options for one bundle. */
function optionsOf(bundle) {
  return {
    ...PLATFORMS[bundle.platform],
    absWorkingDir: ROOT,
    entryPoints: [bundle.entry],
    outfile: `dist/${bundle.name}.js`,
    bundle: true,
    external: bundle.external ?? [],
    ...(bundle.banner === undefined ? {} : { banner: { js: bundle.banner } }),
    plugins: [yamlAsModules, ...(bundle.name === "cli" ? [serverBesideCli, noProcessesInCommander] : [])],
    minify: flags.production,
    sourcemap: flags.production ? false : "linked",
    sourcesContent: false,
    legalComments: "none",
    // Of plain ASCII, a bundle is decoded faster and takes half the memory: V8 needs one byte a character, not two.
    charset: "ascii",
    metafile: true,
    logLevel: "warning",
    tsconfig: "tsconfig.base.json",
  };
}

function metafileOf(bundle) {
  return path.join(ROOT, "dist/meta", `${bundle.name.replaceAll("/", "-")}.json`);
}

async function write(bundle, metafile) {
  await mkdir(path.join(ROOT, "dist/meta"), { recursive: true });
  await writeFile(metafileOf(bundle), JSON.stringify(metafile));
}

async function buildOnce(bundles) {
  const results = await Promise.all(bundles.map(async (bundle) => esbuild.build(optionsOf(bundle))));
  for (const [index, bundle] of bundles.entries()) {
    const { metafile } = results[index];
    await write(bundle, metafile);
    const { bytes } = metafile.outputs[`dist/${bundle.name}.js`];
    console.log(`dist/${bundle.name}.js`.padEnd(36), `${Math.ceil(bytes / 1024)} kB`);
  }
  const shipped = bundles.flatMap((bundle, index) => (BUNDLES.includes(bundle) ? [results[index].metafile] : []));
  await writeFile(path.join(ROOT, "dist/THIRD-PARTY-NOTICES.txt"), await collectNotices(ROOT, shipped));
}

async function watch(bundles) {
  for (const bundle of bundles) {
    const report = {
      name: "report",
      setup(build) {
        build.onEnd(async ({ errors, metafile }) => {
          if (metafile !== undefined) await write(bundle, metafile);
          console.log(`dist/${bundle.name}.js`.padEnd(36), errors.length === 0 ? "built" : "failed");
        });
      },
    };
    const options = optionsOf(bundle);
    const context = await esbuild.context({ ...options, plugins: [...options.plugins, report] });
    await context.watch();
  }
}

/** The bundles whose source exists; the others are named, and are an error unless they were allowed to be missing. */
function present(bundles) {
  const missing = bundles.filter((bundle) => !existsSync(path.join(ROOT, bundle.entry)));
  for (const bundle of missing) console.error(`no dist/${bundle.name}.js: ${bundle.entry} does not exist`);
  if (missing.length > 0 && !flags["allow-missing"]) {
    process.exitCode = 1;
    return [];
  }
  return bundles.filter((bundle) => !missing.includes(bundle));
}

const wanted = present(flags.tests ? [...BUNDLES, ...(await testBundles())] : BUNDLES);
if (process.exitCode === undefined) {
  // A suite that was deleted must not run on; what ships is named file by file in the ignore files, so it can stay.
  if (flags.tests) await rm(path.join(ROOT, "dist/test"), { recursive: true, force: true });
  try {
    await (flags.watch ? watch(wanted) : buildOnce(wanted));
  } catch (error) {
    // esbuild has already printed what is wrong, with the place; a stack of this script would only hide it.
    if (!(error instanceof Error && "errors" in error)) throw error;
    process.exitCode = 1;
  }
}
