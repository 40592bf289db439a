/**
 * Here-documents: `<<EOT` takes its lines as they are, `<<-EOT` without the indentation that all of them share.
 * Neither knows escapes with backslashes, and both end with a line end.
 * Source: https://github.com/hashicorp/hcl/blob/v2.23.0/hclsyntax/parser_template.go (flushHeredocTemplateParts)
 */
import { type Layer, verbatimLayer } from "../../text/layer";
import type { Span } from "../../text/span";
import { lazyLayer } from "../lazyLayer";
import { type Decoded, runBuilder } from "../yaml/decode";
import { encodeQuoted } from "./quoted";
import { templatePieces } from "./scan";

/** A here-document in a text. */
export interface Heredoc {
  /** From `<<` to behind the closing marker. */
  readonly outer: Span;
  readonly marker: string;
  readonly isIndented: boolean;
  /** Its lines, with the last line end. */
  readonly body: Span;
}

/** Finds here-documents; remembers the lines that may close one, so that many of them cost one pass. */
export class HeredocFinder {
  readonly #text: string;
  readonly #from: number;
  readonly #end: number;
  #lines: ReadonlyMap<string, readonly Span[]> | undefined;
  /** By marker: lines before this index are behind us. */
  readonly #passed = new Map<string, number>();

  /** For here-documents that begin and end between two offsets. */
  constructor(text: string, from: number, end: number) {
    this.#text = text;
    this.#from = from;
    this.#end = end;
  }

  /** The here-document that begins at `at`, in rising order; undefined where there is none or its end is missing. */
  find(at: number): Heredoc | undefined {
    const head = /^<<(-?)([A-Za-z_][-A-Za-z0-9_]{0,99})(\r?\n)/.exec(
      this.#text.slice(at, Math.min(at + 106, this.#end)),
    );
    const marker = head?.[2];
    if (!head || marker === undefined) return undefined;
    const start = at + head[0].length;
    this.#lines ??= linesOf(this.#text, this.#from, this.#end);
    const lines = this.#lines.get(marker) ?? [];
    let index = this.#passed.get(marker) ?? 0;
    while ((lines[index]?.start ?? start) < start) index++;
    this.#passed.set(marker, index);
    const last = lines[index];
    if (!last) return undefined;
    const body = { start, end: lineStart(this.#text, last.start) };
    return { outer: { start: at, end: last.end }, marker, isIndented: head[1] === "-", body };
  }
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** Lines that hold a name and nothing else, by that name. */
function linesOf(text: string, first: number, limit: number): ReadonlyMap<string, readonly Span[]> {
  const found = new Map<string, Span[]>();
  let start = first;
  while (start < limit) {
    const lineEnd = text.indexOf("\n", start);
    const next = lineEnd < 0 || lineEnd > limit ? limit : lineEnd;
    const from = skipBlanks(text, start, next);
    let to = from;
    while (to < next && to - from < 101 && isNameUnit(text.charCodeAt(to))) to++;
    if (to > from && skipBlanks(text, to, next) === next) {
      const name = text.slice(from, to);
      const spans = found.get(name);
      if (spans) spans.push({ start: from, end: to });
      else found.set(name, [{ start: from, end: to }]);
    }
    start = next + 1;
  }
  return found;
}

function isNameUnit(unit: number): boolean {
  return (
    (unit >= 48 && unit <= 57) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 97 && unit <= 122) ||
    unit === 95 ||
    unit === 45
  );
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 11 || unit === 12 || unit === 13;
}

function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The layer of a here-document's text. */
export function heredocLayer(text: string, heredoc: Heredoc): Layer {
  const encode: Layer["encode"] = (template) => encodeHeredoc(text, heredoc, template);
  if (!heredoc.isIndented) return verbatimLayer(text, heredoc.body, encode);
  return lazyLayer(() => decodeIndented(text, heredoc.body), encode);
}

interface Indentation {
  /** Lines that have it; blank lines and those within an interpolation have none. */
  readonly starts: readonly number[];
  readonly units: number;
}

function indentationOf(text: string, body: Span): Indentation {
  const starts: number[] = [];
  let units = Number.POSITIVE_INFINITY;
  let isLineStart = true;
  const measure = (at: number): void => {
    const end = skipBlanks(text, at, body.end);
    if (text.charAt(end) === "\n") return;
    starts.push(at);
    units = Math.min(units, end - at);
  };
  for (const { kind, start, end } of templatePieces(text, body.start, body.end)) {
    if (isLineStart) measure(start);
    isLineStart = false;
    if (kind !== "text") continue;
    for (let at = text.indexOf("\n", start); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) {
      if (at + 1 < end) measure(at + 1);
      else isLineStart = true;
    }
  }
  return { starts, units: starts.length === 0 ? 0 : units };
}

function decodeIndented(text: string, body: Span): Decoded {
  const { starts, units } = indentationOf(text, body);
  const out = runBuilder(text);
  let from = body.start;
  for (const start of starts) {
    out.verbatim(from, start);
    from = start + units;
  }
  out.verbatim(from, body.end);
  return out.done(body.start);
}

/** Text that does not end with a line end cannot stand in a here-document, and gets quotes. */
function encodeHeredoc(
  text: string,
  { outer, marker, isIndented, body }: Heredoc,
  template: string,
): string | undefined {
  const pieces = templatePieces(template, 0, template.length);
  const isClosed = pieces.every((piece) => piece.closed);
  if (!isClosed || (template !== "" && !template.endsWith("\n")) || linesOf(template, 0, template.length).has(marker))
    return encodeQuoted(template);
  const lineEnd = text.charAt(body.start - 2) === "\r" ? "\r\n" : "\n";
  const last = text.slice(lineStart(text, outer.end), outer.end);
  const own = isIndented ? indentationOf(text, body) : undefined;
  const next = indentationOf(template, { start: 0, end: template.length });
  // Indentation of the text itself would be taken for that of its place.
  if (own === undefined || next.units > 0) return `<<${marker}${lineEnd}${template}${last}`;
  const first = own.starts[0] ?? body.start;
  const indent = text.slice(first, first + own.units);
  let out = `<<-${marker}${lineEnd}`;
  let from = 0;
  for (const start of next.starts) {
    out += template.slice(from, start) + indent;
    from = start;
  }
  return out + template.slice(from) + last;
}
