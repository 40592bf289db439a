/**
 * Hides what Helm, Go and Jinja templates write between YAML (`{{ … }}`, `{% … %}`, `{# … #}`), which YAML would take for
 * flow collections. A line of nothing else becomes blank, and so leaves the structure around it alone; a template inside
 * a value becomes letters of the same length, so that the value is an ordinary scalar. Offsets stay the same, and texts
 * are always taken from the file, so a value keeps its template. Quoted strings, comments and block scalars are left as
 * they are: there YAML and templates do not disturb each other.
 */
import type { Span } from "../../text/span";

/** Marks of templates by their first two units. */
const CLOSING: Readonly<Record<string, string>> = { "{{": "}}", "{%": "%}", "{#": "#}" };

/** A template that does not end within this many lines is one that is being typed. */
const LINES_OF_ONE_TEMPLATE = 30;

/** The text with templates and references hidden, as long as `text`; `text` itself where there are none. */
export function hideTemplates(text: string): string {
  const plain = text.includes("${") ? hideReferences(text) : text;
  return plain.includes("{{") || plain.includes("{%") || plain.includes("{#") ? hideInLines(plain) : plain;
}

/**
 * Between brackets YAML ends a plain value at a brace, so `[${ENDPOINT}]` is no YAML, and yet people write it and manuals
 * print it. Without quotes, spaces before `#` and spaces after `:`, what is hidden cannot have been anything but text.
 */
