/**
 * What is known of an expression: its value as far as the text shows it, and what else it may stand for: a hashtable, a
 * list, a place that an assignment can write to.
 */
import type { Span } from "../../text/span";
import type { OpaquePart, Part, TextPart, Value } from "../reading";
import { isDoubleQuote, isSingleQuote } from "./characters";

export interface Expression {
  readonly value: Value;
  /** It is a hashtable whose entries are known. */
  readonly table?: Table;
  /** The items of `a, b` or `@(a, b)`. */
  readonly list?: readonly Expression[];
  readonly target?: Target;
  /** A number, which `+` adds and does not append to. */
  readonly number?: true;
}

/** Hashtables are shared, as PowerShell shares them: a change through one name is seen through the others. */
export interface Table {
  readonly entries: TableEntry[];
}

export interface TableEntry {
  readonly key: Value;
  readonly value: Expression;
}

/** What stands to the left of `=`. */
export type Target =
  | VariableTarget
  /** `$table["key"]`, `$table.key`. */
  | { readonly kind: "entry"; readonly of: VariableTarget; readonly key: Value };

export interface VariableTarget {
  readonly kind: "variable";
  readonly name: string;
  readonly nameSpan: Span;
  /** Of the process, not of the script. */
  readonly environment: boolean;
  /** It names the script's or the session's scope, so that it leaves a function. */
  readonly global: boolean;
}

/** How a value is written, which says how another could be written in its place. */
type Style = "single" | "double" | "bare" | "expression";

/** A value that stands at `outer`. */
export function makeValue(outer: Span, span: Span, parts: readonly Part[], style: Style): Value {
  const only = parts.length < 2 && parts[0]?.kind !== "text";
  const plain = style === "bare" ? parts.every((part) => part.kind !== "text" || !part.quoted) : only;
  const quote = style === "single" || style === "double" ? style : plain ? "none" : "mixed";
  return { span, outer, parts, quote, encode: (text) => encodeText(text, style) };
}

/** A value that the text does not show. */
export function opaqueValue(span: Span, why: OpaquePart["why"]): Value {
  return makeValue(span, span, [{ kind: "opaque", span, why }], "expression");
}

/** An expression of which nothing is known but where it stands. */
export function opaqueExpression(span: Span, why: OpaquePart["why"] = "operation"): Expression {
  return { value: opaqueValue(span, why) };
}

/** The same value, written as the expression at `outer`: in parentheses, behind a type. */
export function widened(expression: Expression, outer: Span): Expression {
  const { value } = expression;
  return { ...expression, value: { ...makeValue(outer, outer, value.parts, "expression"), span: value.span } };
}

/** The text of a value that holds nothing but text. */
export function literalOf(value: Value | undefined): string | undefined {
  if (!value) return undefined;
  let text = "";
  for (const part of value.parts) {
    if (part.kind !== "text") return undefined;
    text += part.text;
  }
  return text;
}

/** A piece of a text part; its place is known where the whole part stands in the file as it is. */
export function slicePart(part: TextPart, from: number, to: number): TextPart {
  const { span, text } = part;
  const exact = span && span.end - span.start === text.length;
  return {
    ...part,
    text: text.slice(from, to),
    span: exact ? { start: span.start + from, end: span.start + to } : undefined,
  };
}

/** What PowerShell reads as exactly `text`, in the quotes that stand there already if there are any. */
function encodeText(text: string, style: Style): string | undefined {
  if (text.includes("\0")) return undefined;
  if (style === "bare" && /^[A-Za-z/][\w./:=+%-]*$/.test(text)) return text;
  return style === "double" ? `"${escaped(text)}"` : `'${doubled(text)}'`;
}

function doubled(text: string): string {
  return text.replaceAll(/['\u2018-\u201B]/g, "$&$&");
}

function escaped(text: string): string {
  return text.replaceAll(/["`$\u201C-\u201E]/g, "`$&");
}

/** True where a unit opens a string. */
export function opensString(unit: string): boolean {
  return isSingleQuote(unit) || isDoubleQuote(unit);
}
