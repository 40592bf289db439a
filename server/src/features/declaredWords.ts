/** What the project file says about a key, as hovers show it. Its text is a person's: masked, cut and escaped. */
import { maskKeys } from "../elastic/mask";
import type { DeclaredKey } from "../project/view";
import { inlineCode } from "./markdown";

/** UTF-16 units of a declared text that a hover shows. */
const LONGEST = 64;

/** One line with owner, home and expiry; none where nothing of them is declared. */
export function declaredLines(declared: DeclaredKey | undefined): readonly string[] {
  if (!declared) return [];
  const { owner, deployment, expires } = declared;
  const parts = [
    ...(owner === undefined ? [] : [`owner ${shown(owner)}`]),
    ...(deployment === undefined ? [] : [`made in ${shown(deployment)}`]),
    ...(expires === undefined ? [] : [`expires on ${shown(expires)}`]),
  ];
  return parts.length === 0 ? [] : [`The project file says: ${parts.join(" · ")}`];
}

function shown(text: string): string {
  const masked = maskKeys(text.slice(0, 4 * LONGEST));
  return inlineCode(
    masked.length <= LONGEST ? masked : `${masked.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, "")}…`,
  );
}
