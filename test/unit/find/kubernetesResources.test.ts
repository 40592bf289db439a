/** Secrets and ConfigMaps, those that operators make, and the keystores of Elastic's own operator. */
import { describe, expect, test } from "vitest";
import { nodeAt } from "../read/yamlSupport";
import {
  at,
  definition,
  definitionsOf,
  kubernetes,
  rewritten,
  showEnvironments,
  showResources,
} from "./kubernetesSupport";

describe("Secrets and ConfigMaps", () => {
  const SECRET = `apiVersion: v1
kind: Secret
metadata:
  name: es
  namespace: search
data:
  k: QUFB
  q: "QUFBCg=="
  wrapped: |
    QUFB
    QUFB
  bad: QUF
  later: {{ .Values.key | b64enc }}
  none:
stringData:
  k: BBB
  ref: $(B)
  beat.yml: |-
    output.elasticsearch:
      api_key: x
`;
  const sink = kubernetes(SECRET);

  test("V-K8S-1, V-K8S-2: data is decoded, stringData ranks above it", () => {
    expect(showResources(sink)).toEqual([
      "Secret search/es: k=AAA, q=AAA\n, wrapped=AAAAAA, bad=<?unsupported>, later=<?template>, none= | " +
        "k=BBB, ref=$(B), beat.yml=output.elasticsearch:\n  api_key: x",
    ]);
    expect(at(SECRET, sink.resources[0]!.span)).toBe("es");
  });

  test("V-K8S-5: nothing in it is expanded", () => {
    const { value, inside, scope } = definition(sink, "ref");
    expect(value.parts.map((part) => part.kind)).toEqual(["text"]);
    expect([inside, scope]).toEqual([{ kind: "nothing" }, "environment"]);
  });

  test("spans cover what is written, edits write base64", () => {
    const [data] = sink.resources[0]!.layers;
    const [k, q] = data?.kind === "definitions" ? data.definitions : [];
    expect([at(SECRET, k!.nameSpan), at(SECRET, k!.value.span), at(SECRET, k!.value.parts[0]!.span)]).toEqual([
      "k",
      "QUFB",
      "QUFB",
    ]);
    expect([at(SECRET, q!.value.span), at(SECRET, q!.value.outer)]).toEqual(["QUFBCg==", '"QUFBCg=="']);
    const after = rewritten(SECRET, q!, "id1:key1")!;
    expect(after).toContain('q: "aWQxOmtleTE="');
    expect(showResources(kubernetes(after))[0]).toContain("q=id1:key1,");
    expect(rewritten(SECRET, k!, "€")).toBeUndefined();
    expect(rewritten(SECRET, definition(sink, "k"), "CCC")).toContain("  k: CCC\n");
  });

  test("values that are files are read as such", () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: { name: conf }
data:
  filebeat.yml: |
    output.elasticsearch.api_key: x
  entrypoint: |
    #!/bin/sh
    curl https://h
  LEVEL: debug
  line: |
    one line
  empty.yml:
binaryData:
  filebeat.keystore: QUFB
`;
    const { embedded, resources } = kubernetes(text);
    expect(embedded.map(({ as, name }) => `${as} ${name}`)).toEqual(["file filebeat.yml", "file entrypoint"]);
    const resource = { kind: "ConfigMap", name: "conf", namespace: undefined };
    expect(embedded[0]!.around).toEqual({ kind: "resource", resource, key: "filebeat.yml" });
    expect(at(text, embedded[0]!.span)).toBe("output.elasticsearch.api_key: x");
    expect(definitionsOf(resources[0]!).map((each) => each.name)).toEqual([
      "filebeat.yml",
      "entrypoint",
      "LEVEL",
      "line",
      "empty.yml",
    ]);
    expect(sink.embedded.map(({ name }) => name)).toEqual(["beat.yml"]);
  });

  test.each([
    ["kind: ExternalSecret\nmetadata: { name: a }\nspec: { target: { name: es } }", ["Secret es: unreadable"]],
    ["kind: ExternalSecret\nmetadata: { name: es, namespace: n }", ["Secret n/es: unreadable"]],
    ["kind: SealedSecret\nspec: { template: { metadata: { name: es } } }", ["Secret es: unreadable"]],
    ["kind: SealedSecret\nmetadata: { name: es }\nspec: { encryptedData: { k: AgA } }", ["Secret es: unreadable"]],
    ["kind: VaultStaticSecret\nspec: { destination: { name: es, create: true } }", ["Secret es: unreadable"]],
    ["kind: OnePasswordItem\nmetadata: { name: es }", ["Secret es: unreadable"]],
    [
      "kind: SecretProviderClass\nspec: { secretObjects: [{ secretName: a }, { secretName: b }, { data: [] }] }",
      ["Secret a: unreadable", "Secret b: unreadable"],
    ],
    [
      "kind: Secret\nmetadata: { name: es }\nstringData: { k: 'ENC[AES256_GCM,data:x]' }\nsops: { version: 3.9.0 }",
      ["Secret es: unreadable"],
    ],
    ["kind: Secret\nmetadata: { generateName: es- }\nstringData: { k: v }", []],
    ["kind: Secret\nmetadata: { name: es }", ["Secret es: "]],
    ["kind: Secret\nmetadata: { name: es }\ndata: text\nstringData: [a]", ["Secret es: "]],
    [
      "kind: ConfigMap\nmetadata: { name: es }\ndata: { a: { b: c }, d: [e] }",
      ["ConfigMap es: a=<?unsupported>, d=<?unsupported>"],
    ],
  ])("%j", (text, expected) => {
    expect(showResources(kubernetes(`apiVersion: v1\n${text}\n`))).toEqual(expected);
  });
});

describe("Elastic's operator", () => {
  const BEAT = `apiVersion: beat.k8s.elastic.co/v1beta1
kind: Beat
metadata: { name: edge, namespace: logging }
spec:
  type: filebeat
  secureSettings:
    - secretName: beat-keys
      entries:
        - { key: k, path: ES_API_KEY }
        - key: OTHER
    - secretName: whole
  config:
    output.elasticsearch:
      api_key: \${ES_API_KEY}
  daemonSet:
    podTemplate:
      spec:
        containers:
          - name: filebeat
            env: [{ name: HOST, value: h }]
`;

  test("V-ECK-2: the keystore is an environment of the configuration, below the container's own", () => {
    const sink = kubernetes(BEAT);
    expect(showEnvironments(sink)).toEqual([
      "filebeat: HOST=h",
      "edge: ES_API_KEY=<Secret logging/beat-keys#k>, OTHER=<Secret logging/beat-keys#OTHER> | " +
        'all of Secret logging/whole as * | around {"kind":"environment","environment":0}',
    ]);
    const config = nodeAt(BEAT, "spec", "config")!;
    expect(sink.environments[1]!.span).toEqual(config.span);
    const key = definition(sink, "ES_API_KEY");
    expect([at(BEAT, key.nameSpan), at(BEAT, key.value.span)]).toEqual(["ES_API_KEY", "k"]);
  });

  test("V-ECK-1: Logstash asks its keystore last, and has its clusters' variables", () => {
    const text = `apiVersion: logstash.k8s.elastic.co/v1alpha1
kind: Logstash
metadata: { name: ls }
spec:
  elasticsearchRefs: [{ name: es, clusterName: my-prod }]
  secureSettings: [{ secretName: s, entries: [{ key: K }] }]
`;
    expect(showEnvironments(kubernetes(text))).toEqual([
      "ls: MY_PROD_ES_HOSTS=https://es-es-http:9200, MY_PROD_ES_USER=<?unsupported>, MY_PROD_ES_PASSWORD=<?unsupported>, " +
        "MY_PROD_ES_SSL_CERTIFICATE_AUTHORITY=<?unsupported> | K=<Secret s#K>",
    ]);
  });

  test("a configuration in a Secret is linked; other kinds have no references", () => {
    const agent = "apiVersion: agent.k8s.elastic.co/v1alpha1\nkind: Agent\nspec: { configRef: { secretName: conf } }";
    const [environment] = kubernetes(agent).environments;
    const resource = { kind: "Secret", name: "conf", namespace: undefined };
    expect(environment!.links).toEqual([{ kind: "resource", resource }]);
    const kibana = "apiVersion: kibana.k8s.elastic.co/v1\nkind: Kibana\nspec: { secureSettings: [{ secretName: s }] }";
    expect(kubernetes(kibana).environments).toEqual([]);
  });
});
