/**
 * Lays out and decodes literal (`|`) and folded (`>`) scalars, as https://yaml.org/spec/1.2.2/#81-block-scalar-styles has
 * them and the `yaml` package reads them. Layout is cheap and done for each scalar, decoding only when somebody asks.
 * A line that is indented less than the scalar's text is no part of it: valid YAML has none, and in a template it is a
 * line such as `{{- end }}` that the template's language takes away.
 */
import type { Span } from "../../text/span";
import type { Decoded, RunBuilder } from "./decode";
import { runBuilder } from "./decode";

export interface BlockHeader {
  readonly style: "literal" | "folded";
  readonly chomp: "strip" | "keep" | "clip";
  /** What the header says about the indentation; undefined where the first line tells. */
  readonly indent: number | undefined;
}

/** Reads `|`, `>-`, `|2+` and the like; whatever else stands there is passed over. */
export function blockHeader(source: string): BlockHeader {
  let chomp: BlockHeader["chomp"] = "clip";
  let indent: number | undefined;
  for (let at = 1; at < source.length; at++) {
    const unit = source.charAt(at);
    if (unit === "-" && chomp === "clip") chomp = "strip";
    else if (unit === "+" && chomp === "clip") chomp = "keep";
    else if (unit >= "1" && unit <= "9") indent ??= Number(unit);
  }
  return { style: source.startsWith(">") ? "folded" : "literal", chomp, indent };
}

export interface BlockLayout {
  readonly header: BlockHeader;
  /** All lines of the scalar, to the end of the last one's line end. */
  readonly lines: Span;
  /** Units of indentation that are taken off each line. */
  readonly indent: number;
  /** From the first unit of the text to the last one that is no line end; empty where there is no text. */
  readonly content: Span;
  /** Line ends after the content that a `+` keeps. */
  readonly trailing: number;
}

interface Line {
  readonly start: number;
  /** Where the text after the leading spaces begins; `end` where there is none. */
  readonly text: number;
  /** Without its line end. */
  readonly end: number;
  /** After its line end. */
  readonly next: number;
}

function lineAt(host: string, start: number, limit: number): Line {
  const feed = host.indexOf("\n", start);
  const found = feed !== -1 && feed < limit;
  const next = found ? feed + 1 : limit;
  let end = found ? feed : limit;
  if (found && end > start && host.charCodeAt(end - 1) === 13) end--;
  let text = start;
  while (text < end && host.charCodeAt(text) === 32) text++;
  return { start, text, end, next };
}

/** `parentColumn` is the column of the collection that holds the scalar, -1 at the top of a document. */
export function layOutBlock(host: string, header: BlockHeader, lines: Span, parentColumn: number): BlockLayout {
  let indent = header.indent === undefined ? undefined : Math.max(0, parentColumn) + header.indent;
  let start: number | undefined;
  let end = lines.start;
  let trailing = 0;
  for (let at = lines.start; at < lines.end; ) {
    const line = lineAt(host, at, lines.end);
    at = line.next;
    const column = line.text - line.start;
    const blank = line.text === line.end;
    if (!blank && column < (indent ?? parentColumn + 1)) continue;
    if (!blank) indent ??= column;
    if (blank && (start === undefined || column <= (indent ?? 0))) {
      if (line.next > line.end) trailing++;
      continue;
    }
    if (start === undefined) start = line.start + (indent ?? 0);
    end = line.end;
    trailing = 0;
  }
  const content = start === undefined ? { start: lines.start, end: lines.start } : { start, end };
  return { header, lines, indent: indent ?? 0, content, trailing };
}

/** The text of a block scalar. Leading and trailing line ends lead back to the ends of its content, which has none. */
export function decodeBlock(host: string, layout: BlockLayout): Decoded {
  const { content, header, trailing } = layout;
  const out = runBuilder(host);
  if (content.end === content.start) {
    const kept = header.chomp === "keep" && layout.lines.end > layout.lines.start;
    if (kept) out.replaced("\n".repeat(Math.max(1, trailing)), content.start, content.start);
    return out.done(content.start);
  }
  decodeLines(host, layout, out);
  const ends = header.chomp === "keep" ? trailing + 1 : header.chomp === "clip" ? 1 : 0;
  if (ends > 0) out.replaced("\n".repeat(ends), content.end, content.end);
  return out.done(content.start);
}

function decodeLines(host: string, layout: BlockLayout, out: RunBuilder): void {
  const { lines, indent, content } = layout;
  const folded = layout.header.style === "folded";
  let separator = "";
  let moreIndented = false;
  // Where the text before the next separator ended.
  let last = content.start;
  for (let at = lines.start; at < content.end; ) {
    const line = lineAt(host, at, content.end);
    at = line.next;
    const blank = line.text === line.end;
    if (!blank && line.text - line.start < indent) continue;
    const from = Math.min(line.start + indent, line.end);
    if (line.end < content.start) {
      out.replaced(`${host.slice(from, line.end)}\n`, content.start, content.start);
      continue;
    }
    if (!folded) {
      if (separator) out.replaced(separator, last, from);
      separator = "\n";
    } else if (line.text > line.start + indent || host.charCodeAt(line.text) === 9) {
      if (separator === " ") separator = "\n";
      else if (!moreIndented && separator === "\n") separator = "\n\n";
      if (separator) out.replaced(separator, last, from);
      separator = "\n";
      moreIndented = true;
    } else if (blank) {
      if (separator === "\n") {
        out.replaced("\n", last, line.end);
        last = line.end;
      } else separator = "\n";
      continue;
    } else {
      if (separator) out.replaced(separator, last, from);
      separator = " ";
      moreIndented = false;
    }
    out.verbatim(from, line.end);
    last = line.end;
  }
}
