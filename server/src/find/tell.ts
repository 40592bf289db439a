/**
 * Tells whose configuration a tree of settings is: by content first, then by file name.
 * A content that only names a family (`output.elasticsearch`) counts where nothing more exact does.
 */
import type { ContentTell, FileReader, Integration } from "../integrations/model";
import type { Format, TreeNode } from "../read/reading";
import { matchesGlob } from "../text/glob";
import { type PathOptions, pathOptions, select } from "./paths";
import { scopesOf } from "./sections";

const YAML: readonly Format[] = ["yaml"];

/** The integrations that may read this document, the surest first. */
export function tellIntegrations(
  tree: TreeNode,
  path: string,
  format: Format,
  integrations: readonly Integration[],
): readonly Integration[] {
  const ranked: { readonly integration: Integration; readonly rank: number }[] = [];
  for (const integration of integrations) {
    if (!(integration.tell.formats ?? YAML).includes(format)) continue;
    const rank = rankOf(tree, path, integration);
    if (rank !== undefined) ranked.push({ integration, rank });
  }
  return ranked.sort((left, right) => left.rank - right.rank).map((each) => each.integration);
}

/** The program that reads a file of this name, of several that read such settings. */
export function readerOf(readers: readonly FileReader[], path: string): FileReader | undefined {
  return readers.find(({ names }) => names.some((glob) => matchesGlob(path, glob)));
}

function rankOf(tree: TreeNode, path: string, integration: Integration): number | undefined {
  const options = pathOptions(integration);
  if (integration.tell.unless?.some((pattern) => holds(tree, pattern, options))) return undefined;
  const content = scopesOf(tree, integration).some((scope) =>
    integration.tell.content.some((each) => tells(scope, each, options)),
  );
  if (content) return integration.tell.weak ? 2 : 0;
  return integration.tell.names.some((glob) => matchesGlob(path, glob)) ? 1 : undefined;
}

function tells(tree: TreeNode, content: ContentTell, options: PathOptions): boolean {
  if (typeof content === "string") return holds(tree, content, options);
  return select(tree, content.path, options).some(({ value }) => isOneOf(value, content.values));
}

/** A scalar of one of these texts. */
export function isOneOf(node: TreeNode | undefined, values: readonly string[]): boolean {
  return node?.kind === "scalar" && values.includes(node.layer.text);
}

/** A pattern names a place, or where dots nest, anything below it (`filebeat` is told by `filebeat.inputs`). */
function holds(tree: TreeNode, pattern: string, options: PathOptions): boolean {
  if (select(tree, pattern, options).length > 0) return true;
  if (!options.dotted || tree.kind !== "map") return false;
  const below = `${pattern}.`;
  return tree.entries.some((entry) => entry.key.startsWith(below));
}
