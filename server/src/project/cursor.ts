/**
 * What stands at the cursor of a project file that is being typed: a key of which map, or a value of which schema. A mark
 * is put in place of the word at the cursor and the text is read; the reader, which takes half-typed text as it is, says
 * where the mark went. So completion knows no more about YAML and JSON than the reader does.
 */
import type { Budget, Entry, MapNode, TreeNode } from "../read/reading";
import { readYaml } from "../read/yaml";
import type { Span } from "../text/span";
import { type JsonSchema, memberOf, resolved, typesOf } from "./jsonSchema";
import { PROJECT_SCHEMA } from "./schema";

export interface Cursor {
  /** `key`: a key of a map; `item`: nothing of a list stands there yet, and this is the map that an item is. */
  readonly kind: "key" | "item" | "value";
  /** Of the map, or of the value. */
  readonly schema: JsonSchema;
  /** The names of the keys on the way there. */
  readonly path: readonly string[];
  /** Keys of the map that are set, without the one at the cursor. */
  readonly set: ReadonlySet<string>;
  /** What is typed there already, without quotes. */
  readonly word: Span;
  /** The word stands in quotes. */
  readonly quoted: boolean;
  /** A colon follows the word. */
  readonly colon: boolean;
  /** It lies between braces or brackets. */
  readonly flow: boolean;
  /** The tree with the mark in it. */
  readonly trees: readonly TreeNode[];
}

/** A private-use character that no file holds, in a word of its own. */
const MARK = "k\ue002f";

/** Marks behind which a key or a value begins; none where it begins its line. */
const BEGINS: ReadonlySet<string> = new Set(["", "{", "[", ",", ":"]);

/** What stands at an offset; undefined in comments, and where the schema has nothing to say. */
export function cursorAt(text: string, offset: number, budget: Budget): Cursor | undefined {
  const word = wordAt(text, offset);
  if (!word || text.includes(MARK) || !BEGINS.has(word.before)) return undefined;
  const { outer } = word;
  const colon = /^[ \t]*:(?:[ \t\r\n]|$)/.test(text.slice(outer.end, outer.end + 200));
  const asKey = !colon && word.before !== ":" && word.before !== "[";
  const closing = word.quote === "" && colon ? "" : word.quote;
  const marked = `${text.slice(0, outer.start)}${word.quote}${MARK}${closing}${asKey ? ": " : ""}${text.slice(outer.end)}`;
  const { trees } = readYaml(marked, budget);
  const found = find(trees, { text: marked, asKey: asKey || colon });
  return found && { ...found, word: word.inner, quoted: word.quote !== "", colon, trees };
}

// --- The word at the cursor ----------------------------------------------------------------------------------------

interface Word {
  /** Without quotes. */
  readonly inner: Span;
  readonly outer: Span;
  readonly quote: "" | '"' | "'";
  /** The mark before it in its line; empty where nothing but dashes and blanks is. */
  readonly before: string;
}

/** What a line may begin with before its first word: blanks and the dashes of lists. */
const LEAD = /^\ufeff?[ \t]*(?:-[ \t]+)*$/;

