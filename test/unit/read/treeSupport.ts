/** Short views of trees of any format, and what must hold for each of them. */
import { defaultBudget } from "../../../server/src/read/budget";
import type { Budget, Entry, Reading, ScalarNode, TreeNode } from "../../../server/src/read/reading";
import type { Span } from "../../../server/src/text/span";

export type Read = (text: string, budget: Budget) => Reading;

/** A tree as plain values: texts, lists, objects; null where nothing is written. Of a key that stands twice the last one shows. */
export type Plain = string | null | Plain[] | { [key: string]: Plain };

export function plain(node: TreeNode | undefined): Plain {
  if (node === undefined) return null;
  if (node.kind === "scalar") return node.layer.text;
  if (node.kind === "list") return node.items.map(plain);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value)]));
}

/** The node at a path of keys and indices in the first tree. */
export function nodeIn(reading: Reading, ...path: (string | number)[]): TreeNode | undefined {
  let node: TreeNode | undefined = reading.trees[0];
  for (const step of path) {
    if (node?.kind === "map") node = node.entries.find((entry) => entry.key === step)?.value;
    else node = node?.kind === "list" && typeof step === "number" ? node.items[step] : undefined;
  }
  return node;
}

export function scalarIn(reading: Reading, ...path: (string | number)[]): ScalarNode {
  const node = nodeIn(reading, ...path);
  if (node?.kind !== "scalar") throw new Error(`no scalar at ${path.join(".")}`);
  return node;
}

/** The file with a scalar's text replaced; undefined where the scalar refuses it. */
export function encoded(text: string, read: Read, path: (string | number)[], by: string): string | undefined {
  return replaced(text, scalarIn(read(text, defaultBudget()), ...path), by);
}

export function replaced(text: string, { layer, outer }: ScalarNode, by: string): string | undefined {
  const written = layer.encode(by);
  return written === undefined ? undefined : text.slice(0, outer.start) + written + text.slice(outer.end);
}

/** Where `part` of a scalar's text stands in the file. */
export function hostOf(text: string, { layer }: ScalarNode, part: string): string | undefined {
  const start = layer.text.indexOf(part);
  const host = layer.toHost({ start, end: start + part.length });
  return host && text.slice(host.start, host.end);
}

/** Messages of the problems, each with the text that it points at. */
export function problemsIn(text: string, read: Read): string[] {
  return read(text, defaultBudget()).problems.map(
    ({ message, span }) => `${message}: ${text.slice(span.start, span.end)}`,
  );
}

/** All scalars, in the order of the tree. */
export function scalarsIn(reading: Reading): ScalarNode[] {
  const found: ScalarNode[] = [];
  const visit = (node: TreeNode | undefined): void => {
    if (node?.kind === "scalar") found.push(node);
    else if (node?.kind === "list") node.items.forEach(visit);
    else for (const entry of node?.entries ?? []) visit(entry.value);
  };
  reading.trees.forEach(visit);
  return found;
}

/** Whatever is wrong with places and ways back in the trees and comments of a reading; nothing for any text at all. */
export function unsound(text: string, reading: Reading): string[] {
  const wrong: string[] = [];
  const look = (what: string, inner: Span, outer: Span): void => {
    const isGood = outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
    if (!isGood) wrong.push(`${what} ${JSON.stringify(inner)} not in ${JSON.stringify(outer)}`);
  };
  const scalar = (node: ScalarNode): void => {
    look("span", node.span, node.outer);
    const { layer } = node;
    for (let unit = -1; unit < Math.min(layer.text.length, 200); unit++) {
      const inner = unit === -1 ? { start: 0, end: layer.text.length } : { start: unit, end: unit + 1 };
      const host = layer.toHost(inner);
      if (host) look("host", host, node.span);
      else wrong.push(`no way back for ${JSON.stringify(inner)}`);
      const isSame = host && host.end - host.start === 1 && text.charAt(host.start) === layer.text.charAt(unit);
      // What is not itself is an escape, a removed line end, or doubled.
      if (unit >= 0 && host && !isSame && !/[\\$%{\u007b\r\n"]/.test(text.slice(host.start, host.end)))
        wrong.push(`${JSON.stringify(layer.text.charAt(unit))} at ${JSON.stringify(text.slice(host.start, host.end))}`);
    }
  };
  const entryOf = (entry: Entry, inside: Span): number => {
    look("entry", entry.span, inside);
    look("key", entry.keySpan, entry.span);
    if (entry.value) visit(entry.value, { start: entry.keySpan.end, end: entry.span.end });
    return entry.span.end;
  };
  const visit = (node: TreeNode, inside: Span): void => {
    const outer = node.kind === "scalar" ? node.outer : node.span;
    look(node.kind, outer, inside);
    let last = outer.start;
    if (node.kind === "scalar") scalar(node);
    else if (node.kind === "map")
      for (const entry of node.entries) last = entryOf(entry, { start: last, end: outer.end });
    else
      for (const item of node.items) {
        visit(item, { start: last, end: outer.end });
        last = item.kind === "scalar" ? item.outer.end : item.span.end;
      }
  };
  const whole = { start: 0, end: text.length };
  let last = 0;
  for (const tree of reading.trees) {
    visit(tree, { start: last, end: text.length });
    last = tree.kind === "scalar" ? tree.outer.end : tree.span.end;
  }
  let comment = 0;
  for (const { span, textSpan, text: words } of reading.comments) {
    look("comment", span, { start: comment, end: text.length });
    look("comment's text", textSpan, span);
    if (text.slice(textSpan.start, textSpan.end) !== words) wrong.push(`comment ${words}`);
    comment = span.end;
  }
  for (const { span } of reading.problems) look("problem", span, whole);
  return wrong;
}
