/**
 * Reads the words behind a command's name: parameters, values, splatted tables; and flattens what stands in hashtables
 * into words, as if each entry had been written out.
 */
import type { Span } from "../../text/span";
import type { Value } from "../reading";
import { endsWord, isDash, isDigit, isLetter } from "./characters";
import type { Expression, Table, TableEntry } from "./expression";
import { literalOf, makeValue, opaqueValue, opensString } from "./expression";
import { readMembers, readOperand } from "./expressions";
import type { Place, Reader } from "./reader";
import { goesOnWith, skipBlanks, skipLines, tableNamed, unitAt } from "./reader";
import { readString, readWord } from "./strings";
import { headerLine } from "./tables";
import { readVariable, scriptName } from "./variables";

export type Argument =
  /** `-Name`; `joined` where its value stands behind a colon. */
  | { readonly kind: "parameter"; readonly name: string; readonly word: Value; readonly joined: boolean }
  | { readonly kind: "value"; readonly value: Expression }
  | { readonly kind: "splat"; readonly value: Value; readonly table: Table | undefined };

/** Reads the next argument; undefined where the command ends. Redirections on the way are passed. */
export function readArgument(reader: Reader, place: Place): Argument | undefined {
  while (!reader.sink.stopped) {
    skipBlanks(reader);
    const unit = unitAt(reader);
    if (unit === "" || (endsWord(unit) && !"({,".includes(unit))) return undefined;
    if (isRedirection(reader)) readRedirection(reader, place);
    else if (unit === ",") reader.at++;
    else return parameterAt(reader) ?? splatAt(reader, place) ?? { kind: "value", value: readList(reader, place) };
  }
  return undefined;
}

function parameterAt(reader: Reader): Argument | undefined {
  const first = unitAt(reader, 1);
  if (!isDash(unitAt(reader)) || !(isLetter(first) || first === "?")) return undefined;
  let length = 1;
  while (/^[\w?-]$/.test(unitAt(reader, length))) length++;
  const after = unitAt(reader, length);
  if (!endsWord(after) && after !== ":") return undefined;
  const span = { start: reader.at, end: reader.at + length };
  const name = reader.file.slice(span.start + 1, span.end);
  const plain = unitAt(reader) === "-";
  const word = makeValue(span, span, [{ kind: "text", text: `-${name}`, span: plain ? span : undefined }], "bare");
  reader.at = span.end + (after === ":" ? 1 : 0);
  return { kind: "parameter", name: name.toLowerCase(), word, joined: after === ":" };
}

/** `@params` hands on a hashtable's entries, each as a parameter. */
function splatAt(reader: Reader, { tables }: Place): Argument | undefined {
  if (unitAt(reader) !== "@" || !isLetter(unitAt(reader, 1))) return undefined;
  let length = 1;
  while (/^[\w:]$/.test(unitAt(reader, length))) length++;
  const span = { start: reader.at, end: reader.at + length };
  const written = reader.file.slice(span.start + 1, span.end);
  reader.at = span.end;
  const name = scriptName(written.slice(written.indexOf(":") + 1), reader);
  return { kind: "splat", value: opaqueValue(span, "operation"), table: tableNamed(tables, name) };
}

/** A value, or several with commas between them. */
function readList(reader: Reader, place: Place): Expression {
  const start = reader.at;
  const first = readValue(reader, place);
  const list = [first];
  let end = reader.at;
  for (;;) {
    skipBlanks(reader);
    if (unitAt(reader) !== "," || reader.sink.stopped) break;
    reader.at++;
    skipLines(reader);
    if (endsWord(unitAt(reader)) && !"({".includes(unitAt(reader) || " ")) break;
    list.push(readValue(reader, place));
    end = reader.at;
  }
  return list.length === 1 ? first : { value: opaqueValue({ start, end }, "operation"), list };
}

/** One value of a command: what begins as an expression is one, all else is a word. */
export function readValue(reader: Reader, place: Place): Expression {
  const unit = unitAt(reader);
  const next = unitAt(reader, 1);
  if (opensString(unit)) return readMembers({ value: readString(reader, place) }, undefined, reader, place);
  const groups = unit === "(" || unit === "{" || (unit === "@" && "({\"'".includes(next || " "));
  const operand = groups || (unit === "$" && next === "(") ? readOperand(reader, place) : variableAt(reader, place);
  return operand ?? { value: readRest(reader, place) };
}

