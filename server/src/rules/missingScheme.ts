/** A header value without a word for how it authenticates: the server finds no credentials in it. */
import { definedAt } from "./planning";
import type { Rule } from "./rule";

export const missingScheme: Rule = {
  id: "missing-scheme",
  severity: "error",
  title: "The Authorization header lacks ApiKey before the key",
  messages: { missing: "The Authorization header lacks its scheme; write ApiKey and a space before the key" },
  fixTitles: { "add-scheme": "Write ApiKey before the key" },
  *check({ uses }) {
    for (const use of uses) {
      const { header, credential, fact } = use;
      if (!header || header.scheme !== undefined || credential.resolved.kind !== "value") continue;
      if (credential.form === "placeholder" || credential.form === "ciphertext" || !use.elastic) continue;
      const at = fact.credential.span.start;
      const insertable = fact.header?.insertAt !== undefined && fact.credential.quote !== "none";
      const yaml = fact.kind === "setting";
      yield {
        use,
        span: use.span,
        message: "missing",
        related: definedAt(use),
        fixes:
          insertable || yaml
            ? [
                {
                  id: "add-scheme",
                  safe: true,
                  preferred: true,
                  edits: [{ kind: "replace", span: { start: at, end: at }, text: "ApiKey " }],
                },
              ]
            : [],
      };
    }
  },
};
