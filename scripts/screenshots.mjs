// Takes the README's pictures: the filled examples in a real VS Code with Keyfit at work. Each picture is one file and
// one gesture of a user; nothing is drawn in afterwards. Look at them before committing.
//
//   node scripts/screenshots.mjs [--out FOLDER] [--vscode VERSION] [--extension FOLDER] [--only NAME] [--file NAME]

import { mkdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { fillExamples } from "./examples.mjs";
import { CACHE, ROOT } from "./paths.mjs";
import { stopAll } from "./processes.mjs";
import { ensureChromium } from "./vscode/chromium.mjs";
import { ensureEmbedded } from "./vscode/embedded.mjs";
import { installLinked } from "./vscode/extension.mjs";
import { startServer } from "./vscode/server.mjs";
import { CURRENT } from "./vscode/versions.mjs";
import { openWorkbench, untilUsable } from "./vscode/workbench.mjs";

/** The mark under what is reported as an error. */
const SQUIGGLE = ".monaco-editor .squiggly-error";

/** One picture per gesture. `file` is looked for by the end of its path among the examples. */
const SHOTS = [
  { name: "problems", file: "filebeat.yml", show: showProblems },
  { name: "hover", file: "metricbeat.yml", show: showHover },
  { name: "quick-fix", file: "filebeat.yml", show: showQuickFix },
  { name: "crontab", file: "crontab", show: showProblems },
];

const SETTINGS = {
  "breadcrumbs.enabled": false,
  "editor.fontSize": 14,
  "editor.hover.above": false,
  "editor.hover.delay": 100,
  "editor.lightbulb.enabled": "off",
  "editor.minimap.enabled": false,
  "editor.occurrencesHighlight": "off",
  "editor.scrollbar.horizontal": "hidden",
  "editor.scrollbar.vertical": "hidden",
  "explorer.openEditors.visible": 0,
  "outline.problems.enabled": false,
  "problems.showCurrentInStatus": false,
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
};

const { values: flags } = parseArgs({
  options: {
    out: { type: "string", default: join(ROOT, "docs", "images") },
    vscode: { type: "string", default: CURRENT },
    extension: { type: "string", default: ROOT },
    only: { type: "string" },
    file: { type: "string" },
  },
});

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await stopAll();
}

async function main() {
  const log = (line) => console.log(line);
  const browser = await ensureChromium({ log });
  const host = await ensureEmbedded(flags.vscode, { log, mayInstall: true });
  const work = join(CACHE, "screenshots");
  const examples = join(work, "examples");
  const files = await fillExamples(examples);
  const extensionsDir = await installLinked(resolve(flags.extension), join(work, "extensions"));
  const server = await startServer(host, { extensionsDir, settings: SETTINGS });
  await mkdir(flags.out, { recursive: true });

  for (const shot of SHOTS.filter(({ name }) => flags.only === undefined || name === flags.only)) {
    const wanted = flags.file ?? shot.file;
    const file = files.find((name) => name.endsWith(wanted));
    if (file === undefined) throw new Error(`no example is called ${wanted}`);
    const window = await openWorkbench(server, {
      browser,
      folder: examples,
      file: join(examples, file),
      viewport: { width: 1280, height: 800 },
      scale: 2,
    });
    const { page } = window;
    await untilUsable(page);
    await page.locator(SQUIGGLE).first().waitFor({ timeout: 60_000 });
    await shot.show(page);
    await untilStill(page);
    const path = join(flags.out, `${shot.name}.png`);
    await page.screenshot({ path, animations: "disabled", caret: "hide" });
    console.log(`${relative(process.cwd(), path)}: ${file}`);
    await window.close();
  }
}

async function showProblems(page) {
  await page.keyboard.press("Control+Shift+KeyM");
  await page.locator(".markers-panel .monaco-list-row").first().waitFor({ timeout: 20_000 });
}

async function showHover(page) {
  const { x, y } = await middleOf(page.locator(SQUIGGLE).first());
  const hover = page.locator(".monaco-hover:not(.hidden)");
  await untilShown(hover.getByText("Quick Fix..."), {
    act: () => page.mouse.move(x, y),
    undo: async () => {
      await page.mouse.move(x, 700);
      await hover.first().waitFor({ state: "hidden" });
    },
  });
  await hover.getByText("Loading...", { exact: true }).waitFor({ state: "hidden", timeout: 20_000 });
}

async function showQuickFix(page) {
  const { x, y } = await middleOf(page.locator(SQUIGGLE).first());
  await page.mouse.click(x, y);
  await untilShown(page.locator(".action-widget .monaco-list-row.action").first(), {
    act: () => page.keyboard.press("Control+Period"),
    undo: () => page.keyboard.press("Escape"),
  });
}

/** VS Code asks for fixes once per gesture, and while a window is still opening it may ask too early: try again. */
async function untilShown(locator, { act, undo }) {
  for (let turn = 1; ; turn += 1) {
    await act();
    try {
      await locator.waitFor({ timeout: 4000 });
      return;
    } catch (error) {
      if (turn === 5) throw error;
      await undo();
    }
  }
}

/** A little below the text's middle would be the wave itself; the word above it is what a person points at. */
async function middleOf(locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error("the squiggle is not in view");
  return { x: box.x + Math.min(box.width / 2, 120), y: box.y + box.height / 2 };
}

/** Two pictures in a row that are the same: fonts are there, nothing slides or blinks. */
async function untilStill(page) {
  let before = Buffer.alloc(0);
  for (let turn = 0; turn < 40; turn += 1) {
    const now = await page.screenshot({ animations: "disabled", caret: "hide" });
    if (now.equals(before)) return;
    before = now;
    await page.waitForTimeout(150);
  }
}
