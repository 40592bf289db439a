/**
 * A literal key in a file that is usually committed. Not in `.env`-like files, in ignored ones, and not for placeholders.
 * It sits on the literal itself, there and once, whoever reads it: a use in this file, or one that is given the value by
 * a Secret, a service or an assignment here.
 */
import type { Span } from "../text/span";
import { isIgnored } from "../workspace/ignored";
import type { KeyUse } from "../workspace/keyUse";
import { nameOf } from "../workspace/uri";
import { literalValue } from "./planning";
import type { JudgedFile, Rule } from "./rule";

export const hardCodedKey: Rule = {
  id: "hard-coded-key",
  severity: "information",
  title: "A literal key in a file that is usually committed",
  messages: { literal: "This key stands in the file itself; keep it in a variable or a keystore" },
  *check(file) {
    const { uses, facts, snapshot } = file;
    if (facts.format === "dotenv" || isEnvironmentFile(nameOf(facts.uri))) return;
    const literals = snapshot.literals(facts.uri);
    if (literals.length === 0 || isIgnored(facts.uri, snapshot)) return;
    const seen = new Set<string>();
    for (const { span } of literals) {
      const use = uses.find((each) => touchesLiteral(each, span, file));
      const exact = use ? (literalValue(use)?.span ?? span) : span;
      const place = `${exact.start} ${exact.end}`;
      if (seen.has(place)) continue;
      seen.add(place);
      yield { ...(use && { use }), span: exact, message: "literal" };
    }
  },
};

/** The use in this file that sends the literal, for what a hover and a fix say about it. */
function touchesLiteral(use: KeyUse, span: Span, { facts }: JudgedFile): boolean {
  const { resolved } = use.credential;
  if (resolved.kind !== "value") return false;
  const at = resolved.literal
    ? use.fact.credential.span
    : resolved.at?.uri === facts.uri
      ? resolved.at.span
      : undefined;
  return at?.start === span.start && at.end === span.end;
}

/**
 * Files that are made to hold what is kept out of git; Terraform's too:
 * https://github.com/github/gitignore/blob/main/Terraform.gitignore
 */
function isEnvironmentFile(name: string): boolean {
  if (/\.tfvars(?:\.json)?$/.test(name)) return true;
  return name === ".env" || name.startsWith(".env.") || name.endsWith(".env") || name === ".envrc";
}
