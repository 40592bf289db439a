/**
 * Finds the comments of a script. The parser drops them, so they are looked for where no word, here-document or other
 * text of the script stands: a `#` there that begins a word begins a comment, up to the line's end.
 */
import type { Span } from "../../text/span";
import type { Comment } from "../reading";
import type { Ground } from "./ground";
import { spanIn } from "./ground";

/** The comments in the stretch `where` of a ground's text; `covered` in any order. */
export function readComments(ground: Ground, where: Span, covered: readonly Span[]): Comment[] {
  const { text } = ground.layer;
  const comments: Comment[] = [];
  const order = [...covered].sort((left, right) => left.start - right.start);
  let at = where.start;
  for (const stretch of [...order, { start: where.end, end: where.end }]) {
    const end = Math.min(stretch.start, where.end);
    while (at < end) {
      // Only the gap is searched: a search through the rest of the file for each would take the square of its size.
      const offset = text.slice(at, end).indexOf("#");
      if (offset < 0) break;
      const mark = at + offset;
      at = mark + 1;
      if (mark > where.start && !"\n\t ;|&()<>`".includes(text.charAt(mark - 1))) continue;
      const lineEnd = text.indexOf("\n", mark);
      at = lineEnd < 0 ? where.end : Math.min(lineEnd, where.end);
      comments.push({
        span: spanIn(ground, { start: mark, end: at }),
        text: text.slice(mark + 1, at),
        textSpan: spanIn(ground, { start: mark + 1, end: at }),
      });
    }
    at = Math.max(at, stretch.end);
  }
  return comments;
}
