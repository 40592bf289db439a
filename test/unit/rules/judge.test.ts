/** Judging: one cause is one finding, suppressions silence what they name, settings decide on severity (contract.md 3). */
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { messageOf, relatedWords } from "../../../server/src/features/words";
import { RULES } from "../../../server/src/rules/index";
import type { Analysis, Finding } from "../../../server/src/rules/judge";
import { DEFAULT_SETTINGS, type Settings } from "../../../server/src/workspace/settings";
import { analysisOf } from "../../support/analyse";
import { listCases, loadCase } from "../../support/annotated";
import { fillTokens } from "../../support/tokens";

// Every case there is, on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

const HOSTED = "https://a-d53192.es.us-east-1.aws.elastic-cloud.com";
const OUTPUT = `output.elasticsearch:\n  hosts: ["${HOSTED}"]\n`;

function judged(text: string, file = "filebeat.yml", settings?: Partial<Settings>): Analysis {
  const analysis = analysisOf({ [file]: fillTokens(text) }, file, undefined, { ...DEFAULT_SETTINGS, ...settings });
  if (!analysis) throw new Error("there is nothing to judge");
  return analysis;
}

/** `rule severity`, hard-coded keys left out: they are everywhere. */
function found(text: string, file?: string, settings?: Partial<Settings>): string[] {
  const { findings } = judged(text, file, settings);
  return findings.filter(({ rule }) => rule !== "hard-coded-key").map(({ rule, severity }) => `${rule} ${severity}`);
}

const job = (header: string, url: string = HOSTED): string => `0 1 * * * curl -H "${header}" ${url}/_search\n`;

describe("one cause is one finding", () => {
  const chain = ({ findings }: Analysis): string[] =>
    findings.filter(({ rule }) => rule !== "hard-coded-key").map(({ rule, also }) => [rule, ...also].join(" > "));

  test.each([
    ["{{service-token}}", "not-an-api-key"],
    ["{{essu-token}}", "not-an-api-key > wrong-encoding"],
    ["{{double}}", "damaged-key"],
    ["{{secret}}", "half-a-key"],
    ["{{essu}}", "wrong-key-type > wrong-encoding"],
    ["{{encoded}}", "wrong-encoding"],
  ])("%s as a key of Filebeat's", (key, expected) => {
    expect(chain(judged(`${OUTPUT}  api_key: "${key}"\n`)).map((one) => one.replace(/ > $/, ""))).toEqual([expected]);
  });

  test.each([
    ["Authorization: Bearer {{essu}}", "wrong-key-type > wrong-scheme"],
    ["Authorization: Bearer {{pair}}", "wrong-scheme > wrong-encoding"],
    ["Authorization: ApiKey {{double}}", "damaged-key"],
  ])("%s of curl's", (header, expected) => {
    expect(chain(judged(job(header), "j.crontab"))).toEqual([expected]);
  });

  test("what stays keeps its fixes, and the next in line counts where the first is off", () => {
    const text = `${OUTPUT}  api_key: "{{essu}}"\n`;
    expect(found(text, undefined, { rules: { "wrong-key-type": "off" } })).toEqual(["wrong-encoding error"]);
    const { findings } = judged(`${OUTPUT}  api_key: "{{encoded}}"\n`);
    expect(findings.flatMap(({ fixes }) => fixes.map(({ id }) => id))).toEqual(["to-pair"]);
  });

  test("a key at two targets says the same once, and different things each", () => {
    const serverless = "https://a-d53192.es.us-east-1.aws.elastic.cloud";
    const two = (header: string): string => job(header, `${HOSTED}/_search ${serverless}`);
    expect(judged(two("Authorization: ApiKey {{encoded}}"), "j.crontab").uses).toHaveLength(2);
    expect(found(two("Authorization: ApiKey {{pair}}"), "j.crontab")).toEqual([
      "key-in-two-deployments warning",
      "wrong-encoding error",
    ]);
    expect(found(two("Authorization: ApiKey {{essu}}"), "j.crontab")).toEqual([
      "key-needs-api-access information",
      "wrong-key-type error",
    ]);
  });

  test("two keys are two findings, in file order", () => {
    const text = job("Authorization: ApiKey {{pair}}") + job("Authorization: ApiKey {{essu}}");
    expect(found(text, "j.crontab")).toEqual(["wrong-encoding error", "wrong-key-type error"]);
  });
});

