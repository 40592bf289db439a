/** `keyfit inspect`: every key use with its verdict and the reasons for it. */
import { collect } from "../collect";
import type { Output } from "../output";
import { inspectJson } from "../report/json";
import { inspectText } from "../report/text";

export interface InspectOptions {
  readonly format: "text" | "json";
}

/** Runs and answers the exit code: 2 where a file could not be read, else 0. */
export async function inspect(paths: readonly string[], options: InspectOptions, output: Output): Promise<number> {
  const collected = await collect({ paths: paths.length > 0 ? paths : ["."] }, output);
  output.write(options.format === "json" ? inspectJson(collected) : inspectText(collected, output.colors));
  return collected.unreadable ? 2 : 0;
}
