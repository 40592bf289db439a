/**
 * Fixes over every case there is: what they are called, that they are found again or not at all, that applying them comes
 * to an end and touches nothing else, and that a suppressing comment silences exactly what it was made for.
 */
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { applyEdits, type TextEdit } from "../../../server/src/features/edits";
import { fixAll, fixesAt, resolveFix } from "../../../server/src/features/fixes";
import { messageOf } from "../../../server/src/features/words";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Analysis, Finding } from "../../../server/src/rules/judge";
import { createKeyfit } from "../../../server/src/service";
import { covers, type Span } from "../../../server/src/text/span";
import { DEFAULT_SETTINGS } from "../../../server/src/workspace/settings";
import { analysisOf } from "../../support/analyse";
import { listCases, loadCase } from "../../support/annotated";
import { listGoldens } from "../../support/golden";
import { runIn } from "../../support/surface";
import { fillTokens } from "../../support/tokens";
import { memoryFiles, ROOT } from "../workspace/memoryFiles";

// Every case there is, on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

const CORPUS = join(__dirname, "../../corpus");

const CASES = [
  ...["integrations", "rules"].flatMap((folder) => listCases(join(CORPUS, folder))).map(loadCase),
  ...listGoldens(join(CORPUS, "fixes")).map(({ input }) => input),
].map(({ name, file, files, today }) => ({ name, file, files: { ...files }, today }));

/** The same cases with line ends of Windows, and at the end of a file without one. */
const ALL = [
  ...CASES,
  ...CASES.map((each) => changed(each, "crlf", (text) => text.replace(/\r?\n/g, "\r\n"))),
  ...CASES.map((each) => changed(each, "no end", (text) => text.replace(/[\r\n]+$/, ""))),
];

type Case = (typeof CASES)[number];

function changed(each: Case, how: string, change: (text: string) => string): Case {
  const text = change(each.files[each.file] ?? "");
  return { ...each, name: `${each.name}, ${how}`, files: { ...each.files, [each.file]: text } };
}

const judged = new Map<Case, Analysis | undefined>();

/** The analysis of a case; each is made once, since many tests go through all of them. */
function judge(each: Case): Analysis | undefined {
  if (!judged.has(each)) judged.set(each, analysisOf(each.files, each.file, each.today));
  return judged.get(each);
}
const textOf = ({ files, file }: Case): string => files[file] ?? "";
const withText = (each: Case, text: string): Case => ({ ...each, files: { ...each.files, [each.file]: text } });
/** The case after edits, which may be those of other files. */
const edited = (each: Case, edits: readonly TextEdit[]): Case => {
  const files = { ...each.files };
  for (const uri of new Set(edits.map((edit) => edit.uri))) {
    const file = uri === undefined ? each.file : uri.replace("file:///project/", "");
    files[file] = applyEdits(
      files[file] ?? "",
      edits.filter((edit) => edit.uri === uri),
    );
  }
  return { ...each, files };
};

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

