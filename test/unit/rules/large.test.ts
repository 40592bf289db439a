/**
 * Files of thousands of keys: each finding and each fix is there, and work that grows with the square of the number, which
 * once took minutes here, would run into the tests' limits of time.
 */
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../server/src/features/edits";
import { fixAll } from "../../../server/src/features/fixes";
import type { Analysis } from "../../../server/src/rules/judge";
import { analysisOf } from "../../support/analyse";
import { fillTokens } from "../../support/tokens";

const MANY = 3_000;
const LIMIT = 20_000;
const HOST = "https://a-d53192.es.us-east-1.aws.elastic.cloud";

const lines = (line: (at: number) => string): string => Array.from({ length: MANY }, (_, at) => line(at)).join("");

function judged(text: string, file: string): { readonly analysis: Analysis; readonly text: string } {
  const filled = fillTokens(text);
  const analysis = analysisOf({ [file]: filled }, file);
  if (!analysis) throw new Error("there is nothing to judge");
  return { analysis, text: filled };
}

const count = ({ findings }: Analysis, rule: string): number =>
  findings.filter((finding) => finding.rule === rule).length;

describe("thousands", () => {
  test(
    "of jobs, each with a variable of its own",
    () => {
      const { analysis, text } = judged(
        lines((at) => `K${at}={{pair}}\n0 1 * * * curl -H "Authorization: ApiKey $K${at}" ${HOST}/_search\n`),
        "j.crontab",
      );
      expect(count(analysis, "wrong-encoding")).toBe(MANY);
      const after = analysisOf({ "j.crontab": applyEdits(text, fixAll(analysis)) }, "j.crontab");
      expect(after && count(after, "wrong-encoding")).toBe(0);
    },
    LIMIT,
  );

  test(
    "of percent signs in one command",
    () => {
      const { analysis, text } = judged(
        `0 1 * * * curl -H "Authorization: ApiKey {{encoded}}" ${HOST}/${"%".repeat(MANY)}\n`,
        "j.crontab",
      );
      expect(count(analysis, "crontab-percent")).toBe(MANY);
      expect(applyEdits(text, fixAll(analysis))).toContain("\\%".repeat(MANY));
    },
    LIMIT,
  );

  test(
    "of comments that suppress",
    () => {
      const { analysis } = judged(
        lines(
          () =>
            `# keyfit-disable-next-line wrong-encoding, hard-coded-key\n0 1 * * * curl -H "Authorization: ApiKey {{pair}}" ${HOST}\n`,
        ),
        "j.crontab",
      );
      expect([analysis.findings.length, analysis.suppressed]).toEqual([0, 2 * MANY]);
    },
    LIMIT,
  );

  test(
    "of outputs in one map, and of modules in one list",
    () => {
      const outputs = judged(
        `outputs:\n${lines((at) => `  o${at}:\n    type: elasticsearch\n    hosts: ["${HOST}"]\n    username: u\n    api_key: {{encoded}}\n`)}`,
        "elastic-agent.yml",
      ).analysis;
      expect([count(outputs, "wrong-encoding"), count(outputs, "conflicting-auth")]).toEqual([MANY, MANY]);
      const modules = judged(
        `metricbeat.modules:\n${lines(() => "- module: elasticsearch\n  api_key: {{double}}\n")}`,
        "metricbeat.yml",
      );
      expect(count(modules.analysis, "damaged-key")).toBe(MANY);
    },
    LIMIT,
  );

  test(
    "of the same settings again, of which no more are looked at than anybody writes",
    () => {
      const outputs = lines(
        () => `outputs:\n  a:\n    type: elasticsearch\n    hosts: ["${HOST}"]\n    api_key: {{encoded}}\n`,
      );
      const { analysis } = judged(outputs, "elastic-agent.yml");
      expect(count(analysis, "wrong-encoding")).toBe(100);
      expect(Math.max(...analysis.facts.uses.map(({ targets }) => targets.length))).toBe(100);
    },
    LIMIT,
  );

  test(
    "of headers and URLs of one request, of which no more pairs are told apart than anybody writes",
    () => {
      const words = lines((at) => ` -H "Authorization: ApiKey {{encoded}}" ${HOST}/${at}`);
      const { analysis } = judged(`curl${words}\n`, "x.sh");
      expect(analysis.findings.length).toBeGreaterThan(0);
      expect(analysis.uses.length).toBeLessThanOrEqual(100);
    },
    LIMIT,
  );

  test(
    "of hosts of one output, of which no more are told apart than anybody writes",
    () => {
      const hosts = lines((at) => `  - https://a-${at}.es.us-east-1.aws.elastic-cloud.com\n`);
      const { analysis } = judged(`output.elasticsearch:\n  api_key: {{encoded}}\n  hosts:\n${hosts}`, "filebeat.yml");
      expect(analysis.uses.length).toBe(100);
      expect(count(analysis, "wrong-encoding")).toBe(1);
    },
    LIMIT,
  );
});
