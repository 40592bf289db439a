/**
 * Who else is started by a command, and with what: a script or a program's configuration that is named by its path is
 * given what the shell has exported so far (contract 2.2). One environment for each such command.
 */
import type { Command, Value } from "../read/reading";
import type { ScriptContext } from "./commands";
import { definitionsOf } from "./commands";
import type { EnvironmentFact, LinkFact } from "./model";
import { literalText } from "./value";

/** Words of a command that are looked at; nobody names more files. */
const MAX_WORDS = 64;

/** The environment that a command gives to the files that it names; undefined where it names none. */
export function environmentOfCommand(
  command: Command,
  text: string,
  context: ScriptContext,
): Omit<EnvironmentFact, "id"> | undefined {
  if (command.name === "." || command.name === "source") return undefined;
  const links = [...programLink(command, text), ...command.args.slice(0, MAX_WORDS).flatMap(linksOfWord)];
  if (links.length === 0) return undefined;
  const own = definitionsOf(command.environment, context);
  return {
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
