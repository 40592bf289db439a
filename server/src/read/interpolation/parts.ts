/**
 * Collects the parts of a value whose text is decoded already. A layer may map to the file piece by piece (escapes,
 * folded lines), so a stretch of text becomes as many parts as it has pieces: then each maps unit by unit, or is an
 * escape as a whole, and a header that is split in the middle of a value still knows where its halves stand.
 */
import type { Layer } from "../../text/layer";
import type { Span } from "../../text/span";
import { sameSpan } from "../../text/span";
import type { OpaquePart, ReferencePart, TextPart, WrittenPart } from "../reading";

/** Decoded text and its way to the file. */
export type Source = Pick<Layer, "text" | "toHost">;

/** Takes a text's pieces in order. Offsets are those of the source's text. */
export interface PartsBuilder {
  /** Text that stands for itself. */
  verbatim(start: number, end: number): void;
  /** Text that something else stands for: an escape. */
  replaced(text: string, start: number, end: number): void;
  /** A piece that is no text. */
  add(part: ReferencePart | OpaquePart): void;
  /** Where a stretch stands in the file. */
  place(start: number, end: number): Span;
  done(): readonly WrittenPart[];
}

/** Begins a list of parts. `whole` is the span for references that do not map. */
export function partsBuilder(source: Source, whole: Span, quoted?: TextPart["quoted"]): PartsBuilder {
  const parts: WrittenPart[] = [];
  let from = 0;
  let to = 0;
  const flush = (): void => {
    if (to > from) addPieces(parts, source, { start: from, end: to }, quoted);
    from = to;
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
    replaced: (text, start, end) => {
      flush();
      from = to = end;
      if (text !== "") parts.push(textPart(text, source.toHost({ start, end }), quoted));
    },
    add: (part) => {
      flush();
      parts.push(part);
    },
    place: (start, end) => source.toHost({ start, end }) ?? whole,
    done: () => {
      flush();
      return parts;
    },
  };
}

/** A text without references, as parts. */
export function textParts(source: Source, quoted?: TextPart["quoted"]): readonly WrittenPart[] {
  const parts: WrittenPart[] = [];
  if (source.text !== "") addPieces(parts, source, { start: 0, end: source.text.length }, quoted);
  return parts;
}

/**
 * Halves a stretch until each piece maps unit by unit or as a whole: a source cannot be asked where its pieces end. An
 * explicit stack, because a text of nothing but escapes is cut once for each.
 */
function addPieces(parts: WrittenPart[], source: Source, stretch: Span, quoted: TextPart["quoted"]): void {
  const open: Span[] = [stretch];
  for (let at = open.pop(); at; at = open.pop()) {
    const length = at.end - at.start;
    const host = source.toHost(at);
    const exact = host && host.end - host.start === length;
    const middle = at.start + (length >> 1);
    const left = { start: at.start, end: middle };
    if (exact || length < 2 || isOnePiece(source, left, host)) add(parts, source.text, at, host, quoted);
    else open.push({ start: middle, end: at.end }, left);
  }
}

/** True where half of a stretch stands for as much of the file as all of it. */
function isOnePiece(source: Source, half: Span, whole: Span | undefined): boolean {
  const host = source.toHost(half);
  return host === undefined || whole === undefined ? host === whole : sameSpan(host, whole);
}

function add(parts: WrittenPart[], text: string, at: Span, host: Span | undefined, quoted: TextPart["quoted"]): void {
  const last = parts[parts.length - 1];
  const length = at.end - at.start;
  const exact = host && host.end - host.start === length;
  if (exact && last?.kind === "text" && last.span && isExact(last) && last.span.end === host.start) {
    const span = { start: last.span.start, end: host.end };
    parts[parts.length - 1] = textPart(last.text + text.slice(at.start, at.end), span, quoted);
  } else parts.push(textPart(text.slice(at.start, at.end), host, quoted));
}

function isExact({ text, span }: TextPart): boolean {
  return span !== undefined && span.end - span.start === text.length;
}

function textPart(text: string, span: Span | undefined, quoted: TextPart["quoted"]): TextPart {
  return { kind: "text", text, span, ...(quoted && { quoted }) };
}
