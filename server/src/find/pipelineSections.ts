/**
 * The sections of a Logstash pipeline. One that stands twice goes on where it stood first: Logstash puts their plugins
 * into one pipeline in the order of the text, so each plugin needs a number of its own in its section.
 * https://github.com/elastic/logstash/blob/main/logstash-core/lib/logstash/compiler/lscl.rb (Config#compile)
 */
import type { Entry, TreeNode } from "../read/reading";

/** The tree with each section once, its plugins in the order of the text. Spans are those of where it stands first. */
export function joinSections(tree: TreeNode): TreeNode {
  if (tree.kind !== "map") return tree;
  const sections = new Map<string, Entry>();
  for (const entry of tree.entries) {
    const known = sections.get(entry.key);
    if (known?.value?.kind !== "list" || entry.value?.kind !== "list") sections.set(entry.key, known ?? entry);
    else {
      const value = { ...known.value, items: [...known.value.items, ...entry.value.items] };
      sections.set(entry.key, { ...known, value });
    }
  }
  return sections.size === tree.entries.length ? tree : { ...tree, entries: [...sections.values()] };
}
