/** Pipelines of GitLab: what each job is given, through `extends` and defaults, and the one shell that its lines share. */
import { describe, expect, test } from "vitest";
import { gitlabCiCarrier } from "../../../server/src/find/carriers/gitlabCi";
import type { Part } from "../../../server/src/read/reading";
import type { Carried } from "./pipelineSupport";
import { carry, expectSound, expectTotal } from "./pipelineSupport";

const PATH = ".gitlab-ci.yml";
const carried = (text: string, path = PATH): Carried => carry(gitlabCiCarrier, path, text);

const SETTINGS = "outside gitlab-settings";

const PIPELINE = `stages: [push]
variables:
  ES_URL: "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com"
  ES_HOST:
    value: "$ES_URL"
    description: Where to send
  RAW: {value: "a$b", expand: false}
default:
  before_script:
    - export HEADER="ApiKey $ES_API_KEY"
.base:
  variables: {LEVEL: base, SHARED: base}
  script:
    - echo base
push:
  stage: push
  extends: .base
  variables:
    LEVEL: 'job'
    BULK: "\${ES_URL}/_bulk"
  script:
    - |
      set -e
      date
    - curl -H "Authorization:$HEADER" "$BULK"
  after_script:
    - echo done
`;

describe("a pipeline", () => {
  test("has an environment for each job that runs", () => {
    const found = carried(PIPELINE);
    expect(found.own).toBe(true);
    expect(found.environments.map(({ name, span, owner }) => [name, found.at(span), owner])).toEqual([
      ["push", "push", "gitlab-job"],
    ]);
  });

  test("has what its file defines, from low to high, all of it open", () => {
    expect(carried(PIPELINE).layers("push")).toEqual([
      SETTINGS,
      "ES_URL=https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com* ES_HOST=<ES_URL>* RAW=a$b*",
      "LEVEL=base* SHARED=base*",
      "LEVEL=job* BULK=<ES_URL>/_bulk*",
    ]);
  });

  test("V-GL-1: the job beats the file, and the settings page beats both", () => {
    const text = "variables: {K: AAA}\na:\n  variables: {K: BBB}\n  script: x\n";
    expect(carried(text).layers("a")).toEqual([SETTINGS, "K=AAA*", "K=BBB*"]);
  });

  test("V-GL-2: references are looked up in the job's own environment", () => {
    const found = carried('variables: {A: "x", B: "$A-y"}\na: {script: x}\n');
    expect(found.layers("a")).toEqual([SETTINGS, "A=x* B=<A>-y*"]);
    const own = { kind: "environment", environment: found.environment("a").id };
    expect(found.definition("a", "B").inside).toEqual(own);
  });

  test("spans cover names and values without their quotes", () => {
    const found = carried(PIPELINE);
    const at = (name: string): unknown => {
      const { nameSpan, value } = found.definition("push", name);
      return [
        found.at(nameSpan),
        found.at(value.span),
        found.at(value.outer),
        ...value.parts.map((p) => found.at(p.span)),
      ];
    };
    expect(at("BULK")).toEqual(["BULK", "${ES_URL}/_bulk", '"${ES_URL}/_bulk"', "${ES_URL}", "/_bulk"]);
    expect(at("ES_HOST")).toEqual(["ES_HOST", "$ES_URL", '"$ES_URL"', "$ES_URL"]);
    expect(at("LEVEL")).toEqual(["LEVEL", "job", "'job'", "job"]);
  });

  test("a text is written so that GitLab keeps it", () => {
    const found = carried(PIPELINE);
    expect(found.definition("push", "BULK").value.encode("a$b")).toBe('"a$$b"');
    expect(found.definition("push", "BULK").value.encode("a%b%")).toBeUndefined();
    expect(found.definition("push", "RAW").value.encode("a$b")).toBe('"a$b"');
  });
});

