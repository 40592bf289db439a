// The little Markdown that generated parts need.

/** A table; cells are Markdown, and a `|` in one is escaped. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A list with one line an item. */
export function list(items) {
  return items.map((item) => `- ${item}`).join("\n");
}

/** Inline code. */
export function code(text) {
  return `\`${text}\``;
}

/** The text as a sentence: upper case at its beginning, one full stop at its end. */
export function sentence(text) {
  return `${capital(text)}${text.endsWith(".") ? "" : "."}`;
}

/** The text with an upper-case letter at its beginning, as a title has it. */
export function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** `a, b and c`. */
export function series(items, word = "and") {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${word} ${items.at(-1)}`;
}
