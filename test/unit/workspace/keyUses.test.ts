/**
 * What a credential can be: the form leaves kinds open, a variable's name and the target remove some, and each step is
 * kept as evidence (contract.md 2.1, 3.2).
 */
import { describe, expect, test } from "vitest";
import type { KeyUse } from "../../../server/src/workspace/keyUse";
import { analysisOf } from "../../support/analyse";
import { runIn, surface } from "../../support/surface";
import { fillTokens } from "../../support/tokens";

const CLOUD = "https://api.elastic-cloud.com/api/v1/deployments";
const HOSTED = "https://a-d53192.es.us-east-1.aws.elastic-cloud.com";
const SERVERLESS = "https://a-d53192.es.us-east-1.aws.elastic.cloud";

function uses(text: string, file = "j.crontab", more: Readonly<Record<string, string>> = {}): readonly KeyUse[] {
  return analysisOf({ ...more, [file]: fillTokens(text) }, file)?.uses ?? [];
}

/** The one use of a job with these assignments above, as `kind form: candidates`. */
function curl(header: string, url = CLOUD, above = ""): string {
  const found = uses(`${above}0 1 * * * curl -H "${header}" ${url}\n`);
  return found
    .map(({ credential: { kind, form, candidates, byName } }) => {
      return `${kind} ${form}: ${candidates.join(" ")}${byName ? " by name" : ""}`;
    })
    .join("; ");
}

const SHAPED = "elasticsearch-api-key serverless-project-api-key cross-cluster-api-key fleet-enrollment-token";

describe("a variable's name", () => {
  test.each([
    ["EC_API_KEY", "elastic-cloud-api-key reference: elastic-cloud-api-key ece-api-key by name"],
    ["ec_apikey", "elastic-cloud-api-key reference: elastic-cloud-api-key ece-api-key by name"],
    ["TF_VAR_EC_API_KEY", "elastic-cloud-api-key reference: elastic-cloud-api-key ece-api-key by name"],
    ["ELASTIC_CLOUD_API_KEY", "elastic-cloud-api-key reference: elastic-cloud-api-key by name"],
    ["ELASTIC_APM_SECRET_TOKEN", "apm-secret-token reference: apm-secret-token by name"],
    ["FLEET_ENROLLMENT_TOKEN", "fleet-enrollment-token reference: fleet-enrollment-token by name"],
    ["FLEET_SERVER_SERVICE_TOKEN", "service-account-token reference: service-account-token by name"],
    ["ELASTICSEARCH_SERVICEACCOUNTTOKEN", "service-account-token reference: service-account-token by name"],
    ["ES_API_KEY", "unknown reference: unknown"],
    ["API_KEY", "unknown reference: unknown"],
    ["MY_EC_API_KEY", "unknown reference: unknown"],
    ["ELASTIC_CLOUD_API_KEY_OLD", "unknown reference: unknown"],
  ])("%s", (name, expected) => {
    expect(curl(`Authorization: ApiKey $${name}`)).toBe(expected);
  });

  test("narrows what the value's form leaves open, and does not contradict it", () => {
    const named = (name: string, value: string): string =>
      curl(`Authorization: ApiKey $${name}`, HOSTED, `${name}=${value}\n`);
    expect(named("FLEET_ENROLLMENT_TOKEN", "{{encoded}}")).toBe(
      "fleet-enrollment-token encoded: fleet-enrollment-token",
    );
    expect(named("EC_API_KEY", "{{encoded}}")).toBe(`elasticsearch-api-key encoded: ${SHAPED}`);
    expect(named("EC_API_KEY", "{{essu}}")).toMatch(/^elastic-cloud-api-key essu: elastic-cloud-api-key$/);
    expect(named("EC_API_KEY", "{{ece}}")).toMatch(/^(?:ece|elastic-cloud)-api-key ece: /);
  });

  test("says nothing about a value that is there and is no credential", () => {
    const named = (value: string): string => curl("Authorization: ApiKey $EC_API_KEY", CLOUD, `EC_API_KEY=${value}\n`);
    expect(named("changeme")).toBe("unknown placeholder: unknown");
    expect(named("hello-world-this-is-nothing")).toMatch(/^unknown (?:placeholder|other): unknown$/);
  });

  test("of two variables none is the name", () => {
    expect(curl("Authorization: ApiKey $EC_API_KEY$ELASTIC_CLOUD_API_KEY")).toBe("unknown reference: unknown");
  });

  test("of a setting's path only the last name counts", () => {
    const text = 'output.elasticsearch:\n  api_key: "${keys.EC_API_KEY}"\n';
    expect(uses(text, "filebeat.yml").map(({ credential }) => credential.candidates)).toEqual([
      ["elastic-cloud-api-key", "ece-api-key"],
    ]);
  });
});

