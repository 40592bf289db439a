/** Every row of reference key-types 1.1, every pattern and step of 1.2, and every documented example of 1.5. */
import { describe, expect, it } from "vitest";
import { classify } from "../../../server/src/elastic/classify";
import type { Classification, Form, Kind } from "../../../server/src/elastic/model";
import {
  appSearchKey,
  ENCODED,
  eceKey,
  encode,
  enrollmentToken,
  essu,
  essuBadCrc,
  essuToken,
  jwt,
  KEY_ID,
  KEY_SECRET,
  PAIR,
  pairOf,
  serviceToken,
} from "../../support/keys";

const SHAPED: readonly Kind[] = [
  "elasticsearch-api-key",
  "serverless-project-api-key",
  "cross-cluster-api-key",
  "fleet-enrollment-token",
];

function told(text: string): Pick<Classification, "form" | "candidates"> {
  const { form, candidates } = classify(text);
  return { form, candidates };
}

describe("key-types 1.1: every row", () => {
  const rows: readonly (readonly [string, string, Form, readonly Kind[]])[] = [
    ["es-encoded, 20:22", ENCODED, "encoded", SHAPED],
    ["es-encoded, 22:22, no padding", encode(`6wHJmcQpReKBa42EHV5SBw:${KEY_SECRET}`), "encoded", SHAPED],
    ["es-encoded, 21:22, one =", encode(`6wHJmcQpReKBa42EHV5SB:${KEY_SECRET}`), "encoded", SHAPED],
    ["es-raw, 20:22", PAIR, "pair", SHAPED],
    ["es-raw, 22:22", `6wHJmcQpReKBa42EHV5SBw:${KEY_SECRET}`, "pair", SHAPED],
    ["es-secret-only", KEY_SECRET, "half", ["unknown"]],
    ["es-id-only, 20", "TiNAGG4BaaMdaH1tRfuU", "half", ["unknown"]],
    ["es-id-only, 22", "6wHJmcQpReKBa42EHV5SBw", "half", ["unknown"]],
    ["cross-cluster: the form of an encoded key", ENCODED, "encoded", SHAPED],
    ["cloud", essu(), "essu", ["elastic-cloud-api-key"]],
    ["cloud-dev", essu(ENCODED, "essu_dev_"), "essu", ["elastic-cloud-api-key"]],
    ["cloud-token", essuToken(), "essu", ["elastic-cloud-token"]],
    ["kibana-granted-cloud", encode(`${KEY_ID}:${essu()}`), "other", ["unknown"]],
    ["ece", eceKey(), "ece", ["ece-api-key"]],
    ["ece with a long user name", eceKey("first.last@corp.example"), "ece", ["ece-api-key"]],
    ["ece with a numeric user (cloud-legacy)", eceKey("1234567890"), "ece", ["ece-api-key"]],
    ["ece with a user beyond ASCII", eceKey("jörg"), "ece", ["ece-api-key"]],
    ["service-token", serviceToken(), "other", ["service-account-token"]],
    ["fleet-enrollment: the form of an encoded key", encode(pairOf(1)), "encoded", SHAPED],
    ["es-enrollment", enrollmentToken(), "other", ["elasticsearch-enrollment-token"]],
    ["apm-secret-token: free form", "b!gS3cret", "other", ["unknown"]],
    ["apm-agent-key: the form of an encoded key", encode(pairOf(2)), "encoded", SHAPED],
    ["jwt-bearer", jwt(), "other", ["jwt"]],
    ["basic, a built-in user", "elastic:Tr0ub4dor", "other", ["basic"]],
    ["App Search, private", appSearchKey("private"), "other", ["app-search-key"]],
    ["App Search, search", appSearchKey("search"), "other", ["app-search-key"]],
  ];

  it.each(rows)("%s", (_name, text, form, candidates) => {
    expect(told(text)).toEqual({ form, candidates });
  });

  it("reads the public id of an Elasticsearch-shaped key, and of no other", () => {
    expect(classify(ENCODED).id).toBe(KEY_ID);
    expect(classify(PAIR).id).toBe(KEY_ID);
    expect(classify(essu()).id).toBeUndefined();
    expect(classify(eceKey()).id).toBeUndefined();
    expect(classify(KEY_ID).id).toBeUndefined();
  });

  it("says which half it may be", () => {
    expect(classify(KEY_ID).half).toBe("id");
    expect(classify(KEY_SECRET).half).toBe("either");
    expect(classify(PAIR).half).toBeUndefined();
  });
});

