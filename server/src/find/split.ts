/**
 * Takes a value apart that holds several: addresses with commas between them, words with blanks. The text stays sealed:
 * only offsets are worked out on it.
 */
import { partsOfSecret, sliceSecret } from "../elastic/secret";
import { hull, type Span } from "../text/span";
import type { FactPart, FactValue } from "./valueModel";

/** The values between separators, without the blanks around each; itself where nothing parts it. */
export function splitValue(value: FactValue, separator: "," | undefined): readonly FactValue[] {
  return separator === undefined ? [value] : cutAt(value, /[^,\s]+/g, /,/);
}

/** The words of a value. */
export function wordsIn(value: FactValue): readonly FactValue[] {
  return cutAt(value, /\S+/g, /\s/);
}

type Text = Extract<FactPart, { kind: "text" }>;

function cutAt(value: FactValue, pieces: RegExp, mark: RegExp): readonly FactValue[] {
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
    const spans = partsOfSecret(part.text, (text) => [...text.matchAll(pieces)].map((piece) => spanOf(piece)));
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
