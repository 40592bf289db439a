/** Which value a fix may rewrite: the literal at the use, or a definition that serves this one use and no other text. */
import { describe, expect, test } from "vitest";
import { fixesAt } from "../../../server/src/features/fixes";
import { analysisOf } from "../../support/analyse";
import { fillTokens } from "../../support/tokens";

const CURL = 'curl -H "Authorization: ApiKey $K" https://a-d53192.es.us-east-1.aws.elastic.cloud/_search';

/** Ids of the fixes of a crontab's `wrong-encoding`, without suppressing. */
function fixes(text: string, more: Readonly<Record<string, string>> = {}): string[] {
  const files = { ...more, "j.crontab": fillTokens(text) };
  const analysis = analysisOf(files, "j.crontab");
  const finding = analysis?.findings.find(({ rule }) => rule === "wrong-encoding");
  if (!analysis || !finding) return ["no finding"];
  const own = fixesAt(analysis, finding.span).filter((fix) => fix.finding === finding);
  return own.map(({ name }) => name.fix).filter((id) => id !== "suppress");
}

describe("a definition", () => {
  test.each([
    ["read once", `K={{pair}}\n0 1 * * * ${CURL}\n`],
    ["read through another name", `J={{pair}}\n0 1 * * * K=$J; ${CURL}\n`],
    ["of the job itself", `0 1 * * * K={{pair}}; ${CURL}\n`],
    ["read by a name that only begins alike", `K={{pair}}\n0 1 * * * ${CURL}; echo "$K2"\n`],
  ])("%s is rewritten", (_, text) => {
    expect(fixes(text)).toEqual(["to-encoded"]);
  });

  test.each([
    ["that two keys come from", `K={{pair}}\n0 1 * * * ${CURL}\n5 1 * * * ${CURL}\n`],
    ["that another command reads", `K={{pair}}\n0 1 * * * ${CURL}\n5 1 * * * /opt/send.sh "$K"\n`],
    ["that another command reads with braces", `K={{pair}}\n0 1 * * * ${CURL}; echo "x\${K:-y}"\n`],
    ["that another assignment reads", `K={{pair}}\n0 1 * * * ${CURL}; L="$K"\n`],
    ["that a script in quotes reads", `K={{pair}}\n0 1 * * * ${CURL}; sh -c 'send "$K"'\n`],
    ["that is read on the way", `J={{pair}}\n0 1 * * * K=$J; ${CURL}; echo $J\n`],
  ])("%s is not", (_, text) => {
    expect(fixes(text)).toEqual([]);
  });
});

describe("a definition in another file", () => {
  const FILEBEAT = `output.elasticsearch:
  hosts: ["https://a-d53192.es.us-east-1.aws.elastic.cloud"]
  api_key: "\${K}"
`;
  const service = (name: string, ...lines: readonly string[]): string =>
    [`  ${name}:`, `    image: ${name}`, ...lines.map((line) => `    ${line}`), ""].join("\n");
  const MOUNT = ["volumes:", "  - ./filebeat.yml:/usr/share/filebeat/filebeat.yml:ro"];
  const LOADS = ["env_file: .env"];
  const NAMES = ["environment:", "  K: $K"];
  const ENV = fillTokens("K={{encoded}}\n");

  /** The fixes of `wrong-encoding` in filebeat.yml, with the file that they edit and whether they are safe. */
  function plans(files: Readonly<Record<string, string>>): unknown[] {
    const analysis = analysisOf({ "filebeat.yml": FILEBEAT, ".env": ENV, ...files }, "filebeat.yml", undefined);
    const finding = analysis?.findings.find(({ rule }) => rule === "wrong-encoding");
    if (!analysis || !finding) return ["no finding"];
    return (analysis.plans.get(finding) ?? []).map(({ id, safe, edits }) => [
      id,
      edits.map(({ uri }) => uri?.slice(uri.lastIndexOf("/") + 1)).join(),
      safe ? "safe" : "unsafe",
    ]);
  }

  test.each([
    ["that its one service loads", service("filebeat", ...MOUNT, ...LOADS)],
    ["that its one service names", service("filebeat", ...MOUNT, ...NAMES)],
  ])("%s is rewritten there", (_, services) => {
    expect(plans({ "compose.yaml": `services:\n${services}` })).toEqual([["to-pair", ".env", "safe"]]);
  });

  test.each([
    ["that another service loads", [service("filebeat", ...MOUNT, ...LOADS), service("app", ...LOADS)]],
    ["that another service names", [service("filebeat", ...MOUNT, ...LOADS), service("app", ...NAMES)]],
    ["that two services name", [service("filebeat", ...MOUNT, ...NAMES), service("app", ...NAMES)]],
  ])("%s is not", (_, services) => {
    expect(plans({ "compose.yaml": `services:\n${services.join("")}` })).toEqual([]);
  });

  test.each([
    ["that another line of it reads", { ".env": `${ENV}OTHER="x$K"\n` }],
    [
      "that another Compose file of the folder names",
      { "compose.override.yml": `services:\n${service("app", ...NAMES)}` },
    ],
    [
      "that another use reads",
      {
        "compose.yaml": `services:\n${service("filebeat", ...MOUNT, "  - ./other.yml:/usr/share/filebeat/other.yml", ...LOADS)}`,
        "other.yml": FILEBEAT,
      },
    ],
  ])("%s is not", (_, files) => {
    expect(plans({ "compose.yaml": `services:\n${service("filebeat", ...MOUNT, ...LOADS)}`, ...files })).toEqual([]);
  });

  test("that a script sources is rewritten only where a person chooses", () => {
    const files = { "e.env": fillTokens("K={{pair}}\n"), "j.crontab": `0 1 * * * . ./e.env; ${CURL}\n` };
    const analysis = analysisOf(files, "j.crontab");
    const [plan] = analysis?.findings.flatMap((finding) => analysis.plans.get(finding) ?? []) ?? [];
    expect(plan).toMatchObject({ id: "to-encoded", safe: false, edits: [{ uri: "file:///project/e.env" }] });
  });
});

describe("a value of several pieces", () => {
  test("is not rewritten", () => {
    const [id = "", secret = ""] = fillTokens("{{pair}}").split(":");
    expect(fixes(`I=${id}\nK=${secret}\n0 1 * * * ${CURL.replace("$K", "$I:$K")}\n`)).toEqual([]);
    expect(fixes(`K=${secret}\n0 1 * * * ${CURL.replace("$K", `${id}:$K`)}\n`)).toEqual([]);
  });
});
