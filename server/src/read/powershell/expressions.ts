/**
 * Reads expressions: operands, what is asked of them (`.member`, `[index]`, `.Method()`), and operators between them.
 * Operators have no precedence here: what they make of texts comes out right without it, and anything else is unknown.
 */
import type { Span } from "../../text/span";
import type { Value } from "../reading";
import { isDash, isDigit, isLetter } from "./characters";
import type { Expression } from "./expression";
import { makeValue, opaqueExpression, opaqueValue, opensString, widened } from "./expression";
import { callMember } from "./members";
import { numberEnd } from "./numbers";
import { concatenated, formatted, withDefault } from "./operators";
import type { Place, Reader } from "./reader";
import { deeper, expectClose, goesOnWith, inside, skipBlanks, skipLines, tableNamed, unitAt } from "./reader";
import { readHereString, readMemberName, readString } from "./strings";
import { entryOf, entryTarget, readTable } from "./tables";
import { readVariable } from "./variables";

/** True where an expression stands at the place, and not the name of a command. */
export function startsExpression(reader: Reader): boolean {
  const unit = unitAt(reader);
  if (unit === "$" || unit === "(" || unit === "[" || unit === "{" || unit === "!" || unit === ",") return true;
  if (unit === "@") return "({\"'".includes(unitAt(reader, 1)) && unitAt(reader, 1) !== "";
  if (opensString(unit)) return true;
  if (isDigit(unit)) return numberEnd(reader) !== undefined;
  if (isDash(unit) && isLetter(unitAt(reader, 1))) return UNARY.has(wordAt(reader).toLowerCase());
  if (isDash(unit) || unit === "+") return /^[$(\d+-]$/.test(unitAt(reader, 1));
  return false;
}

/** Operators with a name that have nothing on their left. */
const UNARY: ReadonlySet<string> = new Set(["not", "bnot", "join", "split", "isplit", "csplit"]);

/** The word behind a dash. */
function wordAt(reader: Reader): string {
  return reader.file.slice(reader.at + 1, reader.at + wordLength(reader));
}

/** Reads an expression; undefined where none stands, and then nothing was read. */
export function readExpression(reader: Reader, place: Place, commas = true): Expression | undefined {
  const start = reader.at;
  const first = readTerm(reader, place, commas);
  if (!first) return undefined;
  let left = first;
  let sum = [first];
  while (!reader.sink.stopped) {
    const before = reader.at;
    skipBlanks(reader);
    const operator = readOperator(reader);
    if (operator === undefined) {
      reader.at = before;
      break;
    }
    skipLines(reader);
    const right = readTerm(reader, place, commas) ?? opaqueExpression({ start: reader.at, end: reader.at });
    if (operator === "+") {
      sum.push(right);
      continue;
    }
    if (sum.length > 1) left = concatenated(sum, { start, end: before });
    left = combined(operator, left, right, { start, end: reader.at });
    sum = [left];
  }
  return sum.length > 1 ? concatenated(sum, { start, end: reader.at }) : left;
}

function combined(operator: string, left: Expression, right: Expression, span: Span): Expression {
  if (operator === "-f") return formatted(left, right, span);
  return operator === "??" ? withDefault(left, right, span) : opaqueExpression(span);
}

/** Takes an operator between two operands, but no assignment; a comma is none, it binds closer. */
function readOperator(reader: Reader): string | undefined {
  const unit = unitAt(reader);
  const next = unitAt(reader, 1);
  const take = (length: number): string => {
    const text = reader.file.slice(reader.at, reader.at + length);
    reader.at += length;
    return text;
  };
  if (isDash(unit) && isLetter(next)) return take(wordLength(reader)).toLowerCase().replace(/^[^-]/, "-");
  if (goesOnWith(reader, "??")) return unitAt(reader, 2) === "=" ? undefined : take(2);
  if (goesOnWith(reader, "..")) return take(2);
  if (unit === "?" || unit === ":") return take(1);
  if ((unit === "+" || isDash(unit)) && next === unit) {
    // `$i++`: nothing stands to the right.
    reader.at += 2;
    skipBlanks(reader);
    return readOperator(reader);
  }
  return unit !== "" && ("+*/%".includes(unit) || isDash(unit)) && next !== "=" ? take(1) : undefined;
}

function wordLength(reader: Reader): number {
  let length = 1;
  while (isLetter(unitAt(reader, length))) length++;
  return length;
}

/** Operands with commas between them are a list. */
function readTerm(reader: Reader, place: Place, commas: boolean): Expression | undefined {
  const start = reader.at;
  if (commas && unitAt(reader) === ",") reader.at++;
  const first = readOperand(reader, place);
  if (!first || !commas) return first;
  const list = [first];
  for (;;) {
    const before = reader.at;
    skipBlanks(reader);
    if (unitAt(reader) !== "," || reader.sink.stopped) {
      reader.at = before;
      break;
    }
    reader.at++;
    skipLines(reader);
    const next = readOperand(reader, place);
    if (!next) break;
    list.push(next);
  }
  return list.length === 1 ? first : { value: opaqueValue({ start, end: reader.at }, "operation"), list };
}

/** Reads one operand with its signs, types and members; undefined where none stands. */
export function readOperand(reader: Reader, place: Place): Expression | undefined {
  const start = reader.at;
  let type: string | undefined;
  let signs = 0;
  for (;;) {
    skipBlanks(reader);
    const unit = unitAt(reader);
    if (unit === "[") {
      const name = readType(reader, place);
      if (goesOnWith(reader, "::"))
        return readMembers({ value: opaqueValue({ start, end: reader.at }, "operation") }, name, reader, place);
      type = name;
    } else if (unit === "!" || unit === "+" || (isDash(unit) && !isLetter(unitAt(reader, 1)))) {
      signs++;
      reader.at++;
    } else if (isDash(unit)) {
      // `-not $x`, `-join $x`.
      signs++;
      reader.at += wordLength(reader);
    } else break;
  }
  const primary = readPrimary(reader, place);
  const span = { start, end: reader.at };
  if (!primary) return signs > 0 || type !== undefined ? opaqueExpression(span) : undefined;
  const operand = readMembers(primary, undefined, reader, place);
  if (signs > 0) return opaqueExpression({ start, end: reader.at });
  if (type === undefined) return operand;
  if (/(?:^|\.)char$/i.test(type)) return opaqueExpression({ start, end: reader.at });
  return widened(operand, { start, end: reader.at });
}

/** Reads `[Name]`, also with type arguments, or an attribute with arguments; answers with the name. */
export function readType(reader: Reader, place: Place): string {
  const opened = reader.at;
  reader.at++;
  skipLines(reader);
  const start = reader.at;
  while (/^[\w.+\\]$/.test(unitAt(reader))) reader.at++;
  const name = reader.file.slice(start, reader.at);
  deeper(reader, () => {
    for (let unit = unitAt(reader); unit !== "" && "[,(".includes(unit); unit = unitAt(reader)) {
      if (unit === "[") readType(reader, place);
      else if (unit === "(") readArguments(reader, place, readNamed);
      else {
        reader.at++;
        skipLines(reader);
        while (/^[\w.+]$/.test(unitAt(reader))) reader.at++;
      }
      skipBlanks(reader);
    }
  });
  expectClose(reader, "]", opened);
  return name;
}

function readPrimary(reader: Reader, place: Place): Expression | undefined {
  const unit = unitAt(reader);
  if (opensString(unit)) return { value: readString(reader, place) };
  if (unit === "$") return unitAt(reader, 1) === "(" ? readGroup(reader, place, 2) : readVariableOperand(reader, place);
  if (unit === "(") return readGroup(reader, place, 1);
  if (unit === "{") return readScriptBlock(reader, place);
  if (unit === "@") {
    const next = unitAt(reader, 1);
    if (next === "(") return readGroup(reader, place, 2);
    if (next === "{") return deeper(reader, () => readTable(reader, place));
    return next === '"' || next === "'" ? readHereString(reader, place) : undefined;
  }
  const end = numberEnd(reader);
  if (end === undefined) return undefined;
  const span = { start: reader.at, end };
  const text = reader.file.slice(span.start, end);
  reader.at = end;
  return { value: makeValue(span, span, [{ kind: "text", text, span }], "expression"), number: true };
}

function readVariableOperand(reader: Reader, { tables }: Place): Expression | undefined {
  const variable = readVariable(reader);
  if (!variable) return undefined;
  const { span, part, target } = variable;
  const parts = part.kind === "text" && part.text === "" ? [] : [part];
  const table = target && !target.environment ? tableNamed(tables, target.name) : undefined;
  return { value: makeValue(span, span, parts, "expression"), ...(target && { target }), ...(table && { table }) };
}

/** `( … )`, `$( … )`, `@( … )`. */
function readGroup(reader: Reader, place: Place, mark: number): Expression {
  const start = reader.at;
  reader.at += mark;
  const inner = inside(reader, ")", () => reader.grammar.statements(reader, place, ")"));
  const span = { start, end: reader.at };
  if (!inner) return opaqueExpression(span, "command");
  const { target: _, ...rest } = inner;
  return widened(rest, span);
}

/** What a block does may happen later, or never. */
function readScriptBlock(reader: Reader, place: Place): Expression {
  const start = reader.at;
  reader.at++;
  inside(reader, "}", () => reader.grammar.statements(reader, { ...place, conditional: true }, "}"));
  return opaqueExpression({ start, end: reader.at }, "unsupported");
}

/** Reads what is asked of an operand; `type` where it is a type and not a value. */
export function readMembers(operand: Expression, type: string | undefined, reader: Reader, place: Place): Expression {
  const { start } = operand.value.outer;
  let found = operand;
  for (let first = true; !reader.sink.stopped; first = false) {
    const mark = memberMark(reader);
    if (mark === 0 && unitAt(reader) !== "[") break;
    if (mark === 0) {
      const opened = reader.at;
      reader.at++;
      skipLines(reader);
      const key = inside(reader, "]", () => deeper(reader, () => readExpression(reader, place)));
      expectClose(reader, "]", opened);
      found = memberOf(found, key?.value, { start, end: reader.at });
      continue;
    }
    reader.at += mark;
    const name = readMemberName(reader, place) ?? readDynamicName(reader, place);
    if (unitAt(reader) !== "(") {
      found = memberOf(found, name, { start, end: reader.at });
      continue;
    }
    const args = readArguments(reader, place);
    const call = { type: first ? type : undefined, on: found, name, args };
    found = callMember(call, { start, end: reader.at }, reader, place);
  }
  return found;
}

/** How many units `.`, `?.` or `::` before a name have. */
function memberMark(reader: Reader): number {
  if (goesOnWith(reader, "::")) return 2;
  const length = goesOnWith(reader, "?.") ? 2 : unitAt(reader) === "." ? 1 : 0;
  const next = unitAt(reader, length);
  return length > 0 && (isLetter(next) || opensString(next) || next === "$" || next === "(") ? length : 0;
}

function readDynamicName(reader: Reader, place: Place): Value | undefined {
  const unit = unitAt(reader);
  return unit === "$" || unit === "(" ? deeper(reader, () => readPrimary(reader, place))?.value : undefined;
}

function memberOf(on: Expression, key: Value | undefined, span: Span): Expression {
  const target = key && entryTarget(on.target, key);
  const table = key && entryOf(on.table, key)?.table;
  return { ...opaqueExpression(span), ...(target && { target }), ...(table && { table }) };
}

type ReadArgument = (reader: Reader, place: Place) => Expression | undefined;

/** The arguments of a call at its parenthesis. */
function readArguments(reader: Reader, place: Place, read: ReadArgument = readUnnamed): readonly Expression[] {
  const opened = reader.at;
  const found: Expression[] = [];
  reader.at++;
  inside(reader, ")", () => {
    for (;;) {
      skipLines(reader);
      const argument = deeper(reader, () => read(reader, place));
      if (!argument) return;
      found.push(argument);
      skipLines(reader);
      if (unitAt(reader) !== ",") return;
      reader.at++;
    }
  });
  expectClose(reader, ")", opened);
  return found;
}

/** An attribute's arguments have names, `Mandatory = $true`, or are names alone. */
function readNamed(reader: Reader, place: Place): Expression | undefined {
  const start = reader.at;
  if (isLetter(unitAt(reader))) {
    while (/^\w$/.test(unitAt(reader))) reader.at++;
    skipBlanks(reader);
    if (unitAt(reader) !== "=") return opaqueExpression({ start, end: reader.at }, "unsupported");
    reader.at++;
    skipLines(reader);
  }
  return readUnnamed(reader, place);
}

function readUnnamed(reader: Reader, place: Place): Expression | undefined {
  return readExpression(reader, place, false);
}
