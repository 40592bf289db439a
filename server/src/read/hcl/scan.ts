/**
 * Where templates of HCL end: strings in quotes, and what stands in `${…}` and `%{…}`, which may hold strings again.
 * With a stack of its own, so that no text is too deep, and in one pass over what it looks at.
 */

/** In a string; any other number on the stack counts the braces of an interpolation. */
const IN_STRING = 0;

/**
 * The end of a string whose content begins at `from`, or of an interpolation, behind its quote or brace. Undefined where
 * there is none up to `to`, and where a string in it meets a line end.
 */
function endOfTemplate(text: string, from: number, to: number, begins: Begins): number | undefined {
  return searchEnd(text, from, to, begins).end;
}

type Begins = "string" | "interpolation";

/**
 * The same, with how far it looked. `gaveUp` is asked at each line end in an interpolation, with whether it stands in no
 * further braces, and ends the search where it answers true.
 */
export function searchEnd(
  text: string,
  from: number,
  to: number,
  begins: Begins,
  gaveUp?: (lineEnd: number, isPlain: boolean) => boolean,
): { readonly end: number | undefined; readonly reached: number } {
  const open: number[] = [begins === "string" ? IN_STRING : 1];
  let at = from;
  while (at < to) {
    const top = open.length - 1;
    const unit = text.charCodeAt(at);
    if (open[top] === IN_STRING) {
      if (unit === LF || unit === CR) break;
      if (unit === QUOTE) open.pop();
      else if (unit === BACKSLASH) at++;
      else if (isEscapedMark(text, at)) at += 2;
      else if (isMark(text, at)) {
        open.push(1);
        at++;
      }
    } else {
      const braces = open[top] ?? 1;
      if (unit === QUOTE) open.push(IN_STRING);
      else if (unit === BRACE_OPEN) open[top] = braces + 1;
      else if (unit === BRACE_CLOSE) {
        if (braces > 1) open[top] = braces - 1;
        else open.pop();
      } else if (unit === LF && gaveUp?.(at, braces === 1)) break;
      else at += commentLength(text, at, to);
    }
    at++;
    if (open.length === 0 && at <= to) return { end: at, reached: at };
  }
  return { end: undefined, reached: Math.min(at, to) };
}

/** What of a comment that begins at `at` stands behind its first unit. */
function commentLength(text: string, at: number, to: number): number {
  const unit = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  if (unit === HASH || (unit === SLASH && next === SLASH)) return endOfLine(text, at) - at - 1;
  if (unit !== SLASH || next !== STAR) return 0;
  const close = text.slice(at + 2, to).indexOf("*/");
  return close < 0 ? to - at : close + 3;
}

/** `${` or `%{`. */
function isMark(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (unit === DOLLAR || unit === PERCENT) && text.charCodeAt(at + 1) === BRACE_OPEN;
}

/** `$${` or `%%{`, which stand for `${` and `%{`. Of three such units only the last two count. */
function isEscapedMark(text: string, at: number): boolean {
  return text.charCodeAt(at) === text.charCodeAt(at + 1) && isMark(text, at + 1);
}

/** The offset of the line's end, before a carriage return. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  if (end < 0) return text.length;
  return end > at && text.charCodeAt(end - 1) === CR ? end - 1 : end;
}

/** A piece of a template: text that stands for itself, an escaped mark, or an interpolation or directive. */
export interface Piece {
  readonly kind: "text" | "escape" | "interpolation" | "directive";
  readonly start: number;
  readonly end: number;
  /** It has its closing brace. What has none takes the rest. */
  readonly closed: boolean;
}

/** The pieces of a template that stands in `text`, in order and without gaps. */
export function templatePieces(text: string, from: number, to: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = from;
  let at = from;
  const add = (kind: Piece["kind"], end: number, closed = true): void => {
    if (at > start) pieces.push({ kind: "text", start, end: at, closed });
    pieces.push({ kind, start: at, end, closed });
    start = at = end;
  };
  while (at < to) {
    const unit = text.charCodeAt(at);
    if (unit !== DOLLAR && unit !== PERCENT) at++;
    else if (isEscapedMark(text, at) && at + 3 <= to) add("escape", at + 3);
    else if (isMark(text, at) && at + 2 <= to) {
      const end = endOfTemplate(text, at + 2, to, "interpolation");
      add(unit === DOLLAR ? "interpolation" : "directive", end ?? to, end !== undefined);
    } else at++;
  }
  if (to > start) pieces.push({ kind: "text", start, end: to, closed: true });
  return pieces;
}

/** A literal text as a template that says just that. */
export function escapeTemplate(text: string): string {
  return text.replaceAll("${", () => "$${").replaceAll("%{", "%%{");
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
const HASH = 35;
const DOLLAR = 36;
const PERCENT = 37;
const STAR = 42;
const SLASH = 47;
const BACKSLASH = 92;
const BRACE_OPEN = 123;
const BRACE_CLOSE = 125;
