/**
 * Programs that print a secret out of a store. What they print is known to nobody who reads the script, and is meant to.
 * Sources: the programs' own documentation; reference/variables.md 3.10.
 */
import { programOf } from "./program";
import type { ShellWord } from "./shellWord";
import { literalOf } from "./shellWord";

/** For each program the words that must stand among its arguments, in order; several ways are possible. */
const STORES: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ["vault", [["get"], ["read"]]],
  [
    "aws",
    [
      ["secretsmanager", "get-secret-value"],
      ["ssm", "get-parameter"],
      ["ssm", "get-parameters"],
      ["ssm", "get-parameters-by-path"],
    ],
  ],
  ["gcloud", [["secrets", "versions", "access"]]],
  ["az", [["keyvault", "secret", "show"]]],
  ["op", [["read"], ["item", "get"]]],
  ["pass", [[]]],
  ["sops", [["-d"], ["--decrypt"], ["decrypt"]]],
  ["security", [["find-generic-password"], ["find-internet-password"]]],
  ["doppler", [["secrets"]]],
  ["bw", [["get"]]],
]);

/** True for a command that prints a secret out of a store. */
export function isStore(words: readonly ShellWord[]): boolean {
  const ways = STORES.get(programOf(words[0]) ?? "");
  if (!ways) return false;
  const args = words.slice(1).map((word) => literalOf(word));
  return ways.some((way) => {
    let at = 0;
    for (const arg of args) if (at < way.length && arg === way[at]) at++;
    return at === way.length;
  });
}
