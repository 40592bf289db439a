/** Kubernetes manifests: pods wherever they stand, the environments of their containers, and hostile documents. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carrierSink } from "../../../server/src/find/carriers/carrier";
import { kubernetesCarrier } from "../../../server/src/find/carriers/kubernetes";
import { read } from "../read/yamlSupport";
import {
  at,
  definition,
  definitionsOf,
  documents,
  kubernetes,
  pod,
  rewritten,
  showEnvironments,
  showName,
  showValue,
  unsound,
} from "./kubernetesSupport";

/** The layers of the only container. */
const layers = (...lines: string[]): string[] =>
  showEnvironments(kubernetes(pod(...lines))).map((line) => line.replace(/^c: /, ""));

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: agent, namespace: kube-system }
spec:
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec:
      initContainers:
        - name: setup
          image: curlimages/curl:8.16.0
          command: [curl, -fsS, -H, "Authorization: ApiKey $(ES_API_KEY)", "https://h:9243/_ready"]
          env:
            - { name: ES_API_KEY, valueFrom: { secretKeyRef: { name: es, key: api-key } } }
      containers:
        - name: agent
          image: docker.elastic.co/elastic-agent/elastic-agent:9.2.1
          args: ["-c", "/etc/agent/agent.yml", "-e"]
          envFrom:
            - configMapRef: { name: common }
            - secretRef: { name: es, optional: true }
              prefix: ES_
          env:
            - name: HOST
              value: https://h:9243
            - name: HEADER
              value: "ApiKey $(ES_KEY)"
            - name: FROM_MAP
              valueFrom: { configMapKeyRef: { name: common, key: team, optional: true } }
            - name: NODE
              valueFrom: { fieldRef: { fieldPath: spec.nodeName } }
          volumeMounts:
            - { name: conf, mountPath: /etc/agent/agent.yml, subPath: agent.yml }
            - { name: all, mountPath: /all }
      volumes:
        - { name: conf, configMap: { name: agent-node } }
        - { name: unmounted, secret: { secretName: other } }
        - name: all
          projected:
            sources:
              - secret: { name: es }
              - configMap: { name: common }
              - serviceAccountToken: { path: token }
