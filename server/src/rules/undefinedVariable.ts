/** No file in reach defines a variable that a use needs. Off by default: most variables come from elsewhere on purpose. */
import type { Rule } from "./rule";

export const undefinedVariable: Rule = {
  id: "undefined-variable",
  severity: "off",
  title: "No file in reach defines the variable",
  messages: { undefined: "No file in reach defines {name}; set it where the program starts" },
  *check({ uses, snapshot }) {
    if (!snapshot.complete()) return;
    const seen = new Set<number>();
    for (const use of uses) {
      const { resolved } = use.credential;
      if (resolved.kind !== "unset" || seen.has(resolved.span.start)) continue;
      seen.add(resolved.span.start);
      // The reference itself, where it stands at the use; else the use, and where the chain breaks is told beside it.
      const direct = resolved.origin.length === 0;
      yield {
        use,
        span: direct ? resolved.span : use.span,
        message: "undefined",
        args: { name: resolved.name },
        related: resolved.origin.map((step) => ({
          uri: step.uri,
          span: step.span,
          line: step.line,
          message: "defined-here",
          args: { name: step.name },
        })),
      };
    }
  },
};
