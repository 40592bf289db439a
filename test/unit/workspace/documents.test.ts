/**
 * Large YAML without the documents that hold nothing: what is found in it, and where, is what is found in the whole. What
 * is wrong in a document that holds nothing is nothing to anybody.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findFacts } from "../../../server/src/find/facts";
import { defaultBudget } from "../../../server/src/read/budget";
import { lineIndex } from "../../../server/src/text/lineIndex";
import { withoutIdleDocuments } from "../../../server/src/workspace/documents";
import { parseCase } from "../../support/annotated";

const CORPUS = join(__dirname, "../../corpus/workspaces");

/** YAML of the annotated workspaces that the prefilter takes, as one document or several. */
const INTERESTING = readdirSync(CORPUS, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name) && !entry.name.startsWith("."))
  .filter((_, at) => at % 6 === 0)
  .map((entry) => parseCase(entry.name, readFileSync(join(entry.parentPath, entry.name), "utf8")).text);

const schema = (name: string, lines: number): string =>
  `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: ${name}\nspec:\n${Array.from({ length: lines }, (_, at) => `  field${at}: {type: string, description: "ü ${name}"}`).join("\n")}\n`;

const source = (text: string, path = "all.yaml") => ({ uri: `file:///project/${path}`, path, text });
const view = (facts: ReturnType<typeof findFacts>): unknown =>
  facts &&
  JSON.parse(
    JSON.stringify({ ...facts, problems: [], lines: facts.lines.lines }, (_, each) =>
      each instanceof Map ? [...each] : each,
    ),
  );

describe("large files of many documents", () => {
  test("lose what holds nothing, and keep every line", () => {
    const text = `${schema("one", 900)}---\n${INTERESTING[0]}\n--- # note\n${schema("two", 900)}`;
    const { text: read, lines } = withoutIdleDocuments(source(text));
    expect(read).toHaveLength(text.length);
    const at = text.indexOf("# note");
    expect([lines?.lines, lines?.positionAt(at)]).toEqual([lineIndex(text).lines, lineIndex(text).positionAt(at)]);
    expect(read).not.toContain("CustomResourceDefinition");
    expect(read).toContain(INTERESTING[0]);
  });

  test("what is found in them is what is found in the whole", () => {
    const part = fc.oneof(
      fc.constantFrom(...INTERESTING),
      fc.integer({ min: 1, max: 400 }).map((lines) => schema("x", lines)),
      fc.constantFrom(
        "",
        "# keyfit-disable-file wrong-encoding\n",
        "a: |\n  ---\n  b\n",
        "%TAG ! tag:x,2000:\n",
        "...\n",
      ),
    );
    const separator = fc.constantFrom("---\n", "--- # note\n", "---\r\n", "--- {}\n", "...\n---\n");
    fc.assert(
      fc.property(fc.array(fc.tuple(part, separator), { minLength: 2, maxLength: 6 }), (parts) => {
        const text = `${parts.flat().join("")}${schema("last", 900)}`;
        const whole = source(text);
        expect(view(findFacts(withoutIdleDocuments(whole), defaultBudget()))).toEqual(
          view(findFacts(whole, defaultBudget())),
        );
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ["small ones", `${schema("one", 10)}---\n${schema("two", 10)}`, "all.yaml"],
    ["one document", schema("one", 2_000), "all.yaml"],
    ["other formats", `${schema("one", 900)}---\n${schema("two", 900)}`, "run.sh"],
    ["pipelines, whose every document counts", `a: ${"x".repeat(50_000)}\n---\nb: c\n`, ".gitlab-ci.yml"],
  ])("%s stay as they are", (_, text, path) => {
    const given = source(text, path);
    expect(withoutIdleDocuments(given).text).toBe(text);
  });
});
