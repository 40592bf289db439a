/**
 * A suppression comment that suppresses nothing, or names no rule. The check itself needs the findings of all other
 * rules, so judge.ts runs it last and gives it what was left over; this file holds its words and its place.
 */
import type { Suppression } from "../find/model";
import type { Report, Rule } from "./rule";

export const unusedSuppression: Rule = {
  id: "unused-suppression",
  severity: "hint",
  title: "A suppression comment that suppresses nothing",
  messages: {
    unused: "This suppresses nothing; remove it",
    unknown: "{rule} is no rule of Keyfit; see the list of rules",
    empty: "This suppression names no rule; write the rule's id after it",
  },
  *check() {},
};

/** A suppression with what it did: the names of the rules that it silenced. */
export interface UsedSuppression {
  readonly suppression: Suppression;
  readonly used: ReadonlySet<string>;
}

/** What to report of the suppressions of a file once everything else was judged. */
export function* reportUnused(
  suppressions: readonly UsedSuppression[],
  isRule: (id: string) => boolean,
): Iterable<Report> {
  for (const { suppression, used } of suppressions) {
    if (suppression.rules.length === 0) yield { span: suppression.span, message: "empty" };
    for (const { name, span } of suppression.rules) {
      if (!isRule(name)) yield { span, message: "unknown", args: { rule: name } };
      else if (!used.has(name)) yield { span, message: "unused" };
    }
  }
}

