/** One text at one target: what is wrong with the answers, or what was thrown. */
import { faultIn } from "./faults";
import type { Target } from "./targets";

/** Undefined where all is well. */
export function check(target: Target, text: string, variant: number): string | undefined {
  try {
    for (const answer of target.answers(text, variant)) {
      const fault = faultIn(text, answer);
      if (fault !== undefined) return fault;
    }
    return undefined;
  } catch (error) {
    return `threw ${thrown(error)}`;
  }
}

/** The message, and the innermost places of the product's own code. */
function thrown(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const places = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const names = places.slice(0, 4).map((line) => /at (?:async )?(?:new )?([\w.<>$]+)/.exec(line)?.[1] ?? "?");
  return `${error.name}: ${error.message} (${names.join(" < ")})`;
}

/** The same for two faults of one cause: without what depends on the text. */
export function causeOf(fault: string): string {
  return fault.replace(/"(?:[^"\\]|\\.)*"|\d+/g, "#");
}
