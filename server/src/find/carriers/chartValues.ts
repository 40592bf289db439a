/**
 * Values of Helm charts that stand in something else: in resources that install a chart, and in a kustomization that
 * renders one. Wherever they stand, they mean what a `values.yaml` means, and are laid over what the chart has.
 */
import { pieceLayer } from "../../read/embedded";
import type { MapNode, TreeNode } from "../../read/reading";
import type { CarrierSink } from "./carrier";
import { chartCarrier } from "./collectors";
import { fileTexts } from "./fileTexts";
import { addInlineValues, type NamedChart } from "./helm";
import { childOf, itemsOf, mapsAt, scalarAt, textAt } from "./tree";

interface Installer {
  readonly version: RegExp;
  /** The values, each a map or the text of one, with the chart that they are for. */
  readonly values: (document: MapNode) => readonly Installed[];
  /** Ways to the namespace that the chart is installed into; the first that is told. */
  readonly namespaces: readonly (readonly string[])[];
}

interface Installed {
  readonly values: TreeNode | undefined;
  readonly chart: NamedChart;
}

/** A chart that is named by what only the cluster resolves. */
const ELSEWHERE: NamedChart = { name: undefined, repository: undefined, version: undefined };

const ARGO: Pick<Installer, "version"> = { version: /^argoproj\.io\// };

const INSTALLERS: ReadonlyMap<string, Installer> = new Map<string, Installer>([
  [
    // https://fluxcd.io/flux/components/helm/helmreleases/#values
    "HelmRelease",
    {
      version: /^helm\.toolkit\.fluxcd\.io\//,
      values: (document) => [{ values: childOf(document, "spec", "values"), chart: ELSEWHERE }],
      namespaces: [
        ["spec", "targetNamespace"],
        ["metadata", "namespace"],
      ],
    },
  ],
  [
    // https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#values
    "Application",
    {
      ...ARGO,
      values: (document) => sourcesOf(childOf(document, "spec")),
      namespaces: [["spec", "destination", "namespace"]],
    },
  ],
  [
    "ApplicationSet",
    {
      ...ARGO,
      values: (document) => sourcesOf(childOf(document, "spec", "template", "spec")),
      namespaces: [["spec", "template", "spec", "destination", "namespace"]],
    },
  ],
  [
    // https://docs.k3s.io/helm#helmchart-field-definitions
    "HelmChart",
    {
      version: /^helm\.cattle\.io\//,
      values: (document) => [
        {
          values: childOf(document, "spec", "valuesContent"),
          chart: chartIn(childOf(document, "spec"), ["chart", "repo", "version"]),
        },
      ],
      namespaces: [["spec", "targetNamespace"]],
    },
  ],
]);

function sourcesOf(spec: TreeNode | undefined): readonly Installed[] {
  return [...itemsOf(childOf(spec, "source")), ...mapsAt(spec, "sources")].flatMap((source) => {
    const chart = chartIn(source, ["chart", "repoURL", "targetRevision"]);
    return ["valuesObject", "values"].map((key) => ({ values: childOf(source, "helm", key), chart }));
  });
}

function chartIn(node: TreeNode | undefined, keys: readonly [string, string, string]): NamedChart {
  const [name, repository, version] = keys;
  return { name: textAt(node, name), repository: textAt(node, repository), version: scalarAt(node, version) };
}

/** Adds the values in a resource of this kind. */
export function readChartValues(document: MapNode, kind: string, sink: CarrierSink): void {
  const installer = INSTALLERS.get(kind);
  if (!installer?.version.test(textAt(document, "apiVersion") ?? "")) return;
  const [namespace] = installer.namespaces.flatMap((way) => textAt(document, ...way) ?? []);
  for (const each of installer.values(document)) addValues(each, namespace, sink);
}

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/helmcharts/ */
export function readInlineCharts(kustomization: TreeNode, sink: CarrierSink): void {
  for (const chart of mapsAt(kustomization, "helmCharts")) {
    const named = chartIn(chart, ["name", "repo", "version"]);
    addValues({ values: childOf(chart, "valuesInline"), chart: named }, textAt(chart, "namespace"), sink);
  }
}

const FILE = "values.yaml";

function addValues({ values, chart }: Installed, namespace: string | undefined, sink: CarrierSink): void {
  const around = { kind: "file" } as const;
  if (values) addInlineValues(values, chart, sink);
  if (values?.kind === "map") {
    sink.trees.push({ tree: values, name: FILE, around, fragment: true });
    chartCarrier(values, sink, namespace);
    sink.embedded.push(...fileTexts(values, around));
  }
  if (values?.kind === "scalar" && values.layer.text.includes("\n")) {
    const layer = pieceLayer(values);
    sink.embedded.push({ layer, span: values.span, as: "file", name: FILE, around, fragment: true });
  }
}
