/**
 * What the editor tests say while they run, the same on the desktop, in the embedded VS Code and in a web worker.
 * Every line starts with a mark, because the console that it goes to is shared with the whole window; the runner shows
 * marked lines only. The last line carries the counts as JSON: a worker has no other way to hand them over.
 */

/** In front of every line; scripts/vscode/electron-shim.mjs looks for it. */
const MARK = "[e2e] ";

/** What a run of a suite amounts to. A skipped test counts as failed: editor tests never skip silently. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

/** What both builds of mocha can do. */
interface Suites {
  run(done: (failures: number) => void): Mocha.Runner;
}

/** Runs the loaded suites and prints one line per test; a failed one with its reason. Never rejects. */
export async function runAndReport(suites: Suites): Promise<Outcome> {
  let passed = 0;
  let failed = 0;
  await new Promise<void>((resolve) => {
    const runner = suites.run(() => resolve());
    runner.on("pass", (test) => {
      passed += 1;
      say(`  ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on("fail", (test, error: unknown) => {
      failed += 1;
      say(`  ✗ ${test.fullTitle()}`);
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      for (const line of reason.split("\n").slice(0, 12)) say(`      ${line}`);
    });
    runner.on("pending", (test) => {
      failed += 1;
      say(`  ✗ ${test.fullTitle()}: skipped`);
    });
  });
  say(`result ${JSON.stringify({ passed, failed })}`);
  return { passed, failed };
}

/** Throws unless tests ran and all of them passed; its message is what the window's exit code stands for. */
export function mustHavePassed({ passed, failed }: Outcome): void {
  if (failed > 0) throw new Error(`${failed} of ${passed + failed} editor tests failed`);
  if (passed === 0) throw new Error("no editor test ran");
}

function say(line: string): void {
  console.log(MARK + line);
}
