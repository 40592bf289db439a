/**
 * The project's own files, for the tests that read them as text. Paths are relative to the root and use `/`.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The project's folder, with `/` at its end. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The folders of server/src that know no host: no Node, no protocol, no clock, no network. */
export const PURE = [
  "text",
  "elastic",
  "read",
  "integrations",
  "project",
  "find",
  "workspace",
  "rules",
  "features",
  "service.ts",
];

/** The TypeScript files below these folders, sorted; a folder that does not exist has none. */
export function typeScriptIn(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) => {
    if (!existsSync(ROOT + folder)) return [];
    return readdirSync(ROOT + folder, { recursive: true, encoding: "utf8" })
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .filter((name) => name.endsWith(".ts") && !name.includes("/node_modules/"))
      .sort();
  });
}

/** Every file that git knows, or would with the next `git add`: what is committed must hold, and so must what will be. */
export function trackedFiles(): string[] {
  const names = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(names.split("\0"))].filter((name) => name !== "" && existsSync(ROOT + name)).sort();
}

/** The text of one of the project's files. */
export function read(file: string): string {
  return readFileSync(ROOT + file, "utf8");
}

/** A JSON file of the project. */
export function readJson(file: string): any {
  return JSON.parse(read(file));
}

/** The specifiers that a TypeScript file imports or exports from, types included, as they are written. */
export function importsOf(text: string): string[] {
  const code = text.replace(/^\s*(?:\/?\*|\/\/).*$/gm, "");
  const found = code.matchAll(
    /(?:^|[;}\n])\s*(?:import|export)\b[^;"']*?\bfrom\s*["']([^"']+)["']|\bimport\s*["']([^"']+)["']|\b(?:import|require)\s*\(\s*["']([^"']+)["']/g,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? match[3]!);
}
