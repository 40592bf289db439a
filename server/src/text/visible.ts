/**
 * Text of a document that is shown to people: no control character, no line end, nothing invisible, no mark that turns
 * the direction of what follows. A terminal, an editor and a page obey such characters, whoever wrote them.
 */

/** The text with a blank in place of each character that is not seen. Its length stays. */
export function withoutInvisible(text: string): string {
  let clean = "";
  for (const character of text)
    clean += isSeen(character.codePointAt(0) ?? 0) ? character : " ".repeat(character.length);
  return clean;
}

function isSeen(code: number): boolean {
  const control = code < 32 || (code >= 127 && code < 160) || code === 0xad;
  const bidirectional = code === 0x061c || (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e);
  const isolate = (code >= 0x2060 && code <= 0x206f) || code === 0xfeff;
  const tag = code >= 0xe0000 && code <= 0xe007f;
  return !control && !bidirectional && !isolate && !tag;
}
