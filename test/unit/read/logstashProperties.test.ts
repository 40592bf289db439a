/** What holds for any text at all: reading never throws or lingers, spans lie in the text, a broken line costs itself. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PIECES } from "../../support/pieces";
import { pipeline, type Tidy, tidy } from "./logstashArbitraries";
import { faultsOf, type Pair, type Plain, plain, read, scalarsOf, treeOf } from "./logstashSupport";

const soup = fc.array(fc.constantFrom(...PIECES.logstash), { maxLength: 24 }).map((tokens) => tokens.join(""));

describe("any text", { timeout: 60_000 }, () => {
  const expectSound = (text: string): void => expect(faultsOf(text, read(text)), JSON.stringify(text)).toEqual([]);

  test("of any units, also halves of surrogate pairs", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        expectSound(text);
        expectSound(`output { p { a => ${text}`);
      }),
      { numRuns: 1500 },
    );
  });

  test("made of the tokens of pipelines", () => {
    fc.assert(
      fc.property(soup, (text) => {
        expectSound(text);
        expectSound(`output {\n  p {\n    a => ${text}\n  }\n}\n`);
      }),
      { numRuns: 6000 },
    );
  });

  test("a pipeline up to anywhere", () => {
    fc.assert(
      fc.property(pipeline, fc.nat(), ({ text }, at) => {
        expectSound(text.slice(0, at % (text.length + 1)));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("what is written is read again", { timeout: 60_000 }, () => {
  const unit = fc.constantFrom(
    "a",
    "é",
    " ",
    "\t",
    "{",
    "}",
    "#",
    "'",
    '"',
    "\\",
    "${K}",
    "=>",
    "[",
    ",",
    "1",
    "_",
    "\n",
  );
  const next = fc.oneof(
    fc.array(unit, { maxLength: 6 }).map((units) => units.join("")),
    fc.constantFrom("id:key", "true", "9200", "010", "1.0", "-5", "a", ""),
  );

  test("in its place, and nothing else changes", () => {
    let written = 0;
    fc.assert(
      fc.property(pipeline, fc.nat(), next, ({ text }, which, replacement) => {
        const scalars = scalarsOf(treeOf(read(text)));
        const scalar = scalars[which % Math.max(1, scalars.length)];
        const encoded = scalar?.layer.encode(replacement);
        if (!scalar || encoded === undefined) return;
        written++;
        const edited = text.slice(0, scalar.outer.start) + encoded + text.slice(scalar.outer.end);
        const again = read(edited);
        expect(again.problems, edited).toEqual([]);
        expect(scalarsOf(treeOf(again)).map((each) => each.layer.text)).toEqual(
          scalars.map((each) => (each === scalar ? replacement : each.layer.text)),
        );
      }),
      { numRuns: 2000 },
    );
    expect(written).toBeGreaterThan(1000);
  });
});

/** Lines that somebody is typing, or has broken; what they name is called `zz`. */
const BROKEN = [
  [
    "zz",
    "zz =",
    "zz =>",
    "zz = 'x'",
    "zz: 1",
    "zz {",
    "zz => ${A",
    "zz => a b c",
    "zz => /x/",
    "=> 1",
    "%$&",
    "/",
    "\\",
  ],
  ['zz => "', "zz => 'it", 'zz => "a" "b"', 'zz => "x }', '"', "'", 'zz "a', "zz => ['a", "zz => ['a, 'b']"],
  ["zz => [", 'zz => [ "a",', "zz => {", 'zz => { "a" =>', 'zz => { "a" => "b"', 'zz => { "a => "b" }', "zz => [ {"],
  [
    "zz => x {",
    "zz => [ }",
    "zz => { ]",
    "zz => }",
    "}",
    "{",
    "[",
    "]",
    ",",
    "if",
    "if [a",
    'if [a] == "x',
    "else",
    "(",
  ],
].flat();

/** Lines that leave the braces as they are. */
const EVEN = BROKEN.filter((line) => !/[{}]/.test(line) && !/^(?:if|else)/.test(line));

function withoutBroken(node: Plain): Plain {
  if (node === null || typeof node === "string") return node;
  if ("list" in node) return { list: node.list.map(withoutBroken) };
  const kept = node.map.filter(([key]) => key !== "zz");
  return { map: kept.map(([key, value]): Pair => [key, withoutBroken(value)]) };
}

function breakIn({ lines, places }: Tidy, which: number, line: string): { whole: string; broken: string } | undefined {
  const place = places[which % Math.max(1, places.length)];
  if (!place) return undefined;
  const [at, indent] = place;
  const broken = [...lines.slice(0, at), indent + line, ...lines.slice(at)];
  return { whole: `${lines.join("\n")}\n`, broken: `${broken.join("\n")}\n` };
}

describe("a broken line costs only itself", { timeout: 120_000 }, () => {
  const expectKept = (text: Tidy, which: number, line: string): void => {
    const made = breakIn(text, which, line);
    if (!made) return;
    const reading = read(made.broken);
    expect(withoutBroken(plain(treeOf(reading))), made.broken).toEqual(plain(treeOf(read(made.whole))));
    expect(reading.problems.length, made.broken).toBeGreaterThan(0);
  };

  test.each(BROKEN)("%s", (line) => {
    const steps = fc.constantFrom("  ", "\t", "    ");
    fc.assert(
      fc.property(steps.chain(tidy), fc.nat(), (text, which) => expectKept(text, which, line)),
      { numRuns: 80 },
    );
  });

  test.each(EVEN)("%s, in text without indents", (line) => {
    fc.assert(
      fc.property(tidy(""), fc.nat(), (text, which) => expectKept(text, which, line)),
      { numRuns: 60 },
    );
  });
});

describe("in time that grows with the text", () => {
  const OPENINGS = ["", "output { p { a => ", "output { if ", 'output { p { a => "', "output { p { a => ["];
  const PIECES = [
    [
      "{",
      "}",
      "[",
      "]",
      ",",
      '"',
      "'",
      '\\"',
      "\\'",
      '"\n',
      "\"'",
      '\\"\n',
      '"\n  a => "',
      "'\n\"\n",
      "/",
      "\\/",
      "/\n",
    ],
    [
      "if ",
      "if [a",
      "if [a] {",
      "if [a\n",
      "if\na\n",
      "else ",
      "else if ",
      "output {",
      "p {",
      "p {\n",
      "a => ",
      "a => {",
    ],
    [
      "a => [",
      "a => [{",
      "# c\n",
      "#",
      "a",
      "a ",
      "a\n",
      "${",
      "${a",
      "=",
      "=>",
      "\n",
      " ",
      "\r",
      "\u00A0",
      "[a[",
      "[ '",
    ],
    ["p { if [a] { a => '", 'a => "b\n', 'if "a\n', "x {\n}\n", "{\n  ", "(", '"a" => "b\nc" d ', '"\n\\"'],
  ].flat();

  test("of hostile texts", { timeout: 120_000 }, () => {
    const slow: unknown[] = [];
    for (const opening of OPENINGS) {
      for (const piece of PIECES) {
        const text = opening + piece.repeat(Math.ceil(100_000 / piece.length));
        const started = performance.now();
        read(text);
        const took = performance.now() - started;
        // Linear readings take some milliseconds, and quadratic ones of this length minutes.
        if (took > 3_000) slow.push({ opening, piece, took });
      }
    }
    expect(slow).toEqual([]);
  });
});
