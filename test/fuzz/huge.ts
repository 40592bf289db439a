/**
 * Texts that are one piece without end, as long as the budget lets in and longer than any file that a person keeps:
 * where work grows with the square of a list, or a list is handed over as arguments, they show it.
 */
import type { FormatTexts } from "./texts";

/** What is repeated: what nests, the format's pieces, and the lines of its grammar that name no other rule. */
export function repeatedPieces({ nests, pieces, grammar }: FormatTexts): readonly string[] {
  const lines = Object.values(grammar)
    .flat()
    .filter((text) => !text.includes("«"));
  const all = [...nests.map(([open]) => open), ...pieces, ...lines, ...lines.map((line) => `${line}\n`)];
  return [...new Set(all)].filter((piece) => piece !== "");
}

/** A piece as often as it takes. */
export function hugeText(piece: string, units: number): string {
  return piece.repeat(Math.ceil(units / piece.length));
}
