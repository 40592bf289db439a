/**
 * What a Terraform command is given: the folder whose module it runs, and the variables on its command line.
 * Source: https://developer.hashicorp.com/terraform/cli/commands/plan, reference/variables.md 3.11
 */
import type { Command, Value } from "../read/reading";
import { append } from "../text/append";
import type { EnvironmentLayer, LinkFact } from "./environmentModel";
import { dropPrefix, leadingText } from "./requests";
import { literalText, sealValue } from "./value";
import type { Definition, VariableScope } from "./valueModel";

export interface TerraformRun {
  readonly links: readonly LinkFact[];
  /** In the order of the command line: the last one wins. */
  readonly layers: readonly EnvironmentLayer[];
}

/** Commands that evaluate the module. */
const RUNS: ReadonlySet<string> = new Set(["plan", "apply", "destroy", "refresh", "import", "console", "test"]);
const CHDIR = "-chdir=";

/**
 * What Terraform keeps in the folder of the module that it runs; whoever runs a module is found by it.
 * https://developer.hashicorp.com/terraform/cli/init#working-directory-contents
 */
export const DATA_FOLDER = ".terraform";

/** Undefined where the command is no run of a module. `scope` is where references in its words are looked up. */
export function terraformRunOf({ name, nameSpan, args }: Command, scope: VariableScope): TerraformRun | undefined {
  if (name !== "terraform" && name !== "tofu") return undefined;
  const first = args.findIndex((word) => !leadingText(word).startsWith("-"));
  const verb = args[first];
  if (!verb || !RUNS.has(literalText(verb) ?? "")) return undefined;
  const chdir = args.slice(0, first).find((word) => leadingText(word).startsWith(CHDIR));
  const folder = chdir ? literalText(chdir)?.slice(CHDIR.length) : ".";
  const path = folder === undefined ? undefined : folder === "." ? DATA_FOLDER : `${folder}/${DATA_FOLDER}`;
  return {
    links: path === undefined ? [] : [{ kind: "path", path: { path, span: nameSpan, from: "working-folder" } }],
    layers: layersOf(args.slice(first + 1), folder, scope),
  };
}

function layersOf(
  words: readonly Value[],
  folder: string | undefined,
  scope: VariableScope,
): readonly EnvironmentLayer[] {
  const layers: EnvironmentLayer[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    const option = word && /^--?(var|var-file)(=|$)/.exec(leadingText(word));
    if (!word || !option) continue;
    const value = option[2] === "=" ? dropPrefix(word, option[0].length) : words[++at];
    if (!value) continue;
    if (option[1] === "var-file") layers.push(valuesFile(value, folder));
    else append(layers, argument(value, scope));
  }
  return layers;
}

/** A path of `-var-file` starts from the folder of `-chdir`. */
function valuesFile(value: Value, folder: string | undefined): EnvironmentLayer {
  const written = literalText(value);
  const isHere = folder === "." || written?.startsWith("/") === true;
  const below = written === undefined || isHere ? written : folder && `${folder}/${written}`;
  return { kind: "values-file", path: { path: below, span: value.span, from: "working-folder" } };
}

function argument(value: Value, scope: VariableScope): readonly EnvironmentLayer[] {
  const name = /^([A-Za-z_][\w-]{0,200})=/.exec(leadingText(value))?.[1];
  if (name === undefined) return [];
  const { start } = value.span;
  const given = dropPrefix(value, name.length + 1);
  const definition: Definition = {
    name,
    nameSpan: { start, end: start + name.length },
    value: sealValue(given),
    scope: "command",
    inside: scope,
    exported: false,
    conditional: false,
    job: undefined,
    unexpanded: [],
  };
  return [{ kind: "arguments", definitions: [definition] }];
}
