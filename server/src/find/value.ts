/**
 * Seals what a reader found: the literal text of a value becomes a `Secret`, references stay as names.
 * This is the one door between readers, which see text, and everything after, which must not.
 */
import { seal } from "../elastic/secret";
import type { ArgumentPart, Part, Value } from "../read/reading";
import type { Definition, FactArgumentPart, FactPart, FactValue } from "./valueModel";

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
    // What calls hand over is text that nobody has sealed.
    if (part.kind === "opaque") return { kind: "opaque", span: part.span, why: part.why };
    if (part.kind === "file") return part;
    if (part.kind === "secret-key") {
      const resource = { kind: "Secret", name: part.name, namespace: part.namespace } as const;
      return { kind: "resource-key", resource, key: part.key, span: part.span, optional: false };
    }
    if (part.kind === "computed") return { ...part, parts: sealParts(part.parts) };
    if (part.kind === "argument") return sealArgument(part);
    const { fallback, ...reference } = part;
    if (!fallback) return reference;
    return { ...reference, fallback: { parts: sealParts(fallback.parts), whenEmpty: fallback.whenEmpty } };
  });
}

function sealArgument({ name, span, value, shared }: ArgumentPart): FactArgumentPart {
  const always = { exported: false, conditional: false, job: undefined, unexpanded: [] } as const;
  const definition: Definition = { name, nameSpan: value.span, value: sealValue(value), scope: "command", ...always };
  return { kind: "argument", span, definition, shared: shared === true };
}

/** The text of a value that holds no reference at all, for settings that are not secret (paths, options, schemes). */
export function literalText(value: Value): string | undefined {
  let text = "";
  for (const part of value.parts) {
    const piece = part.kind === "argument" ? literalText(part.value) : part.kind === "text" ? part.text : undefined;
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text;
}
