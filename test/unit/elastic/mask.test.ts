import { describe, expect, test } from "vitest";
import { maskKeys } from "../../../server/src/elastic/mask";
import { CANARIES, leakIn } from "../../support/canary";

describe("maskKeys", () => {
  test.each([
    "ES_API_KEY",
    "ELASTICSEARCH_API_KEY_2026",
    "output.elasticsearch.api_key",
    "monitoring.elasticsearch.cloud.id",
    "exporters.elasticsearch/logs-2.headers.Authorization",
    "metricbeat.modules[3].api_key",
    "/api/v1/deployments",
    "kubernetes_secrets.default.elastic-agent.api-key",
    "keyfit-no-such-rule",
    "myDeploymentApiKeyV2",
    "My-Deployment-D53192",
    "0123456789abcdef0123456789abcdef",
    "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443/logs-2026.11.24",
    "",
  ])("leaves %j as it is", (name) => {
    expect(maskKeys(name)).toBe(name);
  });

  test("masks a part of a path and leaves the rest", () => {
    expect(maskKeys("exporters.ui2lp2axTNmsyakw9tvNnw.api_key")).toBe("exporters.ui2l…nw.api_key");
  });

  // A password looks like any other word, and a key with a blank in it is two of them.
  test.each(CANARIES.filter(({ shapeless, value }) => !shapeless && !value.includes(" ")))(
    "masks $name in the place of a name",
    ({ value }) => {
      for (const text of [
        value,
        `\${${value}}`,
        `$(${value})`,
        `the name ${value} here`,
        `a.${value}.b`,
        `a/${value}`,
      ]) {
        expect(leakIn(maskKeys(text))).toBeUndefined();
      }
    },
  );
});
