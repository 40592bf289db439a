/**
 * Which programs a text says that it starts, and in which version: an image by its tag, the Dockerfile that it is built
 * from, a chart, a resource of Elastic's operator. Follows what find/programModel.ts states, in the reach of contract 2.2.
 */
import { partsOfSecret } from "../elastic/secret";
import type { EnvironmentFact } from "../find/environmentModel";
import type { Facts } from "../find/model";
import type { ImageChange, PlacedProgram, ProgramFact, StatedProgram } from "../find/programModel";
import type { FactValue, PathFact } from "../find/valueModel";
import { type ProgramRow, programNamed, programOfChart, programOfImage } from "../integrations/programs";
import { type ImageName, parseImageName, versionOfArchive, versionOfTag } from "../text/imageName";
import type { Span } from "../text/span";
import { chartAt, textOfTemplate } from "./charts";
import type { OriginStep, Place } from "./look";
import { deploymentsOf } from "./patches";
import { type Resolved, resolver } from "./resolve";
import { imagesBuilt, type Site, sitesAround } from "./sites";
import { filesAt } from "./startFolders";

/** What one place says. */
export type Said =
  | { readonly kind: "version"; readonly row: ProgramRow | undefined; readonly version: string; readonly at: SaidAt }
  /** A program in a version that nobody tells: `latest`, an image of somebody's own. */
  | { readonly kind: "unknown"; readonly row?: ProgramRow; readonly image?: string };

/** Where a version is stated. */
export interface SaidAt {
  readonly uri: string;
  readonly span: Span;
  /** Zero-based. */
  readonly line: number;
  /** `image`, `FROM`, `spec.version`. */
  readonly setting: string;
  /** The way to what a reference in it leads to. */
  readonly origin: readonly OriginStep[];
}

const UNKNOWN: Said = { kind: "unknown" };

/** Environments in environments that are followed. */
const MAX_HOPS = 4;

/**
 * What is said of the program of an environment. Of a command it is what runs around it: a container's program starts with
 * a script, and a pipeline's step runs in an image.
 */
export function saidOfSite({ facts, environment }: Site, place: Place, hops = 0): readonly Said[] {
  const there: Place = { ...place, facts };
  if (hops > MAX_HOPS || place.looks.left-- <= 0) return [UNKNOWN];
  const own = saidByContainer(environment, there, hops) ?? saidIn(environment.programs ?? [], there, hops);
  if (own.length > 0) return own;
  if (environment.image !== undefined) {
    const image = facts.environments[environment.image];
    return image ? saidOfSite({ facts, environment: image }, place, hops + 1) : [];
  }
  return environment.layers.flatMap((layer) => {
    if (layer.kind !== "surroundings") return [];
    const outer = sitesAround(layer.around, there, hops).flatMap((site) => saidOfSite(site, place, hops + 1));
    return [...outer, ...(layer.around.kind === "file" ? saidBeside(environment.span.start, there).flat() : [])];
  });
}

/** What kustomizations make of a container: an image that a patch puts in its place, under the name and tag that they give. */
function saidByContainer(environment: EnvironmentFact, place: Place, hops: number): readonly Said[] | undefined {
  const layer = environment.layers.find(({ kind }) => kind === "patches");
  const deployments = layer?.kind === "patches" ? deploymentsOf(layer, place) : [];
  if (deployments.length === 0) return undefined;
  return deployments.flatMap(({ kustomizations, patches }) => {
    const patch = patches.find((each) => (each.environment.programs ?? []).length > 0);
    const programs = patch?.environment.programs ?? environment.programs ?? [];
    const [image, ...others] = programs;
    const there = patch ? { ...place, facts: patch.facts } : place;
    if (image?.kind !== "image" || others.length > 0) return saidIn(programs, there, hops);
    return [saidOfStated(image, there, kustomizations)];
  });
}

/** An image as kustomizations rename it, the nearest first; the place of the last that gave the tag. */
function changed(image: ImageName, at: SaidAt, kustomizations: readonly Facts[], place: Place): [ImageName, SaidAt] {
  let found: [ImageName, SaidAt] = [image, at];
  for (const facts of kustomizations) {
    for (const change of (facts.kustomizations ?? []).flatMap(({ images = [] }) => images)) {
      const [before, where] = found;
      if (change.name !== before.name) continue;
      const name = change.newName ?? before.name;
      const tagged = change.digest ? undefined : tagIn(change, { ...place, facts });
      if (tagged) found = [{ name, tag: tagged.tag, digest: false }, tagged.at];
      else found = [{ ...before, name, ...(change.digest && { tag: undefined, digest: true }) }, where];
    }
  }
  return found;
}

