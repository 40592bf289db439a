/**
 * Takes a value apart that holds several: addresses with commas between them, words with blanks. The text stays sealed:
 * only offsets are worked out on it.
 */
import { partsOfSecret, sliceSecret } from "../elastic/secret";
import type { Separator } from "../integrations/model";
import { hull, type Span } from "../text/span";
import type { FactPart, FactValue } from "./valueModel";

/** The values between separators, without the blanks around each; itself where nothing parts it. */
export function splitValue(value: FactValue, separator: Separator | undefined): readonly FactValue[] {
  if (separator === undefined) return [value];
  return separator === "," ? cutAt(value, addressSpans, /,/) : cutAt(value, listSpans, LIST);
}

const LIST = /^\s{0,8}\[[\s\S]*\]\s{0,8}$/;

function listSpans(text: string): readonly Span[] {
  const pieces = LIST.test(text) ? /[^,\s"'[\]]+/g : /[\s\S]+/g;
  return [...text.matchAll(pieces)].map((piece) => spanOf(piece));
}

function addressSpans(text: string): readonly Span[] {
  return [...text.matchAll(/[^,\s]+/g)].map((piece) => spanOf(piece));
}

/** The words of a value; blanks within quotes part none. */
export function wordsIn(value: FactValue): readonly FactValue[] {
  return cutAt(value, wordSpans, /\s/);
}

function wordSpans(text: string): readonly Span[] {
  const found: Span[] = [];
  // The last of each quote: one behind which none follows closes nothing.
  const last = { '"': text.lastIndexOf('"'), "'": text.lastIndexOf("'") };
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const unit = text.charAt(at);
    if (at === text.length || /\s/.test(unit)) {
      if (start >= 0) found.push({ start, end: at });
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if ((unit === '"' || unit === "'") && last[unit] > at) at = text.indexOf(unit, at + 1);
  }
  return found;
}

type Text = Extract<FactPart, { kind: "text" }>;

function cutAt(value: FactValue, pieces: (text: string) => readonly Span[], mark: RegExp): readonly FactValue[] {
  const found: FactPart[][] = [];
  // What stands behind a separator is another piece, also where a reference begins there.
  let open: FactPart[] | undefined;
  let parted = false;
  const add = (part: FactPart, joined: boolean): void => {
    if (!open || !joined) {
      open = [];
      found.push(open);
    }
    open.push(part);
  };
  for (const part of value.parts) {
    if (part.kind !== "text") {
      add(part, true);
      continue;
    }
    const { length } = part.text;
    const spans = partsOfSecret(part.text, pieces);
    for (const span of spans) add(sliceText(part, span), span.start === 0);
    const last = spans[spans.length - 1];
    if (last === undefined ? length > 0 : last.end < length) open = undefined;
    parted ||= partsOfSecret(part.text, (text) => mark.test(text));
  }
  return parted ? found.map((parts) => pieceOf(value, parts)) : [value];
}

function spanOf(piece: RegExpMatchArray): Span {
  const start = piece.index ?? 0;
  return { start, end: start + piece[0].length };
}

/** A stretch of a text, with its place where the text stands in the file unit by unit. */
export function sliceText(part: Text, { start, end }: Span): Text {
  const { span, text } = part;
  const isExact = span && span.end - span.start === text.length;
  const where = isExact ? { start: span.start + start, end: span.start + end } : span;
  return { ...part, text: sliceSecret(text, start, end), span: where };
}

/** Parts of a value as a value of their own. */
export function pieceOf(value: FactValue, parts: readonly FactPart[]): FactValue {
  const spans = parts.flatMap(({ span }) => (span ? [span] : []));
  const [first, ...others] = spans;
  const span = first && spans.length === parts.length ? others.reduce(hull, first) : value.span;
  return { span, outer: span, parts, quote: "none", encode: encoderOf(parts) };
}

/** A text that stands in the file as it is may be replaced by another one that needs no escape in any format. */
function encoderOf(parts: readonly FactPart[]): FactValue["encode"] {
  const [only, ...others] = parts;
  const isExact =
    only?.kind === "text" && others.length === 0 && only.span && only.span.end - only.span.start === only.text.length;
  return (text) => (isExact && /^[A-Za-z0-9+/=:_-]+$/.test(text) ? text : undefined);
}
