/**
 * Splits a unit's value into words: quotes wherever they begin, C escapes, blanks between. Both are taken away before
 * anything is expanded, so quotes stop nothing.
 * https://github.com/systemd/systemd/blob/main/src/basic/extract-word.c (extract_first_word, with EXTRACT_UNQUOTE and
 * EXTRACT_CUNESCAPE), https://github.com/systemd/systemd/blob/main/src/basic/escape.c (cunescape_one)
 */
import type { Run } from "../../text/layer";
import type { Span } from "../../text/span";
import { runBuilder } from "../yaml/decode";

/** A word. Places are those of the text that was split. */
export interface UnitWord {
  /** With its quotes. */
  readonly at: Span;
  /** Decoded. */
  readonly text: string;
  readonly runs: readonly Run[];
  readonly quotes: readonly UnitQuote[];
  /** It has bytes by number, and only all of them together make characters. */
  readonly bytes: boolean;
}

/** A stretch in quotes. */
export interface UnitQuote {
  readonly mark: '"' | "'";
  readonly at: Span;
  readonly inner: Span;
}

export interface UnitWords {
  readonly words: readonly UnitWord[];
  /** What could not be read: from a broken word on. */
  readonly broken: Span | undefined;
}

export interface SplitOptions {
  /** An escape that nobody knows is text, as in commands; else it breaks the word. */
  readonly lenient: boolean;
}

/** Splits a whole value. */
export function splitWords(text: string, options: SplitOptions): UnitWords {
  const words: UnitWord[] = [];
  for (let at = skipBlanks(text, 0); at < text.length; ) {
    const word = readWord(text, at, options);
    if (!word) return { words, broken: { start: at, end: text.length } };
    words.push(word);
    at = skipBlanks(text, word.at.end);
  }
  return { words, broken: undefined };
}

/** The first offset from `from` on that is no blank. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charAt(at))) at++;
  return at;
}

/** Reads one word; undefined where a quote is never closed, or an escape is none. */
export function readWord(text: string, start: number, { lenient }: SplitOptions): UnitWord | undefined {
  const out = runBuilder(text);
  const quotes: UnitQuote[] = [];
  let open: { readonly mark: '"' | "'"; readonly at: number } | undefined;
  let bytes = false;
  let at = start;
  while (at < text.length) {
    const unit = text.charAt(at);
    if (unit === "\\") {
      const found = readEscape(text, at);
      if (found) out.replaced(found.text, at, found.end);
      else if (lenient && (at + 1 < text.length || !open)) out.verbatim(at, Math.min(at + 2, text.length));
      else return undefined;
      bytes ||= found?.byte ?? false;
      at = found?.end ?? Math.min(at + 2, text.length);
    } else if (open) {
      if (unit === open.mark) {
        quotes.push({ mark: open.mark, at: { start: open.at, end: at + 1 }, inner: { start: open.at + 1, end: at } });
        open = undefined;
      } else out.verbatim(at, at + 1);
      at++;
    } else if (unit === '"' || unit === "'") {
      open = { mark: unit, at };
      at++;
    } else if (isBlank(unit)) break;
    else {
      out.verbatim(at, at + 1);
      at++;
    }
  }
  return open ? undefined : { at: { start, end: at }, ...out.done(at), quotes, bytes };
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["\\", "\\"],
  ['"', '"'],
  ["'", "'"],
  ["s", " "],
]);

const NUMBER = /\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0-7]{3}))/y;

interface Escape {
  readonly text: string;
  readonly end: number;
  /** A byte above ASCII. */
  readonly byte: boolean;
}

function readEscape(text: string, at: number): Escape | undefined {
  const letter = LETTERS.get(text.charAt(at + 1));
  if (letter !== undefined) return { text: letter, end: at + 2, byte: false };
  NUMBER.lastIndex = at;
  const match = NUMBER.exec(text);
  if (!match) return undefined;
  const [all, hex, short, long, octal] = match;
  const code = octal === undefined ? Number.parseInt(hex ?? short ?? long ?? "", 16) : Number.parseInt(octal, 8);
  const isByte = hex !== undefined || octal !== undefined;
  const isCharacter = code > 0 && code <= (isByte ? 0xff : 0x10ffff) && !(code >= 0xd800 && code < 0xe000);
  if (!isCharacter) return undefined;
  return { text: String.fromCodePoint(code), end: at + all.length, byte: isByte && code > 0x7f };
}

function isBlank(unit: string): boolean {
  return unit === " " || unit === "\t" || unit === "\n" || unit === "\r";
}
