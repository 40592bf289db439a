/** Offsets to lines and back, with every line end of LSP, against a reference that splits the text. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineIndex } from "../../../server/src/text/lineIndex";

const anyText = fc.string({ unit: fc.constantFrom("a", "é", "\u{1f511}", "\n", "\r", "\r\n", " "), maxLength: 30 });

/** Each line with its end, as a slow reader would cut them. */
function slowLines(text: string): { start: number; content: string }[] {
  const lines: { start: number; content: string }[] = [];
  let start = 0;
  for (const line of text.split(/(?<=\r\n|\n|\r(?!\n))/)) {
    lines.push({ start, content: line.replace(/[\r\n]+$/, "") });
    start += line.length;
  }
  if (lines.length === 0 || /[\r\n]$/.test(text)) lines.push({ start, content: "" });
  return lines;
}

describe("lineIndex", () => {
  test("knows all three line ends", () => {
    const index = lineIndex("one\ntwo\r\nthree\rfour");
    expect(index.lines).toBe(4);
    expect([0, 1, 2, 3].map((line) => [index.lineStart(line), index.lineEnd(line)])).toEqual([
      [0, 3],
      [4, 7],
      [9, 14],
      [15, 19],
    ]);
  });

  test("a text that ends with a line end has an empty last line", () => {
    const index = lineIndex("one\r\n");
    expect(index.lines).toBe(2);
    expect([index.lineStart(1), index.lineEnd(1)]).toEqual([5, 5]);
  });

  test("two carriage returns are two line ends, and the second takes the line feed", () => {
    const index = lineIndex("a\r\r\nb");
    expect([0, 1, 2].map((line) => [index.lineStart(line), index.lineEnd(line)])).toEqual([
      [0, 1],
      [2, 2],
      [4, 5],
    ]);
  });

  test("an empty text has one empty line", () => {
    const index = lineIndex("");
    expect([index.lines, index.lineStart(0), index.lineEnd(0)]).toEqual([1, 0, 0]);
    expect(index.positionAt(7)).toEqual({ line: 0, character: 0 });
  });

  test("columns count UTF-16 units", () => {
    expect(lineIndex("\u{1f511}key").positionAt(2)).toEqual({ line: 0, character: 2 });
  });

  test("what lies outside is clamped", () => {
    const index = lineIndex("one\ntwo");
    expect(index.positionAt(-3)).toEqual({ line: 0, character: 0 });
    expect(index.positionAt(99)).toEqual({ line: 1, character: 3 });
    expect(index.offsetAt({ line: -1, character: 2 })).toBe(0);
    expect(index.offsetAt({ line: 0, character: 99 })).toBe(3);
    expect(index.offsetAt({ line: 0, character: -1 })).toBe(0);
    expect(index.offsetAt({ line: 9, character: 0 })).toBe(7);
    expect([index.lineStart(-1), index.lineStart(9), index.lineEnd(-1), index.lineEnd(9)]).toEqual([0, 7, 0, 7]);
  });

  test("agrees with a slow reader", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const index = lineIndex(text);
        const lines = slowLines(text);
        expect(index.lines).toBe(lines.length);
        lines.forEach(({ start, content }, line) => {
          expect([index.lineStart(line), index.lineEnd(line)]).toEqual([start, start + content.length]);
        });
      }),
      { numRuns: 500 },
    );
  });

  test("there and back is the same offset, but for the middle of a line end of two", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const index = lineIndex(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const inside = text.slice(offset - 1, offset + 1) === "\r\n";
          expect(index.offsetAt(index.positionAt(offset))).toBe(inside ? offset - 1 : offset);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("positions grow with offsets", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const index = lineIndex(text);
        for (let offset = 1; offset <= text.length; offset++) {
          const before = index.positionAt(offset - 1);
          const here = index.positionAt(offset);
          const next = here.line === before.line + 1 && here.character === 0;
          expect(next || (here.line === before.line && here.character === before.character + 1)).toBe(true);
        }
      }),
    );
  });
});
