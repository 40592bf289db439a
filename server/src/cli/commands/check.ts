/** `keyfit check`: problems, as text or JSON, with the exit code that a pipeline goes by. */
import { SEVERITIES } from "../../workspace/settings";
import { type Collected, collect } from "../collect";
import type { Output } from "../output";
import { checkJson } from "../report/json";
import { checkText } from "../report/text";
import { requestOf, type SourceOptions } from "../sources";

export interface CheckOptions extends SourceOptions {
  readonly format: "text" | "json";
  readonly failOn: "error" | "warning" | "information" | "never";
  readonly strict?: boolean;
}

/** Runs the check and answers the exit code of contract.md section 5. */
export async function check(paths: readonly string[], options: CheckOptions, output: Output): Promise<number> {
  const request = requestOf(paths, options);
  if ("wrong" in request) {
    output.error(`keyfit: ${request.wrong}`);
    return 2;
  }
  const collected = await collect(request, output);
  output.write(options.format === "json" ? checkJson(collected) : checkText(collected, output.colors));
  return exitCode(collected, options);
}

/** 2 for what could not be read, 1 for a finding at or above the threshold, else 0. */
export function exitCode(collected: Collected, options: Pick<CheckOptions, "failOn" | "strict">): number {
  if (collected.unreadable || (options.strict === true && collected.skipped.length > 0)) return 2;
  if (options.failOn === "never") return 0;
  const least = SEVERITIES.indexOf(options.failOn);
  const failing = collected.files.some(({ analysis }) =>
    analysis.findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= least),
  );
  return failing ? 1 : 0;
}
