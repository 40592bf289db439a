/**
 * What the two packages contain, to the file: the VSIX for the editor, the npm tarball for the command line. Both ignore
 * files deny by default, so a new file ships only when it is named there and here. Run `npm run build` first.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { ROOT } from "./sources";

/** Bundles and their sources: one whose source does not exist yet cannot be in a package. */
const BUNDLES: Readonly<Record<string, string>> = {
  "dist/cli.js": "server/src/cli/main.ts",
  "dist/client/browser.js": "client/src/browser/main.ts",
  "dist/client/node.js": "client/src/node/main.ts",
  "dist/server/browser.js": "server/src/lsp/browser/main.ts",
  "dist/server/node.js": "server/src/lsp/node/main.ts",
};

const BOTH = [
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "dist/THIRD-PARTY-NOTICES.txt",
  "dist/server/node.js",
  "package.json",
];

/** What a package must contain, sorted. */
function expected(...more: readonly string[]): string[] {
  return [...BOTH, ...more].filter((file) => existsSync(ROOT + (BUNDLES[file] ?? "package.json"))).sort();
}

test("the VSIX", { timeout: 60_000 }, () => {
  const vsce = `${ROOT}node_modules/@vscode/vsce/vsce`;
  const names = execFileSync(process.execPath, [vsce, "ls", "--no-dependencies"], { cwd: ROOT, encoding: "utf8" });
  expect(names.trim().split(/\r?\n/).sort()).toEqual(
    expected(
      "dist/client/browser.js",
      "dist/client/node.js",
      "dist/server/browser.js",
      "package.nls.json",
      "syntaxes/crontab.language-configuration.json",
      "syntaxes/crontab.tmLanguage.json",
      "syntaxes/logstash.language-configuration.json",
      "syntaxes/logstash.tmLanguage.json",
    ),
  );
});

test("the npm tarball", { timeout: 60_000 }, () => {
  const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--loglevel=silent"], {
    cwd: ROOT,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  // npm 10 and before print a list, later ones an object by package name.
  const [{ files }] = Object.values<any>(JSON.parse(output));
  expect(files.map(({ path }: { readonly path: string }) => path).sort()).toEqual(expected("dist/cli.js"));
});
