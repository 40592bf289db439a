/**
 * What a Terraform file gives to its module and takes from others: variables and their defaults, locals, outputs, calls
 * of other modules with what they are handed, and the values of `.tfvars` files. A module is a folder, so the other files
 * of it are looked at when a name is looked up (workspace/terraform.ts).
 * Source: https://developer.hashicorp.com/terraform/language, reference/variables.md 3.11
 */
import { readHclValue } from "../read/hcl";
import type { Entry, Format, MapNode, ScalarNode, TreeNode, Value } from "../read/reading";
import { append } from "../text/append";
import { literalText, sealValue } from "./value";
import type { Definition, PathFact } from "./valueModel";

/** What a file is to its module. */
export type TerraformFact =
  /** A part of the module: its definitions are named `var.k`, `local.k`, `output.k` and `module.call.k`. */
  | {
      readonly kind: "module";
      readonly calls: readonly ModuleCall[];
    }
  /** Values for the variables of a root module: its definitions are named as the variables are. */
  | { readonly kind: "values" };

/** A `module` block. */
export interface ModuleCall {
  readonly name: string;
  /** Undefined where it is not a folder of this workspace. */
  readonly source: PathFact | undefined;
}

export interface TerraformFound {
  readonly fact: TerraformFact;
  readonly definitions: readonly Definition[];
}

/** Undefined where the file is none of Terraform's. `path` has `/`. */
export function findTerraform(tree: TreeNode | undefined, path: string, format: Format): TerraformFound | undefined {
  if (tree?.kind !== "map") return undefined;
  if (/\.tfvars(?:\.json)?$/.test(path)) return valuesOf(tree, format);
  return format === "hcl" || path.endsWith(".tf.json") ? moduleOf(tree) : undefined;
}

/** How many labels a block has: https://developer.hashicorp.com/terraform/language/syntax/json#nested-block-mapping */
const LABELS: ReadonlyMap<string, number> = new Map([
  ["provider", 1],
  ["module", 1],
  ["resource", 2],
  ["data", 2],
  ["ephemeral", 2],
]);

/**
 * Each block at the top as a tree of its own: blocks may repeat, and what stands beside a key stands in its own. In JSON
 * blocks that repeat are lists, and one in a list is one.
 */
export function terraformBlocks(tree: TreeNode): readonly TreeNode[] {
  if (tree.kind !== "map") return [tree];
  return tree.entries.flatMap((entry) => labelled(entry, LABELS.get(entry.key) ?? 0)).map((entry) => treeOf(entry));
}

function labelled(entry: Entry, labels: number): readonly Entry[] {
  const { value } = entry;
  if (value?.kind === "list") return value.items.flatMap((item) => labelled({ ...entry, value: item }, labels));
  if (labels === 0 || value?.kind !== "map") return [{ ...entry, value: value && withoutLists(value, 0) }];
  return value.entries.flatMap((each) =>
    labelled(each, labels - 1).map((inner) => ({ ...entry, value: treeOf(inner) })),
  );
}

function treeOf(entry: Entry): MapNode {
  return { kind: "map", span: entry.span, entries: [entry] };
}

/** A list of one block stands for the block. */
function withoutLists(node: TreeNode, level: number): TreeNode {
  if (node.kind === "list") {
    const [only] = node.items;
    return only?.kind === "map" && node.items.length === 1 ? withoutLists(only, level) : node;
  }
  if (node.kind !== "map" || level >= MAX_LEVELS) return node;
  return {
    ...node,
    entries: node.entries.map((entry) => ({ ...entry, value: entry.value && withoutLists(entry.value, level + 1) })),
  };
}

function valuesOf(tree: MapNode, format: Format): TerraformFound {
  const definitions = tree.entries.flatMap((entry) =>
    definitionsIn("", entry, format === "hcl" ? hclValue : jsonValue),
  );
  return { fact: { kind: "values" }, definitions };
}

