/** `keyfit rules`: the list that everything about rules comes from, as a table, as JSON, or one rule explained. */
import { helpOf, RULES, ruleOf } from "../../rules/index";
import type { Rule } from "../../rules/rule";
import type { Output } from "../output";
import { shownArgument } from "../shown";

export interface RulesOptions {
  readonly format: "text" | "json";
}

/** Prints the rules or one of them; an unknown id is wrong usage. */
export function rules(id: string | undefined, options: RulesOptions, output: Output): number {
  const rule = id === undefined ? undefined : ruleOf(id);
  if (id !== undefined && !rule) {
    output.error(`keyfit: there is no rule ${shownArgument(id)}; keyfit rules lists them`);
    return 2;
  }
  const chosen = rule ? [rule] : RULES;
  if (options.format === "json")
    output.write(`${JSON.stringify({ version: 1, rules: chosen.map(asJson) }, null, 2)}\n`);
  else output.write(rule ? explain(rule, output) : table(chosen, output));
  return 0;
}

function asJson(rule: Rule): object {
  const { id, severity, title } = rule;
  return {
    id,
    severity,
    title,
    help: helpOf(id),
    messages: Object.values(rule.messages),
    fixes: Object.values(rule.fixTitles ?? {}),
  };
}

function table(list: readonly Rule[], { colors }: Output): string {
  const width = Math.max(...list.map(({ id }) => id.length));
  return list
    .map(({ id, severity, title }) => `${colors.bold(id.padEnd(width))}  ${severity.padEnd(11)}  ${title}\n`)
    .join("");
}

function explain(rule: Rule, { colors }: Output): string {
  const lines = [`${colors.bold(rule.id)} (${rule.severity})`, rule.title, "", "Says:"];
  lines.push(...Object.values(rule.messages).map((message) => `  ${message}`));
  const fixes = Object.values(rule.fixTitles ?? {});
  if (fixes.length > 0) lines.push("", "Fixes:", ...fixes.map((title) => `  ${title}`));
  return `${[...lines, "", helpOf(rule.id)].join("\n")}\n`;
}
