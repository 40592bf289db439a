/** A header value without a word for how it authenticates: the server finds no credentials in it. */
import type { KeyUse } from "../workspace/keyUse";
import { definedAt } from "./planning";
import type { FixPlan, Rule } from "./rule";

export const missingScheme: Rule = {
  id: "missing-scheme",
  severity: "error",
  title: "The Authorization header lacks ApiKey before the key",
  messages: { missing: "The Authorization header lacks its scheme; write ApiKey and a space before the key" },
  fixTitles: { "add-scheme": "Write ApiKey before the key" },
  *check({ uses }) {
    for (const use of uses) {
      const { header, credential } = use;
      if (!header || header.scheme !== undefined || credential.resolved.kind !== "value") continue;
      if (credential.form === "placeholder" || credential.form === "ciphertext" || !use.elastic) continue;
      yield { use, span: use.span, message: "missing", related: definedAt(use), fixes: addScheme(use) };
    }
  },
};

/** A key that is whole: anything else may have its scheme somewhere inside. A bare word of a shell takes no blank. */
function addScheme({ fact, credential }: KeyUse): readonly FixPlan[] {
  const at = fact.header?.insertAt;
  const whole = ["encoded", "pair", "essu", "ece"].includes(credential.form);
  if (at === undefined || !(whole || credential.variable !== undefined)) return [];
  if (fact.kind === "command" && fact.credential.quote === "none") return [];
  const edits = [{ kind: "replace", span: { start: at, end: at }, text: "ApiKey " }] as const;
  return [{ id: "add-scheme", safe: true, preferred: true, edits }];
}
