/**
 * Completion and hovers in a project file, from its one schema: what can stand at the cursor and is not there yet, and
 * what a property or value means. Deployments that the file declares are offered where a key names one.
 */
import { type Cursor, cursorAt } from "../project/cursor";
import { type JsonSchema, memberOf, resolved, typesOf } from "../project/jsonSchema";
import { isPlainSafe } from "../project/scalars";
import { PROJECT_SCHEMA } from "../project/schema";
import { holdsSecret } from "../project/secrets";
import { defaultBudget } from "../read/budget";
import type { Budget, Entry, TreeNode } from "../read/reading";
import { readYaml } from "../read/yaml";
import { helpOf, RULES } from "../rules/index";
import { type Span, touches } from "../text/span";
import type { Hover } from "./hover";
import { escapeMarkdown, inlineCode, link } from "./markdown";

export { addDeployment, addKey } from "../project/additions";

/** What an editor offers; `replace` is the text that `insertText` goes in place of. */
export interface ProjectCompletion {
  readonly label: string;
  readonly kind: "property" | "value";
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  readonly insertText: string;
  readonly replace: Span;
}

/** What can stand at an offset of a project file, however far it is typed. */
export function completeProject(
  text: string,
  offset: number,
  budget: Budget = defaultBudget(),
): readonly ProjectCompletion[] {
  const cursor = cursorAt(text, offset, budget);
  if (!cursor) return [];
  // In a text that is JSON, every name and text has quotes.
  const json = /^\ufeff?\s{0,200}\{/.test(text.slice(0, 200));
  return cursor.kind === "value" ? values(cursor, json) : properties(cursor, json);
}

// --- Properties ----------------------------------------------------------------------------------------------------

function properties(cursor: Cursor, json: boolean): readonly ProjectCompletion[] {
  const { schema, set } = cursor;
  const taken = (schema.oneOf ?? []).some(({ required }) => required.some((name) => set.has(name)));
  const others = taken ? (schema.oneOf ?? []).flatMap(({ required }) => required) : [];
  return namesOf(schema)
    .filter((name) => !set.has(name) && !others.includes(name) && !name.startsWith("$"))
    .map((name) => property(name, memberOf(schema, name, PROJECT_SCHEMA) ?? {}, cursor, json));
}

/** Names that a map may hold: those of its schema, and those that are known where any may stand. */
function namesOf(schema: JsonSchema): readonly string[] {
  const names = schema.propertyNames && resolved(schema.propertyNames, PROJECT_SCHEMA);
  const open = names?.enum ?? names?.examples ?? [];
  return [...Object.keys(schema.properties ?? {}), ...open.filter((each) => typeof each === "string")];
}

function property(name: string, member: JsonSchema, cursor: Cursor, json: boolean): ProjectCompletion {
  const { schema, kind, quoted, colon, word } = cursor;
  const written = json && !quoted ? JSON.stringify(name) : name;
  // Behind a closing quote the colon would have to go, and there is no place for it.
  const end = colon || quoted ? "" : isCollection(member) && !cursor.flow ? ":" : ": ";
  const value = end !== "" && member.const !== undefined ? String(member.const) : "";
  const required = (schema.required ?? []).includes(name) ? ", required" : "";
  return {
    label: name,
    kind: "property",
    detail: `${titleOfName(name, schema) ?? typeWords(member)}${required}`,
    documentation: documentationOf(name, member, schema),
    insertText: `${kind === "item" ? "- " : ""}${written}${end}${value}`,
    replace: word,
  };
}

function isCollection(schema: JsonSchema): boolean {
  return typesOf(schema).some((each) => each === "array" || each === "object");
}

const TYPE_WORDS = {
  object: "map",
  array: "list",
  string: "text",
  integer: "number",
  boolean: "true or false",
  null: "empty",
} as const;

function typeWords(schema: JsonSchema): string {
  const type = typesOf(schema)[0];
  return type === undefined ? "" : TYPE_WORDS[type];
}

/** What the rule of this name reports. */
function titleOfName(name: string, schema: JsonSchema): string | undefined {
  return isRuleMap(schema) ? RULES.find(({ id }) => id === name)?.title : undefined;
}

function isRuleMap({ propertyNames }: JsonSchema): boolean {
  return propertyNames?.$ref === "#/$defs/rule";
}

/** A rule's own words where the name is one, else those of the schema. */
function documentationOf(name: string, member: JsonSchema, schema: JsonSchema): string {
  return isRuleMap(schema) ? ruleMarkdown(name) : schemaMarkdown(member);
}

function ruleMarkdown(id: string): string {
  const rule = RULES.find((each) => each.id === id);
  return rule === undefined ? "" : `${escapeMarkdown(rule.title)}. ${link("More", helpOf(id))}`;
}

/** The description of a schema with an example; both are our own Markdown. */
function schemaMarkdown(schema: JsonSchema): string {
  const example = schema.examples?.[0];
  const shown = example === undefined || schema.enum ? "" : `Example: ${inlineCode(exampleText(example))}`;
  return [schema.description ?? "", shown].filter(Boolean).join("\n\n");
}

function exampleText(example: unknown): string {
  return typeof example === "string" ? example : JSON.stringify(example);
}

// --- Values --------------------------------------------------------------------------------------------------------

interface Choice {
  readonly text: string;
  readonly detail: string;
  readonly documentation: string;
  /** A text in JSON; numbers are none. */
  readonly isText: boolean;
}

function values(cursor: Cursor, json: boolean): readonly ProjectCompletion[] {
  return choices(cursor).map(({ text, detail, documentation, isText }) => ({
    label: text,
    kind: "value",
    detail,
    documentation,
    insertText: cursor.quoted || !isText || (!json && isPlainOrOff(text)) ? text : JSON.stringify(text),
    replace: cursor.word,
  }));
}

/** `off` is text in the YAML that Keyfit reads, and everybody writes it so. */
function isPlainOrOff(text: string): boolean {
  return text === "off" || isPlainSafe(text);
}

function choices(cursor: Cursor): readonly Choice[] {
  const { schema, path, trees } = cursor;
  const documentation = schemaMarkdown(schema);
  if (schema.const !== undefined) {
    return [{ text: String(schema.const), detail: schema.title ?? "", documentation, isText: false }];
  }
  if (path.length === 2 && path[0] === "keys" && path[1] === "deployment") {
    return deploymentsIn(trees).map(({ name, type }) => ({ text: name, detail: type, documentation, isText: true }));
  }
  return (schema.enum ?? []).flatMap((value, at): readonly Choice[] => {
    if (typeof value !== "string") return [];
    const rule = RULES.find(({ id }) => id === value && schema.enumDescriptions === undefined);
    const detail = rule?.title ?? schema.enumDescriptions?.[at] ?? "";
    return [{ text: value, detail, documentation: rule ? ruleMarkdown(rule.id) : documentation, isText: true }];
  });
}

/** Deployments that the file declares, whatever else is wrong with them. */
function deploymentsIn(trees: readonly TreeNode[]): readonly { readonly name: string; readonly type: string }[] {
  const names = new Map<string, string>();
  for (const tree of trees) {
    const list = fieldOf(tree, "deployments");
    for (const item of list?.kind === "list" ? list.items : []) {
      const [name, type] = [textOf(item, "name"), textOf(item, "type")];
      if (name && !names.has(name) && !holdsSecret(name)) names.set(name, type ?? "");
    }
  }
  return [...names].map(([name, type]) => ({ name, type: holdsSecret(type) ? "" : type }));
}

function fieldOf(node: TreeNode, name: string): TreeNode | undefined {
  return node.kind === "map" ? node.entries.find(({ key }) => key === name)?.value : undefined;
}

function textOf(node: TreeNode, name: string): string | undefined {
  const field = fieldOf(node, name);
  return field?.kind === "scalar" ? field.layer.text : undefined;
}

// --- Hover ---------------------------------------------------------------------------------------------------------

/** What a property or a value at an offset means. */
export function hoverProject(text: string, offset: number, budget: Budget = defaultBudget()): Hover | undefined {
  for (const tree of readYaml(text, budget).trees) {
    const hover = hoverIn(tree, PROJECT_SCHEMA, offset);
    if (hover) return hover;
  }
  return undefined;
}

function hoverIn(node: TreeNode, schema: JsonSchema, offset: number): Hover | undefined {
  if (node.kind === "scalar")
    return touches(node.span, offset) ? hoverValue(node.layer.text, node.span, schema) : undefined;
  if (node.kind === "list") {
    const of = schema.items && resolved(schema.items, PROJECT_SCHEMA);
    const item = node.items.find((each) => touches(each.span, offset));
    return of && item && hoverIn(item, of, offset);
  }
  const entry = node.entries.find(({ span, keySpan }) => touches(keySpan, offset) || touches(span, offset));
  const member = entry && memberOf(schema, entry.key, PROJECT_SCHEMA);
  if (!entry || !member) return undefined;
  if (touches(entry.keySpan, offset)) return hoverName(entry, member, schema);
  return entry.value && hoverIn(entry.value, member, offset);
}

function hoverName({ key, keySpan }: Entry, member: JsonSchema, schema: JsonSchema): Hover | undefined {
  // A name that is free may be anything that somebody pasted.
  if (holdsSecret(key)) return undefined;
  const words = [typeWords(member), (schema.required ?? []).includes(key) ? "required" : ""].filter(Boolean);
  const head = `**${escapeMarkdown(key)}**${words.length > 0 ? ` · ${words.join(", ")}` : ""}`;
  const body = documentationOf(key, member, schema) || schemaMarkdown(member);
  const choice = (member.enum ?? []).filter((each) => typeof each === "string" && member.enumDescriptions);
  const known = choice.length > 0 ? `One of ${choice.map((each) => inlineCode(String(each))).join(", ")}` : "";
  return { span: keySpan, markdown: [head, body, known].filter(Boolean).join("\n\n") };
}

function hoverValue(text: string, span: Span, schema: JsonSchema): Hover | undefined {
  const at = schema.enum?.findIndex((each) => String(each) === text) ?? -1;
  if (at < 0) return undefined;
  const meaning = schema.enumDescriptions?.[at];
  const body = meaning === undefined ? ruleMarkdown(text) || (schema.description ?? "") : meaning;
  return { span, markdown: `**${escapeMarkdown(text)}**\n\n${body}` };
}
