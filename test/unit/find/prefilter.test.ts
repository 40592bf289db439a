/** The prefilter may let through what holds nothing, and must never hide what holds something. */
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { tellFormat } from "../../../server/src/find/formats";
import { canCarry, canHoldKeys } from "../../../server/src/find/prefilter";
import { findSettings } from "../../../server/src/find/settings";
import { COMMAND_INTEGRATIONS, INTEGRATIONS } from "../../../server/src/integrations/index";
import { defaultBudget } from "../../../server/src/read/budget";
import { readYaml } from "../../../server/src/read/yaml";
import { analyseText, analysisOf } from "../../support/analyse";
import { listCases, loadCase } from "../../support/annotated";
import { fillTokens } from "../../support/tokens";

// Every case there is, on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

const CORPUS = join(__dirname, "../../corpus");

describe("hides nothing", () => {
  const cases = ["integrations", "rules"].flatMap((folder) => listCases(join(CORPUS, folder))).map(loadCase);
  // A project file is read whatever stands in it.
  const telling = cases.filter(
    ({ file, findings, uses }) =>
      !/(?:^|\/)\.keyfit\.(?:yml|yaml|json)$/.test(file) && (findings.length > 0 || (uses?.length ?? 0) > 0),
  );

  test("of any case", () => {
    expect(telling.length).toBeGreaterThan(100);
    // What gives values to others is read whatever it holds.
    const isRead = ({ file, text }: (typeof telling)[number]): boolean => {
      const tell = tellFormat(file, text);
      return canHoldKeys(text) || (tell !== undefined && canCarry(tell.format, file, text));
    };
    expect(telling.filter((each) => !isRead(each)).map(({ name }) => name)).toEqual([]);
  });

  /** A setting written with each of its dots either nested or not, and each key quoted or not. */
  function written(path: string, nested: readonly boolean[], quote: string): string {
    const names = path.replaceAll("[]", "").replaceAll("/*", "").replaceAll("*", "one").split(".").filter(Boolean);
    let text = "";
    let depth = path.startsWith("[]") ? 1 : 0;
    let key = "";
    names.forEach((name, at) => {
      key += name;
      const lists = path.includes(`${name}[]`);
      if (at === names.length - 1) text += `${quote}${key}${quote}: value\n`;
      else if (nested[at] || lists) {
        depth++;
        text += `${quote}${key}${quote}:\n${"  ".repeat(depth)}`;
        if (lists) {
          text += "- ";
          depth++;
        }
        key = "";
      } else key += ".";
    });
    return path.startsWith("[]") ? `- module: elasticsearch\n  ${text}` : text;
  }

  const paths = INTEGRATIONS.flatMap(({ id, settings, misplaced, dottedKeys }) => [
    // Where another setting must have a value, it stands there too.
    ...settings.map(({ path, where }) => ({ id, path, dottedKeys, sibling: where?.values[0] ?? "" })),
    ...settings.flatMap(({ target }) =>
      target.cloudId ? [{ id, path: target.cloudId, dottedKeys, sibling: "" }] : [],
    ),
    ...(misplaced ?? []).map(({ path }) => ({ id, path, dottedKeys, sibling: "" })),
  ]);

  test.each(paths)("of $id: $path, however it is written", ({ path, dottedKeys, sibling }) => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        fc.constantFrom("", '"', "'"),
        (cuts, quote) => {
          const text = written(path, dottedKeys ? cuts : cuts.map(() => true), quote) + sibling;
          expect(canHoldKeys(text)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each([
    "filebeat.inputs: []\ncloud:\n  id: broken\n",
    "filebeat.inputs: []\ncloud: {id: broken}\n",
    'filebeat.inputs: []\n"cloud" :\n  id: broken\n',
    "exporters:\n  elasticsearch:\n    cloudid: broken\n",
  ])("%j, which has a finding without a key", (text) => {
    const found = findSettings(readYaml(text, defaultBudget()).trees[0]!, {
      path: "filebeat.yml",
      format: "yaml",
      around: { kind: "file" },
      template: false,
    });
    expect(found.cloudIds).toHaveLength(1);
    expect(analyseText({ "filebeat.yml": text }, "filebeat.yml").findings.map(({ rule }) => rule)).toEqual([
      "malformed-cloud-id",
    ]);
  });

  test("of a job whose whole header comes from a file", () => {
    const files = {
      "jobs.crontab": '0 1 * * * . ./job.env; curl -sH "$AUTH" https://api.elastic-cloud.com/api/v1/deployments\n',
      "job.env": fillTokens('AUTH="Authorization: ApiKey {{encoded}}"\n'),
    };
    expect(analysisOf(files, "jobs.crontab")?.uses).toHaveLength(1);
    expect(canHoldKeys(files["jobs.crontab"])).toBe(true);
  });

  test("of any program that takes a header", () => {
    const rows = COMMAND_INTEGRATIONS.filter(
      ({ headers, options, byOptions }) => !byOptions && (headers.length > 0 || options === "httpie"),
    );
    for (const { names } of rows) {
      for (const name of names) expect(canHoldKeys(`0 1 * * * ${name} -H "$H" $URL\n`)).toBe(true);
    }
  });
});

describe("passes over what holds nothing", () => {
  test.each([
    "",
    "services:\n  web:\n    image: nginx\n",
    "0 1 * * * /usr/local/bin/backup --all\n",
    "0 1 * * * curl -fsS https://example.com/ping\n",
    "apiVersion: v1\nkind: ConfigMap\n",
  ])("%j", (text) => {
    expect(canHoldKeys(text)).toBe(false);
  });

  test("case does not count", () => {
    expect(canHoldKeys("AUTHORIZATION")).toBe(true);
    expect(canHoldKeys("ES_API_KEY")).toBe(true);
  });
});
