/**
 * Finds where strings and regular expressions end. Logstash ends them at the first quote that no backslash stands before,
 * on whatever line: queries and Ruby code have many lines. So a string whose quote is missing swallows what follows, up
 * to the quote that begins the next string. In text that the grammar refuses, such an end is told by what stands around it.
 */

/** What was found in one text, so that nobody passes the same units again. */
export interface QuoteMarks {
  /** Look at what stands around an end on a later line. */
  readonly lines: boolean;
  /** For each mark, a stretch without it, and where it stands then. */
  readonly next: Map<string, Stretch>;
  lineEnd: Stretch | undefined;
  /** Whether a mark that ends a string of several lines may be its end. */
  readonly ends: Map<number, boolean>;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where a string ends whose content begins at `from`: behind its closing quote, or with its line where it has none. */
export function closingOf(
  text: string,
  marks: QuoteMarks,
  quote: '"' | "'" | "/",
  from: number,
): { readonly end: number; readonly closed: boolean } {
  const close = nextMark(text, marks, quote, from);
  const lineEnd = nextLineEnd(text, marks, from);
  if (close < lineEnd || (close < text.length && (!marks.lines || mayEnd(text, marks, close)))) {
    return { end: close + 1, closed: true };
  }
  const end = text.charAt(lineEnd - 1) === "\r" && lineEnd > from ? lineEnd - 1 : lineEnd;
  return { end, closed: false };
}

const BACKSLASH = 0x5c;

/** The first quote that no backslash stands before; the end of the text where there is none. */
function nextMark(text: string, marks: QuoteMarks, quote: string, from: number): number {
  const known = marks.next.get(quote);
  if (known && known.from <= from && from <= known.to) return known.to;
  let at = text.indexOf(quote, from);
  while (at > from && text.charCodeAt(at - 1) === BACKSLASH) at = text.indexOf(quote, at + 1);
  const to = at < 0 ? text.length : at;
  marks.next.set(quote, { from, to });
  return to;
}

function nextLineEnd(text: string, marks: QuoteMarks, from: number): number {
  const known = marks.lineEnd;
  if (known && known.from <= from && from <= known.to) return known.to;
  const at = text.indexOf("\n", from);
  const to = at < 0 ? text.length : at;
  marks.lineEnd = { from, to };
  return to;
}

/** What may follow a string on its line, in a plugin or in a condition. */
const FOLLOWING =
  /[ \t\r]*(?:$|[\n#}\],)({=!<>]|(?:and|or|xor|nand|in|not)(?![\w-])|[A-Za-z0-9_-]+[ \t]*=>|["'][^"'\n]*["'][ \t]*=>)/y;

function mayEnd(text: string, marks: QuoteMarks, close: number): boolean {
  const known = marks.ends.get(close);
  if (known !== undefined) return known;
  FOLLOWING.lastIndex = close + 1;
  const answer = FOLLOWING.test(text) && !beginsValue(text, close) && !standsInQuotes(text, close);
  marks.ends.set(close, answer);
  return answer;
}

/**
 * True where an arrow stands before a quote, or an arrow and brackets: `hosts => [ "`. Or an operator and a blank: a text
 * of base64 may end with `==`.
 */
function beginsValue(text: string, quote: number): boolean {
  let at = quote;
  while (at > 0 && " \t[{(".includes(text.charAt(at - 1))) at--;
  if (text.endsWith("=>", at)) return true;
  return at < quote && /^(?:.?==|.?!=|.?=~|.?!~|[ \t]in)$/.test(text.slice(Math.max(0, at - 3), at));
}

/** True where a quote stands between two of the other kind on its line: `pattern => '^"'`. */
function standsInQuotes(text: string, quote: number): boolean {
  const other = text.charAt(quote) === '"' ? "'" : '"';
  let inside = false;
  for (let at = text.lastIndexOf("\n", quote) + 1; at < text.length && text.charAt(at) !== "\n"; at++) {
    if (text.charAt(at) !== other || text.charCodeAt(at - 1) === BACKSLASH) continue;
    if (at > quote) return inside;
    inside = !inside;
  }
  return false;
}
