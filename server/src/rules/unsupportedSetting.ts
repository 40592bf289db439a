/**
 * The key stands in a setting that the program does not have: misspelt, under the wrong parent, or only in versions that
 * do not run here. Rests on the absence of an option, so a newer version than the row was checked against silences it.
 */
import { isNewerThanChecked, isOutside } from "../workspace/versions";
import { upperFirst } from "./places";
import type { Rule } from "./rule";
import { statedAt, versionsInWords } from "./versions";

export const unsupportedSetting: Rule = {
  id: "unsupported-setting",
  severity: "error",
  title: "The program has no such setting",
  messages: {
    unsupported: "{integration} has no setting {written} here and ignores or refuses it; use {right}",
    "too-old": "{integration} has {written} only since {since}, and {version} runs here",
  },
  fixTitles: { rename: "Write {right}" },
  *check(file) {
    const seen = new Set<number>();
    for (const use of file.uses) {
      const { fact } = use;
      if (fact.kind !== "setting" || !use.elastic) continue;
      const { since, setting } = fact;
      if (since && isOutside(since.versions, use.versions) && !seen.has(since.keySpan.start)) {
        seen.add(since.keySpan.start);
        yield {
          use,
          span: since.keySpan,
          message: "too-old",
          args: {
            integration: upperFirst(use.integrationTitle),
            written: since.written,
            since: setting.since?.inWords ?? since.versions,
            version: versionsInWords(use),
          },
          related: statedAt(use),
        };
      }
      if (!fact.unsupported || isNewerThanChecked(use.versions)) continue;
      const { keySpan, written, right, elsewhere } = fact.unsupported;
      if (seen.has(keySpan.start)) continue;
      seen.add(keySpan.start);
      const rename =
        !elsewhere && written !== right && !right.includes(".") && keySpan.end - keySpan.start === written.length;
      yield {
        use,
        span: keySpan,
        message: "unsupported",
        args: { integration: upperFirst(use.integrationTitle), written, right },
        fixes: rename
          ? [
              {
                id: "rename",
                args: { right },
                safe: false,
                preferred: true,
                edits: [{ kind: "replace", span: keySpan, text: right }],
              },
            ]
          : [],
      };
    }
  },
};
