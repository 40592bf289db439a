/**
 * Tells a file's format by name, then by content; the editor's language id comes last, because people open a crontab
 * as plain text and a `.conf` as anything.
 */
import { readSchedule } from "../read/crontab/schedule";
import type { Dialect, Format } from "../read/reading";
import { isShellScript } from "../read/shell/shebang";
import { matchesGlob } from "../text/glob";

/** What a file is. */
export interface FormatTell {
  readonly format: Format;
  /** How crontabs are told apart: tables of `/etc` have a user column. */
  readonly system?: boolean | "auto";
  /** anacron's own table. */
  readonly anacron?: true;
  /** Of an INI file: one of PHP's own. */
  readonly php?: true;
  /** Of a file of variables: who is known to read it. */
  readonly dialect?: Dialect;
}

const YAML: FormatTell = { format: "yaml" };
const SHELL: FormatTell = { format: "shell" };
const DOTENV: FormatTell = { format: "dotenv", dialect: "any" };
const SYSTEM_TABLE: FormatTell = { format: "crontab", system: true };
const USER_TABLE: FormatTell = { format: "crontab", system: false };
const ANY_TABLE: FormatTell = { format: "crontab", system: "auto" };
const UNIT: FormatTell = { format: "systemd" };
const DOCKERFILE: FormatTell = { format: "dockerfile" };
const JSON_FILE: FormatTell = { format: "json" };
const HCL: FormatTell = { format: "hcl" };
const LOGSTASH: FormatTell = { format: "logstash" };
const PHP: FormatTell = { format: "ini", php: true };
const INI: FormatTell = { format: "ini" };
const HTTP: FormatTell = { format: "http" };

const BY_NAME: readonly (readonly [glob: string, tell: FormatTell])[] = [
  ["**/*.yml", YAML],
  ["**/*.yaml", YAML],
  ["**/Kustomization", YAML],
  ["**/.keyfit.json", YAML],
  ["**/etc/crontab", SYSTEM_TABLE],
  ["**/etc/anacrontab", { format: "crontab", anacron: true }],
  ["**/anacrontab", { format: "crontab", anacron: true }],
  ["**/cron.d/*", SYSTEM_TABLE],
  ["**/cron.daily/*", SHELL],
  ["**/cron.hourly/*", SHELL],
  ["**/cron.weekly/*", SHELL],
  ["**/cron.monthly/*", SHELL],
  ["**/crontab", ANY_TABLE],
  ["**/crontabs/*", USER_TABLE],
  ["**/*.crontab", ANY_TABLE],
  ["**/crontab.*", ANY_TABLE],
  ["**/*.cron", ANY_TABLE],
  ["**/*-crontab", ANY_TABLE],
  ["**/*.sh", SHELL],
  ["**/*.bash", SHELL],
  ["**/*.zsh", SHELL],
  ["**/*.ksh", SHELL],
  ["**/.envrc", SHELL],
  ["**/.profile", SHELL],
  ["**/.bash_profile", SHELL],
  ["**/.bashrc", SHELL],
  ["**/.zshrc", SHELL],
  ["**/*.ps1", { format: "powershell" }],
  ["**/.env", DOTENV],
  ["**/.env.*", DOTENV],
  ["**/*.env", DOTENV],
  ["**/*.env.json", JSON_FILE],
  ["**/*.env.*", DOTENV],
  ["**/etc/default/*", { format: "dotenv", dialect: "systemd" }],
  ["**/etc/sysconfig/*", { format: "dotenv", dialect: "systemd" }],
  ["**/*.service", UNIT],
  ["**/*.service.d/*.conf", UNIT],
  ["**/service.d/*.conf", UNIT],
  ["**/*.container", UNIT],
  ["**/Dockerfile", DOCKERFILE],
  ["**/Dockerfile.*", DOCKERFILE],
  ["**/*.Dockerfile", DOCKERFILE],
  ["**/*.dockerfile", DOCKERFILE],
  ["**/Containerfile", DOCKERFILE],
  ["**/*.json", JSON_FILE],
  ["**/*.jsonc", JSON_FILE],
  ["**/*.json5", JSON_FILE],
  ["**/*.tf", HCL],
  ["**/*.tfvars", HCL],
  ["**/*.tofu", HCL],
  ["**/*.properties", { format: "properties" }],
  ["**/php.ini", PHP],
  ["**/php.ini-*", PHP],
  ["**/elastic-apm*.ini", PHP],
  ["**/php/**/*.ini", PHP],
  ["**/*.ini", INI],
  ["**/*.http", HTTP],
  ["**/*.rest", HTTP],
  ["**/*.logstash", LOGSTASH],
  ["**/*.logstash.conf", LOGSTASH],
];

