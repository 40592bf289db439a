/** The scheme of a key that another setting beside it names: `type: ApiKey` above `credentials`. */
import { seal, splitScheme } from "../elastic/secret";
import type { Integration, KeySetting } from "../integrations/model";
import { blockOf } from "./beside";
import type { HeaderFact } from "./model";
import { type Found, first, type IndexedTree, pathOptions } from "./paths";
import { valueOfScalar } from "./references/index";
import { literalText } from "./value";

/**
 * What the program writes before the key. Undefined where it writes nothing, so that the value must hold the whole header;
 * `other` where a variable names the scheme, of which nothing is known.
 */
export function schemeBeside(
  tree: IndexedTree,
  row: Integration,
  { path, scheme }: KeySetting,
  found: Found,
): HeaderFact | undefined {
  if (!scheme) return undefined;
  const options = pathOptions(row);
  const name = scheme.path.slice(scheme.path.lastIndexOf(".") + 1);
  const common = { text: "beside", unsplit: false } as const;
  const there = first(tree, scheme.path, options, found.captures);
  if (there?.value?.kind !== "scalar") {
    const missingIn = first(tree, blockOf(scheme.path), options, found.captures)?.entry?.keySpan;
    const split = splitScheme(seal(`${scheme.absent} `));
    const isBeside = blockOf(path) === blockOf(scheme.path);
    const insertAt = there || !isBeside ? undefined : found.entry?.keySpan.start;
    const setting = { name, ...(missingIn && { missingIn }) };
    return { ...common, setting, scheme: split.scheme, written: scheme.absent, span: undefined, insertAt };
  }
  const node = there.value;
  const text = literalText(valueOfScalar(node, row.references))?.trim();
  if (text === "") return undefined;
  const known = text === undefined ? undefined : splitScheme(seal(`${text} `)).scheme;
  const span = node.alias ? undefined : node.span;
  return { ...common, setting: { name }, scheme: known ?? "other", written: text, span, insertAt: undefined };
}
