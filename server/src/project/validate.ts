/**
 * Compares a tree with a schema. Own code and no package, for three reasons: what makes validators fast is code that they
 * build at run time, which Keyfit does not allow itself; a problem must point at the units of the file that are wrong, and
 * not at a path; and one slip must cost nothing but itself, so the answer is the tree without what is wrong, not a yes
 * or no. The subset of JSON Schema that our one schema needs is small (`jsonSchema.ts`), and a test compares the yes or
 * no with that of `ajv` on random documents.
 */
import type { Entry, ListNode, MapNode, ScalarNode, TreeNode } from "../read/reading";
import type { Span } from "../text/span";
import { isDate, isDateLike } from "./dates";
import { type JsonSchema, memberOf, resolved, typesOf } from "./jsonSchema";
import { nearest } from "./near";
import { listed, MOST_PROBLEMS, type ProjectProblem, problem } from "./problems";
import { type ScalarValue, scalarValue } from "./scalars";
import { PATTERNS } from "./schema";
import type { Secrets } from "./secrets";

/** A tree of which every part is as the schema wants it. */
export type Sound = SoundMap | SoundList | SoundScalar;

export interface SoundMap {
  readonly kind: "map";
  readonly node: MapNode;
  readonly fields: ReadonlyMap<string, Sound>;
  /** Keys that stand there with a value that is wrong. */
  readonly broken: ReadonlySet<string>;
}

export interface SoundList {
  readonly kind: "list";
  readonly items: readonly Sound[];
}

export interface SoundScalar {
  readonly kind: "scalar";
  readonly node: ScalarNode;
  readonly value: ScalarValue;
}

/** Where a value stands: the name that messages call it, and what to point at where there is no value. */
interface Place {
  readonly name: string;
  readonly at: Span;
}

interface Walk {
  readonly root: JsonSchema;
  readonly secrets: Secrets;
  readonly problems: ProjectProblem[];
}

/** What stands at the top of a project file, as messages call it. */
const TOP = "this file";

/**
 * The map without what is wrong in it, and what is. A property that is wrong or missing takes the smallest map with it
 * that needs it, save for the topmost one. Secrets are passed over: whoever found them tells.
 */
export function validate(
  tree: MapNode,
  root: JsonSchema,
  secrets: Secrets,
): { readonly value: SoundMap; readonly problems: readonly ProjectProblem[] } {
  const walk: Walk = { root, secrets, problems: [] };
  const value = checkFields(walk, tree, root, TOP);
  return { value, problems: walk.problems };
}

function check(walk: Walk, node: TreeNode | undefined, schema: JsonSchema, place: Place): Sound | undefined {
  if (node && walk.secrets.nodes.has(node)) return undefined;
  const types = typesOf(schema);
  const type = typeOf(node);
  if (types.length > 0 && !(type !== "other" && types.includes(type))) {
    tellType(walk, node, schema, place);
    return undefined;
  }
  if (node === undefined) return NOTHING;
  switch (node.kind) {
    case "map":
      return checkMap(walk, node, schema, place.name);
    case "list":
      return checkList(walk, node, schema, place);
    case "scalar":
      return checkScalar(walk, node, schema, place);
  }
}

/** A section that nothing stands under: it says nothing, and a file that is being written has many. */
const NOTHING: SoundList = { kind: "list", items: [] };

function typeOf(node: TreeNode | undefined): "object" | "array" | "string" | "integer" | "boolean" | "null" | "other" {
  if (node === undefined) return "null";
  if (node.kind === "map") return "object";
  if (node.kind === "list") return "array";
  const value = scalarValue(node);
  if (value === null) return "null";
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "boolean";
  return Number.isInteger(value) ? "integer" : "other";
}

const TYPE_WORDS = {
  object: "a map",
  array: "a list",
  string: "text",
  integer: "a whole number",
  boolean: "true or false",
  null: "empty",
} as const;

