/**
 * Contexts of a workflow's expressions that its text fills: `inputs`, by defaults and by what a caller passes, and
 * `matrix`, one environment for each of its combinations. Their values are variables named `inputs.url` and `matrix.url`,
 * which no shell can name. Sources: reference/variables.md 3.5;
 * https://docs.github.com/actions/reference/workflows-and-actions/contexts
 */
import type { Entry, ScalarNode, TreeNode, Value } from "../../read/reading";
import type { EnvironmentLayer } from "../environmentModel";
import type { Definition, VariableScope } from "../valueModel";
import { expressionParts } from "./expressions";
import { childOf, entriesOf, isNull, itemsOf, scalarOf } from "./tree";
import { definitionOf, layerOf, valueAt, valueOfScalar } from "./yamlParts";

/** A value in which expressions are references. */
export function readValue(scalar: ScalarNode): Value {
  const parts = expressionParts(scalar.layer, scalar.span);
  return valueOfScalar(scalar, parts, (text) => (text.includes("${{") ? undefined : text));
}

// --- Inputs --------------------------------------------------------------------------------------------------------

/** What the inputs of a workflow are, from low to high: defaults, then what a caller passes. */
export function workflowInputs(tree: TreeNode): readonly EnvironmentLayer[] {
  const called = childOf(tree, "on", "workflow_call");
  const asked = defaultsOf(childOf(tree, "on", "workflow_dispatch", "inputs"), true);
  return [...layerOf(asked), ...(called ? actionInputs(childOf(called, "inputs")) : [])];
}

/** The same for an action, or for a workflow that others call. */
export function actionInputs(inputs: TreeNode | undefined): readonly EnvironmentLayer[] {
  return [...layerOf(defaultsOf(inputs, false)), { kind: "surroundings", around: { kind: "file" } }];
}

/** Names of the inputs that layers hold. */
export function inputNames(layers: readonly EnvironmentLayer[]): readonly string[] {
  return layers.flatMap((layer) => (layer.kind === "definitions" ? layer.definitions.map(({ name }) => name) : []));
}

/** Defaults; `open` where a person may give another one. Without one nobody knows what will be given. */
function defaultsOf(inputs: TreeNode | undefined, open: boolean): readonly Definition[] {
  return entriesOf(inputs).map(({ key, keySpan, value }): Definition => {
    const scalar = scalarOf(childOf(value, "default"));
    const given = scalar ? readValue(scalar) : valueAt(keySpan, [{ kind: "opaque", span: keySpan, why: "template" }]);
    const draft = { name: `inputs.${key}`, nameSpan: keySpan, value: given, inside: NOTHING };
    return definitionOf({ ...draft, ...(open && { open }) });
  });
}

const NOTHING: VariableScope = { kind: "nothing" };

/** What a step or a job passes with `with`. */
export function passedInputs(node: TreeNode | undefined, inside: () => VariableScope): readonly EnvironmentLayer[] {
  const passed = entriesOf(node).flatMap(({ key, keySpan, value }): readonly Definition[] => {
    const scalar = scalarOf(value);
    if (key === "" || !scalar) return [];
    return [definitionOf({ name: `inputs.${key}`, nameSpan: keySpan, value: readValue(scalar), inside: inside() })];
  });
  return layerOf(passed);
}

// --- Matrix --------------------------------------------------------------------------------------------------------

/** Combinations that are followed. Of a larger matrix the values that are used alone count, and of more than that none. */
const MAX_COMBINATIONS = 16;

type Combination = ReadonlyMap<string, TreeNode | undefined>;

/** The layers of each combination of a job's matrix; one without anything where the job has none or names none of it. */
export function matrixLayers(
  job: TreeNode | undefined,
  inside: () => VariableScope,
): readonly (readonly EnvironmentLayer[])[] {
  const matrix = childOf(job, "strategy", "matrix");
  const used = isNull(matrix) ? [] : [...namesUsed(job)];
  if (!matrix || used.length === 0) return [[]];
  const combinations = combinationsOf(matrix, new Set(used.map((name) => name.split(".")[0] ?? "")));
  const followed: readonly Combination[] = combinations ?? [new Map<string, TreeNode>()];
  return followed.map((combination) => {
    const definitions = [...combination].flatMap(([name, node]) => leavesOf(`matrix.${name}`, node, inside, 0));
    const known = new Set(definitions.map(({ name }) => name));
    const unseen = used.filter(
      (name) => !known.has(`matrix.${name}`) && isDynamic(matrix, combination, name, combinations),
    );
    return layerOf([...definitions, ...unseen.map((name) => unknown(`matrix.${name}`, matrix))]);
  });
}

