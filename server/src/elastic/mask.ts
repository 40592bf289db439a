/**
 * How a credential is shown: at most its first four and last two characters, `essu_` and four more (contract 5.3).
 * Anything that is not plain visible ASCII becomes a dot, so that a masked value is one line and hides no direction marks.
 */
import { shapeOf } from "./shape";
import { holdsDictionaryWord } from "./words";

/** Below this length two characters are all that is shown, and below half of it none. */
const SHORT = 12;
const ELLIPSIS = "…";

/** The masked form of any text. The empty text stays empty; six characters of the text are the most that it ever holds. */
export function mask(text: string): string {
  if (text.length === 0) return "";
  if (text.length < SHORT / 2) return ELLIPSIS;
  if (text.length < SHORT) return visible(text.slice(0, 2)) + ELLIPSIS;
  const prefix = text.startsWith("essu_dev_") ? "essu_dev_" : text.startsWith("essu_") ? "essu_" : "";
  if (prefix === "") return visible(text.slice(0, 4)) + ELLIPSIS + visible(text.slice(-2));
  const rest = text.slice(prefix.length);
  return prefix + (rest.length < SHORT ? "" : visible(rest.slice(0, 4))) + ELLIPSIS;
}

/**
 * A name, a path or a piece of a file as it may be shown: people paste keys where names belong (`${essu_…}`, a rule's name
 * in a comment), so every word in it that could be a key is masked. A name that looks like one by chance loses its middle
 * and nothing else.
 */
export function maskKeys(text: string): string {
  return text.replace(/[A-Za-z0-9_+/=~*:.-]{12,}/g, (word) => {
    const parts = word.split(".");
    const keys = parts.filter(couldBeKey).length;
    // A dotted path keeps the rest of its names; several parts that could be keys are one token with dots in it.
    return keys > 1 ? mask(word) : parts.map((part) => (couldBeKey(part) ? mask(part) : part)).join(".");
  });
}

function couldBeKey(word: string): boolean {
  if (word.length < SHORT) return false;
  if (word.startsWith("essu_") || /(?:private|search)-[0-9a-z]{16}/.test(word)) return true;
  if (shapeOf(word)) return true;
  if (!/[A-Z]/.test(word) || !/[a-z]/.test(word) || !/[0-9]/.test(word)) return false;
  // Capitals come in such runs where a word is all capitals, which it is not, or by chance in a long random text.
  if (word.length >= LONG && (/[A-Z]{4}/.test(word) || !holdsDictionaryWord(word))) return true;
  // Names are made of words (`myDeploymentV2`), keys change between cases and digits at every second character.
  // What a path begins with is left out: `elasticsearch/` before a key would make it look like words.
  const rest = word.replace(/^[a-z_-]+\//, "");
  const pieces = rest.match(/[A-Z]?[a-z]+|[A-Z]+|[0-9]+/g) ?? [];
  return pieces.length * WORD > pieces.reduce((sum, piece) => sum + piece.length, 0);
}

/** Half a key is longer. */
const LONG = 20;
/** Shorter than this on average, pieces are no words. */
const WORD = 2.9;

function visible(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, "·");
}
