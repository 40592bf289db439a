/**
 * Keys in variables that no setting names: those that a program reads from its environment by itself, and common names
 * beside the common name of a target. One group is what one program can be given together: a file of variables, an
 * environment, a script's exports. A target of the group is looked at here, another one is looked up as a variable.
 */
import { equalsText } from "../elastic/secret";
import { VARIABLE_INTEGRATIONS } from "../integrations/index";
import type { VariableIntegration } from "../integrations/model";
import type { Span } from "../text/span";
import { authorizationInList } from "./header";
import type { TargetFact, UseFact } from "./model";
import { findInOptions } from "./optionText";
import { splitValue } from "./split";
import { withoutScheme } from "./unwanted";
import type { Definition, FactValue, VariableScope } from "./valueModel";

/** Where the definitions of a group stand, and how a name beside them is looked up. */
export interface VariableGroup {
  readonly definitions: readonly Definition[];
  /** What else shows that the program is written in Python. */
  readonly python?: boolean;
  /** Programs that are given the group. */
  readonly programs?: ReadonlySet<string>;
  /** Where the group takes in what is looked up beside it: the name of a collection. */
  readonly takenAt?: Span | undefined;
  /** How a target is looked up that is not in this group, as of a definition. */
  scopeOf(definition: Definition): VariableScope;
}

const BY_NAME: ReadonlyMap<string, readonly VariableIntegration[]> = byName();

function byName(): ReadonlyMap<string, readonly VariableIntegration[]> {
  const rows = new Map<string, VariableIntegration[]>();
  for (const row of VARIABLE_INTEGRATIONS) {
    for (const each of row.names) {
      const name = row.anyCase ? anyCaseKey(each) : each;
      rows.set(name, [...(rows.get(name) ?? []), row]);
    }
  }
  return rows;
}

/** Under which a row is kept whose names count in any letter case. No name of a variable has a blank. */
function anyCaseKey(name: string): string {
  return ` ${name.toLowerCase()}`;
}

function rowsOf(name: string): readonly VariableIntegration[] {
  return [...(BY_NAME.get(name) ?? []), ...(BY_NAME.get(anyCaseKey(name)) ?? [])];
}

/** Uses of one group, in its order. Later definitions of a name replace earlier ones, so the last of each counts. */
export function findVariables(group: VariableGroup): readonly UseFact[] {
  const last = lastOf(group);
  const named = [...last.values()].flatMap((definition) => usesOf(definition, last, group));
  // A script that adds to its options defines them again and again.
  const holding = group.definitions.filter((each) => each.scope === "shell" || last.get(each.name) === each);
  return [...named, ...holding.flatMap((each) => findInOptions(each, group))];
}

/** What would be a use, were it not replaced by a later definition in every case. */
export function findReplaced(group: VariableGroup): readonly UseFact[] {
  const last = lastOf(group);
  const sure = new Map<string, Definition>();
  for (const each of group.definitions) if (!each.conditional) sure.set(each.name, each);
  return group.definitions.flatMap((definition) => {
    const winner = sure.get(definition.name);
    const replaced = winner !== undefined && winner.nameSpan.start !== definition.nameSpan.start;
    return replaced && !definition.conditional ? usesOf(definition, last, group) : [];
  });
}

function lastOf({ definitions }: VariableGroup): ReadonlyMap<string, Definition> {
  return new Map(definitions.map((definition) => [definition.name, definition]));
}

function usesOf(
  definition: Definition,
  last: ReadonlyMap<string, Definition>,
  group: VariableGroup,
): readonly UseFact[] {
  const rows = rowsOf(definition.name);
  const counting = rows.filter(({ readBy }) => readBy === undefined || isOneOf(readBy, group.programs ?? []));
  // What a program is known to do with a name goes before what people commonly mean by it.
  const known = counting.some(({ readBy }) => readBy !== undefined);
  return counting.flatMap((row) =>
    known && row.kind === "convention" ? [] : (useOf(row, definition, last, group) ?? []),
  );
}

/** An image may be kept in another registry: `registry.example/mirror/mcp/elasticsearch:1.2`. */
function isOneOf(readers: readonly string[], programs: Iterable<string>): boolean {
  return [...programs].some((name) => readers.some((each) => name === each || name.endsWith(`/${each}`)));
}

const KEY_NAMES: ReadonlySet<string> = new Set(
  VARIABLE_INTEGRATIONS.flatMap(({ value, names }) => (value === "key" ? names : [])),
);

/** Whether a program reads a key from a variable of this name, or people commonly call one so. */
export function isKeyName(name: string): boolean {
  return KEY_NAMES.has(name);
}

/** Names of keys that one of these programs reads by itself. */
export function keysOfProgram(programs: readonly string[]): readonly string[] {
  return VARIABLE_INTEGRATIONS.flatMap(({ readBy, names }) => (readBy && isOneOf(readBy, programs) ? names : []));
}

