/**
 * Hashtables: reading `@{ key = value }`, and finding in them what a request sends. Headers stand in hashtables wherever
 * PowerShell sends them, often bound to a variable first and filled line by line.
 */
import type { Part, Value } from "../reading";
import { noteProblem } from "../shell/sink";
import { isLineEnd } from "./characters";
import type { Expression, Table, TableEntry, Target, VariableTarget } from "./expression";
import { literalOf, makeValue, opaqueExpression, opaqueValue, opensString } from "./expression";
import type { Place, Reader } from "./reader";
import { expectClose, inside, skipBlanks, skipLines, tableNamed, unitAt } from "./reader";
import { readString } from "./strings";
import { readVariable } from "./variables";

/** Reads a hashtable at its `@{`. */
export function readTable(reader: Reader, place: Place): Expression {
  const start = reader.at;
  const table: Table = { entries: [] };
  reader.at += 2;
  inside(reader, "}", () => {
    while (readEntry(reader, place, table));
  });
  expectClose(reader, "}", start);
  return { value: opaqueValue({ start, end: reader.at }, "operation"), table };
}

function skipSeparators(reader: Reader): void {
  skipBlanks(reader);
  while (isLineEnd(unitAt(reader)) || unitAt(reader) === ";") {
    reader.at++;
    skipBlanks(reader);
  }
}

/** One `key = value`; false where none follows: at the end, or where half-typed text goes on with something else. */
function readEntry(reader: Reader, place: Place, table: Table): boolean {
  const before = reader.at;
  skipSeparators(reader);
  const start = reader.at;
  if (reader.sink.stopped || unitAt(reader) === "" || unitAt(reader) === "}") return false;
  const key = readKey(reader, place);
  if (key) skipBlanks(reader);
  if (!key || unitAt(reader) !== "=") {
    noteProblem(reader.sink, { start, end: reader.at }, "This is no entry of a hashtable");
    reader.at = before;
    return false;
  }
  reader.at++;
  skipLines(reader);
  const span = { start: reader.at, end: reader.at };
  const value = reader.grammar.statement(reader, place) ?? opaqueExpression(span);
  setEntry(table, { key, value }, false);
  return true;
}

/** A key is one short word, so that a wrong one is cheap to go back from. */
function readKey(reader: Reader, place: Place): Value | undefined {
  const unit = unitAt(reader);
  const start = reader.at;
  if (opensString(unit)) return readString(reader, place);
  if (unit === "$") {
    const variable = readVariable(reader);
    return variable && makeValue(variable.span, variable.span, [variable.part], "expression");
  }
  while (/^[\w.-]$/.test(unitAt(reader))) reader.at++;
  const span = { start, end: reader.at };
  if (span.end === start) return undefined;
  return makeValue(span, span, [{ kind: "text", text: reader.file.slice(start, span.end), span }], "bare");
}

/** The variable's table; a new one where it has been none so far, as with `New-Object` and then `.Add(…)`. */
export function tableOf({ name }: VariableTarget, { tables }: Place): Table {
  const known = tableNamed(tables, name);
  if (known) return known;
  const table: Table = { entries: [] };
  tables.own.set(name, table);
  return table;
}

/** Sets an entry. What may not have run stands beside what was there. */
export function setEntry(table: Table, entry: TableEntry, conditional: boolean): void {
  const key = literalOf(entry.key)?.toLowerCase();
  const at = table.entries.findIndex(({ key: other }) => key !== undefined && literalOf(other)?.toLowerCase() === key);
  if (at >= 0 && !conditional) table.entries.splice(at, 1);
  if (table.entries.length < MAX_ENTRIES) table.entries.push(entry);
}

/** No request has more headers, and each is compared with each. */
const MAX_ENTRIES = 200;

/** Binds a variable to what an expression gives, if that is a hashtable; else it is none any more. */
export function bindTable({ name }: VariableTarget, table: Table | undefined, { tables, conditional }: Place): void {
  const known = tableNamed(tables, name);
  if (conditional && known) {
    for (const entry of table?.entries ?? []) if (!known.entries.includes(entry)) setEntry(known, entry, true);
  } else if (table || known) tables.own.set(name, table);
}

/** Appends the entries of one table to another: `$headers += @{ … }`. */
export function appendTable(target: VariableTarget, { entries }: Table, place: Place): void {
  const table = tableOf(target, place);
  for (const entry of entries.slice()) setEntry(table, entry, place.conditional);
}

/** An entry of a table that a variable holds, as a thing to assign to. */
export function entryTarget(of: Target | undefined, key: Value): Target | undefined {
  return of?.kind === "variable" && !of.environment ? { kind: "entry", of, key } : undefined;
}

/** What a table that is known has under a name. */
export function entryOf(table: Table | undefined, name: Value): Expression | undefined {
  const key = literalOf(name)?.toLowerCase();
  if (key === undefined) return undefined;
  return table?.entries.findLast((entry) => literalOf(entry.key)?.toLowerCase() === key)?.value;
}

/**
 * A header of a table as the line that is sent, `Authorization: ApiKey …`: where the credential stands is as exact as in
 * the table, and what is written back goes there.
 */
export function headerLine({ key, value: { value } }: TableEntry): Value | undefined {
  const name = literalOf(key);
  if (name === undefined) return undefined;
  const head: Part = { kind: "text", text: `${name}: `, span: undefined };
  return {
    ...value,
    parts: [head, ...value.parts],
    encode: (text) => {
      const colon = text.indexOf(":");
      if (text.slice(0, Math.max(0, colon)).trim().toLowerCase() !== name.toLowerCase()) return undefined;
      return value.encode(text.slice(colon + 1).trimStart());
    },
  };
}
