/**
 * Strings: `'…'`, `"…"`, their here-strings, and what expands in them. A word of a command is read in the same way, as
 * PowerShell does, with quotes in the middle of it.
 * https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
import type { Span } from "../../text/span";
import type { Part, TextPart, Value } from "../reading";
import { noteProblem } from "../shell/sink";
import { endsWord, isBlank, isDoubleQuote, isLineEnd, isSingleQuote } from "./characters";
import type { Expression } from "./expression";
import { makeValue, opaqueValue } from "./expression";
import type { Place, Reader } from "./reader";
import { findOnce, inside, skipBlanks, unitAt } from "./reader";
import { readVariable } from "./variables";

/** Reads the string that begins at the place, which is at a quote. */
export function readString(reader: Reader, place: Place): Value {
  const start = reader.at;
  const single = isSingleQuote(unitAt(reader));
  const parts: Part[] = [];
  const inner = readQuoted(reader, place, parts);
  const outer = { start, end: reader.at };
  return makeValue(outer, inner, parts, single ? "single" : "double");
}

/** Reads a quoted stretch into `parts`; answers with where it stands without its quotes. */
function readQuoted(reader: Reader, place: Place, parts: Part[]): Span {
  const isQuote = isSingleQuote(unitAt(reader)) ? isSingleQuote : isDoubleQuote;
  const text = newText(reader, parts, isQuote === isSingleQuote ? "single" : "double");
  reader.at++;
  const start = reader.at;
  text.from = start;
  for (;;) {
    const unit = unitAt(reader);
    const ends = unit === "" || (reader.shared.lineStrings && isLineEnd(unit));
    if (ends || (isQuote(unit) && !isQuote(unitAt(reader, 1)))) break;
    if (isQuote(unit)) addUnit(text, 2);
    else if (isQuote === isDoubleQuote) readExpandable(text, place);
    else reader.at++;
  }
  flush(text);
  const end = reader.at;
  if (isQuote(unitAt(reader))) reader.at++;
  else {
    reader.shared.unclosed = true;
    noteProblem(reader.sink, { start: start - 1, end: start }, "This string has no end");
  }
  return { start, end };
}

/** Text that is being gathered: what stands as it is makes one part up to the next escape or reference. */
interface Text {
  readonly reader: Reader;
  readonly parts: Part[];
  readonly quoted: "single" | "double" | undefined;
  /** Where the part that is being gathered begins. */
  from: number;
}

function newText(reader: Reader, parts: Part[], quoted: Text["quoted"]): Text {
  return { reader, parts, quoted, from: reader.at };
}

function flush(text: Text): void {
  const { reader, parts, from } = text;
  if (from < reader.at) {
    parts.push(textPart(text, reader.file.slice(from, reader.at), { start: from, end: reader.at }));
  }
  text.from = reader.at;
}

function textPart({ quoted }: Text, text: string, span: Span | undefined): TextPart {
  return { kind: "text", text, span, ...(quoted && { quoted }) };
}

/** Takes an escape of so many units, which stands for its last one, or for `decoded`. */
function addUnit(text: Text, units: number, decoded?: string): void {
  const { reader, parts } = text;
  flush(text);
  reader.at += units;
  const last = reader.file.charAt(reader.at - 1);
  const span = decoded === undefined || decoded === last ? { start: reader.at - 1, end: reader.at } : undefined;
  if (decoded !== "") parts.push(textPart(text, decoded ?? last, span));
  text.from = reader.at;
}

