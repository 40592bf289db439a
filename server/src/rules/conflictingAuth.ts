/** Two ways to authenticate where the program takes one and refuses to start. Decided on resolved values: an empty
 * default (`${ES_USERNAME:}`) sets nothing. */
import type { ExcludedFact } from "../find/model";
import type { VariableScope } from "../find/valueModel";
import type { KeyUse } from "../workspace/keyUse";
import type { Resolver } from "../workspace/resolve";
import type { Rule } from "./rule";
import { isIdle } from "./versions";

export const conflictingAuth: Rule = {
  id: "conflicting-auth",
  severity: "error",
  title: "Two ways to authenticate where the program takes one",
  messages: {
    both: "{key} and {other} are both set, and {integration} takes only one; remove one of them",
    "other-one": "{setting} is set here",
  },
  *check(file) {
    const { uses, resolve, facts } = file;
    const seen = new Set<unknown>();
    for (const use of uses) {
      if (seen.has(use.fact) || !isKeySet(use) || isPart(use) || isIdle(use)) continue;
      seen.add(use.fact);
      const others = use.fact.excluded.filter((each) => isSet(each, use.fact.scope, resolve));
      const first = others[0];
      if (!first) continue;
      const keyIsSecond = others.some((each) => each.value.span.start < use.span.start);
      const earlier = others.reduce((left, right) => (left.value.span.start <= right.value.span.start ? left : right));
      yield {
        use,
        span: keyIsSecond ? use.span : earlier.value.span,
        outer: keyIsSecond ? use.fact.credential.outer : earlier.value.outer,
        message: "both",
        args: { integration: use.integrationTitle, key: lastName(use.path), other: lastName(earlier.path) },
        related: [
          {
            uri: facts.uri,
            span: keyIsSecond ? earlier.value.span : use.span,
            message: "other-one",
            args: { setting: keyIsSecond ? earlier.path : use.path },
          },
        ],
      };
    }
  },
};

/** A template or a part: which of the two stays, the whole tells. */
function isPart({ fact }: KeyUse): boolean {
  return fact.kind === "setting" && !fact.whole;
}

/** An example is filled in later, and then perhaps the other one is taken out. */
function isKeySet({ credential: { resolved, form } }: KeyUse): boolean {
  if (form === "placeholder") return false;
  return resolved.kind === "value" ? !resolved.value.isBlank : resolved.kind === "unset";
}

/** A reference without a default must be defined, or the program does not start at all. */
function isSet(other: ExcludedFact, scope: VariableScope, resolve: Resolver): boolean {
  const resolved = resolve.resolve(other.value, scope);
  return resolved.kind === "value" ? !resolved.value.isBlank : resolved.kind === "unset";
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
