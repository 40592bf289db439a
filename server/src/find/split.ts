/** Takes a value apart that holds several: addresses with commas between them. */
import type { Part, TextPart, Value } from "../read/reading";
import { hull, type Span } from "../text/span";

/** The values in a value, without the blanks around each; itself where nothing parts it. None of several can be edited. */
export function splitValue(value: Value, separator: string | undefined): readonly Value[] {
  if (separator === undefined) return [value];
  const pieces: Part[][] = [[]];
  for (const part of value.parts) {
    const texts = part.kind === "text" ? textsOf(part, separator) : [part];
    texts.forEach((text, at) => {
      if (at > 0) pieces.push([]);
      if (text) pieces[pieces.length - 1]?.push(text);
    });
  }
  if (pieces.length === 1) return [value];
  return pieces.flatMap((parts) => {
    const spans = parts.flatMap(({ span }) => (span ? [span] : []));
    const [first, ...others] = spans;
    const span = first && spans.length === parts.length ? others.reduce(hull, first) : value.span;
    return parts.length === 0 ? [] : [{ span, outer: span, parts, quote: "none", encode: () => undefined }];
  });
}

/** The pieces of a text; undefined where only blanks stand. */
function textsOf(part: TextPart, separator: string): readonly (TextPart | undefined)[] {
  let at = 0;
  return part.text.split(separator).map((piece) => {
    const start = at + piece.length - piece.trimStart().length;
    at += piece.length + separator.length;
    const text = piece.trim();
    return text === "" ? undefined : { ...part, text, span: spanIn(part, start, start + text.length) };
  });
}

function spanIn({ span, text }: TextPart, start: number, end: number): Span | undefined {
  const isExact = span && span.end - span.start === text.length;
  return isExact ? { start: span.start + start, end: span.start + end } : span;
}