const BY_LANGUAGE: ReadonlyMap<string, FormatTell> = new Map([
  ["yaml", YAML],
  ["crontab", ANY_TABLE],
  ["dockercompose", YAML],
  ["github-actions-workflow", YAML],
  ["shellscript", SHELL],
  ["powershell", { format: "powershell" }],
  ["dotenv", DOTENV],
  ["dockerfile", DOCKERFILE],
  ["systemd", UNIT],
  ["json", JSON_FILE],
  ["jsonc", JSON_FILE],
  ["json5", JSON_FILE],
  ["terraform", HCL],
  ["terraform-vars", HCL],
  ["opentofu", HCL],
  ["hcl", HCL],
  ["java-properties", { format: "properties" }],
  ["http", HTTP],
  ["logstash", LOGSTASH],
]);

/** Undefined where the file is none that Keyfit reads. `path` has `/` and may be a file's name alone. */
export function tellFormat(path: string, text: string, languageId?: string): FormatTell | undefined {
  const filledIn = TEMPLATE.exec(path);
  // What a template is filled into has the rest of its name, if that says anything, and else its content does.
  if (filledIn) return tellFormat(path.slice(0, filledIn.index), text) ?? (looksLikeSettings(text) ? YAML : undefined);
  const byName = BY_NAME.find(([glob]) => matchesGlob(path, glob))?.[1];
  // A script by its folder or ending may be another program's by its first line.
  if (byName === INI && PHP_EXTENSION.test(text.slice(0, HEAD))) return PHP;
  if (byName) return byName.format === "shell" && isShellScript(text) === false ? undefined : byName;
  if (isShellScript(text) === true) return SHELL;
  if (looksLikeCrontab(text)) return ANY_TABLE;
  if (SECTION.test(text.slice(0, HEAD))) return LOGSTASH;
  return languageId === undefined ? undefined : BY_LANGUAGE.get(languageId);
}

/** True where a file of this name may be one that Keyfit reads; its content is then looked at. */
export function mayBeRead(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (!name.includes(".")) return true;
  if (/\.(?:txt|tab|example|sample|template|tmpl|tpl|tftpl|dist|conf|cfg|ini)$/i.test(name)) return true;
  return BY_NAME.some(([glob]) => matchesGlob(path, glob));
}

/** Templates of Terraform: https://developer.hashicorp.com/terraform/language/functions/templatefile */
const TEMPLATE = /\.(?:tftpl|tpl)$/;

/** A line that begins with the name of a setting, as of YAML. */
export function looksLikeSettings(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_.-]{0,60}:(?:[ \t]|\r?$)/m.test(text.slice(0, 4_000));
}

/** Units of a text that are looked at to tell what it is. */
const HEAD = 16_000;

/** What stands in an INI file of PHP's, whatever its name: an extension is loaded, or the agent's is configured. */
const PHP_EXTENSION = /^[ \t]{0,20}(?:(?:zend_)?extension[ \t]{0,20}=|elastic_apm\.)/m;

/** A section of a Logstash pipeline at the beginning of a line. */
const SECTION = /^[ \t]{0,20}(?:input|filter|output)\s{0,40}\{/m;

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
