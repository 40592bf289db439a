/**
 * Files of variables as whoever loads them reads them. The text alone does not say in which dialect it is, nor whether a
 * file beside it wins, so both are decided here, where other files can be asked.
 */
import type { Facts, UseFact } from "../find/model";
import { dialectOf } from "./dotenv";
import { lookUpEnvironment } from "./environments";
import type { Place } from "./look";
import { definitionName } from "./shared";
import { dialectsOf, familySites } from "./sites";
import type { Snapshot } from "./snapshot";

/** Look-ups for one file. */
const MAX_LOOKS = 2_000;

function placeIn(facts: Facts, snapshot: Snapshot): Place {
  return { facts, scope: { kind: "nothing" }, snapshot, looks: { left: MAX_LOOKS }, named: new Map() };
}

/** The facts of the same text, read in the dialect of who loads it; the same facts for any other file. */
export function asLoaded(facts: Facts, snapshot: Snapshot): Facts {
  if (facts.format !== "dotenv" || facts.uses.length === 0) return facts;
  const dialect = dialectOf(facts, dialectsOf(placeIn(facts, snapshot)), snapshot);
  // While a file is being loaded the analysis is provisional anyway.
  const read = dialect === undefined ? undefined : snapshot.facts(facts.uri, dialect);
  return typeof read === "object" ? read : facts;
}

/** The uses of a file, without those of variables that another file of its family always sets. */
export function countingUses(facts: Facts, snapshot: Snapshot): readonly UseFact[] {
  if (facts.format !== "dotenv" || facts.uses.length === 0) return facts.uses;
  const place = placeIn(facts, snapshot);
  const sites = dialectsOf(place).length > 0 ? [] : familySites(place, true);
  if (sites.length === 0) return facts.uses;
  return facts.uses.filter((use) => {
    if (use.kind !== "variable") return true;
    const { name, nameSpan } = use.definition;
    const own = definitionName(facts.uri, nameSpan);
    return sites.some(({ environment }) => {
      const look = lookUpEnvironment(name, environment, undefined, place);
      return (
        look.kind !== "found" ||
        look.found.some((found) => definitionName(found.facts.uri, found.definition.nameSpan) === own)
      );
    });
  });
}
