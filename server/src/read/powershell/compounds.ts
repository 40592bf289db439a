/** Reads what begins with a keyword: conditions, loops, functions, their parameters. */
import type { Part } from "../reading";
import { noteProblem } from "../shell/sink";
import { readValue } from "./arguments";
import { assignTo } from "./assigning";
import { endsWord, isLetter, isLineEnd } from "./characters";
import type { Expression, VariableTarget } from "./expression";
import { makeValue, opaqueExpression, opaqueValue } from "./expression";
import { readExpression, readType } from "./expressions";
import type { Place, Reader, Tables } from "./reader";
import { expectClose, goesOnWith, inside, skipBlanks, skipLines, unitAt } from "./reader";
import { readVariable } from "./variables";

type ReadRest = (reader: Reader, place: Place) => Expression | undefined;

/** Reads the statement that a keyword begins; undefined where no keyword stands, and then nothing was read. */
export function readCompound(reader: Reader, place: Place): Expression | undefined {
  const start = reader.at;
  const keyword = keywordAt(reader);
  const read = keyword === undefined ? undefined : KEYWORDS.get(keyword);
  if (keyword === undefined || !read) return undefined;
  reader.at += keyword.length;
  skipBlanks(reader);
  const found = read(reader, place);
  return found ?? opaqueExpression({ start, end: reader.at }, "operation");
}

/** The longest keyword has 12 letters. */
const MAX_KEYWORD = 13;

function keywordAt(reader: Reader): string | undefined {
  let length = 0;
  while (length < MAX_KEYWORD && isLetter(unitAt(reader, length))) length++;
  const after = unitAt(reader, length);
  if (length === 0 || length === MAX_KEYWORD || /^[\w.:=\\/-]$/.test(after)) return undefined;
  return reader.file.slice(reader.at, reader.at + length).toLowerCase();
}

const KEYWORDS: ReadonlyMap<string, ReadRest> = new Map<string, ReadRest>([
  ["if", readIf],
  ["while", readLoop],
  ["for", readLoop],
  ["foreach", readForEach],
  ["switch", readSwitch],
  ["do", readDo],
  ["try", readTry],
  ["trap", readTrap],
  ["function", readFunction],
  ["filter", readFunction],
  ["workflow", readFunction],
  ["param", (reader, place) => readParameters(reader, place)],
  ["class", readDeclared],
  ["enum", readDeclared],
  ["begin", readPlainBlock],
  ["process", readPlainBlock],
  ["end", readPlainBlock],
  ["clean", readPlainBlock],
  ["dynamicparam", readPlainBlock],
  ["return", (reader, place) => reader.grammar.statement(reader, place)],
  ["throw", (reader, place) => reader.grammar.statement(reader, place)],
  ["exit", (reader, place) => reader.grammar.statement(reader, place)],
  ["break", skipStatement],
  ["continue", skipStatement],
  ["using", skipStatement],
]);

/** Reads `{ … }`, also on the next line. */
function readBlock(reader: Reader, place: Place): void {
  const before = reader.at;
  skipLines(reader);
  if (unitAt(reader) !== "{") {
    reader.at = before;
    return;
  }
  reader.at++;
  inside(reader, "}", () => reader.grammar.statements(reader, place, "}"));
}

/** Reads `( … )`. */
function readCondition(reader: Reader, place: Place): void {
  skipLines(reader);
  if (unitAt(reader) !== "(") return;
  reader.at++;
  inside(reader, ")", () => reader.grammar.statements(reader, place, ")"));
}

function maybe(place: Place): Place {
  return { ...place, conditional: true };
}

/** Takes a keyword that goes on with a statement, also on the next line. */
function takeKeyword(reader: Reader, keyword: string): boolean {
  const before = reader.at;
  skipLines(reader);
  if (keywordAt(reader) === keyword) {
    reader.at += keyword.length;
    return true;
  }
  reader.at = before;
  return false;
}

function readIf(reader: Reader, place: Place): undefined {
  readCondition(reader, place);
  readBlock(reader, maybe(place));
  while (takeKeyword(reader, "elseif")) {
    readCondition(reader, place);
    readBlock(reader, maybe(place));
  }
  if (takeKeyword(reader, "else")) readBlock(reader, maybe(place));
}

function readLoop(reader: Reader, place: Place): undefined {
  readCondition(reader, place);
  readBlock(reader, maybe(place));
}

function readDo(reader: Reader, place: Place): undefined {
  readBlock(reader, place);
  if (takeKeyword(reader, "while") || takeKeyword(reader, "until")) readCondition(reader, place);
}

/** `foreach ($x in …)`: any of the values may be the variable's. */
function readForEach(reader: Reader, place: Place): undefined {
  while (unitAt(reader) === "-") skipWord(reader);
  const opened = reader.at;
  if (unitAt(reader) === "(") {
    reader.at++;
    inside(reader, ")", () => readChoices(reader, place));
    expectClose(reader, ")", opened);
  }
  readBlock(reader, maybe(place));
}

/** Values of one loop that are kept. */
const MAX_CHOICES = 500;

function readChoices(reader: Reader, place: Place): void {
  skipLines(reader);
  const start = reader.at;
  const target = unitAt(reader) === "$" ? readVariable(reader)?.target : undefined;
  if (!takeKeyword(reader, "in")) return;
  skipLines(reader);
  const choices = reader.grammar.statement(reader, place);
  const span = { start, end: reader.at };
  if (!target) return;
  const values = choices?.list?.slice(0, MAX_CHOICES) ?? [opaqueExpression(target.nameSpan, "unsupported")];
  for (const value of values) assignTo(target, "=", value, span, reader, maybe(place));
}

