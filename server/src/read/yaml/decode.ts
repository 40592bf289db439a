/**
 * Decodes YAML scalars that are more than a verbatim piece of the file, and keeps the way back for each unit:
 * folded lines, doubled quotes, escapes, and the indentation of block scalars.
 * Values follow YAML 1.2 as the `yaml` package decodes it (a test compares the two). Where a scalar is broken, what can be
 * read counts: a wrong escape stands for itself, a missing quote for the end of the text.
 */
import type { Run } from "../../text/layer";
import type { Span } from "../../text/span";

export interface Decoded {
  readonly text: string;
  readonly runs: readonly Run[];
}

/** Collects decoded text. Pieces that follow each other in the host and in the text become one run. */
export interface RunBuilder {
  verbatim(start: number, end: number): void;
  /** `text` stands for the host's span as a whole. */
  replaced(text: string, start: number, end: number): void;
  /** For an empty text, `at` is where it stands. */
  done(at: number): Decoded;
}

/** Begins a decoded text of which the pieces stand in `host`. */
export function runBuilder(host: string): RunBuilder {
  const runs: Run[] = [];
  let text = "";
  let from = 0;
  let to = 0;
  const flush = (): void => {
    if (to === from) return;
    runs.push({ text: text.length, length: to - from, host: { start: from, end: to } });
    text += host.slice(from, to);
  };
  return {
    verbatim: (start, end) => {
      if (end <= start) return;
      if (to !== start) {
        flush();
        from = start;
      }
      to = end;
    },
    replaced: (replacement, start, end) => {
      flush();
      from = to = end;
      runs.push({ text: text.length, length: replacement.length, host: { start, end } });
      text += replacement;
    },
    done: (at) => {
      flush();
      from = to;
      if (runs.length === 0) runs.push({ text: 0, length: 0, host: { start: at, end: at } });
      return { text, runs };
    },
  };
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 39;
const BACKSLASH = 92;

function isBlank(unit: number): boolean {
  return unit === SPACE || unit === TAB;
}

/** Decodes plain and quoted scalars. `inside` is without quotes. */
export function decodeFlow(host: string, inside: Span, style: "plain" | "single" | "double"): Decoded {
  const out = runBuilder(host);
  const { end } = inside;
  let piece = inside.start;
  // White space before this offset was written as an escape, so a line end after it does not take it away.
  let floor = piece;
  let at = piece;
  while (at < end) {
    const unit = host.charCodeAt(at);
    if (unit === LF || (unit === CR && host.charCodeAt(at + 1) === LF)) {
      let trimmed = at;
      while (trimmed > floor && isBlank(host.charCodeAt(trimmed - 1))) trimmed--;
      out.verbatim(piece, trimmed);
      let breaks = 0;
      for (; at < end; at++) {
        const next = host.charCodeAt(at);
        if (next === LF) breaks++;
        else if (!isBlank(next) && !(next === CR && host.charCodeAt(at + 1) === LF)) break;
      }
      out.replaced(breaks > 1 ? "\n".repeat(breaks - 1) : " ", trimmed, at);
      piece = floor = at;
    } else if (unit === QUOTE && style === "single" && host.charCodeAt(at + 1) === QUOTE && at + 1 < end) {
      out.verbatim(piece, at);
      out.replaced("'", at, at + 2);
      at += 2;
      piece = floor = at;
    } else if (unit === BACKSLASH && style === "double" && at + 1 < end) {
      out.verbatim(piece, at);
      piece = floor = at = decodeEscape(host, at, end, out);
    } else at++;
  }
  out.verbatim(piece, end);
  return out.done(inside.start);
}

/** https://yaml.org/spec/1.2.2/#57-escaped-characters */
const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  N: "\u0085",
  _: "\u00a0",
  L: "\u2028",
  P: "\u2029",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
  "\t": "\t",
};

const CODE_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Decodes the escape at `at` and answers where the text goes on. */
function decodeEscape(host: string, at: number, end: number, out: RunBuilder): number {
  const mark = host.charAt(at + 1);
  const simple = ESCAPES[mark];
  if (simple !== undefined) {
    out.replaced(simple, at, at + 2);
    return at + 2;
  }
  const crlf = mark === "\r" && host.charCodeAt(at + 2) === LF;
  if (mark === "\n" || crlf) {
    let next = at + (crlf ? 3 : 2);
    while (next < end && isBlank(host.charCodeAt(next))) next++;
    return Math.min(next, end);
  }
  const length = CODE_LENGTHS[mark];
  const after = at + 2 + (length ?? 0);
  const code = length === undefined || after > end ? undefined : hexadecimal(host.slice(at + 2, after));
  if (code === undefined || code > 0x10ffff) {
    out.verbatim(at, at + 2);
    return at + 2;
  }
  out.replaced(String.fromCodePoint(code), at, after);
  return after;
}

function hexadecimal(digits: string): number | undefined {
  return /^[0-9a-fA-F]{1,8}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}
