/**
 * The exec form of an instruction: a JSON array of strings. What is not exactly that is shell text, as Docker has it:
 * `CMD ['curl']` runs a program called `[curl]`. Own code because a general JSON reader tells no place of each unit
 * inside a string, and tolerates what Docker does not.
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/line_parsers.go (parseJSON)
 */
import type { Span } from "../../text/span";
import type { Value } from "../reading";
import type { Piece } from "../shell/ground";
import { spanIn } from "../shell/ground";
import { partsOf } from "../shell/shellWord";
import type { LogicalLine } from "./lines";

/** The strings of the array that stands between two offsets of a line; undefined where there is no such array. */
export function readExecForm(line: LogicalLine, from: number, end: number): readonly Value[] | undefined {
  const { text } = line.ground.layer;
  let at = skipBlanks(text, from, end);
  if (text.charAt(at) !== "[" || at >= end) return undefined;
  const strings: JsonString[] = [];
  at = skipBlanks(text, at + 1, end);
  if (text.charAt(at) !== "]") {
    for (;;) {
      const string = readString(text, at, end);
      if (!string) return undefined;
      strings.push(string);
      at = skipBlanks(text, string.at.end, end);
      const mark = at < end ? text.charAt(at) : "";
      if (mark === "]") break;
      if (mark !== ",") return undefined;
      at = skipBlanks(text, at + 1, end);
    }
  }
  if (at >= end || skipBlanks(text, at + 1, end) < end) return undefined;
  return strings.map((string) => stringValue(string, line));
}

interface JsonString {
  /** With its quotes. */
  readonly at: Span;
  readonly pieces: readonly Piece[];
}

function readString(text: string, start: number, end: number): JsonString | undefined {
  if (text.charAt(start) !== '"') return undefined;
  const pieces: Piece[] = [];
  let plain = start + 1;
  const add = (to: number): void => {
    if (to > plain) pieces.push({ kind: "text", text: text.slice(plain, to), at: { start: plain, end: to } });
  };
  for (let at = start + 1; at < end; ) {
    const unit = text.charAt(at);
    if (unit === '"') {
      add(at);
      return { at: { start, end: at + 1 }, pieces };
    }
    if (unit < " ") return undefined;
    if (unit !== "\\") {
      at++;
      continue;
    }
    const escaped = readEscape(text, at, end);
    if (!escaped) return undefined;
    add(at);
    pieces.push({ kind: "text", text: escaped.text, at: { start: at, end: escaped.end } });
    at = escaped.end;
    plain = at;
  }
  return undefined;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

function readEscape(
  text: string,
  at: number,
  end: number,
): { readonly text: string; readonly end: number } | undefined {
  const unit = at + 1 < end ? text.charAt(at + 1) : "";
  const simple = ESCAPES.get(unit);
  if (simple !== undefined) return { text: simple, end: at + 2 };
  const digits = text.slice(at + 2, at + 6);
  if (unit !== "u" || at + 6 > end || !/^[0-9A-Fa-f]{4}$/.test(digits)) return undefined;
  return { text: String.fromCharCode(Number.parseInt(digits, 16)), end: at + 6 };
}

function stringValue({ at, pieces }: JsonString, { ground }: LogicalLine): Value {
  return {
    span: spanIn(ground, { start: at.start + 1, end: at.end - 1 }),
    outer: spanIn(ground, at),
    parts: partsOf(pieces, ground),
    quote: "double",
    encode: (text) => ground.layer.encode(JSON.stringify(text)),
  };
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && /[ \t\r\n]/.test(text.charAt(at))) at++;
  return at;
}
