/** Every way in which people damage a key (contract 2.2, reference failures A9, A16, B1 to B4), and the way back. */
import { describe, expect, it } from "vitest";
import { classify } from "../../../server/src/elastic/classify";
import { convertCredential, mendCredential } from "../../../server/src/elastic/convert";
import type { Damage, Form } from "../../../server/src/elastic/model";
import {
  ENCODED,
  eceKey,
  encode,
  essu,
  essuBadCrc,
  jwt,
  KEY_ID,
  KEY_SECRET,
  PAIR,
  pairOf,
  serviceToken,
} from "../../support/keys";

const utf16 = (text: string, bom = ""): string => Buffer.from(bom + text, "utf16le").toString("base64");
const utf16be = (text: string): string => Buffer.from(text, "utf16le").swap16().toString("base64");

const DAMAGED: readonly (readonly [string, string, Damage, Form, string])[] = [
  ["a default behind a colon and a dash", `-${PAIR}`, "dash", "pair", PAIR],
  ["encoded twice", encode(ENCODED), "double-encoded", "encoded", ENCODED],
  ["encoded three times", encode(encode(ENCODED)), "double-encoded", "encoded", ENCODED],
  ["an ECE key encoded again", encode(eceKey()), "double-encoded", "ece", eceKey()],
  ["encoded twice by echo", encode(`${ENCODED}\n`), "double-encoded", "encoded", ENCODED],
  ["echo without -n (B1)", encode(`${PAIR}\n`), "newline", "encoded", ENCODED],
  ["echo on Windows", encode(`${PAIR}\r\n`), "newline", "encoded", ENCODED],
  [
    "echo of an ECE key's parts",
    encode("myuser:0123456789abcdef0123456789abcdef:AAAAAAAAAAAAAAAAAAAAAA\n"),
    "newline",
    "ece",
    eceKey(),
  ],
  [
    "echo of a 22:22 pair",
    encode(`6wHJmcQpReKBa42EHV5SBw:${KEY_SECRET}\n`),
    "newline",
    "encoded",
    encode(`6wHJmcQpReKBa42EHV5SBw:${KEY_SECRET}`),
  ],
  ["echo, then encoded again", encode(encode(`${PAIR}\n`)), "double-encoded", "encoded", ENCODED],
  ["a space after the colon, encoded", encode(`${KEY_ID}: ${KEY_SECRET}`), "whitespace", "encoded", ENCODED],
  ["line-wrapped base64 (B4)", `${ENCODED.slice(0, 40)}\n${ENCODED.slice(40)}`, "whitespace", "encoded", ENCODED],
  ["a newline at the end", `${ENCODED}\n`, "whitespace", "encoded", ENCODED],
  ["a blank at the end of a Cloud key", `${essu()} `, "whitespace", "essu", essu()],
  ["a Cloud key broken over lines", `${essu().slice(0, 70)}\n  ${essu().slice(70)}`, "whitespace", "essu", essu()],
  ["a blank in the pair", `${KEY_ID}: ${KEY_SECRET}`, "whitespace", "pair", PAIR],
  ["a byte order mark", `\ufeff${PAIR}`, "whitespace", "pair", PAIR],
  ["a zero-width space", `${KEY_ID}:\u200b${KEY_SECRET}`, "whitespace", "pair", PAIR],
  ["UTF-16 from PowerShell (B3)", utf16(PAIR), "utf-16", "encoded", ENCODED],
  ["UTF-16 with a byte order mark", utf16(PAIR, "\ufeff"), "utf-16", "encoded", ENCODED],
  ["UTF-16, big-endian", utf16be(PAIR), "utf-16", "encoded", ENCODED],
  ["UTF-16 with a newline", utf16(`${PAIR}\r\n`), "utf-16", "encoded", ENCODED],
  ["a dot for the colon (A9)", `${KEY_ID}.${KEY_SECRET}`, "delimiter", "pair", PAIR],
  ["a semicolon for the colon", `${KEY_ID};${KEY_SECRET}`, "delimiter", "pair", PAIR],
  ["a blank for the colon", `${KEY_ID} ${KEY_SECRET}`, "delimiter", "pair", PAIR],
  ["a dot for the colon, encoded", encode(`${KEY_ID}.${KEY_SECRET}`), "delimiter", "encoded", ENCODED],
  ["the scheme inside (A16), around a pair", encode(`ApiKey ${PAIR}`), "scheme-inside", "encoded", ENCODED],
  ["the scheme inside, around an encoded key", encode(`ApiKey ${ENCODED}`), "scheme-inside", "encoded", ENCODED],
  ["the scheme inside, around a Cloud key", encode(`ApiKey ${essu()}`), "scheme-inside", "essu", essu()],
  ["the whole header inside", encode(`Authorization: ApiKey ${ENCODED}`), "scheme-inside", "encoded", ENCODED],
  ["a Cloud key encoded", encode(essu()), "cloud-key-encoded", "essu", essu()],
  ["a Cloud key encoded by echo", encode(`${essu()}\n`), "cloud-key-encoded", "essu", essu()],
  ["the padding cut by cut -d= -f2", ENCODED.replace(/=+$/, ""), "padding", "encoded", ENCODED],
  ["half of the padding cut", ENCODED.slice(0, -1), "padding", "encoded", ENCODED],
  ["too much padding", `${ENCODED}=`, "padding", "encoded", ENCODED],
  ["the padding of a Cloud key cut", essu().replace(/=+$/, ""), "padding", "essu", essu()],
  ["the padding of an ECE key cut", eceKey("myuse").replace(/=+$/, ""), "padding", "ece", eceKey("myuse")],
  ["quotes kept, as Compose lists do", `"${ENCODED}"`, "quotes", "encoded", ENCODED],
  ["single quotes kept", `'${PAIR}'`, "quotes", "pair", PAIR],
  ["typographic quotes", `“${essu()}”`, "quotes", "essu", essu()],
  ["quotes inside the base64", encode(`"${PAIR}"`), "quotes", "encoded", ENCODED],
  ["quotes around an encoded key with a newline", `"${encode(`${PAIR}\n`)}"`, "quotes", "encoded", ENCODED],
];

