/**
 * Who sends a key that stands in a block of its own: an authenticator of the OpenTelemetry Collector sends nothing, the
 * exporters that name it do. Each of them fixes the API and says where the key goes.
 */
import type { Integration, KeySetting } from "../integrations/model";
import type { TreeNode } from "../read/reading";
import { blockOf } from "./beside";
import { type Found, type IndexedTree, pathOptions, select } from "./paths";

/** A key setting as one sort of sender uses it. */
export interface SentSetting {
  /** The row's setting with the API and the target of the sender. */
  readonly setting: KeySetting;
  /** The setting that shows who sends: the one that names the block, or the key itself. */
  readonly path: string;
  /** Where those senders stand, so that their settings are found. */
  readonly at: readonly Found[];
}

/**
 * The setting once for each sort of component that sends the key. None where the block is named by others alone: a receiver
 * checks what comes in and sends nothing. Where nobody names the block, the file is a part, and the target is not known.
 */
export function sentSettings(
  tree: IndexedTree,
  row: Integration,
  setting: KeySetting,
  found: Found,
): readonly SentSetting[] {
  const { senders } = setting;
  const own: SentSetting = { setting, path: setting.path, at: [found] };
  if (!senders) return [own];
  const name = blockName(setting, found);
  const taken = new Set<TreeNode>();
  const sent = senders.flatMap(({ path, api, target, tlsOff }): readonly SentSetting[] => {
    const at = select(tree, path, pathOptions(row)).filter(
      ({ value }) => value?.kind === "scalar" && value.layer.text.trim() === name && !taken.has(value),
    );
    for (const { value } of at) if (value) taken.add(value);
    return at.length === 0 ? [] : [{ setting: { ...setting, api, target, ...(tlsOff && { tlsOff }) }, path, at }];
  });
  if (sent.length > 0) return sent;
  return isNamed(tree.root, name, lastName(senders[0]?.path ?? ""), 0) ? [] : [own];
}

/** The block as others name it: what `name/*` in the path stood for. */
function blockName({ path }: KeySetting, { captures }: Found): string {
  const segments = path.split(".");
  const before = segments.slice(
    0,
    segments.findIndex((segment) => segment.endsWith("/*")),
  );
  const at = before.filter((segment) => segment === "*" || segment.includes("[]")).length;
  return String(captures[at] ?? "");
}

const MAX_LEVELS = 12;

/** True where a setting of this key holds the name. */
function isNamed(node: TreeNode, name: string, key: string, depth: number): boolean {
  if (node.kind === "scalar" || depth > MAX_LEVELS) return false;
  if (node.kind === "list") return node.items.some((item) => isNamed(item, name, key, depth + 1));
  return node.entries.some(({ key: own, value }) => {
    if (own === key && value?.kind === "scalar") return value.layer.text.trim() === name;
    return value !== undefined && isNamed(value, name, key, depth + 1);
  });
}

function lastName(path: string): string {
  return path.slice(blockOf(path).length + 1);
}
