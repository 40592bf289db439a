/**
 * The undamaged shapes of Elastic's credentials, from the most to the least telling. A shape needs the whole text to
 * match and, where something is encoded, the decoded part too; so a hit is as certain as a text can make it.
 * Shapes and order: reference key-types 1.1 and 1.2, which cite the API specification and the sources of Elasticsearch,
 * Kibana and ecctl. Every regular expression here is anchored and has no nested quantifier.
 */
import { decodeBase64, decodeText, textOf } from "./base64";
import { crc32 } from "./crc32";
import type { Form, Kind } from "./model";

/** What an undamaged credential is. Its text is not in here, save for the public id. */
export interface Shape {
  readonly form: Extract<Form, "encoded" | "pair" | "essu" | "ece" | "other">;
  readonly candidates: readonly Kind[];
  readonly id?: string;
  readonly checksum?: "matches" | "differs";
  readonly internal?: true;
}

/**
 * The kinds that an Elasticsearch-shaped key can be. They are issued by one service in one encoding, so only the place
 * where the key stands tells them apart: https://www.elastic.co/docs/deploy-manage/api-keys
 */
export const ELASTICSEARCH_SHAPED: readonly Kind[] = [
  "elasticsearch-api-key",
  "serverless-project-api-key",
  "cross-cluster-api-key",
  "fleet-enrollment-token",
];

/**
 * `id:api_key`: 20 or 22 characters, a colon, 22 characters. The secret's length is fixed by ApiKeyService in elasticsearch.
 * A dash and 20 characters are no id but a slip (mend.ts).
 */
const PAIR_PATTERN = /^(?!-[A-Za-z0-9_-]{20}:)([A-Za-z0-9_-]{20,22}):[A-Za-z0-9_-]{22}$/;
/** What an ECE key decodes to: user name, 32 hex digits, 22 characters. elastic/ecctl docs/reference/ecctl-environment-variables.md */
export const ECE_PATTERN = /^[^:\s]{1,128}:[0-9a-f]{32}:[A-Za-z0-9_-]{22}$/;
/** The start of every Elastic Cloud key and token; Logstash and Kibana test no more than this. */
export const ESSU_PREFIX = /^essu_(?:dev_)?/;

const ENCODED_LENGTH = 60;
const ESSU_BODY = /^[A-Za-z0-9+/]{60,}={0,2}$/;
const SERVICE_TOKEN = /^AAEAAW[A-Za-z0-9+/]{20,}={0,2}$/;
const ENROLLMENT_TOKEN = /^eyJ2ZXIi[A-Za-z0-9_\-+/=]+$/;
const JWT = /^eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;
/** App Search keys: a prefix and 24 characters. https://www.elastic.co/guide/en/app-search/current/authentication.html */
const APP_SEARCH_KEY = /^(?:private|search)-(?=[a-z]{0,31}[0-9])[a-z0-9]{20,32}$/;
/** A key that Kibana granted from a Cloud key, for its own use: elastic/kibana#284824. */
const KIBANA_GRANTED = /^[^:\s]{1,128}:essu_\S+$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Recognises an undamaged credential; undefined where the text is none. The order is that of reference key-types 1.2. */
export function shapeOf(text: string): Shape | undefined {
  const essu = essuShape(text);
  if (essu) return essu;
  if (SERVICE_TOKEN.test(text)) return { form: "other", candidates: ["service-account-token"] };
  if (JWT.test(text)) return { form: "other", candidates: ["jwt"] };
  if (ENROLLMENT_TOKEN.test(text)) return { form: "other", candidates: ["elasticsearch-enrollment-token"] };
  const encoded = encodedShape(text);
  if (encoded) return encoded;
  const id = pairId(text);
  if (id !== undefined) return { form: "pair", candidates: ELASTICSEARCH_SHAPED, id };
  if (APP_SEARCH_KEY.test(text)) return { form: "other", candidates: ["app-search-key"] };
  return undefined;
}

/** The public half of `id:api_key`; undefined where the text is no such pair. */
function pairId(text: string): string | undefined {
  return PAIR_PATTERN.exec(text)?.[1];
}

/** The kinds that an `essu_` value can be, told by what it wraps as far as that can be read. */
export function essuCandidates(payload: string): readonly Kind[] {
  return payload.startsWith("eyJ") ? ["elastic-cloud-token"] : ["elastic-cloud-api-key"];
}

function essuShape(text: string): Shape | undefined {
  const prefix = ESSU_PREFIX.exec(text)?.[0];
  if (prefix === undefined) return undefined;
  const body = text.slice(prefix.length);
  const bytes = ESSU_BODY.test(body) ? decodeBase64(body) : undefined;
  if (!bytes || bytes.length <= 8) return undefined;
  const payload = bytes.subarray(0, bytes.length - 8);
  return {
    form: "essu",
    candidates: essuCandidates(textOf(payload)),
    checksum: storedChecksum(bytes) === crc32(payload) ? "matches" : "differs",
  };
}

/** What a sound `essu_` value wraps; undefined for any other text. Never shown to anyone. */
export function essuInner(text: string): string | undefined {
  const prefix = ESSU_PREFIX.exec(text)?.[0];
  const bytes = prefix === undefined ? undefined : decodeBase64(text.slice(prefix.length));
  return bytes && bytes.length > 8 ? textOf(bytes.subarray(0, bytes.length - 8)) : undefined;
}

/** The last eight bytes, big-endian. The high four are zero in every sound value, so a number holds it. */
function storedChecksum(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes.subarray(bytes.length - 8)) value = value * 256 + byte;
  return value;
}

function encodedShape(text: string): Shape | undefined {
  if (!BASE64.test(text)) return undefined;
  const decoded = decodeText(text);
  if (decoded === undefined) return undefined;
  if (KIBANA_GRANTED.test(decoded)) return { form: "other", candidates: ["unknown"], internal: true };
  if (ECE_PATTERN.test(decoded)) return { form: "ece", candidates: ["ece-api-key"] };
  const id = text.length === ENCODED_LENGTH ? pairId(decoded) : undefined;
  return id === undefined ? undefined : { form: "encoded", candidates: ELASTICSEARCH_SHAPED, id };
}

/** The text inside an `essu_` value as far as it decodes, for a value that is damaged. Never shown to anyone. */
export function essuPayload(text: string): string {
  const body = /^[A-Za-z0-9+/]*/.exec(text.replace(ESSU_PREFIX, ""))?.[0] ?? "";
  return decodeText(body.slice(0, body.length - (body.length % 4))) ?? "";
}
