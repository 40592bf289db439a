/**
 * In which version the program runs that reads a setting: as the project file declares it, else as whoever starts, mounts
 * or contains the settings states it, in the same reach as variables (contract 2.2 and 4). Several versions in reach, or
 * one that nobody tells, are certain only where all of them give the same answer.
 */
import type { Form } from "../elastic/model";
import type { Facts, UseFact } from "../find/model";
import type { Surroundings, VariableScope } from "../find/valueModel";
import type { Acceptance, Integration } from "../integrations/model";
import { isCalledAfter, type ProgramRow } from "../integrations/programs";
import type { ProjectView } from "../project/view";
import { isInRange, isNewer, samplesOf } from "../text/version";
import type { Place } from "./look";
import { type Said, type SaidAt, saidBeside, saidOfSite, withoutHelpingStages } from "./programs";
import { sitesAround } from "./sites";
import type { Snapshot } from "./snapshot";

/** The version of a program, and where it is stated; of the project file no place. */
export interface StatedVersion {
  /** The name under which it was found: `logstash`. */
  readonly product: string;
  readonly title: string;
  /** `8.15.0`, or `8.19` for each that begins so. */
  readonly version: string;
  /** The version of this product that the row was checked against. */
  readonly checked: string;
  /** The row's own versions are numbered otherwise, so none of them compares with this one. */
  readonly foreign: boolean;
  readonly at: SaidAt | undefined;
}

export interface ProgramVersions {
  /** All that may run, each once; none where nothing is known. */
  readonly stated: readonly StatedVersion[];
  /** There may be more, of which nothing is known. */
  readonly open: boolean;
  /** Files have not been looked at yet that may tell. */
  readonly early: boolean;
}

/** What is known of an integration's version, for one place in a file. */
export type VersionsOf = (integration: Versioned, around: Surroundings | undefined, offset: number) => ProgramVersions;

/** As much as is asked of a row. */
export type Versioned = Pick<Integration, "id" | "title" | "checkedAgainst" | "products" | "otherNumbering">;

const MAX_LOOKS = 2_000;

/** Finds versions for one file; look-ups of other files go through the snapshot and are recorded there. */
export function versionFinder(facts: Facts, snapshot: Snapshot): VersionsOf {
  const place: Place = { facts, scope: { kind: "nothing" }, snapshot, looks: { left: MAX_LOOKS }, named: new Map() };
  const around = new Map<string, readonly Said[]>();
  const saidAround = (where: Surroundings): readonly Said[] => {
    const key = JSON.stringify(where);
    let said = around.get(key);
    if (!said) {
      said = withoutHelpingStages(sitesAround(where, place, 0), place).flatMap((site) => saidOfSite(site, place));
      around.set(key, said);
    }
    return said;
  };
  return (integration, where, offset) => {
    const products = [integration.id, ...(integration.products ?? [])];
    const declared = declaredIn(integration, products, snapshot.project);
    if (declared) return { stated: [declared], open: false, early: false };
    // The nearest that names no other program; an image that nobody knows stands for the one that reads the settings.
    const beside = saidBeside(offset, place).find((group) => group.some(({ row }) => !row || isOf(row, products)));
    const all = [...(where ? saidAround(where) : []), ...(beside ?? [])];
    const versions = versionsOf(all, integration, products);
    const known = versions.stated.length > 0 && !versions.open;
    return { ...versions, early: !known && !snapshot.complete() };
  };
}

function declaredIn(
  integration: Versioned,
  products: readonly string[],
  { versions }: ProjectView,
): StatedVersion | undefined {
  for (const product of products) {
    const version = versions.get(product);
    if (version !== undefined) return statedVersion(integration, product, version, undefined);
  }
  return undefined;
}

function statedVersion(row: Versioned, product: string, version: string, said: SaidVersion | undefined): StatedVersion {
  const other = row.otherNumbering?.[product];
  const title = said?.row?.title ?? row.title;
  return { product, title, version, checked: other ?? row.checkedAgainst, foreign: other !== undefined, at: said?.at };
}

type SaidVersion = Extract<Said, { readonly kind: "version" }>;

function isOf({ products: own }: ProgramRow, products: readonly string[]): boolean {
  return own.some((name) => products.includes(name));
}

