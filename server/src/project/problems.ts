/** What can be wrong with a project file: ids of messages with arguments, whose words are in the rule. */
import { maskKeys } from "../elastic/mask";
import type { Span } from "../text/span";
import { withoutInvisible } from "../text/visible";
import type { PatternProblem } from "./schema";
import type { Severity } from "./view";

/** The ids of all messages about a project file. */
export type ProblemId =
  | PatternProblem
  | "both"
  | "duplicate-entry"
  | "duplicate-key"
  | "duplicate-name"
  | "empty"
  | "impossible-date"
  | "invalid-date"
  | "likely-secret"
  | "missing"
  | "needs-quotes"
  | "neither"
  | "no-value"
  | "not-in-enum"
  | "not-in-enum-many"
  | "not-in-enum-near"
  | "secret"
  | "several-documents"
  | "undeclared-deployment"
  | "undeclared-deployment-near"
  | "unknown-key"
  | "unknown-key-near"
  | "unknown-product"
  | "unknown-product-near"
  | "unquoted-star"
  | "unreadable"
  | "wrong-type"
  | "wrong-value";

/** What breaks the schema, at the node that does. */
export interface ProjectProblem {
  readonly span: Span;
  /** A message id of the rule `invalid-project-file`. */
  readonly message: ProblemId;
  /** Never a secret: each is masked, of one line, and short. */
  readonly args: Readonly<Record<string, string>>;
  /** Where it is not sure to be wrong. */
  readonly severity?: Severity;
  /** What was meant, to be written in place of the span. */
  readonly correction?: { readonly text: string; readonly lossless: boolean };
}

/** Problems that are told of one file: more would say nothing new about a file that is something else. */
export const MOST_PROBLEMS = 100;

/** A problem; its arguments are masked and cut here, so nobody else has to think of it. */
export function problem(
  span: Span,
  message: ProblemId,
  args: Readonly<Record<string, string>> = {},
  more: Pick<ProjectProblem, "severity" | "correction"> = {},
): ProjectProblem {
  const shown = Object.entries(args).map(([name, value]) => [
    name,
    name === "known" ? value : shownPiece(value, name === "why" ? LONGEST_LINE : LONGEST),
  ]);
  return { span, message, args: Object.fromEntries(shown) as Readonly<Record<string, string>>, ...more };
}

/** UTF-16 units of a document's text that a message shows; longer ones lose their end. */
const LONGEST = 32;
/** What a reader says is a message of its own. */
const LONGEST_LINE = 120;

function shownPiece(text: string, longest: number): string {
  const masked = withoutInvisible(maskKeys(text.slice(0, 4 * longest)));
  // A pair of surrogates is not cut in two.
  return masked.length <= longest ? masked : `${masked.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** The names in one line, where that is short enough to be told. */
export function listed(names: readonly string[]): string | undefined {
  const line = names.join(", ");
  return line.length <= LONGEST_LIST ? line : undefined;
}

/** A message has 120 units in all. */
const LONGEST_LIST = 54;
