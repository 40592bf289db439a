/**
 * The manifests and the lock file: exact versions, nothing to install beside the bundles, strings that exist, and a lock
 * file from which `npm ci` works on every platform and with every registry.
 */
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ROOT, readJson } from "./sources";

const manifest = readJson("package.json");
const lock = readJson("package-lock.json");

/** Every string in a JSON value. */
function strings(json: unknown): string[] {
  if (typeof json === "string") return [json];
  return typeof json === "object" && json !== null ? Object.values(json).flatMap(strings) : [];
}

describe("dependencies", () => {
  test.each(["package.json", "client/package.json", "server/package.json"])("%s pins exact versions", (file) => {
    const { dependencies, devDependencies } = readJson(file);
    const ranges = Object.entries<string>({ ...dependencies, ...devDependencies });
    expect(ranges.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test("the published package needs none: everything is bundled", () => {
    for (const kind of ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies"]) {
      expect(manifest).not.toHaveProperty(kind);
    }
  });

  test("the editor's types are those of the oldest supported editor", () => {
    expect(`^${manifest.devDependencies["@types/vscode"]}`).toBe(manifest.engines.vscode);
  });
});

describe("the lock file", () => {
  const packages = Object.entries<any>(lock.packages);

  test("names no place to download from", () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([
      "node_modules/@keyfit/client",
      "node_modules/@keyfit/server",
    ]);
  });

  // npm leaves a platform's package out where the registry in use does not have it, and `npm ci` then refuses the file.
  test("lists the packages of every platform", () => {
    const missing = packages.flatMap(([from, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in lock.packages) && !(`${from}/node_modules/${name}` in lock.packages),
      ),
    );
    expect(missing).toEqual([]);
  });
});

describe("the extension", () => {
  test("names only files that exist", () => {
    const { languages, grammars } = manifest.contributes;
    const files = [...languages.map((language: any) => language.configuration), ...grammars.map((g: any) => g.path)];
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter((file: string) => !existsSync(ROOT + file))).toEqual([]);
  });

  test("has a string for every placeholder, and a placeholder for every string", () => {
    const used = strings(manifest).flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []);
    expect([...new Set(used)].sort()).toEqual(Object.keys(readJson("package.nls.json")).sort());
  });

  test("starts for a language or a project file, never with the editor", () => {
    const events: string[] = manifest.activationEvents;
    expect(events.length).toBeGreaterThan(0);
    expect(events.filter((event) => !/^(?:onLanguage:[a-z-]+|workspaceContains:\.keyfit\.\w+)$/.test(event))).toEqual(
      [],
    );
  });

  test("describes, orders and scopes each setting, below one prefix", () => {
    const settings = Object.entries<any>(manifest.contributes.configuration.properties);
    expect(settings.length).toBeGreaterThan(2);
    for (const [name, setting] of settings) {
      expect(name).toMatch(/^keyfit\.[a-z.]+$/i);
      expect(setting, name).toMatchObject({
        order: expect.any(Number),
        scope: expect.stringMatching(/^(?:resource|window)$/),
        markdownDescription: expect.stringMatching(/^%.+%$/),
        default: expect.anything(),
      });
    }
  });

  test("works untrusted, virtual and where the files are", () => {
    expect(manifest.capabilities).toEqual({ untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
    expect(manifest.extensionKind).toEqual(["workspace"]);
  });
});
