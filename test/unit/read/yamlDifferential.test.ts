/**
 * For valid YAML our tree is what the `yaml` package makes of it, with every scalar a string (the failsafe schema).
 * Compared are real files, which lie beside the checkout and are never part of it, and texts that the package itself
 * writes from made-up values in all its styles.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type Pair, parseAllDocuments, stringify } from "yaml";
import type { TreeNode } from "../../../server/src/read/reading";
import { words } from "./yamlArbitraries";
import { read } from "./yamlSupport";

/** Comparable text of a value: maps keep order and repeated keys. */
function ours(node: TreeNode | undefined): string {
  if (node === undefined) return '""';
  if (node.kind === "scalar") return JSON.stringify(node.layer.text);
  if (node.kind === "list") return `[${node.items.map(ours).join(",")}]`;
  return `{${node.entries.map((entry) => `${JSON.stringify(entry.key)}:${ours(entry.value)}`).join(",")}}`;
}

function theirs(node: unknown, document: Document): string {
  if (isAlias(node)) return theirs(node.resolve(document), document);
  if (isScalar(node)) return JSON.stringify(node.value ?? "");
  if (isPair(node)) return theirPairs([node], document);
  if (isSeq(node)) return `[${node.items.map((item) => theirs(item, document)).join(",")}]`;
  return isMap(node) ? theirPairs(node.items, document) : '""';
}

/** Entries of a map, with merged ones after its own, as Keyfit gives them. */
function theirPairs(pairs: readonly Pair[], document: Document): string {
  const entries: [string, string][] = [];
  const merged: Pair[] = [];
  for (const { key, value } of pairs) {
    const name = theirs(key, document);
    if (name === '"<<"') merged.push(...mergedPairs(value, document));
    else entries.push([name, theirs(value, document)]);
  }
  for (const { key, value } of merged) {
    const name = theirs(key, document);
    if (!entries.some(([other]) => other === name)) entries.push([name, theirs(value, document)]);
  }
  return `{${entries.map((entry) => entry.join(":")).join(",")}}`;
}

function mergedPairs(value: unknown, document: Document): Pair[] {
  const node = isAlias(value) ? value.resolve(document) : value;
  if (isSeq(node)) return node.items.flatMap((item) => mergedPairs(item, document));
  return isMap(node) ? node.items : [];
}

/** Undefined where the package finds the text invalid. */
function expected(text: string): string[] | undefined {
  const documents = parseAllDocuments(text, { schema: "failsafe", uniqueKeys: false, logLevel: "silent" });
  if ("empty" in documents) return [];
  if (documents.some(({ errors }) => errors.length > 0)) return undefined;
  return documents
    .filter(({ contents }) => contents !== null && !(isScalar(contents) && contents.range?.[0] === contents.range?.[1]))
    .map((document) => theirs(document.contents, document));
}

const corpus = process.env.KEYFIT_CORPUS ?? join(import.meta.dirname, "../../../../shared/corpus");
const isThere = process.env.KEYFIT_CORPUS !== undefined || existsSync(corpus);

describe("real files", () => {
  const files = isThere ? filesBelow(corpus).filter((file) => /\.ya?ml$/.test(file)) : [];
  // A checkout alone has no corpus; where one is named, or lies beside the checkout, it must be compared.
  test.skipIf(!isThere)("of the corpus beside the checkout", () => {
    let compared = 0;
    const different = files.filter((file) => {
      const text = readFileSync(file, "utf8");
      const theirTrees = /\{\{|\$\{[^}]*\}\]/.test(text) ? undefined : expected(text);
      if (theirTrees === undefined) return false;
      compared++;
      const { trees, problems } = read(text);
      return problems.length > 0 || trees.map(ours).join("\n") !== theirTrees.join("\n");
    });
    expect(different).toEqual([]);
    expect(compared).toBeGreaterThan(files.length / 2);
    expect(compared).toBeGreaterThan(100);
  });

  test.skipIf(!isThere)("with templates give their settings without a problem", () => {
    const templates = files.filter((file) => readFileSync(file, "utf8").includes("{{"));
    expect(templates.length).toBeGreaterThan(2);
    expect(templates.filter((file) => read(readFileSync(file, "utf8")).problems.length > 0)).toEqual([]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
}

describe("texts that the package writes", { timeout: 60_000 }, () => {
  const leaf = fc.oneof(words, fc.integer(), fc.boolean(), fc.constant(null));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, tie("list"), tie("map")),
    list: fc.array(tie("value"), { maxLength: 4 }),
    map: fc.dictionary(words, tie("value"), { maxKeys: 5 }),
  }));
  const style = fc.record({
    indent: fc.integer({ min: 1, max: 6 }),
    indentSeq: fc.boolean(),
    lineWidth: fc.constantFrom(0, 25, 80),
    minContentWidth: fc.constantFrom(0, 10),
    collectionStyle: fc.constantFrom("any" as const, "block" as const, "flow" as const),
    defaultStringType: fc.constantFrom(
      ...(["PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE", "BLOCK_LITERAL", "BLOCK_FOLDED"] as const),
    ),
    defaultKeyType: fc.constantFrom(...(["PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE"] as const)),
    directives: fc.boolean(),
  });

  test("in all its styles", () => {
    let compared = 0;
    fc.assert(
      fc.property(value, style, fc.boolean(), (json, options, windows) => {
        const written = stringify(json, options);
        const text = windows ? written.replaceAll("\n", "\r\n") : written;
        // The package takes a lone carriage return for text, and we do not; and templates are ours alone.
        if (/\{\{|\{%|\{#|\$\{|\r(?!\n)/.test(text)) return;
        const theirTrees = expected(text);
        if (theirTrees === undefined) return;
        compared++;
        expect(read(text).trees.map(ours)).toEqual(theirTrees);
      }),
      { numRuns: 3000 },
    );
    expect(compared).toBeGreaterThan(1500);
  });
});
