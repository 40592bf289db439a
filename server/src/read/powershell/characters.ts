/**
 * Which units mean what to PowerShell. It takes typographic quotes and dashes for the plain ones, because people paste
 * from web pages. https://github.com/PowerShell/PowerShell/blob/master/src/System.Management.Automation/engine/parser/CharTraits.cs
 */

/** `'` and its typographic forms. */
export function isSingleQuote(unit: string): boolean {
  return unit === "'" || (unit >= "\u2018" && unit <= "\u201B");
}

/** `"` and its typographic forms. */
export function isDoubleQuote(unit: string): boolean {
  return unit === '"' || (unit >= "\u201C" && unit <= "\u201E");
}

/** `-` and its typographic forms. */
export function isDash(unit: string): boolean {
  return unit === "-" || (unit >= "\u2013" && unit <= "\u2015");
}

/** White space within a line. */
export function isBlank(unit: string): boolean {
  return unit === " " || unit === "\t" || unit === "\v" || unit === "\f" || unit === "\u0085" || unit === "\u00A0";
}

/** The end of a line. */
export function isLineEnd(unit: string): boolean {
  return unit === "\n" || unit === "\r";
}

/** A unit that no word of a command goes on with. */
export function endsWord(unit: string): boolean {
  return unit === "" || isBlank(unit) || isLineEnd(unit) || "{}();,|&".includes(unit);
}

/** A unit of a variable's name: `?` is one. */
export function isNameUnit(unit: string): boolean {
  return unit !== "" && (/^\w$/.test(unit) || unit === "?" || (unit > "\u007F" && /^[\p{L}\p{Nd}]$/u.test(unit)));
}

/** A letter, as commands' and keywords' names begin with one. */
export function isLetter(unit: string): boolean {
  return /^[A-Za-z_]$/.test(unit) || (unit > "\u007F" && /^\p{L}$/u.test(unit));
}

/** A decimal digit. */
export function isDigit(unit: string): boolean {
  return unit >= "0" && unit <= "9";
}
