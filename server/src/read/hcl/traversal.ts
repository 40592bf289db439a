/** Paths of names, as references have them: `data.type.name.attribute`, `var.list[0]`, `var.map["key"]`. */
import type { Token } from "./tokens";

/**
 * The dotted name of a path; an index is a step, whether it is a number or a text. Undefined where the tokens are no
 * path, where a step is an expression, and for a name alone, which refers to nothing.
 */
export function pathOf(text: string, tokens: readonly Token[]): string | undefined {
  const word = ({ start, end }: Token): string => text.slice(start, end);
  const [first] = tokens;
  if (first?.kind !== "name" || tokens.length < 2) return undefined;
  const steps = [word(first)];
  for (let index = 1; index < tokens.length; ) {
    const next = tokens[index + 1];
    if (!next) return undefined;
    if (tokens[index]?.kind === ".") {
      if (next.kind !== "name" && next.kind !== "number") return undefined;
      steps.push(word(next));
      index += 2;
    } else if (tokens[index]?.kind === "[" && tokens[index + 2]?.kind === "]") {
      const step = next.kind === "number" ? word(next) : plainKey(word(next));
      if (step === undefined) return undefined;
      steps.push(step);
      index += 3;
    } else return undefined;
  }
  return steps.join(".");
}

/** A key in quotes that could stand behind a dot. */
function plainKey(written: string): string | undefined {
  return /^"([A-Za-z_][-A-Za-z0-9_]*)"$/.exec(written)?.[1];
}
