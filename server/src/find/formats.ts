/**
 * Tells a file's format by name, then by content; the editor's language id comes last, because people open a crontab
 * as plain text and a `.conf` as anything.
 */
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

const BY_LANGUAGE: Readonly<Record<string, FormatTell>> = {
  yaml: { format: "yaml", system: false },
  crontab: { format: "crontab", system: "auto" },
  dockercompose: { format: "yaml", system: false },
};

/** Undefined where the file is none that Keyfit reads. `path` has `/` and may be a file's name alone. */
export function tellFormat(path: string, text: string, languageId?: string): FormatTell | undefined {
  const byName = BY_NAME.find(([glob]) => matchesGlob(path, glob))?.[1];
  if (byName) return byName;
  const byLanguage = languageId === undefined ? undefined : BY_LANGUAGE[languageId];
  return byLanguage ?? (looksLikeCrontab(text) ? { format: "crontab", system: "auto" } : undefined);
}

const NICKNAME = /^@(?:reboot|yearly|annually|monthly|weekly|daily|midnight|hourly)$/;
const FIELD = /^[0-9*/,-]{1,40}$/;

/** The first lines that are neither empty nor comments nor assignments are schedules, as `crontab -e` shows them. */
function looksLikeCrontab(text: string): boolean {
  const head = text.slice(0, 4000).split(/\r?\n/);
  for (const line of head) {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#") || /^[A-Za-z_][A-Za-z0-9_]*\s{0,9}=/.test(trimmed)) continue;
    return startsWithSchedule(trimmed.split(/[ \t]+/, 6));
  }
  return false;
}

/** A nickname or five fields, and a command after it. */
function startsWithSchedule(words: readonly string[]): boolean {
  if (NICKNAME.test(words[0] ?? "")) return words.length > 1;
  return words.length > 5 && words.slice(0, 5).every((word) => FIELD.test(word));
}
