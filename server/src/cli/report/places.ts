/** Where the places stand that a finding names beside its own: in any file, whether it was asked for or not. */
import type { RelatedReport } from "../../rules/rule";
import type { Position } from "../../text/lineIndex";
import type { Collected } from "../collect";

export interface Place {
  /** As outputs name it. */
  readonly file: string;
  /** Undefined where nothing is known of the file but its name. */
  readonly start: Position | undefined;
  readonly end: Position | undefined;
}

/** The place; of a file that is not loaded any more the line alone, as a place at its beginning. */
export function placeOf({ uri, span, line }: RelatedReport, { nameOf, keyfit }: Collected): Place {
  const lines = keyfit.lines(uri);
  const whole = line === undefined ? undefined : { line, character: 0 };
  return {
    file: nameOf(uri),
    start: lines?.positionAt(span.start) ?? whole,
    end: lines?.positionAt(span.end) ?? whole,
  };
}
