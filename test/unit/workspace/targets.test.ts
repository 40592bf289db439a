/** Targets of a use: what names them, which are one, and that a key in a target's place is never taken for a host. */
import { describe, expect, test } from "vitest";
import { analysisOf } from "../../support/analyse";
import { fillTokens, TOKENS } from "../../support/tokens";

/** Each use's target as `deployment/api host`, with marks for what is known of it. */
function targets(text: string, file = "filebeat.yml"): string[] {
  const analysis = analysisOf({ [file]: fillTokens(text) }, file);
  return (analysis?.uses ?? []).map(({ target }) => {
    const marks = [target.certain ? "" : "likely", target.byDefault ? "default" : "", target.cloudId ? "Cloud ID" : ""];
    const host = target.target?.host ?? "no host";
    return [`${target.deployment}/${target.api} ${host}`, ...marks.filter(Boolean), target.spans.length].join(", ");
  });
}

const OUTPUT = "output.elasticsearch:\n  api_key: {{pair}}\n";
const ES = "https://a-d53192.es.us-east-1.aws.elastic-cloud.com";
const KB = "https://a-d53192.kb.us-east-1.aws.elastic-cloud.com";

describe("a setting's targets", () => {
  test.each([
    ["", ["unknown/elasticsearch no host, likely, 0"]],
    ["  hosts: []\n", ["unknown/elasticsearch no host, likely, 0"]],
    [`  hosts: ["${ES}"]\n`, [`ech/elasticsearch ${ES.slice(8)}, 1`]],
    ["  hosts: [localhost]\n", ["self-managed/elasticsearch localhost, likely, 1"]],
    ["  hosts: [es.corp.example]\n", ["unknown/elasticsearch es.corp.example, 1"]],
    ['  hosts: ["${ES_HOST}"]\n', ["unknown/elasticsearch no host, likely, 1"]],
    ['  hosts: ["${ES_HOST:localhost}"]\n', ["self-managed/elasticsearch localhost, likely, 1"]],
  ])("%j", (hosts, expected) => {
    expect(targets(OUTPUT + hosts)).toEqual(expected);
  });

  test("several nodes are one target, with the places of all", () => {
    expect(targets(`${OUTPUT}  hosts: ["${ES}:443", "${ES}:9243", "${ES}"]\n`)).toEqual([
      `ech/elasticsearch ${ES.slice(8)}, 3`,
    ]);
  });

  test("two deployments are two", () => {
    expect(targets(`${OUTPUT}  hosts: ["${ES}", "${ES.replace("a-d53192", "b-1a2b3c")}"]\n`)).toHaveLength(2);
  });

  test("a host that nobody can tell is no other target beside one that is known", () => {
    expect(targets(`${OUTPUT}  hosts: ["\${NODE_1}", "${ES}", "\${NODE_3}"]\n`)).toEqual([
      `ech/elasticsearch ${ES.slice(8)}, 1`,
    ]);
  });

  test("a Cloud ID counts alone, and not at all where it is empty", () => {
    const both = `${OUTPUT}  hosts: [localhost]\n`;
    expect(targets(`cloud.id: {{cloud-id-ech}}\n${both}`)[0]).toMatch(/^ech\/elasticsearch .*, Cloud ID, 1$/);
    expect(targets(`cloud.id: "\${CLOUD_ID:}"\n${both}`)).toEqual(["self-managed/elasticsearch localhost, likely, 1"]);
    expect(targets(`cloud.id: "\${CLOUD_ID}"\n${both}`)).toEqual(["unknown/elasticsearch no host, likely, 1"]);
    expect(targets(`cloud.id: {{cloud-id-bad}}\n${both}`)).toEqual(["unknown/elasticsearch no host, likely, 1"]);
  });

  test("a program's documented default is one", () => {
    const text = "- module: elasticsearch\n  api_key: {{pair}}\n";
    expect(targets(text, "modules.d/e.yml")).toEqual(["self-managed/elasticsearch localhost, likely, default, 0"]);
  });
});

describe("a command's targets", () => {
  const job = (words: string): string => `0 1 * * * curl ${words}\n`;
  const H = '-H "Authorization: ApiKey {{encoded}}"';

  test.each([
    [`${H} ${ES}/_bulk`, [`ech/elasticsearch ${ES.slice(8)}, 1`]],
    [`${H} ${KB}/api/status`, [`ech/kibana ${KB.slice(8)}, 1`]],
    [`${H} ${ES} ${KB}`, [`ech/elasticsearch ${ES.slice(8)}, 1`, `ech/kibana ${KB.slice(8)}, 1`]],
    [`$OPTIONS ${H} ${ES}`, [`ech/elasticsearch ${ES.slice(8)}, 1`]],
    [`${H} "${ES}/$INDEX/_search"`, [`ech/elasticsearch ${ES.slice(8)}, 1`]],
    // The path tells the API, whatever the host is.
    [`${H} "$ES/_search"`, ["unknown/elasticsearch no host, likely, 1"]],
    [`${H} "https://$HOST:9200/_search?q=x"`, ["unknown/elasticsearch no host, likely, 1"]],
    [`${H} "$ES/$X/_search"`, ["unknown/unknown no host, likely, 1"]],
    [`${H} "$ES/anything"`, ["unknown/unknown no host, likely, 1"]],
    [H, ["unknown/unknown no host, likely, 0"]],
  ])("curl %s", (words, expected) => {
    expect(targets(job(words), "jobs.crontab")).toEqual(expected);
  });
});

describe("a credential where a target belongs", () => {
  // What a shell makes of a header whose quotes were forgotten, and of a key pasted one line too low.
  const keys = [...TOKENS].filter(([name]) => !name.startsWith("cloud-id") && name !== "id");

  test.each(keys)("{{%s}} is no host", (_, key) => {
    const analyses = [
      analysisOf({ "j.crontab": `0 1 * * * curl -H "Authorization: ApiKey $K" ${key} ${ES}\n` }, "j.crontab"),
      analysisOf({ "filebeat.yml": fillTokens(`${OUTPUT}  hosts: ["${key}"]\n`) }, "filebeat.yml"),
    ];
    for (const analysis of analyses) {
      const hosts = (analysis?.uses ?? []).map(({ target }) => target.target?.host);
      expect(hosts.filter((host) => host !== undefined && host !== ES.slice(8))).toEqual([]);
    }
  });

  test.each(["elastic:9200", "kibana:5601", "my-deployment-1a2b3c", "a1b2c3d4e5f6a7b8c9d0e1", "es01.corp.example"])(
    "%s is a host",
    (host) => {
      const analysis = analysisOf({ "filebeat.yml": fillTokens(`${OUTPUT}  hosts: ["${host}"]\n`) }, "filebeat.yml");
      expect(analysis?.uses.map(({ target }) => target.target?.host)).toEqual([host.split(":")[0]]);
    },
  );
});
