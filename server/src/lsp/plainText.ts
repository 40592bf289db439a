/**
 * Keyfit's own Markdown as plain text, for clients that show no Markdown. It knows the few marks that features/markdown.ts
 * and the hovers write (escapes, bold, inline code, links, hard breaks, a rule between parts) and no others.
 */

const MARK = /\\(.)|`([^`\n]*)`|\*\*|\[((?:\\.|[^\]\\\n])*)\]\(([^)\n]*)\)| {2}(?=\n)/g;

/** The text without marks; a link becomes its title with the address behind it. */
export function plainText(markdown: string): string {
  return strip(markdown.replaceAll("\n\n---\n\n", "\n\n"));
}

function strip(text: string): string {
  return text.replace(MARK, (_, escaped?: string, code?: string, title?: string, url?: string) => {
    if (title !== undefined) return `${strip(title)} (${url ?? ""})`;
    return escaped ?? code ?? "";
  });
}