function readSwitch(reader: Reader, place: Place): undefined {
  while (unitAt(reader) === "-") skipWord(reader);
  readCondition(reader, place);
  skipLines(reader);
  const opened = reader.at;
  if (unitAt(reader) !== "{") return;
  reader.at++;
  inside(reader, "}", () => {
    for (;;) {
      skipClauseGap(reader);
      const unit = unitAt(reader);
      if (unit === "" || unit === "}" || unit === ")" || reader.sink.stopped) return;
      if (unit !== "{") readValue(reader, place);
      readBlock(reader, maybe(place));
    }
  });
  expectClose(reader, "}", opened);
}

function skipClauseGap(reader: Reader): void {
  skipLines(reader);
  while (";,|&".includes(unitAt(reader) || " ")) {
    reader.at++;
    skipLines(reader);
  }
}

function readTry(reader: Reader, place: Place): undefined {
  readBlock(reader, place);
  while (takeKeyword(reader, "catch")) {
    readTypes(reader, place);
    readBlock(reader, maybe(place));
  }
  if (takeKeyword(reader, "finally")) readBlock(reader, place);
}

function readTrap(reader: Reader, place: Place): undefined {
  readTypes(reader, place);
  readBlock(reader, maybe(place));
}

function readTypes(reader: Reader, place: Place): void {
  skipLines(reader);
  while ((unitAt(reader) === "[" || unitAt(reader) === ",") && !reader.sink.stopped) {
    if (unitAt(reader) === "[") readType(reader, place);
    else reader.at++;
    skipLines(reader);
  }
}

/** What members of a class do runs when they are called, if ever. */
function readDeclared(reader: Reader, place: Place): undefined {
  while (unitAt(reader) !== "{" && !isLineEnd(unitAt(reader)) && unitAt(reader) !== "") reader.at++;
  const ends: { end: number }[] = [];
  readBlock(reader, functionPlace(reader, place, ends));
  for (const each of ends) each.end = reader.at;
}

/** `begin { … }` and the like; `process` alone may be a command. */
function readPlainBlock(reader: Reader, place: Place): undefined {
  readBlock(reader, place);
}

function skipStatement(reader: Reader): undefined {
  while (!isLineEnd(unitAt(reader)) && !";})".includes(unitAt(reader) || ";")) reader.at++;
}

function skipWord(reader: Reader): void {
  while (!endsWord(unitAt(reader))) reader.at++;
  skipBlanks(reader);
}

// --- Functions ---------------------------------------------------------------------------------------------------

function readFunction(reader: Reader, place: Place): undefined {
  while (!endsWord(unitAt(reader))) reader.at++;
  skipLines(reader);
  const ends: { end: number }[] = [];
  const body = functionPlace(reader, place, ends);
  if (unitAt(reader) === "(") readParameters(reader, body);
  readBlock(reader, body);
  for (const each of ends) each.end = reader.at;
}

/** The scope of a function, which sees what is around it. Where it ends is known only once it has been read. */
function functionPlace(reader: Reader, place: Place, ends: { end: number }[]): Place {
  const within = { start: reader.at, end: reader.end };
  ends.push(within);
  const tables: Tables = { own: new Map(), outer: place.tables };
  return { conditional: false, within, tables };
}

/** `( [type] $name = default, … )`, of `param` or of a function. */
function readParameters(reader: Reader, place: Place): undefined {
  skipLines(reader);
  const opened = reader.at;
  if (unitAt(reader) !== "(") return;
  reader.at++;
  inside(reader, ")", () => {
    for (;;) {
      readTypes(reader, place);
      if (unitAt(reader) !== "$" || reader.sink.stopped) return;
      if (!readParameter(reader, place)) return;
      skipLines(reader);
      if (unitAt(reader) !== ",") return;
      reader.at++;
    }
  });
  expectClose(reader, ")", opened);
}

function readParameter(reader: Reader, place: Place): boolean {
  const start = reader.at;
  const variable = readVariable(reader);
  if (!variable) return false;
  skipLines(reader);
  const hasDefault = unitAt(reader) === "=" && !goesOnWith(reader, "==");
  if (hasDefault) {
    reader.at++;
    skipLines(reader);
  }
  const given = hasDefault ? readExpression(reader, place, false) : undefined;
  if (hasDefault && !given) noteProblem(reader.sink, { start, end: reader.at }, "This parameter's default is missing");
  const { target } = variable;
  if (target) assignTo(target, "=", parameterValue(target, given), { start, end: reader.at }, reader, place);
  return true;
}

/** What the caller gives; only if that is nothing, the default. A parameter is called as callers write it, `-Name`. */
function parameterValue({ name, nameSpan }: VariableTarget, given: Expression | undefined): Expression {
  if (!given) return { value: opaqueValue(nameSpan, "unsupported") };
  const { value } = given;
  const part: Part = {
    kind: "reference",
    name: name.replace("$", "-"),
    span: value.span,
    fallback: { parts: value.parts, whenEmpty: false },
  };
  return {
    ...given,
    value: { ...makeValue(value.outer, value.span, [part], "expression"), encode: (text) => value.encode(text) },
  };
}
