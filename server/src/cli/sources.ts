/** What a command looks at: its paths, a list of names in a file, or the text of standard input. */
import { readFileSync } from "node:fs";
import type { Request } from "./collect";
import { shownArgument } from "./shown";

export interface SourceOptions {
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly filesFrom?: string;
}

const STANDARD_INPUT = 0;

/** The request, or one line that says what is wrong with it. */
export function requestOf(paths: readonly string[], options: SourceOptions): Request | { readonly wrong: string } {
  if (options.stdin) {
    if (paths.length > 0 || options.filesFrom !== undefined) return { wrong: "--stdin takes no paths" };
    if (options.stdinFilename === undefined) return { wrong: "--stdin needs --stdin-filename, to know the format" };
    return { paths: [], stdin: { name: options.stdinFilename, text: readFileSync(STANDARD_INPUT, "utf8") } };
  }
  if (options.stdinFilename !== undefined) return { wrong: "--stdin-filename goes with --stdin" };
  if (options.filesFrom === undefined) return { paths: paths.length > 0 ? paths : ["."] };
  if (paths.length > 0) return { wrong: "--files-from takes no paths" };
  try {
    const text = readFileSync(options.filesFrom === "-" ? STANDARD_INPUT : options.filesFrom, "utf8");
    return { paths: text.split(text.includes("\0") ? "\0" : /\r?\n/).filter((name) => name !== "") };
  } catch {
    return { wrong: `--files-from cannot read ${shownArgument(options.filesFrom)}` };
  }
}
