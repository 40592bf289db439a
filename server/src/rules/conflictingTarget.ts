/** Two settings name the target, and the program takes one and refuses to start. */
import type { Rule } from "./rule";
import { isIdle } from "./versions";

export const conflictingTarget: Rule = {
  id: "conflicting-target",
  severity: "error",
  title: "Two settings name the target where the program takes one",
  messages: { both: "{setting} and {other} both name the target, and {integration} takes one; remove one of them" },
  *check(file) {
    const { uses, resolve, facts } = file;
    const seen = new Set<number>();
    for (const use of uses) {
      const { fact } = use;
      if (fact.kind !== "setting" || !fact.whole || isIdle(use)) continue;
      const set = fact.exclusive
        .filter(({ value }) => {
          const resolved = resolve.resolve(value, fact.scope);
          return resolved.kind === "value" ? !resolved.value.isBlank : resolved.kind === "unset";
        })
        .sort((left, right) => left.value.span.start - right.value.span.start);
      const [first, second] = set;
      if (!first || !second || seen.has(second.value.span.start)) continue;
      seen.add(second.value.span.start);
      yield {
        use,
        span: second.value.span,
        outer: second.value.outer,
        message: "both",
        args: { setting: lastName(first.path), other: lastName(second.path), integration: use.integrationTitle },
        related: [{ uri: facts.uri, span: first.value.span, message: "other-one", args: { setting: first.path } }],
      };
    }
  },
};

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
