/**
 * A literal in a known key setting that has no form of any Elastic credential and is no placeholder. An error where the
 * program refuses it; else it may be a key of a form that nobody knows yet.
 */
import { isEncodedOrPair } from "../elastic/logstashValues";
import type { KeyUse } from "../workspace/keyUse";
import { isWithin } from "../workspace/versions";
import { definedAt } from "./planning";
import type { Rule } from "./rule";
import { statedAt } from "./versions";

export const unrecognizedKey: Rule = {
  id: "unrecognized-key",
  severity: "warning",
  title: "The value has no form of an Elastic key",
  messages: {
    unrecognized: "This does not look like an Elastic API key; {integration} takes {form} here",
  },
  *check(file) {
    for (const use of file.uses) {
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
        severity: isRefused(use) ? "error" : "warning",
        related: [...definedAt(use), ...(isRefused(use) ? statedAt(use) : [])],
      };
    }
  },
};

function isRefused(use: KeyUse): boolean {
  const { strict } = use.fact;
  const { resolved } = use.credential;
  if (!strict || resolved.kind !== "value" || isEncodedOrPair(resolved.value)) return false;
  return isWithin(strict.refuses, use.versions);
}
