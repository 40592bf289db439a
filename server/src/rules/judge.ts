/**
 * Judges one file: key uses with verdicts, the findings of every rule, then contract.md 3.1 and 3.3: one cause gives one
 * finding on one value, suppressions silence, settings set severities. `judge(facts, snapshot)` is the one truth; what
 * an editor, a hover or a terminal shows is a view of its Analysis.
 */
import type { Facts, Suppression, UseFact } from "../find/model";
import type { Definition } from "../find/valueModel";
import type { Span } from "../text/span";
import { type DefinitionView, definitionAt } from "../workspace/definitions";
import type { KeyUse } from "../workspace/keyUse";
import { maskNames } from "../workspace/message";
import { outrankedBy, overrideOf } from "../workspace/overrides";
import { resolver } from "../workspace/resolve";
import type { Severity } from "../workspace/settings";
import { shadowOf } from "../workspace/shadows";
import { type Lookups, recordLookups, type Snapshot } from "../workspace/snapshot";
import { isRead, keyDigest, type Survey, unlessRead } from "../workspace/survey";
import { versionFinder } from "../workspace/versions";
import { RULES } from "./index";
import type { FixPlan, JudgedFile, RelatedReport, Report, Rule } from "./rule";

export interface Analysis {
  readonly uri: string;
  readonly facts: Facts;
  readonly uses: readonly KeyUse[];
  /** In file order, then by rule id. */
  readonly findings: readonly Finding[];
  readonly suppressed: number;
  readonly lookups: Lookups;
  /** What the fixes of a finding would do. Beside findings and not in them, so that a finding can be sent as it is. */
  readonly plans: FixPlans;
  /** The definition at a place of the text, as of when it is asked. */
  readonly definitionAt: (offset: number) => DefinitionView | undefined;
}

/** The edits that the fixes of findings would make. They go with their analysis; for why, see workspace/resolve.ts. */
export type FixPlans = ReadonlyMap<Finding, readonly FixPlan[]>;

/** A finding holds no secret: a rule, a place, message ids with masked arguments. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly span: Span;
  /** The whole value that it is about, with its quotes or mark, where there is one. */
  readonly outer: Span | undefined;
  readonly message: string;
  readonly args: Readonly<Record<string, string>>;
  readonly related: readonly RelatedReport[];
  readonly fixes: readonly FixView[];
  readonly use: KeyUse | undefined;
  /** Rules that found the same cause later in the chain, kept as evidence. */
  readonly also: readonly string[];
  /** Findings of one group are one fact, told at each of its places. */
  readonly group?: string;
}

export interface FixView {
  readonly id: string;
  readonly args: Readonly<Record<string, string>>;
  readonly safe: boolean;
  readonly preferred: boolean;
}

/** One cause, one finding on one value: the first of these stays, the others become its evidence (contract 3.1). */
const ONE_CAUSE = [
  "not-an-api-key",
  "damaged-key",
  "half-a-key",
  "unrecognized-key",
  "wrong-key-type",
  "wrong-endpoint",
  "wrong-scheme",
  "wrong-encoding",
];

const FIRST = RULES.filter((rule) => !rule.afterSuppression);
const LAST = RULES.filter((rule) => rule.afterSuppression);
const RULE_IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/**
 * Judges a survey against a snapshot. `seed` is the one that digests of keys were made with. Never throws for any survey;
 * a rule that does is a bug and propagates.
 */
export function judge(surveyed: Survey, given: Snapshot, seed: string): Analysis {
  const { facts } = surveyed;
  const recording = recordLookups(given);
  const { snapshot } = recording;
  const resolve = resolver(facts, snapshot);
  const uses = surveyed.uses.filter((use) => counts(use, facts, snapshot));
  const file: JudgedFile = {
    facts,
    uses,
    resolve,
    snapshot,
    versionsOf: versionFinder(facts, snapshot),
    shadows: (definition) => shadowOf(definition, facts, snapshot),
    overrides: (fact) => overrideOf(fact, facts, snapshot),
    outranked: (definition) => outrankedBy(definition, facts, snapshot),
    digestOf: (use) => keyDigest(use, seed),
    consumers: consumersOf(uses),
    ruleIds: RULE_IDS,
    silenced: new Map(),
  };
  const plans = new Map<Finding, readonly FixPlan[]>();
  const run = (rules: readonly Rule[], seen: JudgedFile): readonly Finding[] =>
    snapshot.project.ignored ? [] : rules.flatMap((rule) => runRule(rule, seen, snapshot, plans));
  const { kept, silenced, suppressed } = suppress(oneCause(dedupe(run(FIRST, file)), plans), facts);
  const after = suppress(run(LAST, { ...file, silenced }), facts);
  const findings = [...kept, ...after.kept].sort(byPlace);
  return {
    uri: facts.uri,
    facts,
    uses,
    findings,
    suppressed: suppressed + after.suppressed,
    lookups: {
      files: new Set([...surveyed.lookups.files, ...recording.lookups.files]),
      names: new Set([...surveyed.lookups.names, ...recording.lookups.names]),
      pending: recording.lookups.pending,
    },
    plans,
    definitionAt: (offset) => definitionAt(offset, facts, given),
  };
}

