/** Hosts that say nothing, ports, paths, and how a text is read: reference targets 2.7, 2.9 and 2.1. */
import { describe, expect, it } from "vitest";
import { isLoopback } from "../../../server/src/elastic/hosts";
import type { Api, Target, TargetTell } from "../../../server/src/elastic/model";
import type { TargetDefaults } from "../../../server/src/elastic/targets";
import { hasUserInfo, parseTarget } from "../../../server/src/elastic/targets";

const ID = "0589ddb3acee4641b95833022bf04d2b";

/** `deployment api`, with `?` where it is only likely. */
function _told(text: string, defaults?: TargetDefaults): string | undefined {
  const target = parseTarget(text, defaults);
  return target && `${target.deployment} ${target.api}${target.certain ? "" : " ?"}`;
}

describe("2.7: other hosts", () => {
  it.each([
    [9200, "elasticsearch"],
    [9300, "unknown"],
    [9443, "remote-cluster"],
    [5601, "kibana"],
    [8200, "apm"],
    [8220, "fleet"],
    [4317, "otlp"],
    [4318, "otlp"],
    [9600, "unknown"],
  ] as const)("port %i guesses %s", (port, api) => {
    for (const [host, deployment] of [
      ["localhost", "self-managed"],
      ["es.corp.example", "unknown"],
      ["10.1.2.3", "unknown"],
    ]) {
      const target = parseTarget(`http://${host}:${port}`);
      expect(target).toMatchObject({ deployment, api });
      if (api !== "unknown") expect(target).toMatchObject({ certain: false, told: { api: "port" } });
    }
  });

  it("a setting beats the guess of a port", () => {
    expect(parseTarget("https://es.corp.example:5601", { api: "elasticsearch" })).toMatchObject({
      api: "elasticsearch",
      certain: true,
      told: { deployment: "nothing", api: "setting" },
    });
  });

  it.each(["localhost", "LOCALHOST", "app.localhost", "127.0.0.1", "127.8.9.10", "[::1]", "0.0.0.0", "ip6-localhost"])(
    "%s is this machine: likely self-managed",
    (host) => {
      expect(parseTarget(`http://${host}:9200`)).toMatchObject({ deployment: "self-managed", certain: false });
    },
  );

  it.each([
    "host.docker.internal",
    "elasticsearch",
    "10.0.0.1",
    "192.168.1.10",
    "localhost.example",
    "127.example",
    "172.0.0.1",
  ])("%s is unknown", (host) => {
    expect(parseTarget(`http://${host}:9200`)).toMatchObject({
      deployment: "unknown",
      told: { deployment: "nothing" },
    });
    expect(isLoopback(host)).toBe(false);
  });
});

