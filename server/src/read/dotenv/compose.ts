/**
 * Files of variables as Docker Compose reads them. A quoted value may go over several lines, and the statement behind it
 * may stand on the same line. Where Compose refuses the whole file, only the line is refused here.
 * https://github.com/compose-spec/compose-go/blob/main/dotenv/parser.go
 */
import type { Span } from "../../text/span";
import type { Sink } from "../shell/sink";
import type { Written, WrittenValue } from "./written";
import {
  addComment,
  behindMark,
  decodeWith,
  eachStatement,
  isBlank,
  lineEnd,
  plainValue,
  quotedValue,
  skipBlanks,
  skipLine,
  skipSpace,
  trimEnd,
} from "./written";

/** Reads a text as Compose does. */
export function scanCompose(text: string, sink: Sink, written: Written[]): void {
  eachStatement(text, sink, behindMark(text), (start) => {
    const at = skipSpace(text, start);
    if (at >= text.length) return at;
    if (text.charAt(at) === "#") {
      const end = lineEnd(text, at);
      addComment(sink, text, at, end);
      return end;
    }
    return readStatement(text, at, sink, written);
  });
}

const EXPORT = /export(?=[\t\n\f\r ])/y;
const KEY_UNIT = /[\p{L}\p{N}_.\-[\]]/u;

function readStatement(text: string, start: number, sink: Sink, written: Written[]): number {
  EXPORT.lastIndex = start;
  const exported = EXPORT.test(text);
  const first = exported ? skipBlanks(text, start + "export".length) : start;
  let at = first;
  while (at < text.length && (isBlank(text.charCodeAt(at)) || KEY_UNIT.test(text.charAt(at)))) at++;
  const stop = text.charAt(at);
  const nameSpan = { start: first, end: trimEnd(text, first, at) };
  const name = text.slice(nameSpan.start, nameSpan.end);
  if (stop !== "" && stop !== "=" && stop !== ":" && stop !== "\n") {
    return skipLine(sink, text, start, "Compose takes no such name");
  }
  if (name === "" || name.includes(" ")) return skipLine(sink, text, start, "Compose takes no such name");
  const add = (value: WrittenValue): void => {
    if (/^[0-9]/.test(name)) return;
    written.push({ name, nameSpan, exported, span: { start, end: Math.max(nameSpan.end, value.outer.end) }, value });
  };
  // A name alone, being typed.
  if (stop === "") return at;
  if (stop === "\n") {
    add({ ...plainValue(text, nameSpan, false), passedOn: true });
    return at;
  }
  return readValue(text, at + 1, sink, add);
}

function readValue(text: string, start: number, sink: Sink, add: (value: WrittenValue) => void): number {
  const at = skipBlanks(text, start);
  const quote = text.charAt(at);
  if (quote === '"' || quote === "'") {
    const close = closingQuote(text, at, quote);
    if (close === undefined) return skipLine(sink, text, at, "This quote is never closed");
    const outer = { start: at, end: close + 1 };
    add(
      quote === '"'
        ? quotedValue(text, outer, true, decodeDouble)
        : quotedValue(text, outer, false, (_, inner) => decodeWith(text, inner, PAIRS, unescapeSingle)),
    );
    return close + 1;
  }
  const end = lineEnd(text, at);
  const hash = text.slice(at, end).indexOf(" #");
  const stop = hash < 0 ? end : at + hash;
  const last = trimEnd(text, at, stop);
  add(plainValue(text, last > at ? { start: at, end: last } : { start, end: start }, true));
  if (hash >= 0) addComment(sink, text, stop + 1, end);
  return end;
}

/**
 * Where a quote is closed. One that closes on a later line with something behind it is the opening quote of that line:
 * Compose would refuse the file, and what was meant is a quote that is not closed yet.
 */
function closingQuote(text: string, open: number, quote: string): number | undefined {
  let at = open + 1;
  while (at < text.length && text.charAt(at) !== quote) at += text.charAt(at) === "\\" ? 2 : 1;
  if (at >= text.length) return undefined;
  if (at <= lineEnd(text, open)) return at;
  const next = skipBlanks(text, at + 1);
  return next >= text.length || text.charAt(next) === "\n" || text.charAt(next) === "#" ? at : undefined;
}

/** A backslash and what it stands before; the two are always taken together. */
const PAIRS = /\\(?:0[0-9]{0,3}|[\s\S])/g;

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ["\\a", "\x07"],
  ["\\b", "\b"],
  ["\\f", "\f"],
  ["\\n", "\n"],
  ["\\r", "\r"],
  ["\\t", "\t"],
  ["\\v", "\v"],
  ["\\\\", "\\"],
  ['\\"', '"'],
  // The interpolation that follows takes this for a dollar.
  ["\\$", "$$"],
]);

function decodeDouble(text: string, inner: Span): Pick<WrittenValue, "text" | "runs"> {
  return decodeWith(text, inner, PAIRS, (pair) => {
    if (!pair.startsWith("\\0")) return CONTROLS.get(pair);
    const digits = pair.slice(2);
    const code = /^[0-7]{3}$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
    // Anything but three octal digits loses the zero and nothing else.
    return code <= 0o377 ? String.fromCharCode(code) : `\\${digits}`;
  });
}

function unescapeSingle(pair: string): string | undefined {
  return pair === "\\'" ? "'" : undefined;
}