/** The tag that a change gives. */
function tagIn({ newTag }: ImageChange, place: Place): { readonly tag: string; readonly at: SaidAt } | undefined {
  const resolved = newTag && resolver(place.facts, place.snapshot).resolve(newTag, { kind: "nothing" });
  if (!newTag || resolved?.kind !== "value") return undefined;
  return {
    tag: partsOfSecret(resolved.value, (text) => text),
    at: placeOf(newTag.span, "newTag", resolved.origin, place),
  };
}

/** The highest that says anything. */
function saidIn(programs: readonly ProgramFact[], place: Place, hops: number): readonly Said[] {
  for (let at = programs.length - 1; at >= 0; at--) {
    const program = programs[at];
    const said = program ? saidOf(program, place, hops) : [];
    if (said.length > 0) return said;
  }
  return [];
}

function saidOf(program: ProgramFact, place: Place, hops: number): readonly Said[] {
  switch (program.kind) {
    case "built":
      return saidOfBuild(program.dockerfile, program.stage, place, hops);
    case "service":
      return saidOfService(program.paths, program.service, place, hops);
    case "template":
      return [saidOfTemplate(program, place)];
    default:
      return [saidOfStated(program, place)];
  }
}

/** The last stage is what runs, or the named one. */
function saidOfBuild(path: PathFact, stage: string | undefined, place: Place, hops: number): readonly Said[] {
  const facts = filesAt(path, "itself", place)?.[0];
  const stages = facts?.environments.filter(({ owner }) => owner === "dockerfile-stage") ?? [];
  const built = stage === undefined ? stages[stages.length - 1] : stages.find(({ name }) => name === stage);
  return facts && built ? saidOfSite({ facts, environment: built }, place, hops + 1) : [UNKNOWN];
}

/** The first file that has the service; what that says of other files in turn does not count, for they may name this one. */
function saidOfService(paths: readonly PathFact[], service: string, place: Place, hops: number): readonly Said[] {
  for (const path of paths) {
    const facts = filesAt(path, "itself", place)?.[0];
    const environment = facts?.environments.find(({ owner, name }) => owner === "compose-service" && name === service);
    if (!facts || !environment) continue;
    const own = (environment.programs ?? []).filter(({ kind }) => kind !== "service");
    return saidIn(own, { ...place, facts }, hops);
  }
  return [];
}

function saidOfStated(program: StatedProgram, place: Place, kustomizations: readonly Facts[] = []): Said {
  const resolved = resolver(place.facts, place.snapshot).resolve(program.value, program.scope);
  if (resolved.kind !== "value") return { ...UNKNOWN, ...programOfBeginning(program) };
  const at = placeOf(program.value.span, program.setting, resolved.origin, place);
  if (program.kind === "image") {
    const image = imageIn(resolved);
    return image ? saidOfImage(program, ...changed(image, at, kustomizations, place), place) : UNKNOWN;
  }
  const version = partsOfSecret(resolved.value, program.kind === "archive" ? versionOfArchive : versionOfTag);
  const row = program.kind === "tag" ? undefined : rowNamed(program.product);
  return version === undefined ? { ...UNKNOWN, ...(row && { row }) } : { kind: "version", row, version, at };
}

/** An image whose name a chart's template makes; where it is not whole, the program may still be known by its beginning. */
function saidOfTemplate({ pieces, span, setting }: TemplateProgram, place: Place): Said {
  const made = textOfTemplate(pieces, place);
  const image = made && parseImageName(made.text);
  if (!made || !image) return UNKNOWN;
  const there = made.from ? { ...place, facts: made.from.facts } : place;
  const at = placeOf(made.from?.span ?? span, setting, [], there);
  return saidOfImage({}, image, at, place);
}

type TemplateProgram = Extract<ProgramFact, { readonly kind: "template" }>;

function saidOfImage(
  { chart }: Pick<Extract<StatedProgram, { kind: "image" }>, "chart">,
  image: ImageName,
  at: SaidAt,
  place: Place,
): Said {
  const row = programOfImage(image.name);
  if (!row) return { kind: "unknown", image: image.name };
  const version = image.tag === undefined ? undefined : versionOfTag(image.tag);
  if (version !== undefined) return { kind: "version", row, version, at };
  const own = chart && image.tag === undefined && !image.digest ? chartAt(chart, place) : undefined;
  const said = own?.chart?.appVersion && saidByChart(row, own.chart.appVersion, "appVersion", { ...place, facts: own });
  return said ?? { kind: "unknown", row };
}

