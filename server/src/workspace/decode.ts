/**
 * From the bytes of a file to its text and back, the same way for every host: Node's file system and a client's
 * `workspace.fs`.
 * A byte order mark stays in the text, because offsets count it; UTF-16 is read where a mark announces it, as Windows
 * shells write it.
 */
import type { FileContent } from "./files";
import { looksBinary, MAX_BYTES } from "./files";

/** Reads bytes as text: UTF-8, or UTF-16 behind its mark. Bytes that are no text of either come out as U+FFFD. */
export function decodeFile(bytes: Uint8Array): FileContent {
  if (bytes.length > MAX_BYTES) return { kind: "skipped", reason: "too-large" };
  if (looksBinary(bytes)) return { kind: "skipped", reason: "binary" };
  return { kind: "text", text: new TextDecoder(encodingOf(bytes), { ignoreBOM: true }).decode(bytes) };
}

/** The bytes of a text in the encoding of the file that it came from; its mark, if it has one, stands in the text. */
export function encodeLike(text: string, file: Uint8Array): Uint8Array {
  const encoding = encodingOf(file);
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  const bytes = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) bytes.setUint16(at * 2, text.charCodeAt(at), encoding === "utf-16le");
  return new Uint8Array(bytes.buffer);
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
}
