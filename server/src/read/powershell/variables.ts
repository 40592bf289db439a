/**
 * Variables as PowerShell writes them: `$name`, `$scope:name`, `${any name}`, `$env:NAME`.
 *
 * A script's variables and those of the environment are different things that may share a name. An environment variable
 * keeps its name as written. A script variable is called `$name` in readings, with the dollar, which no environment
 * variable's name begins with: so `$K` and `$env:K` never stand for each other, nor for a shell's `K` in another file.
 * PowerShell does not tell `$Key` and `$KEY` apart: all get the spelling that the text uses first.
 * https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_variables
 */
import type { Span } from "../../text/span";
import type { Part } from "../reading";
import { isNameUnit } from "./characters";
import type { VariableTarget } from "./expression";
import type { Reader } from "./reader";
import { unitAt } from "./reader";

export interface Variable {
  /** With the dollar. */
  readonly span: Span;
  readonly part: Part;
  /** Undefined for what nobody assigns to. */
  readonly target: VariableTarget | undefined;
}

/** Reads a variable at a `$`; undefined where none stands there, and then nothing was read. */
export function readVariable(reader: Reader): Variable | undefined {
  const start = reader.at;
  const written = unitAt(reader, 1) === "{" ? bracedName(reader) : plainName(reader);
  if (!written) return undefined;
  reader.at = written.end;
  return variableOf({ start, end: written.end }, written, reader);
}

interface Written {
  readonly name: string;
  /** The name with its scope, in the file. */
  readonly at: Span;
  readonly end: number;
}

function plainName(reader: Reader): Written | undefined {
  const { file } = reader;
  const start = reader.at + 1;
  const first = unitAt(reader, 1);
  if (first === "$" || first === "^" || first === "?") {
    return { name: first, at: { start, end: start + 1 }, end: start + 1 };
  }
  let end = start;
  while (end < reader.end && isNameUnit(file.charAt(end))) end++;
  if (end === start) return undefined;
  if (file.charAt(end) === ":" && end + 1 < reader.end && isNameUnit(file.charAt(end + 1))) {
    end++;
    while (end < reader.end && isNameUnit(file.charAt(end))) end++;
  }
  return { name: file.slice(start, end), at: { start, end }, end };
}

/** Longer names are text that has lost its closing brace. */
const MAX_NAME = 256;

function bracedName(reader: Reader): Written | undefined {
  const start = reader.at + 2;
  const limit = Math.min(reader.end, start + MAX_NAME);
  for (let at = start; at < limit; at++) {
    const unit = reader.file.charAt(at);
    if (unit === "\n") return undefined;
    if (unit !== "}") continue;
    const name = reader.file.slice(start, at);
    return name === "" ? undefined : { name, at: { start, end: at }, end: at + 1 };
  }
  return undefined;
}

const SCOPES: ReadonlySet<string> = new Set(["script", "global", "local", "private", "using", "variable"]);

/** What PowerShell sets while it runs. */
const RUNNING: ReadonlySet<string> = new Set([
  "_",
  "psitem",
  "args",
  "input",
  "matches",
  "this",
  "error",
  "?",
  "$",
  "^",
]);

function variableOf(span: Span, { name, at }: Written, reader: Reader): Variable {
  const colon = name.indexOf(":");
  const scope = colon < 0 ? "" : name.slice(0, colon).toLowerCase();
  const bare = name.slice(colon + 1);
  const nameSpan = { start: at.start + colon + 1, end: at.end };
  const lower = bare.toLowerCase();
  const unknown: Part = { kind: "opaque", span, why: "unsupported" };
  if (scope === "env") return reference(bare, nameSpan, span, { environment: true, global: true });
  if ((scope !== "" && !SCOPES.has(scope)) || RUNNING.has(lower)) return { span, part: unknown, target: undefined };
  const constant = CONSTANTS.get(lower);
  if (constant !== undefined)
    return { span, part: { kind: "text", text: constant, span: undefined }, target: undefined };
  const global = scope === "script" || scope === "global";
  return reference(scriptName(bare, reader), nameSpan, span, { environment: false, global });
}

const CONSTANTS: ReadonlyMap<string, string> = new Map([
  ["true", "True"],
  ["false", "False"],
  ["null", ""],
]);

function reference(
  name: string,
  nameSpan: Span,
  span: Span,
  where: Pick<VariableTarget, "environment" | "global">,
): Variable {
  return { span, part: { kind: "reference", name, span }, target: { kind: "variable", name, nameSpan, ...where } };
}

/** What a script variable is called in readings. */
export function scriptName(name: string, { shared }: Reader): string {
  const lower = name.toLowerCase();
  const known = shared.spellings.get(lower);
  if (known === undefined) shared.spellings.set(lower, name);
  return `$${known ?? name}`;
}
