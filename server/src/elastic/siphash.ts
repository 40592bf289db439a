/**
 * SipHash-2-4 (https://www.aumasson.jp/siphash/siphash.pdf): a keyed hash made for short texts, small enough to have in
 * the core without a platform's crypto. It gives two credentials a name that can be compared and put in an index
 * without the credential: without the key of this process nobody can test a guess against it.
 */

const WORD = 64;

/** SipHash-2-4 of the bytes under a 128-bit key given as two 64-bit halves. */
export function sipHash(bytes: Uint8Array, key0: bigint, key1: bigint): bigint {
  const state: State = [
    key0 ^ 0x736f6d6570736575n,
    key1 ^ 0x646f72616e646f6dn,
    key0 ^ 0x6c7967656e657261n,
    key1 ^ 0x7465646279746573n,
  ];
  const whole = bytes.length - (bytes.length % 8);
  for (let at = 0; at < whole; at += 8) absorb(state, littleEndian(bytes.subarray(at, at + 8)));
  absorb(state, littleEndian(bytes.subarray(whole)) | (BigInt(bytes.length & 0xff) << 56n));
  state[2] ^= 0xffn;
  for (let round = 0; round < 4; round += 1) mix(state);
  return state[0] ^ state[1] ^ state[2] ^ state[3];
}

/** The keyed digest of a text as 32 hex digits; `seed` is the key, any text that only this process knows. */
export function keyedDigest(text: string, seed: string): string {
  const key = unitsOf(seed);
  const low = sipHash(key, 0n, 0n);
  const high = sipHash(key, 1n, 0n);
  const bytes = unitsOf(text);
  return hex(sipHash(bytes, low, high)) + hex(sipHash(bytes, high, low));
}

type State = [bigint, bigint, bigint, bigint];

function absorb(state: State, word: bigint): void {
  state[3] ^= word;
  mix(state);
  mix(state);
  state[0] ^= word;
}

function mix(v: State): void {
  v[0] = add(v[0], v[1]);
  v[1] = rotate(v[1], 13n) ^ v[0];
  v[0] = rotate(v[0], 32n);
  v[2] = add(v[2], v[3]);
  v[3] = rotate(v[3], 16n) ^ v[2];
  v[0] = add(v[0], v[3]);
  v[3] = rotate(v[3], 21n) ^ v[0];
  v[2] = add(v[2], v[1]);
  v[1] = rotate(v[1], 17n) ^ v[2];
  v[2] = rotate(v[2], 32n);
}

function add(left: bigint, right: bigint): bigint {
  return BigInt.asUintN(WORD, left + right);
}

function rotate(value: bigint, bits: bigint): bigint {
  return BigInt.asUintN(WORD, value << bits) | (value >> (64n - bits));
}

function littleEndian(bytes: Uint8Array): bigint {
  let word = 0n;
  for (let at = bytes.length - 1; at >= 0; at -= 1) word = (word << 8n) | BigInt(bytes[at] ?? 0);
  return word;
}

/** The UTF-16 units as bytes, so that every text has its own bytes. */
function unitsOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    bytes[at * 2] = unit & 0xff;
    bytes[at * 2 + 1] = unit >> 8;
  }
  return bytes;
}

function hex(value: bigint): string {
  return value.toString(16).padStart(16, "0");
}
