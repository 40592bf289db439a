/**
 * Reads JSON as programs have it: JSON, JSONC (comments, trailing commas), and of JSON5 single quotes and keys without
 * quotes. The tokens are those of jsonc-parser, which takes any text and knows all places; its parser is not used, because
 * it calls itself for each bracket, and takes a half-typed value's next key for its value.
 * A half-typed file keeps what it has: a string ends with its line at the latest, a key without a value has none, a
 * bracket that closes an outer one closes the inner ones too.
 */
import { createScanner, type JSONScanner, type SyntaxKind } from "jsonc-parser";
import { verbatimLayer } from "../text/layer";
import type { Span } from "../text/span";
import { type Nesting, newNesting } from "./json/nesting";
import { decodeString, encodeDouble, encodeSingle, endOfString } from "./json/strings";
import { lazyLayer } from "./lazyLayer";
import type { Budget, Comment, Reading, ScalarNode } from "./reading";
import { readingOf } from "./shell";
import { mayGoOn, newSink, noteProblem, type Sink } from "./shell/sink";

/**
 * Reads a text of JSON. One tree for each value at the top, so files with a value a line have many. Scalars that are no
 * strings have the style `plain`, `null` too; a text is written in place of one in quotes. Of a key that stands twice
 * there are two entries. Answers for any text; what is no JSON is a problem and the rest still counts.
 */
export function readJson(text: string, budget: Budget): Reading {
  const sink = newSink(budget, text.length);
  const whole = { start: 0, end: text.length };
  if (text.length > budget.units) {
    sink.problems.push({ span: whole, message: "This file is too large to be read", budget: "too-large" });
    return readingOf("json", sink);
  }
  const scanner = createScanner(text);
  if (text.startsWith("\uFEFF")) scanner.setPosition(1);
  const nesting = newNesting(sink, budget.depth);
  while (mayGoOn(sink, whole)) {
    const at = scanner.getPosition();
    // A string of JSON5, which the scanner would take for a word that goes on behind the string's end.
    if (text.charCodeAt(at) === SINGLE_QUOTE) {
      nesting.scalar(readString(text, at, scanner, sink));
      continue;
    }
    const kind: Kind = scanner.scan();
    if (kind === EOF) break;
    readToken(text, scanner, kind, nesting, sink);
  }
  return { ...readingOf("json", sink), trees: nesting.done(text.length) };
}

function readToken(text: string, scanner: JSONScanner, kind: Kind, nesting: Nesting, sink: Sink): void {
  const start = scanner.getTokenOffset();
  // The scanner counts one unit too many for a comment that the text ends in.
  const end = Math.min(scanner.getPosition(), text.length);
  const where = { start, end };
  switch (kind) {
    case BRACE_OPEN:
    case BRACKET_OPEN:
      nesting.open(kind === BRACE_OPEN ? "map" : "list", start);
      break;
    case BRACE_CLOSE:
    case BRACKET_CLOSE:
      nesting.close(kind === BRACE_CLOSE ? "map" : "list", where);
      break;
    case COMMA:
      nesting.comma(where);
      break;
    case COLON:
      nesting.colon(where);
      break;
    case LINE_COMMENT:
    case BLOCK_COMMENT:
      sink.comments.push(commentAt(text, where, kind === BLOCK_COMMENT));
      break;
    case LINE_BREAK:
    case BLANKS:
      break;
    case STRING:
      nesting.scalar(readString(text, start, scanner, sink));
      break;
    default:
      nesting.scalar(readWord(text, where, scanner));
  }
}

/** Its end is looked for here, because the scanner takes the line end behind a backslash for the string's end. */
function readString(text: string, start: number, scanner: JSONScanner, sink: Sink): ScalarNode {
  const { end, closed } = endOfString(text, start);
  const outer = { start, end };
  if (!closed) noteProblem(sink, outer, "This string has no closing quote");
  scanner.setPosition(end);
  const style = text.charAt(start) === "'" ? "single" : "double";
  const span = { start: start + 1, end: closed ? end - 1 : end };
  const encode = style === "single" ? encodeSingle : encodeDouble;
  const isEscaped = text.slice(span.start, span.end).includes("\\");
  const layer = isEscaped ? lazyLayer(() => decodeString(text, span), encode) : verbatimLayer(text, span, encode);
  return { kind: "scalar", span, outer, layer, style };
}

/** A number, a name, or both where nothing stands between them, as in `0xFF` and `1.5e`. */
function readWord(text: string, first: Span, scanner: JSONScanner): ScalarNode {
  let { end } = first;
  while (end < text.length && !ENDS_WORD.test(text.charAt(end))) {
    const kind: Kind = scanner.scan();
    if (kind !== NUMBER && kind !== UNKNOWN) break;
    end = Math.min(scanner.getPosition(), text.length);
  }
  scanner.setPosition(end);
  const span = { start: first.start, end };
  const layer = verbatimLayer(text, span, encodeDouble);
  return { kind: "scalar", span, outer: span, layer, style: "plain" };
}

function commentAt(text: string, span: Span, block: boolean): Comment {
  const closed = block && span.end - span.start >= 4 && text.endsWith("*/", span.end);
  const textSpan = { start: Math.min(span.start + 2, span.end), end: closed ? span.end - 2 : span.end };
  return { span, text: text.slice(textSpan.start, textSpan.end), textSpan };
}

/** Between words of one line. */
const ENDS_WORD = /[\s{}[\],:"'/]/;

/** The numbers of jsonc-parser's `const enum`, whose names exist in its types alone. */
type Kind = SyntaxKind | number;
const BRACE_OPEN = 1;
const BRACE_CLOSE = 2;
const BRACKET_OPEN = 3;
const BRACKET_CLOSE = 4;
const COMMA = 5;
const COLON = 6;
const STRING = 10;
const NUMBER = 11;
const LINE_COMMENT = 12;
const BLOCK_COMMENT = 13;
const LINE_BREAK = 14;
const BLANKS = 15;
const UNKNOWN = 16;
const EOF = 17;

const SINGLE_QUOTE = 39;
