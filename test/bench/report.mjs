// What was measured, as a table for the terminal and as docs/performance.md. The ratio is the figure; milliseconds are
// those of one run on one machine and only show what it is a ratio of.

/**
 * @typedef {object} Row
 * @property {string} figure
 * @property {string} value in words
 * @property {string} against in words
 * @property {number | undefined} ratio undefined for a plain amount, of which `amount` holds the number
 * @property {number} [amount]
 * @property {string} [unit] of the amount; MiB where none is given
 * @property {number} [budget] undefined where the row is for information
 */

/** @param {Row} row */
function verdictOf({ ratio, amount, budget }) {
  const measured = ratio ?? amount;
  if (budget === undefined || measured === undefined) return "";
  return measured <= budget ? "ok" : "over";
}

/** @param {Row} row */
function cellsOf(row) {
  const { ratio, amount, budget } = row;
  const unit = ratio === undefined ? ` ${row.unit ?? "MiB"}` : " ×";
  return [
    row.figure,
    row.value,
    row.against,
    ratio === undefined ? "" : `${ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0)} ×`,
    budget === undefined || (ratio ?? amount) === undefined ? "" : `≤ ${budget}${unit}`,
    verdictOf(row),
  ];
}

const HEAD = ["figure", "measured", "against", "ratio", "budget", ""];

/** A table in columns. @param {readonly Row[]} rows */
export function textTable(rows) {
  const lines = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/**
 * The page of the documentation: one sentence per line, nothing of the machine but what the figures depend on.
 * @param {{ rows: readonly Row[], notes: readonly string[], versions: Readonly<Record<string, string>>, machine: string }} run
 */
export function markdownPage({ rows, notes, versions, machine }) {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const table = [HEAD.slice(0, 5).concat("verdict"), HEAD.map(() => "---"), ...rows.map(cellsOf)];
  return `${[
    "# Performance",
    "",
    "`npm run bench` measures Keyfit's server beside others in one run and prints ratios.",
    "Ratios are what counts: times change with the machine, and the column of times only shows what a ratio is made of.",
    "`npm run bench -- --write` writes this page.",
    "",
    `Measured on ${machine} with ${named.join(", ")}.`,
    "",
    ...table.map((cells) => `| ${cells.join(" | ")} |`),
    "",
    "## How it is measured",
    "",
    ...notes,
  ].join("\n")}\n`;
}
