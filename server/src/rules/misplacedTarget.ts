/** The target is set where the program does not read it, so the program goes somewhere else without a word. */
import type { Rule } from "./rule";

export const misplacedTarget: Rule = {
  id: "misplaced-target",
  severity: "error",
  title: "The target is set where the program does not read it",
  messages: { misplaced: "{integration} does not read {setting}; set {belongs} at the top level instead" },
  *check({ facts }) {
    for (const fact of facts.misplaced) {
      const { integration, path, belongs } = fact;
      yield {
        span: fact.keySpan,
        message: "misplaced",
        args: { integration: capital(integration.title), setting: path, belongs },
      };
    }
  },
};

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
