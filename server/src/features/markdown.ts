/**
 * Markdown that cannot be steered by a document: every piece of document text passes through here, so that no link,
 * image, command link, HTML or control character of a stranger's file takes effect in a hover (design.md section 6).
 */

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

function withoutInvisible(text: string): string {
  let clean = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const control = code < 32 || (code >= 127 && code < 160);
    const bidirectional = code === 0x061c || (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e);
    const isolate = (code >= 0x2060 && code <= 0x206f) || code === 0xfeff;
    clean += control || bidirectional || isolate ? " " : character;
  }
  return clean;
}