/** Contract 3.2: a definition is no use once a consumer in reach reads it, which shows when all files have been looked at. */
function counts(use: KeyUse, facts: Facts, snapshot: Snapshot): boolean {
  const definition = unlessRead(use, facts);
  return definition === undefined || (snapshot.complete() && !isRead(definition, snapshot));
}

function consumersOf(uses: readonly KeyUse[]): JudgedFile["consumers"] {
  const consumers = new Map<Definition, Set<UseFact>>();
  for (const { credential, fact } of uses) {
    const definition = credential.resolved.kind === "value" ? credential.resolved.definition : undefined;
    if (definition) consumers.set(definition, (consumers.get(definition) ?? new Set()).add(fact));
  }
  return consumers;
}

/** The line where the value of a finding begins: of a block scalar, the line of its setting and not of its text. */
export function lineOfValue({ span, outer }: Finding, facts: Facts): number {
  const start = outer && outer.start <= span.start && span.end <= outer.end ? outer.start : span.start;
  return facts.lines.positionAt(start).line;
}

/** The line that a line goes on from, through any number of lines that end in a backslash. */
export function firstLineOf(line: number, { continued }: Facts): number {
  let first = line;
  while (continued.has(first)) first--;
  return first;
}

/** Runs a rule unless it is off; a severity set by the user counts for all its findings. */
function runRule(
  rule: Rule,
  file: JudgedFile,
  snapshot: Snapshot,
  plans: Map<Finding, readonly FixPlan[]>,
): readonly Finding[] {
  if (snapshot.project.ignoredRules.has(rule.id)) return [];
  // The project file beats the editor's settings: contract 4.
  const configured = snapshot.project.rules.get(rule.id) ?? snapshot.settings.rules[rule.id];
  if ((configured ?? rule.severity) === "off") return [];
  return [...rule.check(file)].map((report) => {
    const finding = findingOf(rule, report, configured);
    if (report.fixes) plans.set(finding, report.fixes);
    return finding;
  });
}

function findingOf(rule: Rule, report: Report, configured: Severity | "off" | undefined): Finding {
  const standard = rule.severity === "off" ? "warning" : rule.severity;
  const severity = configured && configured !== "off" ? configured : (report.severity ?? standard);
  const fixes = report.fixes ?? [];
  return {
    rule: rule.id,
    severity,
    span: report.span,
    outer: report.outer ?? report.use?.fact.credential.outer,
    message: report.message,
    args: maskNames(report.args ?? {}),
    related: (report.related ?? []).map((each) => ({ ...each, args: maskNames(each.args ?? {}) })),
    fixes: fixes.map(({ id, args, safe, preferred }) => ({ id, args: maskNames(args ?? {}), safe, preferred })),
    use: report.use,
    also: [],
    ...(report.group !== undefined && { group: report.group }),
  };
}

/** A use with two targets says the same thing about its form once. */
function dedupe(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.rule} ${finding.span.start} ${finding.span.end} ${finding.message} ${JSON.stringify(finding.args)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function oneCause(findings: readonly Finding[], plans: Map<Finding, readonly FixPlan[]>): readonly Finding[] {
  const bySpan = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!ONE_CAUSE.includes(finding.rule)) continue;
    const there = bySpan.get(spanKey(finding));
    if (there) there.push(finding);
    else bySpan.set(spanKey(finding), [finding]);
  }
  return findings.flatMap((finding) => {
    const rank = ONE_CAUSE.indexOf(finding.rule);
    if (rank < 0) return [finding];
    const same = bySpan.get(spanKey(finding)) ?? [];
    if (same.some((other) => ONE_CAUSE.indexOf(other.rule) < rank)) return [];
    const also = same.filter((other) => ONE_CAUSE.indexOf(other.rule) > rank).map((other) => other.rule);
    const whole: Finding = { ...finding, also: [...new Set(also)] };
    plans.set(whole, plans.get(finding) ?? []);
    return [whole];
  });
}

function spanKey({ span }: Finding): string {
  return `${span.start} ${span.end}`;
}

interface Suppressed {
  readonly kept: readonly Finding[];
  readonly silenced: ReadonlyMap<Suppression, ReadonlySet<string>>;
  readonly suppressed: number;
}

function suppress(findings: readonly Finding[], facts: Facts): Suppressed {
  const silenced = new Map<Suppression, Set<string>>();
  const byLine = new Map<number | undefined, Suppression[]>();
  for (const each of facts.suppressions) {
    const there = byLine.get(each.line);
    if (there) there.push(each);
    else byLine.set(each.line, [each]);
  }
  const kept = findings.filter((finding) => {
    const value = lineOfValue(finding, facts);
    const lines = new Set([
      undefined,
      facts.lines.positionAt(finding.span.start).line,
      value,
      firstLineOf(value, facts),
    ]);
    const silencing = [...lines]
      .flatMap((line) => byLine.get(line) ?? [])
      .filter((each) => each.rules.some(({ name }) => name === finding.rule));
    for (const each of silencing) silenced.set(each, (silenced.get(each) ?? new Set()).add(finding.rule));
    return silencing.length === 0;
  });
  return { kept, silenced, suppressed: findings.length - kept.length };
}

function byPlace(left: Finding, right: Finding): number {
  if (left.span.start !== right.span.start) return left.span.start - right.span.start;
  if (left.span.end !== right.span.end) return left.span.end - right.span.end;
  return left.rule < right.rule ? -1 : left.rule > right.rule ? 1 : 0;
}
