/**
 * The target is set where the program does not read it, so the program goes somewhere else without a word. Rests on the
 * absence of an option, so a newer version than the row was checked against silences it.
 */
import { isNewerThanChecked } from "../workspace/versions";
import type { Rule } from "./rule";

export const misplacedTarget: Rule = {
  id: "misplaced-target",
  severity: "error",
  title: "The target is set where the program does not read it",
  messages: { misplaced: "{setting} is not read here; {integration} reads {belongs} at the top level of the file" },
  *check({ facts, versionsOf }) {
    for (const fact of facts.misplaced) {
      const { integration, path, belongs, around, keySpan } = fact;
      if (isNewerThanChecked(versionsOf(integration, around, keySpan.start))) continue;
      yield {
        span: fact.keySpan,
        message: "misplaced",
        args: { integration: integration.title, setting: path, belongs },
      };
    }
  },
};
