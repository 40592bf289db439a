/**
 * Files and scripts that stand in the values of a document which no other carrier knows: cloud-init's `write_files` and
 * `runcmd`, and values under a key that is the name of a file, as charts have them (`filebeatConfig: {filebeat.yml: |`).
 * Sources: https://cloudinit.readthedocs.io/en/latest/reference/modules.html#write-files,
 * https://github.com/elastic/helm-charts/blob/main/filebeat/values.yaml
 */
import { pieceLayer } from "../../read/embedded";
import { partsBuilder } from "../../read/interpolation/parts";
import type { MapNode, Part, ScalarNode, TreeNode } from "../../read/reading";
import { filledText } from "../filled";
import type { Surroundings, VariableScope } from "../valueModel";
import type { EmbeddedText } from "./carrier";
import { entriesOf, itemsOf, mapsAt, scalarAt, textAt } from "./tree";
import { baseName } from "./yamlParts";

/** Levels that are looked through for files. */
const MAX_DEPTH = 8;

/** The texts of a document. `filled` is where what was put into it before it was read is looked up. */
export function fileTexts(tree: TreeNode, around: Surroundings, filled?: VariableScope): readonly EmbeddedText[] {
  if (tree.kind !== "map") return [];
  const texts: EmbeddedText[] = [];
  const add = (scalar: ScalarNode, name: string): void => {
    texts.push(fileText(scalar, name, around, filled));
  };
  if (tree.entries.some(({ key }) => CLOUD_INIT.has(key))) addCloudInit(tree, add);
  else addNamed(tree, add, 0);
  return texts;
}

const CLOUD_INIT: ReadonlySet<string> = new Set(["write_files", "runcmd", "bootcmd"]);
/** By this name a text is told to be a script. */
const SCRIPT = "command.sh";

function addCloudInit(tree: MapNode, add: (scalar: ScalarNode, name: string) => void): void {
  for (const file of mapsAt(tree, "write_files")) {
    const content = scalarAt(file, "content");
    const encoding = textAt(file, "encoding");
    if (content && (encoding === undefined || encoding === "text/plain"))
      add(content, baseName(textAt(file, "path") ?? ""));
  }
  for (const key of ["bootcmd", "runcmd"]) {
    const commands = entriesOf(tree).findLast((entry) => entry.key === key)?.value;
    for (const command of itemsOf(commands)) {
      if (command.kind === "scalar") add(command, SCRIPT);
      // `[sh, -c, "…"]`
      else if (command.kind === "list") {
        const [, , script] = command.items;
        const words = command.items.map((item) => (item.kind === "scalar" ? item.layer.text : ""));
        if (/^(?:\S*\/)?(?:ba|da|z|k)?sh$/.test(words[0] ?? "") && words[1] === "-c" && script?.kind === "scalar") {
          add(script, SCRIPT);
        }
      }
    }
  }
}

function addNamed(node: MapNode, add: (scalar: ScalarNode, name: string) => void, depth: number): void {
  for (const { key, value } of node.entries) {
    if (value?.kind === "map" && depth < MAX_DEPTH) addNamed(value, add, depth + 1);
    if (value?.kind === "list" && depth < MAX_DEPTH) {
      for (const item of value.items) if (item.kind === "map") addNamed(item, add, depth + 1);
    }
    if (value?.kind === "scalar" && FILE_NAME.test(key) && value.layer.text.trimEnd().includes("\n")) add(value, key);
  }
}

const FILE_NAME = /^[\w-][\w.-]{0,100}\.(?:ya?ml|conf|json|sh|bash|properties|ini|env|tf|service)$/;

/** A value that is a file of this name. `filled` is where what was put into it before it was read is looked up. */
export function fileText(
  scalar: ScalarNode,
  name: string,
  around: Surroundings,
  filled: VariableScope | undefined,
): EmbeddedText {
  const layer = pieceLayer(scalar);
  const common = { span: scalar.span, as: "file", name, around } as const;
  if (!filled || !scalar.filled) return { ...common, layer };
  const { layer: whole, parts } = filledText(partsOf(scalar), scalar.span);
  return { ...common, layer: whole, filling: { parts, scope: filled } };
}

/** The text between what was put into it, in pieces that map unit by unit, and that. */
function partsOf({ layer, span, filled = [] }: ScalarNode): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  const text = (end: number): void => {
    const pieces = partsBuilder(layer, span);
    pieces.verbatim(from, end);
    for (const piece of pieces.done()) parts.push(piece);
  };
  for (const { at, part } of filled) {
    text(at);
    parts.push(part);
    from = at + 1;
  }
  text(layer.text.length);
  return parts;
}
