import { describe, expect, test, vi } from "vitest";
import { applyEdits } from "../../../server/src/features/edits";
import { fixAll, fixesAt, resolveFix } from "../../../server/src/features/fixes";
import { messageOf } from "../../../server/src/features/words";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Analysis, Finding } from "../../../server/src/rules/judge";
import { createKeyfit } from "../../../server/src/service";
import { covers, type Span } from "../../../server/src/text/span";
import { DEFAULT_SETTINGS } from "../../../server/src/workspace/settings";
import { analysisOf } from "../../support/analyse";
import { runIn } from "../../support/surface";
import { fillTokens } from "../../support/tokens";
import { memoryFiles, ROOT } from "../workspace/memoryFiles";
import { ALL, CASES, edited, judge, textOf, withText } from "./fixCases";

// Every case there is, on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

const everyFix = (analysis: Analysis): ReturnType<typeof fixesAt> =>
  analysis.findings.flatMap(({ span }) => fixesAt(analysis, span));

describe("names and titles", () => {
  const fixes = CASES.flatMap((each) => {
    const analysis = judge(each);
    return analysis ? everyFix(analysis) : [];
  });

  test("are there for every case that has something to fix", () => {
    expect(fixes.length).toBeGreaterThan(200);
  });

  test("are one line, in words", () => {
    for (const { title } of fixes) {
      expect(title).toMatch(/^[A-Z][^\r\n]{4,79}$/);
      expect(title).not.toMatch(/\.$|\{[a-z]+\}/);
    }
  });

  test("hold nothing but rule, place and id", () => {
    for (const { name } of fixes) {
      expect(Object.keys(name).sort()).toEqual(["end", "fix", "rule", "start"]);
      expect(JSON.parse(JSON.stringify(name))).toEqual(name);
    }
  });

  test("are made without a key", () => {
    const said = JSON.stringify(fixes.map(({ title, name }) => ({ title, name })));
    for (const token of ["pair", "encoded", "essu", "ece", "service-token", "jwt"]) {
      expect(runIn(said, fillTokens(`{{${token}}}`))).toBeUndefined();
    }
  });
});

describe("resolving", () => {
  const uri = `${ROOT}/filebeat.yml`;
  const text = fillTokens('output.elasticsearch:\n  hosts: ["localhost"]\n  api_key: "{{encoded}}"\n');
  const put = (source: string, version: number): void =>
    keyfit.put({ uri, path: "filebeat.yml", text: source }, version);
  const keyfit = createKeyfit({
    seed: "test",
    files: memoryFiles({}),
    today: () => "2026-11-24",
    budget: () => defaultBudget(),
    settings: async () => DEFAULT_SETTINGS,
    folders: () => [ROOT],
  });

  test.each([
    ["the same text", text, true],
    ["a change below", `${text}# more\n`, true],
    ["a change above", `# more\n${text}`, false],
    ["another value of the same length", text.replace(fillTokens("{{encoded}}"), "x".repeat(60)), false],
    ["another key of the same length", text.replace(fillTokens("{{encoded}}"), fillTokens("{{encoded2}}")), true],
    ["the problem gone", text.replace(fillTokens("{{encoded}}"), fillTokens("{{pair}}")), false],
    ["no text at all", "", false],
  ])("after %s", async (_, after, applies) => {
    put(text, 1);
    const fixes = await keyfit.fixes(uri, { start: 0, end: text.length });
    const fix = fixes.find(({ name }) => name.fix === "to-pair");
    expect(fix?.title).toBe("Decode to id:key");
    put(after, 2);
    const edits = await keyfit.resolveFix(uri, fix!.name);
    expect(edits !== undefined).toBe(applies);
    if (edits)
      expect(
        analysisOf({ "filebeat.yml": applyEdits(after, edits) }, "filebeat.yml")?.findings.map(({ rule }) => rule),
      ).toEqual(["hard-coded-key"]);
  });

  test("a name that nobody gave resolves to nothing", async () => {
    put(text, 3);
    const name = { rule: "wrong-encoding", start: 0, end: 5, fix: "to-pair" };
    expect(await keyfit.resolveFix(uri, name)).toBeUndefined();
    const [fix] = await keyfit.fixes(uri, { start: 0, end: text.length });
    expect(await keyfit.resolveFix(uri, { ...fix!.name, fix: "no-such-fix" })).toBeUndefined();
    expect(await keyfit.resolveFix(`${ROOT}/other.yml`, fix!.name)).toBeUndefined();
    keyfit.remove(uri);
    expect(await keyfit.resolveFix(uri, fix!.name)).toBeUndefined();
  });
});

/**
 * Everything that a safe fix may rewrite: credentials with their quotes, schemes and where a setting for one is missing, `%`,
 * references, definitions.
 */
