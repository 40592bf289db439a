/**
 * What holds for any text read as HCL, that what is written into it is read again, and that valid HCL says what it says
 * to hashicorp's own parser (hcl2-parser, made from Go; it answers JSON with expressions as `${source}`).
 */
import fc from "fast-check";
import { parseToObject } from "hcl2-parser";
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readHcl, readHclExpression, readHclTemplate, readHclValue } from "../../../server/src/read/hcl";
import type { Entry, Part, Reading, ScalarNode, TreeNode } from "../../../server/src/read/reading";
import { partsIn } from "../../../server/src/read/shell/parts";
import { covers } from "../../../server/src/text/span";
import { PIECES } from "../../support/pieces";
import { show } from "./shellSupport";
import { plain, replaced, scalarsIn, unsound } from "./treeSupport";

const read = (text: string): Reading => readHcl(text, defaultBudget());

/** Parts that stand outside of their value, or claim units of the file that are not their text. */
function wrongParts(text: string, scalar: ScalarNode): readonly Part[] {
  const wrong: Part[] = [];
  const look = (part: Part): void => {
    const { span } = part;
    if (span && !covers(scalar.outer, span)) wrong.push(part);
    if (part.kind === "text" && span && span.end - span.start === part.text.length) {
      const stands = text.slice(span.start, span.end);
      if (stands !== part.text && !stands.includes("\\")) wrong.push(part);
    }
    partsIn(part).forEach(look);
  };
  readHclValue(scalar).parts.forEach(look);
  return wrong;
}

function expectSound(text: string): void {
  const reading = read(text);
  expect(unsound(text, reading)).toEqual([]);
  for (const scalar of scalarsIn(reading)) expect(wrongParts(text, scalar)).toEqual([]);
}

const token = fc.constantFrom(...PIECES.hcl);
const tokens = fc.array(token, { maxLength: 30 }).map((all) => all.join(""));

describe("any text", { timeout: 60_000 }, () => {
  test("of any units, also halves of surrogate pairs", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), expectSound), { numRuns: 1000 });
  });

  test("made of HCL's tokens", () => {
    fc.assert(fc.property(tokens, expectSound), { numRuns: 8000 });
    fc.assert(
      fc.property(tokens, (text) => {
        expectSound(`k = "${text}"`);
        expectSound(`k = <<-EOT\n${text}\nEOT\n`);
      }),
      { numRuns: 4000 },
    );
  });

  test("cut anywhere, and with a line left out", () => {
    const text =
      'terraform {\n  required_version = ">= 1.0"\n}\n\nprovider "ec" {\n  apikey = base64encode("${var.a}:b")\n  l = [\n' +
      '    "x",\n    { y = "z" },\n  ]\n  t = <<-EOT\n    text\n  EOT\n}\n\nprovider "last" {\n  key = "end"\n}\n';
    for (let end = 0; end <= text.length; end++) expectSound(text.slice(0, end));
    const lines = text.split("\n");
    for (let left = 0; left < lines.length; left++) {
      const cut = lines.filter((_, index) => index !== left).join("\n");
      expectSound(cut);
      if (left < lines.length - 5)
        expect([left, JSON.stringify(plain(read(cut).trees[0]))]).toMatchObject([left, LAST]);
    }
  });

  test("in time that grows with the text", () => {
    const pieces = [
      ["[", "{", "(", '"', '"${', "${", "a = {", "a {\n", 'a "b" {', '"${"', '"${\n', "a = [\n", "a = (\n", "<<EOT\n"],
      ["<<A\nb\n", "EOT\n", "/*", "#", "//", "\\", '"\\u0024{', "a = <<-EOT\n  ${\n", "}", ")", "a.", "a[0].", ","],
      ['"${/*', 'a = "${\n', "=", "a = \n", "%{ if x }", "%{", "base64encode(", '"a" ', "-", "f(a,"],
    ].flat();
    const started = performance.now();
    for (const piece of pieces) {
      const text = piece.repeat(10_000);
      for (const each of [text, `k = "${text}"`, `k = <<-EOT\n${text}\nEOT\n`]) {
        for (const scalar of scalarsIn(read(each)).slice(0, 50)) readHclValue(scalar);
      }
      const layer = { text, toHost: () => undefined };
      readHclExpression(layer, { start: 0, end: 0 });
      readHclTemplate(layer, { start: 0, end: 0 });
    }
    // A square of this size takes minutes.
    expect(performance.now() - started).toBeLessThan(40_000);
  });
});

