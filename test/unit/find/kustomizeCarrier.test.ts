/** Kustomizations: what their generators make, under which names, and from which files. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CarrierSink, carrierSink } from "../../../server/src/find/carriers/carrier";
import { kustomizeCarrier } from "../../../server/src/find/carriers/kustomize";
import { read } from "../read/yamlSupport";
import {
  at,
  carry,
  definition,
  definitionsOf,
  documents,
  rewritten,
  showResources,
  showValue,
  unsound,
} from "./kubernetesSupport";

const kustomize = (text: string, path = "k/kustomization.yaml"): CarrierSink =>
  carry(text, (tree, sink) => kustomizeCarrier(tree, path, sink));

const OVERLAY = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [cronjob.yaml]
generatorOptions: { disableNameSuffixHash: true }
configMapGenerator:
  - name: conf
    files:
      - config/filebeat.yml
      - beat.yml=other/file
    behavior: merge
secretGenerator:
  - name: es
    envs: [es.env, ../more.env]
    literals:
      - K='AAA'
      - "URL=https://h:9243/a=b"
      - 'Q="x"'
    files: [key]
`;

describe("generators", () => {
  const sink = kustomize(OVERLAY);

  test("layers are those of envs, literals, files, in this order", () => {
    expect(showResources(sink)).toEqual([
      "ConfigMap conf: filebeat.yml is config/filebeat.yml own-folder | beat.yml is other/file own-folder",
      "Secret es: kustomize es.env own-folder | kustomize ../more.env own-folder | " +
        "K=AAA, URL=https://h:9243/a=b, Q=x | key is key own-folder",
    ]);
  });

  test("spans cover what is meant", () => {
    expect(sink.resources.map(({ span }) => at(OVERLAY, span))).toEqual(["conf", "es"]);
    const paths = sink.resources.flatMap(({ layers }) =>
      layers.flatMap((layer) => ("path" in layer ? [at(OVERLAY, layer.path.span)] : [])),
    );
    expect(paths).toEqual(["config/filebeat.yml", "other/file", "es.env", "../more.env", "key"]);
    const shown = definitionsOf(sink.resources[1]!).map(({ nameSpan, value }) =>
      [nameSpan, value.span, value.outer, value.parts[0]?.span].map((span) => at(OVERLAY, span)),
    );
    expect(shown).toEqual([
      ["K", "AAA", "K='AAA'", "AAA"],
      ["URL", "https://h:9243/a=b", '"URL=https://h:9243/a=b"', "https://h:9243/a=b"],
      ["Q", "x", "'Q=\"x\"'", "x"],
    ]);
  });

  test("nothing in a literal is expanded", () => {
    const { inside, scope } = definition(sink, "K");
    expect([inside, scope]).toEqual([{ kind: "nothing" }, "environment"]);
  });

  const one = (literal: string): string => `secretGenerator:\n  - name: es\n    literals:\n      - ${literal}\n`;

  test.each([
    ["K=v", "K=v"],
    ["K='v'", "K=v"],
    ['K="v"', "K=v"],
    ["K='v\"", "K='v\""],
    ["K='", "K='"],
    ["K=''", "K="],
    ["K=", "K="],
    ["K=$A $(A)", "K=$A $(A)"],
    ["K=v==", "K=v=="],
    [`"K='a\\tb'"`, "K=a\tb"],
    ["'K=''v'''", "K=v"],
    ["K", undefined],
    ["=v", undefined],
    ["", undefined],
    ["{ K: v }", undefined],
  ])("V-KUS-1: the literal %s is %j", (literal, expected) => {
    const [resource] = kustomize(one(literal)).resources;
    const shown = definitionsOf(resource!).map(({ name, value }) => `${name}=${showValue(value)}`);
    expect(shown).toEqual(expected === undefined ? [] : [expected]);
  });

  test("an edit writes what Kustomize reads as the text", () => {
    const values = fc.array(fc.constantFrom("'", '"', "a", " ", "=", ":", "#", "\\", "$", "\n", "é"), { maxLength: 8 });
    const literals = fc.constantFrom("K=v", "K='v'", 'K="v"', "'K=v'", `"K='v'"`, "K=");
    fc.assert(
      fc.property(literals, values, (literal, pieces) => {
        const text = one(literal);
        const by = pieces.join("");
        const after = rewritten(text, definition(kustomize(text), "K"), by);
        expect(showValue(definition(kustomize(after!), "K").value)).toBe(by);
      }),
    );
  });

  test.each([
    ["files: [a=b=c, =x, x=, '']", ""],
    ["files: text", ""],
    ["files: [a/b.yml]", "b.yml is a/b.yml own-folder"],
    ["env: old.env", "kustomize old.env own-folder"],
    ["env: null", ""],
    ["envs: [null, '', a.env]", "kustomize a.env own-folder"],
  ])("%s", (line, expected) => {
    const text = `configMapGenerator:\n  - name: c\n    ${line}\n`;
    expect(showResources(kustomize(text))).toEqual([`ConfigMap c: ${expected}`]);
  });
});

describe("names", () => {
  const names = (head: string, generator = "name: es"): string[] =>
    showResources(kustomize(`${head}\nsecretGenerator: [{ ${generator} }]`)).map((line) => line.replace(/: $/, ""));

  test("the bare name, and the one that comes out", () => {
    expect(names("")).toEqual(["Secret es"]);
    expect(names("namePrefix: dev-\nnameSuffix: -v1")).toEqual(["Secret es", "Secret dev-es-v1"]);
  });

  test("a namespace is written into the kustomization's resources, which state none themselves", () => {
    expect(names("namespace: search")).toEqual(["Secret es", "Secret search/es"]);
    expect(names("namespace: search\nnamePrefix: a-")).toEqual([
      "Secret es",
      "Secret search/es",
      "Secret a-es",
      "Secret search/a-es",
    ]);
    expect(names("", "name: es, namespace: own")).toEqual(["Secret own/es"]);
    expect(names("namespace: search", "name: es, namespace: own")).toEqual(["Secret es", "Secret search/es"]);
  });

  test("without a name there is nothing to refer to", () => {
    expect(names("", "literals: [K=v]")).toEqual([]);
    expect(names("", "name: [es]")).toEqual([]);
  });
});

describe("what a kustomization is", () => {
  test.each([
    ["a: b", "kustomization.yaml", true],
    ["a: b", "deep/er/kustomization.yml", true],
    ["a: b", "Kustomization", true],
    ["a: b", "my-kustomization.yaml", false],
    ["kind: Kustomization", "other.yaml", true],
    ["apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component", "other.yaml", true],
    ["apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization", "flux.yaml", false],
    ["apiVersion: backstage.io/v1alpha1\nkind: Component", "catalog-info.yaml", false],
    ["- a", "kustomization.yaml", false],
    ["apiVersion: v1\nkind: Secret", "secret.yaml", false],
  ])("%j in %s: %s", (text, path, answer) => {
    const [tree] = read(text).trees;
    expect(kustomizeCarrier(tree!, path, carrierSink())).toBe(answer);
  });

  test.each([
    "secretGenerator: text",
    "secretGenerator: [text, null, { name: a, literals: text }, { name: [] }]",
    "secretGenerator:\n  - name: es\n    literals:\n      - K='A",
    "secretGenerator:\n  - na",
    'secretGenerator:\n  - name: es\n    literals: ["K=A',
  ])("%j is no reason to stop", (text) => {
    expect(unsound(text, kustomize(text))).toEqual([]);
  });

  test("any document gives sound facts", () => {
    fc.assert(
      fc.property(documents, (text) => {
        expect(unsound(text, kustomize(text))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
