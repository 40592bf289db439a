/** No kind that the credential can be opens the API that it is sent to: the matrix says no for all of them. */
import { apiOfDeployment, fittingKey, withArticle } from "../elastic/phrases";
import type { KeyUse } from "../workspace/keyUse";
import { definedAt } from "./planning";
import type { Rule } from "./rule";

export const wrongKeyType: Rule = {
  id: "wrong-key-type",
  severity: "error",
  title: "The key cannot open the API it is sent to",
  messages: {
    mismatch: "{kind} does not open {place}; use {fitting}",
    byName: "{name} is named for another key; {place} takes {fitting}",
  },
  *check({ uses }) {
    for (const use of uses) {
      if (use.verdict !== "mismatch") continue;
      const { kind, byName, variable } = use.credential;
      yield {
        use,
        span: use.span,
        message: byName ? "byName" : "mismatch",
        args: {
          kind: withArticle(kind, byName ? "lower" : "upper"),
          name: variable ?? "",
          place: apiOfDeployment(use.target),
          fitting: fittingKey(use.target),
        },
        severity: isCertain(use) ? "error" : "warning",
        related: definedAt(use),
      };
    }
  },
};

/** Contract 3.1: a warning where a name or a likely host says so, or an ECE-shaped key goes to the Cloud API. */
function isCertain({ credential, target }: KeyUse): boolean {
  if (credential.byName || !(target.certain || isFixed(target))) return false;
  return !(credential.kind === "ece-api-key" && target.deployment === "elastic-cloud");
}

/** No address is known, and what the program talks to takes no such key wherever it is. */
function isFixed({ target, api }: KeyUse["target"]): boolean {
  return target === undefined && api !== "unknown";
}
