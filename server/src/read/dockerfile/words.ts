/**
 * Words of a Dockerfile's instruction: where they begin and end, and what they say once quotes and escapes are gone.
 * Quotes and escapes are read here, references by the shared scanner, which sees the text of one reference at a time:
 * so an escaped `\$` can never be taken for one.
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go
 */
import type { Span } from "../../text/span";
import { readInterpolation } from "../interpolation";
import type { Value } from "../reading";
import type { Ground, Piece, TextPiece } from "../shell/ground";
import { spanIn } from "../shell/ground";
import { partsOf } from "../shell/shellWord";
import type { EscapeUnit, LogicalLine } from "./lines";
import { isSpace, skipSpace } from "./lines";

/** The words in a stretch of a logical line, as stretches of it. White space in quotes or behind an escape is part of them. */
export function splitWords({ ground, escapeUnit }: LogicalLine, from: number, end: number): readonly Span[] {
  const { text } = ground.layer;
  const words: Span[] = [];
  for (let at = skipSpace(text, from, end); at < end; at = skipSpace(text, at, end)) {
    const start = at;
    at = wordEnd(text, start, end, escapeUnit);
    words.push({ start, end: at });
  }
  return words;
}

/** Where the word that begins at `from` ends. */
export function wordEnd(text: string, from: number, end: number, escapeUnit: EscapeUnit): number {
  let quote = "";
  let at = from;
  while (at < end) {
    const unit = text.charAt(at);
    if (unit === escapeUnit && quote !== "'") at++;
    else if (unit === quote) quote = "";
    else if (quote === "" && (unit === "'" || unit === '"')) quote = unit;
    else if (quote === "" && isSpace(unit)) break;
    at++;
  }
  return Math.min(at, end);
}

/** What an instruction does with the word: `expand` puts variables in. */
export interface WordOptions {
  readonly expand: boolean;
  /** The value of `ENV NAME rest of the line`, which has blanks without quotes. */
  readonly spaced?: boolean;
}

/** The value of a stretch of a logical line. */
export function wordValue(line: LogicalLine, at: Span, { expand, spaced = false }: WordOptions): Value {
  const { ground } = line;
  const word: Word = { line, end: at.end, expand, pieces: [] };
  const quotes = readPieces(word, at);
  const [only] = quotes;
  const whole = quotes.length === 1 && only?.start === at.start && only.end === at.end && at.end - at.start > 1;
  const quote = quotes.length === 0 ? "none" : whole && isClosed(ground, at) ? styleOf(ground, at) : "mixed";
  const inner = quote === "single" || quote === "double" ? { start: at.start + 1, end: at.end - 1 } : at;
  return {
    span: spanIn(ground, inner),
    outer: spanIn(ground, at),
    parts: partsOf(word.pieces, ground),
    quote,
    encode: (text) =>
      encodeWord(text, quote, { escapeUnit: line.escapeUnit, spaced, write: (word) => ground.layer.encode(word) }),
  };
}

interface Word {
  readonly line: LogicalLine;
  readonly end: number;
  readonly expand: boolean;
  readonly pieces: Piece[];
}

/** Reads the pieces of a word; answers with its quoted stretches. */
function readPieces(word: Word, { start, end }: Span): readonly Span[] {
  const { text } = word.line.ground.layer;
  const quotes: Span[] = [];
  let at = start;
  while (at < end) {
    const unit = text.charAt(at);
    if (unit === "'") {
      const close = closing(text, at, end);
      addText(word, { start: at + 1, end: close }, "single");
      quotes.push({ start: at, end: Math.min(close + 1, end) });
      at = close + 1;
    } else if (unit === '"') {
      const from = at;
      at = readUntil(word, at + 1, '"');
      quotes.push({ start: from, end: Math.min(at + 1, end) });
      at++;
    } else at = readUntil(word, at, "");
  }
  return quotes;
}

function closing(text: string, at: number, end: number): number {
  const found = text.indexOf("'", at + 1);
  return found < 0 || found >= end ? end : found;
}

