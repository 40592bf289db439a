/**
 * Which words of a command name a file that it starts or that its program reads with the environment it is given: a
 * script behind an interpreter, a configuration behind the option for it. A file that a command merely mentions, copies
 * or looks at (`chmod +x`, `scp`, `cat`) is given nothing.
 */
import type { Value } from "../read/reading";
import { literalText } from "./value";

/** A path in a word, as it is written there. */
export interface NamedFile {
  readonly path: string;
  readonly word: Value;
}

/** Words of a command that are looked at; nobody names more files. */
const MAX_WORDS = 64;

/** The files that a program of this name starts or configures itself with. */
export function startedFiles(program: string, args: readonly Value[]): readonly NamedFile[] {
  const words = args.slice(0, MAX_WORDS);
  const name = program.toLowerCase();
  if (SHELLS.has(name)) return oneFile(words[shellScriptAt(words)]);
  if (POWERSHELLS.has(name)) return oneFile(words[powershellScriptAt(words)]);
  if (name === "run-parts") return oneFile(words[runPartsFolderAt(words)]);
  const options = CONFIGURED.find(({ names }) => names.test(name))?.options;
  return options ? optionFiles(words, options) : [];
}

/** Every word that may be a path, for a command whose words belong to a program behind another one. */
export function everyFile(args: readonly Value[]): readonly NamedFile[] {
  return args.slice(0, MAX_WORDS).flatMap((word) => {
    const text = literalText(word);
    if (text === undefined) return [];
    const path = text.startsWith("-") ? text.slice(text.indexOf("=") + 1 || text.length) : text;
    return path.includes("/") || FILE_NAME.test(path) ? [{ path, word }] : [];
  });
}

const FILE_NAME = /^\w[\w.-]*\.[A-Za-z][A-Za-z0-9]{0,9}$/;

function oneFile(word: Value | undefined): readonly NamedFile[] {
  const path = word && literalText(word);
  return word && path ? [{ path, word }] : [];
}

/** No place of the list. */
const NONE = -1;

// --- Interpreters ----------------------------------------------------------------------------------------------------

const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "dash", "ash", "ksh", "mksh", "zsh"]);

/**
 * The first word that is no option is the script; with `-c` or `-s` there is none.
 * https://www.gnu.org/software/bash/manual/bash.html#Invoking-Bash
 */
function shellScriptAt(words: readonly Value[]): number {
  for (let at = 0; at < words.length; at++) {
    const text = textOf(words[at]);
    if (text === "--") return at + 1;
    if (!/^[-+]./.test(text)) return text === "-" ? at + 1 : at;
    if (text.startsWith("--")) {
      if (text === "--rcfile" || text === "--init-file") at++;
      continue;
    }
    if (text.startsWith("-") && /[cs]/.test(text)) return NONE;
    // `-o pipefail` and `-O extglob` take a name.
    if (/[oO]$/.test(text)) at++;
  }
  return NONE;
}

const POWERSHELLS: ReadonlySet<string> = new Set(["pwsh", "powershell"]);

/**
 * `-File x.ps1`, `-Command ./x.ps1`, or the first word that is no option; options may be cut short.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_pwsh
 */
function powershellScriptAt(words: readonly Value[]): number {
  for (let at = 0; at < words.length; at++) {
    const text = textOf(words[at]).toLowerCase();
    if (!/^[-/][a-z]/.test(text) || text.indexOf("/", 1) > 0) return at;
    if (/^-(?:f|fi|fil|file|c|co|com|comm|comma|comman|command)$/.test(text)) return at + 1;
    if (/^-e(?:c|ncodedcommand)?$/.test(text)) return NONE;
    if (/^-(?:ep|ex\w*|wd|wo\w*|w|wi\w*|v|version|psc\w*|config\w*|settings\w*|if|inp\w*|of|o|out\w*)$/.test(text))
      at++;
  }
  return NONE;
}

/** run-parts(8) of debianutils: the folder is the only word that is no option. */
function runPartsFolderAt(words: readonly Value[]): number {
  for (let at = 0; at < words.length; at++) {
    const text = textOf(words[at]);
    if (text === "-u" || text === "-a") at++;
    else if (!text.startsWith("-")) return at;
  }
  return NONE;
}

// --- Configurations --------------------------------------------------------------------------------------------------

/**
 * Programs whose configuration may hold references, and the options that name it.
 * https://www.elastic.co/docs/reference/beats/filebeat/command-line-options (global flags, the same for every Beat);
 * https://www.elastic.co/docs/reference/fleet/agent-command-reference (run);
 * https://opentelemetry.io/docs/collector/configuration/ (`--config`)
 */
const CONFIGURED: readonly { readonly names: RegExp; readonly options: readonly string[] }[] = [
  {
    names: /^(?:\w{1,20}beat|apm-server|fleet-server|elastic-agent)(?:-oss)?$/,
    options: ["-c", "--c", "--config", "--path.config", "--path.home"],
  },
  {
    names: /^(?:otelcol|otelcontribcol|otel-collector|opentelemetry-collector|edot)[\w.-]{0,40}$/,
    options: ["--config"],
  },
  { names: /^elastic-otel-collector$/, options: ["--config"] },
  { names: /^logstash$/, options: ["-f", "--path.config", "--path.settings"] },
];

function optionFiles(words: readonly Value[], options: readonly string[]): readonly NamedFile[] {
  const files: NamedFile[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    const text = textOf(word);
    const equals = text.indexOf("=");
    const name = equals < 0 ? text : text.slice(0, equals);
    if (!word || !options.includes(name)) continue;
    const value = equals < 0 ? words[++at] : word;
    const written = equals < 0 ? textOf(value) : text.slice(equals + 1);
    // https://opentelemetry.io/docs/collector/configuration/: `file:` is the scheme of a path.
    const path = written.replace(/^file:/, "");
    if (value && path !== "") files.push({ path, word: value });
  }
  return files;
}

function textOf(word: Value | undefined): string {
  return (word && literalText(word)) ?? "";
}
