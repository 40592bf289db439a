/**
 * How to write a literal text so that a shell reads exactly that text, in the quoting that stands there already.
 * A candidate may be impossible in the text around it (a newline in a crontab line, a `\%`), so each is offered to that
 * text's own encoding and the first that passes wins.
 */

/**
 * The way in which a text stands in a shell. `in-…`: inside quotes that stay where they are. `verbatim`, `document`: in a
 * here-document with a quoted and with a plain delimiter. `cut`: it begins inside quotes and goes on behind them.
 */
export type QuoteStyle =
  | ("none" | "single" | "double" | "mixed" | "in-single" | "in-double")
  | ("verbatim" | "document" | "cut");

/** Writes a piece of shell text into the file; undefined where it cannot stand there. */
export type WriteText = (text: string) => string | undefined;

/** Quotes that may stand in place of each style, best first. */
const STYLES: Readonly<Record<QuoteStyle, readonly ((text: string) => string | undefined)[]>> = {
  none: [bare, single, double],
  single: [single, double],
  double: [double, single],
  mixed: [single, double],
  "in-single": [insideSingle],
  "in-double": [insideDouble],
  verbatim: [(text) => text],
  document: [insideDocument],
  cut: [],
};

/** The word that a shell reads as the literal `text`; undefined where no quoting can write it there. */
export function encodeWord(style: QuoteStyle, text: string, write: WriteText): string | undefined {
  for (const quote of STYLES[style]) {
    const word = quote(text);
    const written = word === undefined ? undefined : write(word);
    if (written !== undefined) return written;
  }
  return undefined;
}

/** What stands inside single quotes; a quote itself has to leave and enter them. */
export function insideSingle(text: string): string {
  return text.replaceAll("'", "'\\''");
}

/** What stands inside double quotes. */
export function insideDouble(text: string): string {
  return text.replaceAll(/["$\\`]/g, "\\$&");
}

/** What stands inside backticks: they take one layer of backslashes away before the shell reads the rest. */
export function insideBackticks(text: string): string {
  return text.replaceAll(/[\\`]/g, "\\$&");
}

/** The body of a here-document; undefined where it would end early or not with a line end. */
export function hereDocumentBody(
  text: string,
  delimiter: string,
  options: { readonly quoted: boolean; readonly tabs: boolean },
): string | undefined {
  if (text !== "" && !text.endsWith("\n")) return undefined;
  const body = options.quoted ? text : insideDocument(text);
  for (const line of body.split("\n")) {
    if (line === delimiter || (options.tabs && line.startsWith("\t"))) return undefined;
  }
  return body;
}

/** What stands in a here-document that expands. */
export function insideDocument(text: string): string {
  return text.replaceAll(/[$\\`]/g, "\\$&");
}

function single(text: string): string {
  return `'${insideSingle(text)}'`;
}

function double(text: string): string {
  return `"${insideDouble(text)}"`;
}

/** Digits before `<` or `>` would name a file descriptor, so a bare number is quoted. */
function bare(text: string): string | undefined {
  return /^[\w./:=@%+,-]+$/.test(text) && !/^\d+$/.test(text) ? text : undefined;
}
