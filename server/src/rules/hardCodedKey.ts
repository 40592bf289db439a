/** A literal key in a file that is usually committed. Not in `.env`-like files, and not for placeholders. */
import type { Form } from "../elastic/model";
import { nameOf } from "../workspace/uri";
import { definedAt } from "./planning";
import type { Rule } from "./rule";

const WHOLE: readonly Form[] = ["encoded", "pair", "essu", "ece", "damaged"];

export const hardCodedKey: Rule = {
  id: "hard-coded-key",
  severity: "information",
  title: "A literal key in a file that is usually committed",
  messages: { literal: "This key stands in the file itself; keep it in a variable or a keystore" },
  *check({ uses, facts }) {
    const seen = new Set<number>();
    for (const use of uses) {
      const { form, resolved, origin } = use.credential;
      if (!WHOLE.includes(form) || resolved.kind !== "value" || seen.has(use.span.start)) continue;
      const holder = resolved.literal ? facts.uri : origin[origin.length - 1]?.uri;
      if (holder === undefined || isEnvironmentFile(nameOf(holder))) continue;
      seen.add(use.span.start);
      yield { use, span: use.span, message: "literal", related: definedAt(use) };
    }
  },
};

function isEnvironmentFile(name: string): boolean {
  return name === ".env" || name.startsWith(".env.") || name.endsWith(".env") || name === ".envrc";
}