/** A variable that is a value of its own, and not the beginning of a word: `$url/_search`. */
function variableAt(reader: Reader, place: Place): Expression | undefined {
  const start = reader.at;
  if (unitAt(reader) !== "$" || !readVariable(reader)) return undefined;
  const after = unitAt(reader);
  reader.at = start;
  return endsWord(after) || after === "." || after === "[" ? readOperand(reader, place) : undefined;
}

function readRest(reader: Reader, place: Place): Value {
  const start = reader.at;
  const word = readWord(reader, place);
  if (reader.at === start) reader.at++;
  return word;
}

/** `>`, `2>&1`, `*>>`. */
function isRedirection(reader: Reader): boolean {
  const unit = unitAt(reader);
  return unit === ">" || unit === "<" || ((isDigit(unit) || unit === "*") && unitAt(reader, 1) === ">");
}

function readRedirection(reader: Reader, place: Place): void {
  reader.at += isDigit(unitAt(reader)) || unitAt(reader) === "*" ? 2 : 1;
  if (unitAt(reader) === ">") reader.at++;
  if (unitAt(reader) === "&" && isDigit(unitAt(reader, 1))) {
    reader.at += 2;
    return;
  }
  skipBlanks(reader);
  if (!endsWord(unitAt(reader)) || goesOnWith(reader, "(")) readValue(reader, place);
}

// --- Flattening --------------------------------------------------------------------------------------------------

/** Arguments as the words of a command: `-Headers` and `Name: value` for each header of a table that is known. */
export function flatten(args: readonly Argument[]): readonly Value[] {
  const words: Value[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at];
    const next = args[at + 1];
    if (arg?.kind === "value") words.push(arg.value.value);
    else if (arg?.kind === "splat" && !arg.table) words.push(arg.value);
    else if (arg?.kind === "splat") for (const entry of arg.table?.entries ?? []) addEntry(entry, words);
    else if (arg && next?.kind === "value" && (arg.joined || next.value.table)) {
      addParameter(arg, next.value, words);
      at++;
    } else if (arg) words.push(arg.word);
  }
  return words;
}

type Parameter = Pick<Extract<Argument, { kind: "parameter" }>, "name" | "word" | "joined">;

function addParameter({ name, word, joined }: Parameter, { value, table }: Expression, words: Value[]): void {
  if (table && name !== "" && "headers".startsWith(name)) {
    for (const entry of table.entries) {
      const line = headerLine(entry);
      if (line) words.push(word, line);
    }
    return;
  }
  // A switch takes its value behind a colon, or from a table; it is there or not.
  const state = joined ? literalOf(value) : undefined;
  if (state !== "False") words.push(word);
  if (state !== "False" && state !== "True") words.push(value);
}

function addEntry({ key, value }: TableEntry, words: Value[]): void {
  const name = literalOf(key);
  if (name === undefined) return;
  const word: Value = { ...key, parts: [{ kind: "text", text: `-${name}`, span: undefined }], encode: () => undefined };
  addParameter({ name: name.toLowerCase(), word, joined: true }, value, words);
}

/** Values by the parameter that stands before them, and those without one in order. */
export interface BoundArguments {
  readonly named: ReadonlyMap<string, Expression>;
  readonly positional: readonly Expression[];
}

/** Which value belongs to which of the parameters that take one. */
export function bind(args: readonly Argument[], parameters: ReadonlySet<string>): BoundArguments {
  const named = new Map<string, Expression>();
  const positional: Expression[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at];
    const next = args[at + 1];
    if (arg?.kind === "value") positional.push(arg.value);
    else if (arg?.kind === "parameter" && next?.kind === "value" && (arg.joined || parameters.has(arg.name))) {
      named.set(arg.name, next.value);
      at++;
    }
  }
  return { named, positional };
}

/** Where an argument ends. */
export function argumentSpan(arg: Argument): Span {
  if (arg.kind === "parameter") return arg.word.outer;
  return arg.kind === "splat" ? arg.value.outer : arg.value.value.outer;
}
