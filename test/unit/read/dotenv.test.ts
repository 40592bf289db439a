/** Files of variables, reader by reader. Rows and vectors: reference/variables.md 2.1 and 2.2. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readDotenv } from "../../../server/src/read/dotenv";
import type { Assignment, Dialect, Reading } from "../../../server/src/read/reading";
import { at, show } from "./shellSupport";

const DIALECTS = [
  "compose",
  "dotenv",
  "dotenv-expand",
  "node",
  "python-dotenv",
  "compose-raw",
  "systemd",
  "kustomize",
  "any",
] as const satisfies readonly Dialect[];

const read = (text: string, dialect: Dialect): Reading => readDotenv(text, dialect, defaultBudget());
const last = (text: string, dialect: Dialect, name = "K"): Assignment | undefined =>
  read(text, dialect).assignments.findLast((each) => each.name === name);

/** No variable of that name. */
const NONE = undefined;
/** All of what stands behind `=`, quotes and all. */
const RAW = "raw";

type Cell = string | undefined;

/** A line, and what `K` is for each dialect, in their order; `<A>` is a reference, `<?…>` what nobody can tell. */
const TABLE: readonly (readonly [line: string, cells: readonly Cell[]])[] = [
  ["K=a b # c", ["a b", "a b", "a b", "a b", "a b", RAW, RAW, RAW, "a b"]],
  ["K=a#b", ["a#b", "a", "a", "a", "a#b", "a#b", "a#b", "a#b", "a#b"]],
  ['K="x # y"', ["x # y", "x # y", "x # y", "x # y", "x # y", RAW, "x # y", RAW, "x # y"]],
  ['K="x # y" # c', ["x # y", "x # y", "x # y", "x # y", "x # y", RAW, "x # y# c", RAW, "x # y"]],
  ["K=$A", ["<A>", "$A", "<A>", "$A", "$A", "$A", "$A", "$A", "<?unsupported>"]],
  ["K=${A}x", ["<A>x", RAW, "<A>x", RAW, "<A>x", RAW, RAW, RAW, "<?unsupported>x"]],
  // Most readers keep it, two do not: nobody can tell what an unknown one does.
  [
    "K='$A ${A}'",
    ["$A ${A}", "$A ${A}", "<A> <A>", "$A ${A}", "$A <A>", RAW, "$A ${A}", RAW, "<?unsupported> <?unsupported>"],
  ],
  ['K="$A\\n2"', ["<A>\n2", "$A\n2", "<A>\n2", "$A\n2", "$A\n2", RAW, "$A\\n2", RAW, "<?unsupported><?unsupported>2"]],
  ["K=${NO:-d}", ["<NO|d>", RAW, "<NO|d>", RAW, "<NO-d>", RAW, RAW, RAW, "<?unsupported>"]],
  // For python-dotenv that is a variable with an odd name, which nothing defines.
  ["K=${NO-d}", ["<NO-d>", RAW, "<NO-d>", RAW, "<NO-d>", RAW, RAW, RAW, "<?unsupported>"]],
  ["K=$$A", ["$A", "$$A", "$<A>", "$$A", "$$A", RAW, RAW, RAW, "<?unsupported>A"]],
  ["K=\\$A", ["\\<A>", "\\$A", "$A", "\\$A", "\\$A", RAW, "$A", RAW, "<?unsupported>A"]],
  ['K="a\\$A"', ["a$A", "a\\$A", "a$A", "a\\$A", "a\\$A", RAW, "a$A", RAW, "a<?unsupported>A"]],
  ["K='it\\'s'", ["it's", "it\\'s", "it\\'s", "it\\", "it's", RAW, "it\\s'", RAW, "it<?unsupported>s"]],
  ["K=`x`", ["`x`", "x", "x", "x", "`x`", "`x`", "`x`", "`x`", "<?unsupported>x<?unsupported>"]],
  ["export K=v", ["v", "v", "v", "v", "v", NONE, NONE, NONE, "v"]],
  ["K: v", ["v", "v", "v", NONE, NONE, NONE, NONE, NONE, NONE]],
  ["K =v", ["v", "v", "v", "v", "v", NONE, "v", NONE, "v"]],
  ["K = v", ["v", "v", "v", "v", "v", NONE, "v", NONE, "v"]],
  ["K", ["<K>", NONE, NONE, NONE, NONE, "<K>", NONE, "", NONE]],
  ["K=v==", ["v==", "v==", "v==", "v==", "v==", "v==", "v==", "v==", "v=="]],
  ['K="a\nb"', ["a\nb", "a\nb", "a\nb", "a\nb", "a\nb", '"a', "a\nb", '"a', "a\nb"]],
  ["K='a\nb'", ["a\nb", "a\nb", "a\nb", "a\nb", "a\nb", "'a", "a\nb", "'a", "a\nb"]],
  ['K="x never closed', [NONE, RAW, RAW, "x never closed\nZ=9\nY=", NONE, RAW, 'x never closed\nZ=9\nY=8"', RAW, NONE]],
  ['K="a" b', ["a", '"a" b', '"a" b', "a", NONE, RAW, "ab", RAW, "<?unsupported>"]],
  ["K=1\nK=2", ["2", "2", "2", "2", "2", "2", "2", "2", "2"]],
  ["K=v\r", ["v", "v", "v", "v", "v", "v", "v", "v", "v"]],
  ['K="v"\r', ["v", "v", "v", "v", "v", '"v"', "v", '"v"', "v"]],
  // Beyond the table.
  ["K=", ["", "", "", "", "", "", "", "", ""]],
  ['K=""', ["", "", "", "", "", RAW, "", RAW, ""]],
  ["  K=v  ", ["v", "v", "v", "v", "v", "v  ", "v", "v  ", "v"]],
  ["K=a'b'c", [RAW, RAW, RAW, RAW, RAW, RAW, RAW, RAW, "<?unsupported>"]],
  ["K= # c", ["# c", "", "", "", "", " # c", "# c", " # c", ""]],
  ["K='x' # c", ["x", "x", "x", "x", "x", RAW, "x# c", RAW, "x"]],
  ["# K=v", [NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE]],
  ["; K=v", [NONE, NONE, NONE, "undefined", NONE, NONE, NONE, NONE, NONE]],
  ["=v", [NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE]],
];

