/** What holds for any text read as a file of requests, what a plain file says, and that what is written is read again. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readHttpFile } from "../../../server/src/read/httpFile";
import type { Reading } from "../../../server/src/read/reading";
import { covers } from "../../../server/src/text/span";
import { PIECES } from "../../support/pieces";
import { assignmentLines, commandLines, show, spansOf, wrongTexts } from "./shellSupport";

const read = (text: string): Reading => readHttpFile(text, defaultBudget());

const token = fc.constantFrom(...PIECES.http);
const tokens = fc.array(token, { maxLength: 25 }).map((all) => all.join(""));

function expectSound(text: string): void {
  const reading = read(text);
  const whole = { start: 0, end: text.length };
  const outside = spansOf(reading).filter(
    ({ span, inside }) => span.start > span.end || !covers(inside ?? whole, span) || !covers(whole, span),
  );
  expect([text, outside]).toEqual([text, []]);
  // An escape is the text of something else.
  expect(wrongTexts(text, reading).filter((each) => !each.includes("\\"))).toEqual([]);
}

describe("any text", { timeout: 60_000 }, () => {
  test("of any units, also halves of surrogate pairs", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), expectSound), { numRuns: 1000 });
  });

  test("made of such tokens", () => {
    fc.assert(fc.property(tokens, expectSound), { numRuns: 5000 });
  });

  test("in time that grows with the text", () => {
    const started = performance.now();
    const pieces = [
      "{{",
      "}}",
      "{{a",
      "###\n",
      "@k=",
      "@k=\\",
      "GET ",
      "a\n",
      "?a\n",
      "A: b\n",
      "< {%\n",
      "@",
      "{{a}}",
      "{",
    ];
    for (const piece of pieces) {
      for (const text of [piece.repeat(30_000), `GET a\nA: ${piece.repeat(30_000)}`, `GET a\n${piece.repeat(30_000)}`])
        read(text);
    }
    // A square of this size takes minutes.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

test("a file that is put together says what it was put together from", { timeout: 60_000 }, () => {
  const word = fc.stringMatching(/^[a-z]{1,6}$/);
  const variable = fc
    .tuple(word, word)
    .map(([name, value]) => ({ text: `@${name} = ${value}\n`, says: `${name}=${value}` }));
  const header = fc
    .tuple(word, word, fc.boolean())
    .map(([name, value, isReference]) =>
      isReference
        ? { text: `${name}: x {{${value}}}\n`, says: ` -H ${name}: x <${value}>` }
        : { text: `${name}: ${value}\n`, says: ` -H ${name}: ${value}` },
    );
  const noise = fc.constantFrom("", "# c\n", "// c\n");
  const method = fc.constantFrom("GET ", "post ", "");
  const request = fc
    .tuple(noise, method, word, fc.constantFrom("", " HTTP/1.1"), fc.array(header, { maxLength: 3 }), fc.boolean())
    .map(([before, verb, host, version, headers, hasBody]) => ({
      text: `${before}${verb}http://${host}${version}\n${headers.map((each) => each.text).join("")}${hasBody ? "\nb: c\n{}\n" : ""}`,
      says: `http-request http://${host}${headers.map((each) => each.says).join("")}`,
    }));
  fc.assert(
    fc.property(fc.array(variable, { maxLength: 3 }), fc.array(request, { maxLength: 4 }), (names, all) => {
      const text = names.map((each) => each.text).join("") + all.map((each) => each.text).join("### next\n");
      expect([text, commandLines(read(text))]).toEqual([text, all.map((each) => each.says)]);
      expect(assignmentLines(read(text))).toEqual(names.map((each) => each.says));
    }),
    { numRuns: 2000 },
  );
});

test("what is written is read again, and nothing else changes", { timeout: 60_000 }, () => {
  const text = "@k = a\n@l=b\\n\n\nGET http://c\nA: d\n\nbody\n";
  const values = (file: string) => [
    ...read(file).assignments.map(({ value }) => value),
    ...read(file).commands.flatMap(({ args }) => args.filter((_, index) => index !== 1)),
  ];
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 10 }), tokens), fc.nat(3), (random, index) => {
      const next = index === 3 ? `A: ${random}` : random;
      const value = values(text)[index]!;
      const written = value.encode(next);
      if (written === undefined) return;
      const edited = text.slice(0, value.outer.start) + written + text.slice(value.outer.end);
      expect(values(edited).map(show)).toEqual(values(text).map(show).with(index, next));
    }),
    { numRuns: 4000 },
  );
});
