/**
 * Reads suppression comments: `keyfit-disable-line RULE[, RULE] -- reason`, `keyfit-disable-next-line …`,
 * `keyfit-disable-file …` (contract.md 3.3). Rule names are kept with their spans, so that one that names no rule, or
 * suppresses nothing, can be reported at its own place.
 */
import type { Comment } from "../read/reading";
import type { LineIndex } from "../text/lineIndex";
import type { Suppression } from "./model";

const MARKS = [
  ["keyfit-disable-next-line", "next-line"],
  ["keyfit-disable-line", "line"],
  ["keyfit-disable-file", "file"],
] as const;

/** The suppressions among a file's comments, in order. */
export function findSuppressions(comments: readonly Comment[], lines: LineIndex): readonly Suppression[] {
  return comments.flatMap((comment) => {
    const suppression = readSuppression(comment, lines);
    return suppression ? [suppression] : [];
  });
}

function readSuppression(comment: Comment, lines: LineIndex): Suppression | undefined {
  const lead = comment.text.length - comment.text.trimStart().length;
  const text = comment.text.slice(lead);
  const mark = MARKS.find(([word]) => text.startsWith(word) && !/[A-Za-z0-9_-]/.test(text[word.length] ?? ""));
  if (!mark) return undefined;
  const [word, kind] = mark;
  const body = text.slice(word.length);
  const dashes = body.indexOf("--");
  const names = dashes < 0 ? body : body.slice(0, dashes);
  const reason = dashes < 0 ? undefined : body.slice(dashes + 2).trim() || undefined;
  const line = lines.positionAt(comment.span.start).line;
  return {
    kind,
    span: comment.span,
    line: kind === "file" ? undefined : kind === "line" ? line : line + 1,
    rules: namesIn(names, comment.textSpan.start + lead + word.length),
    reason,
  };
}

function namesIn(text: string, offset: number): Suppression["rules"] {
  const names: { name: string; span: { start: number; end: number } }[] = [];
  for (let at = 0; at < text.length; ) {
    const unit = text[at] ?? "";
    if (unit === "," || unit.trim() === "") {
      at++;
      continue;
    }
    let end = at;
    while (end < text.length && text[end] !== "," && (text[end] ?? "").trim() !== "") end++;
    names.push({ name: text.slice(at, end), span: { start: offset + at, end: offset + end } });
    at = end;
  }
  return names;
}