describe("severities", () => {
  const text = `${OUTPUT}  api_key: "{{encoded}}"\n`;

  test.each(["error", "warning", "information", "hint"] as const)("a setting makes it %s", (severity) => {
    expect(found(text, undefined, { rules: { "wrong-encoding": severity } })).toEqual([`wrong-encoding ${severity}`]);
  });

  test("a setting counts for what the rule itself makes milder too", () => {
    const likely = `output.elasticsearch:\n  hosts: [localhost]\n  api_key: "{{essu}}"\n`;
    expect(found(likely)).toEqual(["wrong-key-type warning"]);
    expect(found(likely, undefined, { rules: { "wrong-key-type": "hint" } })).toEqual(["wrong-key-type hint"]);
  });

  test("off, nothing is found, counted or called unused for it", () => {
    const analysis = judged(text, undefined, { rules: { "wrong-encoding": "off" } });
    expect(analysis.findings.map(({ rule }) => rule)).toEqual(["hard-coded-key"]);
    expect(analysis.suppressed).toBe(0);
  });
});

describe("suppression", () => {
  const yaml = (lines: string, trailing = ""): string =>
    `# top\n${OUTPUT}${lines}  api_key: "{{encoded}}"${trailing}\n`;

  test.each<[string, string, string[], number]>([
    ["nothing", yaml(""), ["wrong-encoding error"], 0],
    ["the same line", yaml("", " # keyfit-disable-line wrong-encoding"), [], 1],
    ["the line above", yaml("  # keyfit-disable-next-line wrong-encoding -- why\n"), [], 1],
    ["the file", `# keyfit-disable-file wrong-encoding\n${yaml("")}`, [], 1],
    ["the file, at its end", `${yaml("")}# keyfit-disable-file wrong-encoding\n`, [], 1],
    ["two rules", yaml("", " # keyfit-disable-line wrong-encoding, hard-coded-key"), [], 2],
    ["another rule", yaml("", " # keyfit-disable-line hard-coded-key"), ["wrong-encoding error"], 1],
    [
      "another line",
      yaml("  # keyfit-disable-line wrong-encoding\n"),
      ["unused-suppression hint", "wrong-encoding error"],
      0,
    ],
    [
      "two lines above",
      yaml("  # keyfit-disable-next-line wrong-encoding\n\n"),
      ["unused-suppression hint", "wrong-encoding error"],
      0,
    ],
    ["no rule", yaml("", " # keyfit-disable-line"), ["wrong-encoding error", "unused-suppression hint"], 0],
    [
      "what is none",
      yaml("", " # keyfit-disable-line wrong-encodings"),
      ["wrong-encoding error", "unused-suppression hint"],
      0,
    ],
  ])("by %s", (_, text, expected, suppressed) => {
    const analysis = judged(text);
    expect(found(text)).toEqual(expected);
    expect(analysis.suppressed).toBe(suppressed);
  });

  test("two comments that silence one finding were both of use", () => {
    const text = `# keyfit-disable-file wrong-encoding\n${yaml("", " # keyfit-disable-line wrong-encoding")}`;
    expect(found(text)).toEqual([]);
  });

  test("what is silenced does not let the next in line speak", () => {
    const text = `${OUTPUT}  api_key: "{{essu}}" # keyfit-disable-line wrong-key-type\n`;
    expect(found(text)).toEqual([]);
  });

  test("a comment can silence what is said about comments", () => {
    const text =
      "# keyfit-disable-file unused-suppression\n# keyfit-disable-line wrong-encoding\nfilebeat.inputs: []\n";
    expect(found(text)).toEqual([]);
  });

  describe("of a value on lines of its own", () => {
    const block = (comment: string, trailing = ""): string =>
      `${OUTPUT}${comment}  api_key: >-${trailing}\n    {{encoded}}\n`;

    test("the line of the setting counts", () => {
      expect(found(block(""))).toEqual(["wrong-encoding error"]);
      expect(found(block("  # keyfit-disable-next-line wrong-encoding\n"))).toEqual([]);
      expect(found(block("", " # keyfit-disable-line wrong-encoding"))).toEqual([]);
    });

    test("of a Cloud ID as well", () => {
      const text = (comment: string): string => `${comment}cloud.id: >-\n  {{cloud-id-bad}}\n${OUTPUT}`;
      expect(found(text(""))).toEqual(["malformed-cloud-id error"]);
      expect(found(text("# keyfit-disable-next-line malformed-cloud-id\n"))).toEqual([]);
    });

    test("of a setting that conflicts as well", () => {
      const text = (comment: string): string =>
        `${OUTPUT}  api_key: "{{pair}}"\n${comment}  username: >-\n    elastic\n`;
      expect(found(text(""))).toEqual(["conflicting-auth error"]);
      expect(found(text("  # keyfit-disable-next-line conflicting-auth\n"))).toEqual([]);
    });
  });
});

