/**
 * What neither types nor lint can hold about the pure folders: they read no clock and throw no dice. Today and the
 * process's seed are inputs, so that the same text gives the same analysis in a test, tomorrow and on another machine.
 */
import type { AnyNode } from "acorn";
import { describe, expect, test } from "vitest";
import { PURE, read, typeScriptIn } from "./sources";
import { nodesOf, propertyOf } from "./syntax";

const FILES = typeScriptIn("server/src").filter((file) =>
  PURE.includes(file.slice("server/src/".length).split("/")[0]!),
);

/** What a node reads that is no input; undefined for every other node. */
function impurity(node: AnyNode): string | undefined {
  if (node.type === "MemberExpression" && node.object.type === "Identifier") {
    const name = `${node.object.name}.${propertyOf(node)}`;
    return ["Date.now", "Math.random", "performance.now"].includes(name) ? name : undefined;
  }
  if (node.type === "NewExpression" || node.type === "CallExpression") {
    const isDate = node.callee.type === "Identifier" && node.callee.name === "Date";
    if (isDate && (node.type === "CallExpression" || node.arguments.length === 0)) return "the current date";
  }
  return node.type === "ImportExpression" ? "import() at run time" : undefined;
}

function impuritiesOf(text: string): string[] {
  return nodesOf(text).nodes.flatMap((node) => impurity(node) ?? []);
}

describe("the pure folders", () => {
  test("exist", () => {
    expect(FILES.length).toBeGreaterThan(10);
  });

  test("read no clock and throw no dice", () => {
    expect(FILES.flatMap((file) => impuritiesOf(read(file)).map((what) => `${file}: ${what}`))).toEqual([]);
  });
});

test("the check sees every way to read them", () => {
  const text =
    "Date.now(); new Date(); Date(); Math.random(); performance.now(); import('x'); new Date(2027, 0, 1); Math.max(1);";
  expect(impuritiesOf(text)).toHaveLength(6);
});
