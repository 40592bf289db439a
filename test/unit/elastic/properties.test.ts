/** What holds for any text at all: nothing throws, nothing takes long, nothing leaks, and every way has a way back. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classify } from "../../../server/src/elastic/classify";
import { decodeCloudId } from "../../../server/src/elastic/cloudId";
import { convertCredential, mendCredential } from "../../../server/src/elastic/convert";
import { FORMS, KINDS } from "../../../server/src/elastic/model";
import { headerValue, seal, splitScheme } from "../../../server/src/elastic/secret";
import { parseTarget, sameDeployment } from "../../../server/src/elastic/targets";
import { ENCODED, eceKey, encode, essu, jwt, PAIR, pairOf, serviceToken } from "../../support/keys";

const KEYS = [PAIR, ENCODED, essu(), eceKey(), jwt(), serviceToken(), encode(`${PAIR}\n`), encode(essu())];
const URLS = [
  "https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud",
  "http://localhost:9200/_bulk",
  "${ES}:9200",
];

/** Any text, and texts that are one edit away from a credential or a URL. */
const anyText = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: "binary", maxLength: 100 }),
  fc
    .tuple(fc.constantFrom(...KEYS, ...URLS), fc.nat(), fc.nat(3), fc.string({ unit: "binary", maxLength: 3 }))
    .map(([text, at, cut, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + cut);
    }),
);

const half = (length: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")),
    minLength: length,
    maxLength: length,
  });
const anyPair = fc
  .tuple(fc.integer({ min: 20, max: 22 }).chain(half), half(22))
  .map(([id, secret]) => `${id}:${secret}`)
  // 21 characters with a dash in front are no id but a slip (mend.ts).
  .filter((pair) => !/^[xyz]+:[xyz]+$/i.test(pair) && !/^-.{20}:/.test(pair));

describe("for any text", () => {
  it("everything answers, in the contract's words", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const told = classify(text);
        expect(FORMS).toContain(told.form);
        expect(told.candidates.length).toBeGreaterThan(0);
        for (const kind of told.candidates) expect(KINDS).toContain(kind);
        expect(told.damage !== undefined).toBe(told.form === "damaged");
        mendCredential(text);
        decodeCloudId(text);
        const target = parseTarget(text);
        if (target) expect(sameDeployment(target, target)).not.toBe("different");
        const split = splitScheme(seal(text));
        expect(text.slice(split.restOffset, split.restOffset + split.rest.length)).toBe(split.rest.open());
        headerValue(seal(text), "Authorization");
      }),
      { numRuns: 1000 },
    );
  });

  it("the result holds no run of the text beyond the mask and the id", () => {
    fc.assert(
      fc.property(anyPair, fc.constantFrom(identity, encode, twice, echoed, quoted, essuOf), (pair, write) => {
        const text = write(pair);
        const output = JSON.stringify(classify(text)).replaceAll(pair.slice(0, pair.indexOf(":")), "");
        const body = text.replace(/^essu_/, "");
        for (let at = 0; at + 7 <= body.length; at += 1) expect(output).not.toContain(body.slice(at, at + 7));
      }),
    );
  });

  it("what is mended is sound, and classifies as it was announced", () => {
    fc.assert(
      fc.property(anyPair, fc.constantFrom(twice, echoed, quoted, wrapped), (pair, damage) => {
        const text = damage(pair);
        const told = classify(text);
        const mended = mendCredential(text);
        expect(told.form).toBe("damaged");
        expect(mended?.form).toBe(told.mendedForm);
        expect(classify(mended!.text)).toMatchObject({
          form: told.mendedForm,
          id: told.id,
          candidates: told.candidates,
        });
        expect(mendCredential(mended!.text)).toBeUndefined();
      }),
    );
  });

  it("converting there and back changes nothing", () => {
    fc.assert(
      fc.property(anyPair, (pair) => {
        const encoded = convertCredential(pair, "encoded");
        expect(encoded).toBe(encode(pair));
        expect(convertCredential(encoded!, "pair")).toBe(pair);
        expect(classify(pair).form).toBe("pair");
        expect(classify(encoded!)).toMatchObject({ form: "encoded", id: pair.slice(0, pair.indexOf(":")) });
      }),
    );
  });

  it("any payload in an essu_ has a checksum that matches, and differs after one changed character", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(), (n, place) => {
        const key = essu(encode(pairOf(n)));
        expect(classify(key)).toMatchObject({ form: "essu", checksum: "matches" });
        const at = 5 + (place % 80);
        const changed = key.slice(0, at) + (key[at] === "A" ? "B" : "A") + key.slice(at + 1);
        expect(classify(changed)).toMatchObject({ form: "essu", checksum: "differs" });
      }),
      { numRuns: 60 },
    );
  });
});

describe("for hostile length", () => {
  const unit = 10_000_000;
  const HOSTILE: readonly (readonly [string, string])[] = [
    ["one letter", "A".repeat(unit)],
    ["base64 of nothing", `${"QUFB".repeat(unit / 4)}`],
    ["padding", "=".repeat(unit)],
    ["blanks", " ".repeat(unit)],
    ["quotes", '"'.repeat(unit)],
    ["colons", ":".repeat(unit)],
    ["dollars", "${".repeat(unit / 2)],
    ["angles", "<".repeat(unit)],
    ["a Cloud key that does not end", `essu_${"A".repeat(unit)}`],
    ["a JWT that does not end", `eyJ${"a.".repeat(unit / 2)}`],
    ["slashes", `https://${"/".repeat(unit)}`],
    ["at signs", `https://${"@".repeat(unit)}`],
  ];

  it.each(HOSTILE)("%s: 10 MB are answered at once", (_name, text) => {
    // No timing here: a quadratic step over 10 MB would run into the test's own time limit.
    expect(classify(text).shown.length).toBeLessThan(20);
    expect(mendCredential(text)).toBeUndefined();
    expect(decodeCloudId(text).kind).toBe("malformed");
    parseTarget(text);
    const split = splitScheme(seal(text));
    expect(split.rest.length).toBeLessThanOrEqual(text.length);
  });

  it.each(HOSTILE)("%s: at the longest length that is looked into", (_name, text) => {
    expect(FORMS).toContain(classify(text.slice(0, 16_384)).form);
    parseTarget(text.slice(0, 4096));
    decodeCloudId(text.slice(0, 4096));
  });
});

function identity(pair: string): string {
  return pair;
}

function twice(pair: string): string {
  return encode(encode(pair));
}

function echoed(pair: string): string {
  return encode(`${pair}\n`);
}

function quoted(pair: string): string {
  return `"${pair}"`;
}

function wrapped(pair: string): string {
  const text = encode(pair);
  return `${text.slice(0, 20)}\n${text.slice(20)}`;
}

function essuOf(pair: string): string {
  return essu(encode(pair));
}
