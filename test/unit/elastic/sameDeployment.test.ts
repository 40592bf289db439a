/** Contract 3.1: two targets differ only where that is proven. */
import { describe, expect, it } from "vitest";
import { decodeCloudId } from "../../../server/src/elastic/cloudId";
import type { Api, Target } from "../../../server/src/elastic/model";
import { parseTarget, sameDeployment } from "../../../server/src/elastic/targets";
import { encode } from "../../support/keys";

const A = "0123456789abcdef0123456789abcdef";
const B = "fedcba9876543210fedcba9876543210";
const ech = (name: string, place = "us-east-1.aws.found.io"): string => `https://${name}.${place}`;
const serverless = (name: string, place = "us-east-1.aws"): string => `https://${name}.${place}.elastic.cloud`;

function target(text: string, api?: Api): Target {
  const parsed = parseTarget(text, api ? { api } : {});
  if (!parsed) throw new Error(`no target: ${text}`);
  return parsed;
}

describe("sameDeployment", () => {
  const CASES: readonly (readonly [string, string, string, "same" | "different" | "unknown"])[] = [
    ["one host", ech("d-1.es"), `${ech("d-1.es")}:9243/_bulk`, "same"],
    ["aliases with other names", ech("d-1.es"), ech("d-2.es"), "different"],
    ["Elasticsearch and Kibana of one alias", ech("d-1.es"), ech("d-1.kb"), "same"],
    ["a private and a public host", ech("d-1.es"), ech("d-1.es.vpce"), "same"],
    ["one alias in two regions", ech("d-1.es"), ech("d-1.es", "eu-west-1.aws.found.io"), "different"],
    ["an alias and an id", ech("d-1.es"), ech(A), "unknown"],
    ["an alias and an id in another region", ech("d-1.es"), ech(A, "us-central1.gcp.cloud.es.io"), "different"],
    ["two ids, the resource unknown", ech(A), ech(B), "unknown"],
    ["two ids of Elasticsearch", `${ech(A)}/_bulk`, `${ech(B)}/_bulk`, "different"],
    ["ids of Elasticsearch and Kibana", `${ech(A)}/_bulk`, `${ech(B)}/api/status`, "unknown"],
    ["hosts without a name", "https://us-east-1.aws.found.io", ech("d-1.es"), "unknown"],
    ["other types", ech("d-1.es"), serverless("p-1.es"), "different"],
    ["hosted and the control plane", ech("d-1.es"), "https://api.elastic-cloud.com", "different"],
    ["projects with other aliases", serverless("p-1.es"), serverless("p-2.es"), "different"],
    ["a project's Elasticsearch and Kibana", serverless("p-1.es"), serverless("p-1.kb"), "same"],
    ["a project's private host", serverless("p-1.es"), serverless("p-1.es.private"), "same"],
    ["two project ids, which all APIs share", serverless(`${A}.es`), serverless(`${B}.kb`), "different"],
    ["a project's alias and id", serverless("p-1.es"), serverless(`${A}.es`), "unknown"],
    [
      "ECE ids of one API",
      `https://${A}.192.0.2.10.ip.es.io/_bulk`,
      `https://${B}.192.0.2.10.ip.es.io/_bulk`,
      "different",
    ],
    [
      "ECE ids of two APIs",
      `https://${A}.192.0.2.10.ip.es.io/_bulk`,
      `https://${B}.192.0.2.10.ip.es.io/api/status`,
      "unknown",
    ],
    ["ECE aliases", "https://logs.es.192.0.2.10.ip.es.io", "https://metrics.es.192.0.2.10.ip.es.io", "different"],
    ["services of two resources", "https://a-es-http.ns.svc:9200", "https://b-es-http.ns.svc:9200", "different"],
    ["services in two namespaces", "https://a-es-http.x.svc:9200", "https://a-es-http.y.svc:9200", "different"],
    ["a service with and without namespace", "https://a-es-http:9200", "https://a-es-http.x.svc:9200", "same"],
    [
      "Elasticsearch and Kibana in Kubernetes",
      "https://a-es-http.x.svc:9200",
      "https://b-kb-http.x.svc:5601",
      "unknown",
    ],
    ["a service that may be a domain", "https://a-es-http.x:9200", "https://b-es-http.x:9200", "unknown"],
    ["two unknown hosts", "https://es1.corp.example:9200", "https://es2.corp.example:9200", "unknown"],
    ["an unknown host and a hosted one", "https://es1.corp.example:9200", ech("d-1.es"), "unknown"],
    ["one unknown host", "https://es1.corp.example:9200", "https://es1.corp.example:9200/_bulk", "same"],
    ["one unknown host, two ports", "https://es1.corp.example:9200", "https://es1.corp.example:5601", "unknown"],
    ["loopback, which may be forwarded", "http://localhost:9200", ech("d-1.es"), "unknown"],
    ["loopback on two ports", "http://localhost:9200", "http://localhost:9201", "unknown"],
    ["a likely ECE platform", "https://ece.corp.example:12443/api/v1", ech("d-1.es"), "unknown"],
    ["references", "https://${A}:9200", "https://${B}:9200", "unknown"],
    ["a reference in an alias", "https://${A}.es.us-east-1.aws.found.io", ech("d-1.es"), "unknown"],
  ];

  it.each(CASES)("%s", (_name, left, right, expected) => {
    expect(sameDeployment(target(left), target(right))).toBe(expected);
    expect(sameDeployment(target(right), target(left))).toBe(expected);
  });

  it("ids of the API that the settings fix", () => {
    expect(sameDeployment(target(ech(A), "elasticsearch"), target(ech(B), "elasticsearch"))).toBe("different");
    expect(sameDeployment(target(ech(A), "elasticsearch"), target(ech(B), "kibana"))).toBe("unknown");
  });

  it("a Cloud ID and its URL", () => {
    const cloudId = decodeCloudId(`x:${encode(`us-east-1.aws.found.io$${A}$${B}`)}`);
    if (cloudId.kind !== "cloud-id" || !cloudId.kibana) throw new Error("does not decode");
    expect(sameDeployment(cloudId.elasticsearch, target(`${ech(A)}:9243`))).toBe("same");
    expect(sameDeployment(cloudId.elasticsearch, cloudId.kibana)).toBe("unknown");
    expect(sameDeployment(cloudId.elasticsearch, target(ech("d-1.es")))).toBe("unknown");
    expect(sameDeployment(cloudId.elasticsearch, target(ech(B), "elasticsearch"))).toBe("different");
  });
});

describe("a host that a Compose file starts", () => {
  const started = (host: string): Target => {
    const found = target(host);
    return { ...found, deployment: "self-managed", told: { ...found.told, deployment: "host" } };
  };

  it("is no hosted deployment", () => {
    expect(sameDeployment(started("https://es:9200"), target(ech("d-1.es")))).toBe("different");
    expect(sameDeployment(target(serverless("p-1.es")), started("http://es:9200"))).toBe("different");
  });

  it("may be another node of the cluster, and loopback may lead anywhere", () => {
    expect(sameDeployment(started("https://es01:9200"), started("https://es02:9200"))).toBe("unknown");
    expect(sameDeployment(target("http://localhost:9200"), target(ech("d-1.es")))).toBe("unknown");
  });
});
