/**
 * The key stands in a setting that the program does not have: misspelt, or under the wrong parent. Rests on the absence
 * of an option, so a newer version than the row was checked against silences it.
 */
import { isNewer } from "../text/version";
import type { KeyUse } from "../workspace/keyUse";
import type { JudgedFile, Rule } from "./rule";
import { declaredVersion } from "./versions";

export const unsupportedSetting: Rule = {
  id: "unsupported-setting",
  severity: "error",
  title: "The program has no such setting",
  messages: { unsupported: "{integration} has no setting {written} here and ignores or refuses it; use {right}" },
  fixTitles: { rename: "Write {right}" },
  *check(file) {
    const seen = new Set<number>();
    for (const use of file.uses) {
      const { fact } = use;
      if (fact.kind !== "setting" || !fact.unsupported || !use.elastic || isNewerThanChecked(use, file)) continue;
      const { keySpan, written, right } = fact.unsupported;
      if (seen.has(keySpan.start)) continue;
      seen.add(keySpan.start);
      const rename = written !== right && !right.includes(".") && keySpan.end - keySpan.start === written.length;
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

function isNewerThanChecked(use: KeyUse, file: JudgedFile): boolean {
  const declared = declaredVersion(use, file);
  return declared !== undefined && isNewer(declared, use.fact.integration.checkedAgainst);
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
