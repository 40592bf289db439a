/** The comment that suppresses a finding, over every case there is: it silences exactly what it was made for. */
import { describe, expect, test, vi } from "vitest";
import { applyEdits, type TextEdit } from "../../../server/src/features/edits";
import { fixesAt, resolveFix } from "../../../server/src/features/fixes";
import type { Analysis } from "../../../server/src/rules/judge";
import { covers } from "../../../server/src/text/span";
import { analysisOf } from "../../support/analyse";
import { fillTokens } from "../../support/tokens";
import { ALL, judge, textOf, withText } from "./fixCases";

// Every case there is, on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

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
