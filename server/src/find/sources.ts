/**
 * Files of variables that a script reads before its later commands run: `. file`, and what bash reads by itself.
 */
import type { Assignment, Command, Value } from "../read/reading";
import type { SourceFact } from "./environmentModel";
import { literalText } from "./value";

/**
 * `. file` and `source file`. A relative path starts where the command runs, which after `cd "$(dirname "$0")"` is the
 * folder of the script.
 */
export function sourcesOf(
  commands: readonly Command[],
  assignments: readonly Assignment[] = [],
): readonly SourceFact[] {
  const folders = new Map<number | undefined, string>();
  return commands.flatMap((command): readonly SourceFact[] => {
    const file = command.args[0];
    const { name, span, job } = command;
    if (!file) return [];
    if (name === "cd") {
      const folder = pathBehindScript(file, assignments);
      if (folder === undefined) folders.delete(job);
      else folders.set(job, folder);
      return [];
    }
    if (name !== "." && name !== "source") return [];
    const own = pathBehindScript(file, assignments);
    const plain = literalText(file);
    const folder = folders.get(job);
    const inFolder = plain !== undefined && !plain.startsWith("/") && folder !== undefined;
    const path = own ?? (inFolder ? `${folder}/${plain}` : plain);
    return [
      {
        path,
        from: own !== undefined || inFolder ? "own-folder" : "working-folder",
        span: file.span,
        offset: span.start,
        job,
        conditional: command.conditional === true,
        ...(command.exports && { exports: true as const }),
      },
    ];
  });
}

/** The path of a word that begins with the folder of the script, relative to that folder; undefined for any other. */
function pathBehindScript({ parts, span }: Value, assignments: readonly Assignment[]): string | undefined {
  const [first, ...others] = parts;
  let text = ".";
  if (first?.kind === "reference") {
    // `HERE=$(dirname "$0")` above.
    const above = assignments.filter(({ name, nameSpan }) => name === first.name && nameSpan.start < span.start);
    const value = above[above.length - 1]?.value;
    const held = value && value.parts[0]?.kind !== "reference" ? pathBehindScript(value, []) : undefined;
    if (held === undefined) return undefined;
    text = held;
  } else if (first?.kind !== "opaque" || first.why !== "script-folder") return undefined;
  for (const part of others) {
    if (part.kind !== "text") return undefined;
    text += part.text;
  }
  return text;
}

/**
 * The file of `BASH_ENV`, which bash reads before it runs a command of a crontab's lines below. Any other shell does not.
 * https://www.gnu.org/software/bash/manual/bash.html#index-BASH_005fENV
 */
export function bashEnvOf(assignments: readonly Assignment[], commands: readonly Command[]): readonly SourceFact[] {
  const settings = assignments.filter(
    ({ scope, name }) => scope === "crontab" && (name === SHELL || name === BASH_ENV),
  );
  if (!settings.some(({ name }) => name === BASH_ENV)) return [];
  const jobs = new Set<number | undefined>();
  return commands.flatMap(({ schedule, job }): readonly SourceFact[] => {
    if (!schedule || jobs.has(job)) return [];
    jobs.add(job);
    const above = settings.filter(({ span }) => span.start < schedule.start);
    const shell = above.findLast(({ name }) => name === SHELL)?.value;
    const file = above.findLast(({ name }) => name === BASH_ENV)?.value;
    const program = shell && literalText(shell);
    const path = file && literalText(file);
    if (!file || path === undefined || program === undefined || !/(?:^|\/)bash$/.test(program)) return [];
    const offset = schedule.start;
    return [{ path, from: "working-folder", span: file.span, offset, job, conditional: false }];
  });
}

const SHELL = "SHELL";
const BASH_ENV = "BASH_ENV";
