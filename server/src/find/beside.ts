/**
 * What stands beside a key setting and matters for it: its block, other settings that name the target, what switches
 * certificate checks off, and settings that are almost the right one.
 */
import type { Integration, KeySetting } from "../integrations/model";
import type { Entry, Format, MapNode, TreeNode } from "../read/reading";
import type { BlockFact, ExcludedFact, MarkFact } from "./model";
import { type Found, first, type IndexedTree, pathOptions, select } from "./paths";
import { valueOfScalar } from "./references/index";
import { sealValue } from "./value";

/** The pattern of the map that holds the setting; empty at the top of the file. */
export function blockOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf(".")));
}

/** The pattern of a setting in the same map. */
export function besideOf(path: string, name: string): string {
  const block = blockOf(path);
  return block === "" ? name : `${block}.${name}`;
}

/** The block that a setting of this path stands in: the exporter, the output. */
export function blockFact(tree: IndexedTree, row: Integration, path: string, found: Found): BlockFact | undefined {
  // An item of a list has no name of its own.
  const pattern = row.whole === "otel-pipelines" ? componentOf(path) : blockOf(path).replace(/\[\]$/, "");
  const block = pattern === "" ? undefined : first(tree, pattern, pathOptions(row), found.captures)?.entry;
  return block && { name: block.key, keySpan: block.keySpan };
}

/** True where a setting stands in a configuration that is whole and in use. In a template what is missing may be put in later. */
export function isWhole(
  tree: IndexedTree,
  row: Integration,
  path: string,
  block: BlockFact | undefined,
  template: boolean,
): boolean {
  if (template) return false;
  return row.whole !== "otel-pipelines" || (block !== undefined && isInService(tree, componentOf(path), block.name));
}

/** `exporters.x/*` of `exporters.x/*.headers.Authorization`: a component of the collector is two levels below the top. */
function componentOf(path: string): string {
  return path.split(".").slice(0, 2).join(".");
}

/** True where the service of the file uses the component; without any pipeline the file is a part. */
function isInService(tree: IndexedTree, component: string, name: string): boolean {
  const section = component.slice(0, component.indexOf("."));
  const list = section === "extensions" ? "service.extensions[]" : `service.pipelines.*.${section}[]`;
  return select(tree, list, { dotted: false }).some(
    ({ value }) => value?.kind === "scalar" && value.layer.text.trim() === name,
  );
}

/** Settings of which the program takes exactly one, as far as they stand here. */
export function exclusiveOf(
  tree: IndexedTree,
  row: Integration,
  setting: KeySetting,
  found: Found,
): readonly ExcludedFact[] {
  return (setting.target.exclusive?.paths ?? []).flatMap((pattern): readonly ExcludedFact[] => {
    const there = first(tree, pattern, pathOptions(row), found.captures);
    const node = there?.value?.kind === "list" ? there.value.items[0] : there?.value;
    if (!there?.entry || node?.kind !== "scalar") return [];
    const value = sealValue(valueOfScalar(node, row.references));
    return [{ path: there.path, keySpan: there.entry.keySpan, value }];
  });
}

/** The setting that switches certificate checks off, if one does. */
export function tlsOffOf(
  tree: IndexedTree,
  row: Integration,
  setting: KeySetting,
  found: Found,
  format: Format,
): MarkFact | undefined {
  for (const { path, values } of setting.tlsOff ?? []) {
    const there = first(tree, path, pathOptions(row), found.captures);
    if (!there?.entry || there.value?.kind !== "scalar") continue;
    const text = there.value.layer.text.trim().toLowerCase();
    if (values.includes(text)) {
      return {
        span: { start: there.entry.span.start, end: there.value.outer.end },
        // A pipeline's option is written without the numbers of its plugin.
        written: format === "logstash" ? `${there.entry.key} => ${text}` : `${shortPath(there.path)}: ${text}`,
      };
    }
  }
  return undefined;
}

/** UTF-16 units of a path that a message has room for. */
const LONGEST_PATH = 56;

/** A path as messages name it: of a longer one the last two pieces. */
export function shortPath(path: string): string {
  return path.length <= LONGEST_PATH ? path : path.split(".").slice(-2).join(".");
}

/** Ways to write the setting for a key, of which each program reads one. */
const SPELLINGS: ReadonlySet<string> = new Set([
  "api_key",
  "apikey",
  "apiKey",
  "api-key",
  "ApiKey",
  "APIKey",
  "apiKEY",
  "API_KEY",
  "Api_Key",
]);

/** The rows of settings that stand misspelt in the tree: each as the row of the right setting, marked. */
export function misspelt(tree: TreeNode, row: Integration): readonly KeySetting[] {
  const written = new Set<string>();
  gatherSpellings(tree, written, 0);
  if (written.size === 0) return [];
  const read = new Set(row.settings.map(({ path }) => inCase(path, row)));
  return row.settings.flatMap((setting) => {
    const right = setting.path.slice(setting.path.lastIndexOf(".") + 1);
    if (setting.value !== "key" || setting.unsupported || !SPELLINGS.has(right)) return [];
    return [...written].flatMap((name): readonly KeySetting[] => {
      const path = besideOf(setting.path, name);
      return read.has(inCase(path, row)) ? [] : [{ ...setting, path, unsupported: { right } }];
    });
  });
}

/** A path as the program compares it. */
function inCase(path: string, { anyCase }: Integration): string {
  return anyCase ? path.toLowerCase() : path;
}

const MAX_LEVELS = 12;

function gatherSpellings(node: TreeNode, written: Set<string>, depth: number): void {
  if (depth > MAX_LEVELS) return;
  if (node.kind === "list") for (const item of node.items) gatherSpellings(item, written, depth + 1);
  if (node.kind !== "map") return;
  for (const entry of (node satisfies MapNode).entries) {
    const name = lastPiece(entry);
    if (SPELLINGS.has(name)) written.add(name);
    if (entry.value && entry.value.kind !== "scalar") gatherSpellings(entry.value, written, depth + 1);
  }
}

function lastPiece({ key }: Entry): string {
  return key.slice(key.lastIndexOf(".") + 1);
}
