/**
 * A cheap look at a text: can it hold a key use at all? One scan for telltale words, so that most files of a repository
 * are never parsed. The words are those that every setting path, header and command of the rows contains.
 */
const TELLTALES = ["api_key", "apikey", "api-key", "authorization", "cloud.id", "cloud_id", "keyfit-disable"] as const;

/** False only where no reader and no rule could find anything. Case does not count. */
export function canHoldKeys(text: string): boolean {
  const lower = text.toLowerCase();
  return TELLTALES.some((word) => lower.includes(word));
}
