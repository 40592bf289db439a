/**
 * Variables that one program is given together, and the uses among them: those of an environment, of a collection, and
 * what a script exports.
 */
import { VARIABLE_INTEGRATIONS } from "../integrations/index";
import type { Command } from "../read/reading";
import type { Span } from "../text/span";
import type { CarrierSink } from "./carriers/carrier";
import { definitionsOf, type ScriptContext, shellScope } from "./commands";
import type { EnvironmentFact, EnvironmentLayer, ResourceFact } from "./environmentModel";
import type { UseFact } from "./model";
import { literalText } from "./value";
import type { Definition, FactPart, ResourceName, Surroundings, VariableScope } from "./valueModel";
import { findReplaced, findVariables, keysOfProgram, lackingKeys, type VariableGroup } from "./variables";

/** Behind everything that a text holds. */
export const END = Number.MAX_SAFE_INTEGER;

/** Uses in the environments and collections of a file's carriers. `first` is the first environment that they added. */
export function carriedUses(sink: CarrierSink, first: number): readonly UseFact[] {
  const python = pythonIn(sink);
  const programs = programsIn(sink);
  const groups = sink.environments
    .slice(first)
    .flatMap((each) =>
      isGiven(each) ? [{ owner: each.owner, group: groupOf(each, python.has(each.id), programs.get(each.id)) }] : [],
    );
  const uses = groups.flatMap(({ group }) => findVariables(group));
  const inUse = new Set(uses.flatMap((use) => (use.kind === "variable" ? [use.definition.nameSpan.start] : [])));
  // Of the levels of a pipeline, one may set a variable that each of the levels within sets again.
  const replaced = groups.flatMap(({ owner, group }) => (PIPELINES.includes(owner) ? findReplaced(group) : []));
  const hidden = replaced.filter(
    (use) =>
      use.kind === "variable" && use.integration.kind !== "convention" && !inUse.has(use.definition.nameSpan.start),
  );
  return [...uses, ...hidden, ...sink.resources.flatMap(({ layers }) => resourceUses(layers))];
}

/** Uses in an environment that a command of a script gives. */
export function environmentUses(environment: EnvironmentFact): readonly UseFact[] {
  return isGiven(environment) ? findVariables(groupOf(environment, false, undefined)) : [];
}

/** Whether what stands there is for one program. A program that starts a container reads none of it itself. */
function isGiven({ owner, container }: EnvironmentFact): boolean {
  return owner !== "command" && container === undefined;
}

const PIPELINES: readonly EnvironmentFact["owner"][] = ["github-step", "gitlab-job"];

function groupOf(
  environment: EnvironmentFact,
  python: boolean,
  started: ReadonlySet<string> | undefined,
): VariableGroup {
  const { id, layers, runs = [] } = environment;
  const own = definitionsIn(layers);
  const definitions = [...takenIn(environment, own), ...loadedIn(environment, own), ...own];
  const takenAt = onlyResource(layers, "ConfigMap")?.span;
  const programs = new Set([...runs, ...(started ?? [])]);
  return { definitions, python, programs, takenAt, scopeOf: () => ({ kind: "environment", environment: id }) };
}

/** Keys that a known program is given with a file of variables. */
function loadedIn({ id, layers, runs = [] }: EnvironmentFact, own: readonly Definition[]): readonly Definition[] {
  const file = layers.findLast((layer) => layer.kind === "file");
  if (!file) return [];
  const names = new Set(own.map(({ name }) => name));
  const inside = { kind: "environment", environment: id } as const;
  return keysOfProgram(runs)
    .filter((name) => !names.has(name))
    .map((name) => takenDefinition(name, file.path.span, { kind: "reference", name, span: file.path.span }, inside));
}

/** Keys that a container is given with a whole Secret, beside the target that it is given itself. */
function takenIn({ layers, runs = [] }: EnvironmentFact, own: readonly Definition[]): readonly Definition[] {
  const secret = onlyResource(layers, "Secret");
  if (!secret) return [];
  const { resource, prefix, span } = secret;
  return lackingKeys(own, runs)
    .filter((name) => name.startsWith(prefix))
    .map((name) => {
      const key = name.slice(prefix.length);
      const part = { kind: "resource-key", resource, key, span, optional: true } as const;
      return takenDefinition(name, span, part, { kind: "nothing" });
    });
}

/** A variable of what is taken in whole, at the place that names it. */
function takenDefinition(name: string, span: Span, part: FactPart, inside: VariableScope): Definition {
  return {
    name,
    nameSpan: span,
    value: { span, outer: span, quote: "none", parts: [part], encode: () => undefined },
    scope: "environment",
    inside,
    exported: true,
    conditional: false,
    job: undefined,
    unexpanded: [],
    taken: true,
  };
}

