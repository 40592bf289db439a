/** What is assigned to, and what that says of the variables that come later. */
import type { Span } from "../../text/span";
import type { Value } from "../reading";
import type { Expression, Target } from "./expression";
import { opaqueValue } from "./expression";
import type { Place, Reader } from "./reader";
import { appendTable, bindTable, setEntry, tableOf } from "./tables";

/** Gathers an assignment with an operator such as `=`, `+=`, `??=`. */
export function assignTo(
  target: Target,
  operator: string,
  right: Expression,
  span: Span,
  reader: Reader,
  place: Place,
): void {
  if (target.kind === "entry") {
    if (operator === "=") setEntry(tableOf(target.of, place), { key: target.key, value: right }, place.conditional);
    return;
  }
  const maybe = operator === "??=" ? { ...place, conditional: true } : place;
  if (!target.environment) {
    if (operator !== "+=") bindTable(target, right.table, maybe);
    else if (right.table) appendTable(target, right.table, maybe);
  }
  const known = operator === "=" || operator === "??=";
  gather(target, known ? right.value : opaqueValue(right.value.outer, "operation"), span, reader, maybe);
}

/**
 * A script's variable does not leave the function that it is set in, and there it is set; what is the environment's or
 * the whole script's is, for everybody outside, only set if the function was called.
 */
function gather(
  { name, nameSpan, environment, global }: Extract<Target, { kind: "variable" }>,
  value: Value,
  span: Span,
  { sink }: Reader,
  { conditional, within }: Place,
): void {
  sink.assignments.push({
    name,
    nameSpan,
    value,
    span,
    scope: "shell",
    exported: environment,
    conditional: conditional || (global && within !== undefined),
    job: undefined,
    ...(within && !global && { within }),
  });
}
