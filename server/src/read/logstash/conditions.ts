/**
 * Passes the condition of a branch. Nothing in it says where a key goes, so only its end is looked for: the brace that
 * stands in no string, no regular expression and no field reference (`[a{b]` is one).
 */

import { closingOf } from "./quotes";
import { note, passBlanks, type Reader } from "./reader";

/**
 * Passes a condition from `from` on, on the line of the reader's token. The next token is then the brace of the branch;
 * anything else means that there is none, because the condition is being typed.
 */
export function endOfCondition(reader: Reader, from: number): number {
  const { text } = reader;
  reader.line = { start: 0, indent: reader.token.indent, fresh: false };
  for (let at = from; ; ) {
    at = passBlanks(reader, at);
    const unit = text.charAt(at);
    if (unit === "" || unit === "{" || unit === "}" || startsEntry(reader, at)) return at;
    reader.line = { ...reader.line, fresh: false };
    at = operandEnd(reader, at);
  }
}

/** Words that stand between operands. */
const OPERATOR = /^(?:and|or|xor|nand|in|not)$/;
const NAME = /[A-Za-z_][A-Za-z0-9_-]*/y;

/** On a later line: a name with a brace or an arrow behind it, which no condition holds. */
function startsEntry(reader: Reader, at: number): boolean {
  const { text, line } = reader;
  if (!line.fresh) return false;
  NAME.lastIndex = at;
  const name = NAME.exec(text)?.[0];
  if (name === undefined || OPERATOR.test(name)) return false;
  const behind = passBlanks(reader, at + name.length);
  reader.line = line;
  return text.charAt(behind) === "{" || text.startsWith("=>", behind);
}

/** `[field]`. It may hold quotes and braces; where lines count, quotes at its beginning are those of a list. */
const FIELD = /\[[^\][,]+\]/y;
const FIELD_OF_LINE = /\[(?!\s*["'])[^\][,\n]+\]/y;

function operandEnd(reader: Reader, at: number): number {
  const { text, quotes } = reader;
  const unit = text.charAt(at);
  if (unit === '"' || unit === "'" || unit === "/") {
    const { end, closed } = closingOf(text, quotes, unit, at + 1);
    return closed ? end : endOfUnclosed(reader, at, end);
  }
  const pattern = unit === "[" ? (quotes.lines ? FIELD_OF_LINE : FIELD) : NAME;
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at + 1;
}

/** A string that is being typed leaves out the brace at the end of its line. */
function endOfUnclosed(reader: Reader, start: number, end: number): number {
  note(reader, { start, end }, "This string has no closing quote");
  const line = reader.text.slice(start, end).trimEnd();
  return line.endsWith("{") && line.length > 1 ? start + line.length - 1 : end;
}