/** Reads text that expands up to `stop`, or up to the next quote; answers with where that stands. */
function readUntil(word: Word, from: number, stop: '"' | ""): number {
  const { line, end, expand } = word;
  const { text } = line.ground.layer;
  const quoted = stop === '"' ? "double" : undefined;
  let plain = from;
  let at = from;
  while (at < end) {
    const unit = text.charAt(at);
    if (stop === "" ? unit === "'" || unit === '"' : unit === stop) break;
    if (unit === line.escapeUnit) {
      const next = at + 1 < end ? text.charAt(at + 1) : "";
      // Within quotes only these are escaped; anything else keeps its escape.
      const kept = quoted && next !== '"' && next !== "$" && next !== line.escapeUnit;
      if (!kept || next === "") {
        addText(word, { start: plain, end: at }, quoted);
        if (next !== "") addText(word, { start: at, end: at + 2 }, quoted, next);
        plain = at + 2;
      }
      at += 2;
    } else if (unit === "$" && expand) {
      const close = referenceEnd(text, at, end, line.escapeUnit);
      if (close === at + 1) at++;
      else {
        addText(word, { start: plain, end: at }, quoted);
        addReference(word, { start: at, end: close }, quoted);
        plain = close;
        at = close;
      }
    } else at++;
  }
  const stopped = Math.min(at, end);
  addText(word, { start: Math.min(plain, stopped), end: stopped }, quoted);
  return stopped;
}

function addText(word: Word, at: Span, quoted: "single" | "double" | undefined, decoded?: string): void {
  if (at.start >= at.end) return;
  const text = decoded ?? word.line.ground.layer.text.slice(at.start, at.end);
  word.pieces.push({ kind: "text", text, at, ...(quoted && { quoted }) });
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#]/y;

/** Where a reference that begins at a `$` ends; one unit on where none does. What is not closed takes all of the word. */
function referenceEnd(text: string, at: number, end: number, escapeUnit: EscapeUnit): number {
  if (text.charAt(at + 1) !== "{" || at + 1 >= end) {
    NAME.lastIndex = at + 1;
    const name = NAME.exec(text)?.[0] ?? "";
    return Math.min(end, at + 1 + name.length);
  }
  let depth = 0;
  for (let next = at + 1; next < end; next++) {
    const unit = text.charAt(next);
    if (unit === escapeUnit) next++;
    else if (unit === "{" && text.charAt(next - 1) === "$") depth++;
    else if (unit === "}" && --depth === 0) return next + 1;
  }
  return end;
}

/** References in references that are followed; more nobody writes. */
const MAX_NESTED = 50;

function addReference(word: Word, at: Span, quoted: "double" | undefined): void {
  const { ground } = word.line;
  const text = ground.layer.text.slice(at.start, at.end);
  const whole = spanIn(ground, at);
  if (text.split("${", MAX_NESTED + 2).length > MAX_NESTED + 1) {
    word.pieces.push({ kind: "part", part: { kind: "opaque", span: whole, why: "unsupported" }, at });
    return;
  }
  const toHost = (inner: Span): Span | undefined =>
    ground.layer.toHost({ start: at.start + inner.start, end: at.start + inner.end });
  for (const part of readInterpolation({ text, toHost }, whole, "dockerfile")) {
    if (part.kind !== "text") word.pieces.push({ kind: "part", part, at });
    else {
      const piece: TextPiece = { kind: "text", text: part.text, at, ...(quoted && { quoted }) };
      word.pieces.push(piece);
    }
  }
}

function isClosed({ layer }: Ground, at: Span): boolean {
  return layer.text.charAt(at.start) === layer.text.charAt(at.end - 1);
}

function styleOf({ layer }: Ground, at: Span): "single" | "double" {
  return layer.text.charAt(at.start) === "'" ? "single" : "double";
}

interface Writing {
  readonly escapeUnit: EscapeUnit;
  readonly spaced: boolean;
  readonly write: (word: string) => string | undefined;
}

/** How to write a literal, in the quotes that stand there if it can be. */
function encodeWord(text: string, quote: Value["quote"], { escapeUnit, spaced, write }: Writing): string | undefined {
  const bare = /^[\w./:@%+,=~^-]+$/.test(text) || (text === "" && !spaced) ? text : undefined;
  const single = text.includes("'") ? undefined : `'${text}'`;
  const escaped = text.replaceAll(/["$\\`]/g, (unit) =>
    unit === "\\" || unit === "`" ? escapedEscape(unit, escapeUnit) : escapeUnit + unit,
  );
  const double = `"${escaped}"`;
  const order = quote === "none" ? [bare, double, single] : quote === "single" ? [single, double] : [double, single];
  for (const word of order) {
    const written = word === undefined ? undefined : write(word);
    if (written !== undefined) return written;
  }
  return undefined;
}

function escapedEscape(unit: string, escapeUnit: EscapeUnit): string {
  return unit === escapeUnit ? unit + unit : unit;
}