describe("names from a document", () => {
  const hostile = ["a\nb", "a\r\nb", "\u001b[31mred", "\u202ereversed", "a\u2028b", "x".repeat(300)];

  const texts: readonly ((name: string) => readonly [file: string, text: string])[] = [
    (name) => [
      "elastic-agent.yml",
      `outputs:\n  ${JSON.stringify(name)}:\n    type: elasticsearch\n    username: u\n    api_key: "{{pair}}"\n`,
    ],
    (name) => [
      "otel.yml",
      `exporters:\n  ${JSON.stringify(`elasticsearch/${name}`)}:\n    endpoint: ${HOSTED}\n    api_key: "{{pair}}"\n`,
    ],
    (name) => ["filebeat.yml", `${OUTPUT}  api_key: ${JSON.stringify(`\${${name}:x{{encoded}}}`)}\n`],
    (name) => [
      "filebeat.yml",
      `${JSON.stringify(name)}: "{{encoded}}"\n${OUTPUT}  api_key: ${JSON.stringify(`\${${name}}`)}\n`,
    ],
  ];

  test.each(hostile)("%j make no second line, and no mark that a terminal or an editor obeys", (name) => {
    const said = texts.flatMap((write) => {
      const [file, text] = write(name);
      const { findings } = judged(text, file);
      expect(findings.length).toBeGreaterThan(0);
      return findings.flatMap((finding) => [messageOf(finding), ...finding.related.map(relatedWords)]);
    });
    for (const each of said)
      expect(each).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/);
    for (const each of said) expect(each.length).toBeLessThanOrEqual(200);
  });
});

describe("every case", () => {
  const cases = ["integrations", "rules"].flatMap((folder) => listCases(join(__dirname, "../../corpus", folder)));
  const findings = cases.map(loadCase).flatMap(({ files, file, today }): readonly Finding[] => {
    return analysisOf({ ...files }, file, today)?.findings ?? [];
  });

  test("says what it says in one line of at most 120 characters", () => {
    expect(findings.length).toBeGreaterThan(100);
    const said = findings.flatMap((finding) => [messageOf(finding), ...finding.related.map(relatedWords)]);
    expect(said.filter((each) => each.length > 120 || /[\r\n]/.test(each) || each.trim() === "")).toEqual([]);
  });

  test("says it in words, not in ids", () => {
    const ids = new Set(RULES.flatMap(({ messages }) => Object.keys(messages)));
    const said = findings.flatMap((finding) => [messageOf(finding), ...finding.related.map(relatedWords)]);
    expect(said.filter((each) => ids.has(each) || /\{[a-z]+\}/.test(each) || each === "defined-here")).toEqual([]);
  });

  test("is in file order", () => {
    for (const entry of cases) {
      const { files, file, today } = loadCase(entry);
      const starts = (analysisOf({ ...files }, file, today)?.findings ?? []).map(({ span }) => span.start);
      expect(starts).toEqual([...starts].sort((left, right) => left - right));
    }
  });
});
