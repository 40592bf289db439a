/**
 * A key is put into the environment of `docker run`, which hands on only what `-e` names: the container never gets it.
 * Certain only where every word of the command line is known and no file of variables brings the name.
 */
import type { EnvironmentFact } from "../find/environmentModel";
import type { Definition, FactValue } from "../find/valueModel";
import { isKeyName } from "../find/variables";
import type { JudgedFile, Report, Rule } from "./rule";

export const variableNotForwarded: Rule = {
  id: "variable-not-forwarded",
  severity: "error",
  title: "A key in `env` that the started container never receives",
  messages: {
    "not-forwarded": "The container gets only what {option} names, and {name} never reaches it; add it",
  },
  fixTitles: { forward: "Add {option} {name}" },
  *check(file) {
    for (const client of file.facts.environments) {
      const container = client.container === undefined ? undefined : file.facts.environments[client.container];
      if (!container) continue;
      for (const definition of definitionsIn(client)) {
        if (holdsKey(definition) && !isReceived(definition.name, container, file))
          yield reportOf(definition, container);
      }
    }
  },
};

const OPTION = "-e";

function reportOf({ name, nameSpan }: Definition, { span, runs }: EnvironmentFact): Report {
  const args = { name, option: OPTION };
  const report: Report = { span: nameSpan, message: "not-forwarded", args };
  if (!runs) return report;
  // Before the image, behind which the container's own words begin.
  const text = `"${OPTION}", "${name}", `;
  const edits = [{ kind: "replace", span: { start: span.start, end: span.start }, text }] as const;
  return { ...report, fixes: [{ id: "forward", args, safe: false, preferred: true, edits }] };
}

function definitionsIn({ layers }: EnvironmentFact): readonly Definition[] {
  return layers.flatMap((layer) => (layer.kind === "definitions" ? layer.definitions : []));
}

/** By its value, or by its name where a value is given that is not merely an example. */
function holdsKey({ name, value }: Definition): boolean {
  const [only, ...others] = value.parts;
  if (!only) return false;
  const form = only.kind === "text" && others.length === 0 ? only.text.classification.form : undefined;
  if (form === "placeholder") return false;
  return isKeyName(name) || (form !== undefined && ["encoded", "pair", "essu", "ece"].includes(form));
}

/** Under this name, or under another one that takes its value. */
function isReceived(name: string, container: EnvironmentFact, { resolve }: JudgedFile): boolean {
  const span = container.span;
  const reference: FactValue = {
    span,
    outer: span,
    quote: "none",
    parts: [{ kind: "reference", name, span }],
    encode: () => undefined,
  };
  const { kind, origin } = resolve.resolve(reference, { kind: "environment", environment: container.id });
  // A name that leads on to one that no file sets was handed on all the same.
  return kind !== "unset" || origin.length > 0;
}
