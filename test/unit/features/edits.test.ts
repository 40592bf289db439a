/** Edits put into a text: in file order, whatever order they come in, and never twice in one place. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits, type TextEdit } from "../../../server/src/features/edits";
import { span } from "../../../server/src/text/span";

const edit = (start: number, end: number, text: string): TextEdit => ({ span: span(start, end), text });

describe("applyEdits", () => {
  test.each<[TextEdit[], string]>([
    [[], "abcdef"],
    [[edit(0, 2, "X")], "Xcdef"],
    [[edit(6, 6, "!")], "abcdef!"],
    [[edit(0, 0, "!")], "!abcdef"],
    [[edit(4, 5, "Y"), edit(0, 1, "X")], "XbcdYf"],
    [[edit(1, 3, ""), edit(3, 4, "D")], "aDef"],
    [[edit(0, 3, "X"), edit(2, 5, "Y")], "Xdef"],
    [[edit(2, 2, "1"), edit(2, 2, "2")], "ab12cdef"],
    [[edit(2, 2, "+"), edit(2, 4, "X")], "ab+Xef"],
  ])("%j", (edits, expected) => {
    expect(applyEdits("abcdef", edits)).toBe(expected);
  });

  test("edits apart from each other are applied as one by one from the end", () => {
    const text = fc.string({ minLength: 10, maxLength: 30 });
    const cuts = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.string({ maxLength: 3 })), { maxLength: 5 });
    fc.assert(
      fc.property(text, cuts, (source, gaps) => {
        const edits: TextEdit[] = [];
        let at = 0;
        for (const [gap, length, put] of gaps) {
          const start = at + gap + 1;
          if (start + length > source.length) break;
          edits.push(edit(start, start + length, put));
          at = start + length;
        }
        const slowly = [...edits].reverse().reduce((all, each) => {
          return all.slice(0, each.span.start) + each.text + all.slice(each.span.end);
        }, source);
        expect(applyEdits(source, edits)).toBe(slowly);
        expect(applyEdits(source, [...edits].reverse())).toBe(slowly);
      }),
    );
  });
});
