/**
 * Which program a text names on its first line as the one to run it. Files without an extension (`/etc/cron.daily/backup`,
 * git hooks) are shell scripts only if that is a shell.
 */

const SHELLS: ReadonlySet<string> = new Set([
  "sh",
  "bash",
  "dash",
  "ash",
  "ksh",
  "ksh93",
  "mksh",
  "zsh",
  "rbash",
  "bats",
]);

/** More than a kernel reads of the line. */
const MAX_LENGTH = 400;

/** Whether a shell runs the text; undefined where its first line names no program. */
export function isShellScript(text: string): boolean | undefined {
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  if (!text.startsWith("#!", start)) return undefined;
  const head = text.slice(start + 2, start + MAX_LENGTH);
  const lineEnd = head.search(/[\r\n]/);
  const words = (lineEnd < 0 ? head : head.slice(0, lineEnd)).split(/[ \t]/).filter((word) => word !== "");
  const program = programOf(words);
  return program === undefined ? undefined : SHELLS.has(program);
}

function programOf(words: readonly string[]): string | undefined {
  let [name = ""] = words.map(fileName);
  let at = 1;
  // `busybox sh` and `env -S K=v bash -e`: options and variables stand before the program.
  while (name === "env" || name === "busybox") {
    while (at < words.length && /^-|^\w+=/.test(words[at] ?? "")) at++;
    name = fileName(words[at] ?? "");
    at++;
  }
  const plain = name.toLowerCase().endsWith(".exe") ? name.slice(0, -4) : name;
  return plain === "" ? undefined : plain;
}

function fileName(word: string): string {
  return word.slice(word.lastIndexOf("/") + 1);
}
