/** A sealed text leaks nothing, whatever a program does with it by accident, and hands out facts that are right. */
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Secret } from "../../../server/src/elastic/secret";
import {
  cloudIdOf,
  concatSecrets,
  equalsText,
  headerValue,
  isTrueLike,
  seal,
  splitScheme,
  targetOf,
  userInfoOf,
} from "../../../server/src/elastic/secret";
import {
  appSearchKey,
  ENCODED,
  eceKey,
  encode,
  enrollmentToken,
  essu,
  essuBadCrc,
  jwt,
  KEY_ID,
  KEY_SECRET,
  PAIR,
  pairOf,
  serviceToken,
} from "../../support/keys";

const TEXTS: readonly (readonly [string, string])[] = [
  ["encoded", ENCODED],
  ["pair", PAIR],
  ["essu", essu()],
  ["essu, bad checksum", essuBadCrc()],
  ["essu_dev", essu(ENCODED, "essu_dev_")],
  ["ece", eceKey()],
  ["half", KEY_SECRET],
  ["damaged", encode(`${PAIR}\n`)],
  ["service token", serviceToken()],
  ["jwt", jwt()],
  ["App Search", appSearchKey()],
  ["enrollment", enrollmentToken()],
  ["basic", "logstash_system:Tr0ub4dor"],
  ["a password", "Sup3rS3cret"],
];

/** What a program does that takes a secret for a text. */
function careless(secret: Secret): string {
  return secret as unknown as string;
}

/** Every way in which an object turns into something else. */
const SURFACES: Readonly<Record<string, (secret: Secret) => string>> = {
  String: (secret) => String(secret),
  template: (secret) => `${careless(secret)}`,
  concat: (secret) => "key ".concat(careless(secret)),
  "JSON.stringify": (secret) => JSON.stringify({ secret, list: [secret] }),
  "util.inspect": (secret) => inspect(secret, { showHidden: true, depth: 9, getters: true, customInspect: true }),
  "util.inspect, plain": (secret) =>
    inspect({ secret }, { showHidden: true, depth: 9, getters: true, customInspect: false }),
  structuredClone: (secret) => inspect(structuredClone(Object.assign({}, { secret: { ...secret } })), { depth: 9 }),
  "structuredClone of itself": (secret) => {
    try {
      return inspect(structuredClone(secret), { depth: 9 });
    } catch (error) {
      return String(error);
    }
  },
  spread: (secret) => inspect({ ...secret }, { depth: 9, showHidden: true }),
  "Object.entries": (secret) => JSON.stringify([Object.entries(secret), Object.getOwnPropertyNames(secret)]),
  "for in": (secret) => {
    let text = "";
    for (const name in secret) text += name + String((secret as unknown as Record<string, unknown>)[name]);
    return text;
  },
  "Error message": (secret) => new Error(`refused: ${careless(secret)}`).stack ?? "",
  "Error cause": (secret) => inspect(new Error("refused", { cause: secret }), { depth: 9, showHidden: true }),
  "thrown TypeError": (secret) => {
    try {
      return (secret as unknown as () => string)();
    } catch (error) {
      return String(error);
    }
  },
  classification: (secret) => JSON.stringify(secret.classification),
  shown: (secret) => secret.shown,
  digest: (secret) => secret.digest("seed"),
  "parts of a header": (secret) => JSON.stringify(splitScheme(concatSecrets(["ApiKey ", secret]))),
};

/** The longest stretch of `secret` that `output` may repeat: four characters at the front and two at the back. */
function leaks(text: string, output: string): string | undefined {
  const body = text.replace(/^essu_(?:dev_)?/, "");
  for (let at = 0; at + 5 <= body.length; at += 1) {
    const run = body.slice(at, at + 5);
    if (output.includes(run)) return run;
  }
  return undefined;
}

describe("a sealed text leaks nothing", () => {
  describe.each(TEXTS)("%s", (_name, text) => {
    it.each(Object.keys(SURFACES))("%s", (surface) => {
      const secret = seal(text);
      const { id } = secret;
      // The id half of a key is public and may be shown whole (contract 5.3).
      const output = SURFACES[surface]!(secret).replaceAll(id ?? "\0", "");
      expect(leaks(text, output)).toBeUndefined();
    });
  });

  it("the check would notice", () => {
    expect(leaks(ENCODED, `key ${ENCODED.slice(10, 16)}`)).toBeDefined();
  });

  it("is frozen and has no property of its own", () => {
    const secret = seal(PAIR);
    expect(Reflect.ownKeys(secret)).toEqual([]);
    expect(() => Object.assign(secret, { text: "x" })).toThrow();
  });
});

describe("shown", () => {
  it.each([
    ["", ""],
    ["abc", "…"],
    ["abcdef", "ab…"],
    ["abcdefghijk", "ab…"],
    ["abcdefghijkl", "abcd…kl"],
    [ENCODED, "VnVh…=="],
    [PAIR, "VuaC…nw"],
    [essu(), "essu_Vm5W…"],
    ["essu_", "…"],
    ["essu_abcdefg", "essu_…"],
    ["line\none and more", "line…re"],
    ["\u202eevil text here", "·evi…re"],
    ["💥💥💥💥💥💥💥", "····…··"],
  ])("%j is shown as %j", (text, shown) => {
    expect(seal(text).shown).toBe(shown);
  });

  it("never holds more than four and two characters, nor a fifth of a prefix", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 200 }), fc.constantFrom(...TEXTS.map(([, text]) => text))),
        (text) => {
          const { shown } = seal(text);
          const [front = "", back = ""] = shown.replace(/^essu_(?:dev_)?/, "").split("…");
          expect(front.length).toBeLessThanOrEqual(4);
          expect(back.length).toBeLessThanOrEqual(2);
          expect(shown.length).toBeLessThanOrEqual(14);
          if (text.length < 12) expect(front.length + back.length).toBeLessThanOrEqual(2);
          expect(shown).toMatch(/^[\x21-\x7e…·]*$/);
        },
      ),
    );
  });
});