function moduleOf(tree: MapNode): TerraformFound {
  const definitions: Definition[] = [];
  const calls: ModuleCall[] = [];
  for (const entry of tree.entries) {
    switch (entry.key) {
      case "locals":
        for (const local of entriesOf(entry.value)) append(definitions, definitionsIn("local.", local, hclValue));
        break;
      case "variable":
        for (const block of entriesOf(entry.value)) append(definitions, defaultsOf(block));
        break;
      case "output":
        for (const block of entriesOf(entry.value)) {
          const value = entriesOf(block.value).find(({ key }) => key === "value");
          if (value) append(definitions, definitionsIn("output.", { ...value, key: block.key }, hclValue));
        }
        break;
      case "module":
        for (const block of entriesOf(entry.value)) {
          calls.push({ name: block.key, source: sourceOf(block) });
          for (const argument of entriesOf(block.value)) {
            append(definitions, definitionsIn(`module.${block.key}.`, argument, hclValue));
          }
        }
        break;
      default:
    }
  }
  return { fact: { kind: "module", calls }, definitions };
}

/** A variable, and its default where it has one: without, its value is given from outside. */
function defaultsOf(block: Entry): readonly Definition[] {
  const value = entriesOf(block.value).find(({ key }) => key === "default");
  if (!value) return [];
  return definitionsIn("var.", { ...value, key: block.key, keySpan: block.keySpan }, hclValue);
}

/** https://developer.hashicorp.com/terraform/language/modules/sources#local-paths */
function sourceOf(block: Entry): PathFact | undefined {
  const source = entriesOf(block.value).find(({ key }) => key === "source")?.value;
  const path = source?.kind === "scalar" ? literalText(readHclValue(source)) : undefined;
  if (source === undefined || path === undefined || !/^\.\.?\//.test(path)) return undefined;
  return { path, span: source.span, from: "own-folder" };
}

function entriesOf(node: TreeNode | undefined): readonly Entry[] {
  return node?.kind === "map" ? node.entries : [];
}

/** Objects in objects that are followed. */
const MAX_LEVELS = 6;

/** A setting as definitions: of an object each of its values by its path. */
function definitionsIn(
  prefix: string,
  { key, keySpan, value }: Entry,
  read: (scalar: ScalarNode) => Value,
  level = 0,
): readonly Definition[] {
  const name = prefix + key;
  if (value?.kind === "map" && level < MAX_LEVELS) {
    return value.entries.flatMap((entry) => definitionsIn(`${name}.`, entry, read, level + 1));
  }
  if (value?.kind === "list" && level < MAX_LEVELS) {
    return value.items.flatMap((item, index) =>
      definitionsIn(`${name}.`, { key: `${index}`, keySpan, value: item, span: item.span }, read, level + 1),
    );
  }
  if (value?.kind !== "scalar") return [];
  const isNull = value.style === "plain" && value.layer.text === "null";
  // In a file of values it stands for the default, elsewhere for nothing.
  if (isNull && prefix === "" && level === 0) return [];
  const written = read(value);
  return [
    {
      name,
      nameSpan: keySpan,
      value: sealValue(isNull ? { ...written, parts: [], encode: () => undefined } : written),
      scope: "module",
      inside: { kind: "module" },
      exported: false,
      conditional: false,
      job: undefined,
      unexpanded: [],
    },
  ];
}

const hclValue = (scalar: ScalarNode): Value => readHclValue(scalar);

/** `*.tfvars.json` holds texts that are templates as well: https://developer.hashicorp.com/terraform/language/syntax/json */
function jsonValue({ span, outer, layer }: ScalarNode): Value {
  const { text } = layer;
  const whole = { start: 0, end: text.length };
  return {
    span,
    outer,
    parts: text === "" ? [] : [{ kind: "text", text, span: layer.toHost(whole) }],
    quote: "double",
    encode: (written) => layer.encode(written),
  };
}
