/** Links and names: complete, from the reference alone, and Kibana's page only where its address follows. */
import { describe, expect, it } from "vitest";
import {
  API_LINKS,
  beatKeysLink,
  KIND_LINKS,
  kibanaKeysPage,
  LINKS,
  whereMade,
} from "../../../server/src/elastic/links";
import type { Target } from "../../../server/src/elastic/model";
import { APIS, DEPLOYMENTS, FORMS, KINDS } from "../../../server/src/elastic/model";
import type { TargetDefaults } from "../../../server/src/elastic/targets";
import { parseTarget } from "../../../server/src/elastic/targets";
import { API_TITLES, aKind, DEPLOYMENT_TITLES, FORM_TITLES, KIND_TITLES } from "../../../server/src/elastic/titles";

const ID = "0589ddb3acee4641b95833022bf04d2b";
const PAGE = "/app/management/security/api_keys";

function target(text: string, defaults?: TargetDefaults): Target {
  const parsed = parseTarget(text, defaults);
  if (!parsed) throw new Error(`no target: ${text}`);
  return parsed;
}

describe("Kibana's page for API keys", () => {
  it.each([
    ["https://d-1.es.us-east-1.aws.found.io", "https://d-1.kb.us-east-1.aws.found.io"],
    ["https://d-1.es.us-east-1.aws.found.io:9243", "https://d-1.kb.us-east-1.aws.found.io:9243"],
    ["https://d-1.es.us-east-1.aws.found.io:9443", "https://d-1.kb.us-east-1.aws.found.io"],
    ["https://d-1.apm.eastus2.azure.elastic-cloud.com:443", "https://d-1.kb.eastus2.azure.elastic-cloud.com"],
    ["https://d-1.es.vpce.us-east-1.aws.elastic-cloud.com", "https://d-1.kb.vpce.us-east-1.aws.elastic-cloud.com"],
    ["https://p-1.es.us-east-1.aws.elastic.cloud", "https://p-1.kb.us-east-1.aws.elastic.cloud"],
    [
      "https://p-1.ingest.private.us-east-1.aws.elastic.cloud:443",
      "https://p-1.kb.private.us-east-1.aws.elastic.cloud",
    ],
    [`https://${ID}.es.us-east-1.aws.elastic.cloud`, `https://${ID}.kb.us-east-1.aws.elastic.cloud`],
    ["https://logs.es.192.0.2.10.ip.es.io:9243", "https://logs.kb.192.0.2.10.ip.es.io:9243"],
    ["https://d-1.kb.us-east-1.aws.found.io/s/ops/api/alerting/rules", "https://d-1.kb.us-east-1.aws.found.io/s/ops"],
    [`https://${ID}.us-east-1.aws.found.io:9243/api/status`, `https://${ID}.us-east-1.aws.found.io:9243`],
    ["http://localhost:5601", "http://localhost:5601"],
    ["https://[::1]:5601/api/status", "https://[::1]:5601"],
    ["https://a-kb-http.ns.svc:5601", "https://a-kb-http.ns.svc:5601"],
  ])("%s", (text, kibana) => {
    expect(kibanaKeysPage(target(text))).toBe(kibana + PAGE);
  });

  it("keeps a base path that the setting has", () => {
    expect(kibanaKeysPage(target("https://corp.example/kibana/", { api: "kibana" }))).toBe(
      `https://corp.example/kibana${PAGE}`,
    );
  });

  it.each([
    ["an id of one resource", `https://${ID}.us-east-1.aws.found.io/_bulk`],
    ["an id in front of a label", `https://${ID}.es.us-east-1.aws.found.io`],
    ["a reference in the name", "https://${NAME}.es.us-east-1.aws.found.io"],
    ["a service of the operator", "https://a-es-http.ns.svc:9200"],
    ["this machine", "http://localhost:9200"],
    ["an unknown host", "https://es.corp.example:9200"],
    ["the control plane", "https://api.elastic-cloud.com"],
    ["Kibana in an unknown space", "https://kibana.corp.example/s/${SPACE}/api/status"],
    ["Kibana without a scheme", "kibana.corp.example:5601"],
  ])("is not known for %s", (_name, text) => {
    expect(kibanaKeysPage(target(text))).toBeUndefined();
  });
});