describe("same and digest", () => {
  const keys: readonly Secret[] = [
    ENCODED,
    PAIR,
    encode(`${PAIR}\n`),
    pairOf(1),
    encode(pairOf(1)),
    essu(),
    essuBadCrc(),
    eceKey(),
    "",
    "a",
  ].map(seal);

  it("equal ids are one key, whatever the form", () => {
    expect(seal(ENCODED).same(seal(PAIR))).toBe(true);
    expect(seal(encode(`${PAIR}\n`)).same(seal(PAIR))).toBe(true);
    expect(seal(PAIR).same(seal(pairOf(1)))).toBe(false);
    expect(seal(essu()).same(seal(essu()))).toBe(true);
    expect(seal(essu()).same(seal(ENCODED))).toBe(false);
    expect(seal(KEY_ID).same(seal(PAIR))).toBe(false);
  });

  it("digests are equal exactly where credentials are the same", () => {
    for (const left of keys) {
      for (const right of keys) expect(left.digest("s") === right.digest("s")).toBe(left.same(right));
    }
  });

  it("a digest depends on its seed", () => {
    expect(seal(PAIR).digest("one")).not.toBe(seal(PAIR).digest("two"));
  });
});

describe("facts", () => {
  it("knows blank and length", () => {
    expect([seal("").isBlank, seal(" \n").isBlank, seal(" a").isBlank]).toEqual([true, true, false]);
    expect(seal(ENCODED).length).toBe(60);
  });

  it("joins parts", () => {
    expect(concatSecrets([KEY_ID, ":", seal(KEY_SECRET)]).same(seal(ENCODED))).toBe(true);
    expect(concatSecrets([]).open()).toBe("");
  });

  const HEADERS: readonly (readonly [string, string | undefined, string | undefined, string, number])[] = [
    [`ApiKey ${ENCODED}`, "apikey", "ApiKey", ENCODED, 7],
    [`apikey ${ENCODED}`, "apikey", "apikey", ENCODED, 7],
    [`APIKEY\t ${ENCODED}  `, "apikey", "APIKEY", ENCODED, 8],
    [`  ApiKey   ${ENCODED}`, "apikey", "ApiKey", ENCODED, 11],
    ["Bearer abc", "bearer", "Bearer", "abc", 7],
    ["basic abc", "basic", "basic", "abc", 6],
    ["AutoOpsToken abc", "other", "AutoOpsToken", "abc", 13],
    ["constructor abc", "other", "constructor", "abc", 12],
    [ENCODED, undefined, undefined, ENCODED, 0],
    [` ${PAIR} `, undefined, undefined, PAIR, 1],
    [`${KEY_ID} ${KEY_SECRET}`, undefined, undefined, `${KEY_ID} ${KEY_SECRET}`, 0],
    [`${KEY_ID}: x`, undefined, undefined, `${KEY_ID}: x`, 0],
    ["ApiKey ", "apikey", "ApiKey", "", 7],
    ["ApiKey", "apikey", "ApiKey", "", 6],
    ["token", undefined, undefined, "token", 0],
    ["", undefined, undefined, "", 0],
    [`ApiKey ${ENCODED}\n`, "apikey", "ApiKey", `${ENCODED}\n`, 7],
  ];

  it.each(HEADERS)("splits the scheme off %j", (text, scheme, written, rest, restOffset) => {
    const split = splitScheme(seal(text));
    const writtenOffset = /^[ \t]*/.exec(text)?.[0].length;
    expect({ ...split, rest: split.rest.open() }).toEqual({ scheme, written, writtenOffset, rest, restOffset });
  });

  it.each([
    [`Authorization: ApiKey ${ENCODED}`, `ApiKey ${ENCODED}`, 15],
    ["authorization:Bearer x", "Bearer x", 14],
    ["  AUTHORIZATION :  x ", "x", 19],
    ["Authorization:", "", 14],
  ])("finds the value in %j", (text, rest, restOffset) => {
    const value = headerValue(seal(text), "Authorization");
    expect(value && { rest: value.rest.open(), restOffset: value.restOffset }).toEqual({ rest, restOffset });
  });

  it.each(["X-Authorization: x", "Authorizations: x", "Content-Type: application/json", "Authorization x", "", "Auth"])(
    "finds none in %j",
    (text) => {
      expect(headerValue(seal(text), "Authorization")).toBeUndefined();
    },
  );

  it("hands out targets, Cloud IDs and plain facts", () => {
    expect(targetOf(seal("https://elastic:x9@h.example:9200"), {})).toMatchObject({ host: "h.example", port: 9200 });
    expect(targetOf(seal(PAIR), {})).toBeUndefined();
    expect(cloudIdOf(seal("x")).kind).toBe("malformed");
    expect(userInfoOf(seal("https://elastic:x9@h.example"))).toBe(true);
    expect(userInfoOf(seal("https://h.example/a@b"))).toBe(false);
    expect(["true", "Yes", " on ", "1"].map((text) => isTrueLike(seal(text)))).toEqual([true, true, true, true]);
    expect(["false", "", "truely", "0"].map((text) => isTrueLike(seal(text)))).toEqual([false, false, false, false]);
    expect([equalsText(seal("none"), "none"), equalsText(seal("None"), "none")]).toEqual([true, false]);
  });
});
