/** What rules say that rests on the project file: that it does, whom to ask, and where it stands. */
import { describe, expect, test } from "vitest";
import { messageOf, relatedWords, wordsOf } from "../../../server/src/features/words";
import { analysisOf } from "../../support/analyse";
import { fillTokens } from "../../support/tokens";

function analysed(project: string, text: string, today?: string) {
  const files = { ".keyfit.yml": fillTokens(`version: 1\n${project}`), "filebeat.yml": fillTokens(text) };
  const analysis = analysisOf(files, "filebeat.yml", today);
  if (!analysis) throw new Error("there is nothing to judge");
  return analysis;
}

/** Messages of a rule, each with its related places. */
function told(rule: string, ...given: Parameters<typeof analysed>): readonly string[] {
  const project = fillTokens(`version: 1\n${given[0]}`);
  return analysed(...given)
    .findings.filter((finding) => finding.rule === rule)
    .map((finding) =>
      [
        messageOf(finding),
        ...finding.related.map(
          (each) =>
            `${relatedWords(each)} ${each.uri.replace(/.*\//, "")}@${project.slice(each.span.start, each.span.end)}`,
        ),
      ].join(" | "),
    );
}

const output = (host: string): string => `output.elasticsearch:\n  hosts: ["${host}"]\n  api_key: "{{pair}}"\n`;
const HOSTS =
  "deployments:\n  - { name: a, type: self-managed, hosts: [a.corp.example] }\n  - { name: b, type: eck, hosts: [b.corp.example], api: kibana }\n";
const key = (more: string): string => `keys:\n  - { id: {{id}}, ${more} }\n`;

describe("evidence", () => {
  const said = (project: string, host: string): readonly string[] =>
    analysed(project, output(host))
      .uses.flatMap(({ evidence }) => evidence)
      .filter(({ from }) => from === "host" || from === "project-file")
      .map(({ from, says }) => `${from}: ${wordsOf(says)}`);

  test("names who told the deployment", () => {
    expect(said(HOSTS, "https://b.corp.example")).toEqual([
      "project-file: the project file declares b.corp.example as a service of ECK",
    ]);
    const elastic = "my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com";
    expect(said(`deployments: [{ name: x, type: eck, hosts: [${elastic}] }]\n`, `https://${elastic}`)).toEqual([
      `host: host ${elastic} is Elastic Cloud Hosted`,
    ]);
    expect(said("deployments: [{ name: x, type: eck, hosts: [localhost] }]\n", "https://localhost:9200")).toEqual([
      "project-file: the project file declares localhost as a service of ECK",
    ]);
  });
});

test("a host that is declared for another API", () => {
  expect(told("wrong-endpoint", HOSTS, output("https://b.corp.example:443"))).toEqual([
    ".keyfit.yml declares Kibana here, and Filebeat needs Elasticsearch | declared here .keyfit.yml@b",
  ]);
  expect(told("wrong-endpoint", HOSTS, output("https://a.corp.example:443"))).toEqual([]);
});

test("a key that is declared for another deployment", () => {
  expect(told("key-in-two-deployments", HOSTS + key("deployment: b"), output("https://a.corp.example"))).toEqual([
    ".keyfit.yml declares this key for b, and here it goes to a | declared here .keyfit.yml@VuaCfGcBCdbkQm-e5aOx",
  ]);
  expect(told("key-in-two-deployments", HOSTS + key("deployment: a"), output("https://a.corp.example"))).toEqual([]);
});

test("a key that expires names its owner", () => {
  const expiring = (owner: string): string =>
    told("expiring-key", key(`expires: 2026-12-01, owner: ${owner}`), output("https://a.corp.example"))[0] ?? "";
  expect(expiring("team-logs")).toMatch(
    /^This key of team-logs expires on 2026-12-01, as \.keyfit\.yml declares; make a new one before then/,
  );
  expect(expiring("x".repeat(60))).toContain(`of ${"x".repeat(27)}… expires`);
});

test("a file that is taken whole is named as itself", () => {
  const text = '0 1 * * * K="$(cat key.txt)"; curl -H "Authorization: ApiKey $K" https://a.corp.example/_search\n';
  const analysis = analysisOf({ "j.crontab": text, "key.txt": fillTokens("{{pair}}\n") }, "j.crontab");
  const related = analysis?.findings.find(({ rule }) => rule === "wrong-encoding")?.related ?? [];
  expect(related.map(relatedWords)).toEqual(["K is defined here", "key.txt is defined here"].slice(-related.length));
});
