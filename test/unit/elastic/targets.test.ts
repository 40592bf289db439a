/** Every row of reference targets 2.1 to 2.7 and 2.9, every fixture of 2.10, in the contract's words (2.3). */
import { describe, expect, it } from "vitest";
import {
  ECK_SERVICES,
  HOST_ROWS,
  HOSTED_APPS,
  isLoopback,
  readHost,
  SERVERLESS_APPS,
} from "../../../server/src/elastic/hosts";
import type { Api, Deployment, Target, TargetTell } from "../../../server/src/elastic/model";
import { CLOUD_PATHS, ECE_ONLY_PATHS, PATH_ROWS } from "../../../server/src/elastic/paths";
import { ECE_PLATFORM_PORTS, PORT_ROWS, PROXY_PORT_ROWS } from "../../../server/src/elastic/ports";
import type { TargetDefaults } from "../../../server/src/elastic/targets";
import { eceOnlyPath, hasUserInfo, isControlPlaneConsole, parseTarget } from "../../../server/src/elastic/targets";

const ID = "0589ddb3acee4641b95833022bf04d2b";

/** `deployment api`, with `?` where it is only likely. */
function told(text: string, defaults?: TargetDefaults): string | undefined {
  const target = parseTarget(text, defaults);
  return target && `${target.deployment} ${target.api}${target.certain ? "" : " ?"}`;
}

describe("2.10: fixtures", () => {
  const FIXTURES: readonly (readonly [string, Deployment, Api, Partial<Target>])[] = [
    [
      "https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud",
      "serverless",
      "elasticsearch",
      { name: "my-project-alias-df6c6d", region: "us-east-1", csp: "aws", private: false, certain: true, port: 443 },
    ],
    [
      "https://my-project-alias-df6c6d.kb.private.us-east-1.aws.elastic.cloud",
      "serverless",
      "kibana",
      { name: "my-project-alias-df6c6d", private: true, certain: true },
    ],
    [
      "https://abc.ingest.us-central1.gcp.elastic.cloud:443/v1/logs",
      "serverless",
      "otlp",
      { name: "abc", region: "us-central1", csp: "gcp", explicitPort: true, path: "/v1/logs" },
    ],
    [
      "https://my-deployment-d53192.es.vpce.us-east-1.aws.elastic-cloud.com",
      "ech",
      "elasticsearch",
      { name: "my-deployment-d53192", private: true, region: "us-east-1", csp: "aws" },
    ],
    [
      "https://my-deployment-d53192.es.privatelink.eastus2.azure.elastic-cloud.com:9243",
      "ech",
      "elasticsearch",
      { private: true, region: "eastus2", csp: "azure", port: 9243 },
    ],
    [
      "https://my-deployment-d53192.es.psc.asia-southeast1.gcp.elastic-cloud.com:9243",
      "ech",
      "elasticsearch",
      { private: true, region: "asia-southeast1", csp: "gcp" },
    ],
    [`https://${ID}.us-east-1.aws.found.io:9243/_bulk`, "ech", "elasticsearch", { name: ID, certain: true }],
    [`https://${ID}.us-east-1.aws.found.io:9243/api/status`, "ech", "kibana", { name: ID, certain: true }],
    [`https://${ID}.us-east-1.aws.found.io`, "ech", "unknown", { name: ID, region: "us-east-1", csp: "aws" }],
    [
      "https://api.us-gov-east-1.aws.elastic-cloud.com/api/v1/deployments",
      "elastic-cloud",
      "cloud",
      { name: undefined, certain: true },
    ],
    ["https://api.elastic-cloud.com/api/v1/serverless/projects/elasticsearch", "elastic-cloud", "cloud-serverless", {}],
    ["https://f76e96da2a7f4d3f8f3ee25d686b879c.192.0.2.10.ip.es.io:9243", "ece", "unknown", { certain: true }],
    ["https://ece.example.internal:12443/api/v1/platform", "ece", "ece", { certain: false }],
    ["https://hulk-es-http.default.svc:9200", "eck", "elasticsearch", { name: "hulk", certain: true }],
    ["http://localhost:9200", "self-managed", "elasticsearch", { certain: false, scheme: "http" }],
  ];

  it.each(FIXTURES)("%s", (text, deployment, api, rest) => {
    expect(parseTarget(text)).toMatchObject({ deployment, api, ...rest });
  });

  it("the reference's own patterns agree with the reading by labels", () => {
    const serverless =
      /^(?<name>[a-z0-9-]+)\.(?<app>es|kb|apm|ingest|fleet)(?:\.(?<priv>private|vpce))?\.(?<region>[a-z0-9-]+)\.(?<csp>aws|gcp|azure)\.elastic\.cloud$/;
    const ech =
      /^(?:(?<name>[a-z0-9-]+)\.)?(?:(?<app>es|kb|apm|fleet|ent|profiling|symbols|ingest)\.)?(?:(?<priv>vpce|privatelink|psc)\.)?(?<region>[a-z]+(?:-[a-z0-9]+)*[0-9]*)\.(?<csp>aws|gcp|azure)\.(?<suffix>found\.io|cloud\.es\.io|elastic-cloud\.com)$/;
    for (const name of ["", "abc.", `${ID}.`]) {
      for (const app of ["", "es.", "kb.", "apm.", "fleet.", "ingest.", "ent.", "profiling.", "symbols."]) {
        for (const priv of ["", "private.", "vpce.", "privatelink.", "psc."]) {
          for (const place of ["us-east-1.aws", "us-central1.gcp", "eastus2.azure"]) {
            // A private label alone in front of the region is a zone, which the pattern takes for a name.
            if (name === "" && priv !== "") continue;
            for (const suffix of ["elastic.cloud", "found.io", "cloud.es.io", "elastic-cloud.com"]) {
              const host = `${name}${app}${priv}${place}.${suffix}`;
              const groups = (suffix === "elastic.cloud" ? serverless : ech).exec(host)?.groups;
              if (!groups) continue;
              const facts = readHost(host);
              expect({ host, ...facts, private: facts.private }).toMatchObject({
                host,
                deployment: suffix === "elastic.cloud" ? "serverless" : "ech",
                name: groups.name,
                app: groups.app,
                region: groups.region,
                csp: groups.csp,
                private: groups.priv !== undefined,
                certain: true,
              });
            }
          }
        }
      }
    }
  });
});

