/** Reads one command: its name, its words, and what it sets in the script. */
import type { Span } from "../../text/span";
import { hull } from "../../text/span";
import type { Command, Value } from "../reading";
import { spend } from "../shell/sink";
import type { Argument } from "./arguments";
import { argumentSpan, bind, flatten, readArgument, readValue } from "./arguments";
import { assignTo } from "./assigning";
import { endsWord, isBlank } from "./characters";
import type { Expression, VariableTarget } from "./expression";
import { literalOf, opaqueExpression } from "./expression";
import { environmentTarget } from "./members";
import type { Place, Reader } from "./reader";
import { inside, skipBlanks, unitAt } from "./reader";
import { scriptName } from "./variables";

/**
 * Reads a command and what it is given through a pipe; undefined where none stands. `&` runs what follows it, `.` does so
 * in this script's own scope and is a command of its own, as in a shell.
 */
export function readCommand(reader: Reader, place: Place, stdin: Value | undefined): Expression | undefined {
  const start = reader.at;
  const dot = unitAt(reader) === "." && (isBlank(unitAt(reader, 1)) || unitAt(reader, 1) === "{");
  const called = unitAt(reader) === "&" || dot;
  if (called) {
    reader.at++;
    skipBlanks(reader);
    if (unitAt(reader) === "{") return readCalledBlock(start, reader, place);
  }
  if (endsWord(unitAt(reader)) && unitAt(reader) !== "(")
    return called ? opaqueExpression({ start, end: reader.at }) : undefined;
  const program = readValue(reader, place).value;
  const args = readArguments(reader, place);
  const words = flatten(args);
  const end = args.reduce((all, arg) => hull(all, argumentSpan(arg)), program.outer).end;
  const span = { start, end };
  spend(reader.sink, span, { words: words.length + 1 });
  const name = dot ? "." : nameOf(program, args);
  const command: Command = {
    name,
    nameSpan: dot ? { start, end: start + 1 } : program.span,
    args: dot ? [program, ...words] : words,
    environment: [],
    span,
    job: undefined,
    ...(stdin && { stdin }),
  };
  reader.sink.commands.push(command);
  runBuiltin(name, args, span, reader, place);
  return opaqueExpression(span, STORES.has(name?.toLowerCase() ?? "") ? "secret-store" : "command");
}

const STORES: ReadonlySet<string> = new Set([
  "get-secret",
  "get-azkeyvaultsecret",
  "get-secsecretvalue",
  "get-ssmparametervalue",
  "get-vaultsecret",
]);

/** `& { … }` runs at once. */
function readCalledBlock(start: number, reader: Reader, place: Place): Expression {
  reader.at++;
  inside(reader, "}", () => reader.grammar.statements(reader, place, "}"));
  readArguments(reader, place);
  return opaqueExpression({ start, end: reader.at }, "command");
}

function readArguments(reader: Reader, place: Place): readonly Argument[] {
  const args: Argument[] = [];
  for (let arg = readArgument(reader, place); arg; arg = readArgument(reader, place)) args.push(arg);
  return args;
}

/**
 * The program's name without its folder and `.exe`. In Windows PowerShell `curl` and `wget` are other names of a cmdlet,
 * in PowerShell 7 they are programs: the parameters tell which one was meant.
 * https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.utility/invoke-webrequest
 */
function nameOf(program: Value, args: readonly Argument[]): string | undefined {
  const text = literalOf(program);
  const name = text?.slice(Math.max(text.lastIndexOf("/"), text.lastIndexOf("\\")) + 1);
  if (name?.toLowerCase().endsWith(".exe")) return name.slice(0, -4) || undefined;
  if (!/^(?:curl|wget)$/i.test(name ?? "")) return name || undefined;
  return args.some((arg) => arg.kind === "splat" || (arg.kind === "parameter" && CMDLET.has(arg.name)))
    ? "Invoke-WebRequest"
    : name;
}

const CMDLET: ReadonlySet<string> = new Set([
  "uri",
  "headers",
  "method",
  "body",
  "contenttype",
  "usebasicparsing",
  "outfile",
  "infile",
  "useragent",
  "timeoutsec",
]);

// --- Cmdlets that set variables ----------------------------------------------------------------------------------

const VALUED: ReadonlySet<string> = new Set(["path", "literalpath", "name", "value", "scope", "itemtype", "option"]);

function runBuiltin(
  name: string | undefined,
  args: readonly Argument[],
  span: Span,
  reader: Reader,
  place: Place,
): void {
  const kind = BUILTINS.get(name?.toLowerCase() ?? "");
  if (!kind) return;
  const { named, positional } = bind(args, VALUED);
  const path =
    named.get("path") ?? named.get("literalpath") ?? (kind.of === "variable" ? named.get("name") : undefined);
  const [first, second] = positional;
  const where = path ?? first;
  const target = where && targetOf(kind.of, where.value, named.get("scope"), reader);
  if (!target) return;
  const value = kind.sets ? (named.get("value") ?? (path ? first : second)) : undefined;
  assignTo(target, "=", value ?? opaqueExpression(span, "unsupported"), span, reader, place);
}

interface Builtin {
  readonly of: "item" | "variable";
  readonly sets: boolean;
}

const SET_ITEM: Builtin = { of: "item", sets: true };
const SET_VARIABLE: Builtin = { of: "variable", sets: true };
const REMOVE_ITEM: Builtin = { of: "item", sets: false };
const REMOVE_VARIABLE: Builtin = { of: "variable", sets: false };

/** With the short names that PowerShell gives them. */
const BUILTINS: ReadonlyMap<string, Builtin> = new Map([
  ["set-item", SET_ITEM],
  ["si", SET_ITEM],
  ["new-item", SET_ITEM],
  ["ni", SET_ITEM],
  ["set-content", SET_ITEM],
  ["set-variable", SET_VARIABLE],
  ["sv", SET_VARIABLE],
  ["new-variable", SET_VARIABLE],
  ["nv", SET_VARIABLE],
  ["remove-item", REMOVE_ITEM],
  ["ri", REMOVE_ITEM],
  ["del", REMOVE_ITEM],
  ["rm", REMOVE_ITEM],
  ["clear-item", REMOVE_ITEM],
  ["remove-variable", REMOVE_VARIABLE],
  ["rv", REMOVE_VARIABLE],
  ["clear-variable", REMOVE_VARIABLE],
]);

/** `Env:K` and `Env:\K` are the environment's; a variable's name is a name. */
function targetOf(
  of: Builtin["of"],
  where: Value,
  scope: Expression | undefined,
  reader: Reader,
): VariableTarget | undefined {
  const text = literalOf(where) ?? "";
  const drive = /^(env|variable):[\\/]?/i.exec(text);
  if (drive?.[1]?.toLowerCase() === "env") return environmentTarget(where, drive[0].length);
  const bare = of === "variable" ? text : drive ? text.slice(drive[0].length) : "";
  if (!/^\w{1,256}$/.test(bare)) return undefined;
  const global = /^(?:global|script)$/i.test(literalOf(scope?.value) ?? "");
  const nameSpan = { start: Math.max(where.span.start, where.span.end - bare.length), end: where.span.end };
  return { kind: "variable", name: scriptName(bare, reader), nameSpan, environment: false, global };
}
