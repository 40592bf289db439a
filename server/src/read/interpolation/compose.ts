/**
 * References as Docker Compose writes them, and as dotenv-expand does. Both nest; they differ in what a name is, in how
 * a literal dollar is written, and in what a broken reference means: an error, or text.
 * https://github.com/compose-spec/compose-go/blob/main/template/template.go,
 * https://github.com/motdotla/dotenv-expand/blob/master/lib/main.js
 */
import type { Span } from "../../text/span";
import type { OpaquePart, WrittenPart } from "../reading";
import type { Braces } from "./braces";
import { pairBraces } from "./braces";
import { type PartsBuilder, partsBuilder, type Source } from "./parts";

/** Defaults in defaults that are followed. */
const MAX_NESTING = 8;

interface Text {
  readonly source: Source;
  readonly whole: Span;
  readonly braces: Braces;
}

/** Compose: `$$` is a dollar, and what is no reference behind `${` stops it. */
export function readCompose(source: Source, whole: Span): readonly WrittenPart[] {
  const { text } = source;
  return scanCompose({ source, whole, braces: pairBraces(text) }, { start: 0, end: text.length }, 0);
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /:?[-+?]/y;

function scanCompose(all: Text, where: Span, depth: number): readonly WrittenPart[] {
  const { text } = all.source;
  const out = partsBuilder(all.source, all.whole);
  let from = where.start;
  for (let at = text.indexOf("$", from); at >= 0 && at < where.end; at = text.indexOf("$", from)) {
    out.verbatim(from, at);
    const next = text.charAt(at + 1);
    const name = matchAt(NAME, text, at + 1);
    if (at + 1 >= where.end) from = at;
    else if (next === "$") {
      out.replaced("$", at, at + 2);
      from = at + 2;
    } else if (name !== "") {
      from = at + 1 + name.length;
      out.add({ kind: "reference", name, span: out.place(at, from) });
    } else if (next === "{") from = readBraces(all, { start: at, end: where.end }, depth, out);
    else {
      out.verbatim(at, at + 1);
      from = at + 1;
    }
    if (from <= at) break;
  }
  out.verbatim(from, where.end);
  return out.done();
}

/** Reads `${…}` and answers where it ends; all of the text where it never does. */
function readBraces(all: Text, where: Span, depth: number, out: PartsBuilder): number {
  const { text } = all.source;
  const { start } = where;
  const close = all.braces.closing(start + 1);
  const end = close === undefined || close >= where.end ? where.end : close + 1;
  const span = out.place(start, end);
  const name = matchAt(NAME, text, start + 2);
  const after = start + 2 + name.length;
  const operator = matchAt(OPERATOR, text, after);
  const rest = { start: after + operator.length, end: end - 1 };
  if (close !== end - 1 || name === "") out.add(opaque(span, "unsupported"));
  else if (after === close) out.add({ kind: "reference", name, span });
  // A dot in a Go pattern is no line end, so neither is anything behind the operator.
  else if (operator === "" || text.slice(rest.start, rest.end).includes("\n")) out.add(opaque(span, "unsupported"));
  else if (operator.endsWith("?")) out.add({ kind: "reference", name, span });
  else if (operator.endsWith("+")) out.add(opaque(span, "operation"));
  else {
    const parts = depth < MAX_NESTING ? scanCompose(all, rest, depth + 1) : [opaque(span, "unsupported")];
    out.add({ kind: "reference", name, span, fallback: { parts, whenEmpty: operator.length === 2 } });
  }
  return end;
}

/**
 * dotenv-expand: a backslash before a dollar makes it text. Whatever stands before an operator is a name. `$(…)` is a
 * command since version 1000 and text before; nobody can tell from the file.
 */
export function readDotenvExpand(source: Source, whole: Span): readonly WrittenPart[] {
  const { text } = source;
  return scanExpand({ source, whole, braces: pairBraces(text) }, { start: 0, end: text.length }, 0);
}

function scanExpand(all: Text, where: Span, depth: number): readonly WrittenPart[] {
  const { text } = all.source;
  const out = partsBuilder(all.source, all.whole);
  let from = where.start;
  let parenthesis = 0;
  for (let at = text.indexOf("$", from); at >= 0 && at < where.end; at = text.indexOf("$", at)) {
    const name = matchAt(NAME, text, at + 1);
    if (text.charAt(at - 1) === "\\" && at > from) {
      out.verbatim(from, at - 1);
      out.replaced("$", at - 1, at + 1);
      from = at + 1;
    } else if (name !== "") {
      out.verbatim(from, at);
      from = at + 1 + name.length;
      out.add({ kind: "reference", name, span: out.place(at, from) });
    } else if (text.startsWith("${", at)) {
      out.verbatim(from, at);
      from = readExpression(all, { start: at, end: where.end }, depth, out) ?? at;
    } else if (text.startsWith("$(", at) && parenthesis >= 0) {
      if (parenthesis <= at) parenthesis = text.indexOf(")", at);
      if (parenthesis >= 0 && parenthesis < where.end) {
        out.verbatim(from, at);
        from = parenthesis + 1;
        out.add(opaque(out.place(at, from), "command"));
      }
    }
    at = Math.max(at + 1, from);
  }
  out.verbatim(from, where.end);
  return out.done();
}

/** Reads `${…}` and answers where it ends; undefined where it is text. */
function readExpression(all: Text, where: Span, depth: number, out: PartsBuilder): number | undefined {
  const { text } = all.source;
  const { start } = where;
  const close = all.braces.closing(start + 1);
  if (close === undefined || close >= where.end || close === start + 2) return undefined;
  if (all.braces.holdsBare(start + 1)) return undefined;
  const span = out.place(start, close + 1);
  let at = start + 2;
  while (at < close && !"+-$".includes(text.charAt(at))) at++;
  const operator = text.charAt(at);
  const colon = operator !== "$" && at < close && at > start + 2 && text.charAt(at - 1) === ":";
  const name = text.slice(start + 2, colon ? at - 1 : at);
  if (name === "" || (at < close && operator === "$")) out.add(opaque(span, "unsupported"));
  else if (at === close) out.add({ kind: "reference", name, span });
  else if (operator === "+") out.add(opaque(span, "operation"));
  else {
    const rest = { start: at + 1, end: close };
    const parts = depth < MAX_NESTING ? scanExpand(all, rest, depth + 1) : [opaque(span, "unsupported")];
    out.add({ kind: "reference", name, span, fallback: { parts, whenEmpty: colon } });
  }
  return close + 1;
}

function opaque(span: Span, why: OpaquePart["why"]): OpaquePart {
  return { kind: "opaque", span, why };
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}
