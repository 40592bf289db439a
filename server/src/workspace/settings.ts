/**
 * The user's settings as one readonly object, parsed once from whatever the editor or a file gives. Unknown and
 * malformed entries are dropped: a typo in a settings file must never stop the checking.
 */
import { SEVERITIES, type Severity } from "../project/view";

export { SEVERITIES, type Severity };

export interface Settings {
  readonly enable: boolean;
  /** `open`: problems of open files; `workspace`: of all files. */
  readonly problems: "open" | "workspace";
  /** Rule id to severity or `off`, where it differs from the default. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
  /** Globs of files that are not looked at unless a file names them, relative to the workspace folder. */
  readonly exclude: readonly string[];
}

export const DEFAULT_SETTINGS: Settings = { enable: true, problems: "open", rules: {}, exclude: [] };

/** Reads the `keyfit` section of a client's configuration. */
export function parseSettings(section: unknown): Settings {
  if (!isRecord(section)) return DEFAULT_SETTINGS;
  const rules: Record<string, Severity | "off"> = {};
  if (isRecord(section.rules)) {
    for (const [id, value] of Object.entries(section.rules)) {
      const severity = parseSeverity(value);
      if (severity) rules[id] = severity;
    }
  }
  return {
    enable: section.enable !== false,
    problems: section.problems === "workspace" ? "workspace" : "open",
    rules,
    exclude: Array.isArray(section.exclude) ? section.exclude.filter((each) => typeof each === "string") : [],
  };
}

function parseSeverity(value: unknown): Severity | "off" | undefined {
  if (value === false || value === "off") return "off";
  return SEVERITIES.find((severity) => severity === value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
