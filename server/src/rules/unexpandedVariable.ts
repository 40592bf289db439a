/** A reference in a syntax that nothing expands at this place, so its text is sent instead of the key. */
import { referenceIn } from "../elastic/secret";
import type { Facts } from "../find/model";
import type { UnexpandedReference } from "../find/valueModel";
import type { KeyUse } from "../workspace/keyUse";
import { isTemplate } from "../workspace/sites";
import type { Snapshot } from "../workspace/snapshot";
import { definedAt } from "./planning";
import type { FixPlan, Rule } from "./rule";

export const unexpandedVariable: Rule = {
  id: "unexpanded-variable",
  severity: "error",
  title: "A reference that nothing expands here",
  messages: {
    "single-quotes": "Single quotes keep {written} as it is, so the name is sent and not the key; use double quotes",
    "no-shell": "No shell reads this command, so {written} is sent as it stands; run it with sh -c",
    "crontab-assignment":
      "cron expands nothing in an assignment, so this sends the text {written}; write the value itself",
    through: "The text {written} arrives here, for nothing expands it where the value is set",
    "unit-assignment":
      "systemd expands nothing in an assignment, so this sends the text {written}; write the value itself",
    "dollar-only": "{written} is sent as it stands, for nothing expands it here; write {right}",
    parentheses: "{written} is sent as it stands, for nothing expands it here; write {right}",
    "percent-signs": "{written} is sent as it stands, for nothing expands it here; write {right}",
    braces: "{written} is sent as it stands, for nothing expands it here; write {right}",
    name: "{written} is sent as it stands: names of variables have letters, digits, dots and underscores",
    "event-field": "{written} is sent as it stands, for options like this one hold no fields; use a variable",
    nothing: "{written} is sent as it is: {integration} expands nothing; use its environment",
    escaped: "Two dollars stand for one, so the text {right} is sent and not its value; write one",
  },
  fixTitles: { "double-quotes": "Use double quotes", braces: "Write {right}" },
  *check({ uses, facts, snapshot }) {
    const seen = new Set<number>();
    for (const use of uses) {
      const here = use.fact.unexpanded.map((each) => ({ ...each, definition: undefined }));
      const { resolved } = use.credential;
      const definition = resolved.kind === "value" ? resolved.definition : undefined;
      const through = here.length === 0 ? textThrough(use) : undefined;
      if (through && !(definition?.unexpanded.length ?? 0) && !seen.has(use.span.start)) {
        seen.add(use.span.start);
        yield { use, span: use.span, message: "through", args: { written: through }, related: definedAt(use) };
        continue;
      }
      const there = (definition?.unexpanded ?? []).map((each) => ({ ...each, span: use.span, definition }));
      for (const each of [...here, ...there]) {
        if (seen.has(each.span.start)) continue;
        if (each.why === "escaped" && !isMeantForProgram(facts, snapshot)) continue;
        if (OF_OTHER_TOOLS.includes(each.why) && TEMPLATE_NAME.test(facts.uri)) continue;
        seen.add(each.span.start);
        yield {
          use,
          span: each.span,
          message: each.right === "" ? "nothing" : each.why,
          args: {
            written: writtenAs(each),
            right: rightOf(each),
            ...(each.right === "" && { integration: use.integrationTitle }),
          },
          related: definedAt(use),
          fixes: each.definition || each.shared ? [] : fixOf(each),
        };
      }
    }
  },
};

/** What `envsubst` and its like put in before the program sees the file. */
const OF_OTHER_TOOLS: readonly UnexpandedReference["why"][] = ["dollar-only", "parentheses", "percent-signs", "braces"];
const TEMPLATE_NAME = /te?mpl|\.tpl/i;

/** In a template the second dollar is for whoever fills it in; which file is one, another file or its name tells. */
function isMeantForProgram(facts: Facts, snapshot: Snapshot): boolean {
  return !TEMPLATE_NAME.test(facts.uri) && snapshot.complete() && !isTemplate({ facts, snapshot });
}

/** A variable that holds the text of a reference: what reads it would have to expand it again. */
function textThrough({ credential, fact }: KeyUse): string | undefined {
  const { resolved } = credential;
  if (resolved.kind !== "value" || (resolved.literal && fact.kind !== "variable")) return undefined;
  const written = referenceIn(resolved.value)?.written;
  // A mark that whoever deploys the file replaces in its text, as in what Elastic ships for Kubernetes:
  // https://github.com/elastic/elastic-agent/tree/main/deploy/kubernetes/elastic-agent-kustomize
  return written?.startsWith("%") ? undefined : written;
}

const NO_FIX: readonly UnexpandedReference["why"][] = [
  "crontab-assignment",
  "unit-assignment",
  "no-shell",
  "name",
  "event-field",
];

function fixOf(reference: UnexpandedReference): readonly FixPlan[] {
  const { why, quotes, span } = reference;
  if (why === "single-quotes") {
    if (!quotes) return [];
    const edits = quotes.map((each) => ({ kind: "replace", span: each, text: '"' }) as const);
    return [{ id: "double-quotes", safe: true, preferred: true, edits }];
  }
  const right = rightOf(reference);
  // What has quotes in it may need other ones around it.
  if (NO_FIX.includes(why) || right === "" || /['"]/.test(right)) return [];
  return [
    { id: "braces", args: { right }, safe: true, preferred: true, edits: [{ kind: "replace", span, text: right }] },
  ];
}

function rightOf({ name, right }: UnexpandedReference): string {
  return right ?? `\${${name}}`;
}

function writtenAs({ name, why, written }: UnexpandedReference): string {
  if (written !== undefined) return written;
  if (why === "parentheses") return `$(${name})`;
  return why === "percent-signs" ? `%${name}%` : `$${name}`;
}
