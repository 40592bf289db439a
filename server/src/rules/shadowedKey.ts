/**
 * The program ignores this key because another definition always wins in every environment that it belongs to. A default
 * that another job, service or container still uses is not shadowed.
 */
import type { KeyUse } from "../workspace/keyUse";
import type { Rule } from "./rule";

export const shadowedKey: Rule = {
  id: "shadowed-key",
  severity: "warning",
  title: "The program ignores this key because another setting wins",
  messages: { shadowed: "{name} is also set by what ranks higher, so this key is never used; remove one of them" },
  *check({ uses, shadows }) {
    for (const use of uses) {
      if (use.fact.kind !== "variable" || !isSet(use)) continue;
      const winner = shadows(use.fact.definition);
      if (!winner) continue;
      yield {
        use,
        span: use.span,
        message: "shadowed",
        args: { name: use.fact.definition.name },
        related: [
          { uri: winner.uri, span: winner.span, line: winner.line, message: "wins-here", args: { name: winner.name } },
        ],
      };
    }
  },
};

function isSet({ credential }: KeyUse): boolean {
  return credential.form !== "placeholder";
}