describe("references", () => {
  const show = (part: Part | { kind: "resource-key" } | { kind: string }): string => part.kind;
  test.each([
    ["$K", "K=<K>*"],
    ["${K}", "K=<K>*"],
    ["%K%", "K=<K>*"],
    ["a $A b", "K=a <A> b*"],
    ["$A$B", "K=<A><B>*"],
    ["$$A", "K=$A*"],
    ["a$$b$C", "K=a$b<C>*"],
    ["100%", "K=100%*"],
    ["a%20b%", "K=a%20b%*"],
    ["${A:-d}", "K=<?unsupported>*"],
    ["$[[ inputs.key ]]", "K=<?template>*"],
    ["$", "K=$*"],
    ["${A", "K=${A*"],
    ["", "K=*"],
  ])("%j", (value, expected) => {
    const found = carried(`a:\n  variables:\n    K: '${value}'\n  script: x\n`);
    expect(found.layers("a")[1]).toBe(expected);
    for (const part of found.definition("a", "K").value.parts) {
      if (part.kind !== "text") expect(found.at(part.span), show(part)).toMatch(/^[$%]/);
      else if (part.span) expect(found.at(part.span)).toBe(part.text.open());
    }
  });
});

describe("extends", () => {
  const layers = (text: string): string[] => carried(text).layers("a").slice(1);

  test("several: a later base beats an earlier one, and the job beats both", () => {
    const text = `.x: {variables: {K: x, X: x}}
.y: {variables: {K: y}}
a:
  extends: [.x, .y]
  variables: {K: a}
  script: x
`;
    expect(layers(text)).toEqual(["K=x* X=x*", "K=y*", "K=a*"]);
  });

  test("what two bases extend stands where the later one does", () => {
    const text = `.c: {variables: {K: c}}
.x: {extends: .c, variables: {K: x}}
.y: {extends: .c}
a: {extends: [.x, .y], script: x}
`;
    expect(layers(text)).toEqual(["K=x*", "K=c*"]);
  });

  test("a circle ends", () => {
    const text =
      ".x: {extends: .y, variables: {K: x}}\n.y: {extends: .x, variables: {K: y}}\na: {extends: .x, script: x}\n";
    expect(layers(text)).toEqual(["K=y*", "K=x*"]);
    expect(layers("a: {extends: a, script: x}\n")).toEqual([]);
  });

  test("a base of another file may define anything above the file's own", () => {
    expect(layers("variables: {K: v}\na: {extends: .other, variables: {L: l}, script: x}\n")).toEqual([
      "K=v*",
      "outside extends",
      "L=l*",
    ]);
  });

  test("a script comes from the nearest that has one", () => {
    const [script] = carried(".x: {script: [one]}\na: {extends: .x}\n").embedded;
    expect(script?.layer.text).toBe("one");
    expect(carried(".x: {script: [one]}\na: {extends: .x, script: [two]}\n").embedded[0]?.layer.text).toBe("two");
  });

  test("a hidden job runs where it is extended, or for others if nobody extends it here", () => {
    expect(carried(".x: {script: [one]}\na: {extends: .x}\n").environments.map(({ name }) => name)).toEqual(["a"]);
    expect(carried(".x: {script: [one]}\n").environments.map(({ name }) => name)).toEqual([".x"]);
  });

  test("!reference takes what it names", () => {
    const text = `.x:
  variables: {K: x}
  script: [one, two]
a:
  variables: !reference [.x, variables]
  script:
    - !reference [.x, script]
    - three
b:
  variables: {L: !reference [.x, variables, K]}
  script: x
`;
    const found = carried(text);
    expect(found.layers("a")[1]).toBe("K=x*");
    expect(found.layers("b")[1]).toBe("L=x*");
    expect(found.embedded.find(({ around }) => "environment" in around && around.environment === 1)?.layer.text).toBe(
      "one\ntwo\nthree",
    );
  });
});

