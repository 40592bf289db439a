/** Every row of reference targets 2.2 to 2.6 and every fixture of 2.10, in the contract's words (2.3). */
import { describe, expect, it } from "vitest";
import { ECK_SERVICES, HOST_ROWS, HOSTED_APPS, readHost, SERVERLESS_APPS } from "../../../server/src/elastic/hosts";
import type { Api, Deployment, Target } from "../../../server/src/elastic/model";
import { CLOUD_PATHS, ECE_ONLY_PATHS, PATH_ROWS } from "../../../server/src/elastic/paths";
import { ECE_PLATFORM_PORTS, PORT_ROWS, PROXY_PORT_ROWS } from "../../../server/src/elastic/ports";
import type { TargetDefaults } from "../../../server/src/elastic/targets";
import { eceOnlyPath, isControlPlaneConsole, parseTarget } from "../../../server/src/elastic/targets";

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