function hideReferences(text: string): string {
  return text.replace(/\$\{[^{}"'\r\n]*\}/g, (reference) =>
    reference.includes(": ") || reference.includes(" #") ? reference : "x".repeat(reference.length),
  );
}

function hideInLines(text: string): string {
  const pieces: string[] = [];
  let copied = 0;
  const hide: Hide = (start, end, by) => {
    pieces.push(text.slice(copied, start), by.repeat(end - start));
    copied = end;
  };
  // The indentation of the line that began a block scalar; the scalar's text is indented more.
  let block: number | undefined;
  for (let start = 0; start < text.length; ) {
    let end = lineEnd(text, start);
    const first = firstUnit(text, start, end);
    if (first < end && (block === undefined || first - start <= block)) {
      const control = controlEnd(text, first);
      if (control === undefined) {
        hideInLine(text, first, end, hide);
        block = beginsBlock(text, first, end) ? first - start : undefined;
      } else {
        // A template may span lines; their line ends stay, so that each of the lines becomes blank.
        for (let from = first; from < control; from = firstUnit(text, end, text.length)) {
          end = lineEnd(text, from);
          hide(from, Math.min(end, control), " ");
        }
      }
    }
    start = end + 1;
  }
  pieces.push(text.slice(copied));
  return pieces.join("");
}

/** Puts `by` in place of each unit of `[start, end)`; called in order. */
type Hide = (start: number, end: number, by: string) => void;

/** Where the line's text ends, before `\n` or `\r\n`. */
function lineEnd(text: string, start: number): number {
  const feed = text.indexOf("\n", start);
  const end = feed === -1 ? text.length : feed;
  return end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

function firstUnit(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 13 || unit === 10;
}

/** Where the templates end that fill the line from `at` on, a comment aside; undefined where other text stands there. */
function controlEnd(text: string, at: number): number | undefined {
  if (CLOSING[text.slice(at, at + 2)] === undefined) return undefined;
  const limit = someLinesOn(text, at);
  let end: number | undefined;
  for (let next = at; ; ) {
    const after = templateEnd(text, next, limit);
    if (after === undefined) break;
    end = after;
    next = after;
    while (text.charCodeAt(next) === 32 || text.charCodeAt(next) === 9) next++;
    const unit = text.charAt(next);
    if (unit === "" || unit === "\n" || unit === "\r" || unit === "#") return end;
  }
  return undefined;
}

/** Where the template that begins at `at`, the first in its line, ends. One that never ends, ends with its line. */
function templateEnd(text: string, at: number, limit: number): number | undefined {
  const mark = text.slice(at, at + 2);
  const closing = CLOSING[mark];
  if (closing === undefined) return undefined;
  const inside = text.slice(at + 2, limit);
  const close = inside.indexOf(closing);
  if (close !== -1 && !inside.slice(0, close).includes(mark)) return at + 2 + close + 2;
  return mark === "{#" ? undefined : lineEnd(text, at);
}

function someLinesOn(text: string, at: number): number {
  let end = at;
  for (let lines = 0; lines < LINES_OF_ONE_TEMPLATE && end < text.length; lines++) {
    const feed = text.indexOf("\n", end);
    end = feed === -1 ? text.length : feed + 1;
  }
  return end;
}

function hideInLine(text: string, first: number, end: number, hide: Hide): void {
  // A quote begins a string only where a value may begin.
  let valueMayBegin = true;
  const line = text.slice(first, end);
  if (!line.includes("{{") && !line.includes("{%") && !line.includes("{#")) return;
  // Where the last of each kind closes, so that a line of openings alone is not searched for each of them.
  const last = new Map(Object.values(CLOSING).map((closing) => [closing, line.lastIndexOf(closing) + first]));
  for (let at = first; at < end; ) {
    const unit = text.charAt(at);
    const closing = unit === "{" ? CLOSING[text.slice(at, at + 2)] : undefined;
    if (closing !== undefined) {
      const closed = (last.get(closing) ?? -1) >= at + 2;
      if (closed || (valueMayBegin && closing !== "#}")) {
        const after = closed ? line.indexOf(closing, at + 2 - first) + first + 2 : end;
        hide(at, after, "x");
        at = after;
        valueMayBegin = false;
        continue;
      }
    }
    if (unit === "#" && (at === first || isSpace(text.charCodeAt(at - 1)))) return;
    if (valueMayBegin && (unit === '"' || unit === "'")) {
      const after = hideInString(text, at, end, last.get("}}") ?? -1, hide);
      if (after === undefined) return;
      at = after;
      valueMayBegin = false;
    } else if (valueMayBegin && (unit === "!" || unit === "&")) {
      while (at < end && !isSpace(text.charCodeAt(at))) at++;
    } else {
      if (!isSpace(unit.charCodeAt(0))) valueMayBegin = ":-[{,?".includes(unit);
      at++;
    }
  }
}

/** Where the quoted string that begins at `at` ends, after its quote; undefined where it does not end in this line. */
function stringEnd(text: string, at: number, end: number, quote: string): number | undefined {
  for (let next = at + 1; next < end; next++) {
    const unit = text.charAt(next);
    if (unit === "\\" && quote === '"') next++;
    else if (unit === quote) {
      if (quote === '"' || text.charAt(next + 1) !== quote) return next + 1;
      next++;
    }
  }
  return undefined;
}

/**
 * Hides templates that begin in the string at `at` and end behind it, because their own text is in the same quotes:
 * `"{{ .Values.port | default "9200" }}"`. Answers where the string ends; undefined where it does not end in this line.
 */
function hideInString(text: string, at: number, end: number, lastClose: number, hide: Hide): number | undefined {
  const quote = text.charAt(at);
  let after = stringEnd(text, at, end, quote);
  for (let from = at; after !== undefined; ) {
    const template = lastClose < after ? undefined : templateOverQuotes(text, from, after, end);
    if (template === undefined) return after;
    hide(template.start, template.end, "x");
    from = template.end;
    after = stringEnd(text, from - 1, end, quote);
  }
  return undefined;
}

/** A template that begins in `[at, after)` and ends behind it, where no YAML could go on as the text behind `after` does. */
function templateOverQuotes(text: string, at: number, after: number, end: number): Span | undefined {
  if (after >= end || ", ]}:\t".includes(text.charAt(after))) return undefined;
  const begin = text.slice(at, after).lastIndexOf("{{");
  const close = begin === -1 ? -1 : text.slice(at + begin, end).indexOf("}}");
  const where = { start: at + begin, end: at + begin + close + 2 };
  return close === -1 || where.end <= after ? undefined : where;
}

/** True where the line ends with a block scalar's header, a comment after it aside. */
function beginsBlock(text: string, first: number, end: number): boolean {
  const comment = text.slice(first, end).indexOf(" #");
  let last = comment === -1 ? end : first + comment;
  while (last > first && isSpace(text.charCodeAt(last - 1))) last--;
  let mark = last;
  while (mark > first && "-+0123456789".includes(text.charAt(mark - 1))) mark--;
  const unit = text.charAt(mark - 1);
  return mark > first && (unit === "|" || unit === ">") && (mark - 1 === first || isSpace(text.charCodeAt(mark - 2)));
}
