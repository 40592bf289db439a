/**
 * Arguments as error lines may repeat them. People paste a key where a path or an option belongs, and a terminal's log is
 * the last place where it should be found again.
 */
import { classify } from "../elastic/classify";
import { mask, maskKeys } from "../elastic/mask";

/** An argument as it was given, or masked where the whole of it is a credential. */
export function shownArgument(argument: string): string {
  const text = argument.replace(/^-{1,2}/, "");
  // A path may have names of any kind in it; a single word that looks like a key is taken for one.
  const isKey = isCredential(text) || (!/[/\\.]/.test(text) && maskKeys(text) !== text);
  return isKey ? mask(text) : argument;
}

/** A line of the argument parser, which puts what it did not understand between quotes. */
export function shownLine(line: string): string {
  return line.replace(/'([^']{8,})'/g, (_, argument: string) => `'${shownArgument(argument)}'`);
}

function isCredential(text: string): boolean {
  const { form, candidates, likely } = classify(text);
  if (form === "placeholder" || form === "reference" || form === "ciphertext" || likely) return false;
  return form !== "other" || candidates[0] !== "unknown";
}
