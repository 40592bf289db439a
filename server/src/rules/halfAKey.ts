/** Only the id or only the secret stands where the whole key belongs. Which half it is cannot always be told. */
import { definedAt } from "./planning";
import type { Rule } from "./rule";

export const halfAKey: Rule = {
  id: "half-a-key",
  severity: "error",
  title: "Only half of the key",
  messages: {
    pair: "This is only half of a key; {integration} takes id:key",
    encoded: "This is only half of a key; use the value that was shown as encoded",
  },
  *check({ uses }) {
    for (const use of uses) {
      if (use.credential.form !== "half" || !use.elastic) continue;
      // A common name fixes no form: the other half may stand in a variable beside it.
      if (!use.fact.accepts) continue;
      const pair = use.fact.accepts.some((each) => each.forms.includes("pair"));
      yield {
        use,
        span: use.span,
        message: pair ? "pair" : "encoded",
        args: { integration: use.integrationTitle },
        related: definedAt(use),
      };
    }
  },
};
