/** References in decoded text, grammar by grammar. Sources: reference/variables.md 1, 2.1, 3.1 to 3.3. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type InterpolationGrammar, readInterpolation } from "../../../server/src/read/interpolation";
import type { Part } from "../../../server/src/read/reading";
import { mappedLayer, verbatimLayer } from "../../../server/src/text/layer";
import { covers } from "../../../server/src/text/span";
import { at, show } from "./shellSupport";

const GRAMMARS: readonly InterpolationGrammar[] = [
  "compose",
  "dotenv-expand",
  "python-dotenv",
  "dockerfile",
  "kubernetes",
];

/** Reads a text that stands in a host with something around it, so that wrong offsets show. */
function read(text: string, grammar: InterpolationGrammar): readonly Part[] {
  const where = { start: 3, end: 3 + text.length };
  return readInterpolation(verbatimLayer(`K: ${text}\n`, where), where, grammar);
}

const shown = (text: string, grammar: InterpolationGrammar): string | undefined => {
  const span = { start: 0, end: 0 };
  return show({ span, outer: span, quote: "none", parts: read(text, grammar), encode: () => undefined });
};

type Row = readonly [text: string, shown: string];

describe("compose", () => {
  const ROWS: readonly Row[] = [
    ["a$A-b", "a<A>-b"],
    ["${A}${B}", "<A><B>"],
    ["${A:-d}", "<A|d>"],
    ["${A-d}", "<A-d>"],
    ["${A:-}", "<A|>"],
    ["${X:-${Y:-DDD}}", "<X|<Y|DDD>>"],
    ["${X-a$Y}b", "<X-a<Y>>b"],
    ["${A:-a-b:-c+d}", "<A|a-b:-c+d>"],
    ["${A:-{x}}", "<A|{x}>"],
    ["${A:?no}", "<A>"],
    ["${A?}", "<A>"],
    ["${A:+x}", "<?operation>"],
    ["${A+x}", "<?operation>"],
    ["$$A", "$A"],
    ["$$$A", "$<A>"],
    ["$${A}", "${A}"],
    ["${A:-$$B}", "<A|$B>"],
    ["\\$A", "\\<A>"],
    ["'$A'", "'<A>'"],
    ["${}", "<?unsupported>"],
    ["${ A}", "<?unsupported>"],
    ["${A!}b", "<?unsupported>b"],
    ["a${A", "a<?unsupported>"],
    ["${A:-${B}", "<?unsupported>"],
    ["${A:-a\nb}", "<?unsupported>"],
    ["$1 $ $", "$1 $ $"],
    ["$(A)", "$(A)"],
    ["", ""],
    ["ab", "ab"],
  ];
  test.each(ROWS)("%s", (text, expected) => expect(shown(text, "compose")).toBe(expected));
});

describe("dotenv-expand", () => {
  const ROWS: readonly Row[] = [
    ["$A ${A}", "<A> <A>"],
    ["${A:-d}", "<A|d>"],
    ["${A-d}", "<A-d>"],
    ["${A:-${B}}", "<A|<B>>"],
    ["${A:-a-b}", "<A|a-b>"],
    ["${A-a:-b}", "<A-a:-b>"],
    ["${A+x}", "<?operation>"],
    ["${A:+${B}}", "<?operation>"],
    ["\\$A", "$A"],
    ["\\${A:-$B}", "${A:-<B>}"],
    ["\\\\$A", "\\$A"],
    ["$$A", "$<A>"],
    ["${A.b}", "<A.b>"],
    ["${${A}}", "<?unsupported>"],
    ["${:-x}", "<?unsupported>"],
    ["${A:-{$B}}", "${A:-{<B>}}"],
    ["${}", "${}"],
    ["${A", "${A"],
    ["a$(cat x)b", "a<?command>b"],
    ["\\$(cat x)", "$(cat x)"],
    ["$(cat", "$(cat"],
    ["$1 $", "$1 $"],
  ];
  test.each(ROWS)("%s", (text, expected) => expect(shown(text, "dotenv-expand")).toBe(expected));
});

describe("python-dotenv", () => {
  const ROWS: readonly Row[] = [
    ["$A ${A}", "$A <A>"],
    ["${A:-d}", "<A-d>"],
    ["${A:-}", "<A->"],
    ["${A:-a:-b}", "<A-a:-b>"],
    ["${A:-${B}}", "<A-${B>}"],
    ["${NO-d}", "<NO-d>"],
    ["$${A}", "$<A>"],
    ["\\${A}", "\\<A>"],
    ["${A:x}", "${A:x}"],
    ["${A:x${B}", "${A:x<B>"],
    ["${A", "${A"],
    ["${}", "<?unsupported>"],
  ];
  test.each(ROWS)("%s", (text, expected) => expect(shown(text, "python-dotenv")).toBe(expected));

  test("a name with a dash is a name, a default counts only where nothing defines it", () => {
    expect(read("${NO-d}", "python-dotenv")).toMatchObject([{ name: "NO-d" }]);
    expect(read("${A:-d}", "python-dotenv")).toMatchObject([{ name: "A", fallback: { whenEmpty: false } }]);
  });
});

