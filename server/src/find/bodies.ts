/**
 * Bodies of requests that set settings: `curl -X PUT host/_cluster/settings -d '{…}'`, also from a here-document, and
 * those of `.http` files. The text is then a file, told by the call that it is the body of.
 */
import type { Command, Value } from "../read/reading";
import { leadingText } from "./requests";
import { literalText } from "./value";
import type { WrittenFile } from "./written";

/** Options of curl that take the body: https://curl.se/docs/manpage.html#-d */
const OPTIONS: ReadonlySet<string> = new Set(["-d", "--data", "--data-ascii", "--data-binary", "--data-raw", "--json"]);

/** Calls whose body holds settings. */
const CALL = /\/?_cluster\/settings(?:[?#]|$)/;

/** The body of a command's request; undefined where it is none of these, or stands in a file. */
export function bodyOf(command: Command): WrittenFile | undefined {
  const { name, args, stdin } = command;
  if ((name !== "curl" && name !== "http-request") || !args.some((word) => CALL.test(endOf(word)))) return undefined;
  if (name === "http-request") return stdin && bodyFile(stdin);
  for (const [at, word] of args.entries()) {
    const option = literalText(word) ?? "";
    const value = OPTIONS.has(option) ? args[at + 1] : undefined;
    if (!value) continue;
    const text = /^@(?:-|\/dev\/stdin)$/.test(literalText(value) ?? "") ? stdin : value;
    const isFile = leadingText(text).startsWith("@");
    return text && !isFile ? bodyFile(text) : undefined;
  }
  return undefined;
}

function bodyFile(text: Value): WrittenFile {
  return { path: "_cluster/settings.json", text, append: false };
}

/** The literal text that a word ends in. */
function endOf({ parts }: Value): string {
  const last = parts[parts.length - 1];
  return last?.kind === "text" ? last.text : "";
}