function useOf(
  row: VariableIntegration,
  definition: Definition,
  last: ReadonlyMap<string, Definition>,
  group: VariableGroup,
): UseFact | undefined {
  const { value } = definition;
  const bare = row.value === "key" ? withoutScheme(value, false) : undefined;
  const site =
    row.value === "header-list"
      ? authorizationInList(value)
      : { credential: bare?.credential ?? value, header: undefined };
  if (!site) return undefined;
  const scope = group.scopeOf(definition);
  return {
    kind: "variable",
    integration: row,
    definition,
    path: definition.name,
    accepts: row.accepts,
    credential: site.credential,
    header: site.header,
    targets: targetsOf(row, group.takenAt ?? definition.nameSpan, last),
    excluded: [],
    ...((group.python === true || isPython(group)) && { python: true }),
    unexpanded: definition.unexpanded,
    ...tlsOffOf(row, last),
    ...(row.needsTls && { needsTls: true }),
    ...idlenessOf(row, last),
    ...(row.strict && { strict: row.strict }),
    ...(bare && { unwanted: bare.unwanted }),
    scope: definition.inside ?? scope,
    targetScope: scope,
  };
}

/**
 * Names of keys that a group lacks although it has their target, for programs that read both by themselves: the key may
 * come from what the group takes in whole.
 */
export function lackingKeys(definitions: readonly Definition[], programs: readonly string[]): readonly string[] {
  const names = new Set(definitions.map(({ name }) => name));
  const rows = VARIABLE_INTEGRATIONS.filter(
    ({ kind, readBy, targets, names: keys }) =>
      kind !== "convention" &&
      (readBy === undefined || isOneOf(readBy, programs)) &&
      targets.some((each) => names.has(each)) &&
      !keys.some((each) => names.has(each)),
  );
  return rows.flatMap((row) => row.names);
}

function tlsOffOf(row: VariableIntegration, last: ReadonlyMap<string, Definition>): Pick<UseFact, "tlsOff"> {
  for (const { name, values } of row.tlsOff ?? []) {
    const definition = definitionOf(row, name, last);
    const [only] = definition?.value.parts ?? [];
    if (!definition || only?.kind !== "text" || !values.some((value) => equalsText(only.text, value))) continue;
    const span = definition.whole ?? { start: definition.nameSpan.start, end: definition.value.outer.end };
    return { tlsOff: { span, written: `${name}=${values[0] ?? ""}` } };
  }
  return {};
}

/** The definition of a name of the row. */
function definitionOf(
  { anyCase }: VariableIntegration,
  name: string,
  last: ReadonlyMap<string, Definition>,
): Definition | undefined {
  const exact = last.get(name);
  if (exact || !anyCase) return exact;
  return [...last.values()].find((each) => each.name.toLowerCase() === name.toLowerCase());
}

/** Whether what the key is for is switched off. */
function idlenessOf(
  { enabledBy = [], allowedBy }: VariableIntegration,
  last: ReadonlyMap<string, Definition>,
): Pick<UseFact, "idle" | "idleIn"> {
  const isFalse = (name: string): boolean => {
    const [only] = last.get(name)?.value.parts ?? [];
    return only?.kind === "text" && equalsText(only.text, "false");
  };
  if (enabledBy.some(isFalse)) return { idle: true };
  const allowed = allowedBy?.names.some((name) => last.has(name) && !isFalse(name));
  return allowedBy && !allowed ? { idleIn: allowedBy.versions } : {};
}

/** https://opentelemetry.io/docs/zero-code/python/configuration/ */
function isPython({ definitions }: VariableGroup): boolean {
  return definitions.some(({ name }) => name.startsWith("OTEL_PYTHON_"));
}

function targetsOf(row: VariableIntegration, at: Span, last: ReadonlyMap<string, Definition>): TargetFact[] {
  const facts = (role: TargetFact["role"], name: string): readonly TargetFact[] => {
    const definition = definitionOf(row, name, last);
    return splitValue(definition?.value ?? referenceTo(name, at), row.separator).map((value) => ({
      role,
      path: name,
      value,
      ...(!definition && { lookedUp: true }),
      scheme: row.defaultScheme,
      port: row.defaultPort,
    }));
  };
  const named = [
    ...(row.cloudIds ?? []).flatMap((name) => facts("cloud-id", name)),
    ...row.targets.flatMap((name) => facts("url", name)),
  ];
  // What the group itself sets goes first. A program takes the first of its own names; which of two common names a
  // program takes, nobody knows.
  const here = named.filter(({ lookedUp }) => !lookedUp);
  if (here.length === 0) return row.default === undefined ? named : [...named, defaultTarget(row.default, row)];
  return row.kind === "convention" ? here : here.filter(({ path }) => path === here[0]?.path);
}

function defaultTarget(text: string, { defaultScheme, defaultPort }: VariableIntegration): TargetFact {
  return { role: "default", path: "", value: undefined, text, scheme: defaultScheme, port: defaultPort };
}

/** A value that is nothing but a variable: what the program would be given under that name. */
function referenceTo(name: string, at: Span): FactValue {
  return {
    span: at,
    outer: at,
    quote: "none",
    parts: [{ kind: "reference", name, span: at }],
    encode: () => undefined,
  };
}
