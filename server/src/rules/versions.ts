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

/** What the key is for is switched off, so that it is sent nowhere. */
export function isIdle(use: KeyUse, file: JudgedFile): boolean {
  const { idle, idleIn } = use.fact;
  return idle === true || (idleIn !== undefined && counts(idleIn, declaredVersion(use, file)) === true);
}

/** Whether a row of acceptances counts: always, by the declared version, or undefined where the version is not known. */
export function counts(range: string | undefined, version: string | undefined): boolean | undefined {
  if (range === undefined) return true;
  return version === undefined ? undefined : isInRange(version, range);
}
