/** Texts that look like files of variables, whole and broken, and what all readings of them have in common. */
import fc from "fast-check";
import type { Dialect, Part, Reading } from "../../../server/src/read/reading";
import { covers } from "../../../server/src/text/span";
import { PIECES } from "../../support/pieces";
import { spansOf } from "./shellSupport";

export const DIALECTS: readonly Dialect[] = [
  "compose",
  "compose-raw",
  "dotenv",
  "dotenv-expand",
  "node",
  "python-dotenv",
  "systemd",
  "kustomize",
  "any",
];

/** Tokens of such files; names that are defined, names that are not, and all that some reader takes for special. */
export const token: fc.Arbitrary<string> = fc.constantFrom(...PIECES.dotenv);

export const fileText: fc.Arbitrary<string> = fc.array(token, { maxLength: 16 }).map((tokens) => tokens.join(""));

/** Spans that do not lie where they should, and parts that claim units of the file which are not their text. */
export function faultsOf(text: string, reading: Reading): readonly unknown[] {
  const faults: unknown[] = spansOf(reading).filter(({ span, inside }) => {
    const isSound = span.start >= 0 && span.start <= span.end && span.end <= text.length;
    return !isSound || (inside && !covers(inside, span));
  });
  const look = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (part.kind === "reference") look(part.fallback?.parts ?? []);
      if (part.kind !== "text" || !part.span || part.span.end - part.span.start !== part.text.length) continue;
      const stands = text.slice(part.span.start, part.span.end);
      if (stands !== part.text) faults.push({ part, stands });
    }
  };
  for (const { value } of reading.assignments) look(value.parts);
  return faults;
}

/** What a program would make of parts, given the values of names. */
export function evaluate(parts: readonly Part[], values: ReadonlyMap<string, string>): string {
  return parts
    .map((part) => {
      if (part.kind === "text") return part.text;
      if (part.kind !== "reference") return `<${part.kind}>`;
      const value = values.get(part.name);
      const missing = value === undefined || (value === "" && part.fallback?.whenEmpty === true);
      return missing && part.fallback ? evaluate(part.fallback.parts, values) : (value ?? "");
    })
    .join("");
}