describe("2.2: control plane", () => {
  it.each([
    ["https://api.elastic-cloud.com", "elastic-cloud cloud"],
    ["https://api.us-gov-east-1.aws.elastic-cloud.com", "elastic-cloud cloud"],
    ["https://billing.elastic-cloud.com/api/v2/billing/organizations/1", "elastic-cloud cloud"],
    ["https://cloud.elastic.co", "elastic-cloud unknown"],
    ["https://cloud.elastic.co/api/v1/deployments", "elastic-cloud unknown"],
    ["https://console.us-gov-east-1.aws.elastic-cloud.com", "elastic-cloud unknown"],
    ["https://ece.corp.example:12443/api/v1/deployments", "ece ece ?"],
    ["http://ece.corp.example:12400/api/v1/deployments", "ece ece ?"],
    ["https://ece.corp.example:12343/api/v1/platform", "ece ece ?"],
    ["http://ece.corp.example:12300/api/v1/platform", "ece ece ?"],
    ["https://192.0.2.10.ip.es.io:12443/api/v1/deployments", "ece ece"],
    ["https://localhost:12443/api/v1/deployments", "ece ece ?"],
    ["https://ece.corp.example:12443", "unknown unknown"],
    ["https://ece.corp.example:12443/other", "unknown unknown"],
    ["https://ece.corp.example/api/v1/platform", "unknown unknown"],
  ])("%s is %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it("a program's own path counts where none is written", () => {
    expect(told("https://ece.corp.example:12443", { path: "/api/v1" })).toBe("ece ece ?");
    expect(told("https://ece.corp.example:12443/", { path: "/api/v1" })).toBe("ece ece ?");
  });

  const CLOUD = [
    "/deployments",
    "/deployments/templates",
    "/deployments/extensions",
    "/deployments/traffic-filter/rulesets",
    "/stack/versions",
    "/trusted-environments",
    "/organizations",
    "/organizations/1/members",
    "/users/auth/keys",
    "/users/auth/keys/1",
    "/users/1/role_assignments",
    "/account",
    "/billing/costs/1",
  ];

  it.each(CLOUD)("/api/v1%s is the Cloud API", (path) => {
    expect(parseTarget(`https://api.elastic-cloud.com/api/v1${path}`)).toMatchObject({
      api: "cloud",
      told: { api: "path" },
    });
    expect(eceOnlyPath(parseTarget(`https://api.elastic-cloud.com/api/v1${path}`)!)).toBe(false);
  });

  it.each([
    "/serverless/projects/elasticsearch",
    "/serverless/projects/observability/1/status",
    "/serverless/projects/security/1/roles",
    "/serverless/projects/security/1/_resume",
    "/serverless/projects/vectordb/1/_reset-credentials",
    "/serverless/regions",
    "/serverless/traffic-filters",
    "/serverless",
  ])("/api/v1%s is the Serverless API", (path) => {
    expect(told(`https://api.elastic-cloud.com/api/v1${path}?x=1`)).toBe("elastic-cloud cloud-serverless");
  });

  it.each([
    "/platform",
    "/platform/configuration/security",
    "/platform/infrastructure/proxies",
    "/platform/license",
    "/user",
    "/users",
    "/users/auth/_login",
    "/users/auth/methods",
    "/comments/deployment/1",
    "/phone-home/config",
  ])("/api/v1%s exists on ECE alone", (path) => {
    expect(eceOnlyPath(parseTarget(`https://api.elastic-cloud.com/api/v1${path}`)!)).toBe(true);
    expect(eceOnlyPath(parseTarget(`https://ece.corp.example:12443/api/v1${path}`)!)).toBe(false);
  });

  it("the setting chooses between the two where the path does not", () => {
    expect(told("https://api.elastic-cloud.com", { api: "cloud-serverless" })).toBe("elastic-cloud cloud-serverless");
    expect(told("https://api.elastic-cloud.com/api/v1/deployments", { api: "cloud-serverless" })).toBe(
      "elastic-cloud cloud",
    );
    expect(told("https://api.elastic-cloud.com", { api: "elasticsearch" })).toBe("elastic-cloud cloud");
  });

  it("the console is told from the API", () => {
    const isConsole = (text: string): boolean => isControlPlaneConsole(parseTarget(text)!);
    expect(isConsole("https://cloud.elastic.co/deployments")).toBe(true);
    expect(isConsole("https://console.us-gov-east-1.aws.elastic-cloud.com")).toBe(true);
    expect(isConsole("https://api.elastic-cloud.com")).toBe(false);
    expect(isConsole("https://${HOST}")).toBe(false);
  });
});