describe("one line, nine readers", () => {
  const cases = TABLE.flatMap(([line, cells]) =>
    DIALECTS.map((dialect, index) => ({ line, dialect, cell: cells[index] })),
  );
  test.each(cases)("$dialect: $line", ({ line, dialect, cell }) => {
    const text = `A=1\n${line}\nZ=9\nY="8"\n`;
    const raw = line.slice(line.indexOf("=") + 1);
    const expected = cell === RAW ? raw : cell === "undefined" ? NONE : cell;
    const found = last(text, dialect);
    expect(show(found?.value)).toBe(expected);
    if (cell === NONE) return;
    // What stands behind the line still counts, unless the value eats it.
    expect(show(last(text, dialect, "Z")?.value)).toBe(expected?.includes("Z=9") ? NONE : "9");
    expect(show(last(text, dialect, "A")?.value)).toBe("1");
  });
});

describe("byte-order mark", () => {
  const name = (dialect: Dialect): string | undefined => read("\uFEFFK=v\nL=w\n", dialect).assignments[0]?.name;
  test.each(["compose", "compose-raw", "kustomize", "dotenv", "dotenv-expand", "python-dotenv", "any"] as const)(
    "%s skips it",
    (dialect) => expect(name(dialect)).toBe("K"),
  );
  test("Node takes it into the name", () => expect(name("node")).toBe("\uFEFFK"));
  test("systemd drops the line", () => {
    expect(name("systemd")).toBe("L");
    expect(read("\uFEFFK=v\n", "systemd").problems).toHaveLength(1);
  });
});

