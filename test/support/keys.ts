/**
 * Keys for tests. None of them opens anything: they are example values that Elastic prints in its documentation, or
 * are built from these and from hashes of fixed public sentences, so no cluster, project or organization ever issued them.
 * `essu_` values are always built here and never stored, because secret scanners match the literal when it is pushed.
 * The encoders are Node's and not Keyfit's own, so that a fault in server/src/elastic cannot hide behind itself.
 */
import { createHash } from "node:crypto";

/** The id in the documented answer of "create API key": https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-create-api-key */
export const KEY_ID = "VuaCfGcBCdbkQm-e5aOx";
/** The secret (`api_key`) in the same documented answer. */
export const KEY_SECRET = "ui2lp2axTNmsyakw9tvNnw";
/** The documented key as `id:api_key`, 43 characters. */
export const PAIR = `${KEY_ID}:${KEY_SECRET}`;
/** The documented key's `encoded` field, 60 characters: base64 of `PAIR`. */
export const ENCODED = "VnVhQ2ZHY0JDZGJrUW0tZTVhT3g6dWkybHAyYXhUTm1zeWFrdzl0dk5udw==";

/** Base64 of a text (UTF-8), standard alphabet, padded. */
export function encode(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

/** The n-th synthetic pair: 20:22 characters cut from SHA-256 of a fixed sentence, so the same in every run. */
export function pairOf(n: number): string {
  for (let turn = 0; ; turn += 1) {
    const bytes = createHash("sha256").update(`keyfit synthetic pair ${n}, turn ${turn}`).digest();
    const id = bytes.subarray(0, 15).toString("base64url");
    const secret = bytes.subarray(15, 31).toString("base64url");
    if (looksMixed(id) && looksMixed(secret)) return `${id}:${secret}`;
  }
}

/** A well-formed Elastic Cloud key around `inner` (the documented example by default): prefix, payload, checksum. */
export function essu(inner: string = ENCODED, prefix: "essu_" | "essu_dev_" = "essu_"): string {
  const payload = Buffer.from(inner, "latin1");
  const check = Buffer.alloc(8);
  check.writeUInt32BE(crc32(payload), 4);
  return prefix + Buffer.concat([payload, check]).toString("base64");
}

/** The same key with one of the last four base64 characters changed: it decodes, but its checksum differs. */
export function essuBadCrc(inner: string = ENCODED): string {
  const good = essu(inner);
  const at = good.replace(/=+$/, "").length - 2;
  return good.slice(0, at) + (good[at] === "A" ? "B" : "A") + good.slice(at + 1);
}

/** An Elastic Cloud access token: the same wrapping, around a JWT. It belongs behind `Bearer`. */
export function essuToken(): string {
  return essu(jwt());
}

/** An Elastic Cloud Enterprise key with the synthetic key id and secret of reference/key-types.md 1.5. */
export function eceKey(user = "myuser"): string {
  return encode(`${user}:0123456789abcdef0123456789abcdef:AAAAAAAAAAAAAAAAAAAAAA`);
}

/** A service account token of `elastic/fleet-server` with the documented secret half of an example key. */
export function serviceToken(): string {
  return Buffer.concat([
    Buffer.from([0, 1, 0, 1]),
    Buffer.from(`elastic/fleet-server/token1:${KEY_SECRET}`, "latin1"),
  ]).toString("base64");
}

/** A JWT whose signature is plain words, so no issuer can have signed it. */
export function jwt(): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const header = part({ alg: "HS256", typ: "JWT" });
  return `${header}.${part({ iss: "example", sub: "nobody" })}.${Buffer.from("not a signature").toString("base64url")}`;
}

/** An App Search key in the documented shape: prefix and 24 characters. */
export function appSearchKey(prefix: "private" | "search" = "private"): string {
  return `${prefix}-${createHash("sha256").update(`keyfit app search ${prefix}`).digest("hex").slice(0, 24)}`;
}

/** An Elasticsearch enrollment token: base64url of JSON whose address is in TEST-NET-1 and whose key is the example. */
export function enrollmentToken(): string {
  const fingerprint = createHash("sha256").update("keyfit fingerprint").digest("hex");
  const token = { ver: "8.14.0", adr: ["192.0.2.10:9200"], fgr: fingerprint, key: PAIR };
  return Buffer.from(JSON.stringify(token)).toString("base64url");
}

/** Upper case, lower case and a digit, so that each half alone is recognisable as half a key. */
function looksMixed(text: string): boolean {
  return /[A-Z]/.test(text) && /[a-z]/.test(text) && /[0-9]/.test(text);
}

/** CRC-32 (IEEE), bit by bit: slow and plainly right. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
