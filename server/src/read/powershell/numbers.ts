/**
 * Numbers, which are no text: `+` adds them. Own code for telling them from words that begin with a digit (`7z`).
 * https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_numeric_literals
 */
import { endsWord, isDigit } from "./characters";
import type { Reader } from "./reader";
import { unitAt } from "./reader";

/** Where a number ends; undefined where the text there is a word that begins with a digit. */
export function numberEnd(reader: Reader): number | undefined {
  const { file } = reader;
  let at = reader.at;
  if (!isDigit(unitAt(reader))) return undefined;
  while (at < reader.end && /^[\dA-Fa-fxX.]$/.test(file.charAt(at)) && !file.startsWith("..", at)) at++;
  while (at < reader.end && /^[a-z]$/i.test(file.charAt(at))) at++;
  const number = /^(?:0x[\da-f]+|\d+(?:\.\d+)?(?:e\d+)?)(?:u|l|ul|d|s|us|y|uy|n)?(?:[kmgtp]b)?$/i;
  const text = file.slice(reader.at, Math.min(at, reader.at + 64));
  const after = at < reader.end ? file.charAt(at) : "";
  if (at - reader.at > 64 || !number.test(text)) return undefined;
  return endsWord(after) || "])+-*/%=.:?".includes(after) ? at : undefined;
}