`;

describe("containers", () => {
  const sink = kubernetes(DEPLOYMENT);

  test("each has an environment, with its layers from low to high", () => {
    expect(showEnvironments(sink)).toEqual([
      "setup: ES_API_KEY=<Secret kube-system/es#api-key>",
      "agent: all of ConfigMap kube-system/common as * | all of Secret kube-system/es as ES_*? | " +
        "HOST=https://h:9243, HEADER=ApiKey <ES_KEY>, FROM_MAP=<ConfigMap kube-system/common#team?>, NODE=<?unsupported>",
    ]);
    expect(sink.environments.map(({ owner, span }) => `${owner} ${at(DEPLOYMENT, span)}`)).toEqual([
      "kubernetes-container setup",
      "kubernetes-container agent",
    ]);
  });

  test("spans cover what is meant", () => {
    const [, resource] = sink.environments[1]!.layers;
    expect(resource?.kind === "resource" && at(DEPLOYMENT, resource.span)).toBe("es");
    const header = definition(sink, "HEADER");
    expect(at(DEPLOYMENT, header.nameSpan)).toBe("HEADER");
    expect(at(DEPLOYMENT, header.value.span)).toBe("ApiKey $(ES_KEY)");
    expect(at(DEPLOYMENT, header.value.outer)).toBe('"ApiKey $(ES_KEY)"');
    expect(header.value.parts.map((part) => at(DEPLOYMENT, part.span))).toEqual(["ApiKey ", "$(ES_KEY)"]);
    const key = definition(sink, "ES_API_KEY");
    expect(at(DEPLOYMENT, key.value.span)).toBe("api-key");
    expect(key.value.encode("x")).toBeUndefined();
  });

  test("a name sees what stands above it, in its own environment", () => {
    for (const [id, environment] of sink.environments.entries()) {
      for (const each of definitionsOf(environment)) {
        expect(each.inside).toEqual({ kind: "environment", environment: id, before: each.nameSpan.start });
        expect(each.scope).toBe("environment");
      }
    }
  });

  test("collections are linked by whom mounts them, projected ones too", () => {
    const links = sink.environments.map((each) =>
      each.links.map((link) => (link.kind === "resource" ? showName(link.resource) : link.kind)),
    );
    expect(links).toEqual([
      [],
      ["ConfigMap kube-system/agent-node", "Secret kube-system/es", "ConfigMap kube-system/common"],
    ]);
  });

  test("V-K8S-3: the order of entries is kept", () => {
    expect(layers("env:", "- { name: A, value: $(B) }", "- { name: B, value: x }")).toEqual(["A=<B>, B=x"]);
    expect(layers("env:", "- { name: B, value: x }", "- { name: A, value: $(B) }")).toEqual(["B=x, A=<B>"]);
  });

  test("V-K8S-6: only parentheses are a reference; a doubled dollar is text", () => {
    expect(layers("env:", "- { name: A, value: '${ES_API_KEY} $K $$(K)' }")).toEqual(["A=${ES_API_KEY} $K $(K)"]);
  });

  test("the same name twice stays twice, for what stands between saw the first", () => {
    const text = ["env:", "- { name: A, value: 1 }", "- { name: B, value: $(A) }", "- { name: A, value: 2 }"];
    expect(layers(...text)).toEqual(["A=1, B=<A>, A=2"]);
  });

  test("an empty value gives way to valueFrom, else it is the empty text", () => {
    expect(layers("env:", '- { name: A, value: "", valueFrom: { secretKeyRef: { name: s, key: k } } }')).toEqual([
      "A=<Secret ns/s#k>",
    ]);
    expect(layers("env:", '- { name: A, value: "" }', "- name: B", "- { name: C, value: null }")).toEqual([
      "A=, B=, C=",
    ]);
  });

  test("what is not finished yet is no reference to a collection", () => {
    for (const from of [
      "",
      " {}",
      " { secretKeyRef: }",
      " { secretKeyRef: { name: s } }",
      " { secretKeyRef: { key: k } }",
    ]) {
      const [line] = layers("env:", `- { name: A, valueFrom:${from} }`);
      expect(line).toBe(from === "" ? "A=" : "A=<?unsupported>");
    }
    expect(layers("envFrom:", "- secretRef:", "- secretRef: {}", "- prefix: A_")).toEqual([""]);
  });

  test.each(["plain", "has $(K) in it", "$$(K)", "$$", "a$", "$(", "id1:key1", "#x"])("an edit writes %j", (value) => {
    for (const written of ["old", "'old'", '"old"']) {
      const text = pod("env:", `- { name: A, value: ${written} }`);
      const after = rewritten(text, definition(kubernetes(text), "A"), value);
      const again = definition(kubernetes(after!), "A").value;
      expect(showValue(again)).toBe(value);
    }
  });
});

describe("where pods stand", () => {
  const containers = "{ containers: [{ name: c, env: [{ name: A, value: b }] }] }";
  test.each([
    ["Pod", `spec: ${containers}`],
    ["Deployment", `spec: { template: { spec: ${containers} } }`],
    ["StatefulSet", `spec: { template: { spec: ${containers} } }`],
    ["DaemonSet", `spec: { template: { spec: ${containers} } }`],
    ["ReplicaSet", `spec: { template: { spec: ${containers} } }`],
    ["Job", `spec: { template: { spec: ${containers} } }`],
    ["CronJob", `spec: { jobTemplate: { spec: { template: { spec: ${containers} } } } }`],
    ["PodTemplate", `template: { spec: ${containers} }`],
    ["Beat", `spec: { daemonSet: { podTemplate: { spec: ${containers} } } }`],
    ["Elasticsearch", `spec: { nodeSets: [{ podTemplate: { spec: ${containers} } }] }`],
    ["Rollout", `spec: { a: { b: { c: { template: { spec: ${containers} } } } } }`],
    ["List", `items: [{ apiVersion: v1, kind: Pod, spec: ${containers} }]`],
    ["PodList", `items: [{ spec: ${containers} }]`],
    ["List", `items: [{ kind: List, items: [{ kind: Job, spec: { template: { spec: ${containers} } } }] }]`],
  ])("%s: %s", (kind, rest) => {
    expect(showEnvironments(kubernetes(`apiVersion: v1\nkind: ${kind}\n${rest}\n`))).toEqual(["c: A=b"]);
  });

  test("ephemeral and native containers", () => {
    const spec = "{ ephemeralContainers: [{ name: e }], initContainers: [{ name: i }], containers: [{ name: c }] }";
    expect(showEnvironments(kubernetes(`apiVersion: v1\nkind: Pod\nspec: ${spec}`))).toEqual(["i: ", "c: ", "e: "]);
  });

  test.each([
    ["kind: Pod", false],
    ["apiVersion: v1", false],
    ["apiVersion: v1\nkind:", false],
    ["apiVersion: v1\nkind: {}", false],
    ["- apiVersion: v1\n  kind: Pod", false],
    ["text", false],
    ["apiVersion: v1\nkind: Anything", true],
  ])("%j is a manifest: %s", (text, answer) => {
    const [tree] = read(text).trees;
    expect(kubernetesCarrier(tree!, carrierSink())).toBe(answer);
  });

  test("nothing lies deeper than twelve", () => {
    const nested = (depth: number): string =>
      `apiVersion: v1\nkind: X\nspec: ${"{ a: ".repeat(depth)}{ template: { spec: ${containers} } }${" }".repeat(depth)}`;
    expect(kubernetes(nested(9)).environments).toHaveLength(1);
    expect(kubernetes(nested(40)).environments).toHaveLength(0);
  });
});

describe("whatever is written", () => {
  test.each([
    "apiVersion: v1\nkind: Pod\nspec: { containers: a text }",
    "apiVersion: v1\nkind: Pod\nspec: { containers: [a, null, [b], { name: null, env: text, envFrom: {}, command: {} }] }",
    "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: c\n      env:\n        - name: A\n          value:\n        - na",
    "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - env:\n        - name: ES_API_KEY\n          valueFrom:\n            secretKeyRef:\n              na",
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name:\ndata:\n  k: "QUF',
    "apiVersion: v1\nkind: List\nitems: [null, {}, text]",
    "apiVersion: v1\nkind: List\nitems: null",
  ])("%j is no reason to stop", (text) => {
    expect(unsound(text, kubernetes(text))).toEqual([]);
  });

  test("ten thousand containers, entries and keys are read in one go", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => index);
    const sink = kubernetes(
      [
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:",
        ...many.map((index) => `  - { name: c${index}, env: [{ name: A, value: $(B) }], command: [sh, -c, "$(A)"] }`),
        "  - name: last\n    env:",
        ...many.map((index) => `    - { name: N${index}, value: v }`),
        "---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: m }\ndata:",
        ...many.map((index) => `  k${index}: v`),
      ].join("\n"),
    );
    expect(sink.environments).toHaveLength(10_001);
    expect(sink.embedded).toHaveLength(10_000);
    expect(definitionsOf(sink.environments[10_000]!)).toHaveLength(10_000);
    expect(definitionsOf(sink.resources[0]!)).toHaveLength(10_000);
  });

  test("a script of dollars is read in one go", () => {
    const text = pod("env: [{ name: K, value: v }]", `command: [sh, -c, "${"$(".repeat(60_000)}"]`);
    expect(kubernetes(text).embedded[0]!.layer.text).toHaveLength(120_000);
  });

  test("any document gives sound facts", () => {
    fc.assert(
      fc.property(documents, (text) => {
        expect(unsound(text, kubernetes(text))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
