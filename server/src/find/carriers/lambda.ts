/**
 * Functions of AWS Lambda: the environment of each, as the Serverless Framework, AWS SAM and CloudFormation have it.
 * Sources: https://www.serverless.com/framework/docs/providers/aws/guide/environment-variables,
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-environment.html
 */
import { partsBuilder, textParts } from "../../read/interpolation/parts";
import type { Entry, Part, ScalarNode, TreeNode, Value } from "../../read/reading";
import type { Span } from "../../text/span";
import type { Definition } from "../valueModel";
import { addEnvironment, type CarrierSink } from "./carrier";
import { childOf, entriesOf, entryOf, isNull, textOf, withIndexes } from "./tree";
import { definitionOf, layerOf, valueAt, valueOfScalar } from "./yamlParts";

/** Adds the functions of a template to the sink, and answers whether the tree is one. */
export function lambdaCarrier(tree: TreeNode, sink: CarrierSink): boolean {
  const isServerless =
    entryOf(tree, "service") !== undefined && entryOf(childOf(tree, "provider"), "name") !== undefined;
  const isTemplate = entriesOf(childOf(tree, "Resources")).some(({ value }) => isFunction(value));
  if (!isServerless && !isTemplate) return false;
  withIndexes(() => (isServerless ? addServerless(tree, sink) : addTemplate(tree, sink)));
  return true;
}

const FUNCTIONS: readonly string[] = ["AWS::Serverless::Function", "AWS::Lambda::Function"];

function isFunction(resource: TreeNode | undefined): boolean {
  return FUNCTIONS.includes(textOf(childOf(resource, "Type")) ?? "");
}

/** What a function sets goes before what all of them are given. */
function addServerless(tree: TreeNode, sink: CarrierSink): void {
  const provider = entryOf(tree, "provider");
  const all = definitionsIn(childOf(provider?.value, "environment"), "framework");
  const written = childOf(tree, "functions");
  // Functions may stand in several maps of a list.
  const functions = written?.kind === "list" ? written.items.flatMap(entriesOf) : entriesOf(written);
  for (const { key, keySpan, value } of functions) {
    const own = definitionsIn(childOf(value, "environment"), "framework");
    addFunction(key, keySpan, [all, own], sink);
  }
  if (functions.length === 0 && provider) addFunction("functions", provider.keySpan, [all], sink);
}

function addTemplate(tree: TreeNode, sink: CarrierSink): void {
  const all = definitionsIn(childOf(tree, "Globals", "Function", "Environment", "Variables"), "tags");
  for (const { key, keySpan, value } of entriesOf(childOf(tree, "Resources"))) {
    if (!isFunction(value)) continue;
    const own = definitionsIn(childOf(value, "Properties", "Environment", "Variables"), "tags");
    const isServerless = textOf(childOf(value, "Type")) === FUNCTIONS[0];
    addFunction(key, keySpan, isServerless ? [all, own] : [own], sink);
  }
}

function addFunction(name: string, span: Span, layers: readonly (readonly Definition[])[], sink: CarrierSink): void {
  addEnvironment(sink, { owner: "lambda-function", name, span, layers: layers.flatMap(layerOf), links: [] });
}

/** How a template has what it looks up: `${…}` in any text, or a tag before the whole. */
type Syntax = "framework" | "tags";

function definitionsIn(node: TreeNode | undefined, syntax: Syntax): readonly Definition[] {
  return entriesOf(node).flatMap(({ key, keySpan, value }: Entry): readonly Definition[] => {
    if (key === "" || !value || isNull(value)) return [];
    return [
      definitionOf({ name: key, nameSpan: keySpan, value: readValue(value, syntax), inside: { kind: "nothing" } }),
    ];
  });
}

/** A map or a list is a function that the template calls (`Fn::Join`). */
function readValue(node: TreeNode, syntax: Syntax): Value {
  if (node.kind !== "scalar") return valueAt(node.span, [{ kind: "opaque", span: node.span, why: "template" }]);
  return valueOfScalar(node, partsOf(node, syntax), (text) => (text.includes("${") ? undefined : text));
}

function partsOf(scalar: ScalarNode, syntax: Syntax): readonly Part[] {
  const { tag, span, layer } = scalar;
  if (tag === "!Sub" || (tag === undefined && syntax === "framework")) return filledParts(scalar);
  return tag === undefined ? textParts(layer) : [{ kind: "opaque", span, why: "template" }];
}

/** `${…}`, which may nest, is whatever a stack, a store or the machine has; nothing else in the text is. */
function filledParts({ layer, span }: ScalarNode): readonly Part[] {
  const { text } = layer;
  const out = partsBuilder(layer, span);
  let from = 0;
  for (let at = text.indexOf("${"); at >= 0; at = text.indexOf("${", from)) {
    const end = closingAt(text, at);
    if (end < 0) break;
    out.verbatim(from, at);
    out.add({ kind: "opaque", span: out.place(at, end), why: "template" });
    from = end;
  }
  out.verbatim(from, text.length);
  return out.done();
}

/** Behind the brace that closes the one of `${`. */
function closingAt(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === "{") depth++;
    else if (unit === "}" && --depth === 0) return at + 1;
  }
  return -1;
}