describe("2.3: serverless", () => {
  it.each([
    ["es", "elasticsearch"],
    ["kb", "kibana"],
    ["apm", "apm"],
    ["ingest", "otlp"],
    ["fleet", "fleet"],
  ] as const)("label %s is %s, publicly and privately", (app, api) => {
    expect(told(`https://p-df6c6d.${app}.us-east-1.aws.elastic.cloud`)).toBe(`serverless ${api}`);
    expect(parseTarget(`https://p-df6c6d.${app}.private.us-east-1.aws.elastic.cloud:443`)).toMatchObject({
      deployment: "serverless",
      api,
      private: true,
      told: { deployment: "host", api: "host" },
    });
    expect(SERVERLESS_APPS.get(app)).toBe(api);
  });

  it.each([
    ["a project id for a name", `https://${ID}.es.us-east-1.aws.elastic.cloud`, "serverless elasticsearch"],
    ["a wrong port is still serverless", "https://p.es.us-east-1.aws.elastic.cloud:9243", "serverless elasticsearch"],
    ["one hyphen makes it hosted", "https://p.es.us-east-1.aws.elastic-cloud.com", "ech elasticsearch"],
    ["no label of an API", "https://p.us-east-1.aws.elastic.cloud", "serverless unknown ?"],
    ["Elastic's own services", "https://otel-auto-ops.us-east-2.aws.svc.elastic.cloud", "unknown unknown"],
    ["the domain itself", "https://elastic.cloud", "unknown unknown"],
    ["another domain that ends alike", "https://p.es.us-east-1.aws.notelastic.cloud", "unknown unknown"],
  ])("%s: %s", (_name, text, expected) => {
    expect(told(text)).toBe(expected);
  });
});

