/** Where values stand, what they decode to, the way back to the file, and how a new text is written in their place. */
import { describe, expect, test } from "vitest";
import { at, hostOf, nodeAt, replaced, scalarAt, tree } from "./yamlSupport";

describe("plain and quoted values", () => {
  const text = `plain: https://one:9243/x#y  # comment
single: 'it''s # none'
double: "a\\tb\\u00e9\\"\\x41\\U0001F600"
empty: ""
`;

  test("decode as YAML says", () => {
    expect(tree(text)).toEqual({
      plain: "https://one:9243/x#y",
      single: "it's # none",
      double: 'a\tbé"A😀',
      empty: "",
    });
  });

  test("spans are without quotes, `outer` with them", () => {
    const spans = ["plain", "single", "double", "empty"].map((key) => {
      const { span, outer, style } = scalarAt(text, key);
      return [style, at(text, span), at(text, outer)];
    });
    expect(spans).toEqual([
      ["plain", "https://one:9243/x#y", "https://one:9243/x#y"],
      ["single", "it''s # none", "'it''s # none'"],
      ["double", 'a\\tb\\u00e9\\"\\x41\\U0001F600', '"a\\tb\\u00e9\\"\\x41\\U0001F600"'],
      ["double", "", '""'],
    ]);
  });

  test("each unit leads back to what stands for it", () => {
    expect(hostOf(text, scalarAt(text, "plain"), "9243")).toBe("9243");
    expect(hostOf(text, scalarAt(text, "single"), "'s")).toBe("''s");
    const double = scalarAt(text, "double");
    expect(["\t", "b", "é", 'é"', "A", "😀"].map((part) => hostOf(text, double, part))).toEqual([
      "\\t",
      "b",
      "\\u00e9",
      '\\u00e9\\"',
      "\\x41",
      "\\U0001F600",
    ]);
    expect(scalarAt(text, "empty").layer.toHost({ start: 0, end: 0 })).toEqual(scalarAt(text, "empty").span);
  });

  test("wrong escapes stand for themselves", () => {
    expect(tree('a: "\\q\\u12\\U00110000\\xg"\n')).toEqual({ a: "\\q\\u12\\U00110000\\xg" });
  });
});

describe("values over several lines", () => {
  const text = `plain: one
  two

  three
single: 'one
  two

  it''s '
double: "one \\
  two \\n
  three"
`;

  test("fold", () => {
    expect(tree(text)).toEqual({ plain: "one two\nthree", single: "one two\nit's ", double: "one two \n three" });
    expect(tree(text.replaceAll("\n", "\r\n"))).toEqual(tree(text));
  });

  test("and lead back", () => {
    expect(hostOf(text, scalarAt(text, "plain"), "two\nthree")).toBe("two\n\n  three");
    expect(hostOf(text, scalarAt(text, "single"), "one two")).toBe("one\n  two");
    expect(hostOf(text, scalarAt(text, "double"), "e t")).toBe("e \\\n  t");
  });
});

describe("block scalars", () => {
  const text = `literal: |
  {
    "a": 1
  }

folded: >-
  one
  two

  three
    more
keep: |+
  end

deep:
  indented: |2
     two spaces
    text
strip: |- # comment
  last`;

  test("literal, folded, chomped, with an indentation of their own", () => {
    expect(tree(text)).toEqual({
      literal: '{\n  "a": 1\n}\n',
      folded: "one two\nthree\n  more",
      keep: "end\n\n",
      deep: { indented: " two spaces\ntext\n" },
      strip: "last",
    });
    expect(tree(text.replaceAll("\n", "\r\n"))).toEqual(tree(text));
  });

  test("the span covers the text, `outer` the header too", () => {
    const literal = scalarAt(text, "literal");
    expect(literal.style).toBe("literal");
    expect(at(text, literal.span)).toBe('{\n    "a": 1\n  }');
    expect(at(text, literal.outer)).toBe('|\n  {\n    "a": 1\n  }');
    expect(at(text, scalarAt(text, "strip").span)).toBe("last");
    expect(scalarAt(text, "folded").style).toBe("folded");
  });

  test("each unit leads back, the last line end to the end of the text", () => {
    const literal = scalarAt(text, "literal");
    expect(hostOf(text, literal, '"a": 1\n}')).toBe('"a": 1\n  }');
    const { length } = literal.layer.text;
    expect(literal.layer.toHost({ start: length - 1, end: length })).toEqual({
      start: literal.span.end,
      end: literal.span.end,
    });
    expect(hostOf(text, scalarAt(text, "folded"), "two\nthree")).toBe("two\n\n  three");
  });

  test("without text", () => {
    expect(tree("a: |\nb: >-\n\n\nc: |+\n\n\nd: |")).toEqual({ a: "", b: "", c: "\n\n", d: "" });
    expect(nodeAt("a: |\nb: c\n", "a")).toMatchObject({ span: { start: 5, end: 5 }, outer: { start: 3, end: 5 } });
  });
});

