/**
 * Adds a deployment or a key to the text of a project file, for quick fixes: in the file's own style, with everything it
 * had, comments too. What a fix does not know is a placeholder that is right as it stands, with a comment that says what
 * else it could be. A text in which that would lose or break something is left alone.
 */
import type { Deployment, Kind } from "../elastic/model";
import { defaultBudget } from "../read/budget";
import type { Entry, ListNode, MapNode, TreeNode } from "../read/reading";
import { readYaml } from "../read/yaml";
import type { Span } from "../text/span";
import { readDeclarations } from "./declarations";
import { isPlainSafe, scalarValue } from "./scalars";
import { PROJECT_SCHEMA } from "./schema";

/** Replaces the units of `span` with `text`. */
export interface ProjectEdit {
  readonly span: Span;
  readonly text: string;
}

export interface NewDeployment {
  /** With a port or not. */
  readonly host: string;
  readonly type?: Deployment | undefined;
}

export interface NewKey {
  /** The public id, or else the name of a variable. */
  readonly id?: string | undefined;
  readonly variable?: string | undefined;
  readonly kind?: Kind | undefined;
  readonly owner?: string | undefined;
  readonly expires?: string | undefined;
}

/** What an item says: in order, with the comment behind a value, or a property that is only proposed. */
interface Line {
  readonly name: string;
  readonly value: string | readonly string[];
  readonly comment?: string;
  readonly proposed?: true;
}

/** Declares a deployment with this host. None where the host is declared already, or the text cannot take it. */
export function addDeployment(text: string, { host, type }: NewDeployment): readonly ProjectEdit[] {
  const { declarations } = readDeclarations(text, defaultBudget());
  const taken = new Set(declarations.deployments.map(({ name }) => name));
  if (declarations.deployments.some(({ hosts }) => hosts.includes(host))) return [];
  const known = type === "unknown" ? undefined : type;
  const types = PROJECT_SCHEMA.properties?.deployments?.items?.properties?.type?.enum ?? [];
  const lines: readonly Line[] = [
    { name: "name", value: freeName(host.replace(/:[0-9]+$/, "").replace(/^\*\./, ""), taken) },
    known
      ? { name: "type", value: known }
      : { name: "type", value: "self-managed", comment: `one of ${types.join(", ")}` },
    { name: "hosts", value: [host] },
  ];
  return added(text, "deployments", lines);
}

/** Declares a key. None where it is declared already for all files, or the text cannot take it. */
export function addKey(text: string, key: NewKey): readonly ProjectEdit[] {
  const { id, variable, kind, owner, expires } = key;
  const name = id ?? variable;
  if (name === undefined) return [];
  const lines: readonly Line[] = [
    { name: id === undefined ? "variable" : "id", value: name },
    lineOf("kind", kind === "unknown" ? undefined : kind, "elasticsearch-api-key"),
    lineOf("owner", owner, "whom to ask about it"),
    lineOf("expires", expires, "YYYY-MM-DD"),
  ];
  return added(text, "keys", lines);
}

function lineOf(name: string, value: string | undefined, otherwise: string): Line {
  return value === undefined ? { name, value: otherwise, proposed: true } : { name, value };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 2, free = name; ; count++) {
    if (!taken.has(free)) return free;
    free = `${name}-${count}`;
  }
}

// --- Where it goes -------------------------------------------------------------------------------------------------

type Section = "deployments" | "keys";

/** The edit, if the text with it declares all that it did and one more, and is wrong in nothing new. */
function added(text: string, section: Section, lines: readonly Line[]): readonly ProjectEdit[] {
  const edit = editOf(text, section, lines);
  if (!edit) return [];
  const before = readDeclarations(text, defaultBudget());
  const after = readDeclarations(
    text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end),
    defaultBudget(),
  );
  const [old, now] = [before.declarations, after.declarations];
  const grown = (["deployments", "keys", "layers", "ignored"] as const).every(
    (each) => now[each].length === old[each].length + (each === section ? 1 : 0),
  );
  const written = { start: edit.span.start, end: edit.span.start + edit.text.length };
  const right = !after.problems.some(({ span }) => span.end > written.start && span.start < written.end);
  return grown && right && after.problems.length <= before.problems.length ? [edit] : [];
}

function editOf(text: string, section: Section, lines: readonly Line[]): ProjectEdit | undefined {
  const { trees } = readYaml(text, defaultBudget());
  const [top] = trees;
  const style = styleOf(text, top);
  if (top === undefined)
    return atEnd(text, `version: 1${style.eol}${section}:${style.eol}${block(lines, style)}`, style);
  if (top.kind !== "map") return undefined;
  const flow = isFlow(text, top);
  const entry = top.entries.find(({ key }) => key === section);
  if (!entry)
    return flow ? intoFlowMap(text, top, section, lines, style) : newSection(text, trees, section, lines, style);
  return intoSection(text, entry, flow, lines, style);
}

interface Style {
  readonly eol: string;
  /** Before the dash of an item. */
  readonly indent: string;
  /** Names and texts have quotes. */
  readonly json: boolean;
}

function styleOf(text: string, top: TreeNode | undefined): Style {
  const list =
    top?.kind === "map" ? top.entries.find(({ value }) => value && isBlockList(text, value))?.value : undefined;
  const indent = list === undefined ? 2 : list.span.start - lineStart(text, list.span.start);
  return {
    eol: text.includes("\r\n") ? "\r\n" : "\n",
    indent: " ".repeat(indent),
    json: top?.kind === "map" && isFlow(text, top) && !top.entries.some(({ keySpan }) => !isQuoted(text, keySpan)),
  };
}

