/** Examples, references, encrypted values and halves, against each other: each text is one of them and no other. */
import { describe, expect, it } from "vitest";
import { classify } from "../../../server/src/elastic/classify";
import { ENCODED, eceKey, essu, KEY_ID, KEY_SECRET, PAIR, pairOf } from "../../support/keys";

describe("placeholders", () => {
  const EXAMPLES = [
    "",
    " ",
    "\n",
    "...",
    "essu_...",
    "essu_…",
    "xxxx",
    "XXXXXXXX",
    "xxxxxxx:yyyyyyyy",
    "****",
    "essu_********",
    "----",
    "<api_key>",
    "<your-api-key>",
    "<REDACTED>",
    "<YOUR_ELASTIC_API_KEY_HERE>",
    "[base 64 encoded key]",
    "[Managed OTLP Endpoint API key]",
    "{api-key}",
    "your-api-key",
    "YOUR_API_KEY",
    "your_elasticsearch_api_key_here",
    "your-base64-encoded-api-key",
    "yourApiKey",
    "changeme",
    "CHANGEME",
    "change_me",
    "ChangeMe123",
    "REPLACE_ME",
    "REPLACE_ME_API_KEY",
    "replace-with-your-key",
    "base64encodedapikeyhere==",
    "base64-encoded-id-colon-api-key",
    "example-key",
    "example_key",
    "api_key_example",
    "example",
    "id:api_key",
    "id:key",
    "api_key_id:api_key_secret",
    "username:password",
    "user:password",
    "<id>:<api_key>",
    "my-apikey",
    "my-secret-key",
    "my-token",
    "an_api_key",
    "api_key",
    "ES_API_KEY",
    "CCM-API-KEY",
    "ElasticsearchAPIKEY",
    "placeholder",
    "dummy",
    "unused",
    "bar",
    "null",
    "TODO",
    "XYZ==",
    "1234",
    "abc123",
    "test",
    "test-key-1",
    "none",
    "secret",
    "YOUR_GENERATED_API_KEY",
    "eHliTjVJOEItZ1FNUUMdwewewvUHI6cV9uZlRxxxxxxxxxxxxxxxxxxxxxx==",
    "xxxxxxxxxxxxxxxxxxxx:xxxxxxxxxxxxxxxxxxxxxx",
  ];

  it.each(EXAMPLES)("%j", (text) => {
    expect(classify(text)).toMatchObject({ form: "placeholder", candidates: ["unknown"] });
  });

  it.each([ENCODED, PAIR, essu(), eceKey(), pairOf(4), "exampleKeyexampleKey1:exampleKeyexampleKeyex"])(
    "a well-formed key is never one, documented or not: %#",
    (text) => {
      expect(["encoded", "pair", "essu", "ece"]).toContain(classify(text).form);
    },
  );

  it.each(["b!gS3cret", "api-key-prometheus", "hunter2hunter2", "9f8a7c6b5d4e3f2a1b0c9d8e7f6a5b4c", "k3y"])(
    "%j may be what somebody uses",
    (text) => {
      expect(classify(text).form).toBe("other");
    },
  );
});

describe("references", () => {
  it.each([
    "$ES_API_KEY",
    "${ES_API_KEY}",
    "${ES_API_KEY:}",
    "${env:ELASTIC_API_KEY}",
    "$(cat key.txt)",
    "${{ secrets.KEY }}",
    "{{ api_key }}",
    "{{.ESApiKey}}",
    "%API_KEY%",
    "op://vault/item/field",
    "vault:secret/data/es#key",
    "arn:aws:secretsmanager:eu-central-1:123456789:secret:es_secrets",
    "projects/p/secrets/es/versions/1",
  ])("%j", (text) => {
    expect(classify(text)).toMatchObject({ form: "reference", candidates: ["unknown"] });
  });
});

describe("ciphertext", () => {
  it.each([
    "ENC[AES256_GCM,data:c2VjcmV0,iv:aXY=,tag:dGFn,type:str]",
    "ENC[PKCS7,MIIBeQYJKoZIhvcNAQcDoIIBajCCAWYCAQAx]",
    "$ANSIBLE_VAULT;1.1;AES256\n6231",
    "  $ANSIBLE_VAULT;1.2;AES256;dev\n6231",
    "vault:v1:8SDd3WHDOjf7mq69CyCqYjBXAiQQAVZRkFM13ok481zoCmHnSeDX9vyf7w==",
    "{cipher}FKSAJDFGYOS8F7GLHAKERGFHLSAJ",
    "ENC(G6N718UuyPE5bHyWKyuLQSm02auQPUtm)",
    "-----BEGIN PGP MESSAGE-----\n\nhQEMA",
    "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl",
    `AQICAH${"h".repeat(160)}`,
    `AgB${"c".repeat(720)}`,
  ])("%j", (text) => {
    expect(classify(text)).toMatchObject({ form: "ciphertext", candidates: ["unknown"] });
  });

  it("a short value that merely begins like a sealed secret is none", () => {
    expect(classify("AgBcccccccccccccccccccccc").form).not.toBe("ciphertext");
  });
});

describe("halves", () => {
  it.each([
    KEY_ID,
    KEY_SECRET,
    "9zo-phnImMSqngOMwamVQC",
    "IHEg4yrv44pR9wHg0Rtp",
    ...[5, 6, 7, 8, 9].flatMap((n) => pairOf(n).split(":")),
  ])("%s", (text) => {
    expect(classify(text).form).toBe("half");
  });

  it.each([
    ["19 characters", KEY_ID.slice(1)],
    ["23 characters", `${KEY_SECRET}a`],
    ["no upper case", "ui2lp2axtnmsyakw9tvnnw"],
    ["no lower case", "UI2LP2AXTNMSYAKW9TVNNW"],
    ["no digit", "uiTlpTaxTNmsyakwXtvNnw"],
    ["an AWS access key id", "AKIAIOSFODNN7EXAMPLE"],
    ["a dictionary word", "Prod-Cluster-2024-Abc"],
    ["a word inside", "MyElasticApiKey12345x"],
    ["a pass phrase", "Welcome2024Welcome2024"],
    ["a secret of another service", "sk-Ab3dEf6hIj9kLmNoPqR"],
    ["a hash", "da39a3ee5e6b4b0d3255b"],
    ["a character of base64", "ui2lp2axTNmsyakw9tvN+w"],
  ])("%s is none", (_name, text) => {
    expect(classify(text).form).not.toBe("half");
  });
});
