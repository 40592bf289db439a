/** The shell or the program prints the command or its headers, and the key with them, into a log. */
import type { Rule } from "./rule";

export const keyEchoed: Rule = {
  id: "key-echoed",
  severity: "information",
  title: "The key is printed where the command runs",
  messages: { echoed: "{written} prints the key into whatever keeps this output; leave it out around this command" },
  *check({ uses }) {
    const seen = new Set<number>();
    for (const use of uses) {
      const { echo } = use.fact;
      if (!echo || seen.has(echo.span.start) || use.credential.form === "placeholder" || !use.elastic) continue;
      seen.add(echo.span.start);
      yield { use, span: echo.span, outer: echo.span, message: "echoed", args: { written: echo.written } };
    }
  },
};
