/**
 * Values that are no credential but stand where one will be: nothing, an example, a reference, an encrypted text.
 * Asked only after the known shapes, so that a well-formed key is never a placeholder, documented or not (contract 2.2).
 * Where the text leaves a doubt the answer is no: then the value is judged as what somebody meant to use.
 */
import { decodeText } from "./base64";
import { hasTellingWord, isWordsOnly } from "./words";

/** A run of one stand-in character: `xxxx`, `****`, `...`, `----`; of bullets (U+2022) or ellipses (U+2026). */
const STAND_IN = /^(?:[xX]+|[yY]+|[zZ]+|\*+|\.+|-+|_+|#+|\?+|\u2022+|\u2026+|=+|0+)$/;
/** A stand-in anywhere in a longer value: `essu_...`, `VnVh****`, `abcxxxxxxxx==`, `<key>`. */
const HOLDS_STAND_IN = /x{5}|X{5}|\*{3}|\.{3}|\u2026|\u2022|<[^<>]{1,80}>|\{\{/;
/** Keys that people type to try something out. */
const COUNTING = /^(?:1234567890|0123456789|123456789|12345678|1234567|123456|12345|1234|123|abc123|qwerty)$/i;

/** True for an empty or example value. */
export function isPlaceholder(text: string): boolean {
  const value = text.trim();
  if (value === "" || STAND_IN.test(value) || HOLDS_STAND_IN.test(value) || COUNTING.test(value)) return true;
  if (isBracketed(value) || hasTellingWord(value) || isWordsOnly(value)) return true;
  return value.includes(":") ? value.split(":").every(isStandIn) : isEncodedPlaceholder(value);
}

/** True for `xxxx:yyyy` in the length of a real pair. The one well-formed pair that cannot be a key. */
export function isStandInPair(text: string): boolean {
  const parts = text.split(":");
  return parts.length === 2 && parts.every((part) => /^(?:[xX]+|[yY]+|[zZ]+)$/.test(part));
}

/** A pair of names, `id:api_key`, `api_key_id:api_key_secret`: what samples encode. */
export function isExamplePair(text: string): boolean {
  const parts = text.split(":");
  return parts.length === 2 && parts.every((part) => isWordsOnly(part) || hasTellingWord(part) || isStandIn(part));
}

/**
 * True for a text that is encrypted where it stands and is decrypted by a tool before it is used: SOPS, hiera-eyaml,
 * Ansible Vault, Vault transit, Spring Cloud Config, Jasypt, PGP, age, AWS KMS, sealed secrets.
 */
export function isCiphertext(text: string): boolean {
  return CIPHERTEXTS.some((pattern) => pattern.test(text));
}

const CIPHERTEXTS: readonly RegExp[] = [
  /^\s*ENC\[[A-Za-z0-9_]+,/,
  /^\s*ENC\([^()]+\)\s*$/,
  /^\s*\$ANSIBLE_VAULT;/,
  /^\s*vault:v[0-9]+:/,
  /^\s*\{cipher\}/,
  /^\s*-----BEGIN (?:PGP MESSAGE|AGE ENCRYPTED FILE)-----/,
  /^\s*AQICAH[A-Za-z0-9+/]{100,}/,
  // Sealed secrets: two bytes of length (512, an RSA-4096 block), that block, and the sealed value.
  /^\s*Ag[A-D][A-Za-z0-9+/]{690,}={0,2}\s*$/,
];

/**
 * True for a text that is wholly a reference in the syntax of a shell, a configuration language or a secret store.
 * Whoever knows the program's own syntax (integrations) decides first; this is for texts that nobody else read.
 */
export function isReference(text: string): boolean {
  const value = text.trim();
  return REFERENCES.some((pattern) => pattern.test(value));
}

const REFERENCES: readonly RegExp[] = [
  /^\$[A-Za-z_][A-Za-z0-9_]*$/,
  /^\$\{[^{}]+\}$/,
  /^\$\{\{[^{}]+\}\}$/,
  /^\$\([^()]+\)$/,
  /^\{\{[^{}]+\}\}$/,
  /^%[A-Za-z_][A-Za-z0-9_]*%$/,
  /^%\{[^{}]+\}$/,
  /^op:\/\/\S+$/,
  // https://github.com/helmfile/vals
  /^ref\+[a-z]+:\/\/\S+$/,
  /^arn:aws[a-z-]*:(?:secretsmanager|ssm):\S+$/,
  /^vault:[^:#\s]+#\S+$/,
  /^projects\/[^/\s]+\/secrets\/\S+$/,
  /^@Microsoft\.KeyVault\(.+\)$/,
];

function isStandIn(part: string): boolean {
  return part === "" || STAND_IN.test(part);
}

function isBracketed(value: string): boolean {
  return /^(?:<[^<>]*>|\[[^[\]]*\]|\{[^{}]*\}|\([^()]*\))$/.test(value);
}

/** Base64 of an example, as samples print it: `YXBpX2tleV9pZDphcGlfa2V5X3NlY3JldA==`. */
function isEncodedPlaceholder(value: string): boolean {
  if (value.length > 400) return false;
  const decoded = decodeText(value);
  return decoded !== undefined && decoded.length > 3 && isExamplePair(decoded);
}
