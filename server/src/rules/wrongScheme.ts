/** The word before the credential is for another sort of credential: `Bearer` before an API key, `ApiKey` before a token. */
import type { Kind } from "../elastic/model";
import { withArticle } from "../elastic/phrases";
import type { KeyUse } from "../workspace/keyUse";
import { definedAt } from "./planning";
import type { FixPlan, Rule } from "./rule";

const BEARER: readonly Kind[] = ["service-account-token", "jwt", "elastic-cloud-token", "apm-secret-token"];

export const wrongScheme: Rule = {
  id: "wrong-scheme",
  severity: "error",
  title: "The scheme does not fit the credential",
  messages: {
    "apikey-needed": "{written} stands before an API key; write ApiKey instead",
    "bearer-needed": "{written} stands before {kind}; write Bearer instead",
  },
  fixTitles: { "set-scheme": "Write {scheme} instead" },
  *check({ uses }) {
    for (const use of uses) {
      const needed = neededScheme(use);
      if (!needed) continue;
      yield {
        use,
        span: use.span,
        message: needed === "ApiKey" ? "apikey-needed" : "bearer-needed",
        args: { written: use.header?.written ?? "", kind: withArticle(use.credential.kind, "lower") },
        ...(use.credential.byName && { severity: "warning" as const }),
        related: definedAt(use),
        fixes: schemeFix(use, needed),
      };
    }
  },
};

function neededScheme({ header, credential }: KeyUse): "ApiKey" | "Bearer" | undefined {
  if (!header) return undefined;
  if (header.scheme === "apikey") {
    return credential.candidates.every((kind) => BEARER.includes(kind)) ? "Bearer" : undefined;
  }
  const apiKey =
    ["encoded", "pair", "essu", "ece"].includes(credential.form) && credential.kind !== "elastic-cloud-token";
  return (header.scheme === "bearer" || header.scheme === "basic") && apiKey ? "ApiKey" : undefined;
}

function schemeFix(use: KeyUse, scheme: string): readonly FixPlan[] {
  const span = use.header?.fromVariable ? undefined : use.fact.header?.span;
  if (!span) return [];
  const edits = [{ kind: "replace", span, text: scheme } as const];
  return [{ id: "set-scheme", args: { scheme }, safe: true, preferred: true, edits }];
}
