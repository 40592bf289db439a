/**
 * Texts that one program fills in before another reads them as a file: Compose a config's content, a shell a
 * here-document. What is put in stands in the text as a mark, which no format gives a meaning, and is put back among the
 * parts of the value that it lands in. So a key keeps its way to the variable, and the file's own syntax stays what it is.
 */
import type { Part, ScalarNode, TreeNode } from "../read/reading";
import type { Hole } from "../read/shell/ground";
import type { Layer, Run } from "../text/layer";
import { mappedLayer } from "../text/layer";
import type { Span } from "../text/span";
import type { VariableScope } from "./valueModel";

/** What was put into a text. */
export interface Filling {
  /** By the offset of its mark in the text. */
  readonly parts: ReadonlyMap<number, Part>;
  /** Where its references are looked up. */
  readonly scope: VariableScope;
}

/** Private use: https://www.unicode.org/charts/PDF/UE000.pdf. One that stands in the text itself is no mark of ours. */
const MARK = "\uE000";

/** The text of a value as a text of its own, with marks for all that is no text. `whole` stands for what does not map. */
export function filledText(parts: readonly Part[], whole: Span): Pick<Filling, "parts"> & { readonly layer: Layer } {
  const texts: string[] = [];
  const runs: Run[] = [];
  const holes = new Map<number, Part>();
  let length = 0;
  let at = whole.start;
  for (const part of parts) {
    const text = part.kind === "text" ? part.text : MARK;
    if (part.kind !== "text") holes.set(length, filledIn(part));
    const host = part.span ?? { start: at, end: at };
    runs.push({ text: length, length: text.length, host });
    texts.push(text);
    length += text.length;
    at = host.end;
  }
  return { layer: mappedLayer(texts.join(""), runs, () => undefined), parts: holes };
}

/** A part as one that was put in, with the parts that it is made of. */
function filledIn(part: Part): Part {
  if (part.kind === "computed") return { ...part, parts: part.parts.map(filledIn) };
  if (part.kind !== "reference") return part;
  const { fallback } = part;
  // An expression was put in before that, and is looked up where the script's own are.
  const from = part.from ?? "filled";
  if (!fallback) return { ...part, from };
  return { ...part, from, fallback: { ...fallback, parts: fallback.parts.map(filledIn) } };
}

/** The tree of a filled text, each value with what was put into it. The tree is that of the text, not yet of the file. */
export function withFilling(tree: TreeNode, { parts }: Pick<Filling, "parts">): TreeNode {
  if (parts.size === 0) return tree;
  switch (tree.kind) {
    case "scalar":
      return filledScalar(tree, parts);
    case "list":
      return { ...tree, items: tree.items.map((item) => withFilling(item, { parts })) };
    case "map":
      return {
        ...tree,
        entries: tree.entries.map((entry) => ({ ...entry, value: entry.value && withFilling(entry.value, { parts }) })),
      };
  }
}

function filledScalar(scalar: ScalarNode, parts: Filling["parts"]): ScalarNode {
  const { layer } = scalar;
  const filled: { at: number; part: Part }[] = [];
  for (let at = layer.text.indexOf(MARK); at >= 0; at = layer.text.indexOf(MARK, at + 1)) {
    const place = layer.toHost({ start: at, end: at + 1 });
    const part = place && parts.get(place.start);
    if (part) filled.push({ at, part });
  }
  return filled.length > 0 ? { ...scalar, filled } : scalar;
}

/** The same as holes of a script's ground. */
export function holesOf({ parts }: Filling): readonly Hole[] {
  return [...parts].map(([start, part]): Hole => ({ at: { start, end: start + 1 }, part: asExpression(part) }));
}

/** A script looks up what was put in as expressions. */
function asExpression(part: Part): Part {
  if (part.kind === "computed") return { ...part, parts: part.parts.map(asExpression) };
  if (part.kind !== "reference") return part;
  const { fallback } = part;
  const inner = fallback && { fallback: { ...fallback, parts: fallback.parts.map(asExpression) } };
  return { ...part, ...inner, from: "expression" };
}
