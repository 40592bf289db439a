/**
 * Quick fixes: what can be done about a finding, without and then with the edits. Listing opens no secret; only
 * resolving does. A fix is named by rule, place and id, never by its message, and found again by judging again.
 */
import { maskKeys } from "../elastic/mask";
import type { Analysis, Finding } from "../rules/judge";
import type { FixPlan } from "../rules/rule";
import { overlaps, type Span } from "../text/span";
import { nameOf } from "../workspace/uri";
import { editsOf, type TextEdit } from "./edits";
import { suppressionEdit, takesComment } from "./suppress";
import { fixTitleOf } from "./words";

/** A fix as a menu shows it. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly preferred: boolean;
  readonly finding: Finding;
  readonly name: FixName;
}

/** How a fix is found again: small, JSON-safe, never secret. */
export interface FixName {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  /** The fix's id within its rule; `suppress` for the comment. */
  readonly fix: string;
}

/** The fixes of the findings that touch a span. */
export function fixesAt(analysis: Analysis, where: Span): readonly Fix[] {
  return analysis.findings
    .filter((finding) => overlaps(finding.span, where))
    .flatMap((finding) => fixesOf(finding, analysis.plans.get(finding) ?? [], analysis));
}

function fixesOf(finding: Finding, plans: readonly FixPlan[], { facts }: Analysis): readonly Fix[] {
  const { rule, span } = finding;
  const name = (fix: string): FixName => ({ rule, start: span.start, end: span.end, fix });
  const own = finding.fixes.map((fix) => ({
    title: `${fixTitleOf(finding, fix)}${place(plans.find(({ id }) => id === fix.id))}`,
    safe: fix.safe,
    preferred: fix.preferred,
    finding,
    name: name(fix.id),
  }));
  const suppress = {
    title: `Suppress ${rule} here with a reason`,
    safe: false,
    preferred: false,
    finding,
    name: name("suppress"),
  };
  return rule === "unused-suppression" || !takesComment(facts, finding) ? own : [...own, suppress];
}

/** Where a fix writes, if that is another file: a person should know before. */
function place(plan: FixPlan | undefined): string {
  const uri = plan && otherFile(plan);
  return uri === undefined ? "" : ` in ${maskKeys(nameOf(uri))}`;
}

/** The file that a plan edits, where that is not the finding's own. */
function otherFile({ edits }: FixPlan): string | undefined {
  return edits.find(({ uri }) => uri !== undefined)?.uri;
}

/** The edits of a fix; undefined where the text has changed so that it no longer applies, or cannot be made. */
export function resolveFix(analysis: Analysis, text: string, name: FixName): readonly TextEdit[] | undefined {
  const finding = analysis.findings.find(
    ({ rule, span }) => rule === name.rule && span.start === name.start && span.end === name.end,
  );
  if (!finding) return undefined;
  if (name.fix === "suppress") {
    const edit = suppressionEdit(analysis, text, finding);
    return edit && [edit];
  }
  const plan = analysis.plans.get(finding)?.find(({ id }) => id === name.fix);
  return plan && editsOf(plan);
}

/** The edits of all safe and preferred fixes within the file itself. */
export function fixAll(analysis: Analysis): readonly TextEdit[] {
  return fixAllFiles(analysis).get(analysis.uri) ?? [];
}

/** The edits of all safe and preferred fixes by file; of two that touch the same place, the first. */
export function fixAllFiles(analysis: Analysis): ReadonlyMap<string, readonly TextEdit[]> {
  /** Of each file in file order, and apart from each other. */
  const edits = new Map<string, TextEdit[]>();
  const at = ({ uri }: TextEdit): TextEdit[] => edits.get(uri ?? analysis.uri) ?? [];
  const seen = new Set<FixPlan>();
  for (const finding of analysis.findings) {
    const plan = analysis.plans.get(finding)?.find((each) => each.safe && each.preferred);
    if (!plan || seen.has(plan)) continue;
    seen.add(plan);
    const planned = editsOf(plan);
    if (!planned || planned.some((edit) => clashes(edit.span, at(edit)))) continue;
    for (const edit of planned) {
      const there = at(edit);
      there.splice(placeFor(edit.span, there), 0, edit);
      edits.set(edit.uri ?? analysis.uri, there);
    }
  }
  return edits;
}

/** Where a span goes among edits in file order: behind those that start before it or with it. */
function placeFor(span: Span, edits: readonly TextEdit[]): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle]?.span.start ?? 0) <= span.start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Only its neighbours can touch it: the others lie apart from these. */
function clashes(span: Span, edits: readonly TextEdit[]): boolean {
  const at = placeFor(span, edits);
  return [edits[at - 2], edits[at - 1], edits[at]].some((other) => other && touching(span, other.span));
}

function touching(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end ? true : left.start === right.start && left.end === right.end;
}
