/** Contract 2.1 (the natural reading) and 2.4 (the verdict), sentence by sentence and over every combination. */
import { describe, expect, it } from "vitest";
import { classify } from "../../../server/src/elastic/classify";
import { opens } from "../../../server/src/elastic/matrix";
import type { Api, Deployment, Kind, Verdict } from "../../../server/src/elastic/model";
import { APIS, DEPLOYMENTS } from "../../../server/src/elastic/model";
import { naturalKind, verdictOf } from "../../../server/src/elastic/verdict";
import { ENCODED, eceKey, essu, essuToken, jwt, PAIR, serviceToken } from "../../support/keys";

type Place = Readonly<{ deployment: Deployment; api: Api }>;

const SHAPED = classify(ENCODED).candidates;
const STACK = ["ech", "ece", "eck", "self-managed"] as const;

function verdict(candidates: readonly Kind[], deployment: Deployment, api: Api, expects?: Kind): Verdict {
  const place = { deployment, api };
  return verdictOf(candidates, naturalKind(candidates, place, expects), place).verdict;
}

describe("2.1: the natural reading of an Elasticsearch-shaped key", () => {
  it.each([
    [
      "a serverless target",
      { deployment: "serverless", api: "elasticsearch" },
      undefined,
      "serverless-project-api-key",
    ],
    [
      "remote-cluster credentials",
      { deployment: "unknown", api: "unknown" },
      "cross-cluster-api-key",
      "cross-cluster-api-key",
    ],
    ["a remote-cluster target", { deployment: "ech", api: "remote-cluster" }, undefined, "cross-cluster-api-key"],
    [
      "an enrollment setting",
      { deployment: "serverless", api: "fleet" },
      "fleet-enrollment-token",
      "fleet-enrollment-token",
    ],
    ["a stack target", { deployment: "ech", api: "elasticsearch" }, "elasticsearch-api-key", "elasticsearch-api-key"],
    [
      "a serverless target, and a setting for keys",
      { deployment: "serverless", api: "elasticsearch" },
      "elasticsearch-api-key",
      "serverless-project-api-key",
    ],
    ["anything else", { deployment: "unknown", api: "unknown" }, undefined, "elasticsearch-api-key"],
  ] as readonly (readonly [string, Place, Kind | undefined, Kind])[])("%s", (_name, place, expects, natural) => {
    expect(naturalKind(SHAPED, place, expects)).toBe(natural);
  });

  it("is always one of the candidates", () => {
    const platform: readonly Kind[] = ["elastic-cloud-api-key", "ece-api-key"];
    expect(naturalKind(platform, { deployment: "ece", api: "ece" })).toBe("ece-api-key");
    expect(naturalKind(platform, { deployment: "elastic-cloud", api: "cloud" })).toBe("elastic-cloud-api-key");
    expect(naturalKind(platform, { deployment: "ech", api: "elasticsearch" })).toBe("elastic-cloud-api-key");
    expect(naturalKind(["jwt"], { deployment: "serverless", api: "elasticsearch" }, "elasticsearch-api-key")).toBe(
      "jwt",
    );
    expect(naturalKind([], { deployment: "ech", api: "elasticsearch" })).toBe("unknown");
  });
});

describe("2.4: an Elastic Cloud key", () => {
  const candidates = classify(essu()).candidates;
  const EXPECTED: Readonly<Record<string, Verdict>> = {
    ...Object.fromEntries(
      STACK.flatMap((each) => [
        [`${each} elasticsearch`, "mismatch"],
        [`${each} kibana`, "mismatch"],
      ]),
    ),
    ...Object.fromEntries(STACK.map((each) => [`${each} remote-cluster`, "mismatch"])),
    "serverless elasticsearch": "depends",
    "serverless kibana": "depends",
    "elastic-cloud cloud": "fits",
    "elastic-cloud cloud-serverless": "fits",
    "ece ece": "mismatch",
    "unknown ece": "mismatch",
    "unknown remote-cluster": "mismatch",
  };

  for (const deployment of DEPLOYMENTS) {
    it.each(APIS)(`${deployment} %s`, (api) => {
      expect(verdict(candidates, deployment, api)).toBe(EXPECTED[`${deployment} ${api}`] ?? "unknown");
    });
  }

  it("needs API access on serverless", () => {
    const judged = verdictOf(candidates, "elastic-cloud-api-key", { deployment: "serverless", api: "kibana" });
    expect(judged).toMatchObject({ verdict: "depends", reason: "needs-api-access", cell: { condition: "f" } });
  });
});

