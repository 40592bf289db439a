// Runs the editor tests in a real VS Code, through `@vscode/test-electron`: in the desktop program where it can be
// downloaded and shown, else in the embedded VS Code, which stands behind the same call (scripts/vscode). Nothing is
// skipped silently: a host that cannot be had, a suite that was not built and a run without tests are failures.
//
//   node test/e2e/run.mjs [--vscode VERSION|both] [--trusted] [--untrusted] [--web]
//
// Without one of the last three, all three kinds of window are tested. `KEYFIT_VSCODE` does what --vscode does; the
// default is the current VS Code. `KEYFIT_EMBEDDED=1` never tries the desktop program, `KEYFIT_VERBOSE=1` shows all
// that a window says. The workspace is a fresh copy of the filled examples, with test/e2e/workspace on top if it exists.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { downloadAndUnzipVSCode, runTests, SilentReporter } from "@vscode/test-electron";
import { fillExamples } from "../../scripts/examples.mjs";
import { CACHE, ROOT } from "../../scripts/paths.mjs";
import { onStop, run } from "../../scripts/processes.mjs";
import { saveResults } from "../../scripts/results.mjs";
import { QUIET_SETTINGS } from "../../scripts/vscode/server.mjs";
import { runSuite } from "../../scripts/vscode/suite.mjs";
import { CURRENT, HOSTS } from "../../scripts/vscode/versions.mjs";

const BUILT = join(ROOT, "dist", "test", "e2e");
const SHIM = join(ROOT, "scripts", "vscode", "electron-shim.mjs");
const KINDS = ["trusted", "untrusted", "web"];

const { values: flags } = parseArgs({
  options: {
    vscode: { type: "string", default: process.env.KEYFIT_VSCODE || CURRENT },
    trusted: { type: "boolean", default: false },
    untrusted: { type: "boolean", default: false },
    web: { type: "boolean", default: false },
  },
});

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function main() {
  const versions = flags.vscode === "both" ? Object.keys(HOSTS) : [flags.vscode];
  const asked = KINDS.filter((kind) => flags[kind]);
  checkBuilt();

  let passed = 0;
  let failed = 0;
  for (const version of versions) {
    const desktop = await desktopProgram(version);
    for (const kind of asked.length > 0 ? asked : KINDS) {
      const where = desktop === undefined || kind === "web" ? "embedded" : "desktop";
      console.log(`\nVS Code ${version}, ${where}, ${kind === "web" ? "worker host" : `${kind} folder`}`);
      const counts = await inWorkspace((place) => runKind(kind, { version, desktop, ...place }));
      passed += counts.passed;
      failed += counts.failed;
    }
  }
  saveResults("e2e", { passed, failed });
  console.log(`\nEditor tests: ${passed} passed, ${failed} failed, in VS Code ${versions.join(" and ")}`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function checkBuilt() {
  for (const file of ["index.js", "browser.js"]) {
    if (!existsSync(join(BUILT, file))) throw new Error("The editor tests are not built: npm run build:tests");
  }
  const named = readFileSync(join(ROOT, "test/e2e/browser.ts"), "utf8");
  for (const file of readdirSync(join(ROOT, "test/e2e/web"))) {
    const suite = file.replace(/\.ts$/, "");
    if (suite.endsWith(".test") && !named.includes(`"./web/${suite}"`)) {
      throw new Error(`test/e2e/browser.ts does not import test/e2e/web/${file}`);
    }
  }
}

/** Path of the desktop VS Code, or undefined with a line that says why not. */
async function desktopProgram(version) {
  if (process.env.KEYFIT_EMBEDDED === "1") return undefined;
  try {
    if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
      // The desktop program needs one; `xvfb-run npm test` gives it one.
      throw new Error("no display");
    }
    return await downloadAndUnzipVSCode({
      version,
      cachePath: join(CACHE, "vscode-desktop"),
      reporter: new SilentReporter(),
    });
  } catch (error) {
    console.log(`VS Code ${version}: no desktop program here (${error.message}), so the embedded one runs the tests`);
    return undefined;
  }
}

/** A folder with a workspace and an empty profile, gone afterwards. */
async function inWorkspace(work) {
  const folder = await mkdtemp(join(tmpdir(), "keyfit-e2e-"));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  const forget = onStop(remove);
  const place = {
    folder: join(folder, "workspace"),
    userData: join(folder, "user"),
    extensionsDir: join(folder, "extensions"),
    resultFile: join(folder, "result.json"),
  };
  try {
    await fillExamples(place.folder, [join(ROOT, "test/e2e/workspace")].filter(existsSync));
    await mkdir(join(place.userData, "User"), { recursive: true });
    await writeFile(join(place.userData, "User", "settings.json"), JSON.stringify(QUIET_SETTINGS));
    return await work(place);
  } finally {
    forget();
    await remove();
  }
}

/** Runs one kind of window and returns its counts; a window that ended badly counts as a failure at least. */
async function runKind(kind, place) {
  const ok = kind === "web" ? await runInWorker(place) : await runInHost(kind === "trusted", place);
  const counts = await readFile(place.resultFile, "utf8").then(JSON.parse, () => ({ passed: 0, failed: 0 }));
  return { passed: counts.passed, failed: Math.max(counts.failed, ok && counts.passed > 0 ? 0 : 1) };
}

async function runInHost(trusted, { version, desktop, folder, userData, extensionsDir, resultFile }) {
  const env = {
    KEYFIT_VSCODE_VERSION: version,
    KEYFIT_E2E_RESULT: resultFile,
    KEYFIT_RESTRICTED: trusted ? "0" : "1",
  };
  const launchArgs = [folder, `--user-data-dir=${userData}`, `--extensions-dir=${extensionsDir}`];
  const tests = join(BUILT, "index");
  if (desktop !== undefined && !trusted) {
    // test-electron always switches workspace trust off, so this one window is started without it.
    const args = [...launchArgs, `--extensionDevelopmentPath=${ROOT}`, `--extensionTestsPath=${tests}`, "--no-sandbox"];
    const onOutput = (text) => process.stdout.write(text);
    const { code } = await run(desktop, args, { env: { ...process.env, ...env }, onOutput });
    return code === 0;
  }
  try {
    await runTests({
      vscodeExecutablePath: desktop ?? SHIM,
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: tests,
      extensionTestsEnv: env,
      launchArgs,
    });
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

/** The worker host is a matter of the browser: it runs in the embedded VS Code everywhere. */
async function runInWorker({ version, folder, resultFile }) {
  let counts = { passed: 0, failed: 0 };
  const code = await runSuite({
    version,
    folder,
    extension: ROOT,
    tests: join(BUILT, "browser.js"),
    worker: true,
    onResult: (result) => {
      counts = result;
    },
  });
  await writeFile(resultFile, JSON.stringify(counts));
  return code === 0;
}