describe("2.4: Elastic Cloud Hosted", () => {
  it.each([
    ["https://x.us-east-1.aws.found.io", "ech unknown"],
    ["https://x.us-central1.gcp.cloud.es.io", "ech unknown"],
    ["https://x.eastus2.azure.elastic-cloud.com", "ech unknown"],
    ["https://x.us-gov-east-1.aws.elastic-cloud.com", "ech unknown"],
    ["https://us-east-1.aws.found.io", "ech unknown"],
    ["https://vpce.us-gov-east-1.aws.elastic-cloud.com", "ech unknown"],
    ["https://status.elastic-cloud.com", "unknown unknown"],
    ["https://found.io", "unknown unknown"],
    ["https://your-deployment.es.region.cloud.es.io", "ech elasticsearch ?"],
    ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com.evil.example", "unknown unknown"],
  ])("%s is %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it.each([
    ["es", "elasticsearch"],
    ["kb", "kibana"],
    ["apm", "apm"],
    ["fleet", "fleet"],
    ["ingest", "otlp"],
    ["ent", "unknown"],
    ["profiling", "unknown"],
    ["symbols", "unknown"],
  ] as const)("label %s is %s on each suffix", (app, api) => {
    for (const suffix of ["found.io", "cloud.es.io", "elastic-cloud.com"]) {
      for (const priv of ["", "vpce.", "privatelink.", "psc."]) {
        expect(parseTarget(`https://d-1.${app}.${priv}us-east-1.aws.${suffix}:9243`)).toMatchObject({
          deployment: "ech",
          api,
          name: "d-1",
          private: priv !== "",
          certain: true,
        });
      }
    }
    expect(HOSTED_APPS.get(app)).toBe(api);
    // The label settles it, also against the setting.
    expect(parseTarget(`https://d-1.${app}.us-east-1.aws.found.io`, { api: "elasticsearch" })?.api).toBe(api);
  });

  it.each([
    [443, "elasticsearch"],
    [9243, "elasticsearch"],
    [9200, "elasticsearch"],
    [9343, "elasticsearch"],
    [9400, "remote-cluster"],
    [9443, "remote-cluster"],
  ] as const)("port %i is %s", (port, api) => {
    expect(parseTarget(`https://d-1.es.us-east-1.aws.found.io:${port}`)?.api).toBe(api);
  });

  it("two labels before the provider are name and region, one is the region", () => {
    expect(parseTarget(`https://${ID}.us-east-1.aws.found.io`)).toMatchObject({ name: ID, region: "us-east-1" });
    expect(parseTarget("https://us-east-1.aws.found.io")).toMatchObject({ name: undefined, region: "us-east-1" });
  });
});

