/**
 * What a Helm chart says of the programs in it: its `Chart.yaml`, and the names of images that its templates put together
 * from its values. Values that somebody gives on a command line rank above those, and no file shows them.
 */
import { partsOfSecret } from "../elastic/secret";
import type { TemplatePiece } from "../find/chartTemplate";
import type { Facts } from "../find/model";
import type { PathFact } from "../find/valueModel";
import type { Place } from "./look";
import { resolver } from "./resolve";
import { filesAt } from "./startFolders";
import { joinPath } from "./uri";

/** The facts of a `Chart.yaml`. */
export function chartAt(path: PathFact, place: Place): Facts | undefined {
  return filesAt(path, "itself", place)?.find(({ chart }) => chart !== undefined);
}

/** A file of the chart that a template belongs to: https://helm.sh/docs/topics/charts/#the-chart-file-structure */
function fileOfChart(names: readonly string[], { facts, snapshot }: Place): Facts | undefined {
  const at = facts.uri.lastIndexOf("/templates/");
  for (const name of at < 0 ? [] : names) {
    const found = snapshot.facts(joinPath(facts.uri.slice(0, at), name), "itself");
    if (typeof found === "object") return found;
  }
  return undefined;
}

const VALUES = ["values.yaml", "values.yml"] as const;
const CHART = ["Chart.yaml"] as const;

/** A text that a template makes, and the file that gave its last value; undefined where a piece of it is not known. */
export interface MadeText {
  readonly text: string;
  readonly from: { readonly facts: Facts; readonly span: { readonly start: number; readonly end: number } } | undefined;
}

/** What the pieces of an image's name come to. */
export function textOfTemplate(pieces: readonly TemplatePiece[], place: Place): MadeText | undefined {
  let text = "";
  let from: MadeText["from"];
  for (const piece of pieces) {
    const made = textOfPiece(piece, place);
    if (!made) return undefined;
    text += made.text;
    from = made.from ?? from;
  }
  return { text, from };
}

function textOfPiece(piece: TemplatePiece, place: Place): MadeText | undefined {
  switch (piece.kind) {
    case "text":
      return { text: piece.text, from: undefined };
    case "app-version": {
      const facts = fileOfChart(CHART, place);
      return facts?.chart?.appVersion && madeOf(facts, facts.chart.appVersion, place);
    }
    case "value": {
      const facts = fileOfChart(VALUES, place);
      const value = facts?.chartValues?.findLast(({ path }) => path === piece.path)?.value;
      const made = facts && value ? madeOf(facts, value, place) : undefined;
      if (made && made.text !== "") return made;
      return piece.otherwise ? textOfPiece(piece.otherwise, place) : made;
    }
    case "unknown":
      return undefined;
  }
}

function madeOf(
  facts: Facts,
  value: NonNullable<Facts["chartValues"]>[number]["value"],
  place: Place,
): MadeText | undefined {
  const resolved = resolver(facts, place.snapshot).resolve(value, { kind: "nothing" });
  if (resolved.kind !== "value") return undefined;
  return { text: partsOfSecret(resolved.value, (text) => text), from: { facts, span: value.span } };
}
