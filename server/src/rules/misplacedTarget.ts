/** The target is set where the program does not read it, so the program goes somewhere else without a word. */
import type { Rule } from "./rule";

export const misplacedTarget: Rule = {
  id: "misplaced-target",
  severity: "error",
  title: "The target is set where the program does not read it",
  messages: { misplaced: "{setting} is not read here; {integration} reads {belongs} at the top level of the file" },
  *check({ facts }) {
    for (const fact of facts.misplaced) {
      const { integration, path, belongs } = fact;
      yield {
        span: fact.keySpan,
        message: "misplaced",
        args: { integration: integration.title, setting: path, belongs },
      };
    }
  },
};
