/**
 * A suppression comment that suppresses nothing, or names no rule. Runs after all other rules and after suppression, when
 * it is known what each comment did.
 */
import { mask } from "../elastic/mask";
import type { Rule } from "./rule";

export const unusedSuppression: Rule = {
  id: "unused-suppression",
  severity: "hint",
  title: "A suppression comment that suppresses nothing",
  afterSuppression: true,
  messages: {
    unused: "This suppresses nothing; remove it",
    unknown: "{rule} is no rule of Keyfit; see the list of rules",
    empty: "This suppression names no rule; write the rule's id after it",
  },
  *check({ facts, silenced, ruleIds }) {
    // What a comment does about this rule itself shows only afterwards; it is left alone.
    for (const suppression of facts.suppressions) {
      if (suppression.rules.length === 0) yield { span: suppression.span, message: "empty" };
      for (const { name, span } of suppression.rules) {
        if (!ruleIds.has(name)) yield { span, message: "unknown", args: { rule: shownRule(name) } };
        else if (name !== "unused-suppression" && !silenced.get(suppression)?.has(name))
          yield { span, message: "unused" };
      }
    }
  },
};

/** Whatever is no name of a rule by its looks is something else, a key at worst. */
function shownRule(name: string): string {
  return /^[a-z][a-z-]{0,40}$/.test(name) ? name : mask(name);
}
