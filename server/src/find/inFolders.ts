/**
 * Relative paths of a script's commands as they are meant in its current folder: files whose content is taken
 * (`$(cat key)`), files that are given to a container, scripts that are started.
 */
import type { Assignment, Command, Part, Value } from "../read/reading";
import type { CurrentFolder, FolderFact } from "./currentFolder";
import { inFolder, NO_FOLDER, STARTED } from "./currentFolder";
import type { EnvironmentFact, EnvironmentLayer, LinkFact } from "./environmentModel";
import type { PathFact } from "./valueModel";

/** Programs that run a script on another machine, in a container or in a folder that they are told. */
const ELSEWHERE =
  /^(?:(?:ssh|docker|podman|nerdctl|kubectl|oc|docker-compose)\s|(?:env|sudo)\s(?:[^\n]{0,80}\s)?(?:-[CD]|--chdir))/;
/** Units of a command that are looked at. */
const MAX_NAME = 120;

/** The current folder, which is another machine's in what stands in the words of `ssh` and the like. `text` is the file's. */
export function folderHere(
  folderAt: CurrentFolder,
  { commands }: { readonly commands: readonly Command[] },
  text: string,
) {
  const elsewhere = commands.flatMap(({ within }) =>
    within && ELSEWHERE.test(text.slice(within.start, within.start + MAX_NAME)) ? [within] : [],
  );
  if (elsewhere.length === 0) return folderAt;
  const spans = [...new Set(elsewhere)];
  return (offset: number, job: number | undefined): FolderFact =>
    spans.some(({ start, end }) => start <= offset && offset < end) ? NO_FOLDER : folderAt(offset, job);
}

/** A command whose words name files as they are meant. */
export function commandInFolder(command: Command, folderAt: CurrentFolder): Command {
  const folder = folderAt(command.span.start, command.job);
  if (folder === STARTED) return command;
  return {
    ...command,
    args: command.args.map((each) => valueInFolder(each, folder)),
    environment: command.environment.map((each) => assignmentInFolder(each, folderAt)),
    ...(command.stdin && { stdin: valueInFolder(command.stdin, folder) }),
  };
}

/** An assignment whose value names files as they are meant. */
export function assignmentInFolder(assignment: Assignment, folderAt: CurrentFolder): Assignment {
  if (assignment.scope === "crontab") return assignment;
  const folder = folderAt(assignment.nameSpan.start, assignment.job);
  return folder === STARTED ? assignment : { ...assignment, value: valueInFolder(assignment.value, folder) };
}

function valueInFolder(value: Value, folder: FolderFact): Value {
  return { ...value, parts: value.parts.map((part) => partInFolder(part, folder)) };
}

/** A part that names a file as it is meant. */
export function partInFolder(part: Part, folder: FolderFact): Part {
  if (part.kind === "computed") return { ...part, parts: part.parts.map((each) => partInFolder(each, folder)) };
  if (part.kind === "reference" && part.fallback) {
    const parts = part.fallback.parts.map((each) => partInFolder(each, folder));
    return { ...part, fallback: { ...part.fallback, parts } };
  }
  if (part.kind !== "file" || part.own || part.path.startsWith("/")) return part;
  const { path, from } = inFolder(part.path, folder);
  if (path === undefined) return { kind: "opaque", span: part.span, why: "command" };
  return {
    ...part,
    path,
    ...(from === "own-folder" && { own: true as const }),
    ...(from === "workspace-folder" && { root: true as const }),
  };
}

/** An environment that a command gives, where the command runs in this folder. */
export function environmentInFolder(
  draft: Omit<EnvironmentFact, "id">,
  folder: FolderFact,
): Omit<EnvironmentFact, "id"> {
  if (folder === STARTED) return draft;
  return {
    ...draft,
    layers: draft.layers.map(
      (layer): EnvironmentLayer =>
        layer.kind === "file" || layer.kind === "values-file"
          ? { ...layer, path: pathInFolder(layer.path, folder) }
          : layer,
    ),
    links: draft.links.map(
      (link): LinkFact => (link.kind === "path" ? { ...link, path: pathInFolder(link.path, folder) } : link),
    ),
    folder,
  };
}

function pathInFolder(path: PathFact, folder: FolderFact): PathFact {
  if (path.path === undefined || path.from !== "working-folder") return path;
  return { ...path, ...inFolder(path.path, folder) };
}