describe("2.9: paths", () => {
  const UNKNOWN = "https://gateway.corp.example";
  const SPECIFIC: readonly (readonly [string, Api])[] = [
    ["/api/saved_objects/_find", "kibana"],
    ["/api/alerting/rules/_find", "kibana"],
    ["/api/detection_engine/rules", "kibana"],
    ["/api/data_views", "kibana"],
    ["/api/fleet/agent_policies", "kibana"],
    ["/api/spaces/space", "kibana"],
    ["/api/security/role/x", "kibana"],
    ["/api/actions/connectors", "kibana"],
    ["/api/agent_builder/converse", "kibana"],
    ["/s/ops/api/alerting/rules", "kibana"],
    ["/s/ops/api/anything", "kibana"],
    ["/s/ops/internal/anything", "kibana"],
    ["/api/fleet/agents/enroll", "kibana"],
    ["/intake/v2/events", "apm"],
    ["/config/v1/agents", "apm"],
    ["/v1/traces", "otlp"],
    ["/v1/metrics", "otlp"],
    ["/v1/logs", "otlp"],
    ["/_bulk", "elasticsearch"],
    ["/_search?q=api", "elasticsearch"],
    ["/_cluster/health", "elasticsearch"],
    ["/_cat/indices", "elasticsearch"],
    ["/_security/_authenticate", "elasticsearch"],
    ["/_ingest/pipeline/x", "elasticsearch"],
    ["/_query", "elasticsearch"],
    ["/_otlp/v1/traces", "elasticsearch"],
    ["/logs-*/_search", "elasticsearch"],
    ["/index/_doc/1", "elasticsearch"],
    ["/index/_bulk", "elasticsearch"],
    ["/index/_mapping", "elasticsearch"],
    ["/index/_update/1", "elasticsearch"],
    ["/s/_doc/1", "elasticsearch"],
    ["//index//_search", "elasticsearch"],
  ];

  it.each(SPECIFIC)("%s is %s, also against the setting", (path, api) => {
    expect(parseTarget(UNKNOWN + path)).toMatchObject({ api, told: { api: "path" }, certain: false });
    expect(parseTarget(UNKNOWN + path, { api: "cloud" })?.api).toBe(api);
    expect(parseTarget(`https://${ID}.us-east-1.aws.found.io${path}`)).toMatchObject({
      deployment: "ech",
      api,
      certain: true,
    });
  });

  it.each([
    ["/api/status", "kibana"],
    ["/api/cases", "kibana"],
    ["/api/actions", "kibana"],
    ["/api/spaces", "kibana"],
    ["/api/fleet", "kibana"],
    ["/api/observability/slos", "kibana"],
    ["/api/anything", "kibana"],
    ["/internal/anything", "kibana"],
    ["/app/discover", "kibana"],
    ["/_anything", "elasticsearch"],
    ["/index/_anything", "elasticsearch"],
  ])("%s is %s on Elastic's own hosts; elsewhere it may be anyone's", (path, api) => {
    expect(parseTarget(`https://${ID}.us-east-1.aws.found.io${path}`)).toMatchObject({ api, certain: true });
    expect(parseTarget(`https://${ID}.us-east-1.aws.found.io${path}`, { api: "apm" })?.api).toBe(api);
    expect(parseTarget(UNKNOWN + path)).toMatchObject({ api: "unknown", told: { api: "nothing" } });
    expect(parseTarget(UNKNOWN + path, { api: "apm" })?.api).toBe("apm");
  });

  it.each(["/api/v1/deployments", "/api/v1/users", "/index", "/elasticsearch", "/s/ops", "/api"])(
    "%s tells nothing",
    (path) => {
      expect(parseTarget(UNKNOWN + path)).toMatchObject({ api: "unknown", told: { api: "nothing" } });
      expect(parseTarget(UNKNOWN + path, { api: "kibana" })?.api).toBe("kibana");
      expect(parseTarget(`https://${ID}.us-east-1.aws.found.io${path}`)?.api).toBe("unknown");
    },
  );

  it("a written root is Elasticsearch's on Elastic's own hosts, if nothing else tells", () => {
    const host = `https://${ID}.us-east-1.aws.found.io`;
    expect(parseTarget(`${host}/`)).toMatchObject({ api: "elasticsearch", certain: false });
    expect(parseTarget(`${host}/`, { api: "kibana" })).toMatchObject({ api: "kibana", certain: true });
    expect(parseTarget(`${UNKNOWN}/`)).toMatchObject({ api: "unknown" });
    expect(parseTarget(`${UNKNOWN}:5601/`)?.api).toBe("kibana");
  });

  it("Kibana's Fleet API and Fleet Server share a path; host and port decide", () => {
    for (const path of ["/api/fleet/agents/enroll", "/api/fleet/agents/1/checkin", "/api/fleet/agents/1/acks"]) {
      expect(parseTarget(`https://fleet.corp.example:8220${path}`)?.api).toBe("fleet");
      expect(parseTarget(`https://kibana.corp.example:5601${path}`)?.api).toBe("kibana");
      expect(parseTarget(`https://d-1.fleet.us-east-1.aws.found.io${path}`)?.api).toBe("fleet");
    }
    expect(parseTarget("https://fleet.corp.example:8220/api/fleet/agent_policies")?.api).toBe("kibana");
  });

  it("the label of the host beats the path", () => {
    expect(parseTarget("https://d-1.kb.us-east-1.aws.found.io/_bulk")).toMatchObject({
      api: "kibana",
      told: { api: "host" },
    });
    expect(parseTarget("https://d-1.es.us-east-1.aws.found.io/api/status")?.api).toBe("elasticsearch");
    expect(parseTarget("https://p.ingest.us-east-1.aws.elastic.cloud/inputs/x")?.api).toBe("otlp");
  });
});