/** A value that only the run of the workflow shows. */
function isDynamic(
  matrix: TreeNode,
  combination: Combination,
  name: string,
  followed: readonly Combination[] | undefined,
): boolean {
  if (!followed || matrix.kind === "scalar" || childOf(matrix, "include")?.kind === "scalar") return true;
  return combination.get(name.split(".")[0] ?? "")?.kind === "scalar";
}

function unknown(name: string, { span }: TreeNode): Definition {
  const value = valueAt(span, [{ kind: "opaque", span, why: "template" }]);
  return definitionOf({ name, nameSpan: span, value, inside: NOTHING });
}

const MAX_DEPTH = 4;

function leavesOf(
  name: string,
  node: TreeNode | undefined,
  inside: () => VariableScope,
  depth: number,
): readonly Definition[] {
  const scalar = scalarOf(node);
  if (scalar) {
    const value = readValue(scalar);
    const refers = value.parts.some(({ kind }) => kind === "reference");
    // Values of one list have one name, so each is known by its own place.
    return [definitionOf({ name, nameSpan: scalar.span, value, inside: refers ? inside() : NOTHING })];
  }
  if (depth >= MAX_DEPTH) return [];
  return entriesOf(node).flatMap(({ key, value }) => leavesOf(`${name}.${key}`, value, inside, depth + 1));
}

/** Undefined where there are too many. https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations */
function combinationsOf(matrix: TreeNode, used: ReadonlySet<string>): readonly Combination[] | undefined {
  const include = itemsOf(childOf(matrix, "include"));
  const exclude = itemsOf(childOf(matrix, "exclude"));
  const named = new Set([...include, ...exclude].flatMap((item) => entriesOf(item).map(({ key }) => key)));
  const all = entriesOf(matrix).filter(({ key }) => key !== "include" && key !== "exclude");
  const dimensions = all.filter(({ key }) => used.has(key) || named.has(key));
  const base = product(dimensions);
  if (!base) return undefined;
  const kept = base.filter((each) => !exclude.some((item) => matches(each, entriesOf(item))));
  const found: Combination[] = dimensions.length === 0 && include.length > 0 && all.length === 0 ? [] : [...kept];
  const originals = [...found];
  for (const item of include) {
    const entries = entriesOf(item);
    const own = entries.filter(({ key }) => dimensions.some((dimension) => dimension.key === key));
    let added = false;
    for (const [at, original] of originals.entries()) {
      if (!matches(original, own)) continue;
      added = true;
      found[at] = new Map([...(found[at] ?? original), ...entries.map(({ key, value }) => [key, value] as const)]);
    }
    if (!added) found.push(new Map(entries.map(({ key, value }) => [key, value])));
  }
  return found.length > MAX_COMBINATIONS ? undefined : found;
}

/** Every choice of one value for each; undefined where there are too many. */
function product(dimensions: readonly Entry[]): readonly Combination[] | undefined {
  let found: readonly Combination[] = [new Map()];
  for (const { key, value } of dimensions) {
    const options = itemsOf(value);
    if (found.length * options.length > MAX_COMBINATIONS) return undefined;
    found = found.flatMap((each) => options.map((option) => new Map([...each, [key, option]])));
  }
  return found;
}

function matches(combination: Combination, entries: readonly Entry[]): boolean {
  return entries.every(({ key, value }) => scalarOf(value)?.layer.text === scalarOf(combination.get(key))?.layer.text);
}

const USED = /\bmatrix((?:\.[A-Za-z_][\w-]{0,100}){1,5})/g;

/** The values of the matrix that a job's expressions name, without `matrix.`. */
function namesUsed(job: TreeNode | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: TreeNode | undefined, depth: number): void => {
    if (!node || depth > 20) return;
    if (node.kind === "scalar") {
      for (const [, path = ""] of node.layer.text.matchAll(USED)) names.add(path.slice(1));
    } else if (node.kind === "list") for (const item of node.items) visit(item, depth + 1);
    else for (const { value } of node.entries) visit(value, depth + 1);
  };
  for (const { key, value } of entriesOf(job)) if (key !== "strategy") visit(value, 0);
  return names;
}
