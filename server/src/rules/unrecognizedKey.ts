/** A literal in a known key setting that has no form of any Elastic credential and is no placeholder. */
import { definedAt } from "./planning";
import type { Rule } from "./rule";

export const unrecognizedKey: Rule = {
  id: "unrecognized-key",
  severity: "warning",
  title: "The value has no form of an Elastic key",
  messages: {
    unrecognized: "This does not look like an Elastic API key; {integration} takes {form} here",
  },
  *check({ uses }) {
    for (const use of uses) {
      const { form, kind, resolved } = use.credential;
      if (form !== "other" || kind !== "unknown" || resolved.kind !== "value") continue;
      if (use.credential.classification?.internal) continue;
      if (!use.elastic || use.fact.unexpanded.length > 0) continue;
      if (use.header && use.header.scheme !== "apikey") continue;
      if (!use.fact.accepts) continue;
      const pair = use.fact.accepts.some((each) => each.forms.includes("pair"));
      yield {
        use,
        span: use.span,
        message: "unrecognized",
        args: { integration: use.integrationTitle, form: pair ? "id:key" : "the encoded key" },
        related: definedAt(use),
      };
    }
  },
};
