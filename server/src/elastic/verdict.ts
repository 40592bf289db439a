/**
 * From candidates and a target to a verdict, as contract 2.4 words it, and from candidates to the natural reading (2.1).
 * A mismatch needs every candidate to be refused; all else is settled by the natural reading. Where the host is unknown
 * the verdict may rest only on what is the same behind every host that the API could be served by.
 */
import { opens } from "./matrix";
import type { Api, Cell, Deployment, Kind, Target, Verdict } from "./model";
import { ELASTICSEARCH_SHAPED } from "./shape";

/** Why a verdict is what it is; the words for it are the outputs' business. */
export type ReasonId =
  /** The natural reading opens the API. */
  | "opens"
  /** It does in the deployment where it was made, which no text shows. */
  | "opens-where-made"
  /** It does for a key with the privileges that the API wants. */
  | "opens-with-privileges"
  /** It is accepted, with hardly any rights. */
  | "authenticates"
  /** The host is unknown, but an Elasticsearch-shaped key is what this API takes. */
  | "right-shape"
  /** An Elastic Cloud key at a serverless project: its access decides. */
  | "needs-api-access"
  /** No candidate opens the API. */
  | "refused"
  /** The natural reading is refused, another candidate is not. */
  | "other-reading"
  | "credential-unknown"
  | "target-unknown"
  | "not-documented";

export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: ReasonId;
  /** The cell of the natural reading, where one cell decided. */
  readonly cell?: Cell;
}

/** Judges a credential at a target: contract 2.4. */
export function verdictOf(
  candidates: readonly Kind[],
  natural: Kind,
  target: Pick<Target, "deployment" | "api">,
): Judgement {
  if (natural === "unknown" || candidates.length === 0 || candidates.includes("unknown")) {
    return { verdict: "unknown", reason: "credential-unknown" };
  }
  const places = placesOf(target);
  if (places.length === 0) return { verdict: "unknown", reason: "target-unknown" };
  if (isAnyHostOfStack(target) && BOUND_TO_PLATFORM.has(natural))
    return { verdict: "unknown", reason: "target-unknown" };
  if (candidates.every((kind) => isRefused(kind, places))) {
    return { verdict: "mismatch", reason: "refused", ...onlyCell(natural, places) };
  }
  return byNaturalReading(natural, places);
}

/**
 * The candidate that the target and the setting make the natural one. `expects` is the kind that the setting is made
 * for, where it is made for one. The answer is always one of the candidates, or `unknown` where there are none.
 */
export function naturalKind(
  candidates: readonly Kind[],
  target: Pick<Target, "deployment" | "api">,
  expects?: Kind,
): Kind {
  const wishes: (Kind | undefined)[] = [
    expects === "elasticsearch-api-key" ? undefined : expects,
    target.api === "remote-cluster" ? "cross-cluster-api-key" : undefined,
    target.deployment === "serverless" ? "serverless-project-api-key" : undefined,
    target.api === "ece" ? "ece-api-key" : undefined,
    target.api === "cloud" || target.api === "cloud-serverless" ? "elastic-cloud-api-key" : undefined,
    "elasticsearch-api-key",
  ];
  return (
    wishes.find((kind): kind is Kind => kind !== undefined && candidates.includes(kind)) ?? candidates[0] ?? "unknown"
  );
}

interface Place {
  readonly deployment: Deployment;
  readonly api: Api;
}

/** The places that a target can be: one where the deployment is known, else every sort that serves this API. */
function placesOf({ deployment, api }: Place): readonly Place[] {
  if (deployment !== "unknown") return api === "unknown" ? [] : [{ deployment, api }];
  switch (api) {
    case "elasticsearch":
    case "kibana":
    case "apm":
    case "fleet":
      return [
        { deployment: "self-managed", api },
        { deployment: "serverless", api },
      ];
    case "remote-cluster":
      return [{ deployment: "self-managed", api }];
    case "cloud":
    case "cloud-serverless":
      return [
        { deployment: "elastic-cloud", api },
        { deployment: "ece", api: "ece" },
      ];
    case "ece":
      return [{ deployment: "ece", api }];
    default:
      return [];
  }
}

/** Elasticsearch or Kibana on a host that says nothing: a proxy of anything, so these keys may yet fit (contract 2.4). */
function isAnyHostOfStack({ deployment, api }: Place): boolean {
  return deployment === "unknown" && (api === "elasticsearch" || api === "kibana");
}

const BOUND_TO_PLATFORM: ReadonlySet<Kind> = new Set(["elastic-cloud-api-key", "ece-api-key"]);

function isRefused(kind: Kind, places: readonly Place[]): boolean {
  return places.every(({ deployment, api }) => opens(kind, deployment, api).answer === "no");
}

function byNaturalReading(natural: Kind, places: readonly Place[]): Judgement {
  if (isRefused(natural, places)) return { verdict: "unknown", reason: "other-reading", ...onlyCell(natural, places) };
  const cells = places.map(({ deployment, api }) => opens(natural, deployment, api));
  if (cells.some((cell) => cell.answer === "not-found")) {
    return { verdict: "unknown", reason: "not-documented", ...onlyCell(natural, places) };
  }
  const [cell] = cells;
  if (cells.length === 1 && cell) return byCell(natural, cell);
  if (ELASTICSEARCH_SHAPED.includes(natural)) return { verdict: "fits", reason: "right-shape" };
  return cells.some(({ answer }) => answer === "no")
    ? { verdict: "unknown", reason: "target-unknown" }
    : { verdict: "fits", reason: "opens" };
}

function byCell(natural: Kind, cell: Cell): Judgement {
  switch (cell.answer) {
    case "yes":
      return { verdict: "fits", reason: "opens", cell };
    case "same-place":
      return { verdict: "fits", reason: "opens-where-made", cell };
    case "authenticates":
      return { verdict: "fits", reason: "authenticates", cell };
    case "conditional":
      return natural === "elastic-cloud-api-key"
        ? { verdict: "depends", reason: "needs-api-access", cell }
        : { verdict: "fits", reason: "opens-with-privileges", cell };
    case "no":
      return { verdict: "mismatch", reason: "refused", cell };
    case "not-found":
      return { verdict: "unknown", reason: "not-documented", cell };
  }
}

function onlyCell(natural: Kind, places: readonly Place[]): { readonly cell?: Cell } {
  const [place] = places;
  return places.length === 1 && place ? { cell: opens(natural, place.deployment, place.api) } : {};
}
