/** Versions as products number them: `9.2.0`, `v0.150.0`, `8.19`. Only numbers count; what follows a dash is left out. */

/** The numbers of a version; undefined for a text that is none. */
function readVersion(text: string): readonly number[] | undefined {
  const found = /^v?(\d{1,5})(?:\.(\d{1,5}))?(?:\.(\d{1,5}))?(?:[-+.]|$)/.exec(text.trim());
  return found ? [found[1], found[2], found[3]].map((piece) => Number(piece ?? 0)) : undefined;
}

/** Negative where `left` is older, positive where it is newer; undefined where one of them is no version. */
function compareVersions(left: string, right: string): number | undefined {
  const [one, other] = [readVersion(left), readVersion(right)];
  if (!one || !other) return undefined;
  for (let at = 0; at < 3; at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** True where `version` is newer than `other`. */
export function isNewer(version: string, other: string): boolean {
  return (compareVersions(version, other) ?? 0) > 0;
}

/** True where a version lies in a range such as `>=7.7.0 <7.8.1 || >=8`; undefined where either is not understood. */
export function isInRange(version: string, range: string): boolean | undefined {
  const answers = range.split("||").map((part) => isInPart(version, part));
  return answers.includes(undefined) ? undefined : answers.includes(true);
}

function isInPart(version: string, range: string): boolean | undefined {
  let inside = true;
  for (const piece of range.split(" ").filter(Boolean)) {
    const [, operator = "", bound = ""] = /^(>=|<=|>|<|=)?(.+)$/.exec(piece) ?? [];
    const order = compareVersions(version, bound);
    if (order === undefined) return undefined;
    inside &&= holds(order, operator);
  }
  return inside;
}

function holds(order: number, operator: string): boolean {
  switch (operator) {
    case ">=":
      return order >= 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case "<":
      return order < 0;
    default:
      return order === 0;
  }
}
