/**
 * The reader against Logstash's own grammar (logstashGrammar.ts): what that one takes is read in the same way and without
 * a problem, in whatever style it is printed.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pipeline } from "./logstashArbitraries";
import { parseStrictly } from "./logstashGrammar";
import { faultsOf, type Plain, plain, read, treeOf } from "./logstashSupport";

function expectSame(text: string, wanted: Plain): void {
  const reading = read(text);
  expect(plain(treeOf(reading)), text).toEqual(wanted);
  expect(reading.problems, text).toEqual([]);
  expect(faultsOf(text, reading), text).toEqual([]);
}

/** The grammar takes `if1` for a branch, and `else {}` on its own for a plugin. The reader does neither. */
function isOdd(text: string, tree: Plain): boolean {
  return /if(?:-?[0-9]|\w+\s*\()/.test(text) || /\["(?:if|else|elseif|elsif|elif)",\{"map":/.test(JSON.stringify(tree));
}

describe("against the grammar", { timeout: 120_000 }, () => {
  test("the oracle itself", () => {
    expect(parseStrictly('output { if [a] == "}" { p { a => "\\"" } } else { q { } } }')).toEqual({
      map: [["output", { list: [{ map: [["p", { map: [["a", '\\"']] }]] }, { map: [["q", { map: [] }]] }] }]],
    });
    expect(parseStrictly("input { p { a => b } }")).toBeUndefined();
    expect(parseStrictly('input { p { a => "b" c => 1 } }')).toBeDefined();
    expect(parseStrictly('input { p { a => "b"c => 1 } }')).toBeUndefined();
    expect(parseStrictly('input { p { a => "b\\" } }')).toBeUndefined();
    expect(parseStrictly("")).toEqual({ map: [] });
  });

  test("pipelines in any style", () => {
    fc.assert(
      fc.property(pipeline, ({ text, plain: wanted }) => {
        expect(parseStrictly(text), text).toEqual(wanted);
        expectSame(text, wanted);
      }),
      { numRuns: 1000 },
    );
  });

  test("pipelines with a stretch cut out, doubled, or replaced", () => {
    let taken = 0;
    const piece = fc.constantFrom(
      "",
      '"',
      "'",
      "{",
      "}",
      "[",
      "]",
      "=>",
      ",",
      "#",
      "\n",
      " ",
      "a1",
      "\\",
      "/",
      "(",
      "1",
    );
    fc.assert(
      fc.property(pipeline, fc.nat(), fc.nat({ max: 12 }), piece, ({ text }, where, length, insert) => {
        const at = where % (text.length + 1);
        const changed = text.slice(0, at) + insert + text.slice(at + length);
        const wanted = parseStrictly(changed);
        if (wanted === undefined) expect(faultsOf(changed, read(changed)), changed).toEqual([]);
        else if (!isOdd(changed, wanted)) {
          taken++;
          expectSame(changed, wanted);
        }
      }),
      { numRuns: 2500 },
    );
    expect(taken).toBeGreaterThan(500);
  });
});
