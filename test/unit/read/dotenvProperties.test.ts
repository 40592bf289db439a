/**
 * What holds for any text read as a file of variables, that what is written into one is read again, and that the readers
 * agree with the programs that they follow: dotenv and dotenv-expand from npm, and Node itself.
 */
import { parseEnv } from "node:util";
import { parse } from "dotenv";
import { expand } from "dotenv-expand";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readDotenv } from "../../../server/src/read/dotenv";
import type { Dialect, Reading } from "../../../server/src/read/reading";
import { DIALECTS, evaluate, faultsOf, fileText, token } from "./dotenvArbitraries";
import { show } from "./shellSupport";

const read = (text: string, dialect: Dialect): Reading => readDotenv(text, dialect, defaultBudget());

function expectSound(text: string): void {
  for (const dialect of DIALECTS) expect([dialect, faultsOf(text, read(text, dialect))]).toEqual([dialect, []]);
}

/** The last value of each name. */
function valuesOf(text: string, dialect: Dialect): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(read(text, dialect).assignments.map(({ name, value }) => [name, show(value)]));
}

describe("any text", { timeout: 60_000 }, () => {
  test("of any units, also halves of surrogate pairs", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), expectSound), { numRuns: 1000 });
  });

  test("made of the tokens of such files", () => {
    fc.assert(fc.property(fileText, expectSound), { numRuns: 4000 });
  });

  test("in time that grows with the text", () => {
    const pieces = [
      'K="x\n',
      "K='\\'\n",
      "${",
      "K=${A:-\n",
      "K\n\n",
      "K=a\\\n",
      "K: \n",
      "#\n",
      "K=`\n",
      '\\"',
      "$(",
      "K=$",
    ];
    const started = performance.now();
    for (const piece of pieces) {
      for (const dialect of DIALECTS) read(`K="${piece.repeat(8_000)}`, dialect);
      for (const dialect of DIALECTS) read(piece.repeat(8_000), dialect);
    }
    // A square of this size takes minutes.
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

describe("what is written is read again, and nothing else changes", { timeout: 60_000 }, () => {
  const unit = fc.constantFrom(
    ...[
      ["a", "é", "0", " ", "\t", "\n", "#", "=", ":", "%", "$", "{", "}", "(", "-"],
      ["'", '"', "`", "\\", ";", "A", "$A", "${A}", "!", ","],
    ].flat(),
  );
  const next = fc.array(unit, { maxLength: 8 }).map((units) => units.join(""));
  const lines = fc.constantFrom("K=x", "K = 'x y'", 'K="x"', "K=", "export K=x # c", "K='a' # c", 'K="a\nb"', "K=`x`");
  const arounds = fc.constantFrom(["A=1\n", "\nZ=9\n"], ['A="1"\n', "\nZ='9'"], ["", ""], ["A='\n", '\nZ="9\n']);

  test.each(DIALECTS)("%s", (dialect) => {
    let written = 0;
    fc.assert(
      fc.property(arounds, lines, next, ([before = "", after = ""], line, text) => {
        const file = `${before}${line}${after}`;
        const found = read(file, dialect).assignments;
        for (const [index, { value }] of found.entries()) {
          const replacement = value.encode(text);
          if (replacement === undefined) continue;
          written++;
          const edited = file.slice(0, value.outer.start) + replacement + file.slice(value.outer.end);
          const again = read(edited, dialect).assignments;
          const expected = found.map((each, at) => [each.name, at === index ? text : show(each.value)]);
          expect(again.map((each) => [each.name, show(each.value)])).toEqual(expected);
          expect(again[index]?.value.parts.every((part) => part.kind === "text")).toBe(true);
        }
      }),
      { numRuns: 600 },
    );
    expect(written).toBeGreaterThan(200);
  });

  test("a key of any form fits wherever a value stands", () => {
    const key = fc.stringMatching(/^[A-Za-z0-9_:+/-]{1,60}={0,2}$/);
    fc.assert(
      fc.property(
        fc.constantFrom(...DIALECTS),
        fc.constantFrom("K=x", "K='x'", 'K="x"'),
        key,
        (dialect, line, text) => {
          const { value } = read(line, dialect).assignments[0]!;
          expect(value.encode(text)).toBe(
            dialect === "compose-raw" || dialect === "kustomize" ? text : line.slice(2).replace("x", () => text),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("the same as the program", { timeout: 60_000 }, () => {
  test("dotenv", () => {
    fc.assert(
      fc.property(fileText, (text) => {
        expect(valuesOf(text, "dotenv")).toEqual(parse(text));
      }),
      { numRuns: 20_000 },
    );
  });

  test("dotenv-expand", () => {
    // A dollar or backslash before a reference becomes part of what is expanded again, by the text of the value.
    const pieces = fc.constantFrom(
      ...[
        ["$A", "${A}", "${A}x", "$B", "${X:-", "${X-", "${A:-", "}", "\\$A", "$ ", "{", "a", "-", ":", "?", "+", " "],
      ].flat(),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 10 }), (tokens) => {
        const value = tokens.join("");
        // It replaces the first text that looks like the reference, also where that is escaped; and a default's text
        // becomes part of what follows it.
        if (value.includes("\\$") && /(?:^|[^\\])\$[AB{]/.test(value)) return;
        if (/\$[AB]\}+[a-z{]/.test(value)) return;
        // With letters, what `$` and a value make together would be expanded again.
        const file = `A=1\nB=2-3:4\nK='${value}'\n`;
        const parsed = parse(file);
        const found = read(file, "dotenv-expand").assignments.find(({ name }) => name === "K");
        // A name in a name is looked up in steps; that is opaque here, and so is the value behind an operator of shells.
        if (!found || JSON.stringify(found.value.parts).includes("opaque")) return;
        const expanded = expand({ parsed, processEnv: {} }).parsed;
        expect(
          evaluate(
            found.value.parts,
            new Map([
              ["A", "1"],
              ["B", "2-3:4"],
            ]),
          ),
        ).toBe(expanded?.K);
      }),
      { numRuns: 5000 },
    );
  });

  test("node --env-file, for files that all versions of Node read alike", () => {
    const words = ["a", "b c", "#", "'", '"', "`", "\\n", "$A", "=", "é", "x # y", "\\"];
    const text = fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((each) => each.join(""));
    const quoted = fc
      .tuple(fc.constantFrom("'", '"', "`"), text, fc.constantFrom("", " # c", " z"))
      .map(([quote, inner, tail]) => quote + inner.replaceAll(quote, "") + quote + tail);
    const value = fc.oneof(
      quoted,
      text.filter((each) => !/^[\s"'`]/.test(each)),
    );
    const line = fc.oneof(
      fc
        .tuple(fc.constantFrom("K", "L", "export M", "N.o-p"), fc.constantFrom("=", " = "), value)
        .map((all) => all.join("")),
      fc.constantFrom("", "# c"),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.constantFrom("\n", "\r\n"), (lines, end) => {
        // A value that is empty may take what follows it, in some versions.
        const file = lines
          .filter((each) => !/=\s*$/.test(each))
          .map((each) => each + end)
          .join("");
        expect(valuesOf(file, "node")).toEqual({ ...parseEnv(file) });
      }),
      { numRuns: 5000 },
    );
  });
});

test("the tokens make files that matter", () => {
  const seen = fc.sample(fc.array(token, { maxLength: 16 }), { numRuns: 500, seed: 1 }).map((each) => each.join(""));
  expect(seen.filter((text) => read(text, "compose").assignments.length > 0).length).toBeGreaterThan(100);
});
