/**
 * Who else is started by a command, and with what: a script or a program's configuration that is named by its path is
 * given what the shell has exported so far (contract 2.2). One environment for each such command.
 */
import type { Command, Value } from "../read/reading";
import type { ScriptContext } from "./commands";
import { definitionsOf, shellScope } from "./commands";
import { containerOf } from "./dockerRun";
import type { EnvironmentFact, LinkFact } from "./environmentModel";
import { literalText } from "./value";
import type { VariableScope } from "./valueModel";

/** Words of a command that are looked at; nobody names more files. */
const MAX_WORDS = 64;

/**
 * The environments that a command gives: to the files that it names, and to the container that it starts. None where it
 * names and starts nothing. `next` is the number that the first of them will have, `text` the text of the file.
 */
export function environmentsOfCommand(
  command: Command,
  text: string,
  context: ScriptContext,
  next: number,
): readonly Omit<EnvironmentFact, "id">[] {
  if (command.name === "." || command.name === "source") return [];
  const client: VariableScope = { kind: "environment", environment: next };
  const container = containerOf(command, shellScope(command.span.start, command.job, context), client, text);
  const links = container
    ? []
    : [...programLink(command, text), ...command.args.slice(0, MAX_WORDS).flatMap(linksOfWord)];
  if (!container && links.length === 0) return [];
  const own = definitionsOf(command.environment, context);
  const given: Omit<EnvironmentFact, "id"> = {
    owner: "command",
    name: command.name ?? "",
    span: command.nameSpan,
    layers: [
      { kind: "surroundings", around: context.around },
      { kind: "shell", offset: command.span.start, job: command.job },
      ...(own.length > 0 ? [{ kind: "definitions", definitions: own } as const] : []),
    ],
    links,
  };
  return container ? [given, { owner: "container", ...container }] : [given];
}

/** The program itself, where it is called by a path: the reader keeps its name without the folder. */
function programLink({ nameSpan }: Command, text: string): readonly LinkFact[] {
  const written = text.slice(nameSpan.start, nameSpan.end);
  return written.includes("/") ? linkTo(written, nameSpan) : [];
}

/** A word that is a path, or an option with one: `--config=/etc/x.yml`. */
function linksOfWord(word: Value): readonly LinkFact[] {
  const text = literalText(word);
  if (text === undefined || text.length > 512) return [];
  const equals = text.startsWith("-") ? text.indexOf("=") : -1;
  return linkTo(equals < 0 ? text : text.slice(equals + 1), word.span);
}

function linkTo(path: string, span: Value["span"]): readonly LinkFact[] {
  return isPath(path) ? [{ kind: "path", path: { path, span, from: "working-folder" } }] : [];
}

/** A path to a file: it has a folder or an ending, and is no URL, option, host or header. */
function isPath(text: string): boolean {
  if (text.startsWith("-") || text.startsWith("~") || /[\s:=?*{}<>|;,"'`$]/.test(text)) return false;
  const name = text.slice(text.lastIndexOf("/") + 1);
  return text.includes("/") ? name !== "" : /^[A-Za-z0-9_][A-Za-z0-9_.-]*\.[A-Za-z][A-Za-z0-9]{0,9}$/.test(name);
}
