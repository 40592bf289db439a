/**
 * Seals what a reader found: the literal text of a value becomes a `Secret`, references stay as names.
 * This is the one door between readers, which see text, and everything after, which must not.
 */
import { seal } from "../elastic/secret";
import type { Part, Value } from "../read/reading";
import type { FactPart, FactValue } from "./valueModel";

/** A reader's value with its literal text sealed; spans and the way back to the file stay. */
export function sealValue(value: Value): FactValue {
  return {
    span: value.span,
    outer: value.outer,
    quote: value.quote,
    parts: sealParts(value.parts),
    encode: (text) => value.encode(text),
  };
}

/** The parts of a value, their literal text sealed. */
export function sealParts(parts: readonly Part[]): readonly FactPart[] {
  return parts.map((part): FactPart => {
    if (part.kind === "text") return { ...part, text: seal(part.text) };
    if (part.kind === "opaque" || part.kind === "file") return part;
    if (part.kind === "secret-key") {
      const resource = { kind: "Secret", name: part.name, namespace: part.namespace } as const;
      return { kind: "resource-key", resource, key: part.key, span: part.span, optional: false };
    }
    if (part.kind === "computed") return { ...part, parts: sealParts(part.parts) };
    const { fallback, ...reference } = part;
    if (!fallback) return reference;
    return { ...reference, fallback: { parts: sealParts(fallback.parts), whenEmpty: fallback.whenEmpty } };
  });
}

/** The text of a value that holds no reference at all, for settings that are not secret (paths, options, schemes). */
export function literalText(value: Value): string | undefined {
  let text = "";
  for (const part of value.parts) {
    if (part.kind !== "text") return undefined;
    text += part.text;
  }
  return text;
}