describe("where things stand", () => {
  test("names, values with and without quotes, comments", () => {
    const text = "# top\nexport K = \"a b\" # note\r\n\tL='x'\r\n";
    for (const dialect of ["compose", "dotenv", "node", "python-dotenv", "any"] as const) {
      const { assignments, comments } = read(text, dialect);
      const [first, second] = assignments;
      expect(
        [first?.span, first?.nameSpan, first?.value.outer, first?.value.span].map((span) => at(text, span)),
      ).toEqual(['export K = "a b"', "K", '"a b"', "a b"]);
      expect(first).toMatchObject({ exported: true, scope: "file", conditional: false, job: undefined });
      expect(first?.value.quote).toBe("double");
      expect(second).toMatchObject({ exported: false, value: { quote: "single" } });
      expect(comments.map((comment) => [comment.text, at(text, comment.span)])).toEqual([
        [" top", "# top"],
        [" note", "# note"],
      ]);
    }
  });

  test("escapes map piece by piece, references exactly", () => {
    const text = 'A=1\nK="it\\"s ${A:-\\"x}\\n"\n';
    const parts = last(text, "compose")?.value.parts ?? [];
    expect(parts.map((part) => at(text, part.span))).toEqual(["it", '\\"', "s ", '${A:-\\"x}', "\\n"]);
    const [, , , reference] = parts;
    expect(reference?.kind === "reference" && reference.fallback?.parts.map((part) => at(text, part.span))).toEqual([
      '\\"',
      "x",
    ]);
  });

  test("text that single quotes protect is marked where the dialect expands", () => {
    expect(last("K='$A'", "compose")?.value.parts).toEqual([
      { kind: "text", text: "$A", span: { start: 3, end: 5 }, quoted: "single" },
    ]);
    expect(last("K='$A'", "systemd")?.value.parts).toEqual([{ kind: "text", text: "$A", span: { start: 3, end: 5 } }]);
  });

  test("a value over several lines, line ends of Windows in it", () => {
    const text = 'K="a\r\nb"\r\nL=1\r\n';
    expect(show(last(text, "compose")?.value)).toBe("a\r\nb");
    expect(show(last(text, "dotenv")?.value)).toBe("a\nb");
    expect(show(last(text, "node")?.value)).toBe("a\nb");
    expect(show(last(text, "python-dotenv")?.value)).toBe("a\r\nb");
    // An environment takes no carriage return: systemd drops the variable.
    expect(last(text, "systemd")).toBeUndefined();
    for (const dialect of DIALECTS) expect(show(last(text, dialect, "L")?.value)).toBe("1");
  });
});

describe("statements that only one reader takes", () => {
  test("Compose: several on a line, behind a quoted value", () => {
    expect(read("K='a'L=b\n", "compose").assignments.map(({ name }) => name)).toEqual(["K", "L"]);
    expect(read("1K=v\nK.a-b[0]=w\n", "compose").assignments.map(({ name }) => name)).toEqual(["K.a-b[0]"]);
    expect(show(last('K="\\0101\\101\\012\\c\\q\\\\"\n', "compose")?.value)).toBe("A\\101\\12\\c\\q\\");
  });

  test("dotenv: quotes on the next line, an escaped quote that closes after all", () => {
    expect(show(last("K=\n'a'\n", "dotenv")?.value)).toBe("a");
    expect(show(last("K='a\\'\nL=1\n", "dotenv")?.value)).toBe("a\\");
    expect(show(last("K='a' 'b'\n", "dotenv")?.value)).toBe("a' 'b");
    expect(show(last('K="a\\rb\\tc"\n', "dotenv")?.value)).toBe("a\rb\\tc");
  });

  test("python-dotenv: names in quotes, escapes, a name alone", () => {
    expect(show(last("'K L'=v\n", "python-dotenv", "K L")?.value)).toBe("v");
    expect(show(last('K="\\a\\b\\f\\n\\r\\t\\v\\q"\n', "python-dotenv")?.value)).toBe("\x07\b\f\n\r\t\v\\q");
    expect(read("K\nK L=v\nM=1\n", "python-dotenv").assignments.map(({ name }) => name)).toEqual(["M"]);
  });

  test("systemd: joined lines, quotes behind quotes, comments of both kinds", () => {
    expect(show(last("K=a\\\nb\n", "systemd")?.value)).toBe("ab");
    expect(show(last("K='a'\"b\" c \n", "systemd")?.value)).toBe("abc");
    expect(show(last("K=a \\ \n", "systemd")?.value)).toBe("a  ");
    expect(show(last('K="a\\\nb\\`\\x"\n', "systemd")?.value)).toBe("ab`\\x");
    expect(read("# a\n;b\nK.x=1\nK=2\n", "systemd").comments).toHaveLength(2);
    expect(read("K.x=1\n1K=2\nK=\x01\n", "systemd").assignments).toEqual([]);
  });
});