/** The only collection of a kind that is taken in whole. */
function onlyResource(
  layers: EnvironmentFact["layers"],
  kind: ResourceName["kind"],
): Extract<EnvironmentLayer, { kind: "resource" }> | undefined {
  const all = layers.flatMap((layer) => (layer.kind === "resource" && layer.resource.kind === kind ? [layer] : []));
  return all.length === 1 ? all[0] : undefined;
}

function resourceUses(layers: ResourceFact["layers"]): readonly UseFact[] {
  const uses = findVariables({ definitions: definitionsIn(layers), scopeOf: () => ({ kind: "nothing" }) });
  return uses.map((use) => (use.kind === "variable" ? { ...use, collected: true } : use));
}

function definitionsIn(
  layers: readonly (EnvironmentFact["layers"][number] | ResourceFact["layers"][number])[],
): readonly Definition[] {
  return layers.flatMap((layer) => (layer.kind === "definitions" ? layer.definitions : []));
}

/** What a program is given: what a script exports, and a crontab's assignments. A common name counts without that. */
export function exportedUses(
  definitions: readonly Definition[],
  commands: readonly Command[],
  context: ScriptContext,
): readonly UseFact[] {
  const programs = new Set(commands.flatMap(({ name }) => name ?? []));
  const jobs = new Map<number | undefined, Definition[]>();
  for (const definition of definitions) {
    if (definition.scope === "command") continue;
    const known = jobs.get(definition.job);
    if (known) known.push(definition);
    else jobs.set(definition.job, [definition]);
  }
  return [...jobs].flatMap(([job, all]) =>
    findVariables({
      definitions: all,
      programs,
      scopeOf: () => shellScope({ span: { start: END, end: END }, job }, context),
    }).filter(
      (use) =>
        use.kind !== "variable" ||
        use.integration.kind === "convention" ||
        use.definition.exported ||
        use.definition.scope === "crontab",
    ),
  );
}

/** What a command is given in front of it, where it is known to read that: `EC_API_KEY=… ecctl`. */
export function givenUses(command: Command, context: ScriptContext): readonly UseFact[] {
  const { name, environment, withheld } = command;
  if (name === undefined || environment.length === 0) return [];
  const definitions = definitionsOf(environment.slice(withheld?.assignments ?? 0), context);
  const group = { definitions, programs: new Set([name]), scopeOf: () => shellScope(command, context) };
  return findVariables(group).filter((use) => use.kind === "variable" && use.integration.readBy !== undefined);
}

const READERS = [...new Set(VARIABLE_INTEGRATIONS.flatMap(({ readBy }) => readBy ?? []))];

/** Programs that the texts and commands of each environment start, of those whose variables are known. */
function programsIn(sink: CarrierSink): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>();
  const add = (around: Surroundings, name: string): void => {
    if (around.kind !== "environment") return;
    found.set(around.environment, (found.get(around.environment) ?? new Set()).add(name));
  };
  for (const { command, around } of sink.commands) if (command.name !== undefined) add(around, command.name);
  for (const { layer, around } of sink.embedded) {
    for (const name of READERS) if (startsProgram(layer.text, name)) add(around, name);
  }
  return found;
}

/** A script's word that stands where a command begins. */
function startsProgram(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = text.slice(text.lastIndexOf("\n", at) + 1, at).trimEnd();
    const isWord = /^\s|^$/.test(text.slice(at + name.length, at + name.length + 1));
    if (isWord && (before === "" || /[;&|(]$|(?:^|\s)(?:exec|time|sudo|then|do|else)$/.test(before))) return true;
  }
  return false;
}

/** Environments in which OpenTelemetry's launcher for Python runs, and those of the images that run it. */
function pythonIn(sink: CarrierSink): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { command, around } of sink.commands) {
    const words = [command.name, ...command.args.map(literalText)];
    if (around.kind === "environment" && words.some((word) => word?.includes(LAUNCHER))) found.add(around.environment);
  }
  for (const { layer, around } of sink.embedded) {
    if (around.kind === "environment" && layer.text.includes(LAUNCHER)) found.add(around.environment);
  }
  for (const id of found) {
    const { image } = sink.environments[id] ?? {};
    if (image !== undefined) found.add(image);
  }
  return found;
}

/** https://opentelemetry.io/docs/zero-code/python/ */
const LAUNCHER = "opentelemetry-instrument";
