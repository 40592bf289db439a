/** Where a finding about a target sits: on the value that names it, or where that value is consumed. */
import type { Span } from "../text/span";
import type { KeyUse } from "../workspace/keyUse";
import type { RelatedReport } from "./rule";

/** The first value that names the target; undefined for a default or none. */
export function firstSpan(use: KeyUse): Span | undefined {
  return use.target.spans[0];
}

/** Where the target's value comes from, for findings that are reported where it is consumed. */
export function targetDefinedAt(use: KeyUse): readonly RelatedReport[] {
  return use.target.origin.map((step) => ({
    uri: step.uri,
    span: step.span,
    line: step.line,
    message: "defined-here",
    args: { name: step.name },
  }));
}
