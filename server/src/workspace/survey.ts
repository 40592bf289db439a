/**
 * The first half of an analysis: the uses of one file, each with its verdict, and what they mean for other files. It
 * looks at other files' definitions and never at their uses, so surveys can be made in any order.
 */
import type { Form, Target } from "../elastic/model";
import type { Facts } from "../find/model";
import type { KeyUse } from "./keyUse";
import { keyUsesOf } from "./keyUses";
import { asLoaded, countingUses } from "./loaded";
import { resolver } from "./resolve";
import {
  definitionName,
  type Exports,
  type KeySite,
  type LiteralPlace,
  type ReadKey,
  type VariableReader,
} from "./shared";
import { type Lookups, recordLookups, type Snapshot } from "./snapshot";
import { formsTaken, versionFinder } from "./versions";

export interface Survey {
  readonly facts: Facts;
  /** All that may be uses; a common name counts only while nobody reads it (judge). */
  readonly uses: readonly KeyUse[];
  readonly lookups: Lookups;
}

/** Surveys a file. Never throws for any facts. */
export function survey(facts: Facts, snapshot: Snapshot): Survey {
  const recording = recordLookups(snapshot);
  const read = asLoaded(facts, recording.snapshot);
  const resolve = resolver(read, recording.snapshot);
  const counting = countingUses(read, recording.snapshot);
  const versionsOf = versionFinder(read, recording.snapshot);
  const uses = distinct(counting.flatMap((fact) => keyUsesOf(fact, resolve, snapshot.project, versionsOf)));
  return { facts: read, uses, lookups: recording.lookups };
}

/** A script that several jobs run, or a variable that several steps are given, is one use where all come to the same. */
function distinct(uses: readonly KeyUse[]): readonly KeyUse[] {
  const seen = new Set<string>();
  return uses.filter(({ span, path, integration, target, credential, verdict }) => {
    const { resolved, shown, id, form } = credential;
    const host = target.target?.host ?? "";
    const key = [span.start, span.end, path, integration, host, target.api, resolved.kind, shown, id, form, verdict];
    const name = key.join(" ");
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

/** What the uses of a survey say to other files. `seed` makes digests that only this process can make. */
export function exportsOf({ facts, uses }: Survey, seed: string): Exports {
  const keys: { digest: string; site: KeySite }[] = [];
  const readers: { definition: string; reader: VariableReader }[] = [];
  const literals: { uri: string; place: LiteralPlace }[] = [];
  for (const use of uses) {
    const target = provable(use);
    const digest = keyDigest(use, seed);
    const line = facts.lines.positionAt(use.span.start).line;
    if (digest !== undefined && target) {
      const site: KeySite = {
        uri: facts.uri,
        span: use.span,
        line,
        target,
        named: use.target.named,
        unlessRead: unlessRead(use, facts),
      };
      keys.push({ digest, site });
    }
    const literal = literalPlace(use, facts);
    if (literal) literals.push(literal);
    const { resolved, origin } = use.credential;
    const others = resolved.kind === "unset" ? undefined : resolved.others;
    const reader = { uri: facts.uri, span: use.span, line, title: use.integrationTitle };
    // Where several files may give the value and nobody knows which one does, none of them is read for certain.
    const unsure = resolved.kind === "unknown" && others !== undefined;
    const ways = [...origin, ...(others ?? [])];
    for (const [at, step] of ways.entries()) {
      const forms = step.recoded ? undefined : formsTaken(use.fact, use.versions);
      const direct = !unsure && at === origin.length - 1;
      const definition = definitionName(step.uri, step.span);
      readers.push({ definition, reader: { ...reader, forms, direct, ...(unsure && { unsure }), key: readKey(use) } });
    }
    for (const step of use.target.origin) {
      readers.push({
        definition: definitionName(step.uri, step.span),
        reader: { ...reader, forms: undefined, direct: false },
      });
    }
  }
  return { keys, readers, literals };
}

function readKey({ credential: { kind, form, shown, id }, target: { deployment, api }, verdict }: KeyUse): ReadKey {
  return { kind, form, shown, id, deployment, api, verdict };
}

const SECRET_FORMS: readonly Form[] = ["encoded", "pair", "essu", "ece", "damaged", "half"];

/** Where the text of a use's key stands, if it is one that opens something of Elastic's. */
function literalPlace(use: KeyUse, facts: Facts): { uri: string; place: LiteralPlace } | undefined {
  const { form, classification, resolved } = use.credential;
  if (!use.elastic || !SECRET_FORMS.includes(form) || classification?.half === "id") return undefined;
  if (resolved.kind !== "value") return undefined;
  if (resolved.literal) return { uri: facts.uri, place: { span: use.fact.credential.span } };
  return resolved.at && { uri: resolved.at.uri, place: { span: resolved.at.span } };
}

/** The key of a use, named so that only this process knows it; undefined where the key has no public id. */
export function keyDigest(use: KeyUse, seed: string): string | undefined {
  const { resolved, form } = use.credential;
  if (resolved.kind !== "value" || !["encoded", "pair", "essu", "ece"].includes(form)) return undefined;
  // An Elastic Cloud key may open many projects, and an organization's and an installation's keys open all of theirs.
  if (form === "essu" || form === "ece") return undefined;
  return resolved.value.digest(seed);
}

function provable(use: KeyUse): Target | undefined {
  return use.target.target;
}

/** Whether somebody surely reads a definition. */
export function isRead(definition: string, snapshot: Snapshot): boolean {
  return snapshot.readers(definition).some(({ unsure }) => unsure !== true);
}

/** The definition by whose readers a use stands or falls. */
export function unlessRead(use: KeyUse, facts: Facts): string | undefined {
  const { fact } = use;
  if (fact.kind !== "variable") return undefined;
  return definitionName(facts.uri, fact.definition.nameSpan);
}
