/**
 * The tokens that annotated cases and golden files write in place of keys, `{{encoded}}` and the like.
 * They keep key literals out of the repository and say what a value is, which base64 does not.
 * Text in double braces that is no token stays as it is, so that Helm and Jinja files can be cases too.
 */

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
} from "./keys";

const GOOD_ESSU = essu();

/** Cloud IDs of reference/targets.md 2.8, made up there. */
const ECH_CLOUD_ID =
  "ech-test:dXMtY2VudHJhbDEuZ2NwLmNsb3VkLmVzLmlvOjQ0MyQwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZiRmZWRjYmE5ODc2NTQzMjEwZmVkY2JhOTg3NjU0MzIxMA==";
const SLS_CLOUD_ID =
  "sls-test:dXMtZWFzdC0xLmF3cy5lbGFzdGljLmNsb3VkJDAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVmLmVzJDAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVmLmti";
const ECE_CLOUD_ID =
  "ece-test:MTkyLjAuMi4xMC5pcC5lcy5pbzo5MjQzJDAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVmJGZlZGNiYTk4NzY1NDMyMTBmZWRjYmE5ODc2NTQzMjEw";

/** Every token and the value that it stands for. */
export const TOKENS: ReadonlyMap<string, string> = new Map([
  ["pair", PAIR],
  ["encoded", ENCODED],
  ["pair2", pairOf(2)],
  ["encoded2", encode(pairOf(2))],
  ["pair3", pairOf(3)],
  ["encoded3", encode(pairOf(3))],
  ["id", KEY_ID],
  ["id2", pairOf(2).slice(0, 20)],
  ["id3", pairOf(3).slice(0, 20)],
  ["secret", KEY_SECRET],
  ["essu", GOOD_ESSU],
  ["essu2", essu(encode(pairOf(2)))],
  ["essu-bad-crc", essuBadCrc()],
  ["essu-cut", GOOD_ESSU.slice(0, -8)],
  // A character that no base64 has: what comes of pasting through a form that escapes or replaces text.
  ["essu-bad-char", `${GOOD_ESSU.slice(0, 40)}*${GOOD_ESSU.slice(41)}`],
  ["essu-token", essuToken()],
  ["essu-encoded", encode(GOOD_ESSU)],
  ["ece", eceKey()],
  ["service-token", serviceToken()],
  ["jwt", jwt()],
  ["app-search", appSearchKey()],
  ["enrollment", enrollmentToken()],
  ["encoded-newline", encode(`${PAIR}\n`)],
  // Base64 of the encoded key: a key encoded twice, and an encoded key in a Secret's `data`.
  ["double", encode(ENCODED)],
  ["double2", encode(encode(pairOf(2)))],
  ["double3", encode(encode(pairOf(3)))],
  ["utf16", Buffer.from(PAIR, "utf16le").toString("base64")],
  ["dot", `${KEY_ID}.${KEY_SECRET}`],
  ["scheme-inside", encode(`ApiKey ${PAIR}`)],
  ["unpadded", ENCODED.replace(/=+$/, "")],
  ["encoded-wrapped", `${ENCODED.slice(0, 40)} ${ENCODED.slice(40)}`],
  ["granted", encode(`${KEY_ID}:${GOOD_ESSU}`)],
  ["cloud-id-ech", ECH_CLOUD_ID],
  ["cloud-id-sls", SLS_CLOUD_ID],
  ["cloud-id-ece", ECE_CLOUD_ID],
  ["cloud-id-bare", ECH_CLOUD_ID.slice("ech-test:".length)],
  ["cloud-id-bad", "my-deployment:not-base64!"],
  ["cloud-id-short", `my-deployment:${encode("us-central1.gcp.cloud.es.io:443")}`],
  ["cloud-id-odd", `my-deployment:${encode("us-central1.gcp.cloud.es.io/x$0123456789abcdef$fedcba9876543210")}`],
  ["cloud-id-cut", ECH_CLOUD_ID.slice(0, 61)],
]);

/** Replaces every known token; text in double braces that is none stays. */
export function fillTokens(text: string): string {
  return text.replace(/\{\{([a-z0-9-]+)\}\}/g, (whole, name: string) => TOKENS.get(name) ?? whole);
}

/** What looks like a token and is none: a slip of the pen in a case. */
export function strayTokens(text: string): string[] {
  return [...text.matchAll(/\{\{([a-z0-9-]+)\}\}/g)].map((hit) => hit[1] ?? "").filter((name) => !TOKENS.has(name));
}
