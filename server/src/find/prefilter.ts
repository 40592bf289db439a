/**
 * A cheap look at a text: can it hold a key use at all? One scan for telltale words, so that most files of a repository
 * are never parsed. The words are those that every setting path and header of the rows contains, however it is written.
 */
import { COMMAND_INTEGRATIONS } from "../integrations/index";

const TELLTALES = [
  "api_key",
  "apikey",
  "api-key",
  "authorization",
  "cloud.id",
  "cloud_id",
  "cloudid",
  "keyfit-disable",
] as const;

/** `cloud:` with its `id` nested in it. */
const CLOUD_BLOCK = /cloud["']?[ \t]*:/;

const PROGRAMS = COMMAND_INTEGRATIONS.flatMap((row) => row.names);

/** False only where no reader and no rule could find anything. Case does not count. */
export function canHoldKeys(text: string): boolean {
  const lower = text.toLowerCase();
  if (TELLTALES.some((word) => lower.includes(word)) || CLOUD_BLOCK.test(lower)) return true;
  // A whole header can come from a variable that a sourced file defines.
  return lower.includes("$") && PROGRAMS.some((name) => lower.includes(name));
}
