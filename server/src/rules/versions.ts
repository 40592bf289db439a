/** Which version of a program the project file declares, for rules whose answer depends on it. */
import { isInRange } from "../text/version";
import type { KeyUse } from "../workspace/keyUse";
import type { JudgedFile } from "./rule";

/** The declared version of a use's program, by its id or by the names of its product; undefined where none is declared. */
export function declaredVersion({ fact }: KeyUse, { snapshot }: JudgedFile): string | undefined {
  const products = fact.kind === "setting" ? (fact.integration.products ?? []) : [];
  for (const name of [fact.integration.id, ...products]) {
    const version = snapshot.project.versions.get(name);
    if (version !== undefined) return version;
  }
  return undefined;
}

/** Whether a row of acceptances counts: always, by the declared version, or undefined where the version is not known. */
export function counts(range: string | undefined, version: string | undefined): boolean | undefined {
  if (range === undefined) return true;
  return version === undefined ? undefined : isInRange(version, range);
}
