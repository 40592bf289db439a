/**
 * Versions as products number them: `9.2.0`, `v0.150.0`, `8.19`. Only numbers count. A text may mean more than one
 * version: `8.19` is each that begins so, and `9.2.0-SNAPSHOT` one from `9.1` on that is not `9.2.0` yet.
 */

type Numbers = readonly [major: number, minor: number, patch: number];

/** The versions that a text means: from the first one on, and less than the other. */
interface Versions {
  readonly from: Numbers;
  readonly below: Numbers;
}

/** A build that was made before the version whose numbers it has. */
const BEFORE = /^-(?:snapshot|alpha|beta|rc|bc|pre|preview|dev|nightly)\d{0,3}\b|^-[0-9a-f]{6,40}-snapshot\b/i;

function readNumbers(text: string): { readonly numbers: readonly number[]; readonly rest: string } | undefined {
  const found = /^v?(\d{1,5})(?:\.(\d{1,5}))?(?:\.(\d{1,5}))?((?:[-+]|\.\d)[\s\S]{0,200})?$/.exec(text.trim());
  if (!found) return undefined;
  const numbers = found.slice(1, 4).flatMap((piece) => (piece === undefined ? [] : [Number(piece)]));
  return { numbers, rest: found[4] ?? "" };
}

function versionsIn(text: string): Versions | undefined {
  const read = readNumbers(text);
  if (!read) return undefined;
  const [major = 0, minor, patch] = read.numbers;
  const from: Numbers = [major, minor ?? 0, patch ?? 0];
  if (BEFORE.test(read.rest)) return { from: beforeOf(from), below: after(from) };
  if (minor === undefined) return { from, below: [major + 1, 0, 0] };
  return { from, below: patch === undefined ? [major, minor + 1, 0] : after(from) };
}

/** The version on which the work for another one began. */
function beforeOf([major, minor, patch]: Numbers): Numbers {
  if (patch > 0) return [major, minor, patch - 1];
  return minor > 0 ? [major, minor - 1, 0] : [Math.max(0, major - 1), 0, 0];
}

function after([major, minor, patch]: Numbers): Numbers {
  return [major, minor, patch + 1];
}

function compareNumbers(left: Numbers, right: Numbers): number {
  for (let at = 0; at < 3; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** True where `version`, and each that it means, is newer than `other`. */
export function isNewer(version: string, other: string): boolean {
  const [one, two] = [versionsIn(version), versionsIn(other)];
  return one !== undefined && two !== undefined && compareNumbers(one.from, two.from) > 0;
}

/**
 * Versions that stand for all that a text means, as far as these ranges tell them apart: one for `8.15.0`, more where a
 * bound of a range lies within `8.19`. None where the text is no version.
 */
export function samplesOf(text: string, ranges: readonly string[]): readonly string[] {
  const versions = versionsIn(text);
  if (!versions) return [];
  const { from, below } = versions;
  const bounds = ranges.flatMap((range) => comparisonsIn(range).map(({ bound }) => bound));
  const edges = bounds.flatMap((bound): readonly Numbers[] => (bound ? [bound, after(bound)] : []));
  const within = edges.filter((edge) => compareNumbers(edge, from) > 0 && compareNumbers(edge, below) < 0);
  return [...new Set([from, ...within].map((numbers) => numbers.join(".")))];
}

/** True where one version lies in a range such as `>=7.7.0 <7.8.1 || >=8`; undefined where either is not understood. */
export function isInRange(version: string, range: string): boolean | undefined {
  const at = versionsIn(version)?.from;
  let inside = false;
  for (const part of range.split("||")) {
    let all = true;
    for (const { operator, bound } of comparisonsIn(part)) {
      if (!at || !bound) return undefined;
      all &&= holds(compareNumbers(at, bound), operator);
    }
    inside ||= all;
  }
  return at && inside;
}

function comparisonsIn(range: string): readonly { readonly operator: string; readonly bound: Numbers | undefined }[] {
  return range
    .split(/ |\|\|/)
    .filter(Boolean)
    .map((piece) => {
      const [, operator = "", bound = ""] = /^(>=|<=|>|<|=)?(.+)$/.exec(piece) ?? [];
      return { operator, bound: versionsIn(bound)?.from };
    });
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
