/** What kustomizations build on, the patches that they apply, and JSON patches as environments without a program. */
import { describe, expect, test } from "vitest";
import { type CarrierSink, carrierSink } from "../../../server/src/find/carriers/carrier";
import { jsonPatchCarrier, readPatches } from "../../../server/src/find/carriers/kustomizePatches";
import { read } from "../read/yamlSupport";
import { kubernetes, showEnvironments } from "./kubernetesSupport";

function patched(text: string): CarrierSink {
  const sink = carrierSink();
  for (const tree of read(text).trees) if (tree.kind === "map") readPatches(tree, sink);
  return sink;
}

function jsonPatch(text: string): CarrierSink & { readonly is: boolean } {
  const sink = carrierSink();
  const is = read(text)
    .trees.map((tree) => jsonPatchCarrier(tree, sink))
    .some(Boolean);
  return { ...sink, is };
}

describe("a JSON patch", () => {
  test("is an environment for each container that it adds variables to", () => {
    const sink = jsonPatch(`- op: add
  path: /spec/template/spec/containers/0/env/-
  value: {name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}
- {op: replace, path: /spec/template/spec/containers/0/env/3, value: {name: B, value: b}}
- {op: add, path: /spec/template/spec/initContainers/1/env, value: [{name: C, value: c}]}
- {op: remove, path: /spec/template/spec/containers/0/env/0}
- {op: add, path: /metadata/labels/env, value: prod}
`);
    expect(showEnvironments(sink)).toEqual([": A=<Secret s#k>, B=b", ": C=c"]);
    expect(sink.environments.map(({ patch }) => patch)).toEqual([
      { list: "containers", container: 0 },
      { list: "initContainers", container: 1 },
    ]);
  });

  test.each([
    "- op: add\n  path: /env/-\n  value: {name: A, value: a}\n",
    "- op: add\n  path: /spec/containers/x/env/-\n  value: {name: A, value: a}\n",
    "- op: test\n  path: /spec/containers/0/env/-\n  value: {name: A, value: a}\n",
    "- op: add\n  path: /spec/containers/0/env/-\n",
  ])("adds nothing where it meets no variable: %j", (text) => {
    expect([jsonPatch(text).is, jsonPatch(text).environments]).toEqual([true, []]);
  });

  test.each(["[]\n", "- op: add\n", "- {op: add, path: x}\n- a\n", "op: add\npath: /a\n", "- name: x\n"])(
    "is not %j",
    (text) => {
      expect(jsonPatch(text).is).toBe(false);
    },
  );
});

describe("a kustomization", () => {
  test("builds on files and folders here, and says its patches in order", () => {
    const sink = patched(`resources: [base, ../x.yaml, "https://github.com/a/b?ref=1"]
bases: [../other]
patchesStrategicMerge: [merge.yaml]
patches:
  - path: remove.yaml
  - {target: {kind: DaemonSet, name: agent}, path: add.yaml}
  - {target: {kind: DaemonSet, name: "agent-.*"}, path: pattern.yaml}
  - {target: {labelSelector: a=b}, path: some.yaml}
`);
    const [only] = sink.kustomizations;
    expect(only?.builds.map(({ path }) => path)).toEqual(["base", "../x.yaml", "../other"]);
    expect(
      only?.patches.map((each) => ["path" in each ? each.path.path : each.environments, each.target?.name]),
    ).toEqual([
      ["merge.yaml", undefined],
      ["remove.yaml", undefined],
      ["add.yaml", "agent"],
    ]);
  });

  test("may hold the patch itself", () => {
    const text = `resources: [base]
patches:
  - target: {kind: Deployment, name: shipper}
    patch: |-
      - op: add
        path: /spec/template/spec/containers/0/env/-
        value: {name: A, value: a}
`;
    const sink = patched(text);
    expect(sink.kustomizations[0]?.patches).toEqual([
      { target: { kind: "Deployment", name: "shipper" }, environments: [0] },
    ]);
    const [definition] =
      sink.environments[0]?.layers.flatMap((layer) => (layer.kind === "definitions" ? layer.definitions : [])) ?? [];
    expect(text.slice(definition?.nameSpan.start, definition?.nameSpan.end)).toBe("A");
  });
});

describe("a container", () => {
  test("says where patches find it, and what it takes away where it is a patch", () => {
    const text = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  template:
    spec:
      containers:
        - name: a
        - name: b
          env: [{$patch: delete, name: K}, {name: L, value: l}]
`;
    expect(kubernetes(text).environments.map(({ layers }) => layers.slice(-2))).toMatchObject([
      [{ kind: "patches", workload: { kind: "DaemonSet", name: "agent" }, container: { container: 0, name: "a" } }],
      [
        { kind: "removed", names: ["K"] },
        { kind: "patches", container: { container: 1, name: "b" } },
      ],
    ]);
  });
});
