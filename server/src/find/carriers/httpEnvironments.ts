/**
 * Environments of the editors that send requests of `.http` files: `http-client.env.json` of JetBrains' and of Visual
 * Studio, `rest-client.environmentVariables` in the settings of VS Code. Each is a map of variables by its name; `$shared`
 * is for all. Sources: https://www.jetbrains.com/help/idea/http-client-variables.html#environment-variables,
 * https://github.com/Huachao/vscode-restclient#environment-variables
 */
import { referenceParts } from "../../read/http/references";
import type { Entry, TreeNode } from "../../read/reading";
import { addEnvironment, type CarrierSink } from "./carrier";
import { childOf, entriesOf, isNull } from "./tree";
import { baseName, definitionOf, layerOf, valueOfScalar } from "./yamlParts";

const FILES: readonly string[] = ["http-client.env.json", "http-client.private.env.json"];

/** True for a file that may hold such environments, whatever else it holds. */
export function isHttpEnvironments(path: string): boolean {
  return FILES.includes(baseName(path)) || /(?:^|\/)\.vscode\/settings\.json$/.test(path);
}

/** Adds the environments of such a file to the sink, and answers whether the tree is one. */
export function httpEnvironments(tree: TreeNode, path: string, sink: CarrierSink): boolean {
  if (!isHttpEnvironments(path)) return false;
  const environments = FILES.includes(baseName(path)) ? tree : childOf(tree, "rest-client.environmentVariables");
  for (const { key, keySpan, value } of entriesOf(environments)) {
    if (value?.kind !== "map") continue;
    const definitions = value.entries.flatMap(definitionsOf);
    addEnvironment(sink, {
      owner: "http-environment",
      name: key,
      span: keySpan,
      layers: layerOf(definitions),
      links: [],
    });
  }
  return true;
}

function definitionsOf({ key, keySpan, value }: Entry): ReturnType<typeof definitionOf>[] {
  if (value?.kind !== "scalar" || isNull(value)) return [];
  const written = valueOfScalar(value, referenceParts(value.layer, value.span), (text) =>
    text.includes("{{") ? undefined : text,
  );
  return [definitionOf({ name: key, nameSpan: keySpan, value: written, inside: { kind: "nothing" } })];
}
