/**
 * Helm: what a `Chart.yaml` says of the programs in its chart, and the images that values name beside settings.
 * Sources: https://helm.sh/docs/topics/charts/, https://helm.sh/docs/chart_best_practices/values/
 */

import { programOfChart } from "../../integrations/programs";
import type { ScalarNode, TreeNode, Value } from "../../read/reading";
import type { Span } from "../../text/span";
import type { ChartDependency, PlacedProgram, StatedProgram } from "../programModel";
import { sealValue } from "../value";
import type { FactValue, PathFact } from "../valueModel";
import type { CarrierSink } from "./carrier";
import { literalValue } from "./kubernetesText";
import { childOf, entriesOf, entryOf, isNull, itemsOf, scalarOf, textOf } from "./tree";
import { baseName, valueAt } from "./yamlParts";

/** Adds what a chart says of itself to the sink, and answers whether the tree is one. */
export function chartFile(tree: TreeNode, path: string, sink: CarrierSink): boolean {
  if (!/^Chart\.ya?ml$/.test(baseName(path))) return false;
  const name = textOf(childOf(tree, "name"));
  if (name === undefined) return true;
  const appVersion = scalarOf(childOf(tree, "appVersion"));
  sink.chart = {
    name,
    appVersion: appVersion && literal(appVersion),
    dependencies: itemsOf(childOf(tree, "dependencies")).flatMap(dependencyIn),
  };
  return true;
}

function dependencyIn(node: TreeNode): readonly ChartDependency[] {
  const name = textOf(childOf(node, "name"));
  const version = scalarOf(childOf(node, "version"));
  if (name === undefined || !version) return [];
  const key = textOf(childOf(node, "alias")) ?? name;
  return [{ key, name, repository: textOf(childOf(node, "repository")), version: literal(version) }];
}

function literal(scalar: ScalarNode): FactValue {
  return sealValue(literalValue(scalar));
}

// --- Values --------------------------------------------------------------------------------------------------------

/** `values.yaml`, `values-prod.yaml`, `logstash-values.yml`. */
const VALUES = /^(?:[\w.-]{1,80}[._-])?values(?:[._-][\w.-]{1,80})?\.ya?ml$/i;

/**
 * Adds the images that stand beside settings: `image` as a name or as its parts, each for what stands in the same map. Of
 * files that are named as values, also the chart that they lie beside.
 */
export function valuesCarrier(tree: TreeNode, path: string, sink: CarrierSink): void {
  const isValues = VALUES.test(baseName(path));
  addImages(tree, 0, { isValues, found: sink.programs, seen: new Set() });
  if (!isValues) return;
  addValues(tree, "", 0, sink);
  sink.programs.push(chartOf(tree.span, undefined));
  for (const { key, value } of entriesOf(tree)) {
    if (value?.kind === "map") sink.programs.push(chartOf(value.span, key));
  }
}

/** Adds the images that values name which stand in something else, and the version of the chart that they are for. */
export function addInlineValues(values: TreeNode, chart: NamedChart, sink: CarrierSink): void {
  addImages(values, 0, { isValues: false, found: sink.programs, seen: new Set() });
  const { name, repository, version } = chart;
  const row = name === undefined ? undefined : programOfChart(name);
  if (!row || !version || repository?.replace(/\/$/, "") !== row.charts?.repository) return;
  const program = { kind: "version", product: row.products[0], value: literal(version), scope: NOTHING } as const;
  // Behind the images in the same map.
  sink.programs.push({ kind: "stated", within: values.span, program: { ...program, setting: "version" } });
}

/** A chart as whoever installs it names it. */
export interface NamedChart {
  readonly name: string | undefined;
  readonly repository: string | undefined;
  readonly version: ScalarNode | undefined;
}

/** Names of values that templates put into the name of an image. */
const OF_IMAGES = /(?:image|repository|registry|tag|version)$/i;

function addValues(node: TreeNode, path: string, depth: number, sink: CarrierSink): void {
  if (node.kind !== "map" || depth > DEEPEST || sink.chartValues.length >= MAX_VALUES) return;
  for (const { key, value } of node.entries) {
    if (value?.kind === "map") addValues(value, `${path}${key}.`, depth + 1, sink);
    else if (value?.kind === "scalar" && OF_IMAGES.test(key)) {
      sink.chartValues.push({ path: path + key, value: isNull(value) ? literalNothing(value) : literal(value) });
    }
  }
}

/** No chart names more images. */
const MAX_VALUES = 500;

function literalNothing({ span }: ScalarNode): FactValue {
  return sealValue(valueAt(span, []));
}

/** The chart that values lie beside: https://helm.sh/docs/topics/charts/#the-chart-file-structure */
const CHART = "Chart.yaml";

function chartOf(within: Span, key: string | undefined): PlacedProgram {
  return { kind: "chart", within, chart: chartPath({ start: within.start, end: within.start }), key };
}

function chartPath(span: Span): PathFact {
  return { path: CHART, span, from: "own-folder" };
}

/** Nobody nests settings deeper below the image that reads them. */
const DEEPEST = 5;

interface ImageSearch {
  readonly isValues: boolean;
  readonly found: PlacedProgram[];
  /** Aliases show a map again and again. */
  readonly seen: Set<TreeNode>;
}

function addImages(node: TreeNode, depth: number, search: ImageSearch): void {
  if (node.kind !== "map" || depth > DEEPEST || search.seen.has(node)) return;
  search.seen.add(node);
  const program = imageIn(node, search.isValues);
  if (program) search.found.push({ kind: "stated", within: node.span, program });
  for (const { key, value } of node.entries) {
    if (value?.kind === "map" && key !== "image") addImages(value, depth + 1, search);
  }
}

const NOTHING = { kind: "nothing" } as const;

/** What a map says of its image: `image: name:tag`, `image: {repository, tag}`, or the `imageTag` of Elastic's charts. */
function imageIn(map: TreeNode, isValues: boolean): StatedProgram | undefined {
  const image = entryOf(map, "image")?.value;
  const tag = scalarOf(childOf(map, "imageTag"));
  const name = scalarOf(image) ?? scalarOf(childOf(image, "repository"));
  if (!name) {
    return tag && !image ? { kind: "tag", value: literal(tag), scope: NOTHING, setting: "imageTag" } : undefined;
  }
  if (image?.kind === "scalar") return tag ? joined([name], tag, "imageTag") : joined([name], undefined, "image");
  const registry = scalarOf(childOf(image, "registry"));
  const given = scalarOf(childOf(image, "tag"));
  const stated = joined([...(registry ? [registry] : []), name], given, "image.tag");
  // Charts that `helm create` makes take the chart's `appVersion` where no tag is given.
  return given?.layer.text || !isValues ? stated : { ...stated, chart: chartPath(name.span) };
}

type Stated = Extract<StatedProgram, { readonly kind: "image" }>;

/** The name of an image that is put together from its parts. */
function joined(names: readonly ScalarNode[], tag: ScalarNode | undefined, setting: string): Stated {
  const text = names
    .map(({ layer }) => layer.text.replace(/\/$/, ""))
    .filter(Boolean)
    .join("/");
  const whole = tag?.layer.text ? `${text}:${tag.layer.text}` : text;
  const span = tag?.layer.text ? tag.span : (names[names.length - 1]?.span ?? { start: 0, end: 0 });
  const value: Value = valueAt(span, whole === "" ? [] : [{ kind: "text", text: whole, span: undefined }]);
  return { kind: "image", value: sealValue(value), scope: NOTHING, setting };
}