describe("2.4: an Elasticsearch-shaped key", () => {
  const EXPECTED: Readonly<Record<string, Verdict>> = {
    ...Object.fromEntries(
      STACK.flatMap((each) =>
        ["elasticsearch", "kibana", "apm", "fleet", "remote-cluster"].map((api) => [`${each} ${api}`, "fits"]),
      ),
    ),
    "ech otlp": "fits",
    ...Object.fromEntries(
      ["elasticsearch", "kibana", "apm", "fleet", "otlp"].map((api) => [`serverless ${api}`, "fits"]),
    ),
    ...Object.fromEntries(
      ["elasticsearch", "kibana", "apm", "fleet", "remote-cluster"].map((api) => [`unknown ${api}`, "fits"]),
    ),
    "elastic-cloud cloud": "mismatch",
    "elastic-cloud cloud-serverless": "mismatch",
    "unknown cloud": "mismatch",
    "unknown cloud-serverless": "mismatch",
    "ece ece": "mismatch",
    "unknown ece": "mismatch",
  };

  for (const deployment of DEPLOYMENTS) {
    it.each(APIS)(`${deployment} %s`, (api) => {
      expect(verdict(SHAPED, deployment, api)).toBe(EXPECTED[`${deployment} ${api}`] ?? "unknown");
      // Encoding never changes the verdict.
      expect(verdict(classify(PAIR).candidates, deployment, api)).toBe(verdict(SHAPED, deployment, api));
    });
  }

  it("declared as one kind, that kind alone decides", () => {
    expect(verdict(["elasticsearch-api-key"], "serverless", "elasticsearch")).toBe("mismatch");
    expect(verdict(["serverless-project-api-key"], "ech", "elasticsearch")).toBe("mismatch");
    expect(verdict(["elasticsearch-api-key"], "ech", "remote-cluster")).toBe("mismatch");
    expect(verdict(["cross-cluster-api-key"], "ech", "elasticsearch")).toBe("mismatch");
    expect(verdict(["cross-cluster-api-key"], "unknown", "elasticsearch")).toBe("mismatch");
    expect(verdict(["elasticsearch-api-key"], "unknown", "elasticsearch")).toBe("fits");
    expect(verdict(["fleet-enrollment-token"], "ech", "elasticsearch")).toBe("fits");
    expect(verdict(["fleet-enrollment-token"], "ech", "apm")).toBe("mismatch");
  });

  it("a setting that wants another kind makes it unknown, not a mismatch", () => {
    const place = { deployment: "ech", api: "elasticsearch" } as const;
    expect(verdictOf(SHAPED, "cross-cluster-api-key", place)).toMatchObject({
      verdict: "unknown",
      reason: "other-reading",
    });
  });
});

describe("2.4: other credentials", () => {
  const ece = classify(eceKey()).candidates;

  it("an ECE key opens the ECE API and nothing else; on unknown hosts nobody knows", () => {
    for (const deployment of DEPLOYMENTS) {
      for (const api of APIS) {
        const open = api === "ece" && (deployment === "ece" || deployment === "unknown");
        const silent: readonly string[] = [
          "unknown elasticsearch",
          "unknown kibana",
          "unknown cloud",
          "unknown cloud-serverless",
        ];
        const refused =
          deployment === "unknown"
            ? ["apm", "fleet", "remote-cluster"].includes(api)
            : opens("ece-api-key", deployment, api).answer === "no";
        const expected = open ? "fits" : refused && !silent.includes(`${deployment} ${api}`) ? "mismatch" : "unknown";
        expect([deployment, api, verdict(ece, deployment, api)]).toEqual([deployment, api, expected]);
      }
    }
  });

  it("tokens follow the matrix where it has them", () => {
    const service = classify(serviceToken()).candidates;
    expect(verdict(service, "ech", "elasticsearch")).toBe("fits");
    expect(verdict(service, "serverless", "kibana")).toBe("fits");
    expect(verdict(service, "unknown", "elasticsearch")).toBe("fits");
    expect(verdict(service, "elastic-cloud", "cloud")).toBe("mismatch");
    expect(verdict(["apm-secret-token"], "ech", "apm")).toBe("fits");
    expect(verdict(["apm-secret-token"], "serverless", "apm")).toBe("mismatch");
    expect(verdict(["apm-secret-token"], "unknown", "apm")).toBe("unknown");
    expect(verdict(["elasticsearch-enrollment-token"], "ech", "elasticsearch")).toBe("mismatch");
  });

  it("and are unknown where it has not", () => {
    for (const candidates of [
      classify(jwt()).candidates,
      classify(essuToken()).candidates,
      ["basic"] as const,
      ["app-search-key"] as const,
    ]) {
      expect(verdict(candidates, "ech", "elasticsearch")).toBe("unknown");
    }
  });

  it("nothing is said about what cannot be told", () => {
    expect(verdictOf(["unknown"], "unknown", { deployment: "ech", api: "elasticsearch" }).reason).toBe(
      "credential-unknown",
    );
    expect(verdictOf([], "unknown", { deployment: "ech", api: "elasticsearch" }).reason).toBe("credential-unknown");
    expect(verdictOf(SHAPED, "elasticsearch-api-key", { deployment: "ech", api: "unknown" }).reason).toBe(
      "target-unknown",
    );
  });

  it("two readings by name: a mismatch needs both to be refused", () => {
    const either: readonly Kind[] = ["elastic-cloud-api-key", "ece-api-key"];
    expect(verdict(either, "ech", "elasticsearch")).toBe("mismatch");
    expect(verdict(either, "elastic-cloud", "cloud")).toBe("fits");
    expect(verdict(either, "ece", "ece")).toBe("fits");
    expect(verdict(either, "unknown", "cloud")).toBe("unknown");
  });
});
