/**
 * Methods that set or tell something that counts: `$headers.Add(…)`, `[Environment]::SetEnvironmentVariable(…)`.
 */
import type { Span } from "../../text/span";
import type { Part, Value } from "../reading";
import { assignTo } from "./assigning";
import type { Expression, VariableTarget } from "./expression";
import { literalOf, makeValue, opaqueExpression } from "./expression";
import type { Place, Reader } from "./reader";
import { setEntry, tableOf } from "./tables";

export interface Call {
  /** The type whose method it is; undefined for a method of a value. */
  readonly type: string | undefined;
  readonly on: Expression;
  readonly name: Value | undefined;
  readonly args: readonly Expression[];
}

/** What a call gives; what it sets is gathered. */
export function callMember(call: Call, span: Span, reader: Reader, place: Place): Expression {
  const name = literalOf(call.name)?.toLowerCase();
  if (call.type !== undefined) return callStatic(call, name, span, reader, place);
  const [key, value] = call.args;
  const target = call.on.target;
  if (target?.kind === "variable" && !target.environment && (name === "add" || name === "set_item") && key && value) {
    setEntry(tableOf(target, place), { key: key.value, value }, place.conditional);
  }
  return opaqueExpression(span);
}

function callStatic(
  { type = "", args }: Call,
  name: string | undefined,
  span: Span,
  reader: Reader,
  place: Place,
): Expression {
  const [key, value, scope] = args;
  if (!/^(?:system\.)?environment$/i.test(type) || !key) return opaqueExpression(span);
  const target = environmentTarget(key.value);
  if (!target) return opaqueExpression(span);
  if (name === "getenvironmentvariable") {
    const part: Part = { kind: "reference", name: target.name, span };
    return { value: makeValue(span, span, [part], "expression") };
  }
  if (name === "setenvironmentvariable" && value) {
    // For the user or the machine it is set for programs that start later, not for this one.
    const own = scope === undefined || /process/i.test(literalOf(scope.value) ?? "");
    assignTo(target, "=", value, span, reader, { ...place, conditional: place.conditional || !own });
  }
  return opaqueExpression(span);
}

/** An environment variable by its name in a value; undefined where the name is not told. */
export function environmentTarget(value: Value, prefix = 0): VariableTarget | undefined {
  const name = literalOf(value)?.slice(prefix);
  if (name === undefined || name === "" || /\s/.test(name)) return undefined;
  const whole = value.span.end - value.span.start === prefix + name.length;
  const nameSpan = { start: value.span.start + (whole ? prefix : 0), end: value.span.end };
  return { kind: "variable", name, nameSpan, environment: true, global: true };
}
