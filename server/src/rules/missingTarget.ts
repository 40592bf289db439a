/**
 * No setting names the target, and the program refuses to start without one. Only in a whole configuration; where the
 * program's environment leads out of reach, the variable that it would ask may stand there.
 */
import type { FactValue } from "../find/valueModel";
import type { KeyUse } from "../workspace/keyUse";
import type { JudgedFile, Rule } from "./rule";

export const missingTarget: Rule = {
  id: "missing-target",
  severity: "error",
  title: "The program refuses to start without a target",
  messages: { missing: "{integration} does not start without a target; add {settings} beside the key" },
  *check(file) {
    const seen = new Set<number>();
    for (const use of file.uses) {
      const { fact } = use;
      if (fact.kind !== "setting" || fact.unsupported || !fact.block || !fact.whole) continue;
      const { required, urls, cloudId } = fact.setting.target;
      if (!required || seen.has(fact.block.keySpan.start) || hasTarget(use, file)) continue;
      const outside = required.variable === undefined ? "unset" : outsideOf(required.variable, use, file);
      if (outside === "set" || !file.snapshot.complete()) continue;
      seen.add(fact.block.keySpan.start);
      yield {
        use,
        span: fact.block.keySpan,
        message: "missing",
        args: { integration: upperFirst(use.integrationTitle), settings: lastName(urls[0] ?? cloudId ?? "") },
        severity: outside === "unseen" ? "warning" : "error",
      };
    }
  },
};

/** Something names it here: a value that is not empty, or a reference that may lead anywhere. */
function hasTarget({ fact }: KeyUse, { resolve }: JudgedFile): boolean {
  return fact.targets.some(({ value, lookedUp }) => {
    if (!value) return false;
    const resolved = resolve.resolve(value, fact.scope);
    // What a variable may say is asked below; a collection that is named here and that no file shows may name it.
    if (lookedUp && resolved.kind !== "value") return resolved.kind === "unknown" && isEntry(value);
    return resolved.kind !== "value" || !resolved.value.isBlank;
  });
}

function isEntry({ parts }: FactValue): boolean {
  return parts.some(({ kind }) => kind === "resource-key");
}

/** Whether the program's environment names the target, or could. */
function outsideOf(name: string, { fact }: KeyUse, { resolve }: JudgedFile): "set" | "unset" | "unseen" {
  const span = { start: 0, end: 0 };
  const value = {
    span,
    outer: span,
    quote: "none",
    parts: [{ kind: "reference", name, span }],
    encode: () => undefined,
  } as const;
  const resolved = resolve.resolve(value, fact.scope);
  if (resolved.kind === "value") return resolved.value.isBlank ? "unset" : "set";
  return resolved.kind === "unknown" ? "unseen" : "unset";
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
