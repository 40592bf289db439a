/**
 * The entry of the editor tests in an extension host on Node (`--extensionTestsPath`). It loads every bundle of
 * test/e2e/suite beside it and runs them in this window. A restricted window, where the workspace is not trusted, runs
 * test/e2e/suite/restricted and nothing else. The counts go to the file that the runner names, as well as to the console.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import Mocha from "mocha";
import { mustHavePassed, runAndReport } from "./report";

/** Called by VS Code; the window's exit code is 0 when it resolves and 1 when it rejects. */
export async function run(): Promise<void> {
  // The base reporter prints nothing; ours listens from outside.
  const mocha = new Mocha({ ui: "bdd", timeout: 20_000, forbidOnly: true, reporter: "base" });
  for (const file of suites()) mocha.addFile(file);
  const outcome = await runAndReport(mocha);
  const results = process.env.KEYFIT_E2E_RESULT;
  if (results !== undefined) writeFileSync(results, JSON.stringify(outcome));
  mustHavePassed(outcome);
}

function suites(): string[] {
  const folder = join(__dirname, "suite");
  const restricted = process.env.KEYFIT_RESTRICTED === "1";
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(".test.js") && file.startsWith(`restricted${sep}`) === restricted)
    .sort()
    .map((file) => join(folder, file));
}
