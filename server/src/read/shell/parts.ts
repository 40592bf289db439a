/**
 * What can be asked of the parts of a value, those inside other parts included: defaults, and what a program makes of
 * them. Parts are put into one another by arrays, functions and substitutions, so their number has to be watched.
 */
import type { Span } from "../../text/span";
import type { Part } from "../reading";

/** The parts inside a part. */
export function partsIn(part: Part): readonly Part[] {
  switch (part.kind) {
    case "reference":
      return part.fallback?.parts ?? [];
    case "computed":
      return part.parts;
    default:
      return [];
  }
}

/** The part with others inside; one that has none stays as it is. */
export function withPartsIn(part: Part, parts: readonly Part[]): Part {
  if (part.kind === "computed") return { ...part, parts };
  if (part.kind !== "reference" || !part.fallback) return part;
  return { ...part, fallback: { ...part.fallback, parts } };
}

/** True where there are at most `most` parts, those inside others included. */
export function areAtMost(parts: readonly Part[], most: number): boolean {
  return leftOf(parts, most) >= 0;
}

/** Stops at the first part too many, so it costs no more than `left`. */
function leftOf(parts: readonly Part[], left: number): number {
  let rest = left;
  for (const part of parts) {
    if (--rest < 0) return rest;
    rest = leftOf(partsIn(part), rest);
  }
  return rest;
}

/** True where `holds` answers so for each name that the parts refer to. */
export function eachName(parts: readonly Part[], holds: (name: string) => boolean): boolean {
  return parts.every((part) => (part.kind !== "reference" || holds(part.name)) && eachName(partsIn(part), holds));
}

/** Parts of a value that stands elsewhere, as parts of the place `span`: their text maps to nothing there. */
export function movedParts(parts: readonly Part[], span: Span): Part[] {
  return parts.map((part): Part => {
    if (part.kind === "text") return { kind: "text", text: part.text, span: undefined };
    const inner = partsIn(part);
    return { ...(inner.length === 0 ? part : withPartsIn(part, movedParts(inner, span))), span };
  });
}
