/**
 * Variables that one program is given together, and the uses among them: those of an environment, of a collection, and
 * what a script exports.
 */
import type { CarrierSink } from "./carriers/carrier";
import { type ScriptContext, shellScope } from "./commands";
import type { EnvironmentFact, ResourceFact } from "./environmentModel";
import type { UseFact } from "./model";
import { literalText } from "./value";
import type { Definition } from "./valueModel";
import { findReplaced, findVariables, type VariableGroup } from "./variables";

/** Behind everything that a text holds. */
export const END = Number.MAX_SAFE_INTEGER;

/** Uses in the environments and collections of a file's carriers. */
export function carriedUses(sink: CarrierSink): readonly UseFact[] {
  const python = pythonIn(sink);
  const groups = sink.environments.flatMap((each) =>
    each.owner === "command" ? [] : [{ owner: each.owner, group: groupOf(each, python.has(each.id)) }],
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
  return environment.owner === "command" ? [] : findVariables(groupOf(environment, false));
}

const PIPELINES: readonly EnvironmentFact["owner"][] = ["github-step", "gitlab-job"];

function groupOf({ id, layers }: EnvironmentFact, python: boolean): VariableGroup {
  return { definitions: definitionsIn(layers), python, scopeOf: () => ({ kind: "environment", environment: id }) };
}

function resourceUses(layers: ResourceFact["layers"]): readonly UseFact[] {
  return findVariables({ definitions: definitionsIn(layers), scopeOf: () => ({ kind: "nothing" }) });
}

function definitionsIn(
  layers: readonly (EnvironmentFact["layers"][number] | ResourceFact["layers"][number])[],
): readonly Definition[] {
  return layers.flatMap((layer) => (layer.kind === "definitions" ? layer.definitions : []));
}

/** What a program is given: what a script exports, and a crontab's assignments. A common name counts without that. */
export function exportedUses(definitions: readonly Definition[], context: ScriptContext): readonly UseFact[] {
  const jobs = new Map<number | undefined, Definition[]>();
  for (const definition of definitions) {
    if (definition.scope === "command") continue;
    const known = jobs.get(definition.job);
    if (known) known.push(definition);
    else jobs.set(definition.job, [definition]);
  }
  return [...jobs].flatMap(([job, all]) =>
    findVariables({ definitions: all, scopeOf: () => shellScope(END, job, context) }).filter(
      (use) =>
        use.kind === "variable" &&
        (use.integration.kind === "convention" || use.definition.exported || use.definition.scope === "crontab"),
    ),
  );
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
