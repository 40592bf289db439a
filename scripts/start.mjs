// `npm start`: builds the extension, fills the examples and opens VS Code on them with the extension loaded. The
// desktop program is used where the `code` command is on the PATH and can show a window; else the embedded VS Code is
// installed into the cache folder and served on loopback, and its address is printed. Both use a profile of their own
// below .cache, so nobody's own settings or extensions are touched.
//
//   node scripts/start.mjs [--embedded]

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { EXAMPLES, fillExamples } from "./examples.mjs";
import { CACHE, ROOT } from "./paths.mjs";
import { findCommand, run, stopWithParent } from "./processes.mjs";
import { ensureEmbedded } from "./vscode/embedded.mjs";
import { installLinked } from "./vscode/extension.mjs";
import { workbenchUrl } from "./vscode/page.mjs";
import { QUIET_SETTINGS, startServer } from "./vscode/server.mjs";
import { CURRENT, OLDEST } from "./vscode/versions.mjs";

const PROFILE = join(CACHE, "start");

/** Kept if it is free, so that an open browser tab finds the next start again. */
const PORT = 8488;

/** The example that is open at first: the most common mistake, with a fix that is one click away. */
const FIRST = "filebeat.yml";

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function main() {
  // npm does not always pass a signal on; started by hand, we may outlive the shell on purpose.
  if (process.env.npm_lifecycle_event !== undefined) stopWithParent();
  await build();
  const files = await fillExamples(EXAMPLES);
  const file = join(EXAMPLES, files.find((name) => name.endsWith(FIRST)) ?? files[0] ?? ".");

  const code = await desktopCommand();
  if (code !== undefined) await openDesktop(code, file);
  else await serveEmbedded(file);
}

async function build() {
  console.log("Building …");
  const { code, output } = await run(process.execPath, [join(ROOT, "scripts", "build.mjs")], { cwd: ROOT });
  if (code !== 0) throw new Error(`The build failed:\n${output.trim()}`);
}

/** The `code` command, where it starts a desktop program that can run the extension. */
async function desktopCommand() {
  if (process.argv.includes("--embedded") || process.env.KEYFIT_EMBEDDED === "1") return undefined;
  const code = findCommand("code");
  if (code === undefined) return undefined;
  // In a remote session or in WSL the command reaches a program on another machine, with other paths.
  if (process.env.VSCODE_IPC_HOOK_CLI || process.env.WSL_DISTRO_NAME) return undefined;
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  const version = (await runCode(code, ["--version"])).stdout.split("\n")[0].trim();
  if (isAtLeast(version, OLDEST)) return code;
  console.log(
    `The VS Code on the PATH is ${version || "not working"}; Keyfit needs ${OLDEST}, so an embedded one is used`,
  );
  return undefined;
}

function isAtLeast(version, floor) {
  const [major, minor] = version.split(".").map(Number);
  const [floorMajor, floorMinor] = floor.split(".").map(Number);
  return major > floorMajor || (major === floorMajor && minor >= floorMinor);
}

/** Windows starts a `.cmd` only through its shell. */
function runCode(code, args) {
  if (process.platform !== "win32") return run(code, args);
  return run("cmd.exe", ["/d", "/s", "/c", code, ...args]);
}

async function openDesktop(code, file) {
  const profile = join(PROFILE, "desktop");
  await mkdir(join(profile, "User"), { recursive: true });
  const settings = join(profile, "User", "settings.json");
  if (!existsSync(settings)) await writeFile(settings, JSON.stringify(QUIET_SETTINGS, null, 2));
  const { code: status, output } = await runCode(code, [
    "--new-window",
    "--disable-workspace-trust",
    `--extensionDevelopmentPath=${ROOT}`,
    `--user-data-dir=${profile}`,
    `--extensions-dir=${join(profile, "extensions")}`,
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    EXAMPLES,
    file,
  ]);
  if (status !== 0) throw new Error(`VS Code did not open: ${output.trim()}`);
  console.log("VS Code is open on the examples. Close its window when you are done.");
}

async function serveEmbedded(file) {
  const host = await ensureEmbedded(process.env.KEYFIT_VSCODE || CURRENT, { log: console.log });
  const profile = join(PROFILE, host.version);
  const token = await keptToken(join(profile, "token"));
  const server = await startServer(host, {
    port: (await isFree(PORT)) ? PORT : 0,
    dataDir: profile,
    extensionsDir: await installLinked(ROOT, join(profile, "extensions")),
    token,
  });
  const url = workbenchUrl(server.authority, { folder: EXAMPLES, file, token });
  console.log(`VS Code ${host.version} with Keyfit is at\n\n  ${url}\n\nCtrl-C stops it.`);
  showInBrowser(url);
  const code = await server.exited;
  throw new Error(`VS Code ended with ${code}:\n${server.output().trim().split("\n").slice(-5).join("\n")}`);
}

/** The same at each start, so that a browser that knows it may come back. */
async function keptToken(file) {
  const kept = await readFile(file, "utf8").catch(() => "");
  return /^[0-9a-f]{32}$/.test(kept) ? kept : randomBytes(16).toString("hex");
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** A convenience for people at a desktop; the printed address is what counts. */
function showInBrowser(url) {
  if (!process.stdout.isTTY || process.env.CI) return;
  const opener = { darwin: "open", linux: "xdg-open" }[process.platform];
  if (opener === undefined || findCommand(opener) === undefined) return;
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  spawn(opener, [url], { stdio: "ignore", detached: true })
    .on("error", (error) => console.log(`(${error.message})`))
    .unref();
}
