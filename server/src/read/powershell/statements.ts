/**
 * Reads statements: pipelines, assignments, and the blocks of a script, in the order in which they stand.
 * What stands in `if`, a loop, `catch` or a script block may not have run. The body of a `try` did run, up to what threw,
 * as the lines of a script without one did, so what it sets counts.
 */
import type { Span } from "../../text/span";
import { mayGoOn, noteProblem } from "../shell/sink";
import { assignTo } from "./assigning";
import { isLetter } from "./characters";
import { readCommand } from "./commands";
import { readCompound } from "./compounds";
import type { Expression } from "./expression";
import { opaqueExpression } from "./expression";
import { readExpression, startsExpression } from "./expressions";
import type { Place, Reader } from "./reader";
import { deeper, goesOnWith, skipBlanks, skipLines, unitAt } from "./reader";

/** Reads statements up to a closing mark, which it takes; answers with the only one's value, if there is one. */
export function readStatements(reader: Reader, place: Place, close: ")" | "}" | ""): Expression | undefined {
  return deeper(reader, () => readAll(reader, place, close));
}

function readAll(reader: Reader, place: Place, close: string): Expression | undefined {
  const opened = Math.max(0, reader.at - 1);
  let only: Expression | undefined;
  let count = 0;
  for (;;) {
    skipSeparators(reader);
    const unit = unitAt(reader);
    if (!mayGoOn(reader.sink, { start: 0, end: reader.file.length })) return undefined;
    if (unit === close || unit === "") break;
    if (unit === ")" || unit === "}") {
      // It closes what is around, so what is here was never closed.
      if ((reader.shared.closers.get(unit) ?? 0) > 0) break;
      noteProblem(reader.sink, { start: reader.at, end: reader.at + 1 }, "This closes nothing");
      reader.at++;
      continue;
    }
    const before = reader.at;
    const found = readStatement(reader, place);
    only = count++ === 0 ? found : undefined;
    if (reader.at === before) reader.at++;
  }
  if (close !== "" && unitAt(reader) === close) reader.at++;
  else if (close !== "") noteProblem(reader.sink, { start: opened, end: opened + 1 }, `This has no closing ${close}`);
  return only;
}

function skipSeparators(reader: Reader): void {
  skipLines(reader);
  while (unitAt(reader) === ";") {
    reader.at++;
    skipLines(reader);
  }
}

/** Reads one statement; undefined where none stands. */
export function readStatement(reader: Reader, place: Place): Expression | undefined {
  return deeper(reader, () => {
    skipBlanks(reader);
    skipLabel(reader);
    return readCompound(reader, place) ?? readPipeline(reader, place);
  });
}

/** `:name` before a loop. */
function skipLabel(reader: Reader): void {
  if (unitAt(reader) !== ":" || !isLetter(unitAt(reader, 1))) return;
  reader.at++;
  while (/^\w$/.test(unitAt(reader))) reader.at++;
  skipLines(reader);
}

function readPipeline(reader: Reader, place: Place): Expression | undefined {
  let found = readChain(reader, place);
  for (;;) {
    skipBlanks(reader);
    const operator = goesOnWith(reader, "&&") || goesOnWith(reader, "||");
    if (!operator || reader.sink.stopped) break;
    const maybe = goesOnWith(reader, "||");
    reader.at += 2;
    skipLines(reader);
    const start = reader.at;
    readChain(reader, maybe ? { ...place, conditional: true } : place);
    found = opaqueExpression({ start, end: reader.at }, "command");
  }
  // In the background.
  if (unitAt(reader) === "&") reader.at++;
  return found;
}

/** Elements with pipes between them. */
function readChain(reader: Reader, place: Place): Expression | undefined {
  const start = reader.at;
  const first = readElement(reader, place, undefined);
  let found = first;
  for (;;) {
    skipBlanks(reader);
    if (unitAt(reader) !== "|" || unitAt(reader, 1) === "|" || reader.sink.stopped) break;
    reader.at++;
    skipLines(reader);
    const stdin = found === first && first && !first.table && !first.list ? first.value : undefined;
    const known = stdin?.parts.every((part) => part.kind !== "opaque") ? stdin : undefined;
    readElement(reader, place, known);
    found = opaqueExpression({ start, end: reader.at }, "command");
  }
  return found;
}

function readElement(reader: Reader, place: Place, stdin: Expression["value"] | undefined): Expression | undefined {
  const start = reader.at;
  if (!startsExpression(reader)) return readCommand(reader, place, stdin);
  const left = readExpression(reader, place);
  if (!left) return readCommand(reader, place, stdin);
  const before = reader.at;
  skipBlanks(reader);
  const operator = assignmentAt(reader);
  if (operator === undefined) {
    reader.at = before;
    return left;
  }
  reader.at += operator.length;
  skipLines(reader);
  const right = readStatement(reader, place) ?? opaqueExpression({ start: reader.at, end: reader.at }, "unsupported");
  assign(left, operator, right, { start, end: reader.at }, reader, place);
  return { ...right, ...(left.target && { target: left.target }) };
}

const ASSIGNMENTS: readonly string[] = ["=", "+=", "-=", "*=", "/=", "%=", "??="];

function assignmentAt(reader: Reader): string | undefined {
  return ASSIGNMENTS.find((operator) => goesOnWith(reader, operator));
}

function assign(left: Expression, operator: string, right: Expression, span: Span, reader: Reader, place: Place): void {
  if (left.target) assignTo(left.target, operator, right, span, reader, place);
  // `$a, $b = 1, 2`
  for (const [at, { target }] of (left.list ?? []).entries()) {
    const value = right.list?.[at] ?? opaqueExpression(right.value.outer);
    if (target) assignTo(target, operator, value, span, reader, place);
  }
}