function wordAt(text: string, offset: number): Word | undefined {
  const start = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const end = lineEnd(text, offset);
  const line = text.slice(start, end);
  const at = offset - start;
  const scan = scanLine(line, at);
  if (scan === undefined) return undefined;
  const { quoteAt } = scan;
  if (quoteAt !== undefined) {
    const quote = line.charAt(quoteAt) === "'" ? "'" : '"';
    const closed = closeOf(line, quoteAt, at, quote);
    const inner = { start: start + quoteAt + 1, end: start + (closed ?? at) };
    const outer = { start: start + quoteAt, end: inner.end + (closed === undefined ? 0 : 1) };
    return { inner, outer, quote, before: markBefore(line.slice(0, quoteAt)) };
  }
  const from = wordStart(line, at);
  const rest = /^(?:[^\s:,\]}#]|:(?=\S)|#)*/.exec(line.slice(at))?.[0] ?? "";
  // Before a word that it does not touch, and before a quote or bracket, a cursor means nothing.
  if (from === at && /^(?:["'{[]|[ \t]+[^\s#,\]}])/.test(line.slice(at))) return undefined;
  // Behind a closing quote, the word is no longer being typed.
  if (/^["']/.test(line.slice(from))) return undefined;
  const where = { start: start + from, end: start + at + rest.length };
  return { inner: where, outer: where, quote: "", before: markBefore(line.slice(0, from)) };
}

function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
  return end;
}

/** The quote that is open at `at`; undefined in a comment. */
function scanLine(line: string, at: number): { readonly quoteAt: number | undefined } | undefined {
  let quoteAt: number | undefined;
  let before = "";
  for (let here = 0; here < at; here++) {
    const unit = line.charAt(here);
    if (quoteAt !== undefined) {
      if (unit === "\\" && line.charAt(quoteAt) === '"') here++;
      else if (unit === line.charAt(quoteAt)) quoteAt = undefined;
    } else if (unit === "#" && (here === 0 || /[ \t]/.test(line.charAt(here - 1)))) return undefined;
    else if ((unit === '"' || unit === "'") && (before === "" || "{[,:-".includes(before))) quoteAt = here;
    if (unit.trim() !== "") before = unit;
  }
  return { quoteAt };
}

/** Where the quote ends that the cursor is in; one that is followed by other text than a value's end begins another. */
function closeOf(line: string, quoteAt: number, at: number, quote: string): number | undefined {
  const close = line.indexOf(quote, Math.max(at, quoteAt + 1));
  return close >= 0 && /^[ \t]*(?:[:,\]}#]|$)/.test(line.slice(close + 1)) ? close : undefined;
}

/** Back to what separates: the names of deployments may hold blanks. */
function wordStart(line: string, at: number): number {
  const lead = /^\ufeff?[ \t]*(?:-[ \t]+)*/.exec(line)?.[0].length ?? 0;
  let from = at;
  while (from > lead && !"{}[],".includes(line.charAt(from - 1))) {
    if (line.charAt(from - 2) === ":" && " \t".includes(line.charAt(from - 1))) break;
    from--;
  }
  while (from < at && " \t".includes(line.charAt(from))) from++;
  return from;
}

function markBefore(before: string): string {
  return LEAD.test(before) ? "" : before.trimEnd().slice(-1);
}

// --- Where the mark went -------------------------------------------------------------------------------------------

interface Marked {
  readonly text: string;
  readonly asKey: boolean;
}

type Found = Pick<Cursor, "kind" | "schema" | "path" | "set" | "flow">;

function find(trees: readonly TreeNode[], marked: Marked): Found | undefined {
  for (const tree of trees) {
    const found = findIn(tree, PROJECT_SCHEMA, [], false, marked);
    if (found) return found;
  }
  // The only word of a text is no map yet.
  return trees.length === 0 ? keyOf(PROJECT_SCHEMA, [], false, []) : undefined;
}

function findIn(
  node: TreeNode,
  schema: JsonSchema | undefined,
  path: readonly string[],
  within: boolean,
  marked: Marked,
): Found | undefined {
  const flow = within || (node.kind !== "scalar" && /[[{]/.test(marked.text.charAt(node.span.start)));
  if (node.kind === "scalar") return node.layer.text === MARK ? choiceOf(schema, path, flow) : undefined;
  if (node.kind === "list") {
    const of = schema?.items && resolved(schema.items, PROJECT_SCHEMA);
    for (const item of node.items) {
      const found = findIn(item, of, path, flow, marked);
      if (found) return found;
    }
    return undefined;
  }
  for (const entry of node.entries) {
    if (entry.key === MARK) return placed(node, entry, schema, path, flow, marked);
    const member = schema && memberOf(schema, entry.key, PROJECT_SCHEMA);
    const found = entry.value && findIn(entry.value, member, [...path, entry.key], flow, marked);
    if (found) return found;
  }
  return undefined;
}

/** The mark is a key: of a map, or of what will be one, or in place of a value on a line of its own. */
function placed(
  node: MapNode,
  entry: Entry,
  schema: JsonSchema | undefined,
  path: readonly string[],
  flow: boolean,
  { text }: Marked,
): Found | undefined {
  if (!schema) return undefined;
  const others = node.entries.filter((each) => each !== entry);
  const first = others[0];
  if (!flow && first && column(text, first.keySpan.start) !== column(text, entry.keySpan.start)) {
    return itemBelow(node, entry, schema, path, text);
  }
  if (typesOf(schema).includes("object")) return keyOf(schema, path, flow, others);
  const item = schema.items && resolved(schema.items, PROJECT_SCHEMA);
  if (!item) return others.length === 0 ? choiceOf(schema, path, flow) : undefined;
  if (flow || others.length > 0) return undefined;
  return typesOf(item).includes("object") ? { ...keyOf(item, path, false, []), kind: "item" } : undefined;
}

/** A line that stands under the dashes of the list before it begins a further item. */
function itemBelow(
  node: MapNode,
  entry: Entry,
  schema: JsonSchema,
  path: readonly string[],
  text: string,
): Found | undefined {
  const before = node.entries[node.entries.indexOf(entry) - 1];
  if (before?.value?.kind !== "list") return undefined;
  if (column(text, before.value.span.start) !== column(text, entry.keySpan.start)) return undefined;
  const list = memberOf(schema, before.key, PROJECT_SCHEMA);
  const item = list?.items && resolved(list.items, PROJECT_SCHEMA);
  if (!item || !typesOf(item).includes("object")) return undefined;
  return { ...keyOf(item, [...path, before.key], false, []), kind: "item" };
}

function column(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

function keyOf(schema: JsonSchema, path: readonly string[], flow: boolean, others: readonly Entry[]): Found {
  return { kind: "key", schema, path, flow, set: new Set(others.map(({ key }) => key)) };
}

/** A word in the place of a map is the beginning of its first key, unless it stands behind the key of that map. */
function choiceOf(schema: JsonSchema | undefined, path: readonly string[], flow: boolean): Found | undefined {
  if (!schema) return undefined;
  return { kind: "value", schema, path, flow, set: new Set() };
}
