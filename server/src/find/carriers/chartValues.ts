/**
 * Values of Helm charts that stand in something else: in resources that install a chart, and in a kustomization that
 * renders one. Wherever they stand, they mean what a `values.yaml` means, and are laid over what the chart has.
 */
import { pieceLayer } from "../../read/embedded";
import type { MapNode, TreeNode } from "../../read/reading";
import type { CarrierSink } from "./carrier";
import { chartCarrier } from "./collectors";
import { childOf, itemsOf, mapsAt, textAt } from "./tree";

interface Installer {
  readonly version: RegExp;
  /** Ways to the values, each a map or the text of one. */
  readonly values: (document: MapNode) => readonly (TreeNode | undefined)[];
  /** Ways to the namespace that the chart is installed into; the first that is told. */
  readonly namespaces: readonly (readonly string[])[];
}

const ARGO: Pick<Installer, "version"> = { version: /^argoproj\.io\// };

const INSTALLERS: ReadonlyMap<string, Installer> = new Map<string, Installer>([
  [
    // https://fluxcd.io/flux/components/helm/helmreleases/#values
    "HelmRelease",
    {
      version: /^helm\.toolkit\.fluxcd\.io\//,
      values: (document) => [childOf(document, "spec", "values")],
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
      values: (document) => [childOf(document, "spec", "valuesContent")],
      namespaces: [["spec", "targetNamespace"]],
    },
  ],
]);

function sourcesOf(spec: TreeNode | undefined): readonly (TreeNode | undefined)[] {
  return [...itemsOf(childOf(spec, "source")), ...mapsAt(spec, "sources")].flatMap((source) => [
    childOf(source, "helm", "valuesObject"),
    childOf(source, "helm", "values"),
  ]);
}

/** Adds the values in a resource of this kind. */
export function readChartValues(document: MapNode, kind: string, sink: CarrierSink): void {
  const installer = INSTALLERS.get(kind);
  if (!installer?.version.test(textAt(document, "apiVersion") ?? "")) return;
  const [namespace] = installer.namespaces.flatMap((way) => textAt(document, ...way) ?? []);
  for (const values of installer.values(document)) addValues(values, namespace, sink);
}

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/helmcharts/ */
export function readInlineCharts(kustomization: TreeNode, sink: CarrierSink): void {
  for (const chart of mapsAt(kustomization, "helmCharts")) {
    addValues(childOf(chart, "valuesInline"), textAt(chart, "namespace"), sink);
  }
}

const FILE = "values.yaml";

function addValues(values: TreeNode | undefined, namespace: string | undefined, sink: CarrierSink): void {
  const around = { kind: "file" } as const;
  if (values?.kind === "map") {
    sink.trees.push({ tree: values, name: FILE, around, fragment: true });
    chartCarrier(values, sink, namespace);
  }
  if (values?.kind === "scalar" && values.layer.text.includes("\n")) {
    const layer = pieceLayer(values);
    sink.embedded.push({ layer, span: values.span, as: "file", name: FILE, around, fragment: true });
  }
}
