/**
 * Files of variables as Node's own `--env-file` reads them: lines, quotes that may go over several of them, no escapes.
 * Node 20 glues a line without `=` to the next name; Node 22 and later skip it, as is done here, so that a line that is
 * being typed costs only itself. https://github.com/nodejs/node/blob/v24.21.0/src/node_dotenv.cc (ParseContent)
 */
import type { Sink } from "../shell/sink";
import type { Written, WrittenValue } from "./written";
import {
  addComment,
  decodeWith,
  eachStatement,
  lineEnd,
  plainValue,
  quotedValue,
  skipBlanks,
  skipLine,
  skipSpace,
  trimEnd,
} from "./written";

/** Reads a text as Node does. A byte-order mark belongs to the first name. */
export function scanNode(text: string, sink: Sink, written: Written[]): void {
  eachStatement(text, sink, 0, (begin) => {
    const start = skipSpace(text, begin);
    if (start >= text.length) return start;
    const end = lineEnd(text, start);
    if (text.charAt(start) === "#") {
      addComment(sink, text, start, end);
      return end;
    }
    const equals = text.slice(start, end).indexOf("=");
    const key = { start, end: trimEnd(text, start, start + Math.max(equals, 0)) };
    if (key.end === key.start) return skipLine(sink, text, start, "Node takes no such line");
    const exported = text.startsWith("export ", start) && key.end > start + "export ".length;
    const nameSpan = { start: exported ? skipBlanks(text, start + "export ".length) : start, end: key.end };
    const name = text.slice(nameSpan.start, nameSpan.end).replaceAll("\r", "");
    const { value, next } = readValue(text, start + equals + 1, sink);
    written.push({ name, nameSpan, exported, span: { start, end: value.outer.end }, value });
    return next;
  });
}

interface Read {
  readonly value: WrittenValue;
  readonly next: number;
}

function readValue(text: string, start: number, sink: Sink): Read {
  const end = lineEnd(text, start);
  const at = skipBlanks(text, start, end);
  const quote = text.charAt(at);
  if (at < end && (quote === '"' || quote === "'" || quote === "`")) {
    const close = text.indexOf(quote, at + 1);
    if (close < 0) return { value: withoutReturns(text, at, trimEnd(text, at, end)), next: end };
    // What stands behind the quote is dropped.
    const next = lineEnd(text, close);
    const hash = skipBlanks(text, close + 1, next);
    if (text.charAt(hash) === "#" && hash < next) addComment(sink, text, hash, next);
    const value = quotedValue(text, { start: at, end: close + 1 }, false, (_, inner) =>
      decodeWith(text, inner, ESCAPES, (found) => (found === "\r" ? "" : quote === '"' ? "\n" : undefined)),
    );
    return { value, next };
  }
  const hash = text.slice(at, end).indexOf("#");
  const stop = hash < 0 ? end : at + hash;
  if (hash >= 0) addComment(sink, text, stop, end);
  const last = trimEnd(text, at, stop);
  return {
    value: last > at ? withoutReturns(text, at, last) : plainValue(text, { start, end: start }, false),
    next: end,
  };
}

/** `\n` counts between double quotes only; carriage returns are taken away everywhere. */
const ESCAPES = /\\n|\r/g;

function withoutReturns(text: string, start: number, end: number): WrittenValue {
  const value = plainValue(text, { start, end }, false);
  if (!value.text.includes("\r")) return value;
  return { ...value, ...decodeWith(text, value.inner, /\r/g, () => "") };
}