function mayChange({ uses, facts }: Analysis): readonly Span[] {
  return [
    ...uses.flatMap(({ fact }) => [
      fact.credential.outer,
      // What the call of a function hands over stands there.
      ...fact.credential.parts.flatMap((part) => (part.kind === "argument" ? [part.definition.value.outer] : [])),
      ...(fact.header?.span ? [fact.header.span] : []),
      ...(fact.header?.setting && fact.header.insertAt !== undefined
        ? [{ start: fact.header.insertAt, end: fact.header.insertAt }]
        : []),
      ...(fact.unwanted?.span ? [fact.unwanted.span] : []),
      ...(fact.kind === "variable" ? [fact.definition.value.outer] : []),
      ...(fact.kind === "command" ? fact.percents : []),
      ...fact.unexpanded.flatMap((each) => [each.span, ...(each.quotes ?? [])]),
    ]),
    ...facts.definitions.map(({ value }) => value.outer),
    ...[...facts.environments, ...facts.resources].flatMap(({ layers }) =>
      layers.flatMap((layer) =>
        layer.kind === "definitions" ? layer.definitions.map(({ value }) => value.outer) : [],
      ),
    ),
    ...facts.resources.flatMap(({ layers }) =>
      layers.flatMap((layer) =>
        layer.kind === "definitions" ? layer.definitions.map(({ value }) => value.outer) : [],
      ),
    ),
    // In a project file: what its schema wants otherwise.
    ...(facts.project?.problems ?? []).map(({ span }) => span),
  ];
}

const fixable = (analysis: Analysis): readonly Finding[] =>
  analysis.findings.filter(({ fixes }) => fixes.some(({ safe, preferred }) => safe && preferred));

describe("all safe fixes", () => {
  test("come to an end, and leave nothing that they could fix", () => {
    let applied = 0;
    for (const each of ALL) {
      let now = each;
      let rounds = 0;
      for (;;) {
        const analysis = judge(now);
        const edits = analysis ? fixAll(analysis) : [];
        if (!analysis || edits.length === 0) {
          expect([each.name, ...(analysis ? fixable(analysis).map(messageOf) : [])]).toEqual([each.name]);
          break;
        }
        applied++;
        expect(++rounds, each.name).toBeLessThan(6);
        const after = withText(now, applyEdits(textOf(now), edits));
        expect(textOf(after), each.name).not.toBe(textOf(now));
        now = after;
      }
    }
    expect(applied).toBeGreaterThan(100);
  });

  test("change credentials, schemes, quotes, references and percent signs, and nothing else", () => {
    for (const each of ALL) {
      const analysis = judge(each);
      if (!analysis) continue;
      const allowed = mayChange(analysis);
      // A scheme that stands in a setting of its own is written beside the key.
      const strays = fixAll(analysis).filter(
        ({ span, text }) => !allowed.some((one) => covers(one, span)) && !/^(?:scheme|type): ApiKey\s*$/.test(text),
      );
      expect([each.name, ...strays.map(({ span }) => textOf(each).slice(span.start, span.end))]).toEqual([each.name]);
    }
  });

  test("do not overlap", () => {
    for (const each of ALL) {
      const analysis = judge(each);
      const edits = analysis ? fixAll(analysis) : [];
      edits.forEach((edit, at) => {
        const next = edits[at + 1];
        if (next) expect(edit.span.end, each.name).toBeLessThanOrEqual(next.span.start);
      });
    }
  });

  test("lose no key and no use of one, and make nothing worse", () => {
    const count = (analysis: Analysis | undefined, severity: string): number =>
      analysis?.findings.filter((finding) => finding.severity === severity).length ?? 0;
    for (const each of ALL) {
      const before = judge(each);
      if (!before || fixAll(before).length === 0) continue;
      const after = judge(withText(each, applyEdits(textOf(each), fixAll(before))));
      const ids = (analysis: Analysis | undefined): string[] =>
        (analysis?.uses ?? []).flatMap(({ credential: { id } }) => (id === undefined ? [] : [id])).sort();
      expect(ids(after), each.name).toEqual(ids(before));
      expect(count(after, "error"), each.name).toBeLessThan(count(before, "error") + 1);
      expect(after?.findings.filter(({ rule }) => rule === "damaged-key").length ?? 0, each.name).toBeLessThanOrEqual(
        before.findings.filter(({ rule }) => rule === "damaged-key").length,
      );
    }
  });
});

describe("each fix by itself", () => {
  test("takes its finding away", () => {
    for (const each of CASES) {
      const analysis = judge(each);
      for (const { name, finding } of analysis ? everyFix(analysis) : []) {
        if (!analysis || name.fix === "suppress") continue;
        const edits = resolveFix(analysis, textOf(each), name);
        expect(edits, `${each.name} ${name.fix}`).toBeDefined();
        const after = judge(edited(each, edits ?? []));
        const count = (some: Analysis | undefined): number =>
          some?.findings.filter(({ rule }) => rule === finding.rule).length ?? 0;
        expect(count(after), `${each.name} ${name.fix}`).toBeLessThan(count(analysis));
      }
    }
  });
});
