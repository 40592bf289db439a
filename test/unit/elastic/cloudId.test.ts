/** The fixtures and the six steps of reference targets 2.8. */
import { describe, expect, it } from "vitest";
import { decodeCloudId } from "../../../server/src/elastic/cloudId";
import { encode } from "../../support/keys";

const ES = "0123456789abcdef0123456789abcdef";
const KB = "fedcba9876543210fedcba9876543210";

describe("2.8: fixtures", () => {
  it.each([
    [
      "ech-test",
      "ech-test:dXMtY2VudHJhbDEuZ2NwLmNsb3VkLmVzLmlvOjQ0MyQwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZiRmZWRjYmE5ODc2NTQzMjEwZmVkY2JhOTg3NjU0MzIxMA==",
      "ech",
      `${ES}.us-central1.gcp.cloud.es.io`,
      `${KB}.us-central1.gcp.cloud.es.io`,
      443,
      true,
    ],
    [
      "sls-test",
      "sls-test:dXMtZWFzdC0xLmF3cy5lbGFzdGljLmNsb3VkJDAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVmLmVzJDAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVmLmti",
      "serverless",
      `${ES}.es.us-east-1.aws.elastic.cloud`,
      `${ES}.kb.us-east-1.aws.elastic.cloud`,
      443,
      false,
    ],
    [
      "ece-test",
      "ece-test:MTkyLjAuMi4xMC5pcC5lcy5pbzo5MjQzJDAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVmJGZlZGNiYTk4NzY1NDMyMTBmZWRjYmE5ODc2NTQzMjEw",
      "ece",
      `${ES}.192.0.2.10.ip.es.io`,
      `${KB}.192.0.2.10.ip.es.io`,
      9243,
      true,
    ],
  ] as const)("%s", (label, text, deployment, elasticsearch, kibana, port, explicitPort) => {
    const common = { deployment, scheme: "https", port, explicitPort, path: "", certain: true };
    const told = { deployment: "cloud-id", api: "cloud-id" };
    expect(decodeCloudId(text)).toMatchObject({
      kind: "cloud-id",
      label,
      elasticsearch: { ...common, api: "elasticsearch", host: elasticsearch, told },
      kibana: { ...common, api: "kibana", host: kibana, told },
    });
  });
});

describe("2.8: steps", () => {
  const ids = (decoded: string, label = "x:"): string => label + encode(decoded);

  it("1. what follows the last colon counts; without one, all of it", () => {
    expect(decodeCloudId(ids("h.example$a$b", "my:own:label:"))).toMatchObject({ label: "my:own:label" });
    expect(decodeCloudId(ids("h.example$a$b", ""))).toMatchObject({
      label: "",
      elasticsearch: { host: "a.h.example" },
    });
    expect(decodeCloudId(`  ${ids("h.example$a$b")}\n`).kind).toBe("cloud-id");
  });

  it.each([
    ["x", "no-base64"],
    ["x:%%%", "no-base64"],
    [ids("h$a$b").replace(/=+$/, ""), "no-base64"],
    [`x:${"A".repeat(8000)}`, "no-base64"],
    ["", "empty"],
    ["x:", "empty"],
    [ids("no dollar at all"), "too-few-parts"],
    [ids("$a$b"), "too-few-parts"],
    [ids("h$$b"), "too-few-parts"],
    [ids("h.example#$a$b"), "bad-character"],
    [ids("h.example$a@x$b"), "bad-character"],
    [ids("h.example$a$b?c"), "bad-character"],
    [ids("h.example$a/../x$b"), "bad-character"],
    [ids("h.example\n$a$b"), "bad-character"],
    [ids("h.exämple$a$b"), "bad-character"],
    [ids("h.example:https$a$b"), "bad-port"],
    [ids("h.example$a:99999$b"), "bad-port"],
    [ids("h.example$a$b:"), "bad-port"],
  ])("2., 3., 5. %s is %s", (text, why) => {
    expect(decodeCloudId(text)).toEqual({ kind: "malformed", why });
  });

  it("3. Beats need the part for Kibana, others do not; an empty one is there", () => {
    const two = ids("h.example:9200$a");
    expect(decodeCloudId(two)).toMatchObject({ kind: "cloud-id", kibana: undefined, elasticsearch: { port: 9200 } });
    expect(decodeCloudId(two, { kibana: "required" })).toEqual({ kind: "malformed", why: "too-few-parts" });
    expect(decodeCloudId(ids("h.example$a$"), { kibana: "required" })).toMatchObject({
      kind: "cloud-id",
      kibana: undefined,
    });
    expect(decodeCloudId(ids("h.example$a$b$more$parts"))).toMatchObject({ kibana: { host: "b.h.example" } });
  });

  it("4. a port on an id beats that of the host", () => {
    expect(decodeCloudId(ids("h.example:1$a:2$b:3"))).toMatchObject({
      elasticsearch: { port: 2 },
      kibana: { port: 3 },
    });
    expect(decodeCloudId(ids("h.example:1$a$b"))).toMatchObject({ elasticsearch: { port: 1 }, kibana: { port: 1 } });
    expect(decodeCloudId(ids("h.example$a$b"))).toMatchObject({ elasticsearch: { port: 443, explicitPort: false } });
  });

  it("a domain that nobody knows leaves the deployment open, not the API", () => {
    expect(decodeCloudId(ids("h.example$a$b"))).toMatchObject({
      elasticsearch: {
        deployment: "unknown",
        api: "elasticsearch",
        certain: true,
        told: { deployment: "nothing", api: "cloud-id" },
      },
    });
  });

  it("the sample of a deployment guide names this machine, which is only likely", () => {
    expect(decodeCloudId("cloud_id:bG9jYWxob3N0OjkyMDAkMA==")).toMatchObject({
      elasticsearch: { host: "0.localhost", certain: false },
    });
  });
});
