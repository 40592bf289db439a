/**
 * The command lines of a unit's `Exec*=`: the program behind its marks, its words, several commands parted by `;`, and
 * the script that one of the words may be.
 * https://github.com/systemd/systemd/blob/main/src/core/load-fragment.c (config_parse_exec)
 */
import { composeLayers, type Layer, mappedLayer } from "../../text/layer";
import type { Span } from "../../text/span";
import type { Value } from "../reading";
import { runBuilder } from "../yaml/decode";
import { readWord, skipBlanks, type UnitWord } from "./split";
import { type Expansion, escapeUnitText, layerOf, partsOf, type ReadWord, type UnitText, wordValue } from "./words";

export interface ExecCommand {
  /** The program's path as written, without the marks before it; undefined where it is not a literal. */
  readonly program: string | undefined;
  readonly programSpan: Span;
  readonly args: readonly ReadWord[];
  /** Variables expand, if the program is not marked with `:`. */
  readonly expansion: Expansion;
  readonly span: Span;
}

/** The commands of a value. Of one that breaks off, the words before the break count. */
export function readExec(text: UnitText): readonly ExecCommand[] {
  const commands: ExecCommand[] = [];
  const line = text.layer.text;
  for (let at = skipBlanks(line, 0); at < line.length; ) {
    const { words, next } = readCommandWords(line, at);
    const command = commandOf(words, text);
    if (command) commands.push(command);
    at = next;
  }
  return commands;
}

interface CommandWords {
  readonly words: readonly UnitWord[];
  readonly next: number;
}

/** A `;` of its own ends a command, unless it is escaped or in quotes. */
function readCommandWords(line: string, start: number): CommandWords {
  const words: UnitWord[] = [];
  let at = start;
  while (at < line.length) {
    const isSemicolon = line.charAt(at) === ";" && isEnd(line, at + 1);
    if (isSemicolon) return { words, next: skipBlanks(line, at + 1) };
    const word =
      line.startsWith("\\;", at) && isEnd(line, at + 2) ? semicolon(at) : readWord(line, at, { lenient: true });
    if (!word) return { words, next: line.length };
    words.push(word);
    at = skipBlanks(line, word.at.end);
  }
  return { words, next: line.length };
}

function isEnd(line: string, at: number): boolean {
  return at >= line.length || " \t\r\n".includes(line.charAt(at));
}

function semicolon(at: number): UnitWord {
  const where = { start: at, end: at + 2 };
  return { at: where, text: ";", runs: [{ text: 0, length: 1, host: where }], quotes: [], bytes: false };
}

/**
 * What may stand before a program: its failure counts for nothing, the next word is what it is called, no variables,
 * full privileges. https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Command%20lines
 */
const MARKS = /^[-@:+!|]*/;

function commandOf(words: readonly UnitWord[], text: UnitText): ExecCommand | undefined {
  const [first, ...rest] = words;
  const last = words[words.length - 1];
  if (!first || !last) return undefined;
  const marks = MARKS.exec(first.text)?.[0] ?? "";
  const expansion = marks.includes(":") ? "specifiers" : "variables";
  const layer = layerOf(first, text);
  const inner = { start: marks.length, end: first.text.length };
  const place = (where: Span): Span => text.layer.toHost(where) ?? text.whole;
  // No variable is ever the program.
  const source = {
    text: first.text.slice(marks.length),
    toHost: (where: Span) => layer.toHost({ start: inner.start + where.start, end: inner.start + where.end }),
  };
  const program = literalOf(partsOf(source, text.whole, "specifiers"));
  const args = marks.includes("@") ? rest.slice(1) : rest;
  return {
    program: first.bytes ? undefined : program,
    programSpan: layer.toHost(inner) ?? place(first.at),
    args: args.map((word) => ({ word, value: wordValue(word, text, expansion) })),
    expansion,
    span: place({ start: first.at.start, end: last.at.end }),
  };
}

/** A value's text where all of it is text. */
export function literalOf(parts: Value["parts"]): string | undefined {
  let text = "";
  for (const part of parts) {
    if (part.kind !== "text") return undefined;
    text += part.text;
  }
  return text;
}

/** A script that a shell gets as a word. */
export interface ExecScript {
  readonly layer: Layer;
  /** systemd has put in variables before; each is an expression (`${{ env.NAME }}`) in the layer's text. */
  readonly expands: boolean;
}

const MARK = /%%|\$\$|\$\{[A-Za-z_][A-Za-z0-9_]*\}/g;

/**
 * A word as its shell sees it. `${NAME}` is put in by systemd first, in single quotes too, and is therefore marked as
 * what a pipeline puts into a script; `$NAME` within a longer word is left to the shell.
 */
export function scriptOf(word: UnitWord, text: UnitText, expansion: Expansion): ExecScript {
  const outer = layerOf(word, text);
  const out = runBuilder(word.text);
  let from = 0;
  let expands = false;
  for (const { index, 0: mark } of word.text.matchAll(MARK)) {
    if (mark.startsWith("$") && expansion === "specifiers") continue;
    out.verbatim(from, index);
    from = index + mark.length;
    const isVariable = mark.startsWith("${");
    out.replaced(isVariable ? `\${{ env.${mark.slice(2, -1)} }}` : mark.charAt(0), index, from);
    expands ||= isVariable;
  }
  out.verbatim(from, word.text.length);
  const decoded = out.done(0);
  const inner = mappedLayer(decoded.text, decoded.runs, () => undefined);
  const composed = composeLayers(outer, inner);
  return { layer: { ...composed, encode: (piece) => encodePiece(piece, word, expansion) }, expands };
}

const EXPRESSION = /\$\{\{ env\.([A-Za-z_][A-Za-z0-9_]*) \}\}/g;

/** Writes a piece of a script into the quotes that all of it stands in. */
function encodePiece(piece: string, word: UnitWord, expansion: Expansion): string | undefined {
  const [quote, ...others] = word.quotes;
  const isQuoted = quote && others.length === 0 && quote.at.start === word.at.start && quote.at.end === word.at.end;
  if (!isQuoted || piece.includes("\0")) return undefined;
  let written = "";
  let from = 0;
  for (const { index, 0: expression, 1: name = "" } of piece.matchAll(EXPRESSION)) {
    written += `${escapeUnitText(piece.slice(from, index), quote.mark, expansion)}\${${name}}`;
    from = index + expression.length;
  }
  return written + escapeUnitText(piece.slice(from), quote.mark, expansion);
}
