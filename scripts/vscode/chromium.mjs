// The browser that shows the embedded VS Code in tests and screenshots. It is never downloaded from a place of its
// own: an installed Chromium or Chrome is used, or Debian's package. People who only run `npm start` need none.

import { existsSync } from "node:fs";
import { findCommand } from "../processes.mjs";
import { ensureDebian } from "./debian.mjs";

const COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

const WELL_KNOWN = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * Path of a Chromium-like browser; installs Debian's where that is possible. `KEYFIT_CHROMIUM` names another one.
 * @param {{ log: (line: string) => void }} options
 */
export async function ensureChromium({ log }) {
  const named = process.env.KEYFIT_CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`KEYFIT_CHROMIUM names ${named}, which does not exist`);
  }
  for (const command of COMMANDS) {
    const file = findCommand(command);
    if (file !== undefined) return file;
  }
  const installed = WELL_KNOWN.find((file) => existsSync(file));
  if (installed !== undefined) return installed;
  return ensureDebian("chromium", "chromium", { log, why: "the editor tests" });
}
