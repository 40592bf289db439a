/**
 * Source files as syntax trees. TypeScript 7 has no programmatic interface, so esbuild takes the types away and acorn
 * parses what is left; names and literals survive, places are found again in the source by searching for them.
 */
import type { AnyNode } from "acorn";
import { parse } from "acorn";
import { transformSync } from "esbuild";

/** A regular expression in the source: its pattern and flags, or why these cannot be told without running it. */
export type FoundRegex =
  | { readonly kind: "pattern"; readonly pattern: string; readonly flags: string }
  | { readonly kind: "dynamic"; readonly code: string };

/** Every node of a TypeScript text, in source order of their parents. */
export function nodesOf(text: string): { readonly nodes: readonly AnyNode[]; readonly code: string } {
  const { code } = transformSync(text, { loader: "ts", target: "esnext", charset: "utf8" });
  return { nodes: nodesOfJavaScript(code), code };
}

/** The same for a text that is JavaScript already, such as a bundle. */
export function nodesOfJavaScript(code: string): AnyNode[] {
  const nodes: AnyNode[] = [];
  const waiting: unknown[] = [
    parse(code, { ecmaVersion: "latest", sourceType: "module", allowHashBang: true, allowReturnOutsideFunction: true }),
  ];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) waiting.push(...value.toReversed());
    else if (isNode(value)) {
      nodes.push(value);
      waiting.push(...Object.values(value).toReversed());
    }
  }
  return nodes;
}

/** Every regular expression of a TypeScript text: literals, and `RegExp(…)` where its arguments are constant in the file. */
export function regexesOf(text: string): FoundRegex[] {
  const { nodes, code } = nodesOf(text);
  const constants = new Map<string, AnyNode>();
  for (const node of nodes) {
    if (node.type === "VariableDeclaration" && node.kind === "const") {
      for (const { id, init } of node.declarations) if (id.type === "Identifier" && init) constants.set(id.name, init);
    }
  }
  return nodes.flatMap((node): FoundRegex[] => {
    if (node.type === "Literal" && node.regex) return [{ kind: "pattern", ...node.regex }];
    if (node.type !== "NewExpression" && node.type !== "CallExpression") return [];
    if (node.callee.type !== "Identifier" || node.callee.name !== "RegExp") return [];
    const [pattern, flags] = node.arguments;
    const source = pattern === undefined ? "" : constant(pattern, constants);
    const letters = flags === undefined ? "" : constant(flags, constants);
    if (source === undefined || letters === undefined) {
      return [{ kind: "dynamic", code: code.slice(node.start, node.end) }];
    }
    return [{ kind: "pattern", pattern: source, flags: letters }];
  });
}

/** The string that an expression always has, or undefined: literals, templates and sums of such, `.source`, `String.raw`. */
function constant(node: AnyNode, constants: ReadonlyMap<string, AnyNode>): string | undefined {
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? node.value : undefined;
    case "Identifier": {
      const value = constants.get(node.name);
      return value === undefined ? undefined : constant(value, constants);
    }
    case "TemplateLiteral":
      return joined(
        node.quasis.map((quasi) => quasi.value.cooked ?? undefined),
        node.expressions,
        constants,
      );
    case "TaggedTemplateExpression": {
      const raw = node.tag.type === "MemberExpression" && propertyOf(node.tag) === "raw";
      return raw
        ? joined(
            node.quasi.quasis.map((quasi) => quasi.value.raw),
            node.quasi.expressions,
            constants,
          )
        : undefined;
    }
    case "BinaryExpression": {
      const left = node.operator === "+" ? constant(node.left, constants) : undefined;
      const right = node.operator === "+" ? constant(node.right, constants) : undefined;
      return left === undefined || right === undefined ? undefined : left + right;
    }
    case "MemberExpression": {
      if (propertyOf(node) !== "source" || node.object.type !== "Identifier") return undefined;
      const value = constants.get(node.object.name);
      return value?.type === "Literal" && value.regex ? value.regex.pattern : undefined;
    }
    default:
      return undefined;
  }
}

function joined(
  texts: readonly (string | undefined)[],
  expressions: readonly AnyNode[],
  constants: ReadonlyMap<string, AnyNode>,
): string | undefined {
  const between = expressions.map((expression) => constant(expression, constants));
  if ([...texts, ...between].includes(undefined)) return undefined;
  return texts.map((text, index) => `${text}${between[index] ?? ""}`).join("");
}

/** The name after the dot; undefined for a computed one. */
export function propertyOf(node: AnyNode): string | undefined {
  return node.type === "MemberExpression" && !node.computed && node.property.type === "Identifier"
    ? node.property.name
    : undefined;
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