function tellType(walk: Walk, node: TreeNode | undefined, schema: JsonSchema, { name, at }: Place): void {
  const expected = typesOf(schema).find((each) => each !== "null") ?? "null";
  const value = node?.kind === "scalar" ? scalarValue(node) : undefined;
  if (node === undefined || value === null) {
    const span = node && node.span.end > node.span.start ? node.span : at;
    walk.problems.push(problem(span, "no-value", { name, expected: TYPE_WORDS[expected] }));
    return;
  }
  if (expected === "string" && node.kind === "scalar" && typesOf(schema).length === 1) {
    const correction = { text: JSON.stringify(node.layer.text), lossless: true };
    walk.problems.push(problem(node.span, "needs-quotes", { name }, node.alias ? {} : { correction }));
    return;
  }
  // A collection can be most of the file: its key, or its first line, is where one looks.
  walk.problems.push(problem(node.span, "wrong-type", { name, expected: TYPE_WORDS[expected] }));
}

// --- Maps ----------------------------------------------------------------------------------------------------------

function checkMap(walk: Walk, node: MapNode, schema: JsonSchema, name: string): SoundMap | undefined {
  const sound = checkFields(walk, node, schema, name);
  const needed = [...(schema.required ?? []), ...(schema.oneOf ?? []).flatMap(({ required }) => required)];
  const whole = (schema.required ?? []).every((each) => sound.fields.has(each));
  const one = schema.oneOf === undefined || schema.oneOf.filter((each) => stands(node, each.required)).length === 1;
  return whole && one && !needed.some((each) => sound.broken.has(each)) ? sound : undefined;
}

function stands(node: MapNode, names: readonly string[]): boolean {
  return names.every((name) => node.entries.some(({ key }) => key === name));
}

function checkFields(walk: Walk, node: MapNode, schema: JsonSchema, name: string): SoundMap {
  const fields = new Map<string, Sound>();
  const broken = new Set<string>();
  const seen = new Set<string>();
  const set = new Set(node.entries.map(({ key }) => key));
  for (const entry of node.entries) {
    const { key, keySpan } = entry;
    if (walk.secrets.entries.has(entry)) continue;
    if (seen.has(key)) {
      walk.problems.push(problem(keySpan, "duplicate-key", { name: key }));
      continue;
    }
    seen.add(key);
    const member = memberOf(schema, key, walk.root);
    if (!member) tellUnknown(walk, entry, schema, set, name);
    if (!member || !isName(walk, entry, schema)) continue;
    const sound = check(walk, entry.value, member, { name: key, at: keySpan });
    if (sound) fields.set(key, sound);
    else broken.add(key);
  }
  tellMissing(walk, node, schema, name);
  return { kind: "map", node, fields, broken };
}

function tellUnknown(
  walk: Walk,
  { key, keySpan }: Entry,
  schema: JsonSchema,
  set: ReadonlySet<string>,
  parent: string,
): void {
  const near = nearIn(
    walk,
    key,
    Object.keys(schema.properties ?? {}).filter((each) => !set.has(each)),
  );
  const args = { name: key, parent };
  if (near === undefined) walk.problems.push(problem(keySpan, "unknown-key", args));
  else walk.problems.push(problem(keySpan, "unknown-key-near", { ...args, near }, meant(near)));
}

/** What was meant, as long as somebody could want to know: a file with many problems is something else. */
function nearIn({ problems }: Walk, written: string, names: readonly string[]): string | undefined {
  return problems.length < MOST_PROBLEMS ? nearest(written, names) : undefined;
}

/** What was meant, in place of a text that needs no quotes. */
function meant(text: string): Pick<ProjectProblem, "correction"> {
  return { correction: { text, lossless: false } };
}

/** Where a whole map is told of: all of one in braces, the first name of one that spreads over lines, or is the file. */
function placeOf({ span, entries }: MapNode): Span {
  const [first] = entries;
  return first && first.span.start === span.start ? first.keySpan : span;
}

/** Whether the key is a name that the schema takes; tells where it is not. */
function isName(walk: Walk, { key, keySpan }: Entry, { propertyNames }: JsonSchema): boolean {
  if (propertyNames === undefined) return true;
  return checkText(walk, key, keySpan, resolved(propertyNames, walk.root));
}

