/** `ApiKey ` or `Authorization=` inside a setting that takes the bare key: the program puts it in front itself. */
import { definedAt } from "./planning";
import type { Rule } from "./rule";

export const unwantedScheme: Rule = {
  id: "unwanted-scheme",
  severity: "error",
  title: "A scheme inside a setting that takes the bare key",
  messages: { unwanted: "{integration} takes the bare key and adds the scheme itself; remove {written}" },
  fixTitles: { remove: "Remove {written}" },
  *check({ uses }) {
    const seen = new Set<number>();
    for (const use of uses) {
      // Where it came through a variable, others may read that as a whole header, so nothing is edited.
      const unwanted =
        use.fact.unwanted ?? (use.unwanted === undefined ? undefined : { written: use.unwanted, span: undefined });
      // A common name fixes no form: what reads it may want the whole header.
      if (!unwanted || !use.fact.accepts || seen.has(use.span.start)) continue;
      if (use.credential.form === "placeholder" || use.credential.form === "ciphertext") continue;
      seen.add(use.span.start);
      const { written, span } = unwanted;
      yield {
        use,
        span: use.span,
        message: "unwanted",
        args: { integration: upperFirst(use.integrationTitle), written },
        related: definedAt(use),
        fixes: span
          ? [
              {
                id: "remove",
                args: { written },
                safe: true,
                preferred: true,
                edits: [{ kind: "replace", span, text: "" }],
              },
            ]
          : [],
      };
    }
  },
};

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
