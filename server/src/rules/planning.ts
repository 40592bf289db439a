/**
 * What the rules about a credential's form share: which value an edit would change, and whether that is safe.
 * A literal at the use itself, or the definition that it leads to, if it stands in this file and serves this use alone.
 */
import type { FactValue } from "../find/model";
import type { KeyUse } from "../workspace/keyUse";
import type { FixPlan, JudgedFile, RelatedReport } from "./rule";

/** The value whose text holds the credential, if an edit of this file can change it. */
export function editableValue(use: KeyUse, file: JudgedFile): FactValue | undefined {
  const { resolved } = use.credential;
  if (resolved.kind !== "value") return undefined;
  if (resolved.literal) return use.fact.credential;
  const definition = resolved.definition;
  if (!definition || resolved.origin.some((step) => step.uri !== file.facts.uri)) return undefined;
  if (use.header?.fromVariable) return undefined;
  const consumers = file.uses.filter((other) => {
    const theirs = other.credential.resolved;
    return theirs.kind === "value" && theirs.definition === definition;
  });
  return new Set(consumers.map((other) => other.fact)).size === 1 ? definition.value : undefined;
}

/** A fix that writes the credential in another form; none where no value can be edited. */
export function rewriteFix(
  id: string,
  use: KeyUse,
  file: JudgedFile,
  to: "encoded" | "pair" | "essu" | "ece",
): readonly FixPlan[] {
  const value = editableValue(use, file);
  return value ? [{ id, safe: true, preferred: true, edits: [{ kind: "rewrite", value, to }] }] : [];
}

/** Where a value comes from, for findings that are reported where it is consumed. */
export function definedAt(use: KeyUse): readonly RelatedReport[] {
  return use.credential.origin.map((step) => ({
    uri: step.uri,
    span: step.span,
    message: "defined-here",
    args: { name: step.name },
  }));
}

/** True for a use whose credential stands in the files and is certain enough to speak about its form. */
export function hasForm(use: KeyUse): boolean {
  return use.credential.classification !== undefined;
}
