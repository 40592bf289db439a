// Opens the workbench of the embedded VS Code in headless Chromium, with the extension under development loaded and,
// if asked, its test suite run inside. Extensions normally run in the server's extension host; in the `worker`
// variant they are served over http from the same address and run in the browser's web worker, like on a site
// without a server.

import { EventEmitter, once } from "node:events";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, relative, sep } from "node:path";
import { chromium } from "playwright-core";
import { onStop } from "../processes.mjs";
import { uriPath, withDevelopment, workbenchUrl } from "./page.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A rewritten page counts as one from outside this machine, which may then not talk to 127.0.0.1.
  "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets",
];

/** Where the extension's files stand in the worker variant. */
const SERVED = "/__ext";

const TYPES = {
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".md": "text/markdown",
};

/**
 * @typedef {object} WorkbenchOptions
 * @property {string} browser             path of Chromium
 * @property {string} [folder]            folder or `.code-workspace` file to open
 * @property {string} [file]              file to open in it
 * @property {string} [extension]         folder of the extension under development
 * @property {string} [tests]             compiled suite that exports `run()`
 * @property {boolean} [worker]           run them in the web worker
 * @property {{ width: number, height: number }} [viewport]
 * @property {number} [scale]             device pixels per pixel, for screenshots
 * @property {(line: string) => void} [onConsole]   what the extension host prints, while tests run
 */

/**
 * Opens the window. `exited` resolves with the suite's exit code: 0 when `run()` resolved, else 1.
 * @param {{ authority: string }} server
 * @param {WorkbenchOptions} options
 */
export async function openWorkbench(server, options) {
  const browser = await chromium.launch({
    executablePath: options.browser,
    args: FLAGS,
    // Our own clean-up stops it; Playwright's would end the process before the server is stopped.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const close = async () => {
    forget();
    await browser.close();
  };
  const forget = onStop(close);

  try {
    const page = await browser.newPage({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      deviceScaleFactor: options.scale ?? 1,
    });
    // What the page itself says is kept for the moment when something goes wrong.
    const pageLog = [];
    page.on("console", (message) => pageLog.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => pageLog.push(`error: ${error.message}`));

    const { exited } = await exposeTestHooks(page, options.onConsole);
    if (options.extension !== undefined) await develop(page, server, options);
    await page.goto(workbenchUrl(server.authority, options), { waitUntil: "domcontentloaded" });
    return { page, exited, close, pageLog: () => pageLog.slice(-40).join("\n") };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Puts the extension, and its tests if there are any, into the page's configuration as it passes. */
async function develop(page, server, options) {
  if (options.worker) await serveExtension(page, server, options.extension);
  await page.route(
    (url) => url.host === server.authority && url.pathname === "/",
    async (route) => {
      const response = await route.fetch();
      const body = withDevelopment(await response.text(), development(server, options));
      await route.fulfill({ response, body });
    },
  );
}

/** Resolves when the window can be used: the parts are drawn and the folder's files are listed. */
export async function untilUsable(page, timeout = 60_000) {
  await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout });
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout });
}

function development(server, { extension, tests, worker }) {
  const uri = (path) =>
    worker
      ? { scheme: "http", authority: server.authority, path: served(path, extension) }
      : { scheme: "vscode-remote", authority: server.authority, path: uriPath(path) };
  return { extension: uri(extension), ...(tests === undefined ? {} : { tests: uri(tests) }) };
}

function served(path, extension) {
  const inside = relative(extension, path).split(sep).join("/");
  return inside === "" ? SERVED : `${SERVED}/${inside}`;
}

/** The two functions that the workbench calls while and after it runs a suite. */
async function exposeTestHooks(page, onConsole) {
  await page.exposeFunction("codeAutomationLog", (_type, args) => onConsole?.(consoleLine(args)));
  const exits = new EventEmitter();
  await page.exposeFunction("codeAutomationExit", (code) => void exits.emit("exit", code));
  page.on("crash", () => void exits.emit("exit", 1));
  const exited = once(exits, "exit").then(([code]) => code);
  // In an object: an async function that returned the promise itself would wait for the suite's end.
  return { exited };
}

function consoleLine(args) {
  const values = Array.isArray(args) ? args : [args];
  return values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join(" ");
}

/** Answers the worker's requests for files of the extension from disk, and for nothing outside its folder. */
async function serveExtension(page, server, extension) {
  await page.context().route(
    (url) => url.host === server.authority && url.pathname.startsWith(`${SERVED}/`),
    async (route) => {
      const path = decodeURIComponent(new URL(route.request().url()).pathname.slice(SERVED.length));
      const file = normalize(join(extension, path));
      if (relative(extension, file).startsWith("..")) return route.fulfill({ status: 403 });
      try {
        const body = await readFile(file);
        await route.fulfill({ body, contentType: TYPES[extname(file)] ?? "application/octet-stream" });
      } catch {
        await route.fulfill({ status: 404 });
      }
    },
  );
}
