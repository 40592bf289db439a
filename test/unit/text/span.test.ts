/** Spans: half-open, empty ones included, because insertions and cursors are empty spans. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { covers, hull, overlaps, type Span, sameSpan, span, touches } from "../../../server/src/text/span";

const anySpan = fc.tuple(fc.nat(20), fc.nat(8)).map(([start, length]): Span => span(start, start + length));

describe("spans", () => {
  test("a span without an end is an empty place", () => {
    expect(span(4)).toEqual({ start: 4, end: 4 });
    expect(span(4, 9)).toEqual({ start: 4, end: 9 });
  });

  test.each([
    [2, false],
    [3, true],
    [5, true],
    [6, true],
    [7, false],
  ])("a cursor at %d touches [3, 6): %s", (offset, expected) => {
    expect(touches(span(3, 6), offset)).toBe(expected);
  });

  test("a cursor touches an empty span at its place alone", () => {
    expect([2, 3, 4].map((offset) => touches(span(3), offset))).toEqual([false, true, false]);
  });

  test.each([
    [span(3, 6), true],
    [span(3, 4), true],
    [span(6), true],
    [span(2, 4), false],
    [span(5, 7), false],
  ])("[3, 6) covers %j: %s", (inner, expected) => {
    expect(covers(span(3, 6), inner)).toBe(expected);
  });

  test.each([
    [span(5, 8), true],
    [span(6, 8), true],
    [span(6), true],
    [span(3), true],
    [span(7, 8), false],
    [span(0, 2), false],
  ])("[3, 6) and %j overlap or touch: %s", (other, expected) => {
    expect(overlaps(span(3, 6), other)).toBe(expected);
    expect(overlaps(other, span(3, 6))).toBe(expected);
  });

  test("the hull covers both and nothing less would", () => {
    fc.assert(
      fc.property(anySpan, anySpan, (left, right) => {
        const both = hull(left, right);
        expect(covers(both, left) && covers(both, right)).toBe(true);
        expect([left.start, right.start]).toContain(both.start);
        expect([left.end, right.end]).toContain(both.end);
        expect(sameSpan(hull(right, left), both)).toBe(true);
      }),
    );
  });

  test("what covers another overlaps it, and each covers itself", () => {
    fc.assert(
      fc.property(anySpan, anySpan, (left, right) => {
        expect(covers(left, left) && sameSpan(left, left)).toBe(true);
        if (covers(left, right)) expect(overlaps(left, right)).toBe(true);
        expect(sameSpan(left, right)).toBe(covers(left, right) && covers(right, left));
      }),
    );
  });
});
