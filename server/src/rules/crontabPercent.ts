/** cron turns an unescaped `%` into a newline and feeds the rest to the command, so a request with a key breaks off. */
import type { Rule } from "./rule";

export const crontabPercent: Rule = {
  id: "crontab-percent",
  severity: "error",
  title: "An unescaped % in a crontab command that uses a key",
  messages: { percent: "cron ends the command at this %; write \\% instead" },
  fixTitles: { escape: "Escape every % of this command" },
  *check({ uses }) {
    const seen = new Set<number>();
    for (const use of uses) {
      if (use.fact.kind !== "command") continue;
      const { percents } = use.fact;
      if (percents.every(({ start }) => seen.has(start))) continue;
      // One fix for all: each would be cut off by the others.
      const edits = percents.map((each) => ({ kind: "replace", span: each, text: "\\%" }) as const);
      const fixes = [{ id: "escape", safe: true, preferred: true, edits }];
      for (const span of percents) {
        if (seen.has(span.start)) continue;
        seen.add(span.start);
        yield { use, span, message: "percent", fixes };
      }
    }
  },
};
