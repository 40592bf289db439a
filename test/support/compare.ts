/**
 * Compares what a case expects with what an analysis reported, and says the difference so that a person can act on it:
 * the line, the text in question, and what was reported in its stead. Order does not matter; the number does.
 */

import type { Case, CaseSpan, ExpectedFinding, ExpectedUse } from "./annotated";

/** What is compared of a finding. */
export interface ActualFinding {
  readonly rule: string;
  readonly severity: string;
  readonly span: CaseSpan;
  readonly message?: string;
}

/** What is compared of a key use. */
export interface ActualUse {
  readonly integration: string;
  readonly kind: string;
  readonly candidates: readonly string[];
  readonly form: string;
  readonly deployment: string;
  readonly api: string;
  readonly verdict: string;
  readonly span: CaseSpan;
  /** Ids of the rules that report on this use. */
  readonly rules: readonly string[];
  readonly state: string;
  readonly id: string;
  readonly origin: readonly string[];
  readonly host: string;
}

/** The differences, one line each, in the order of the text; empty where the case holds. */
export function compare(
  expected: Case,
  findings: readonly ActualFinding[],
  uses: readonly ActualUse[],
): readonly string[] {
  const differences = [
    ...compareFindings(expected, findings),
    ...(expected.uses === undefined ? [] : compareUses(expected, expected.uses, uses)),
  ];
  return differences.sort((left, right) => left.at - right.at).map((difference) => difference.text);
}

interface Difference {
  readonly at: number;
  readonly text: string;
}

function compareFindings(expected: Case, actual: readonly ActualFinding[]): Difference[] {
  const left = [...actual];
  const differences: Difference[] = [];
  const groups = new Map<string, { readonly members: ExpectedFinding[]; met: number }>();
  const absent: ExpectedFinding[] = [];
  for (const wanted of expected.findings) {
    const index = left.findIndex((finding) => meets(wanted, finding));
    if (index >= 0) left.splice(index, 1);
    if (wanted.presence.kind === "one-of") {
      const group = groups.get(wanted.presence.group) ?? { members: [], met: 0 };
      group.members.push(wanted);
      if (index >= 0) group.met++;
      groups.set(wanted.presence.group, group);
    } else if (wanted.presence.kind === "required" && index < 0) {
      absent.push(wanted);
    }
  }
  // What was reported in a missing finding's stead is told once, with it, and not again as unexpected.
  for (const wanted of absent) {
    const near = left.findIndex((finding) => finding.rule === wanted.rule && shares(wanted.span, finding.span));
    differences.push(missing(expected, wanted, near < 0 ? undefined : left.splice(near, 1)[0]));
  }
  for (const [name, group] of groups) {
    if (group.met === 1) continue;
    const first = group.members[0];
    if (first === undefined) continue;
    const places = group.members.map((member) => `${member.rule} ${place(expected, member.span)}`).join(" or ");
    const text = `expected exactly one of group ${name}, ${group.met} reported: ${places}`;
    differences.push({ at: first.span.start, text });
  }
  for (const finding of left) {
    const message = finding.message === undefined ? "" : ` (${finding.message})`;
    const text = `unexpected ${finding.rule} ${finding.severity} ${place(expected, finding.span)}${message}`;
    differences.push({ at: finding.span.start, text });
  }
  return differences;
}

function meets(wanted: ExpectedFinding, finding: ActualFinding): boolean {
  return (
    wanted.rule === finding.rule && wanted.severities.includes(finding.severity) && same(wanted.span, finding.span)
  );
}

function missing(expected: Case, wanted: ExpectedFinding, near: ActualFinding | undefined): Difference {
  const instead =
    near === undefined
      ? ""
      : same(near.span, wanted.span)
        ? `, but it is ${near.severity}`
        : `, but it covers ${place(expected, near.span)}`;
  const text = `expected ${wanted.rule} ${wanted.severities.join("|")} ${place(expected, wanted.span)}${instead}`;
  return { at: wanted.span.start, text };
}

function compareUses(expected: Case, wanted: readonly ExpectedUse[], actual: readonly ActualUse[]): Difference[] {
  const left = [...actual];
  const differences: Difference[] = [];
  for (const use of wanted) {
    const fitting = left.filter((other) => same(other.span, use.span) && other.integration === use.integration);
    const found = fitting.find((other) => fieldDifferences(use, other).length === 0) ?? fitting[0];
    if (found === undefined) {
      const near = left.find((other) => shares(other.span, use.span));
      const instead = near === undefined ? "" : `, but there is ${near.integration} ${place(expected, near.span)}`;
      const text = `expected a use of ${use.integration} ${place(expected, use.span)}${instead}`;
      differences.push({ at: use.span.start, text });
      continue;
    }
    left.splice(left.indexOf(found), 1);
    for (const field of fieldDifferences(use, found)) {
      differences.push({
        at: use.span.start,
        text: `use of ${use.integration} ${place(expected, use.span)}: ${field}`,
      });
    }
  }
  for (const use of left) {
    const facts = `${use.kind} ${use.form} ${use.deployment}/${use.api} ${use.verdict}`;
    const text = `unexpected use of ${use.integration} ${place(expected, use.span)}: ${facts}`;
    differences.push({ at: use.span.start, text });
  }
  return differences;
}

function fieldDifferences(use: ExpectedUse, found: ActualUse): string[] {
  const differences: string[] = [];
  for (const field of ["kind", "form", "deployment", "api", "verdict", "state", "id", "host"] as const) {
    const want = use[field];
    if (want !== undefined && want !== found[field]) differences.push(`${field} is ${found[field]}, expected ${want}`);
  }
  if (use.origin !== undefined && use.origin.join(" ") !== found.origin.join(" ")) {
    differences.push(`origin is ${found.origin.join(" ") || "none"}, expected ${use.origin.join(" ")}`);
  }
  const lists = [
    ["candidates", use.candidates, found.candidates],
    ["rules", use.rules, found.rules],
  ] as const;
  for (const [name, want, have] of lists) {
    if (want === undefined) continue;
    const [wantText, haveText] = [sorted(want), sorted(have)];
    if (wantText !== haveText) differences.push(`${name} are ${haveText || "none"}, expected ${wantText || "none"}`);
  }
  return differences;
}

function sorted(words: readonly string[]): string {
  return [...new Set(words)].sort().join(",");
}

function same(left: CaseSpan, right: CaseSpan): boolean {
  return left.start === right.start && left.end === right.end;
}

function shares(left: CaseSpan, right: CaseSpan): boolean {
  return left.start < right.end && right.start < left.end;
}

function place(expected: Case, span: CaseSpan): string {
  const line = expected.text.slice(0, span.start).split("\n").length;
  const excerpt = expected.text.slice(span.start, span.end);
  const shown = excerpt.length > 60 ? `${excerpt.slice(0, 40)}…${excerpt.slice(-16)}` : excerpt;
  return `in line ${line} at ${JSON.stringify(shown)}`;
}
