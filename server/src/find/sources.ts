/**
 * Files of variables that a script reads before its later commands run: `. file`, and what bash reads by itself.
 */
import type { Assignment, Command } from "../read/reading";
import type { CurrentFolder, FolderScript, NamedPath } from "./currentFolder";
import { inFolder, pathOf, STARTED } from "./currentFolder";
import type { EnvironmentFact, SourceFact } from "./environmentModel";
import { literalText } from "./value";
import type { Surroundings } from "./valueModel";

/** `. file` and `source file`. A relative path starts where the command runs. */
export function sourcesOf(
  { commands, assignments }: FolderScript,
  folderAt: CurrentFolder,
  around: Surroundings,
): readonly SourceFact[] {
  return commands.flatMap((command): readonly SourceFact[] => {
    const file = command.args[0];
    const { name, span, job } = command;
    if (!file || (name !== "." && name !== "source")) return [];
    const named = pathOf(file, assignments, job);
    const folder = folderAt(span.start, job);
    const meant = !named || named.from === "own-folder" ? named : inFolder(named.path, folder);
    return [
      {
        path: meant?.path,
        from: meant?.from ?? "working-folder",
        // A name that nobody can follow is one thing, a file in a folder that nobody knows another: it may set any name.
        ...(named && isRelative(named) && folder.path === undefined && { unseen: true as const }),
        folder,
        around,
        span: file.span,
        offset: span.start,
        job,
        conditional: command.conditional === true,
        ...(command.exports && { exports: true as const }),
      },
    ];
  });
}

/** What the file that is sourced is given: all that the script has by then. */
export function sourcingOf({ path, from, span, folder, around, offset, job }: SourceFact): Omit<EnvironmentFact, "id"> {
  return {
    owner: "sourcing",
    name: "source",
    span,
    layers: [
      { kind: "surroundings", around },
      { kind: "shell", offset, job, own: true },
    ],
    links: path === undefined ? [] : [{ kind: "path", path: { path, from, span } }],
    folder,
  };
}

function isRelative({ path, from }: NamedPath): boolean {
  return from === "working-folder" && !/^[/~]/.test(path);
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
    const around = { kind: "file" } as const;
    const folder = STARTED;
    return [{ path, from: "working-folder", folder, around, span: file.span, offset, job, conditional: false }];
  });
}

const SHELL = "SHELL";
const BASH_ENV = "BASH_ENV";
