/** TriggerAuthentications as collections, and collectors in resources and in values of charts. */
import { describe, expect, test } from "vitest";
import { carrierSink } from "../../../server/src/find/carriers/carrier";
import { chartCarrier } from "../../../server/src/find/carriers/collectors";
import { read } from "../read/yamlSupport";
import { kubernetes, showEnvironments, showResources } from "./kubernetesSupport";

describe("a TriggerAuthentication", () => {
  test("has its parameters from Secrets, ConfigMaps, and what no file shows", () => {
    const sink = kubernetes(`apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: {name: es, namespace: jobs}
spec:
  secretTargetRef: [{parameter: apiKey, name: s, key: k}, {parameter: half}]
  configMapTargetRef: [{parameter: cloudID, name: c, key: id}]
  env: [{parameter: username, name: ES_USER, containerName: app}]
  hashiCorpVault: {secrets: [{parameter: password, key: p, path: x}]}
`);
    expect(showResources(sink)).toEqual([
      "TriggerAuthentication jobs/es: apiKey=<Secret jobs/s#k>, cloudID=<ConfigMap jobs/c#id>, " +
        "username=<?secret-store>, password=<?secret-store>",
    ]);
  });

  test("of a whole cluster shows nothing", () => {
    const text = `apiVersion: keda.sh/v1alpha1
kind: ClusterTriggerAuthentication
metadata: {name: es}
spec: {secretTargetRef: [{parameter: apiKey, name: s, key: k}]}
`;
    expect(kubernetes(text).resources).toEqual([]);
  });
});

describe("a collector", () => {
  test("of the operator is whole, as settings or as a text", () => {
    const resource = (config: string): ReturnType<typeof kubernetes> =>
      kubernetes(`apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata: {name: edge, namespace: n}
spec:
  envFrom: [{secretRef: {name: all}}]
  env: [{name: K, valueFrom: {secretKeyRef: {name: s, key: k}}}]
  config:${config}
`);
    const settings = resource(" {exporters: {debug: {}}}");
    expect(showEnvironments(settings)).toEqual(["edge: all of Secret n/all as * | K=<Secret n/s#k>"]);
    expect(settings.trees.map(({ name, fragment }) => [name, fragment])).toEqual([["otel-collector.yaml", undefined]]);
    const text = resource(" |\n    exporters:\n      debug: {}");
    expect(text.embedded.map(({ as, name }) => [as, name])).toEqual([["file", "otel-collector.yaml"]]);
  });

  test.each([
    ["collectors: {a: {env: [{name: K, value: v}], config: {exporters: {x: {}}}}}", ["a: outside | K=v"]],
    [
      "defaultCRConfig: {env: [{name: K, value: d}]}\ncollectors: {a: {config: {exporters: {x: {}}}}}",
      ["a: outside | K=d"],
    ],
    ["extraEnvs: [{name: K, value: v}]\nconfig: {exporters: {x: {}}}", [": outside | K=v"]],
    ["umbrella: {kube: {collectors: {a: {config: {exporters: {x: {}}}}}}}", ["a: outside"]],
    ["config: {receivers: {x: {}}}", []],
    ["config: text", []],
  ])("of a chart's values is a part: %j", (text, expected) => {
    const sink = carrierSink();
    for (const tree of read(text).trees) chartCarrier(tree, sink);
    expect(showEnvironments(sink)).toEqual(expected);
    expect(sink.trees.every(({ fragment }) => fragment === true)).toBe(true);
  });
});