/** Of all that is said, what is about one of these products. */
function versionsOf(
  all: readonly Said[],
  integration: Versioned,
  products: readonly string[],
): Pick<ProgramVersions, "stated" | "open"> {
  const stated = new Map<string, StatedVersion>();
  let open = false;
  for (const said of all) {
    const product = said.row ? products.find((name) => said.row?.products.includes(name)) : (products[0] ?? "");
    if (product === undefined) continue;
    if (said.kind === "version") {
      const { version } = said;
      if (!stated.has(version)) stated.set(version, statedVersion(integration, product, version, said));
    } else if (said.image === undefined || isCalledAfter(said.image, products)) open = true;
  }
  return { stated: [...stated.values()], open };
}

/** Where what is given to a use stands, if the text tells who starts it. */
export function surroundingsOf({ scope, targetScope }: UseFact): Surroundings | undefined {
  return aroundOf(targetScope ?? scope);
}

function aroundOf(scope: VariableScope): Surroundings | undefined {
  switch (scope.kind) {
    case "settings":
    case "shell":
      return scope.around;
    case "environment":
      return { kind: "environment", environment: scope.environment };
    case "lines":
      return { kind: "file" };
    default:
      return undefined;
  }
}

/** Whether anything that is said of a use depends on its program's version. */
export function dependsOnVersion(fact: UseFact): boolean {
  if (fact.strict || fact.idleIn || fact.accepts?.some(({ versions }) => versions !== undefined)) return true;
  return fact.kind === "setting" && (fact.unsupported !== undefined || fact.since !== undefined);
}

// --- What follows from a version -------------------------------------------------------------------------------------

/** Whether a setting takes a form: for all versions that may run, for none of them, or for those of a row. */
export type Accepted = "always" | "never" | Acceptance;

/** Which of the forms a setting takes, for a program whose versions are known as far as they are. */
export function acceptedAs(form: Form, rows: readonly Acceptance[], versions: ProgramVersions | undefined): Accepted {
  const ranges = rows.flatMap((row) => row.versions ?? []);
  const stated = versions ? known(versions) : [];
  const samples = stated.some(({ foreign }) => foreign)
    ? []
    : stated.flatMap(({ version }) => samplesOf(version, ranges));
  if (samples.length === 0) return acceptedBy(form, rows, undefined);
  const answers = samples.map((version) => acceptedBy(form, rows, version));
  const [first = "never"] = answers;
  if (answers.every((each) => each === first)) return first;
  return answers.find((each) => typeof each === "object") ?? acceptedBy(form, rows, undefined);
}

/** For one version; undefined where it is not known. */
function acceptedBy(form: Form, rows: readonly Acceptance[], version: string | undefined): Accepted {
  let condition: Acceptance | undefined;
  for (const row of rows) {
    const counts = row.versions === undefined ? true : version && isInRange(version, row.versions);
    if (counts === false) continue;
    const takes = row.forms.includes(form);
    if (counts === true && row.only) return takes ? "always" : "never";
    if (!takes) continue;
    if (counts === true && !row.unsure) return "always";
    condition ??= row;
  }
  return condition ?? "never";
}

/** The forms that a use's setting may take, as far as its version is known; undefined where nothing fixes them. */
export function formsTaken(fact: UseFact, versions: ProgramVersions | undefined): readonly Form[] | undefined {
  const { accepts } = fact;
  if (!accepts) return undefined;
  const all = [...new Set(accepts.flatMap(({ forms }) => forms))];
  return all.filter((form) => acceptedAs(form, accepts, versions) !== "never");
}

/** True where every version that may run is newer than the one that the row was checked against. */
export function isNewerThanChecked(versions: ProgramVersions | undefined): boolean {
  const all = versions ? known(versions) : [];
  return all.length > 0 && all.every(({ version, checked }) => isNewer(version, checked));
}

/** True where every version that may run lies in a range. */
export function isWithin(range: string, versions: ProgramVersions | undefined): boolean {
  const samples = samplesIn(range, versions);
  return samples.length > 0 && samples.every((version) => isInRange(version, range) === true);
}

/** True where every version that may run lies outside a range. */
export function isOutside(range: string, versions: ProgramVersions | undefined): boolean {
  const samples = samplesIn(range, versions);
  return samples.length > 0 && samples.every((version) => isInRange(version, range) === false);
}

function samplesIn(range: string, versions: ProgramVersions | undefined): readonly string[] {
  const all = versions ? known(versions) : [];
  return all.some(({ foreign }) => foreign) ? [] : all.flatMap(({ version }) => samplesOf(version, [range]));
}

function known({ stated, open }: ProgramVersions): readonly StatedVersion[] {
  return open ? [] : stated;
}
