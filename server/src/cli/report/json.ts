/** The JSON outputs of contract.md 5.1 and 5.2. Only masked forms, ids and names reach this file. */
import { createHash } from "node:crypto";
import { fixTitleOf, messageOf, reasonOf, relatedWords, wordsOf } from "../../features/words";
import { helpOf } from "../../rules/index";
import type { Analysis, Finding } from "../../rules/judge";
import type { Position } from "../../text/lineIndex";
import type { Span } from "../../text/span";
import { version } from "../../version";
import type { KeyUse } from "../../workspace/keyUse";
import type { OriginStep } from "../../workspace/resolve";
import type { CheckedFile, Collected } from "../collect";
import { placeOf } from "./places";

/** Places of one finding: one key in thousands of files would else give a report of gigabytes. */
const MOST_RELATED = 100;

const TOOL = { name: "keyfit", version };

/** The report of `check`, one JSON text with a newline at its end. */
export function checkJson(collected: Collected): string {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  const ordinals = new Map<string, number>();
  const findings = collected.files.flatMap((file) =>
    file.analysis.findings.map((finding) => {
      counts[finding.severity]++;
      return findingJson(file, finding, ordinals, collected);
    }),
  );
  const sum = (count: (analysis: Analysis) => number): number =>
    collected.files.reduce((total, { analysis }) => total + count(analysis), 0);
  const report = {
    version: 1,
    tool: TOOL,
    summary: {
      files: collected.files.length,
      uses: sum(({ uses }) => uses.length),
      errors: counts.error,
      warnings: counts.warning,
      information: counts.information,
      hints: counts.hint,
      suppressed: sum(({ suppressed }) => suppressed),
      baselined: 0,
    },
    findings,
    skipped: collected.skipped,
    unusedBaseline: [],
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function findingJson(file: CheckedFile, finding: Finding, ordinals: Map<string, number>, collected: Collected): object {
  return {
    rule: finding.rule,
    severity: finding.severity,
    file: file.file,
    range: rangeOf(file.analysis, finding.span),
    message: messageOf(finding),
    help: helpOf(finding.rule),
    fixes: finding.fixes.map((fix) => ({ title: fixTitleOf(finding, fix), safe: fix.safe })),
    fingerprint: fingerprintOf(file, finding, ordinals),
    ...(finding.group !== undefined && { group: groupOf(finding.group, collected) }),
    related: finding.related.slice(0, MOST_RELATED).map((related) => {
      const { file: name, start, end } = placeOf(related, collected);
      const range = start && end && { start: fromOne(start), end: fromOne(end) };
      return { file: name, ...(range && { range }), message: relatedWords(related) };
    }),
  };
}

/** Equal at each place of a group, and on each machine: a file in it is named as outputs name it. */
function groupOf(group: string, { nameOf }: Collected): string {
  const words = group.split(" ").map((word) => {
    const [uri = "", ...rest] = word.split("#");
    return uri.includes(":/") ? [nameOf(uri), ...rest].join("#") : word;
  });
  return createHash("sha256").update(words.join(" ")).digest("hex");
}

/** Over rule, file, setting, integration, public id or variable, and the ordinal among equals; never over a secret. */
function fingerprintOf(file: CheckedFile, finding: Finding, ordinals: Map<string, number>): string {
  const { use } = finding;
  const subject = use?.credential.id ?? use?.credential.variable ?? "";
  const key = JSON.stringify([finding.rule, file.file, use?.path ?? "", use?.integration ?? "", subject]);
  const ordinal = ordinals.get(key) ?? 0;
  ordinals.set(key, ordinal + 1);
  return createHash("sha256").update(`${key} ${ordinal}`).digest("hex");
}

/** The report of `inspect`. */
export function inspectJson(collected: Collected): string {
  const uses = collected.files.flatMap((file) => file.analysis.uses.map((use) => useJson(file, use, collected)));
  return `${JSON.stringify({ version: 1, uses }, null, 2)}\n`;
}

function useJson(file: CheckedFile, use: KeyUse, collected: Collected): object {
  const { credential, target } = use;
  const { host, name, region, csp } = target.target ?? {};
  const rules = file.analysis.findings.filter((finding) => finding.use?.fact === use.fact).map(({ rule }) => rule);
  return {
    file: file.file,
    range: rangeOf(file.analysis, use.span),
    integration: use.integration,
    setting: use.path,
    credential: {
      kind: credential.kind,
      candidates: credential.candidates,
      form: credential.form,
      ...(credential.id !== undefined && { id: credential.id }),
      shown: credential.shown,
      origin: credential.origin.map((step) => originJson(step, collected)),
    },
    target: {
      deployment: target.deployment,
      api: target.api,
      ...(host !== undefined && { host }),
      ...(name !== undefined && { name }),
      ...(region !== undefined && { region }),
      ...(csp !== undefined && { csp }),
      origin: target.origin.map((step) => originJson(step, collected)),
    },
    verdict: use.verdict,
    reason: reasonOf(use),
    evidence: use.evidence.map(({ from, says }) => ({ from, says: wordsOf(says) })),
    rules: [...new Set(rules)],
  };
}

function originJson(step: OriginStep, { nameOf }: Collected): object {
  return { file: nameOf(step.uri), line: step.line + 1, name: step.name };
}

/** Lines and columns from 1, columns in UTF-16 units, the end exclusive. */
function rangeOf({ facts }: Analysis, { start, end }: Span): object {
  return { start: fromOne(facts.lines.positionAt(start)), end: fromOne(facts.lines.positionAt(end)) };
}

function fromOne({ line, character }: Position): object {
  return { line: line + 1, column: character + 1 };
}