describe("writing a new text", () => {
  const ID_KEY = "VuaCfGcBCdbkQm-e5aOx:ui2lp2axTNmsyakw9tvNnw";

  test("keeps the style where it can", () => {
    const text = "a: x # c\nb: 'x'\nc: \"x\"\nd: [x]\n";
    const write = (key: string, by: string) => replaced(text, scalarAt(text, ...(key === "d" ? [key, 0] : [key])), by);
    expect(write("a", ID_KEY)).toBe(`a: ${ID_KEY} # c\nb: 'x'\nc: "x"\nd: [x]\n`);
    expect(write("b", "it's")).toBe("a: x # c\nb: 'it''s'\nc: \"x\"\nd: [x]\n");
    expect(write("c", 'a"\\b\n')).toBe('a: x # c\nb: \'x\'\nc: "a\\"\\\\b\\n"\nd: [x]\n');
    expect(write("d", "https://x:1")).toBe("a: x # c\nb: 'x'\nc: \"x\"\nd: [https://x:1]\n");
    expect(write("d", "a,b")).toBe('a: x # c\nb: \'x\'\nc: "x"\nd: ["a,b"]\n');
  });

  test.each([
    "",
    " a",
    "a ",
    "- a",
    "? a",
    ": a",
    "#a",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "%a",
    "@a",
    "`a",
    "'a",
    '"a',
    "{a}",
    "[a]",
    "a: b",
    "a #b",
    "a:",
    "...",
    "---",
    "=",
    "<<",
    "~",
    "null",
    "True",
    "no",
    "ON",
    "y",
    "1",
    "-1.5",
    "1e5",
    "0x1F",
    "0o7",
    "1_000",
    ".5",
    ".inf",
    "12:30:45",
    "2024-01-01",
    "a\nb",
    "a\tb",
    "\u0085",
    "\ufeffa",
    "\0",
  ])("quotes a plain value that could be taken for something else: %j", (by) => {
    const text = "a: x\n";
    const written = replaced(text, scalarAt(text, "a"), by);
    expect(written).toMatch(/^a: "/);
    expect(tree(written ?? "")).toEqual({ a: by });
  });

  test("what a single-quoted value cannot hold is written in double quotes", () => {
    const text = "a: 'x'\n";
    expect(replaced(text, scalarAt(text, "a"), "b\nc")).toBe('a: "b\\nc"\n');
  });

  test("one line in a block scalar keeps indentation and comment, and the end of its text decides the header", () => {
    const text = "a:\n    b: |   # why\n        x\n    c: >+\n      y\n      z\n\n    d: e\n";
    expect(replaced(text, scalarAt(text, "a", "b"), ID_KEY)).toBe(
      text.replace("|   # why\n        x", `|-   # why\n        ${ID_KEY}`),
    );
    expect(replaced(text, scalarAt(text, "a", "b"), `${ID_KEY}\n`)).toBe(
      text.replace("        x", `        ${ID_KEY}`),
    );
    expect(replaced(text, scalarAt(text, "a", "c"), "one: line")).toBe(
      text.replace(">+\n      y\n      z", ">-\n      one: line"),
    );
    expect(replaced(text, scalarAt(text, "a", "c"), "two\nlines")).toBe(
      text.replace(">+\n      y\n      z", "|-\n      two\n      lines"),
    );
    const windows = text.replaceAll("\n", "\r\n");
    expect(replaced(windows, scalarAt(windows, "a", "b"), "p\nq")).toContain(
      "|-   # why\r\n        p\r\n        q\r\n",
    );
  });

  test("a block scalar refuses what lines would change", () => {
    const text = "a: |\n  x\n";
    expect(["", "\n", " a", "a\n\n", "a\n\nb", "a\0", "\ta"].map((by) => scalarAt(text, "a").layer.encode(by))).toEqual(
      Array.from({ length: 7 }, () => undefined),
    );
    expect(scalarAt("a: |", "a").layer.encode("x")).toBeUndefined();
  });

  test("closes a quote that is not closed", () => {
    const text = 'a: "x\nb: c\n';
    expect(replaced(text, scalarAt(text, "a"), "y")).toBe('a: "y"\nb: c\n');
  });
});
