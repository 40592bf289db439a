/**
 * Reads YAML: several documents, block and flow style, anchors, aliases and merge keys, block scalars, comments, and the
 * templates that people write around it. Never fails: half-typed text gives all that is readable before and after the
 * broken line, and one entry of `problems` for what is not.
 * The steps are: line ends made equal, templates hidden, tokens (`yaml/tokens.ts`), tree (`yaml/compose.ts`). None changes
 * an offset.
 */
import type { Budget, Reading } from "./reading";
import { composeYaml } from "./yaml/compose";
import { BUDGET_MESSAGES } from "./yaml/reader";
import type { YamlMemory } from "./yaml/relex";
import { hideTemplates } from "./yaml/templates";

/**
 * One tree a document; a document without content has none. In broken text a document may have several.
 * An alias gives a copy of the tree at its anchor, whose spans are those of the anchor's place.
 * A memory, the same one for each version of a text, makes the next reading cheaper and changes nothing of what is read.
 * Over a budget, `trees` holds what was read until then, and one of `problems` has `budget`.
 */
export function readYaml(text: string, budget: Budget, memory?: YamlMemory): Reading {
  const nothing = { format: "yaml", assignments: [], commands: [] } as const;
  if (text.length > budget.units) {
    const problem = { span: { start: 0, end: 0 }, message: BUDGET_MESSAGES["too-large"], budget: "too-large" } as const;
    return { ...nothing, trees: [], comments: [], problems: [problem] };
  }
  const source = withLineFeeds(text);
  const { trees, comments, problems } = composeYaml(source, hideTemplates(source), budget, memory);
  return { ...nothing, trees, comments, problems };
}

/** YAML takes a lone carriage return for a line end, the lexer does not: https://yaml.org/spec/1.2.2/#54-line-break-characters */
function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text;
}

export type { YamlMemory };