function imageIn(resolved: Extract<Resolved, { kind: "value" }>): ImageName | undefined {
  return partsOfSecret(resolved.value, parseImageName);
}

/** The program of an image of which only the tag is not known: `docker.elastic.co/kibana/kibana:${VERSION}`. */
function programOfBeginning({ kind, value }: StatedProgram): Pick<Extract<Said, { kind: "unknown" }>, "row" | "image"> {
  const [first, second] = value.parts;
  if (kind !== "image" || first?.kind !== "text" || !second) return {};
  const image = partsOfSecret(first.text, (text) => (/:[\w.-]*$/.test(text) ? parseImageName(text) : undefined));
  const row = image && programOfImage(image.name);
  return { ...(row && { row }), ...(image && !row && { image: image.name }) };
}

/** A program whose name is all that is known of it is one too. */
function rowNamed(product: string): ProgramRow {
  return programNamed(product) ?? { products: [product], title: product, source: "", images: [] };
}

function placeOf(span: Span, setting: string, origin: readonly OriginStep[], { facts }: Place): SaidAt {
  const { line } = facts.lines.positionAt(span.start);
  return { uri: facts.uri, span, line, setting, origin };
}

// --- Beside the settings ---------------------------------------------------------------------------------------------

/**
 * What a file itself says for the settings at a place in it, what stands nearest first; what stands equally near is one
 * group.
 */
export function saidBeside(offset: number, place: Place): readonly (readonly Said[])[] {
  const groups = new Map<number, Said[]>();
  for (const each of place.facts.programs) {
    const { start, end } = each.within;
    const said = offset < start || offset > end ? undefined : saidPlaced(each, place);
    if (!said) continue;
    const distance = distanceOf(each);
    groups.set(distance, [...(groups.get(distance) ?? []), said]);
  }
  return [...groups].sort(([left], [right]) => left - right).map(([, group]) => group);
}

function saidPlaced(each: PlacedProgram, place: Place): Said | undefined {
  return each.kind === "stated" ? saidOfStated(each.program, place) : saidOfChart(each, place);
}

/** A map in a map is nearer; of one map, what names an image goes before the version of the chart that it is for. */
function distanceOf(placed: PlacedProgram): number {
  const ofChart = placed.kind === "chart" || placed.program.kind === "version";
  return placed.within.end - placed.within.start + (ofChart ? 0.5 : 0);
}

/** The chart's own program, or that of the chart under whose name the values stand. */
function saidOfChart({ chart: path, key }: Extract<PlacedProgram, { kind: "chart" }>, place: Place): Said | undefined {
  const facts = chartAt(path, place);
  if (!facts?.chart) return undefined;
  const { chart } = facts;
  const found = { ...place, facts };
  if (key === undefined) {
    const row = programOfChart(chart.name);
    return row && chart.appVersion && saidByChart(row, chart.appVersion, "appVersion", found);
  }
  const dependency = chart.dependencies.find((each) => each.key === key);
  const row = dependency && programOfChart(dependency.name);
  if (!row || dependency.repository?.replace(/\/$/, "") !== row.charts?.repository) return undefined;
  return saidByChart(row, dependency.version, "version", found) ?? { kind: "unknown", row };
}

function saidByChart(row: ProgramRow, value: FactValue, setting: string, place: Place): Said | undefined {
  const resolved = resolver(place.facts, place.snapshot).resolve(value, { kind: "nothing" });
  const version = resolved.kind === "value" ? partsOfSecret(resolved.value, versionOfTag) : undefined;
  if (version === undefined || resolved.kind !== "value") return undefined;
  return { kind: "version", row, version, at: placeOf(value.span, setting, resolved.origin, place) };
}

/**
 * Without stages of Dockerfiles that only help to build: what runs is the last one, or what whoever builds it names, which
 * stands among the sites by itself.
 */
export function withoutHelpingStages(sites: readonly Site[], place: Place): readonly Site[] {
  const last = new Map<Facts, EnvironmentFact>();
  for (const { facts, environment } of sites) {
    if (environment.owner === "dockerfile-stage") last.set(facts, environment);
  }
  return sites.filter(({ facts, environment }) => {
    if (environment.owner !== "dockerfile-stage") return true;
    return last.get(facts) === environment && imagesBuilt({ ...place, facts }).length === 0;
  });
}
