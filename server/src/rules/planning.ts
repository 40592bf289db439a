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

/** A value that an edit may change. */
interface Editable {
  readonly value: FactValue;
  /** The file that it stands in, where that is not the use's own. */
  readonly uri: string | undefined;
}

/** The value whose text holds the credential, if an edit can change it without changing another use. */
function editableValue(use: KeyUse, file: JudgedFile): Editable | undefined {
  const { resolved } = use.credential;
  const value = resolved.kind === "value" ? literalValue(use) : undefined;
  if (resolved.kind !== "value" || !value) return undefined;
  if (resolved.literal) return { value, uri: undefined };
  if (!resolved.definition || !resolved.origin.every((step) => servesAlone(step, use, file))) return undefined;
  const last = resolved.origin[resolved.origin.length - 1];
  if (!last) return undefined;
  if (last.uri === file.facts.uri && resolved.origin.every(({ uri }) => uri === last.uri))
    return file.consumers.get(resolved.definition)?.size === 1 ? { value, uri: undefined } : undefined;
  return { value, uri: last.uri === file.facts.uri ? undefined : last.uri };
}

/** True where nothing but this use reads a definition on the way to its value. */
function servesAlone(step: OriginStep, use: KeyUse, { facts, snapshot }: JudgedFile): boolean {
  // Another command that reads the variable, a script maybe, wants it as it is.
  if ((facts.mentions.get(step.name) ?? 0) > 1) return false;
  if (step.uri === facts.uri) return true;
  // What has not been looked at yet may read it too.
  if (!snapshot.complete()) return false;
  const readers = snapshot.readers(definitionName(step.uri, step.span));
  if (readers.some(({ uri, span }) => uri !== facts.uri || span.start !== use.span.start)) return false;
  const there = snapshot.facts(step.uri, "itself");
  if (there === "absent" || there === "pending" || (there.mentions.get(step.name) ?? 0) > 0) return false;
  return givenOnce(step, there, snapshot);
}

/**
 * A file of variables, and what a Compose file or the like makes of one, may be given to programs that nobody knows: an
 * image, a function. Then more environments than one load the file, or name the variable.
 */
function givenOnce({ uri, name, span }: OriginStep, there: Facts, snapshot: Snapshot): boolean {
  const own = there.definitions.some(({ nameSpan }) => nameSpan.start === span.start);
  const holders = [uri, ...snapshot.linked(pathKey(uri))];
  let given = 0;
  for (const holder of new Set(holders)) {
    const facts = snapshot.facts(holder, "itself");
    if (facts === "absent" || facts === "pending") return false;
    for (const environment of facts.environments) {
      if (own && loads(environment, uri, facts, snapshot)) given++;
    }
    given += namedIn(facts, name);
  }
  return given <= 1;
}

function loads({ layers }: EnvironmentFact, uri: string, facts: Facts, snapshot: Snapshot): boolean {
  return layers.some((layer) => layer.kind === "file" && urisOfPath(layer.path, facts.uri, snapshot).includes(uri));
}

/** How many definitions of environments are made of a variable. */
function namedIn({ environments }: Facts, name: string): number {
  let named = 0;
  for (const { layers } of environments) {
    for (const layer of layers) {
      if (layer.kind !== "definitions") continue;
      named += layer.definitions.filter(({ value }) => value.parts.some((part) => refersTo(part, name))).length;
    }
  }
  return named;
}

function refersTo(part: FactPart, name: string): boolean {
  return part.kind === "reference" && part.name === name;
}

/** A fix that writes the credential in another form; none where no value can be edited. */
export function rewriteFix(
  id: string,
  use: KeyUse,
  file: JudgedFile,
  to: "encoded" | "pair" | "essu" | "ece",
): readonly FixPlan[] {
  const editable = editableValue(use, file);
  if (!editable) return [];
  const { value, uri } = editable;
  return [{ id, safe: true, preferred: true, edits: [{ kind: "rewrite", value, to, ...(uri !== undefined && { uri }) }] }];
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