describe("key-types 1.2: patterns and checks", () => {
  it.each([
    ["60 characters after the prefix are enough", essu("A".repeat(37))],
    ["a longer key is still a key", essu("A".repeat(200))],
  ])("essu: %s", (_name, text) => {
    expect(classify(text)).toMatchObject({ form: "essu", checksum: "matches" });
  });

  it.each([
    ["too short", `essu_${"A".repeat(56)}`],
    ["a length that no bytes have", essu().replace(/=+$/, "").slice(0, -2)],
    ["a letter that base64 has not", essu().replace("essu_V", "essu_!")],
    ["cut inside", essu().slice(0, 60)],
    ["nothing after the prefix but a few letters", "essu_Vm5"],
  ])("essu: %s is damaged", (_name, text) => {
    expect(classify(text)).toMatchObject({
      form: "damaged",
      damage: "altered-essu",
      candidates: ["elastic-cloud-api-key"],
    });
    expect(classify(text).mendedForm).toBeUndefined();
  });

  it("a cut access token is still told as a token", () => {
    expect(classify(essuToken().slice(0, -3))).toMatchObject({ form: "damaged", candidates: ["elastic-cloud-token"] });
  });

  it("a checksum that differs is not damage", () => {
    const { form, checksum, damage } = classify(essuBadCrc());
    expect({ form, checksum, damage }).toEqual({ form: "essu", checksum: "differs", damage: undefined });
  });

  it("the high four bytes of the checksum are zero", () => {
    const bytes = Buffer.from(essu().slice(5), "base64");
    bytes[bytes.length - 8] = 1;
    expect(classify(`essu_${bytes.toString("base64")}`).checksum).toBe("differs");
  });

  it("the left boundary is the start of the value", () => {
    expect(classify(`m${essu()}`).form).toBe("other");
    expect(classify(essu().toUpperCase()).form).toBe("other");
  });

  it.each([
    ["19 in front", `${KEY_ID.slice(1)}:${KEY_SECRET}`],
    ["23 in front", `${KEY_ID}abc:${KEY_SECRET}`],
    ["21 behind", `${KEY_ID}:${KEY_SECRET.slice(1)}`],
    ["23 behind", `${PAIR}a`],
    ["two colons", `${PAIR}:`],
    ["a letter that is not in the alphabet", `${KEY_ID}:${KEY_SECRET.slice(1)}+`],
  ])("esRaw needs its lengths and letters: %s", (_name, text) => {
    expect(classify(text).form).toBe("other");
    expect(classify(encode(text)).form).toBe("other");
  });

  it.each([
    ["31 hex digits", "user:0123456789abcdef0123456789abcde:AAAAAAAAAAAAAAAAAAAAAA"],
    ["upper-case hex", "user:0123456789ABCDEF0123456789ABCDEF:AAAAAAAAAAAAAAAAAAAAAA"],
    ["a secret of 21", "user:0123456789abcdef0123456789abcdef:AAAAAAAAAAAAAAAAAAAAA"],
    ["no user", ":0123456789abcdef0123456789abcdef:AAAAAAAAAAAAAAAAAAAAAA"],
  ])("eceDecoded needs its parts: %s", (_name, text) => {
    expect(classify(encode(text)).form).toBe("other");
  });

  it("a service token needs more than its first letters", () => {
    expect(classify("AAEAAWVsYXN0aWM").candidates).toEqual(["unknown"]);
  });

  it("a JWT has three parts, the last may be empty", () => {
    expect(classify("eyJhbGciOiJub25lIn0.eyJzdWIiOiJuIn0.").candidates).toEqual(["jwt"]);
    expect(classify("eyJhbGciOiJub25lIn0").candidates).toEqual(["unknown"]);
  });
});

