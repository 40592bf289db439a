/**
 * Programs that put a setting into a keystore: `elasticsearch-keystore add --stdin SETTING`, with the value on standard
 * input. Without something to read there it asks. One setting at a time; with several, which line is whose is not told.
 * https://www.elastic.co/docs/reference/elasticsearch/command-line-tools/elasticsearch-keystore
 */
import type { CommandIntegration } from "../integrations/model";
import type { Command, Value } from "../read/reading";
import type { Request } from "./requests";
import { literalText } from "./value";

/** The setting that a command adds, where it holds a key and its value is known. */
export function keystoreRequest({ args, stdin }: Command, { keys = [] }: CommandIntegration): Request {
  const none: Request = { headers: [], urls: [] };
  const words = args.filter((word) => !startOf(word).startsWith("-"));
  const [verb, setting, ...others] = words;
  if (!verb || !setting || !stdin || others.length > 0 || literalText(verb) !== "add") return none;
  const name = keys.find((pattern) => matches(setting, pattern));
  if (name === undefined) return none;
  return { headers: [{ option: literalText(setting) ?? name, value: stdin, as: "key" }], urls: [] };
}

function startOf({ parts: [first] }: Value): string {
  return first?.kind === "text" ? first.text : "";
}

/** `a.*.b`: a word that begins and ends so; what is between them may come from a variable. */
function matches({ parts }: Value, pattern: string): boolean {
  const [start = "", end = ""] = pattern.split("*");
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (first?.kind !== "text" || last?.kind !== "text") return false;
  if (!first.text.startsWith(start) || !last.text.endsWith(end)) return false;
  const alias = parts.length > 1 || first.text.length > start.length + end.length;
  return alias && (parts.length > 1 || !first.text.slice(start.length, -end.length).includes("."));
}
