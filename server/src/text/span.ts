/**
 * Spans are how every layer of Keyfit says "here": half-open ranges of UTF-16 units in the text of one file.
 * Lines and columns exist only at the edges (protocol, command line); see lineIndex.ts.
 */

/** A half-open range `[start, end)` of UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Makes a span; `end` defaults to `start` (an empty place). */
export function span(start: number, end: number = start): Span {
  return { start, end };
}

/** True where `offset` lies in the span or directly at its end, as a cursor does. */
export function touches(where: Span, offset: number): boolean {
  return where.start <= offset && offset <= where.end;
}

/** True where `inner` lies wholly in `outer`. */
export function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True where the two share a unit, or touch while one of them is empty. */
export function overlaps(left: Span, right: Span): boolean {
  return left.start <= right.end && right.start <= left.end;
}

/** True where both cover the same units. */
export function sameSpan(left: Span, right: Span): boolean {
  return left.start === right.start && left.end === right.end;
}

/** The smallest span that covers both. */
export function hull(left: Span, right: Span): Span {
  return { start: Math.min(left.start, right.start), end: Math.max(left.end, right.end) };
}
