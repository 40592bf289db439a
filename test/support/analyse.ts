/**
 * Runs texts through facts and judgement as the engine does, without a workspace's asynchronous loading: every file of
 * a case is at hand. Tests of rules and integrations speak to this and never assemble an engine themselves.
 */

import { applyEdits } from "../../server/src/features/edits";
import type { FixName } from "../../server/src/features/fixes";
import { fixAll, fixesAt, resolveFix } from "../../server/src/features/fixes";
import { messageOf } from "../../server/src/features/words";
import { findFacts, findFactsAs } from "../../server/src/find/facts";
import type { Facts } from "../../server/src/find/model";
import { type Project, readProject } from "../../server/src/project/project";
import { NO_PROJECT } from "../../server/src/project/view";
import { defaultBudget } from "../../server/src/read/budget";
import { type Analysis, judge } from "../../server/src/rules/judge";
import { createCrossIndex } from "../../server/src/workspace/crossIndex";
import { keysOfFacts } from "../../server/src/workspace/reach";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/workspace/settings";
import type { Snapshot } from "../../server/src/workspace/snapshot";
import { exportsOf, survey } from "../../server/src/workspace/survey";

const ROOT = "file:///project";

export interface FoundProblem {
  readonly rule: string;
  readonly severity: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly message: string;
}

export interface FoundUse {
  readonly integration: string;
  readonly kind: string;
  readonly candidates: readonly string[];
  readonly form: string;
  readonly deployment: string;
  readonly api: string;
  readonly verdict: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly rules: readonly string[];
  readonly state: string;
  readonly id: string;
  readonly origin: readonly string[];
  readonly host: string;
}

/** The analysis of one of the files; undefined where there is nothing to judge in it. */
export function analysisOf(
  files: Readonly<Record<string, string>>,
  main: string,
  today = "2026-11-24",
  settings: Settings = DEFAULT_SETTINGS,
): Analysis | undefined {
  const index = createCrossIndex();
  // As a workspace keeps them: a name may be looked up in one file for each of its uses.
  const kept = new Map<string, Facts>();
  const folders = { folderOf: (each: string) => (each.startsWith(`${ROOT}/`) ? ROOT : undefined) };
  const snapshotFor = (path: string): Snapshot => ({
    today,
    settings,
    project: projectOf(files)?.viewOf(path) ?? NO_PROJECT,
    ...folders,
    facts: (other, as) => {
      const name = other.startsWith(`${ROOT}/`) ? decodeURIComponent(other.slice(ROOT.length + 1)) : "";
      const text = files[name];
      if (text === undefined) return "absent";
      const key = `${as} ${other}`;
      const facts = kept.get(key) ?? findFactsAs({ uri: other, path: name, text }, as, defaultBudget());
      kept.set(key, facts);
      return facts;
    },
    ignoreRules: () => "absent",
    linked: (key) => index.linked(key),
    keySites: (digest) => index.keySites(digest),
    readers: (definition) => index.readers(definition),
    literals: (uri) => index.literals(uri),
    complete: () => true,
  });
  const all = Object.entries(files).flatMap(([path, text]) => {
    const facts = findFacts({ uri: `${ROOT}/${path}`, path, text }, defaultBudget());
    return facts ? [{ path, facts }] : [];
  });
  for (const { facts } of all) index.setKeys(facts.uri, keysOfFacts(facts, folders));
  const surveys = all.map(({ path, facts }) => survey(facts, snapshotFor(path)));
  for (const each of surveys) index.setExports(each.facts.uri, exportsOf(each, "seed"));
  const own = surveys.find(({ facts }) => facts.uri === `${ROOT}/${main}`);
  return own && judge(own, snapshotFor(main), "seed");
}

function projectOf(files: Readonly<Record<string, string>>): Project | undefined {
  const text = files[".keyfit.yml"];
  return text === undefined ? undefined : readProject(`${ROOT}/.keyfit.yml`, text, defaultBudget());
}

/** Findings and uses of one of the files, in the words of contract.md. */
export function analyseText(
  files: Readonly<Record<string, string>>,
  main: string,
  today?: string,
): { readonly findings: readonly FoundProblem[]; readonly uses: readonly FoundUse[] } {
  const analysis = analysisOf(files, main, today);
  if (!analysis) return { findings: [], uses: [] };
  return {
    findings: analysis.findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      span: finding.span,
      message: messageOf(finding),
    })),
    uses: analysis.uses.map((use) => ({
      integration: use.integration,
      kind: use.credential.kind,
      candidates: use.credential.candidates,
      form: use.credential.form,
      deployment: use.target.deployment,
      api: use.target.api,
      verdict: use.verdict,
      span: use.span,
      rules: analysis.findings.filter((finding) => finding.use?.fact === use.fact).map((finding) => finding.rule),
      state: stateOf(use.credential.resolved),
      id: use.credential.id ?? "-",
      origin: use.credential.origin.map(
        (step) => `${decodeURIComponent(step.uri.slice(ROOT.length + 1))}#${step.name}`,
      ),
      host: use.target.target?.host ?? "-",
    })),
  };
}

function stateOf(resolved: { readonly kind: "value" | "unset" | "unknown"; readonly open?: boolean }): string {
  if (resolved.kind !== "value") return resolved.kind;
  return resolved.open ? "open" : "value";
}

/** The text after one fix of the finding of `rule` on the given span; undefined where there is no such fix. */
export function fixText(
  files: Readonly<Record<string, string>>,
  main: string,
  name: Omit<FixName, "fix"> & { readonly fix?: string },
): string | undefined {
  const analysis = analysisOf(files, main);
  const text = files[main] ?? "";
  const fix =
    analysis && fixesAt(analysis, name).find((each) => each.finding.rule === name.rule && matches(each.name, name));
  const edits = analysis && fix && resolveFix(analysis, text, fix.name);
  return edits && applyEdits(text, edits);
}

function matches(found: FixName, wanted: { readonly fix?: string }): boolean {
  return wanted.fix === undefined ? found.fix !== "suppress" : found.fix === wanted.fix;
}

/** The text after all safe fixes. */
export function fixAllText(files: Readonly<Record<string, string>>, main: string): string {
  const analysis = analysisOf(files, main);
  const text = files[main] ?? "";
  return analysis ? applyEdits(text, fixAll(analysis)) : text;
}
