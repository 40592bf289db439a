/**
 * What a look-up of a name answers, and from where it is made. Shared by the look-ups in scripts, environments and
 * collections, so that none of them needs to know the others' ways.
 */

import { maskKeys } from "../elastic/mask";
import type { Facts } from "../find/model";
import type { Definition, VariableScope } from "../find/valueModel";
import type { Span } from "../text/span";
import type { Snapshot } from "./snapshot";
import { nameOf } from "./uri";

export interface Place {
  readonly facts: Facts;
  readonly scope: VariableScope;
  readonly snapshot: Snapshot;
  /** Look-ups that are left, shared by all places of one value. */
  readonly looks: { left: number };
  /** Shared by all places of one analysis. */
  readonly named: DefinitionsByName;
}

/**
 * A table of thousands of lines is asked for each of its names. It goes with its analysis: a WeakMap would keep the facts
 * of each version alive until V8's next full collection, because its quick one takes the values for used.
 */
export type DefinitionsByName = Map<Facts, ReadonlyMap<string, readonly Definition[]>>;

export interface FoundDefinition {
  readonly definition: Definition;
  readonly facts: Facts;
  /** A source that no file shows could win over it. */
  readonly open: boolean;
  /** Definitions of the same name that it wins over, the highest first. */
  readonly over?: readonly OriginStep[];
}

export type Look =
  /** Several where a text has several environments and nothing says which one counts. */
  | { readonly kind: "found"; readonly found: readonly FoundDefinition[] }
  | { readonly kind: "unset" }
  /** It depends on how the script runs. */
  | { readonly kind: "conditional" }
  /** A source that is known to exist and that no file shows. */
  | {
      readonly kind: "unseen";
      /** A file that is named, and must be there, and is not in the workspace; its path as written. */
      readonly missing?: string;
    };

export const UNSET: Look = { kind: "unset" };
export const UNSEEN: Look = { kind: "unseen" };
export const CONDITIONAL: Look = { kind: "conditional" };

/** The answer with one definition. */
export function foundIn(definition: Definition, facts: Facts, open = false): Look {
  return { kind: "found", found: [{ definition, facts, open: open || definition.open === true }] };
}

/** The same answer, not certain any more. */
export function opened(look: Look): Look {
  return look.kind === "found" ? { kind: "found", found: look.found.map((each) => ({ ...each, open: true })) } : look;
}

/** One step on the way from a reference to its value. */
export interface OriginStep {
  readonly uri: string;
  readonly span: Span;
  /** Zero-based line of the definition. */
  readonly line: number;
  readonly name: string;
  /** Definitions of the same name that this one wins over. */
  readonly over?: readonly OriginStep[];
  /** What was there was encoded or decoded on the way from it. */
  readonly recoded?: true;
}

/** A definition as a step on the way; a file that is taken whole has its own name. */
export function originStep({ definition, facts, over }: FoundDefinition): OriginStep {
  const { name, nameSpan } = definition;
  const { line } = facts.lines.positionAt(nameSpan.start);
  return {
    uri: facts.uri,
    span: nameSpan,
    line,
    name: maskKeys(name === "" ? nameOf(facts.uri) : name),
    ...(over && { over }),
  };
}