describe("where the fitting key is made", () => {
  it.each([
    ["https://d-1.es.us-east-1.aws.found.io", "elasticsearch-api-key", `https://d-1.kb.us-east-1.aws.found.io${PAGE}`],
    [`https://${ID}.us-east-1.aws.found.io/_bulk`, "elasticsearch-api-key", LINKS.createElasticsearchKey],
    [
      "https://p-1.es.us-east-1.aws.elastic.cloud",
      "serverless-project-api-key",
      `https://p-1.kb.us-east-1.aws.elastic.cloud${PAGE}`,
    ],
    [
      "https://api.elastic-cloud.com/api/v1/deployments",
      "elastic-cloud-api-key",
      "https://cloud.elastic.co/account/keys",
    ],
    [
      "https://api.elastic-cloud.com/api/v1/serverless/regions",
      "elastic-cloud-api-key",
      "https://cloud.elastic.co/account/keys",
    ],
    ["https://cloud.elastic.co", "elastic-cloud-api-key", "https://cloud.elastic.co/account/keys"],
    [
      "https://api.us-gov-east-1.aws.elastic-cloud.com/api/v1/deployments",
      "elastic-cloud-api-key",
      "https://console.us-gov-east-1.aws.elastic-cloud.com",
    ],
    ["https://ece.corp.example:12443/api/v1/platform", "ece-api-key", LINKS.eceKeys],
    ["https://a-es-http.ns.svc:9200", "elasticsearch-api-key", LINKS.createElasticsearchKey],
    ["http://localhost:9200", "elasticsearch-api-key", LINKS.createElasticsearchKey],
    ["https://d-1.es.us-east-1.aws.found.io:9443", "cross-cluster-api-key", LINKS.remoteClusters],
    ["https://d-1.fleet.us-east-1.aws.found.io", "fleet-enrollment-token", LINKS.enrollmentTokens],
    ["https://es.corp.example:9200", undefined, undefined],
    ["https://kibana.corp.example:5601", undefined, `https://kibana.corp.example:5601${PAGE}`],
  ] as const)("%s", (text, what, url) => {
    const making = whereMade(target(text));
    expect([making.what, making.url]).toEqual([what, url]);
    expect(making.title).not.toBe("");
  });
});

describe("names and links are complete", () => {
  it("each word of the contract has a name", () => {
    for (const kind of KINDS) expect(KIND_TITLES[kind]).toMatch(/^[A-Za-z -]+$/);
    for (const deployment of DEPLOYMENTS) expect(DEPLOYMENT_TITLES[deployment]).toBeTruthy();
    for (const api of APIS) expect(API_TITLES[api]).toBeTruthy();
    for (const form of FORMS) expect(FORM_TITLES[form]).toBeTruthy();
    expect(new Set(Object.values(KIND_TITLES)).size).toBe(KINDS.length);
  });

  it("articles follow the sound", () => {
    expect(aKind("elastic-cloud-api-key")).toBe("an Elastic Cloud API key");
    expect(aKind("serverless-project-api-key")).toBe("a Serverless project API key");
    expect(aKind("apm-secret-token")).toBe("an APM secret token");
    for (const kind of KINDS)
      expect(aKind(kind)).toBe(`${/^[AE]/.test(KIND_TITLES[kind]) ? "an" : "a"} ${KIND_TITLES[kind]}`);
  });

  it("every link is one of Elastic's own pages", () => {
    const links = [
      ...Object.values(LINKS),
      ...Object.values(KIND_LINKS),
      ...Object.values(API_LINKS),
      beatKeysLink("filebeat"),
    ];
    for (const link of links) expect(link).toMatch(/^https:\/\/www\.elastic\.co\/(?:docs|guide)\//);
  });
});
