/**
 * A small unified diff of a fixed file. Fixes change values within their lines or add one line, so old and new lines pair
 * up from both ends; secrets on both sides are masked unless the person asked to see them.
 */
import type { Analysis } from "../../rules/judge";
import { lineIndex } from "../../text/lineIndex";
import { maskLine } from "./mask";

export interface Side {
  readonly text: string;
  /** What is known of the text, for masking; undefined where it holds nothing to judge. */
  readonly analysis: Analysis | undefined;
}

/** The diff of one file, as `--dry-run` prints it. */
export function diffOf(file: string, before: Side, after: Side, showSecrets: boolean): string {
  const old = linesOf(before);
  const now = linesOf(after);
  let first = 0;
  while (first < old.length && first < now.length && old[first]?.text === now[first]?.text) first++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - first && old.at(-1 - tail)?.text === now.at(-1 - tail)?.text) tail++;
  const removed = old.slice(first, old.length - tail).map((line) => `-${shown(line, before, showSecrets)}`);
  const added = now.slice(first, now.length - tail).map((line) => `+${shown(line, after, showSecrets)}`);
  const head = `@@ -${first + 1},${removed.length} +${first + 1},${added.length} @@`;
  return `${[`--- a/${file}`, `+++ b/${file}`, head, ...removed, ...added].join("\n")}\n`;
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function linesOf({ text }: Side): readonly Line[] {
  const index = lineIndex(text);
  return Array.from({ length: index.lines }, (_, line) => {
    const start = index.lineStart(line);
    const end = index.lineEnd(line);
    return { text: text.slice(start, end), start, end };
  });
}

function shown(line: Line, side: Side, showSecrets: boolean): string {
  return showSecrets ? line.text : maskLine(side.analysis, side.text, line).text;
}
