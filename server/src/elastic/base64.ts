/**
 * Base64 without `atob`, Buffer or TextDecoder, because the core runs in Node, in a web worker and in no host at all.
 * Decoding is strict about what it accepts and says no by `undefined`: the classifier lives on telling a proper value
 * from one that lost its padding or gained a newline. Bytes become text one to one (latin1): every credential that
 * Elastic issues is ASCII inside, and a user name that is not still keeps its bytes when it is written back.
 */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PADDING = 61;

const VALUES = /* @__PURE__ */ (() => {
  const values = new Int8Array(128).fill(-1);
  for (let value = 0; value < 64; value += 1) values[ALPHABET.charCodeAt(value)] = value;
  return values;
})();

/**
 * Decodes standard base64 with its padding (RFC 4648 section 4). Undefined for any other text: white space, the
 * URL-safe alphabet, a missing or surplus `=`, a length that no bytes have. The empty text gives no bytes.
 * Unused bits at the end may be anything, as Java's and Go's decoders allow.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  return decodeBody(text, trimmedLength(text));
}

/** As `decodeBase64`, but takes a text with no padding at all; one with padding is refused. */
export function decodeUnpadded(text: string): Uint8Array | undefined {
  return text.length % 4 === 1 ? undefined : decodeBody(text, text.length);
}

/** Encodes bytes as standard base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const block = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += letter(block >> 18) + letter(block >> 12);
    text += left > 1 ? letter(block >> 6) : "=";
    text += left > 2 ? letter(block) : "=";
  }
  return text;
}

/** The text whose units are these bytes (latin1). */
export function textOf(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return text;
}

/** The bytes of a text whose units are all below 256 (latin1); undefined for any other. */
export function bytesOf(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 255) return undefined;
    bytes[at] = unit;
  }
  return bytes;
}

/** Decodes standard base64 to text (latin1); undefined as in `decodeBase64`. */
export function decodeText(text: string): string | undefined {
  const bytes = decodeBase64(text);
  return bytes && textOf(bytes);
}

/** Encodes a text (latin1) as standard base64; undefined where a unit is no byte. */
export function encodeText(text: string): string | undefined {
  const bytes = bytesOf(text);
  return bytes && encodeBase64(bytes);
}

/** The length without one or two `=` at the end. */
function trimmedLength(text: string): number {
  let length = text.length;
  while (length > 0 && text.length - length < 2 && text.charCodeAt(length - 1) === PADDING) length -= 1;
  return length;
}

function decodeBody(text: string, length: number): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let block = 0;
  let bits = 0;
  let to = 0;
  for (let at = 0; at < length; at += 1) {
    const value = VALUES[text.charCodeAt(at)] ?? -1;
    if (value < 0) return undefined;
    block = ((block << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[to] = (block >> bits) & 0xff;
    to += 1;
  }
  return bytes;
}

function letter(value: number): string {
  return ALPHABET.charAt(value & 63);
}