describe("suppressing", () => {
  /** The list without the items of another, each as often as it stands there. */
  const without = (list: readonly string[], others: readonly string[]): string[] => {
    const left = [...others];
    return list.filter((one) => {
      const at = left.indexOf(one);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  /** `rule severity text` of each finding. */
  const seen = (analysis: Analysis | undefined, text: string): string[] =>
    (analysis?.findings ?? []).map(
      ({ rule, severity, span }) => `${rule} ${severity} ${text.slice(span.start, span.end)}`,
    );
  const uses = (analysis: Analysis | undefined): string[] =>
    (analysis?.uses ?? []).map(({ path, verdict, credential, target }) =>
      [path, verdict, credential.form, credential.shown, target.deployment, target.api].join(" "),
    );

  test("silences the finding, and of others only those of its rule on the same line", () => {
    let suppressed = 0;
    for (const each of ALL) {
      const analysis = judge(each);
      const text = textOf(each);
      for (const finding of analysis?.findings ?? []) {
        if (!analysis || finding.rule === "unused-suppression") continue;
        const { span, rule } = finding;
        // JSON has no comments; the project file suppresses there.
        if (!fixesAt(analysis, span).some(({ name }) => name.rule === rule && name.fix === "suppress")) {
          const isJson = analysis.facts.uncommentable.some((one) => covers(one, span)) || each.file.endsWith(".json");
          expect(`${each.name} ${isJson}`).toBe(`${each.name} true`);
          continue;
        }
        const edits = resolveFix(analysis, text, { rule, start: span.start, end: span.end, fix: "suppress" });
        // JSON has no comments; what is wrong there is left to the project file.
        const isJson =
          analysis.facts.format === "json" || analysis.facts.uncommentable.some((one) => covers(one, span));
        if (!edits && isJson) continue;
        const made = applyEdits(text, edits ?? []);
        const after = judge(withText(each, made));
        const left = seen(after, made);
        const gone = without(seen(analysis, text), left);
        expect([each.name, ...without(left, seen(analysis, text))], made).toEqual([each.name]);
        expect(gone.length, `${each.name} ${rule}\n${made}`).toBeGreaterThan(0);
        expect(new Set(gone.map((one) => one.split(" ")[0])), each.name).toEqual(new Set([rule]));
        expect(uses(after), each.name).toEqual(uses(analysis));
        suppressed++;
      }
    }
    expect(suppressed).toBeGreaterThan(500);
  });

  const edit = (text: string, rule: string, file = "filebeat.yml"): string => {
    const filled = fillTokens(text);
    const analysis = analysisOf({ [file]: filled }, file);
    const finding = analysis?.findings.find((one) => one.rule === rule);
    const edits: readonly TextEdit[] | undefined =
      analysis &&
      finding &&
      resolveFix(analysis, filled, { rule, start: finding.span.start, end: finding.span.end, fix: "suppress" });
    return edits ? applyEdits(filled, edits) : "no edit";
  };
  const COMMENT = "# keyfit-disable-next-line wrong-encoding -- reason";

  test("writes into JSON where its program reads comments, and nowhere else", () => {
    const text = '{\n  "servers": {\n    "s": { "url": "https://x.kb.us-east-1.aws.elastic.cloud", "headers": {\n';
    const whole = `${text}      "Authorization": "ApiKey {{pair}}"\n    } }\n  }\n}\n`;
    const made = edit(whole, "wrong-encoding", ".vscode/mcp.json");
    expect(made).toContain('\n      // keyfit-disable-next-line wrong-encoding -- reason\n      "Authorization"');
    expect(edit(whole, "wrong-encoding", "mcp.json5")).toContain("// keyfit-disable-next-line");
    expect(edit(whole, "wrong-encoding", ".mcp.json")).toBe("no edit");
  });

  test.each([
    [
      "its own line",
      'output.elasticsearch:\n  api_key: "{{encoded}}"\n',
      `output.elasticsearch:\n  ${COMMENT}\n  api_key: "{{encoded}}"\n`,
    ],
    [
      "the first line",
      'output.elasticsearch.api_key: "{{encoded}}"\n',
      `${COMMENT}\noutput.elasticsearch.api_key: "{{encoded}}"\n`,
    ],
    [
      "behind a byte order mark",
      '\ufeffoutput.elasticsearch.api_key: "{{encoded}}"\n',
      `\ufeff${COMMENT}\noutput.elasticsearch.api_key: "{{encoded}}"\n`,
    ],
    [
      "line ends of Windows",
      'output.elasticsearch:\r\n  api_key: "{{encoded}}"\r\n',
      `output.elasticsearch:\r\n  ${COMMENT}\r\n  api_key: "{{encoded}}"\r\n`,
    ],
    [
      "no line end",
      "output.elasticsearch.api_key: {{encoded}}",
      `${COMMENT}\noutput.elasticsearch.api_key: {{encoded}}`,
    ],
    [
      "a block",
      "output.elasticsearch:\n  api_key: |-\n    {{encoded}}\n",
      `output.elasticsearch:\n  ${COMMENT}\n  api_key: |-\n    {{encoded}}\n`,
    ],
    [
      "a comment that is there already",
      "output.elasticsearch:\n  # keyfit-disable-next-line hard-coded-key -- known\n  api_key: {{encoded}}\n",
      "output.elasticsearch:\n  # keyfit-disable-next-line hard-coded-key, wrong-encoding -- known\n  api_key: {{encoded}}\n",
    ],
    [
      "a comment that names nothing",
      "output.elasticsearch:\n  # keyfit-disable-next-line\n  api_key: {{encoded}}\n",
      `output.elasticsearch:\n  # keyfit-disable-next-line\n  ${COMMENT}\n  api_key: {{encoded}}\n`,
    ],
  ])("%s", (_, text, expected) => {
    expect(edit(text, "wrong-encoding")).toBe(fillTokens(expected));
  });

  test("a value on lines of its own, whatever it is, has the comment above its setting", () => {
    expect(
      edit('cloud.id: >-\n  {{cloud-id-bad}}\noutput.elasticsearch.api_key: "{{pair}}"\n', "malformed-cloud-id"),
    ).toMatch(/^# keyfit-disable-next-line malformed-cloud-id -- reason\ncloud\.id: >-\n/);
    const user = 'output.elasticsearch:\n  api_key: "{{pair}}"\n  username: >-\n    elastic\n';
    expect(edit(user, "conflicting-auth")).toMatch(
      /\n {2}# keyfit-disable-next-line conflicting-auth -- reason\n {2}username: >-\n/,
    );
  });

  test("in a crontab", () => {
    const text =
      '# jobs\n0 1 * * * curl -H "Authorization: ApiKey {{pair}}" https://a-d53192.es.us-east-1.aws.elastic.cloud\n';
    expect(edit(text, "wrong-encoding", "j.crontab").split("\n")[1]).toBe(COMMENT);
  });
});