describe("dockerfile", () => {
  const ROWS: readonly Row[] = [
    ["$A/${A}x", "<A>/<A>x"],
    ["${A:-d}", "<A|d>"],
    ["${A-${B:-c}}", "<A-<B|c>>"],
    ["${A:?no}", "<A>"],
    ["${A:+x}", "<?operation>"],
    ["${A#x}", "<?operation>"],
    ["${A##*/}", "<?operation>"],
    ["${A%%x}b", "<?operation>b"],
    ["${A/x/y}b", "<?operation>b"],
    ["${A//x/$B}", "<?operation>"],
    ["\\$A", "$A"],
    ["\\${A}", "${A}"],
    ['${A:-"a}b"}', "<A|a}b>"],
    ["${A:-'$B'}", "<A|$B>"],
    ["${A:-\\}}", "<A|}>"],
    ["$1", "<1>"],
    ["$$A", "<?unsupported>A"],
    ["${A", "<?unsupported>"],
    ["a${A:x}b", "a<?unsupported>"],
    ["${}", "<?unsupported>"],
    ["$ $(x)", "$ $(x)"],
  ];
  test.each(ROWS)("%s", (text, expected) => expect(shown(text, "dockerfile")).toBe(expected));
});

describe("kubernetes", () => {
  const ROWS: readonly Row[] = [
    ["a$(A)b", "a<A>b"],
    ["$(ES.key-1)", "<ES.key-1>"],
    ["$$(A)", "$(A)"],
    ["$$$(A)", "$<A>"],
    ["$$", "$"],
    ["$A ${A}", "$A ${A}"],
    ["$(A", "$(A"],
    ["$(cat x) $(A)", "$(cat x) <A>"],
    ["$()", "$()"],
    ["$x$(A)", "$x<A>"],
    ["$", "$"],
  ];
  test.each(ROWS)("%s", (text, expected) => expect(shown(text, "kubernetes")).toBe(expected));
});

describe("places", () => {
  test("of references and of what stands in them", () => {
    const host = "K: a${A:-b$C}d\n";
    const where = { start: 3, end: 14 };
    const [text, reference, rest] = readInterpolation(verbatimLayer(host, where), where, "compose");
    expect([text, reference, rest].map((part) => at(host, part?.span))).toEqual(["a", "${A:-b$C}", "d"]);
    const inner = reference?.kind === "reference" ? reference.fallback?.parts : [];
    expect(inner?.map((part) => at(host, part.span))).toEqual(["b", "$C"]);
  });

  test("through escapes, piece by piece", () => {
    // "a\"b\u0024A" of a format with escapes.
    const host = 'a\\"b\\u0024A';
    const layer = mappedLayer(
      'a"b$A',
      [
        { text: 0, length: 1, host: { start: 0, end: 1 } },
        { text: 1, length: 1, host: { start: 1, end: 3 } },
        { text: 2, length: 1, host: { start: 3, end: 4 } },
        { text: 3, length: 1, host: { start: 4, end: 10 } },
        { text: 4, length: 1, host: { start: 10, end: 11 } },
      ],
      () => undefined,
    );
    const parts = readInterpolation(layer, { start: 0, end: 11 }, "compose");
    expect(parts.map((part) => at(host, part.span))).toEqual(["a", '\\"', "b", "\\u0024A"]);
  });

  test("without a mapping: text has none, references have that of the whole", () => {
    const whole = { start: 5, end: 9 };
    expect(readInterpolation({ text: "a$A", toHost: () => undefined }, whole, "compose")).toEqual([
      { kind: "text", text: "a", span: undefined },
      { kind: "reference", name: "A", span: whole },
    ]);
  });
});

describe("any text", { timeout: 60_000 }, () => {
  const token = fc.constantFrom(
    ...[
      ["$", "$$", "${", "$(", "}", "{", ")", "A", "b", ":-", "-", ":+", "+", ":?", "#", "/", "\\", "'", '"', " ", "\n"],
    ].flat(),
  );

  test("gives parts that lie in it, in order, and that hold all of its text", () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 20 }), fc.constantFrom(...GRAMMARS), (tokens, grammar) => {
        const text = tokens.join("");
        const host = `K: ${text}\n`;
        const whole = { start: 3, end: 3 + text.length };
        let last = whole.start;
        for (const part of read(text, grammar)) {
          expect(part.span && covers(whole, part.span)).toBe(true);
          expect(part.span?.start).toBe(last);
          last = part.span?.end ?? -1;
          if (part.kind === "text" && part.text.length === last - (part.span?.start ?? 0)) {
            expect(at(host, part.span)).toBe(part.text);
          }
        }
        expect(last).toBe(whole.end);
      }),
      { numRuns: 5000 },
    );
  });

  test("in time that grows with it", () => {
    const started = performance.now();
    for (const piece of [
      "${",
      "${A:-",
      "$(",
      "$",
      "{",
      "}",
      "${A:-$A}",
      "${A",
      "\\$",
      "$$",
      "${A:",
      "${A/",
      "${A:-'",
      "${A:-{",
    ]) {
      for (const grammar of GRAMMARS) read(piece.repeat(50_000), grammar);
    }
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
