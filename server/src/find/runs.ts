/**
 * Who else is started by a command, and with what: a script that it runs, or a program's configuration, is given what the
 * shell has exported so far (contract 2.2), less what the programs before it keep back. One environment for each such
 * command.
 */
import type { Command, Value } from "../read/reading";
import { isTransparent } from "../read/shell/wrappers";
import type { ScriptContext } from "./commands";
import { definitionsOf, shellScope } from "./commands";
import { containerOf, runsOf } from "./dockerRun";
import type { EnvironmentFact, EnvironmentLayer, LinkFact } from "./environmentModel";
import { everyFile, startedFiles } from "./startedFiles";
import { terraformRunOf } from "./terraformRuns";
import { literalText } from "./value";
import type { VariableScope } from "./valueModel";

/**
 * The environments that a command gives: to the files that it starts, and to the container that it starts. None where it
 * starts nothing. `next` is the number that the first of them will have, `text` the text of the file.
 */
export function environmentsOfCommand(
  command: Command,
  text: string,
  context: ScriptContext,
  next: number,
): readonly Omit<EnvironmentFact, "id">[] {
  if (command.name === "." || command.name === "source") return [];
  const client: VariableScope = { kind: "environment", environment: next };
  const container = containerOf(command, shellScope(command, context), client, text);
  const run = terraformRunOf(command, shellScope(command, context));
  const links = container ? [] : (run?.links ?? linksOf(command, text, context));
  if (!container && links.length === 0) return [];
  const given: Omit<EnvironmentFact, "id"> = {
    owner: "command",
    name: command.name ?? "",
    span: command.nameSpan,
    layers: [...layersOf(command, context), ...(run?.layers ?? [])],
    links,
  };
  if (!container) return [given];
  const { image, open: _, ...own } = container;
  return [given, { owner: "container", ...own, ...runsOf(image && literalText(image)) }];
}

/** What a command is given: what surrounds its shell, what that exports, and what its own words say. */
function layersOf(command: Command, context: ScriptContext): readonly EnvironmentLayer[] {
  const { span, job, withheld, isolated, environment } = command;
  const own = definitionsOf(environment.slice(withheld?.assignments ?? 0), context);
  const last: readonly EnvironmentLayer[] = own.length > 0 ? [{ kind: "definitions", definitions: own }] : [];
  const unseen: EnvironmentLayer = { kind: "outside", why: "another environment" };
  if (withheld?.names === "all") return withheld.open ? [unseen, ...last] : last;
  const shell: EnvironmentLayer = { kind: "shell", offset: span.start, job, ...(isolated && { from: isolated.from }) };
  const around: readonly EnvironmentLayer[] = isolated
    ? isolated.open
      ? [unseen]
      : []
    : [{ kind: "surroundings", around: context.around }];
  const removed: readonly EnvironmentLayer[] = withheld ? [{ kind: "removed", names: withheld.names }] : [];
  return [...around, shell, ...removed, ...last];
}

/** The program itself, where it is called by a path, and the files that it starts or configures itself with. */
function linksOf({ name, nameSpan, args }: Command, text: string, context: ScriptContext): readonly LinkFact[] {
  const written = text.slice(nameSpan.start, nameSpan.end);
  // The reader keeps the program's name without its folder.
  const program = context.powershell ? written.replaceAll("\\", "/") : written;
  const own = program.includes("/") ? linkTo(program, nameSpan) : [];
  if (name === undefined) return own;
  // Words that no shell has read: the wrappers before the program are still there.
  const isWrapped = context.exec === true && isTransparent(name);
  const files = isWrapped ? everyFile(args) : startedFiles(name, args);
  return [...own, ...files.flatMap(({ path, word }) => linkTo(path, word.span))];
}

function linkTo(path: string, span: Value["span"]): readonly LinkFact[] {
  return isPath(path) ? [{ kind: "path", path: { path, span, from: "working-folder" } }] : [];
}

/** A path to a file, and no URL, option, host or header. */
function isPath(text: string): boolean {
  if (text.length > 512 || /^[-~]|[\s:=?*{}<>|;,"'`$]/.test(text)) return false;
  return !text.endsWith("/") || text.length > 1;
}
