/**
 * What the rules about a credential's form share: which value an edit would change, and whether that is safe.
 * A literal at the use itself, or the definition that it leads to, here or in another file, if it serves this use alone.
 */

import type { EnvironmentFact } from "../find/environmentModel";
import { authorizationOf } from "../find/header";
import type { Facts } from "../find/model";
import { withoutScheme } from "../find/unwanted";
import type { FactPart, FactValue } from "../find/valueModel";
import type { KeyUse } from "../workspace/keyUse";
import { pathKey, urisOfPath } from "../workspace/reach";
import type { OriginStep } from "../workspace/resolve";
import { definitionName } from "../workspace/shared";
import type { Snapshot } from "../workspace/snapshot";
import { folderOf, joinPath, nameOf } from "../workspace/uri";
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
  if (value && use.unwanted !== undefined) return withoutScheme(value, false)?.credential ?? value;
  if (!value || !use.header?.fromVariable) return value;
  const wholeLine = use.fact.header?.unsplit === true && use.fact.header.text === "line";
  return authorizationOf(value, wholeLine ? "line" : "value")?.credential;
}

/** A value that an edit may change. */
interface Editable {
  readonly value: FactValue;
  /** The file that it stands in, where that is not the use's own. */
  readonly uri: string | undefined;
  /** Nothing else is given it, as far as files can show that. */
  readonly safe: boolean;
}

/** The value whose text holds the credential, if an edit can change it without changing another use. */
function editableValue(use: KeyUse, file: JudgedFile): Editable | undefined {
  const { resolved } = use.credential;
  const value = resolved.kind === "value" ? literalValue(use) : undefined;
  if (resolved.kind !== "value" || !value) return undefined;
  if (resolved.literal) return { value, uri: undefined, safe: true };
  const { definition, origin } = resolved;
  // Another command that reads the variable, a script maybe, wants it as it is; a setting means something by itself.
  if (
    !definition ||
    definition.scope === "setting" ||
    origin.some(({ name }) => (file.facts.mentions.get(name) ?? 0) > 1)
  )
    return undefined;
  const own = file.facts.uri;
  if (origin.every(({ uri }) => uri === own))
    return file.consumers.get(definition)?.size === 1 ? { value, uri: undefined, safe: true } : undefined;
  const last = origin[origin.length - 1];
  const elsewhere = origin.filter(({ uri }) => uri !== own);
  const given = elsewhere.map((step) => givenTo(step, use, file));
  if (!last || last.uri === own || given.includes("others")) return undefined;
  return { value, uri: last.uri, safe: given.every((each) => each === "one") };
}

/**
 * To how many programs a definition of another file is given. `unknown` where no file shows how it comes here, as with
 * a file that scripts source: more of them may.
 */
function givenTo(step: OriginStep, use: KeyUse, { facts, snapshot }: JudgedFile): "one" | "others" | "unknown" {
  // What has not been looked at yet may read it too.
  if (!snapshot.complete()) return "others";
  const readers = snapshot.readers(definitionName(step.uri, step.span));
  if (readers.some(({ uri, span }) => uri !== facts.uri || span.start !== use.span.start)) return "others";
  const there = snapshot.facts(step.uri, "itself");
  if (typeof there === "string" || (there.mentions.get(step.name) ?? 0) > 0) return "others";
  const held = there.environments.filter((each) => holds(each, step)).length;
  if (held > 0) return held === 1 ? "one" : "others";
  // An image or a function that nobody knows is given it too where more environments load the file or name the variable.
  let given = 0;
  for (const uri of placesAround(step, use, snapshot)) {
    const holder = snapshot.facts(uri, "itself");
    if (holder === "pending") return "others";
    if (holder !== "absent") given += timesGiven(step, holder, snapshot);
  }
  return given === 0 ? "unknown" : given === 1 ? "one" : "others";
}

/** Compose reads `.env` beside its own file, under whichever name that has, and nothing says so. */
const COMPOSE_FILES = ["compose", "docker-compose"].flatMap((name) =>
  ["", ".override"].flatMap((part) => [`${name}${part}.yaml`, `${name}${part}.yml`]),
);

/** Files that may give a definition to a program. */
function placesAround({ uri }: OriginStep, use: KeyUse, snapshot: Snapshot): ReadonlySet<string> {
  const beside = nameOf(uri) === ".env" ? COMPOSE_FILES.map((name) => joinPath(folderOf(uri), name)) : [];
  return new Set([uri, ...snapshot.linked(pathKey(uri)), ...use.credential.origin.map((step) => step.uri), ...beside]);
}

function holds({ layers }: EnvironmentFact, { span }: OriginStep): boolean {
  return layers.some(
    (layer) => layer.kind === "definitions" && layer.definitions.some(({ nameSpan }) => nameSpan.start === span.start),
  );
}

function timesGiven({ uri, name }: OriginStep, { environments, uri: holder }: Facts, snapshot: Snapshot): number {
  let times = 0;
  for (const { layers } of environments) {
    for (const layer of layers) {
      if (layer.kind === "file" && urisOfPath(layer.path, holder, snapshot).includes(uri)) times++;
      if (layer.kind !== "definitions") continue;
      times += layer.definitions.filter(({ value }) => value.parts.some((part) => refersTo(part, name))).length;
    }
  }
  return times;
}

function refersTo(part: FactPart, name: string): boolean {
  return part.kind === "reference" && part.name === name;
}

/** Stands for a key in any form: a text of their letters. */
const ANY_KEY = "key";

/** A fix that writes the credential in another form; none where no value can be edited. */
export function rewriteFix(
  id: string,
  use: KeyUse,
  file: JudgedFile,
  to: "encoded" | "pair" | "essu" | "ece",
): readonly FixPlan[] {
  const editable = editableValue(use, file);
  if (!editable) return [];
  const { value, uri, safe } = editable;
  // What no text can be put back into is not offered.
  if (value.encode(ANY_KEY) === undefined) return [];
  return [{ id, safe, preferred: true, edits: [{ kind: "rewrite", value, to, ...(uri !== undefined && { uri }) }] }];
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
