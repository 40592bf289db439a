/**
 * `NAME = value` in a crontab, read exactly as cron reads it. Nothing expands there: no `$`, no `~`, no backslash, and a
 * `#` belongs to the value. https://github.com/cronie-crond/cronie/blob/master/src/env.c (load_env)
 */
import type { Span } from "../../text/span";
import type { Assignment, TextPart, Value } from "../reading";

/** Reads a line, leading blanks taken off, as an assignment; undefined where cron takes it for something else. */
export function readAssignment(text: string, line: Span): Assignment | undefined {
  const name = readName(text, line);
  if (!name) return undefined;
  let at = skipSpace(text, name.next, line.end);
  if (at >= line.end || text.charAt(at) !== "=") return undefined;
  at = skipSpace(text, at + 1, line.end);
  const value = readValue(text, { start: at, end: line.end });
  if (!value || name.span.end <= name.span.start) return undefined;
  return {
    name: text.slice(name.span.start, name.span.end),
    nameSpan: name.span,
    value,
    span: { start: line.start, end: Math.max(value.outer.end, at) },
    scope: "crontab",
    exported: true,
    conditional: false,
    job: undefined,
  };
}

function readName(text: string, line: Span): { readonly span: Span; readonly next: number } | undefined {
  const quote = quoteAt(text, line.start);
  if (quote) {
    const end = text.indexOf(quote, line.start + 1);
    const span = { start: line.start + 1, end };
    if (end < 0 || end >= line.end || text.slice(span.start, end).includes("=")) return undefined;
    return { span, next: end + 1 };
  }
  let end = line.start;
  while (end < line.end && text.charAt(end) !== "=" && !isSpace(text.charAt(end))) end++;
  return end < line.end ? { span: { start: line.start, end }, next: end } : undefined;
}

/** An unquoted value runs to the line's end without the blanks there; behind a closing quote only blanks may follow. */
function readValue(text: string, where: Span): Value | undefined {
  const quote = where.start < where.end ? quoteAt(text, where.start) : undefined;
  if (quote) {
    const end = text.indexOf(quote, where.start + 1);
    if (end < 0 || end >= where.end || skipSpace(text, end + 1, where.end) < where.end) return undefined;
    return literalValue(text, { start: where.start + 1, end }, { start: where.start, end: end + 1 }, quote);
  }
  let end = where.end;
  while (end > where.start && isSpace(text.charAt(end - 1))) end--;
  const span = { start: where.start, end };
  return literalValue(text, span, span, undefined);
}

function literalValue(text: string, span: Span, outer: Span, quote: '"' | "'" | undefined): Value {
  const part: TextPart = { kind: "text", text: text.slice(span.start, span.end), span };
  return {
    span,
    outer,
    parts: part.text === "" ? [] : [part],
    quote: quote === undefined ? "none" : quote === '"' ? "double" : "single",
    encode: (next) => encodeValue(next, quote),
  };
}

/** What cron reads as exactly `text`, in the quotes that stand there if it can be. */
function encodeValue(text: string, quote: '"' | "'" | undefined): string | undefined {
  if (/[\n\r\0]/.test(text)) return undefined;
  const isBare = !/^[\s"']/.test(text) && !/\s$/.test(text);
  if (quote === undefined && isBare) return text;
  const fitting = ([quote, '"', "'"] as const).find((mark) => mark !== undefined && !text.includes(mark));
  if (fitting !== undefined) return `${fitting}${text}${fitting}`;
  return isBare ? text : undefined;
}

function quoteAt(text: string, at: number): '"' | "'" | undefined {
  const unit = text.charAt(at);
  return unit === '"' || unit === "'" ? unit : undefined;
}

function skipSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(text.charAt(at))) at++;
  return at;
}

/** C's `isspace`. */
function isSpace(unit: string): boolean {
  return unit === " " || (unit >= "\t" && unit <= "\r");
}
