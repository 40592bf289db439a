/**
 * Keyfit's own Markdown as plain text, for clients that show no Markdown. It knows the few marks that features/markdown.ts
 * and the hovers write (escapes, bold, inline code, links, hard breaks, a rule between parts) and no others. Every bracket
 * of a document is escaped there, so a bare one always belongs to a link, and one pass without looking ahead is enough.
 */

/** The text without marks; a link becomes its title with the address behind it. */
export function plainText(markdown: string): string {
  const text = markdown.replaceAll("\n\n---\n\n", "\n\n").replaceAll("  \n", "\n");
  let plain = "";
  let inCode = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === "`") inCode = !inCode;
    else if (inCode) plain += unit;
    else if (unit === "\\") plain += text.charAt(++at);
    else if (unit === "*" && text.charAt(at + 1) === "*") at++;
    else if (unit === "]" && text.charAt(at + 1) === "(") {
      plain += " (";
      at++;
    } else if (unit !== "[") plain += unit;
  }
  return plain;
}