describe("damaged keys", () => {
  it.each(DAMAGED)("%s", (_name, text, damage, mendedForm, mended) => {
    expect(classify(text)).toMatchObject({ form: "damaged", damage, mendedForm });
    expect(mendCredential(text)).toEqual({ form: mendedForm, text: mended });
  });

  it.each(DAMAGED)("%s: candidates and id are those of the mended key", (_name, text, _damage, _form, mended) => {
    const { candidates, id } = classify(mended);
    expect(classify(text)).toMatchObject({ candidates, id });
  });

  it("a Cloud key in the URL-safe alphabet decodes once it is mended", () => {
    const keys = Array.from({ length: 64 }, (_, n) => essu(encode(pairOf(n))));
    const inner = keys.find((key) => /[+/]/.test(key.slice(5)));
    expect(inner).toBeDefined();
    const urlSafe = `essu_${inner!.slice(5).replaceAll("+", "-").replaceAll("/", "_")}`;
    expect(classify(urlSafe)).toMatchObject({ form: "damaged", damage: "altered-essu", mendedForm: "essu" });
    expect(mendCredential(urlSafe)).toEqual({ form: "essu", text: inner });
  });

  it("the sample of a deployment guide is reported for its newline, though it is an example (B2)", () => {
    expect(classify("YXBpX2tleV9pZDphcGlfa2V5X3NlY3JldAo=")).toMatchObject({ form: "damaged", damage: "newline" });
    expect(classify(encode("api_key_id:api_key_secret")).form).toBe("placeholder");
  });

  it("a lossy cut has no mended form", () => {
    expect(mendCredential(essu().slice(0, 50))).toBeUndefined();
    expect(classify(essu().slice(0, 50)).mendedForm).toBeUndefined();
  });
});

describe("what is not damaged", () => {
  it.each([
    ["a sound encoded key", ENCODED],
    ["a sound pair", PAIR],
    ["a sound Cloud key", essu()],
    ["a Cloud key whose checksum differs", essuBadCrc()],
    ["an ECE key", eceKey()],
    ["a service token", serviceToken()],
    ["a JWT", jwt()],
    ["a key that Kibana granted", encode(`${KEY_ID}:${essu()}`)],
    ["words with blanks", "the key of the logs cluster"],
    ["base64 of anything else", encode("just some text that is long enough")],
    ["base64 of a service token", encode(serviceToken())],
    ["a scheme in front, outside of base64", `ApiKey ${ENCODED}`],
    ["two keys in one value", `${PAIR},${pairOf(3)}`],
    ["a host name", "my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com"],
    ["names with a dot", "aaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbb"],
    ["one quote only", `"${ENCODED}`],
    ["too many layers", Array.from({ length: 9 }).reduce<string>((text) => encode(text), ENCODED)],
  ])("%s", (_name, text) => {
    expect(classify(text).damage).toBeUndefined();
    expect(classify(text).form).not.toBe("damaged");
    expect(mendCredential(text)).toBeUndefined();
  });
});

describe("convertCredential", () => {
  const table: readonly (readonly [
    string,
    string,
    Readonly<Record<"encoded" | "pair" | "essu" | "ece", string | undefined>>,
  ])[] = [
    ["encoded", ENCODED, { encoded: ENCODED, pair: PAIR, essu: undefined, ece: undefined }],
    ["pair", PAIR, { encoded: ENCODED, pair: PAIR, essu: undefined, ece: undefined }],
    ["essu", essu(), { encoded: undefined, pair: undefined, essu: essu(), ece: undefined }],
    [
      "essu with a bad checksum",
      essuBadCrc(),
      { encoded: undefined, pair: undefined, essu: essuBadCrc(), ece: undefined },
    ],
    ["ece", eceKey(), { encoded: undefined, pair: undefined, essu: undefined, ece: eceKey() }],
    ["service token", serviceToken(), { encoded: undefined, pair: undefined, essu: undefined, ece: undefined }],
    ["half", KEY_SECRET, { encoded: undefined, pair: undefined, essu: undefined, ece: undefined }],
    ["nothing", "", { encoded: undefined, pair: undefined, essu: undefined, ece: undefined }],
    ["damaged by a newline", encode(`${PAIR}\n`), { encoded: ENCODED, pair: PAIR, essu: undefined, ece: undefined }],
    ["a Cloud key encoded", encode(essu()), { encoded: undefined, pair: undefined, essu: essu(), ece: undefined }],
    [
      "a dot for the colon",
      `${KEY_ID}.${KEY_SECRET}`,
      { encoded: ENCODED, pair: PAIR, essu: undefined, ece: undefined },
    ],
  ];

  it.each(table)("%s", (_name, text, results) => {
    for (const to of ["encoded", "pair", "essu", "ece"] as const) expect(convertCredential(text, to)).toBe(results[to]);
  });

  it("leaves alone what is too long to be a credential", () => {
    expect(convertCredential(`"${"A".repeat(20_000)}"`, "encoded")).toBeUndefined();
  });
});
