// Starts the embedded VS Code server on loopback and stops it with everything it started. The port is chosen by the
// system unless one is asked for, and readiness is a page that answers, never a pause. Settings are written before
// the start because the first window reads them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { onStop, startGroup } from "../processes.mjs";

const READY_WITHIN_MS = 60_000;

/** Settings that keep a window quiet: nothing opens, asks, fetches or offers by itself. */
export const QUIET_SETTINGS = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "security.workspace.trust.banner": "never",
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.untrustedFiles": "open",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.settings.enableNaturalLanguageSearch": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
};

/**
 * @typedef {object} ServerOptions
 * @property {number} [port]             0 or nothing: any free port
 * @property {string} [dataDir]          kept between runs; nothing: a temporary folder, removed at the end
 * @property {string} [extensionsDir]    installed extensions
 * @property {boolean} [trusted]         false: folders open in restricted mode
 * @property {string} [token]            what the first address must carry; nothing: no token
 * @property {Record<string, unknown>} [settings]   user settings, on top of the quiet ones
 * @property {NodeJS.ProcessEnv} [env]   added to the environment of the extension host
 * @property {(text: string) => void} [onOutput]
 */

/**
 * Starts the server and resolves when its page answers. Rejects with the server's last words when it does not.
 * @param {{ version: string, node: string, root: string }} host  what `ensureEmbedded` returned
 * @param {ServerOptions} [options]
 */
export async function startServer(host, options = {}) {
  const temporary = options.dataDir === undefined;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "keyfit-vscode-"));
  const removeData = () => {
    if (temporary) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  const forget = onStop(removeData);
  writeSettings(dataDir, { ...QUIET_SETTINGS, ...options.settings });

  const group = startGroup(host.node, serverArguments(host, dataDir, options), {
    env: serverEnvironment(options.env),
    onOutput: options.onOutput,
  });
  const stop = async () => {
    forget();
    await group.stop();
    removeData();
  };

  try {
    const port = await untilReady(group);
    return { port, authority: `127.0.0.1:${port}`, dataDir, exited: group.exited, output: group.output, stop };
  } catch (error) {
    await stop();
    throw new Error(`VS Code ${host.version} did not start: ${error.message}\n${group.output().slice(-2000)}`);
  }
}

function serverArguments(host, dataDir, options) {
  const args = [
    `--import=${new URL("guard.mjs", import.meta.url).href}`,
    join(host.root, "out", "server-main.js"),
    "--host=127.0.0.1",
    `--port=${options.port ?? 0}`,
    "--accept-server-license-terms",
    `--server-data-dir=${dataDir}`,
    `--extensions-dir=${options.extensionsDir ?? join(dataDir, "extensions")}`,
    "--telemetry-level=off",
  ];
  if (options.trusted !== false) args.push("--disable-workspace-trust");
  if (options.token === undefined) {
    args.push("--without-connection-token");
  } else {
    // In a file that only this user can read: arguments are visible to every user of the machine.
    const file = join(dataDir, "token");
    writeFileSync(file, options.token, { mode: 0o600 });
    args.push(`--connection-token-file=${file}`);
  }
  return args;
}

function serverEnvironment(extra) {
  // An empty gallery: the server asks no marketplace for anything.
  const env = { ...process.env, EXTENSIONS_GALLERY: "{}", ...extra };
  // Inherited from a VS Code that this runs inside of, these would send the new one to the old one.
  for (const name of Object.keys(env)) if (name.startsWith("VSCODE_") || name === "NODE_OPTIONS") delete env[name];
  return env;
}

/** User settings are written only where there are none yet, so that a kept profile stays the user's. */
function writeSettings(dataDir, settings) {
  const file = join(dataDir, "data", "User", "settings.json");
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`, { flag: "wx" });
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
}

async function untilReady(group) {
  let ended = "";
  void group.exited.then((code) => {
    ended = String(code);
  });
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (ended !== "") throw new Error(`it ended with ${ended}`);
    const port = /agent listening on (\d+)/.exec(group.output())?.[1];
    if (port !== undefined && (await answers(Number(port)))) return Number(port);
    await delay(50);
  }
  throw new Error(`no answer within ${READY_WITHIN_MS / 1000} seconds`);
}

async function answers(port) {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/version`, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