describe("rules and inheritance", () => {
  test("variables of rules count only sometimes", () => {
    const text = `workflow:
  rules: [{if: $X, variables: {K: w}}]
variables: {K: v}
a:
  variables: {K: a}
  rules:
    - if: $CI_COMMIT_TAG
      variables: {K: r}
    - when: always
  script: x
`;
    expect(carried(text).layers("a").slice(1)).toEqual(["K=v*", "K=w*?", "K=a*", "K=r*?"]);
  });

  test("a job may do without what all jobs have", () => {
    const text = (inherit: string): string =>
      `variables: {K: v, L: w}\nbefore_script: [one]\na:\n  inherit: ${inherit}\n  script: [two]\n`;
    const show = (inherit: string): unknown[] => {
      const found = carried(text(inherit));
      return [...found.layers("a").slice(1), found.embedded[0]?.layer.text];
    };
    expect(show("{}")).toEqual(["K=v* L=w*", "one\ntwo"]);
    expect(show("{variables: false, default: false}")).toEqual(["two"]);
    expect(show("{variables: [L], default: [image]}")).toEqual(["L=w*", "two"]);
    expect(show("{default: [before_script]}")).toEqual(["K=v* L=w*", "one\ntwo"]);
  });
});

describe("scripts", () => {
  test("before_script and script share a shell, after_script does not", () => {
    const found = carried(PIPELINE);
    expect(found.embedded.map(({ layer, as }) => [as, layer.text])).toEqual([
      ["shell", 'export HEADER="ApiKey $ES_API_KEY"\nset -e\ndate\n\ncurl -H "Authorization:$HEADER" "$BULK"'],
      ["shell", "echo done"],
    ]);
    const around = { kind: "environment", environment: found.environment("push").id };
    expect(found.embedded.map((each) => each.around)).toEqual([around, around]);
  });

  test("each word stands where it is written", () => {
    const found = carried(PIPELINE);
    const layer = found.embedded[0]!.layer;
    for (const word of ["export HEADER", '"ApiKey $ES_API_KEY"', "set -e", "date", "curl", '"$BULK"']) {
      const start = layer.text.indexOf(word);
      expect(found.at(layer.toHost({ start, end: start + word.length }))).toBe(word);
    }
    expect(layer.encode("x")).toBeUndefined();
  });

  test("what spans several items stands from the first to the last", () => {
    const found = carried("a:\n  script:\n    - one two\n    - three\n");
    const layer = found.embedded[0]!.layer;
    expect(found.at(layer.toHost({ start: 4, end: 13 }))).toBe("two\n    - three");
    expect(found.at(layer.toHost({ start: 4, end: 8 }))).toBe("two");
    expect(found.at(layer.toHost({ start: 7, end: 8 }))).toBe("");
    expect(found.at(layer.toHost({ start: 8, end: 8 }))).toBe("");
    expect(found.at(layer.toHost({ start: 0, end: layer.text.length }))).toBe("one two\n    - three");
  });

  test("what stands in the file the other way round has no one place", () => {
    const found = carried("a:\n  script:\n    - last\nbefore_script:\n  - first\n");
    const layer = found.embedded[0]!.layer;
    expect(layer.text).toBe("first\nlast");
    expect(layer.toHost({ start: 0, end: 10 })).toBeUndefined();
    expect(found.at(layer.toHost({ start: 6, end: 10 }))).toBe("last");
  });

  test("one text, lists in lists, and quoted items are read too", () => {
    const text = (script: string): string | undefined => carried(`a:\n  script: ${script}\n`).embedded[0]?.layer.text;
    expect(text("make")).toBe("make");
    expect(text("[[one, [two]], 'three: 3']")).toBe("one\ntwo\nthree: 3");
    expect(text("[]")).toBeUndefined();
    expect(text("")).toBeUndefined();
  });
});

