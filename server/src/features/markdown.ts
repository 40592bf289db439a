/**
 * Markdown that cannot be steered by a document: every piece of document text passes through here, so that no link,
 * image, command link, HTML or control character of a stranger's file takes effect in a hover (design.md section 6).
 */
import { withoutInvisible } from "../text/visible";

const MARKS = new Set("\\`*_{}[]()<>#+-.!|~&:@/".split(""));

/** Text as it is, every mark of Markdown and HTML escaped, invisible and bidirectional characters removed. */
export function escapeMarkdown(text: string): string {
  let escaped = "";
  for (const unit of withoutInvisible(text)) escaped += MARKS.has(unit) ? `\\${unit}` : unit;
  return escaped;
}

/** Text as inline code: backticks and invisible characters are removed, so that it cannot end early. */
export function inlineCode(text: string): string {
  const clean = withoutInvisible(text).replaceAll("`", "'");
  return clean === "" ? "" : `\`${clean}\``;
}

/** A link to one of Keyfit's own addresses; the title is escaped. */
export function link(title: string, url: string): string {
  return `[${escapeMarkdown(title)}](${encodeURI(url)})`;
}
