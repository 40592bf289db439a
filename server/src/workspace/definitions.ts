/**
 * A definition as a person looks at it: the key that its text is, and who reads it with which verdict. Asked for one place
 * and only when somebody looks there, so that a file of thousands of variables costs nothing before.
 */
import { maskKeys } from "../elastic/mask";
import type { Classification, Form } from "../elastic/model";
import { hasKeyId } from "../elastic/secret";
import type { Facts } from "../find/model";
import { withoutScheme } from "../find/unwanted";
import type { Definition } from "../find/valueModel";
import type { DeclaredKey } from "../project/view";
import { type Span, touches } from "../text/span";
import { definitionsOf } from "./shadows";
import { definitionName, type VariableReader } from "./shared";
import type { Snapshot } from "./snapshot";
import { nameOf, relativePath } from "./uri";

export interface DefinitionView {
  readonly definition: Definition;
  /** As it may be shown. */
  readonly name: string;
  /** The name or the value, whichever is looked at. */
  readonly span: Span;
  /** What the text is, where it is a key; undefined for a reference, and for any other text. */
  readonly classification: Classification | undefined;
  /** Uses that send it as their key, in order. */
  readonly readers: readonly PlacedReader[];
  readonly declared: DeclaredKey | undefined;
  /** All files have been looked at, so that there are no other readers. */
  readonly complete: boolean;
}

export interface PlacedReader extends VariableReader {
  readonly key: NonNullable<VariableReader["key"]>;
  /** Relative to the folder of the workspace. */
  readonly file: string;
}

/** Forms that nothing but a credential of Elastic's has. */
const CERTAIN: readonly Form[] = ["encoded", "pair", "essu", "ece", "damaged"];

/** The definition at an offset, where it holds a key or somebody reads it as one. */
export function definitionAt(offset: number, facts: Facts, snapshot: Snapshot): DefinitionView | undefined {
  let found: DefinitionView | undefined;
  for (const definition of definitionsOf(facts)) {
    const span = [definition.nameSpan, definition.value.span].find((each) => touches(each, offset));
    if (!span) continue;
    // A pipeline's definitions are made anew for each of its jobs; whoever is read is the one to show.
    const view = viewOf(definition, span, facts, snapshot);
    if (view && (!found || found.readers.length === 0)) found = view;
  }
  return found;
}

function viewOf(definition: Definition, span: Span, facts: Facts, snapshot: Snapshot): DefinitionView | undefined {
  const { value, name } = definition;
  const bare = withoutScheme(value, false)?.credential ?? value;
  const [only, ...others] = bare.parts;
  const secret = only?.kind === "text" && others.length === 0 ? only.text : undefined;
  const classification = secret && CERTAIN.includes(secret.classification.form) ? secret.classification : undefined;
  const readers = readersOf(definitionName(facts.uri, definition.nameSpan), snapshot);
  if (!classification && readers.length === 0) return undefined;
  const { keys } = snapshot.project;
  const declared =
    keys.find(({ id }) => id !== undefined && secret !== undefined && hasKeyId(secret, id)) ??
    keys.find(({ variable }) => variable === name);
  return {
    definition,
    name: maskKeys(name),
    span,
    classification,
    readers,
    declared,
    complete: snapshot.complete(),
  };
}

/** Each place once: a use with several targets reads it for each of them. */
function readersOf(name: string, snapshot: Snapshot): readonly PlacedReader[] {
  const seen = new Set<string>();
  return snapshot.readers(name).flatMap((reader) => {
    const { key, uri, line, title } = reader;
    if (!key) return [];
    const folder = snapshot.folderOf(uri);
    const file = (folder === undefined ? undefined : relativePath(folder, uri)) ?? nameOf(uri);
    const place = JSON.stringify([file, line, title, key]);
    if (seen.has(place)) return [];
    seen.add(place);
    return [{ ...reader, key, file }];
  });
}
