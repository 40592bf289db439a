/**
 * Parameters of a CloudFormation stack as the AWS CLI has them in a file: a list of names and values. They are read as the
 * map `Parameters`, which is the other way to write them.
 * Source: https://docs.aws.amazon.com/cli/latest/reference/cloudformation/create-stack.html (--parameters)
 */
import type { Entry, TreeNode } from "../../read/reading";
import type { CarrierSink } from "./carrier";
import { entryOf, scalarAt } from "./tree";

/** Adds the parameters as a tree of settings; true where the document is such a list. */
export function stackParameters(tree: TreeNode, sink: CarrierSink): boolean {
  if (tree.kind !== "list") return false;
  const entries = tree.items.flatMap((item): readonly Entry[] => {
    const name = scalarAt(item, "ParameterKey");
    const value = entryOf(item, "ParameterValue")?.value;
    return name && value ? [{ key: name.layer.text, keySpan: name.span, value, span: item.span }] : [];
  });
  const [first] = entries;
  if (!first) return false;
  const parameters: Entry = {
    key: "Parameters",
    keySpan: first.keySpan,
    value: { kind: "map", span: tree.span, entries },
    span: tree.span,
  };
  sink.trees.push({
    tree: { kind: "map", span: tree.span, entries: [parameters] },
    name: "parameters.json",
    around: { kind: "file" },
  });
  return true;
}
