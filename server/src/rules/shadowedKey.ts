/**
 * The program ignores this key because another definition always wins in every environment that it belongs to. A default
 * that another job, service or container still uses is not shadowed. A definition that nobody reads has no use to tell of
 * it, so besides the uses all definitions are looked at that hold a key.
 */
import type { Form } from "../elastic/model";
import type { Facts } from "../find/model";
import { withoutScheme } from "../find/unwanted";
import type { Definition, FactValue } from "../find/valueModel";
import type { KeyUse } from "../workspace/keyUse";
import type { OriginStep } from "../workspace/resolve";
import type { RelatedReport, Report, Rule } from "./rule";

export const shadowedKey: Rule = {
  id: "shadowed-key",
  severity: "warning",
  title: "The program ignores this key because another setting wins",
  messages: {
    shadowed: "{name} is set again higher up, so this key is never used; remove one",
    outranked: "A file outranks {name}, so this key is never used; remove one",
    overridden: "{name} outranks the file, so this key is never used; remove one",
  },
  *check({ uses, facts, shadows, overrides, outranked }) {
    const seen = new Set<number>();
    for (const use of uses) {
      const winner = isSet(use) ? overrides(use.fact) : undefined;
      if (!winner || seen.has(use.span.start)) continue;
      seen.add(use.span.start);
      yield { use, span: use.span, message: "overridden", args: { name: winner.name }, related: [wins(winner)] };
    }
    for (const use of uses) {
      if (use.fact.kind !== "variable" || !isSet(use)) continue;
      const { definition } = use.fact;
      seen.add(definition.nameSpan.start);
      const winner = shadows(definition);
      const file = winner ? undefined : outranked(definition);
      if (winner) yield { use, span: use.span, ...reportOf(definition, winner) };
      else if (file) yield { use, span: use.span, ...reportOf(definition, file), message: "outranked" };
    }
    for (const definition of givenIn(facts)) {
      const { start } = definition.nameSpan;
      const key = seen.has(start) ? undefined : literalKey(definition.value);
      if (!key) continue;
      seen.add(start);
      const winner = shadows(definition);
      if (winner) yield { span: key.span, outer: key.outer, ...reportOf(definition, winner) };
    }
  },
};

function reportOf({ name }: Definition, winner: OriginStep): Omit<Report, "span"> {
  return { message: "shadowed", args: { name }, related: [wins(winner)] };
}

function wins({ uri, span, line, name }: OriginStep): RelatedReport {
  return { uri, span, line, message: "wins-here", args: { name } };
}

function isSet({ credential }: KeyUse): boolean {
  return credential.form !== "placeholder";
}

/** What a text gives to programs that it starts, or that load it. A script decides by itself which of two counts. */
function givenIn(facts: Facts): readonly Definition[] {
  const layers = [
    ...facts.environments.flatMap((each) => (each.owner === "dockerfile-stage" ? [] : each.layers)),
    ...facts.resources.flatMap((each) => each.layers),
  ];
  const given = layers.flatMap((layer) => (layer.kind === "definitions" ? layer.definitions : []));
  return [...facts.definitions.filter(({ scope }) => scope === "file"), ...given];
}

/** Forms that only a key of Elastic's has. */
const CERTAIN: readonly Form[] = ["encoded", "pair", "essu", "ece"];

/** The key that a value consists of, besides a scheme before it. */
function literalKey(value: FactValue): FactValue | undefined {
  const bare = withoutScheme(value, false)?.credential ?? value;
  const [only, ...others] = bare.parts;
  const literal = only?.kind === "text" && others.length === 0;
  return literal && CERTAIN.includes(only.text.classification.form) ? bare : undefined;
}