describe("2.5: Elastic Cloud Enterprise", () => {
  it.each([
    [`https://${ID}.192.0.2.10.ip.es.io:9243`, "ece unknown"],
    [`https://${ID}.192.0.2.10.ip.es.io:9243/_search`, "ece elasticsearch"],
    [`https://${ID}.192.0.2.10.ip.es.io:9243/s/ops/api/alerting/rules`, "ece kibana"],
    ["https://logs.es.192.0.2.10.ip.es.io:9243", "ece elasticsearch"],
    ["https://logs.kb.192.0.2.10.ip.es.io:9243", "ece kibana"],
    ["https://logs.apm.192.0.2.10.ip.es.io:9243", "ece apm"],
    ["https://logs.fleet.192.0.2.10.ip.es.io:9243", "ece fleet"],
    ["https://logs.es.192.0.2.10.ip.es.io:9443", "ece remote-cluster"],
    ["https://logs.es.192.0.2.10.ip.es.io:9400", "ece remote-cluster"],
    [`https://${ID}.corp.example:9243`, "unknown unknown"],
    ["https://ip.es.io", "unknown unknown"],
    ["https://x.1.2.ip.es.io", "unknown unknown"],
  ])("%s is %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });
});

describe("2.6: Elastic Cloud on Kubernetes", () => {
  it.each([
    ["es-http", 9200, "elasticsearch"],
    ["kb-http", 5601, "kibana"],
    ["apm-http", 8200, "apm"],
    ["ent-http", 3002, "unknown"],
    ["agent-http", 8220, "fleet"],
    ["es-internal-http", 9200, "elasticsearch"],
    ["es-transport", 9300, "unknown"],
    ["es-remote-cluster", 9443, "remote-cluster"],
  ] as const)("service …-%s on port %i is %s", (kind, port, api) => {
    for (const host of [`my-es-${kind}`, `my-es-${kind}.logs.svc`, `my-es-${kind}.logs.svc.cluster.local`]) {
      expect(parseTarget(`https://${host}:${port}`)).toMatchObject({
        deployment: "eck",
        api,
        name: "my-es",
        certain: true,
      });
    }
    expect(told(`https://my-es-${kind}.logs:${port}`)).toBe(`eck ${api} ?`);
    expect(ECK_SERVICES.get(kind)).toBe(api);
  });

  it.each(["es-http", "-es-http", "my-es-http.logs.pod", "my-es-default", "my-es-http2"])(
    "%s is no such service",
    (host) => {
      expect(parseTarget(`https://${host}:1`)?.deployment).toBe("unknown");
    },
  );
});

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
    ["/api/cases", "kibana"],
    ["/api/actions/connectors", "kibana"],
    ["/api/status", "kibana"],
    ["/api/observability/slos", "kibana"],
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

  it.each(["/api/anything", "/internal/anything"])("%s is Kibana's where nothing else tells", (path) => {
    expect(parseTarget(UNKNOWN + path)).toMatchObject({ api: "kibana", certain: false });
    expect(parseTarget(UNKNOWN + path, { api: "elasticsearch" })?.api).toBe("elasticsearch");
    expect(parseTarget(`https://${ID}.us-east-1.aws.found.io${path}`, { api: "elasticsearch" })?.api).toBe("kibana");
  });

  it.each(["/api/v1/deployments", "/api/v1/users", "/index", "/elasticsearch", "/s/ops", "/api"])(
    "%s tells nothing",
    (path) => {
      expect(parseTarget(UNKNOWN + path)).toMatchObject({ api: "unknown", told: { api: "nothing" } });
      expect(parseTarget(UNKNOWN + path, { api: "kibana" })?.api).toBe("kibana");
    },
  );

  it("a written root is Elasticsearch's, if nothing at all tells otherwise", () => {
    expect(parseTarget(`${UNKNOWN}/`)).toMatchObject({ api: "elasticsearch", certain: false });
    expect(parseTarget(UNKNOWN)).toMatchObject({ api: "unknown" });
    expect(parseTarget(`${UNKNOWN}/`, { api: "kibana" })).toMatchObject({ api: "kibana", certain: true });
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

it("each row of each table has a source to look it up", () => {
  const rows = [
    ...HOST_ROWS,
    ...PORT_ROWS,
    ...PROXY_PORT_ROWS,
    ...ECE_PLATFORM_PORTS,
    ...PATH_ROWS,
    CLOUD_PATHS,
    ECE_ONLY_PATHS,
  ];
  for (const row of rows) expect(row.source).toMatch(/^https:\/\/\S+\.\S+\/\S+$/);
});
