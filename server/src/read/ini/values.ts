/** Values of INI files: what quotes hold, and how a text is written. What PHP does was tried with PHP 8.2. */
import type { Span } from "../../text/span";
import { type Decoded, runBuilder } from "../yaml/decode";

/** Who reads the file: PHP, or anything else. */
export type IniDialect = "php" | "any";

/** A value in double quotes: a backslash stands before a quote, another one, or a dollar, and elsewhere for itself. */
export function decodeQuoted(text: string, { start, end }: Span): Decoded {
  const out = runBuilder(text);
  let piece = start;
  let at = start;
  while (at < end) {
    const isEscape = text.charAt(at) === "\\" && at + 1 < end && '"\\$'.includes(text.charAt(at + 1));
    if (isEscape) {
      out.verbatim(piece, at);
      out.replaced(text.charAt(at + 1), at, at + 2);
      piece = at + 2;
    }
    at += isEscape ? 2 : 1;
  }
  out.verbatim(piece, end);
  return out.done(start);
}

/** What every reader takes for one value: a line end cannot stand in it, other controls nobody writes. */
const UNPRINTABLE = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** Between the marks that PHP gives a meaning: `{}|&~![()^"=;` and `$`. */
const PLAIN_IN_PHP = /^[A-Za-z0-9_.:/+@,%][-A-Za-z0-9_.:/+@,%]*$/;
const WORD_OF_PHP = /^(?:true|on|yes|false|off|no|none|null)$/i;

/**
 * Writes a text in its style; one that cannot stand without quotes gets some. Undefined for what no reader takes as one
 * value. In PHP's files a text with `${` gets single quotes, in which it is text.
 */
export function encodeValue(
  text: string,
  style: "plain" | "single" | "double",
  dialect: IniDialect,
): string | undefined {
  if (UNPRINTABLE.test(text)) return undefined;
  if (style === "plain" && isPlain(text, dialect)) return text;
  const isReference = dialect === "php" && text.includes("${");
  if ((style === "single" || isReference) && !text.includes("'")) return `'${text}'`;
  const escaped = text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  return `"${isReference ? escaped.replaceAll("${", () => "\\${") : escaped}"`;
}

function isPlain(text: string, dialect: IniDialect): boolean {
  if (dialect === "php") return PLAIN_IN_PHP.test(text) && !WORD_OF_PHP.test(text);
  return text !== "" && text.trim() === text && !/^["';#]|[ \t][;#]/.test(text);
}