/** Takes one unit of text that expands, or the escape or reference that begins with it. */
function readExpandable(text: Text, place: Place): void {
  const { reader, parts } = text;
  const unit = unitAt(reader);
  if (unit === "`") readEscape(text);
  else if (unit !== "$") reader.at++;
  else {
    flush(text);
    const start = reader.at;
    const found = unitAt(reader, 1) === "(" ? readSubexpression(reader, place) : readReference(reader);
    for (const part of found) parts.push(part);
    text.from = reader.at;
    // A dollar alone is text.
    if (reader.at === start) reader.at++;
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\u0007"],
  ["b", "\b"],
  ["e", "\u001B"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

function readEscape(text: Text): void {
  const { reader } = text;
  const unit = unitAt(reader, 1);
  if (unit === "") {
    reader.at++;
    return;
  }
  const code = /^`u\{([0-9A-Fa-f]{1,6})\}/.exec(reader.file.slice(reader.at, Math.min(reader.at + 10, reader.end)));
  const point = Number.parseInt(code?.[1] ?? "", 16);
  if (code && point <= 0x10_ff_ff) addUnit(text, code[0].length, String.fromCodePoint(point));
  else addUnit(text, 2, ESCAPES.get(unit));
}

function readReference(reader: Reader): readonly Part[] {
  const variable = readVariable(reader);
  if (!variable) return [];
  const { part } = variable;
  return part.kind === "text" && part.text === "" ? [] : [part];
}

/** `$(…)` in a string: one reference where it is nothing else, so that it can be followed. */
function readSubexpression(reader: Reader, place: Place): readonly Part[] {
  const start = reader.at;
  reader.at += 2;
  const inner = inside(reader, ")", () => reader.grammar.statements(reader, place, ")"));
  const span = { start, end: reader.at };
  if (!inner) return [{ kind: "opaque", span, why: "command" }];
  const [only] = inner.value.parts;
  if (inner.value.parts.length !== 1 || !only) return inner.value.parts;
  return [only.kind === "text" ? only : { ...only, span }];
}

/** Reads a word of a command from its first unit on: bare text, quotes, references. */
export function readWord(reader: Reader, place: Place): Value {
  const start = reader.at;
  const parts: Part[] = [];
  const text = newText(reader, parts, undefined);
  while (!endsWord(unitAt(reader)) && !reader.sink.stopped) {
    const unit = unitAt(reader);
    if (isSingleQuote(unit) || isDoubleQuote(unit)) {
      flush(text);
      readQuoted(reader, place, parts);
      text.from = reader.at;
    } else readExpandable(text, place);
  }
  flush(text);
  const span = { start, end: reader.at };
  return makeValue(span, span, parts, "bare");
}

/** Reads `@"…"@` or `@'…'@` at the place; undefined where no here-string begins there. */
export function readHereString(reader: Reader, place: Place): Expression | undefined {
  const start = reader.at;
  const quote = unitAt(reader, 1);
  const body = bodyStart(reader);
  if (body === undefined) return undefined;
  const close = findOnce(reader, `\n${quote}@`, body - 1);
  if (close === undefined) {
    noteProblem(reader.sink, { start, end: start + 2 }, "This here-string has no end");
    reader.at = body;
    return { value: opaqueValue({ start, end: body }, "unsupported") };
  }
  // The line ends next to the quotes are not part of it.
  const end = Math.max(body, reader.file.charAt(close - 1) === "\r" ? close - 1 : close);
  const parts: Part[] = [];
  const bounded: Reader = { ...reader, at: body, end };
  const text = newText(bounded, parts, quote === "'" ? "single" : "double");
  if (quote === "'") bounded.at = end;
  while (bounded.at < end && !reader.sink.stopped) readExpandable(text, place);
  flush(text);
  reader.at = close + 3;
  return { value: makeValue({ start, end: reader.at }, { start: body, end }, parts, "expression") };
}

/** Where the text of a here-string begins: behind the line of its quote, on which nothing else stands. */
function bodyStart(reader: Reader): number | undefined {
  let ahead = 2;
  while (isBlank(unitAt(reader, ahead))) ahead++;
  if (unitAt(reader, ahead) === "\r" && unitAt(reader, ahead + 1) === "\n") ahead++;
  return unitAt(reader, ahead) === "\n" ? reader.at + ahead + 1 : undefined;
}

/** The name behind a dot: bare, in quotes, or worked out while it runs. */
export function readMemberName(reader: Reader, place: Place): Value | undefined {
  skipBlanks(reader);
  const unit = unitAt(reader);
  if (isSingleQuote(unit) || isDoubleQuote(unit)) return readString(reader, place);
  const start = reader.at;
  while (/^\w$/.test(unitAt(reader))) reader.at++;
  const span = { start, end: reader.at };
  if (span.end === start) return undefined;
  return makeValue(span, span, [{ kind: "text", text: reader.file.slice(start, span.end), span }], "bare");
}