const LAST: unknown = expect.stringContaining('"last":{"key":"end"}');

describe("what is written is read again, and nothing else changes", { timeout: 60_000 }, () => {
  const text = 'a = "x\\n"\nb = <<-EOT\n    y\n  EOT\nc = [var.k, <<EOT\nz\nEOT\n]\nd { e = "w" }\n';
  const count = scalarsIn(read(text)).length;
  const literal = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    tokens,
    tokens.map((each) => `${each}\n`),
  );

  test("a text that stands for itself", () => {
    fc.assert(
      fc.property(literal, fc.nat(count - 1), (next, index) => {
        const scalar = scalarsIn(read(text))[index]!;
        const written = readHclValue(scalar).encode(next);
        if (written === undefined) throw new Error("a literal can always be written");
        const edited = text.slice(0, scalar.outer.start) + written + text.slice(scalar.outer.end);
        const after = read(edited);
        expect(after.problems).toEqual([]);
        const before = scalarsIn(read(text)).map((each) => show(readHclValue(each)));
        const found = scalarsIn(after).map((each) => readHclValue(each));
        expect(found.map(show)).toEqual(before.with(index, next));
        expect(found[index]?.parts.every((part) => part.kind === "text")).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test("a template", () => {
    const piece = fc.constantFrom(
      "a",
      "\n",
      "\n",
      "  ",
      "$${",
      "%%{",
      '"',
      "\\",
      '${f("x")}',
      "${\n a\n}",
      "%{ if x }",
      "$",
      "%",
      "é",
    );
    const template = fc.array(piece, { maxLength: 10 }).map((all) => all.join(""));
    fc.assert(
      fc.property(template, fc.nat(count - 1), (next, index) => {
        // A dollar before a mark belongs to it.
        if (/[$%]\$\$\{|[$%]%%\{|\$\$\{?\$\{|[$%]{2,}\{/.test(next.replaceAll("$${", "").replaceAll("%%{", ""))) return;
        const scalar = scalarsIn(read(text))[index]!;
        const edited = replaced(text, scalar, next);
        if (edited === undefined) throw new Error(`a template that ends can be written: ${next}`);
        const before = scalarsIn(read(text)).map(({ layer }) => layer.text);
        expect(scalarsIn(read(edited)).map(({ layer }) => layer.text)).toEqual(before.with(index, next));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("the same as hashicorp's parser", { timeout: 120_000 }, () => {
  /** A tree in the words of hcl2json: https://github.com/tmccombs/hcl2json */
  function words(node: TreeNode | undefined): unknown {
    if (node?.kind === "list") return node.items.map(words);
    if (node?.kind === "map") return Object.fromEntries(node.entries.map(({ key, value }) => [key, words(value)]));
    if (node === undefined) return undefined;
    const { text } = node.layer;
    if (node.style !== "plain") return textOf(node);
    return /^(?:true|false|null|-?[0-9.]+)$/.test(text) ? JSON.parse(text) : `\${${text}}`;
  }

  /** It decodes escaped marks, and leaves interpolations as they are. */
  function textOf({ layer }: ScalarNode): string {
    return layer.text.replaceAll("$${", () => "${").replaceAll("%%{", "%{");
  }

  /** Blocks are lists in the object of their labels. */
  function bodyWords(entries: readonly Entry[]): Record<string, unknown> {
    const found: Record<string, unknown> = {};
    for (const { key, value } of entries) {
      if (value?.kind !== "map" || !key.startsWith("block")) found[key] = words(value);
      else {
        const labels = Number(key.slice(-1));
        let at = found;
        let name = key;
        let body = value;
        for (let label = 0; label < labels; label++) {
          at[name] ??= {};
          at = at[name] as Record<string, unknown>;
          const [entry] = body.entries;
          if (entry?.value?.kind !== "map") throw new Error("a label has a map");
          name = entry.key;
          body = entry.value;
        }
        at[name] ??= [];
        (at[name] as unknown[]).push(bodyWords(body.entries));
      }
    }
    return found;
  }

  const name = fc.constantFrom("a", "b_c", "d-e", "f1");
  const space = fc.constantFrom("", " ", "  ", "\t", "/* x */");
  const literal = fc
    .array(
      fc.constantFrom(
        "a",
        " ",
        "é",
        "\\n",
        '\\"',
        "\\\\",
        "$${",
        "%%{",
        "$",
        "%",
        "\\t",
        "\\u00e9",
        "{",
        "}",
        "#",
        "//",
      ),
      {
        maxLength: 6,
      },
    )
    .map((all) => all.join(""))
    .filter((each) => !/[$%]$|(?:^|[^$])\$\{|(?:^|[^%])%\{|\$\$\$|%%%/.test(each));
  const simple = fc.constantFrom("var.x", "a.b[0]", 'f("x", 1)', "1 + 2", '"${x}" == "y"', 'p ? "q" : "r"', "(1)");
  // hcl2json makes directives of conditionals in templates.
  const inTemplate = simple.filter((each) => !each.includes("?"));
  const quoted = fc
    .array(
      fc.oneof(
        literal,
        inTemplate.map((each) => `\${${each}}`),
      ),
      { maxLength: 3 },
    )
    .map((all) => `"${all.join("")}"`)
    .filter((each) => !/[$%]\$\{/.test(each));
  const line = fc.array(fc.constantFrom("a", "  ", "\t", '"', "\\n", "$${x}", "${var.x}", "}", "# c"), {
    maxLength: 4,
  });
  const heredoc = fc
    .tuple(
      fc.constantFrom("<<EOT", "<<-EOT"),
      fc.array(
        line.map((all) => all.join("")),
        { maxLength: 4 },
      ),
      space,
    )
    .map(
      ([mark, lines, indent]) =>
        `${mark}\n${lines.map((each) => `${each}\n`).join("")}${indent.includes("/") ? "" : indent}EOT\n`,
    );
  const { value } = fc.letrec<{ value: string; object: string; list: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      quoted,
      simple,
      fc.constantFrom("1", "-2.5", "true", "null"),
      tie("object"),
      tie("list"),
    ),
    list: fc
      .tuple(
        fc.array(
          fc.tuple(space, tie("value"), space).map((all) => all.join("")),
          { maxLength: 3 },
        ),
        fc.constantFrom(",", ",\n", ", # c\n"),
      )
      .map(([items, comma]) => `[${items.join(comma)}${comma === "," ? "" : "\n"}]`),
    object: fc
      .tuple(
        fc.uniqueArray(fc.tuple(name, fc.constantFrom("=", ":"), space, tie("value")), {
          maxLength: 3,
          selector: ([key]) => key,
        }),
        fc.constantFrom(",", "\n", ",\n"),
      )
      .map(
        ([pairs, comma]) =>
          `{${pairs.map(([key, mark, blank, item]) => `${blank}"${key}" ${mark} ${item}`).join(comma)}}`,
      ),
  }));
  const attributes = fc
    .uniqueArray(
      fc.tuple(
        name,
        space,
        fc.oneof(
          value.map((each) => `${each}\n`),
          heredoc,
        ),
      ),
      { maxLength: 4, selector: ([key]) => key },
    )
    .map((all) => all.map(([key, blank, item]) => `${blank}${key}${blank} =${blank} ${item}`).join(""));
  const block = fc
    .tuple(fc.nat(2), attributes, fc.constantFrom("x", "y"))
    .map(([labels, inner, label]) => `block${labels} ${`"${label}" `.repeat(labels)}{\n${inner}}\n`);
  const file = fc
    .tuple(attributes, fc.array(block, { maxLength: 3 }))
    .map(([first, blocks]) => first + blocks.join("# c\n"));

  test("for files that it takes", () => {
    let compared = 0;
    fc.assert(
      fc.property(file, (text) => {
        const [expected, error] = parseToObject(text) as [Record<string, unknown> | null, unknown];
        if (error || !expected) return;
        compared++;
        const [root] = read(text).trees;
        if (root?.kind !== "map") throw new Error("a file is a map");
        expect([text, read(text).problems]).toEqual([text, []]);
        expect([text, bodyWords(root.entries)]).toEqual([text, expected]);
      }),
      { numRuns: 600 },
    );
    expect(compared).toBeGreaterThan(450);
  });
});