describe("any file", () => {
  test("pipelines are told by their name, or by their folder and a script", () => {
    const job = "a: {script: x}\nb: {kind: y}\n";
    expect(carried(job, "sub/.gitlab-ci.yml").own).toBe(true);
    expect(carried(job, "push.gitlab-ci.yml").own).toBe(true);
    expect(carried(job, ".gitlab/ci/push.yml").own).toBe(true);
    expect(carried("a: {b: x}\n", ".gitlab/ci/push.yml").own).toBe(false);
    expect(carried(job, "push.yml").own).toBe(false);
  });

  test.each([
    "- a",
    "a:",
    "a: {script: {x: y}, variables: [x], extends: {a: b}}",
    "variables: []\na: {script: [{a: b}], rules: x, inherit: [x]}",
    "a: {extends: [null, [a]], variables: {K: [x], L: {value: }, M: }}",
  ])("%s is answered", (text) => {
    const found = carried(text);
    expectSound(found);
    expect(found.embedded).toEqual([]);
  });

  test("is answered, and every span lies in it", { timeout: 60_000 }, () => {
    const more =
      "a:\n  extends: [.b, .c]\n  rules:\n    - variables: {K: 'a$B'}\n  script: !reference [.b, script]\n.b:\n  extends: .c\n  script: [x]\n.c: {extends: .b}\n";
    expectTotal(gitlabCiCarrier, PATH, [PIPELINE, more]);
  });

  test("many jobs that share much do not multiply it", () => {
    const shared = Array.from({ length: 2_000 }, (_, at) => `  V${at}: $W\n`).join("");
    const script = `before_script:\n  - ${"x".repeat(100_000)}\n`;
    const jobs = Array.from({ length: 2_000 }, (_, at) => `j${at}: {script: y}\n`).join("");
    const found = carried(`variables:\n${shared}${script}${jobs}`);
    expect(found.environments).toHaveLength(2_000);
    expect(found.embedded.length).toBeLessThan(30);
    expect(found.layers("j1999")).toContain("outside too-many");
  });
});

describe("included files", () => {
  const INCLUDED = "job:\n  image: a\n  variables: {K: job}\n  script: [x]\nvariables: {G: g}\n";

  test("are told by what stands beside a script", () => {
    expect(carried(INCLUDED, "ci/es.yml").own).toBe(true);
    expect(carried("job: {script: [x]}\nother: {image: a}\n", "ci/es.yml").own).toBe(false);
    expect(carried("job: {script: [x], enabled: true}\n", "ci/es.yml").own).toBe(false);
    expect(carried("script: [x]\n", ".travis.yml").own).toBe(false);
  });

  test("are told by jobs alone", () => {
    expect(carried("job: {script: [x]}\n", "ci/es.yml").own).toBe(true);
    expect(carried("variables: {K: v}\n.b: [x]\njob: {script: [x], when: manual}\n", "ci/es.yml").own).toBe(true);
    expect(carried("jobs: {a: 1}\njob: {script: [x], image: a}\n", "ci/es.yml").own).toBe(false);
  });

  test("are given what the including file has, below what their jobs have", () => {
    expect(carried(INCLUDED, "ci/es.yml").layers("job")).toEqual([SETTINGS, "G=g*", "surroundings", "K=job*"]);
    expect(carried(INCLUDED).layers("job")).toEqual([SETTINGS, "G=g*", "K=job*"]);
  });

  test.each([
    ["include: /ci/es.yml", ["ci/es.yml"]],
    ["include: [ci/a.yml, {local: /ci/b.yml}]", ["ci/a.yml", "ci/b.yml"]],
    ["include: {local: 'ci/**/*.yml'}", ["ci/"]],
    ["include: {local: '*.yml'}", ["."]],
    [
      "include: [{project: a/b, file: c.yml}, {template: X.yml}, {remote: 'https://x/y.yml'}, 'https://x/y.yml']",
      undefined,
    ],
    ["include: {local: $FILE}", undefined],
    ["include:", undefined],
  ])("%s", (text, paths) => {
    const found = carried(`${text}\nvariables: {K: v}\n`);
    const includes = found.environments.find(({ name }) => name === "include");
    expect(includes?.links.map((link) => link.kind === "path" && link.path.path)).toEqual(paths);
    if (includes) expect(found.layers("include")).toEqual([SETTINGS, "K=v*"]);
  });
});
