/** Short views of what the YAML reader gives, so that a test reads like a page of a specification. */
import { defaultBudget } from "../../../server/src/read/budget";
import type { Budget, Reading, ScalarNode, TreeNode } from "../../../server/src/read/reading";
import { readYaml } from "../../../server/src/read/yaml";
import type { Span } from "../../../server/src/text/span";

/** A tree as plain values: texts, lists, objects; null where nothing is written. */
export type Plain = string | null | Plain[] | { [key: string]: Plain };

export function read(text: string, limits: Partial<Budget> = {}): Reading {
  return readYaml(text, defaultBudget(limits));
}

/** The trees of all documents. */
export function trees(text: string): Plain[] {
  return read(text).trees.map(plain);
}

/** The tree of the only document. */
export function tree(text: string): Plain {
  const all = trees(text);
  if (all.length !== 1) throw new Error(`${all.length} trees, not one`);
  return all[0]!;
}

/** Of two entries with the same key, the last one shows; `keysOf` shows both. */
export function plain(node: TreeNode | undefined): Plain {
  if (node === undefined) return null;
  if (node.kind === "scalar") return node.layer.text;
  if (node.kind === "list") return node.items.map(plain);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value)]));
}

/** The keys of the map at `path`, in order. */
export function keysOf(text: string, ...path: (string | number)[]): string[] {
  const node = nodeAt(text, ...path);
  if (node?.kind !== "map") throw new Error("no map");
  return node.entries.map((entry) => entry.key);
}

/** The node at a path of keys and indices in the first document. */
export function nodeAt(text: string, ...path: (string | number)[]): TreeNode | undefined {
  let node: TreeNode | undefined = read(text).trees[0];
  for (const step of path) {
    if (node?.kind === "map") node = node.entries.find((entry) => entry.key === step)?.value;
    else if (node?.kind === "list" && typeof step === "number") node = node.items[step];
    else return undefined;
  }
  return node;
}

export function scalarAt(text: string, ...path: (string | number)[]): ScalarNode {
  const node = nodeAt(text, ...path);
  if (node?.kind !== "scalar") throw new Error(`no scalar at ${path.join(".")}`);
  return node;
}

/** What stands in the file at a span. */
export function at(text: string, where: Span | undefined): string | undefined {
  return where && text.slice(where.start, where.end);
}

/** Where `part` of a scalar's text stands in the file. */
export function hostOf(text: string, scalar: ScalarNode, part: string): string | undefined {
  const start = scalar.layer.text.indexOf(part);
  return at(text, scalar.layer.toHost({ start, end: start + part.length }));
}

/** The file with the scalar's text replaced; undefined where the scalar refuses it. */
export function replaced(text: string, scalar: ScalarNode, by: string): string | undefined {
  const written = scalar.layer.encode(by);
  return written === undefined ? undefined : text.slice(0, scalar.outer.start) + written + text.slice(scalar.outer.end);
}

/** Messages of the problems, each with the text that it points at. */
export function problems(text: string): string[] {
  return read(text).problems.map(({ message, span }) => `${message}: ${at(text, span)}`);
}

/** Whatever is wrong with spans and layers in a reading; nothing for any text at all. */
export function unsound(text: string): string[] {
  const reading = read(text);
  const whole = { start: 0, end: text.length };
  // Copied trees stand where their anchor does, and merged entries after the map's own.
  const copies = /[&<]/.test(text);
  const wrong: string[] = [];
  const check = (what: string, inner: Span, outer: Span): void => {
    const good = outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
    if (!good) wrong.push(`${what} ${JSON.stringify(inner)} not in ${JSON.stringify(outer)}`);
  };
  const scalar = (node: ScalarNode): void => {
    check("span", node.span, node.outer);
    const { layer } = node;
    for (let unit = -1; unit < layer.text.length && unit < 200; unit++) {
      const inner = unit === -1 ? { start: 0, end: layer.text.length } : { start: unit, end: unit + 1 };
      const host = layer.toHost(inner);
      if (host === undefined) wrong.push(`no way back for ${JSON.stringify(inner)}`);
      else check("host", host, node.span);
    }
    const written = at(text, node.span) ?? "";
    if (node.style === "plain" && !/[\r\n]/.test(written) && written !== layer.text)
      wrong.push(`${layer.text}: ${written}`);
    if (node.alias && layer.encode("x") !== undefined) wrong.push("an alias can be edited");
  };
  const visit = (node: TreeNode, inside: Span): Span => {
    const outer = node.kind === "scalar" ? node.outer : node.span;
    check(node.kind, outer, copies ? whole : inside);
    let last = outer.start;
    if (node.kind === "scalar") scalar(node);
    else if (node.kind === "list") {
      for (const item of node.items) last = visit(item, { start: last, end: outer.end }).end;
    } else {
      for (const entry of node.entries) {
        check("entry", entry.span, copies ? whole : { start: last, end: outer.end });
        check("key", entry.keySpan, entry.span);
        if (entry.value) visit(entry.value, { start: entry.keySpan.end, end: entry.span.end });
        last = entry.span.end;
      }
    }
    return outer;
  };
  let last = 0;
  for (const node of reading.trees) last = visit(node, { start: last, end: text.length }).end;
  let comment = 0;
  for (const { span, textSpan, text: words } of reading.comments) {
    check("comment", span, { start: comment, end: text.length });
    if (text.charAt(span.start) !== "#" || span.end !== textSpan.end || at(text, textSpan) !== words)
      wrong.push("comment");
    comment = span.end;
  }
  for (const problem of reading.problems) check("problem", problem.span, whole);
  return wrong;
}
