/**
 * What operators make of values, as far as the text shows it: `+` appends, `-f` fills in, `??` gives a default.
 * Everything else is an operation of which only running it would show the result.
 */
import type { Span } from "../../text/span";
import type { Part, TextPart } from "../reading";
import type { Expression } from "./expression";
import { makeValue, opaqueExpression, slicePart } from "./expression";

/** `a + b + c`, of texts; of numbers, lists and tables the result is an operation. What is unknown is so alone. */
export function concatenated(operands: readonly Expression[], span: Span): Expression {
  if (operands[0]?.number || operands.some(({ table, list }) => table || list)) return opaqueExpression(span);
  const parts: Part[] = [];
  for (const { value } of operands) for (const part of value.parts) parts.push(part);
  return { value: makeValue(span, span, parts, "expression") };
}

/** `left ?? right`: what is on the right counts where the variable on the left has no value. */
export function withDefault(left: Expression, right: Expression, span: Span): Expression {
  const [only] = left.value.parts;
  if (left.value.parts.length !== 1 || only?.kind !== "reference" || right.table) return opaqueExpression(span);
  const part: Part = { ...only, span, fallback: { parts: right.value.parts, whenEmpty: false } };
  return { value: makeValue(span, span, [part], "expression") };
}

/** `"ApiKey {0}" -f $key`. */
export function formatted(left: Expression, right: Expression, span: Span): Expression {
  const values = right.list ?? [right];
  const parts: Part[] = [];
  for (const part of left.value.parts) {
    if (part.kind !== "text") return opaqueExpression(span);
    for (const piece of fillIn(part, values)) {
      if (!piece) return opaqueExpression(span);
      parts.push(piece);
    }
  }
  return { value: makeValue(span, span, parts, "expression") };
}

const PLACEHOLDER = /\{\{|\}\}|\{(\d{1,3})\}|[{}]/g;

/** The pieces of a format; an undefined one stands for what only running it would show. */
function fillIn(part: TextPart, values: readonly Expression[]): readonly (Part | undefined)[] {
  const pieces: (Part | undefined)[] = [];
  let from = 0;
  for (const { 0: found, 1: number, index } of part.text.matchAll(PLACEHOLDER)) {
    if (index > from) pieces.push(slicePart(part, from, index));
    from = index + found.length;
    if (number === undefined) pieces.push(found.length === 2 ? slicePart(part, index, index + 1) : undefined);
    else {
      const value = values[Number(number)];
      if (!value || value.table) pieces.push(undefined);
      else for (const each of value.value.parts) pieces.push(each);
    }
    if (pieces.length > MAX_PIECES) return [undefined];
  }
  if (from < part.text.length) pieces.push(slicePart(part, from, part.text.length));
  return pieces;
}

/** A header is made of a handful. */
const MAX_PIECES = 1_000;
