/**
 * Runs the built command line as a person does: a process of its own in a folder of its own. `npm test` builds it first.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

const CLI = join(__dirname, "../../dist/cli.js");

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Folder {
  readonly path: string;
  /** Runs `keyfit` in the folder. */
  run(args: readonly string[], options?: RunOptions): Outcome;
  read(name: string): string;
}

export interface RunOptions {
  readonly stdin?: string;
  readonly env?: Record<string, string>;
  /** A folder inside the folder, to run in. */
  readonly within?: string;
  /** As a user whom permissions bind: root, as which CI runs, may read everything. */
  readonly unprivileged?: boolean;
}

/** The user `nobody` on Debian, macOS and most others. */
const NOBODY = 65_534;

/** A fresh folder with these files, removed when the test ends. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Folder {
  if (!existsSync(CLI)) throw new Error("dist/cli.js is missing; npm run build makes it");
  const path = mkdtempSync(join(tmpdir(), "keyfit-cli-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return {
    path,
    read: (name) => readFileSync(join(path, name), "utf8"),
    run: (args, options = {}) => {
      const drop = options.unprivileged === true && process.getuid?.() === 0;
      const { status, stdout, stderr } = spawnSync(process.execPath, [drop ? readableCopy(path) : CLI, ...args], {
        ...(drop && { uid: NOBODY, gid: NOBODY }),
        cwd: join(path, options.within ?? ""),
        encoding: "utf8",
        input: options.stdin ?? "",
        env: { ...process.env, KEYFIT_TODAY: "2026-11-24", ...options.env },
      });
      return { code: status, out: stdout, err: stderr };
    },
  };
}

/** The command in a place that every user may read; a checkout in root's home is not one. */
function readableCopy(folder: string): string {
  chmodSync(folder, 0o755);
  const copy = mkdtempSync(join(tmpdir(), "keyfit-bin-"));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  chmodSync(copy, 0o755);
  copyFileSync(CLI, join(copy, "cli.js"));
  return join(copy, "cli.js");
}
