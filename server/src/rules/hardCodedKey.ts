/**
 * A literal key in a file that is usually committed. Not in `.env`-like files, and not for placeholders.
 * It sits on the literal itself: where a crontab's assignment holds the key, there and once, whoever reads it.
 */
import type { Form } from "../elastic/model";
import type { Span } from "../text/span";
import type { KeyUse } from "../workspace/keyUse";
import { nameOf } from "../workspace/uri";
import { literalValue } from "./planning";
import type { Rule } from "./rule";

const SECRET_FORMS: readonly Form[] = ["encoded", "pair", "essu", "ece", "damaged", "half"];

export const hardCodedKey: Rule = {
  id: "hard-coded-key",
  severity: "information",
  title: "A literal key in a file that is usually committed",
  messages: { literal: "This key stands in the file itself; keep it in a variable or a keystore" },
  *check({ uses, facts }) {
    if (isEnvironmentFile(nameOf(facts.uri))) return;
    const seen = new Set<number>();
    for (const use of uses) {
      const span = literalSpan(use, facts.uri);
      if (!span || seen.has(span.start) || !isSecret(use)) continue;
      seen.add(span.start);
      yield { use, span, message: "literal" };
    }
  },
};

function isSecret({ credential: { form, classification }, elastic }: KeyUse): boolean {
  return elastic && SECRET_FORMS.includes(form) && classification?.half !== "id";
}

/** Where the literal stands in this file; undefined where another file holds it, which is reported there. */
function literalSpan(use: KeyUse, uri: string): Span | undefined {
  return use.credential.origin.every((step) => step.uri === uri) ? literalValue(use)?.span : undefined;
}

function isEnvironmentFile(name: string): boolean {
  return name === ".env" || name.startsWith(".env.") || name.endsWith(".env") || name === ".envrc";
}
