/**
 * What sections of an INI file mean to PHP: nothing, but for those of one host or one folder, whose settings count there
 * and beside those of the whole server. https://www.php.net/manual/en/ini.sections.php
 */
import type { Integration } from "../integrations/model";
import type { Entry, MapNode, TreeNode } from "../read/reading";
import { append } from "../text/append";

/** Hosts and folders of one file that are looked at. */
const MOST_SCOPES = 100;

/** The maps of settings that a program sees in a tree, that of the whole first. */
export function scopesOf(tree: TreeNode, { sections }: Pick<Integration, "sections">): readonly TreeNode[] {
  if (sections === undefined || tree.kind !== "map") return [tree];
  const common: Entry[] = [];
  const special: MapNode[] = [];
  for (const entry of tree.entries) {
    const { key, value } = entry;
    if (value?.kind !== "map") common.push(entry);
    else if (/^(?:HOST|PATH)=/i.test(key)) special.push(value);
    else append(common, value.entries);
  }
  const whole: MapNode = { ...tree, entries: common };
  return [whole, ...special.slice(0, MOST_SCOPES).map((scope) => withCommon(scope, common))];
}

/** The settings of one host or folder, then those that it does not set itself. */
function withCommon(scope: MapNode, common: readonly Entry[]): MapNode {
  const own = new Set(scope.entries.map(({ key }) => key));
  return { ...scope, entries: [...scope.entries, ...common.filter(({ key }) => !own.has(key))] };
}
