/**
 * Texts in Terraform files: scripts and configurations that stand in here-documents and strings, and files that are
 * filled in with `templatefile`. What Terraform puts into them is looked up in the module.
 */
import { readHclValue, type TemplateFile, templateFilesIn } from "../read/hcl";
import type { Entry, Part, ScalarNode, TreeNode } from "../read/reading";
import type { EmbeddedText } from "./carriers/carrier";
import type { EnvironmentFact } from "./environmentModel";
import { filledText } from "./filled";
import { sealValue } from "./value";
import type { Definition, VariableScope } from "./valueModel";

export interface TerraformTexts {
  /** What files are filled in with. */
  readonly templates: readonly Omit<EnvironmentFact, "id">[];
  readonly texts: readonly EmbeddedText[];
}

const MODULE: VariableScope = { kind: "module" };

/** Levels of blocks and objects that are looked through. */
const MAX_DEPTH = 12;

/** The texts in a file's tree. */
export function terraformTexts(tree: TreeNode): TerraformTexts {
  const templates: Omit<EnvironmentFact, "id">[] = [];
  const texts: EmbeddedText[] = [];
  const visit = (node: TreeNode | undefined, name: string | undefined, depth: number): void => {
    if (!node || depth > MAX_DEPTH) return;
    if (node.kind === "list") for (const item of node.items) visit(item, name, depth + 1);
    else if (node.kind === "map") {
      const files = filesNamedIn(node.entries);
      for (const entry of node.entries) visit(entry.value, nameOf(entry, files, name), depth + 1);
    } else {
      for (const each of templateFilesIn(node.layer, node.span)) templates.push(templateOf(each));
      if (name === SCRIPT || node.layer.text.includes("\n")) texts.push(textOf(node, name));
    }
  };
  visit(tree, undefined, 0);
  return { templates, texts };
}

/** A name by which a text is told to be a script. */
const SCRIPT = "command.sh";

/** https://developer.hashicorp.com/terraform/language/resources/provisioners/syntax */
const PROVISIONERS: ReadonlySet<string> = new Set(["local-exec", "remote-exec"]);

/** The file that a text becomes: the key that names it in a map of files, or what a setting beside it says. */
function nameOf(
  { key }: Entry,
  beside: ReadonlyMap<string, string>,
  inherited: string | undefined,
): string | undefined {
  if (PROVISIONERS.has(key)) return key;
  if (inherited !== undefined && PROVISIONERS.has(inherited)) {
    return key === "command" || key === "inline" ? SCRIPT : undefined;
  }
  if (/^[\w-][\w.-]{0,100}\.[a-z]{1,10}$/i.test(key)) return key;
  if (inherited === SCRIPT) return SCRIPT;
  for (const [other, file] of beside) if (other !== key) return file;
  return undefined;
}

/** The files that settings name, by the setting; asked once for a block, which may have any number of settings. */
function filesNamedIn(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const { key, value } of entries) {
    if (!FILE_NAMES.has(key) || value?.kind !== "scalar" || files.has(key)) continue;
    const last = readHclValue(value).parts.at(-1);
    if (last?.kind === "text") files.set(key, last.text.slice(last.text.lastIndexOf("/") + 1));
  }
  return files;
}

/** Settings of resources and provisioners that say which file a text becomes. */
const FILE_NAMES: ReadonlySet<string> = new Set([
  "filename",
  "file_name",
  "path",
  "destination",
  "target",
  "key",
  "name",
]);

function textOf(scalar: ScalarNode, name: string | undefined): EmbeddedText {
  const { layer, parts } = filledText(withoutEncoding(readHclValue(scalar).parts), scalar.span);
  const around = { kind: "file" } as const;
  const common = { layer, span: scalar.span, as: "file", around, filling: { parts, scope: MODULE } } as const;
  return name === undefined ? common : { ...common, name };
}

/** The text of `base64encode(<<EOT …)`: machines are given their `user_data` so. */
function withoutEncoding(parts: readonly Part[]): readonly Part[] {
  const [only] = parts;
  return parts.length === 1 && only?.kind === "computed" && only.operation === "base64" ? only.parts : parts;
}

function templateOf({ file, variables }: TemplateFile): Omit<EnvironmentFact, "id"> {
  const definitions = variables.map(
    ({ name, nameSpan, value }): Definition => ({
      name,
      nameSpan,
      value: sealValue(value),
      scope: "environment",
      inside: MODULE,
      exported: true,
      conditional: false,
      job: undefined,
      unexpanded: [],
    }),
  );
  const { path, span } = file;
  return {
    owner: "template",
    name: path.slice(path.lastIndexOf("/") + 1),
    span,
    layers: [{ kind: "definitions", definitions }],
    links: [{ kind: "path", path: { path, span, from: "own-folder" } }],
  };
}