function tellMissing(walk: Walk, node: MapNode, schema: JsonSchema, name: string): void {
  const first = schema === walk.root ? (node.entries[0]?.keySpan ?? node.span) : placeOf(node);
  for (const each of schema.required ?? []) {
    if (!stands(node, [each])) walk.problems.push(problem(first, "missing", { name: each, parent: name }));
  }
  if (schema.oneOf === undefined) return;
  const names = schema.oneOf.flatMap(({ required }) => required);
  const there = node.entries.filter(({ key }) => names.includes(key));
  const [one = "", other = ""] = names;
  if (there.length === 0) walk.problems.push(problem(first, "neither", { one, other }));
  const second = there.find(({ key }) => key !== there[0]?.key);
  if (second) walk.problems.push(problem(second.keySpan, "both", { one, other }));
}

// --- Lists and scalars ---------------------------------------------------------------------------------------------

function checkList(walk: Walk, node: ListNode, schema: JsonSchema, { name, at }: Place): SoundList {
  const items: Sound[] = [];
  const { items: of } = schema;
  for (const item of of ? node.items : []) {
    const place = { name: of?.title ?? name, at: item.kind === "scalar" ? item.span : firstOf(item, at) };
    const sound = of && check(walk, item, resolved(of, walk.root), place);
    if (sound) items.push(sound);
  }
  return { kind: "list", items };
}

function firstOf(node: TreeNode, otherwise: Span): Span {
  if (node.kind === "map") return placeOf(node);
  return node.kind === "list" ? (node.items[0]?.span ?? node.span) : otherwise;
}

function checkScalar(walk: Walk, node: ScalarNode, schema: JsonSchema, { name }: Place): SoundScalar | undefined {
  const value = scalarValue(node);
  if (schema.const !== undefined && value !== schema.const) {
    walk.problems.push(problem(node.span, "wrong-value", { name, expected: String(schema.const) }));
    return undefined;
  }
  const sound: SoundScalar = { kind: "scalar", node, value };
  if (typeof value === "string") {
    const span = node.span.end > node.span.start ? node.span : node.outer;
    return checkText(walk, value, span, schema, name) ? sound : undefined;
  }
  if (!schema.enum || schema.enum.some((each) => each === value)) return sound;
  tellNotInEnum(walk, node.layer.text, node.span, schema);
  return undefined;
}

/** Whether a text is as the schema wants it; tells where it is not. */
function checkText(walk: Walk, text: string, span: Span, schema: JsonSchema, name = schema.title ?? ""): boolean {
  const fault = faultOf(text, schema);
  if (schema.enum && text === "") walk.problems.push(problem(span, "empty", { name }));
  else if (schema.enum && !schema.enum.some((each) => each === text)) tellNotInEnum(walk, text, span, schema);
  else if (fault !== undefined) walk.problems.push(problem(span, fault, { name, value: text }));
  else return true;
  return false;
}

function faultOf(text: string, schema: JsonSchema): ProjectProblem["message"] | undefined {
  if (text.length < (schema.minLength ?? 0)) return "empty";
  const pattern = schema.pattern === undefined ? undefined : PATTERNS.get(schema.pattern);
  if (pattern && !pattern.regex.test(text)) return text === "" ? "empty" : pattern.problem;
  if (schema.format !== "date" || isDate(text)) return undefined;
  return isDateLike(text) ? "impossible-date" : "invalid-date";
}

function tellNotInEnum(walk: Walk, text: string, span: Span, schema: JsonSchema): void {
  const names = (schema.enum ?? []).filter((each) => typeof each === "string");
  const args = { name: text, what: schema.title ?? "value" };
  const near = nearIn(walk, text, names);
  const known = listed(names);
  if (near !== undefined) walk.problems.push(problem(span, "not-in-enum-near", { ...args, near }, meant(near)));
  else if (known !== undefined) walk.problems.push(problem(span, "not-in-enum", { ...args, known }));
  else walk.problems.push(problem(span, "not-in-enum-many", args));
}