describe("the target", () => {
  test.each([
    [HOSTED, "elasticsearch-api-key"],
    [SERVERLESS, "serverless-project-api-key"],
    ["https://es.corp.example", "elasticsearch-api-key"],
  ])("%s picks the natural reading of an Elasticsearch-shaped key", (url, kind) => {
    expect(curl("Authorization: ApiKey {{encoded}}", url)).toBe(`${kind} encoded: ${SHAPED}`);
  });
});

describe("what is no use", () => {
  test.each([
    ["Authorization: Bearer abc", CLOUD],
    ["Authorization: Basic ZWxhc3RpYzpjaGFuZ2VtZQ==", HOSTED],
    ["Authorization: Bearer {{service-token}}", HOSTED],
    ["Authorization: Bearer {{jwt}}", HOSTED],
    ["Authorization: Bearer {{essu-token}}", HOSTED],
    ["Authorization: token abcdefabcdefabcdefab", "https://api.example.com"],
    ["Authorization: ApiKey xyz", "https://api.example.com"],
    ["Authorization: $TOKEN", "https://api.example.com"],
    ["Content-Type: application/json", HOSTED],
  ])("%s to %s", (header, url) => {
    expect(curl(header, url)).not.toMatch(/elastic|service|jwt/);
    if (!header.includes("$")) expect(curl(header, url)).toBe("");
  });

  test("a key after the word of another scheme is one", () => {
    expect(curl("Authorization: Bearer {{encoded}}", HOSTED)).toBe(`elasticsearch-api-key encoded: ${SHAPED}`);
  });

  test("a whole header of another name, from a variable", () => {
    const above = 'H="X-Api-Key: {{encoded}}"\n';
    expect(curl("$H", HOSTED, above)).toBe("");
    expect(curl("$H", HOSTED)).toBe("");
  });
});

describe("a header from a variable", () => {
  test.each([
    ["Authorization: $V", "ApiKey {{encoded}}", "apikey ApiKey true"],
    ["Authorization: $V", "Bearer {{encoded}}", "bearer Bearer true"],
    ["Authorization: $V", "{{encoded}}", "undefined undefined false"],
    ["Authorization: ApiKey $V", "{{encoded}}", "apikey ApiKey false"],
    ["$V", '"Authorization: ApiKey {{encoded}}"', "apikey ApiKey true"],
    ["$V", '"authorization:ApiKey {{encoded}}"', "apikey ApiKey true"],
    ["$V", '"Authorization: {{encoded}}"', "undefined undefined false"],
  ])("%s with %s", (header, value, expected) => {
    const [use] = uses(`V=${value}\n0 1 * * * curl -H "${header}" ${HOSTED}\n`);
    expect(`${use?.header?.scheme} ${use?.header?.written} ${use?.header?.fromVariable}`).toBe(expected);
    expect(use?.credential.form).toBe("encoded");
  });
});

describe("evidence", () => {
  const evidence = (text: string, file?: string): string[] =>
    uses(text, file).flatMap((use) => use.evidence.map(({ from, says }) => `${from} ${says.id}`));

  test("keeps each step, in order", () => {
    expect(evidence(`EC_API_KEY={{essu}}\n0 1 * * * curl -H "Authorization: ApiKey $EC_API_KEY" ${CLOUD}\n`)).toEqual([
      "form form-essu",
      "variable variable-name",
      "setting command-header",
      "host host-elastic-cloud",
      "path path-api",
    ]);
    expect(evidence("output.elasticsearch:\n  api_key: {{pair}}\n  hosts: [h]\n", "filebeat.yml")).toEqual([
      "form form-pair",
      "setting setting",
    ]);
    expect(evidence("- module: elasticsearch\n  api_key: {{pair}}\n", "modules.d/e.yml").at(-1)).toBe(
      "default default-target",
    );
  });
});

describe("a name that is a key itself", () => {
  const filled = (name: string): string => fillTokens(`{{${name}}}`);

  test.each(["encoded", "essu", "secret", "unpadded", "double", "ece", "service-token"])(
    "{{%s}} between the braces is not shown",
    (name) => {
      for (const value of [`"\${${filled(name)}}"`, `$${filled(name)}`, `"%${filled(name)}%"`]) {
        for (const [file, block] of [
          ["otel.yml", "exporters:\n  elasticsearch:\n"],
          ["filebeat.yml", "output.elasticsearch:\n"],
        ] as const) {
          const seen = surface({ [file]: `${block}    api_key: ${value}\n` }, file);
          expect(seen).not.toBe("");
          expect(runIn(seen, filled(name).slice(4, -2))).toBeUndefined();
        }
      }
    },
  );
});
