/** Encoding, decoding and the two checksums, against Node's own and published vectors. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesOf,
  decodeBase64,
  decodeText,
  decodeUnpadded,
  encodeBase64,
  encodeText,
  textOf,
} from "../../../server/src/elastic/base64";
import { crc32 } from "../../../server/src/elastic/crc32";
import { keyedDigest, sipHash } from "../../../server/src/elastic/siphash";
import { ENCODED, PAIR, crc32 as plainCrc32 } from "../../support/keys";

describe("base64", () => {
  it.each([
    ["", ""],
    ["f", "Zg=="],
    ["fo", "Zm8="],
    ["foo", "Zm9v"],
    ["foob", "Zm9vYg=="],
    ["fooba", "Zm9vYmE="],
    ["foobar", "Zm9vYmFy"],
    [PAIR, ENCODED],
  ])("turns %j into %j and back (RFC 4648 section 10)", (text, encoded) => {
    expect(encodeText(text)).toBe(encoded);
    expect(decodeText(encoded)).toBe(text);
  });

  it.each([
    "Zg",
    "Zg=",
    "Zg===",
    "Zm9vYg",
    "Z===",
    "=",
    "====",
    "Zm 9v",
    "Zm9v\n",
    "Zm-_",
    "Zm9v====",
    "Zg==Zg==",
    "ÄÄÄÄ",
    "Zm9\u0100",
  ])("refuses %j", (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });

  it("decodes unpadded text only when asked", () => {
    expect(decodeUnpadded("Zm9vYg")).toEqual(bytesOf("foob"));
    expect(decodeUnpadded("Zm9vY")).toBeUndefined();
    expect(decodeUnpadded("Zg==")).toBeUndefined();
  });

  it("has no bytes for text beyond latin1", () => {
    expect(bytesOf("ÿ")).toEqual(new Uint8Array([255]));
    expect(bytesOf("Ā")).toBeUndefined();
    expect(encodeText("€")).toBeUndefined();
  });

  it("agrees with Node on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9000 }), (bytes) => {
        const encoded = encodeBase64(bytes);
        expect(encoded).toBe(Buffer.from(bytes).toString("base64"));
        expect(decodeBase64(encoded)).toEqual(bytes);
        expect(textOf(bytes)).toBe(Buffer.from(bytes).toString("latin1"));
      }),
      { numRuns: 50 },
    );
  });
});

describe("crc32", () => {
  it("has the published check value", () => {
    expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
  });

  it("agrees with the plain bit-by-bit one", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(crc32(bytes)).toBe(plainCrc32(bytes));
      }),
    );
  });
});

describe("sipHash", () => {
  it("has the value of the paper's appendix", () => {
    const bytes = Uint8Array.from({ length: 15 }, (_, index) => index);
    expect(sipHash(bytes, 0x0706050403020100n, 0x0f0e0d0c0b0a0908n)).toBe(0xa129ca6149be45e5n);
  });

  it("depends on text and seed", () => {
    expect(keyedDigest("text", "seed")).toMatch(/^[0-9a-f]{32}$/);
    expect(keyedDigest("text", "seed")).toBe(keyedDigest("text", "seed"));
    expect(keyedDigest("text", "seed")).not.toBe(keyedDigest("text", "seee"));
    expect(keyedDigest("text", "seed")).not.toBe(keyedDigest("texs", "seed"));
  });
});