describe("half-typed lines cost only themselves", () => {
  test.each(DIALECTS)("%s", (dialect) => {
    for (const half of ["K", "K:", "exp", "export ", "export K", "%", "=", "K=", "K ="]) {
      const text = `A=1\n${half}\nZ=9\n`;
      expect([show(last(text, dialect, "A")?.value), half]).toEqual(["1", half]);
      // dotenv takes the next line for the value of `K:`.
      if (half === "K:" && dialect.startsWith("dotenv")) continue;
      expect([show(last(text, dialect, "Z")?.value), half]).toEqual(["9", half]);
    }
  });

  test("a quote that is closed by the next line's", () => {
    const text = 'A="1"\nK="\nZ="9"\nY=8\n';
    for (const dialect of ["compose", "dotenv", "dotenv-expand", "any"] as const) {
      expect(show(last(text, dialect, "Z")?.value)).toBe("9");
      expect(show(last(text, dialect, "Y")?.value)).toBe("8");
    }
  });
});

describe("a value is written so that its reader reads the same", () => {
  const encode = (line: string, dialect: Dialect, text: string): string | undefined =>
    last(line, dialect)?.value.encode(text);

  test("in the quotes that stand there, if it can be", () => {
    expect(encode("K=v", "compose", "a b==")).toBe("a b==");
    expect(encode("K=v", "compose", "a # b")).toBe("'a # b'");
    expect(encode("K='v'", "compose", "it's $A")).toBe("'it\\'s $A'");
    expect(encode('K="v"', "compose", 'a"$A\\')).toBe('"a\\"\\$A\\\\"');
    expect(encode("K=v", "compose", "$A")).toBe("$$A");
    expect(encode("K=v", "dotenv", "a#b")).toBe("'a#b'");
    expect(encode("K='v'", "dotenv", "it's")).toBe('"it\'s"');
    expect(encode("K=v", "dotenv-expand", "$A")).toBe("\\$A");
    expect(encode("K=v", "node", "'\"#")).toBe("`'\"#`");
    expect(encode("K='v'", "python-dotenv", "it's")).toBe("'it\\'s'");
    expect(encode("K=v", "systemd", "a # $b\\")).toBe("'a # $b\\'");
    expect(encode('K="v"', "systemd", 'a"$b')).toBe('"a\\"\\$b"');
    expect(encode("K=v", "compose-raw", '"a" # b ')).toBe('"a" # b ');
    expect(encode("K=v", "any", "id1:key1==")).toBe("id1:key1==");
    expect(encode("K=v", "any", "a b")).toBe("'a b'");
    expect(encode("K\n", "compose", "v")).toBe("K=v");
  });

  test("not at all where no way of writing gives the text", () => {
    expect(encode("K=v", "compose-raw", "a\nb")).toBeUndefined();
    expect(encode("K=v", "kustomize", "a\nb")).toBeUndefined();
    expect(encode("K=v", "dotenv", "'\"`#")).toBeUndefined();
    expect(encode("K=v", "python-dotenv", "${A}")).toBeUndefined();
    expect(encode("K=v", "any", "$A")).toBeUndefined();
    expect(encode("K=v", "systemd", "a\rb")).toBeUndefined();
    for (const dialect of DIALECTS) expect(encode("K=v", dialect, "a\0b")).toBeUndefined();
  });

  test("and leaves all others as they are", () => {
    // Without quotes it would close the quote of the first line.
    const text = "A='x\nK=v\nB=1\n";
    const value = last(text, "dotenv")?.value;
    expect(value?.encode("'")).toBe('"\'"');
    const comment = last("K=v # c\nL=1\n", "dotenv")?.value;
    expect(comment?.encode("a # b")).toBe("'a # b'");
  });
});

test("a file that is too large is a problem and nothing else", () => {
  const reading = readDotenv("K=v\n", "any", defaultBudget({ units: 3 }));
  expect(reading.assignments).toEqual([]);
  expect(reading.problems).toMatchObject([{ budget: "too-large" }]);
  expect(readDotenv("K=v\n".repeat(200), "any", defaultBudget({ expired: () => true })).problems).toMatchObject([
    { budget: "time" },
  ]);
});
