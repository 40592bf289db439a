/**
 * What the rules about a credential's form share: which value an edit would change, and whether that is safe.
 * A literal at the use itself, or the definition that it leads to, if it stands in this file and serves this use alone.
 */
import { authorizationOf } from "../find/header";
import type { FactValue } from "../find/model";
import type { KeyUse } from "../workspace/keyUse";
import type { FixPlan, JudgedFile, RelatedReport } from "./rule";

/**
 * The value whose literal text is the credential: at the use, or the definition that the use leads to, without a scheme
 * that stands in the same value. Undefined where the credential is put together from pieces or not known.
 */
export function literalValue(use: KeyUse): FactValue | undefined {
  const { resolved } = use.credential;
  if (resolved.kind !== "value") return undefined;
  if (resolved.literal) return use.fact.credential;
  const value = resolved.definition?.value;
  if (!value || !use.header?.fromVariable) return value;
  const wholeLine = use.fact.header?.unsplit === true && use.fact.header.text === "line";
  return authorizationOf(value, wholeLine ? "line" : "value")?.credential;
}

/** The value whose text holds the credential, if an edit of this file can change it without changing another use. */
function editableValue(use: KeyUse, file: JudgedFile): FactValue | undefined {
  const { resolved } = use.credential;
  if (resolved.kind !== "value" || resolved.origin.some((step) => step.uri !== file.facts.uri)) return undefined;
  if (resolved.literal) return literalValue(use);
  // Another command that reads the variable, a script maybe, wants it as it is.
  if (resolved.origin.some(({ name }) => (file.facts.mentions.get(name) ?? 0) > 1)) return undefined;
  return resolved.definition && file.consumers.get(resolved.definition)?.size === 1 ? literalValue(use) : undefined;
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
    line: step.line,
    message: "defined-here",
    args: { name: step.name },
  }));
}