describe("2.1: how a text is read", () => {
  const READ: readonly (readonly [string, TargetDefaults, Partial<Target>])[] = [
    [
      "HTTPS://ES.Corp.Example.:9200/Path?q=1#x",
      {},
      { host: "es.corp.example", scheme: "https", port: 9200, path: "/Path" },
    ],
    ["https://elastic:p%40ss@h.example", {}, { host: "h.example", port: 443, explicitPort: false }],
    ["https://user@with@h.example:1/x@y", {}, { host: "h.example", port: 1, path: "/x@y" }],
    ["localhost:9200", {}, { host: "localhost", scheme: undefined, port: 9200, explicitPort: true, path: "" }],
    ["my-host", {}, { host: "my-host", scheme: undefined, port: undefined, explicitPort: false }],
    ["my-host", { scheme: "http", port: 9200 }, { scheme: "http", port: 9200, explicitPort: false }],
    ["https://my-host", { scheme: "http", port: 9200 }, { scheme: "https", port: 9200, explicitPort: false }],
    ["http://my-host", {}, { port: 80 }],
    ["my-host/path", { path: "/other" }, { host: "my-host", path: "/path" }],
    ["//my-host:1", {}, { host: "my-host", port: 1 }],
    ["[2001:db8::1]:9200", {}, { host: "2001:db8::1", port: 9200 }],
    ["https://[2001:DB8::1]", {}, { host: "2001:db8::1", port: 443 }],
    ["::1", {}, { host: "::1", port: undefined, deployment: "self-managed" }],
    ["https://h.example:/x", {}, { port: 443, explicitPort: false, path: "/x" }],
    ["grpc://otel.corp.example:4317", {}, { scheme: undefined, port: 4317, api: "otlp" }],
    ["https://es_1:9200", {}, { host: "es_1" }],
    ["https://münchen.example", {}, { host: "münchen.example" }],
    ["  https://h.example  ", {}, { host: "h.example" }],
    ["https://${ES_HOST}:9200/_bulk", {}, { host: undefined, deployment: "unknown", api: "elasticsearch", port: 9200 }],
    ["${ES_URL}", { api: "kibana" }, { host: undefined, deployment: "unknown", api: "kibana", certain: true }],
    ["http://localhost:${PORT}", {}, { host: "localhost", port: undefined, explicitPort: true }],
    ["${PROTO}://es.corp.example:9200", {}, { host: "es.corp.example", scheme: undefined }],
    [
      "https://${NAME}.es.${REGION}.aws.elastic-cloud.com",
      {},
      { host: undefined, deployment: "ech", api: "elasticsearch", name: undefined, region: undefined, csp: "aws" },
    ],
    [
      "https://<deployment>.kb.us-east-1.aws.elastic.cloud",
      {},
      { host: undefined, deployment: "serverless", api: "kibana" },
    ],
    ["https://{host}:9200", {}, { host: undefined, api: "elasticsearch" }],
    ["https://h.example/${SPACE}/_search", {}, { path: "/…/_search", api: "elasticsearch" }],
  ];

  it.each(READ)("%s with %j", (text, defaults, expected) => {
    expect(parseTarget(text, defaults)).toMatchObject(expected);
  });

  it.each([
    "",
    "  ",
    "not a host",
    "id:key",
    "a:b:c",
    "https://...",
    "https://*:9200",
    "https://",
    "https:///path",
    "unix:///var/run/es.sock",
    "http://h:99999",
    ":9200",
    "/path",
  ])("%j names no host", (text) => {
    expect(parseTarget(text)).toBeUndefined();
  });

  it("knows user-info", () => {
    expect(["https://u:p@h", "u:p@h:9200", "https://u@h"].map(hasUserInfo)).toEqual([true, true, true]);
    expect(["https://h", "https://@h", "https://h/@x", "", "https://h?u=a@b"].map(hasUserInfo)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  const TOLD: readonly (readonly [string, TargetDefaults, TargetTell, TargetTell])[] = [
    ["https://d.es.us-east-1.aws.found.io", {}, "host", "host"],
    [`https://${ID}.us-east-1.aws.found.io`, { api: "kibana" }, "host", "setting"],
    [`https://${ID}.us-east-1.aws.found.io/_bulk`, { api: "kibana" }, "host", "path"],
    ["https://ece.corp.example:12443/api/v1", {}, "port", "port"],
    ["https://x.example:9200", { api: "unknown" }, "nothing", "port"],
    ["https://x.example", {}, "nothing", "nothing"],
  ];

  it.each(TOLD)("%s with %j: what told the deployment and the API", (text, defaults, deployment, api) => {
    expect(parseTarget(text, defaults)?.told).toEqual({ deployment, api });
  });
});