function isFlow(text: string, node: TreeNode): boolean {
  return node.kind !== "scalar" && /[[{]/.test(text.charAt(node.span.start));
}

function isQuoted(text: string, { start }: Span): boolean {
  return /["']/.test(text.charAt(start - 1));
}

function isBlockList(text: string, node: TreeNode): node is ListNode {
  return node.kind === "list" && !isFlow(text, node);
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf("\n", offset);
  if (feed < 0) return text.length;
  return text.charAt(feed - 1) === "\r" && feed > offset ? feed - 1 : feed;
}

/** Behind all that stands there, on a line of its own. */
function atEnd(text: string, lines: string, { eol }: Style): ProjectEdit {
  const open = text !== "" && text !== "\ufeff" && !/[\r\n]$/.test(text);
  return { span: { start: text.length, end: text.length }, text: `${open ? eol : ""}${lines}${eol}` };
}

/** At the end of the file, so that comments under the last section stay there; before the end of the document, if told. */
function newSection(
  text: string,
  trees: readonly TreeNode[],
  section: Section,
  lines: readonly Line[],
  style: Style,
): ProjectEdit | undefined {
  const [top] = trees;
  if (top === undefined) return undefined;
  const written = `${section}:${style.eol}${block(lines, style)}`;
  const ended = /\n(?:---|\.\.\.)(?=[ \t\r\n]|$)/.test(text.slice(top.span.end));
  if (!ended && trees.length === 1) return atEnd(text, written, style);
  const end = lineEnd(text, top.span.end);
  return { span: { start: end, end }, text: style.eol + written };
}

function intoSection(
  text: string,
  entry: Entry,
  within: boolean,
  lines: readonly Line[],
  style: Style,
): ProjectEdit | undefined {
  const { value } = entry;
  const flow = flowItem(lines, within && style.json);
  if (value?.kind === "list" && isFlow(text, value)) return intoFlowList(text, value, flow, style);
  if (value?.kind === "list") {
    const end = lineEnd(text, value.span.end);
    const indent = " ".repeat(value.span.start - lineStart(text, value.span.start));
    return { span: { start: end, end }, text: style.eol + block(lines, { ...style, indent }) };
  }
  if (value?.kind === "map" || (value && scalarValue(value) !== null)) return undefined;
  if (within) return value && { span: value.outer, text: `[${flow}]` };
  const where = value?.outer ?? emptyPlace(text, entry);
  return { span: where, text: style.eol + block(lines, style) };
}

/** The end of the line where the value would stand, behind a comment in it. */
function emptyPlace(text: string, { keySpan }: Entry): Span {
  const end = lineEnd(text, keySpan.end);
  return { start: end, end };
}

function intoFlowList(text: string, list: ListNode, item: string, { eol }: Style): ProjectEdit {
  const last = list.items.at(-1);
  if (last === undefined) return { span: { start: list.span.start + 1, end: list.span.start + 1 }, text: item };
  const outer = last.kind === "scalar" ? last.outer : last.span;
  return { span: { start: outer.end, end: outer.end }, text: `,${separator(text, outer.start, eol)}${item}` };
}

function intoFlowMap(
  text: string,
  top: MapNode,
  section: Section,
  lines: readonly Line[],
  { eol, json }: Style,
): ProjectEdit {
  const written = `${json ? `"${section}"` : section}: [${flowItem(lines, json)}]`;
  const last = top.entries.at(-1);
  const start = last ? endOf(last) : top.span.start + 1;
  if (!last) return { span: { start, end: start }, text: ` "version": 1, ${written} ` };
  // A quoted key begins before its span.
  const from = isQuoted(text, last.keySpan) ? last.keySpan.start - 1 : last.keySpan.start;
  return { span: { start, end: start }, text: `,${separator(text, from, eol)}${written}` };
}

function endOf({ value, span }: Entry): number {
  if (value === undefined) return span.end;
  return value.kind === "scalar" ? value.outer.end : value.span.end;
}

/** A neighbour that begins its line is followed by a line with the same indentation. */
function separator(text: string, start: number, eol: string): string {
  const before = text.slice(lineStart(text, start), start);
  return /^[ \t]+$/.test(before) ? eol + before : " ";
}

// --- How it is written ---------------------------------------------------------------------------------------------

function block(lines: readonly Line[], { eol, indent }: Style): string {
  const written = lines.map(({ name, value, comment, proposed }, at) => {
    const start = at === 0 ? "- " : proposed ? "  # " : "  ";
    // A host in quotes is what people expect: one that begins with `*` needs them.
    const shown = typeof value === "string" ? (proposed ? value : scalar(value, false)) : listOf(value);
    return `${indent}${start}${name}: ${shown}${comment === undefined ? "" : ` # ${comment}`}`;
  });
  return written.join(eol);
}

function flowItem(lines: readonly Line[], json: boolean): string {
  const written = lines
    .filter(({ proposed }) => !proposed)
    .map(({ name, value }) => {
      const shown = typeof value === "string" ? scalar(value, json) : listOf(value);
      return `${json ? `"${name}"` : name}: ${shown}`;
    });
  return `{ ${written.join(", ")} }`;
}

function scalar(text: string, json: boolean): string {
  return json || !(isPlainSafe(text) || /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) ? JSON.stringify(text) : text;
}

function listOf(texts: readonly string[]): string {
  return `[${texts.map((text) => JSON.stringify(text)).join(", ")}]`;
}
