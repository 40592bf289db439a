// The keys that fill the templates in examples/. None of them opens anything: the first Elasticsearch key is the one
// that Elastic prints in its documentation, and all others are cut from hashes of fixed public sentences, so nobody
// ever issued them. They are made here and never stored, because secret scanners match their literal form when it is
// pushed. A number at the end of a token's name gives another key of that sort: {{es-pair}}, {{es-pair-2}}.

import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/** https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-create-api-key */
const DOCUMENTED = "VuaCfGcBCdbkQm-e5aOx:ui2lp2axTNmsyakw9tvNnw";

/** What each token stands for; `n` is its number, from 1. */
const SORTS = {
  "es-pair": (n) => elasticsearch(n),
  "es-encoded": (n) => base64(elasticsearch(n)),
  "es-id": (n) => elasticsearch(n).split(":")[0],
  "es-secret": (n) => elasticsearch(n).split(":")[1],
  "es-encoded-newline": (n) => base64(`${elasticsearch(n)}\n`),
  "es-double-encoded": (n) => base64(base64(elasticsearch(n))),
  "serverless-pair": (n) => pair("serverless project", n),
  "serverless-encoded": (n) => base64(pair("serverless project", n)),
  "cross-cluster-encoded": (n) => base64(pair("cross-cluster", n)),
  "apm-pair": (n) => pair("apm agent", n),
  "apm-encoded": (n) => base64(pair("apm agent", n)),
  "fleet-enrollment-token": (n) => base64(pair("fleet enrollment", n)),
  "cloud-key": (n) => cloudKey(n),
  "cloud-key-encoded": (n) => base64(cloudKey(n)),
  "cloud-key-cut": (n) => cloudKey(n).slice(0, -12),
  "cloud-key-bad-checksum": (n) => withOtherEnd(cloudKey(n)),
  "ece-key": (n) => base64(`admin-team:${hex("ece", n, 32)}:${pair("ece", n).split(":")[1]}`),
  "service-token": (n) =>
    base64(`\x00\x01\x00\x01elastic/fleet-server/token${n}:${pair("service token", n).split(":")[1]}`),
  "elasticsearch-enrollment-token": (n) =>
    base64(JSON.stringify({ ver: "8.14.0", adr: ["192.0.2.10:9200"], fgr: hex("fgr", n, 64), key: pair("enrol", n) })),
  "apm-secret-token": (n) => pair("apm secret", n).split(":")[1],
  "app-search-key": (n) => `private-${hex("app search", n, 24)}`,
  jwt: (n) => jwt(n),
};

/** Names of all tokens, without a number. */
export const TOKEN_NAMES = Object.keys(SORTS);

/** The value that a token stands for, or undefined when there is no such token. */
export function exampleKey(name) {
  const numbered = /^(.*)-([2-9])$/.exec(name);
  const [sort, n] = numbered === null ? [name, 1] : [numbered[1], Number(numbered[2])];
  return Object.hasOwn(SORTS, sort) ? SORTS[sort](n) : undefined;
}

function elasticsearch(n) {
  return n === 1 ? DOCUMENTED : pair("elasticsearch", n);
}

/** An id of 20 and a secret of 22 characters, as Elasticsearch makes them. */
function pair(sort, n) {
  for (let turn = 0; ; turn += 1) {
    const bytes = createHash("sha256").update(`keyfit example ${sort} ${n}, turn ${turn}`).digest();
    const id = bytes.subarray(0, 15).toString("base64url");
    const secret = bytes.subarray(15, 31).toString("base64url");
    if ([id, secret].every((part) => /[A-Z]/.test(part) && /[a-z]/.test(part) && /\d/.test(part))) {
      return `${id}:${secret}`;
    }
  }
}

/** Prefix, encoded pair, and its CRC-32 as eight bytes: the layout of an Elastic Cloud key. */
function cloudKey(n) {
  const inner = Buffer.from(base64(pair("elastic cloud", n)), "latin1");
  const check = Buffer.alloc(8);
  check.writeUInt32BE(crc32(inner), 4);
  return `essu_${Buffer.concat([inner, check]).toString("base64")}`;
}

function withOtherEnd(key) {
  const at = key.replace(/=+$/, "").length - 2;
  return key.slice(0, at) + (key[at] === "A" ? "B" : "A") + key.slice(at + 1);
}

function jwt(n) {
  const part = (value) => Buffer.from(value).toString("base64url");
  const claims = { iss: "example", sub: `nobody-${n}` };
  return [JSON.stringify({ alg: "HS256", typ: "JWT" }), JSON.stringify(claims), "not a signature"].map(part).join(".");
}

function hex(sort, n, length) {
  return createHash("sha256").update(`keyfit example ${sort} ${n}`).digest("hex").slice(0, length);
}

function base64(text) {
  return Buffer.from(text, "latin1").toString("base64");
}
