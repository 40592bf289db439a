/** Another credential stands where an API key belongs. In headers a bearer token is a matter of the scheme instead. */
import type { Kind } from "../elastic/model";
import { withArticle } from "../elastic/phrases";
import type { KeyUse } from "../workspace/keyUse";
import { definedAt } from "./planning";
import type { Rule } from "./rule";

const OTHERS: readonly Kind[] = [
  "service-account-token",
  "elasticsearch-enrollment-token",
  "apm-secret-token",
  "app-search-key",
  "elastic-cloud-token",
  "jwt",
  "basic",
];

export const notAnApiKey: Rule = {
  id: "not-an-api-key",
  severity: "error",
  title: "Another credential where an API key belongs",
  messages: {
    other: "{kind} is not an API key; {integration} takes an API key here",
    byName: "{name} is named like {kind}; an API key belongs here",
  },
  *check({ uses }) {
    for (const use of uses) {
      const { candidates, kind, byName, variable } = use.credential;
      if (!candidates.every((each) => OTHERS.includes(each)) || isMatterOfScheme(use)) continue;
      if (!use.elastic && ANYBODYS.includes(kind)) continue;
      yield {
        use,
        span: use.span,
        message: byName ? "byName" : "other",
        args: {
          kind: withArticle(kind, byName ? "lower" : "upper"),
          integration: use.integrationTitle,
          name: variable ?? "",
        },
        ...(byName && { severity: "warning" as const }),
        related: definedAt(use),
      };
    }
  },
};

/** Other vendors have them too, and some send them after a scheme of the same name. */
const ANYBODYS: readonly Kind[] = ["basic", "jwt"];

/** A token that a header can carry, only after another word. */
function isMatterOfScheme(use: KeyUse): boolean {
  const bearer: readonly Kind[] = ["service-account-token", "jwt", "elastic-cloud-token", "apm-secret-token"];
  return use.header !== undefined && bearer.includes(use.credential.kind);
}
