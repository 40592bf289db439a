/** What holds for any text read as an INI file, that what is written is read again, and what a plain file says. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readIni } from "../../../server/src/read/ini";
import type { IniDialect } from "../../../server/src/read/ini/values";
import type { Reading } from "../../../server/src/read/reading";
import { PIECES } from "../../support/pieces";
import { plain, replaced, scalarsIn, unsound } from "./treeSupport";

const DIALECTS: readonly IniDialect[] = ["any", "php"];
const read = (text: string, dialect?: IniDialect): Reading => readIni(text, defaultBudget(), dialect);

const token = fc.constantFrom(...PIECES.ini);
const tokens = fc.array(token, { maxLength: 25 }).map((all) => all.join(""));

function expectSound(text: string): void {
  for (const dialect of DIALECTS) expect([dialect, unsound(text, read(text, dialect))]).toEqual([dialect, []]);
}

describe("any text", { timeout: 60_000 }, () => {
  test("of any units, also halves of surrogate pairs", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), expectSound), { numRuns: 1000 });
  });

  test("made of such tokens", () => {
    fc.assert(fc.property(tokens, expectSound), { numRuns: 4000 });
  });

  test("in time that grows with the text", () => {
    const started = performance.now();
    for (const piece of ["[", "]", "[a]\n", '"', 'a="', "a=\n", "a", "=", " ", ";", " ;", "\\", "'", "a = b ; c\n"]) {
      for (const text of [piece.repeat(50_000), `k="${piece.repeat(50_000)}`]) {
        for (const { layer } of scalarsIn(read(text))) layer.toHost({ start: 0, end: layer.text.length });
        read(text, "php");
      }
    }
    // A square of this size takes minutes.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

test("a file that is put together says what it was put together from", { timeout: 60_000 }, () => {
  const name = fc.stringMatching(/^[a-z][a-z_.]{0,8}$/);
  const value = fc.stringMatching(/^[A-Za-z0-9+/:.-]{1,12}$/);
  const blank = fc.constantFrom("", " ", "\t ");
  const quote = fc.constantFrom("", '"', "'");
  const noise = fc.constantFrom("", "; c\n", "# c\r\n", "\n");
  const tail = fc.constantFrom("\n", "\r\n", " ; c\n", "  \n");
  const pair = fc.tuple(name, blank, quote, value, tail, noise);
  const section = fc.tuple(name, fc.array(pair, { maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 3 }), fc.array(section, { maxLength: 3 }), (top, sections) => {
      const line = ([key, space, mark, text, end, rest]: (typeof top)[number]): string =>
        `${key}${space}=${space}${mark}${text}${mark}${end}${rest}`;
      const text =
        top.map(line).join("") + sections.map(([key, pairs]) => `[${key}]\n${pairs.map(line).join("")}`).join("");
      const entries = (pairs: typeof top): [string, unknown][] => pairs.map(([key, , , item]) => [key, item]);
      for (const dialect of DIALECTS) {
        const root = read(text, dialect).trees[0];
        if (root?.kind !== "map") throw new Error("a file is a map");
        expect(
          root.entries.map((entry) => [
            entry.key,
            entry.value?.kind === "map"
              ? entry.value.entries.map((inner) => [inner.key, plain(inner.value)])
              : plain(entry.value),
          ]),
        ).toEqual([...entries(top), ...sections.map(([key, pairs]) => [key, entries(pairs)])]);
      }
    }),
    { numRuns: 2000 },
  );
});

test("what is written is read again, and nothing else changes", { timeout: 60_000 }, () => {
  const text = "[s]\na = x\nb = 'y' ; c\nc = \"z\"\nd=w;v\n";
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary", maxLength: 10 }), tokens),
      fc.nat(3),
      fc.constantFrom(...DIALECTS),
      (next, index, dialect) => {
        const found = scalarsIn(read(text, dialect));
        const edited = replaced(text, found[index]!, next);
        if (edited === undefined) {
          expect(next).toMatch(/[\u0000-\u001f\u007f]/);
          return;
        }
        const after = read(edited, dialect);
        expect(after.problems).toEqual([]);
        expect(scalarsIn(after).map(({ layer }) => layer.text)).toEqual(
          found.map(({ layer }) => layer.text).with(index, next),
        );
      },
    ),
    { numRuns: 4000 },
  );
});
