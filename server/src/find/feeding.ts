/**
 * What the command before it in a pipeline feeds to a program: `echo "$KEY" | program`, `printf '%s' "$KEY" | program`.
 * Only a word that is printed as it is counts, so that an edit of it is an edit of what the program reads.
 */
import type { Command, Value } from "../read/reading";
import { leadingText } from "./requests";
import { literalText } from "./value";

/** The word that a command is fed by the one before it; undefined where that is none, or prints more than one word. */
export function fedTo(command: Command, before: Command | undefined, text: string): Value | undefined {
  if (!before || !isPiped(before, command, text)) return undefined;
  const { name, args } = before;
  if (name === "echo") return onlyWord(args.filter((word) => !/^-[neE]+$/.test(literalText(word) ?? "")));
  if (name !== "printf") return undefined;
  const words = leadingText(args[0]) === "--" ? args.slice(1) : args;
  const [format, value, ...others] = words;
  if (!format || others.length > 0) return undefined;
  const isFormat = /^%s(?:\\n)?$/.test(literalText(format) ?? "");
  if (value) return isFormat ? value : undefined;
  // `printf "$KEY"`: keys have neither `%` nor backslash.
  return isFormat || /[%\\]/.test(literalText(format) ?? "") ? undefined : format;
}

function onlyWord([first, ...others]: readonly Value[]): Value | undefined {
  return others.length === 0 ? first : undefined;
}

/** Units between two commands of one pipeline. */
const MAX_BETWEEN = 200;

/** One bar between them, on one line or behind which a line ends. */
function isPiped({ span }: Command, next: Command, text: string): boolean {
  const between = text.slice(span.end, Math.min(next.span.start, span.end + MAX_BETWEEN + 1));
  if (between.length > MAX_BETWEEN) return false;
  return /^[^|&;\n]*\|[ \t]*(?:\r?\n[ \t]*)?$/.test(between.replace(/\\\r?\n/g, " "));
}
