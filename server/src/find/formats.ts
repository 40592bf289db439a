/**
 * Tells a file's format by name, then by content; the editor's language id comes last, because people open a crontab
 * as plain text and a `.conf` as anything.
 */
import { readSchedule } from "../read/crontab/schedule";
import type { Format } from "../read/reading";
import { matchesGlob } from "../text/glob";

/** How crontabs are told apart: tables of `/etc` have a user column. */
export interface FormatTell {
  readonly format: Format;
  readonly system: boolean | "auto";
}

const BY_NAME: readonly (readonly [glob: string, tell: FormatTell])[] = [
  ["**/*.yml", { format: "yaml", system: false }],
  ["**/*.yaml", { format: "yaml", system: false }],
  ["**/etc/crontab", { format: "crontab", system: true }],
  ["**/cron.d/*", { format: "crontab", system: true }],
  ["**/crontab", { format: "crontab", system: "auto" }],
  ["**/crontabs/*", { format: "crontab", system: false }],
  ["**/*.crontab", { format: "crontab", system: "auto" }],
  ["**/crontab.*", { format: "crontab", system: "auto" }],
  ["**/*.cron", { format: "crontab", system: "auto" }],
  ["**/*-crontab", { format: "crontab", system: "auto" }],
];

const BY_LANGUAGE: ReadonlyMap<string, FormatTell> = new Map([
  ["yaml", { format: "yaml", system: false }],
  ["crontab", { format: "crontab", system: "auto" }],
  ["dockercompose", { format: "yaml", system: false }],
]);

/** Undefined where the file is none that Keyfit reads. `path` has `/` and may be a file's name alone. */
export function tellFormat(path: string, text: string, languageId?: string): FormatTell | undefined {
  const byName = BY_NAME.find(([glob]) => matchesGlob(path, glob))?.[1];
  if (byName) return byName;
  if (looksLikeCrontab(text)) return { format: "crontab", system: "auto" };
  return languageId === undefined ? undefined : BY_LANGUAGE.get(languageId);
}

/** The first line that is neither empty nor a comment nor an assignment is a job, as in what `crontab -e` shows. */
function looksLikeCrontab(text: string): boolean {
  const head = text.slice(0, 4000).split(/\r?\n/);
  for (const line of head) {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#") || /^[A-Za-z_][A-Za-z0-9_]*\s{0,9}=/.test(trimmed)) continue;
    const schedule = readSchedule(trimmed, { start: 0, end: trimmed.length });
    return schedule !== undefined && schedule.next < trimmed.length;
  }
  return false;
}
