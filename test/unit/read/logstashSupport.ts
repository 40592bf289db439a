/** Short views of what the Logstash reader gives, with repeated keys, and what must hold for the spans of any reading. */
import { defaultBudget } from "../../../server/src/read/budget";
import { readLogstash } from "../../../server/src/read/logstash";
import type { Budget, MapNode, Reading, ScalarNode, TreeNode } from "../../../server/src/read/reading";
import type { Span } from "../../../server/src/text/span";
import { covers } from "../../../server/src/text/span";

/** A tree with its order and its repeated keys; null where nothing is written. */
export type Plain = string | null | { readonly list: readonly Plain[] } | { readonly map: readonly Pair[] };
export type Pair = readonly [key: string, value: Plain];

export function read(text: string, limits: Partial<Budget> = {}): Reading {
  return readLogstash(text, defaultBudget(limits));
}

export function plain(node: TreeNode | undefined): Plain {
  if (node === undefined) return null;
  if (node.kind === "scalar") return node.layer.text;
  if (node.kind === "list") return { list: node.items.map(plain) };
  return { map: node.entries.map((entry): Pair => [entry.key, plain(entry.value)]) };
}

/** The only tree. */
export function treeOf(reading: Reading): MapNode {
  const [tree, ...others] = reading.trees;
  if (tree?.kind !== "map" || others.length > 0) throw new Error("not one map");
  return tree;
}

/** One line for each scalar: the way to it, with the number of each list item, and its text. */
export function lines(text: string): string[] {
  const found: string[] = [];
  const visit = (way: string, node: TreeNode | undefined): void => {
    if (!node) found.push(`${way}?`);
    else if (node.kind === "scalar") found.push(`${way} = ${node.layer.text}`);
    else if (node.kind === "list") for (const [index, item] of node.items.entries()) visit(`${way}[${index}]`, item);
    else if (node.entries.length === 0) found.push(`${way} {}`);
    else for (const entry of node.entries) visit(way === "" ? entry.key : `${way}.${entry.key}`, entry.value);
  };
  visit("", treeOf(read(text)));
  return found;
}

/** The options of a single plugin, one line each. */
export function options(text: string): string[] {
  const start = "output[0].p";
  return lines(`output {\n  p {\n    ${text}\n  }\n}\n`).map((line) =>
    line.startsWith(start) ? line.slice(start.length).replace(/^\./, "").trim() : line,
  );
}

export function scalarsOf(node: TreeNode | undefined): readonly ScalarNode[] {
  if (!node) return [];
  if (node.kind === "scalar") return [node];
  return node.kind === "map" ? node.entries.flatMap(({ value }) => scalarsOf(value)) : node.items.flatMap(scalarsOf);
}

/** Spans that do not lie where they should, overlap what stands before, or do not cover the text that they claim. */
export function faultsOf(text: string, reading: Reading): readonly unknown[] {
  const faults: unknown[] = [];
  const look = (what: string, span: Span, inside: Span): void => {
    if (!(span.start <= span.end && covers(inside, span))) faults.push({ what, span, inside });
  };
  const lookAtOrder = (what: string, spans: readonly Span[]): void => {
    for (const [index, span] of spans.entries()) {
      const before = spans[index - 1];
      if (before && before.end > span.start) faults.push({ what, before, span });
    }
  };
  const visit = (node: TreeNode, inside: Span): void => {
    look(node.kind, node.span, inside);
    if (node.kind === "scalar") {
      look("outer", node.outer, inside);
      look("scalar", node.span, node.outer);
      const { layer, span } = node;
      if (layer.text !== text.slice(span.start, span.end)) faults.push({ node });
      const whole = layer.toHost({ start: 0, end: layer.text.length });
      if (whole?.start !== span.start || whole.end !== span.end) faults.push({ node, whole });
    } else if (node.kind === "list") {
      lookAtOrder("items", node.items.map(outerSpan));
      for (const item of node.items) visit(item, node.span);
    } else {
      lookAtOrder(
        "entries",
        node.entries.map(({ span }) => span),
      );
      for (const entry of node.entries) {
        look("entry", entry.span, node.span);
        look("key", entry.keySpan, entry.span);
        if (text.slice(entry.keySpan.start, entry.keySpan.end) !== entry.key) faults.push({ entry });
        if (entry.value) visit(entry.value, entry.span);
      }
    }
  };
  const whole = { start: 0, end: text.length };
  for (const tree of reading.trees) visit(tree, whole);
  for (const { span } of reading.problems) look("problem", span, whole);
  lookAtOrder(
    "comments",
    reading.comments.map(({ span }) => span),
  );
  for (const comment of reading.comments) {
    look("comment", comment.span, whole);
    if (`#${comment.text}` !== text.slice(comment.span.start, comment.span.end)) faults.push({ comment });
  }
  return faults;
}

function outerSpan(node: TreeNode): Span {
  return node.kind === "scalar" ? node.outer : node.span;
}
