/** What holds for any text at all: reading never throws, spans lie in the text, and what is written is read again. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { scalarsIn } from "./treeSupport";
import { FILES, tokens, words } from "./yamlArbitraries";
import { read, replaced, unsound } from "./yamlSupport";

function expectSound(text: string): void {
  expect(unsound(text)).toEqual([]);
}

describe("any text", { timeout: 60_000 }, () => {
  test("of any units, also halves of surrogate pairs", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 80 }), expectSound), { numRuns: 2000 });
  });

  test("made of YAML's own tokens", () => {
    fc.assert(fc.property(tokens, expectSound), { numRuns: 5000 });
  });

  test("a file without any one of its units, and cut off anywhere", () => {
    for (const file of FILES) {
      for (let gap = 0; gap < file.length; gap++) {
        expectSound(file.slice(0, gap) + file.slice(gap + 1));
        expectSound(file.slice(0, gap));
      }
    }
  });

  test("a file with tokens put in anywhere, and with other line ends", () => {
    const broken = fc.tuple(
      fc.constantFrom(...FILES),
      fc.nat(),
      tokens,
      fc.nat({ max: 30 }),
      fc.constantFrom("\n", "\r\n", "\r"),
    );
    fc.assert(
      fc.property(broken, ([file, place, put, gap, lineEnd]) => {
        const offset = place % (file.length + 1);
        expectSound((file.slice(0, offset) + put + file.slice(offset + gap)).replaceAll("\n", lineEnd));
      }),
      { numRuns: 1500 },
    );
  });
});

describe("a broken line costs no other", { timeout: 60_000 }, () => {
  const before = "first: 1\nblock:\n  one: a\n";
  const after = "  two: b\nlast: 2\n";
  const marks = [
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    "key",
    "word",
    " ",
    ": ",
    ",",
    "\\",
    "é",
    "*a",
    "=",
    "|",
    ">",
    "&a ",
    "!x ",
  ];
  const line = fc
    .array(fc.constantFrom(...marks, "- ", "? ", "# ", "%", "-", "+"), { maxLength: 8 })
    .map((parts) => parts.join(""));

  test("before and after it", () => {
    fc.assert(
      fc.property(line, (broken) => {
        const node = read(`${before}  ${broken}\n${after}`).trees[0];
        const entries = node?.kind === "map" ? node.entries : [];
        const block = entries.find((entry) => entry.key === "block")?.value;
        const keys = block?.kind === "map" ? block.entries.map((entry) => entry.key) : [];
        expect(entries.map((entry) => entry.key)).toEqual(["first", "block", "last"]);
        expect([keys[0], keys[keys.length - 1]]).toEqual(["one", "two"]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("writing", { timeout: 60_000 }, () => {
  const places = FILES.flatMap((file) => [file, file.replaceAll("\n", "\r\n")]).flatMap((file) =>
    scalarsIn(read(file)).map((_, index) => ({ file, index })),
  );

  test("what is written is read again, and nothing else changes", () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), words, ({ file, index }, by) => {
        const old = scalarsIn(read(file));
        const written = replaced(file, old[index]!, by);
        if (written === undefined) return;
        const expected = old.map((scalar, other) => {
          const same = scalar.span.start === old[index]!.span.start;
          return other === index || same ? by : scalar.layer.text;
        });
        expect(scalarsIn(read(written)).map((scalar) => scalar.layer.text)).toEqual(expected);
      }),
      { numRuns: 3000 },
    );
  });

  test("other readers of YAML see a string too, in 1.2 and in 1.1", () => {
    const text = "plain: a\nsingle: 'a'\ndouble: \"a\"\nflow: [a]\nblock: |\n  a\n";
    const old = scalarsIn(read(text));
    fc.assert(
      fc.property(fc.nat({ max: old.length - 1 }), words, fc.constantFrom("core", "yaml-1.1"), (index, by, schema) => {
        const written = replaced(text, old[index]!, by);
        if (written === undefined) return;
        const [document] = parseAllDocuments(written, { schema, logLevel: "silent" });
        const value = document!.toJS() as Record<string, unknown>;
        expect(document!.errors).toEqual([]);
        expect(Object.values(value).flat()[index]).toBe(by);
      }),
      { numRuns: 2000 },
    );
  });
});