describe("key-types 1.5: documented examples", () => {
  const examples: readonly (readonly [string, Form, readonly Kind[], string | undefined])[] = [
    [ENCODED, "encoded", SHAPED, KEY_ID],
    ["TiNAGG4BaaMdaH1tRfuU:KnR6yE41RrSowb0kQ0HWoA", "pair", SHAPED, "TiNAGG4BaaMdaH1tRfuU"],
    ["6wHJmcQpReKBa42EHV5SBw", "half", ["unknown"], undefined],
    [
      "bWFyYzo4ZTJmNmZkNjY5ZmQ0MDBkOTQ3ZjI3MTg3ZWI5MWZhYjpOQktHY05jclE0cTBzcUlnTXg3QTd3",
      "ece",
      ["ece-api-key"],
      undefined,
    ],
    [
      "bXl1c2VyOjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVmOkFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=",
      "ece",
      ["ece-api-key"],
      undefined,
    ],
    ["AAEAAWVsYXN0aWM...vZmxlZXQtc2VydmVyL3Rva2VuMTo3TFdaSDZ", "placeholder", ["unknown"], undefined],
    ["essu_...", "placeholder", ["unknown"], undefined],
    ["$EC_API_KEY", "reference", ["unknown"], undefined],
    ["${API_KEY}", "reference", ["unknown"], undefined],
    ["<apikey value>", "placeholder", ["unknown"], undefined],
    ["your-api-key", "placeholder", ["unknown"], undefined],
  ];

  it.each(examples)("%s", (text, form, candidates, id) => {
    expect(classify(text)).toMatchObject({ form, candidates, id });
  });

  it("the synthetic Cloud key, sound and with a bad checksum", () => {
    expect(essu()).toHaveLength(97);
    expect(essu(ENCODED, "essu_dev_")).toHaveLength(101);
    expect(classify(essu()).checksum).toBe("matches");
    expect(classify(essuBadCrc()).checksum).toBe("differs");
  });

  it("keys that appear in public samples", () => {
    expect(told("eAKuLOLWqsSxC6UqBSrk:UxWs74u4F934CxFp_TEu9v").form).toBe("pair");
    expect(told("ZE9NMVV3cEF2M0h0TkVHM210UHE6T1ZYZmQ2UnJ0SXQ4SlE3VUhmMk1jSw==").form).toBe("encoded");
    expect(told("bWFyYzoyNWEyODY1NzJjYzM3ZThjZTU4MzFlMWM2MjI2OWRjMzpPaTE2S0VVQ1lDdjRvb0lhT2pPQ3VF").form).toBe("ece");
  });
});

describe("contract 2.1: kinds that only resemble", () => {
  it.each(["elastic:changeme", "kibana_system:x9!kk2", encode("elastic:Tr0ub4dor"), encode("elastic:changeme")])(
    "%s names a built-in user",
    (text) => {
      expect(classify(text)).toMatchObject({ form: "other", candidates: ["basic"] });
      expect(classify(text).likely).toBeUndefined();
    },
  );

  it.each(["fleet_writer:Sup3rS3cret", "logs.shipper:p4ss-w0rd!"])("%s merely looks like user:password", (text) => {
    expect(classify(text)).toMatchObject({ form: "other", candidates: ["basic"], likely: true });
  });

  it.each([
    "localhost:9200",
    "http://elastic:x9@host",
    "vault:secret/data/x",
    "sha256:e3b0c44298fc1c149afbf4c8",
    "a:b:c:d",
  ])("%s does not", (text) => {
    expect(classify(text).candidates).toEqual(["unknown"]);
  });

  it.each(["elastic:<password>", "elastic:${ES_PWD}", "elastic:********"])("%s is an example", (text) => {
    expect(classify(text).candidates).toEqual(["unknown"]);
  });
});
