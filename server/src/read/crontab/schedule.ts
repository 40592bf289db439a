/**
 * Tells where a job's schedule ends. All crons' words and shapes are taken (`@daily`, `@every_minute`, steps, `mon-fri`,
 * `0~59`, the `-` that silences the log), because a job that some cron runs is a job. Numbers are not held against
 * their ranges: a mistyped hour does not make the key behind it less of a key.
 * https://github.com/cronie-crond/cronie/blob/master/src/entry.c (load_entry, get_range)
 */
import type { Span } from "../../text/span";

const SHORTCUTS: ReadonlySet<string> = new Set(
  `
    reboot yearly annually monthly weekly daily midnight hourly
    every_minute every_second
  `
    .trim()
    .split(/\s+/),
);

const MONTHS: ReadonlySet<string> = new Set([
  "jan",
  "feb",
  "mar",
  "apr",
  "may",
  "jun",
  "jul",
  "aug",
  "sep",
  "oct",
  "nov",
  "dec",
]);
const DAYS: ReadonlySet<string> = new Set(["sun", "mon", "tue", "wed", "thu", "fri", "sat"]);
const NO_NAMES: ReadonlySet<string> = new Set();
/** Names that each of the five fields takes. */
const FIELDS = [NO_NAMES, NO_NAMES, NO_NAMES, MONTHS, DAYS] as const;

/** The schedule that a line begins with, and where what follows it begins; undefined where there is none. */
export function readSchedule(text: string, line: Span): { readonly span: Span; readonly next: number } | undefined {
  const start = text.charAt(line.start) === "-" ? line.start + 1 : line.start;
  if (text.charAt(start) === "@") {
    const end = wordEnd(text, start, line.end);
    const word = text.slice(start + 1, end);
    if (!SHORTCUTS.has(word) && !/^\d{1,9}$/.test(word)) return undefined;
    return { span: { start: line.start, end }, next: skipBlanks(text, end, line.end) };
  }
  let at = start;
  let end = start;
  for (const names of FIELDS) {
    end = wordEnd(text, at, line.end);
    if (!isField(text.slice(at, end), names)) return undefined;
    at = skipBlanks(text, end, line.end);
  }
  return { span: { start: line.start, end }, next: at };
}

/** The offset of the first blank from `from` on. */
export function wordEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charAt(at) !== " " && text.charAt(at) !== "\t") at++;
  return at;
}

/** The offset of the first unit from `from` on that is no blank. */
export function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text.charAt(at) === " " || text.charAt(at) === "\t")) at++;
  return at;
}

/** A list of numbers and ranges. Nobody writes a field that is longer than all sixty minutes. */
function isField(text: string, names: ReadonlySet<string>): boolean {
  return text.length > 0 && text.length <= 400 && text.split(",").every((range) => isRange(range, names));
}

function isRange(text: string, names: ReadonlySet<string>): boolean {
  const match = /^(\*|[0-9A-Za-z]*)(?:([-~])([0-9A-Za-z]*))?(?:\/\d{1,4})?$/.exec(text);
  if (!match) return false;
  const [, low = "", mark, high = ""] = match;
  if (low === "*") return mark === undefined;
  const isNumber = (value: string): boolean => /^\d{1,2}$/.test(value) || names.has(value.toLowerCase());
  if (mark === "~") return (low === "" || isNumber(low)) && (high === "" || isNumber(high));
  return isNumber(low) && (mark === undefined || isNumber(high));
}
