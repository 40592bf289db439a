/**
 * Makes scalar nodes. A value is a verbatim piece of the file, also in quotes: while `config.support_escapes` is off, as
 * it is unless somebody turns it on, a backslash keeps a quote from ending the string and stays in the value.
 * https://github.com/elastic/logstash/blob/main/logstash-core/lib/logstash/compiler/lscl.rb (String#expr)
 */
import { verbatimLayer } from "../../text/layer";
import type { ScalarNode } from "../reading";
import { innerSpan, type Token } from "./reader";

/** A value of one token. */
export function scalarOf(text: string, token: Token): ScalarNode {
  const span = innerSpan(token);
  const outer = { start: token.start, end: token.end };
  const isSingle = token.kind === "string" && text.charAt(token.start) === "'";
  const style = token.kind === "word" ? "plain" : isSingle ? "single" : "double";
  const encode = style === "plain" ? encodeWord : style === "single" ? encodeSingle : encodeDouble;
  return { kind: "scalar", span, outer, layer: verbatimLayer(text, span, encode), style };
}

/** True for what the grammar takes without quotes: a bare word of two units at least, or a number. */
export function isBare(text: string): boolean {
  return /^(?:[A-Za-z_][A-Za-z0-9_]+|-?[0-9]+(?:\.[0-9]*)?)$/.test(text);
}

/** Numbers stay numbers, but only those that are written back as they are: `010` is eight, and `1.0` is `1`. */
function encodeWord(text: string): string | undefined {
  return /^(?:[A-Za-z_][A-Za-z0-9_]+|0|-?[1-9][0-9]{0,14})$/.test(text) ? text : encodeDouble(text);
}

function encodeDouble(text: string): string | undefined {
  return quoted(text, '"') ?? quoted(text, "'");
}

function encodeSingle(text: string): string | undefined {
  return quoted(text, "'") ?? quoted(text, '"');
}

/**
 * There is no escape that goes away again, so a quote may only stand in the other quotes (or behind a backslash that is
 * wanted), and no text ends with a backslash. Lines are refused: no key and no address has several.
 */
function quoted(text: string, quote: '"' | "'"): string | undefined {
  if (text.endsWith("\\") || /[\n\r]/.test(text)) return undefined;
  const free = quote === '"' ? /^"|[^\\]"/ : /^'|[^\\]'/;
  return free.test(text) ? undefined : quote + text + quote;
}
