/** Every property of the project file, right and wrong, and where each problem sits. */
import { describe, expect, test } from "vitest";
import { APIS, DEPLOYMENTS, KINDS } from "../../../server/src/elastic/model";
import { readProject } from "../../../server/src/project/project";
import { RULE_IDS } from "../../../server/src/project/ruleIds";
import { defaultBudget } from "../../../server/src/read/budget";
import { ENCODED, eceKey, essu, jwt, KEY_SECRET, PAIR, serviceToken } from "../../support/keys";
import { declarations, messages, problems, project, WHOLE } from "./projectSupport";

const TYPES = DEPLOYMENTS.filter((each) => each !== "unknown");

const deployment = (lines: string): string => `version: 1\ndeployments:\n  - name: n\n    type: eck\n    ${lines}\n`;
const key = (lines: string): string => `version: 1\nkeys:\n  - ${lines}\n`;
const keyWith = (line: string): string => key(`id: VuaCfGcBCdbkQm-e5aOx\n    ${line}`);
const ignored = (lines: string): string => `version: 1\nignore:\n  - ${lines}\n`;

describe("right is", () => {
  test.each<readonly [what: string, text: string]>([
    ["the file of the contract", WHOLE],
    ["the least", "version: 1\n"],
    ["JSON", '{ "version": 1, "rules": { "key-echoed": false } }'],
    ["JSON with its schema", '{\n\t"$schema": "https://example.com/schema.json",\n\t"version": 1\n}'],
    [
      "a version in quotes of a product",
      'version: 1\nversions: { filebeat: "9", elastic-agent: 9.2.0, otelcol: v0.150.0 }',
    ],
    ["sections that nothing stands under", "version: 1\ndeployments:\nkeys:\nversions:\nrules:\noverrides:\nignore:\n"],
    ["sections that are empty", "version: 1\ndeployments: []\nrules: {}\nkeys: ~\n"],
    [
      "anchors and merge keys",
      "version: 1\noverrides:\n  - path: a\n    rules: &r { key-echoed: off }\n  - path: b\n    rules:\n      <<: *r\n",
    ],
    ["a byte order mark", "\ufeffversion: 1\n"],
    ["CRLF", "version: 1\r\nrules:\r\n  key-echoed: off\r\n"],
    ["a document with its marks", "---\nversion: 1\n...\n"],
    ["a deployment without hosts", "version: 1\ndeployments: [{ name: a, type: ech }]"],
    ["hosts that are to come", deployment("hosts:")],
    ...TYPES.map((type) => [`type ${type}`, `version: 1\ndeployments: [{ name: a, type: ${type} }]`] as const),
    ...APIS.map((api) => [`api ${api}`, deployment(`api: ${api}`)] as const),
    ...KINDS.map((kind) => [`kind ${kind}`, keyWith(`kind: ${kind}`)] as const),
    ...RULE_IDS.map(
      (id) => [`rule ${id}`, `version: 1\nrules: { ${id}: off }\nignore: [{ path: a, rule: ${id} }]`] as const,
    ),
    ...["off", "false", "error", "warning", "information", "hint", '"off"'].map(
      (severity) => [`severity ${severity}`, `version: 1\nrules: { key-echoed: ${severity} }`] as const,
    ),
    ...["es.example.com", "es", "10.0.0.1:9200", "*.example.com", '"*.example.com:9243"', "bücher.example", "es_1"].map(
      (host) => [`host ${host}`, deployment(`hosts: ["${host.replaceAll('"', "")}"]`)] as const,
    ),
    ...["2027-01-31", "2028-02-29", '"2027-12-01"'].map(
      (date) => [`date ${date}`, keyWith(`expires: ${date}`)] as const,
    ),
    ...["NIGHTLY_KEY", "env.KEY", "_k"].map((name) => [`variable ${name}`, key(`variable: ${name}`)] as const),
    ["an id of Elastic Cloud Enterprise", key("id: 0123456789abcdef0123456789abcdef")],
    ...["a", "a/b.yml", '"**/x?.yml"', "./a/", "/a", '"a[1].yml"', "a b"].map(
      (path) => [`path ${path}`, ignored(`path: ${path}`)] as const,
    ),
    [
      "one key with two paths",
      "version: 1\nkeys: [{ variable: A }, { variable: A, path: a }, { variable: A, path: b }]",
    ],
  ])("%s", (_: string, text: string) => {
    expect(problems(text)).toEqual([]);
  });
});

describe("wrong is", () => {
  test.each([
    // The file
    ["", ["missing: "]],
    ["# nothing yet\n", ["missing: "]],
    ["rules: {}\n", ["missing: rules"]],
    ["{}", ["missing: {}"]],
    ["version: 2\n", ["wrong-value: 2"]],
    ["version: 2\nrules: { key-echoed: of }\nfoo: 1\n", ["wrong-value: 2"]],
    ["version: 1\nrules: { key-echoed: '' }\n", ["empty: ''"]],
    ['version: 1\nversions: { filbeat: "1" }\n', ["unknown-product-near: filbeat"]],
    ['version: 1\noverrides: [{ path: a, versions: { my-own-tool: "1" } }]\n', ["unknown-product: my-own-tool"]],
    ['version: "1"\n', ["wrong-type: 1"]],
    ["version: 1.5\n", ["wrong-type: 1.5"]],
    ["version:\n", ["no-value: version"]],
    ["version: [1]\n", ["wrong-type: [1]"]],
    ["version\n", ["wrong-type: version"]],
    ["- version: 1\n", ["wrong-type: version: 1"]],
    ["version: 1\nversion: 1\n", ["duplicate-key: version"]],
    ["version: 1\n---\nrules: {}\n", ["several-documents: rules"]],
    // Keys that are not known
    ["version: 1\ndeployment: []\n", ["unknown-key-near: deployment"]],
    ["version: 1\n'Rules': {}\n", ["unknown-key-near: Rules"]],
    ["version: 1\nfoo: {}\n", ["unknown-key: foo"]],
    ["version: 1\nconstructor: 1\n__proto__: 1\n", ["unknown-key: constructor", "unknown-key: __proto__"]],
    [deployment("host: x"), ["unknown-key-near: host"]],
    [keyWith("expiry: 2027-01-01"), ["unknown-key-near: expiry"]],
    [ignored("path: a\n    rules: x"), ["unknown-key-near: rules"]],
    // Deployments
    ["version: 1\ndeployments: {}\n", ["wrong-type: {}"]],
    ["version: 1\ndeployments: x\n", ["wrong-type: x"]],
    ["version: 1\ndeployments: [x]\n", ["wrong-type: x"]],
    ["version: 1\ndeployments:\n  -\n", ["no-value: "]],
    ["version: 1\ndeployments:\n  - name: a\n", ["missing: name"]],
    ["version: 1\ndeployments:\n  - type: eck\n", ["missing: type"]],
    ["version: 1\ndeployments:\n  - hosts: []\n", ["missing: hosts"]],
    ["version: 1\ndeployments: [{ name: '', type: eck }]\n", ["empty: ''"]],
    ["version: 1\ndeployments: [{ name: 12, type: eck }]\n", ["needs-quotes: 12"]],
    ["version: 1\ndeployments: [{ name: true, type: eck }]\n", ["needs-quotes: true"]],
    ["version: 1\ndeployments: [{ name: [a], type: eck }]\n", ["wrong-type: [a]"]],
    ["version: 1\ndeployments: [{ name: a, type: hosted }]\n", ["not-in-enum: hosted"]],
    ["version: 1\ndeployments: [{ name: a, type: unknown }]\n", ["not-in-enum: unknown"]],
    ["version: 1\ndeployments: [{ name: a, type: selfmanaged }]\n", ["not-in-enum-near: selfmanaged"]],
    ["version: 1\ndeployments: [{ name: a, type: 'ECK' }]\n", ["not-in-enum-near: ECK"]],
    ["version: 1\ndeployments: [{ name: a, type: eck }, { name: a, type: ech }]\n", ["duplicate-name: a"]],
    [deployment("hosts: es.example.com"), ["wrong-type: es.example.com"]],
    [deployment('hosts: ["https://es.example.com"]'), ["invalid-host: https://es.example.com"]],
    [deployment('hosts: ["es.example.com/path"]'), ["invalid-host: es.example.com/path"]],
    [deployment('hosts: ["es.*.com"]'), ["invalid-host: es.*.com"]],
    [deployment('hosts: ["es:99999", es]'), ["invalid-host: es:99999"]],
    [deployment('hosts: ["${HOST}"]'), ["invalid-host: ${HOST}"]],
    [deployment('hosts: [""]'), ['empty: ""']],
    [deployment("hosts: [9200]"), ["needs-quotes: 9200"]],
    [deployment("hosts:\n      - *.example.com\n      - es"), ["unquoted-star: *.example.com"]],
    [deployment("hosts: [*.example.com:9200, es]"), ["unquoted-star: *.example.com:9200"]],
    [deployment("api: elastic"), ["not-in-enum-many: elastic"]],
    [deployment("api: elasticsearhc"), ["not-in-enum-near: elasticsearhc"]],
    // Keys
    [key("owner: me"), ["neither: owner"]],
    ["version: 1\nkeys: [{}]\n", ["neither: {}"]],
    [keyWith("variable: A"), ["both: variable"]],
    [key("id: logs"), ["invalid-id: logs"]],
    [key("id: VuaCfGcBCdbkQm e5aOx"), ["invalid-id: VuaCfGcBCdbkQm e5aOx"]],
    [key("variable: $KEY"), ["invalid-variable: $KEY"]],
    [key('variable: "${KEY}"'), ["invalid-variable: ${KEY}"]],
    [key("variable: A-KEY B"), ["invalid-variable: A-KEY B"]],
    [keyWith("kind: api-key"), ["not-in-enum-many: api-key"]],
    [keyWith("kind: elastic-search-api-key"), ["not-in-enum-near: elastic-search-api-key"]],
    [keyWith("deployment: logs"), ["undeclared-deployment: logs"]],
    [
      `${deployment("api: kibana").replace("name: n", "name: logs-prod")}keys:\n  - variable: A\n    deployment: logs-prd\n`,
      ["undeclared-deployment-near: logs-prd"],
    ],
    [keyWith("owner: ''"), ["empty: ''"]],
    [keyWith("owner:"), ["no-value: owner"]],
    [keyWith("expires: 2027-02-30"), ["impossible-date: 2027-02-30"]],
    [keyWith("expires: 2027-02-29"), ["impossible-date: 2027-02-29"]],
    [keyWith("expires: 2027-13-01"), ["impossible-date: 2027-13-01"]],
    [keyWith("expires: 2027-00-10"), ["impossible-date: 2027-00-10"]],
    [keyWith("expires: 31.01.2027"), ["invalid-date: 31.01.2027"]],
    [keyWith("expires: 2027-1-31"), ["invalid-date: 2027-1-31"]],
    [keyWith("expires: 2027-01-31T00:00:00Z"), ["invalid-date: 2027-01-31T00:00:00Z"]],
    [keyWith("expires: 20270131"), ["needs-quotes: 20270131"]],
    [keyWith("path: ../x"), ["invalid-path: ../x"]],
    ["version: 1\nkeys: [{ variable: A }, { variable: A }]\n", ["duplicate-entry: A"]],
    ["version: 1\nkeys: [{ variable: A, path: x }, { variable: A, path: x }]\n", ["duplicate-entry: A"]],
    // Versions
    ["version: 1\nversions: []\n", ["wrong-type: []"]],
    ["version: 1\nversions: { filebeat: 9.2 }\n", ["needs-quotes: 9.2"]],
    ["version: 1\nversions: { filebeat: newest }\n", ["invalid-version: newest"]],
    ["version: 1\nversions: { filebeat: '>=9' }\n", ["invalid-version: >=9"]],
    ["version: 1\nversions: { Filebeat: '9.2.0' }\n", ["invalid-product: Filebeat"]],
    ["version: 1\nversions: { filebeat: { a: b } }\n", ["wrong-type: { a: b }"]],
    // Rules
    ["version: 1\nrules: [hard-coded-key]\n", ["wrong-type: [hard-coded-key]"]],
    ["version: 1\nrules: { hardcoded-key: off }\n", ["not-in-enum-near: hardcoded-key"]],
    ["version: 1\nrules: { rotate: off }\n", ["not-in-enum-many: rotate"]],
    ["version: 1\nrules: { key-echoed: info }\n", ["not-in-enum: info"]],
    ["version: 1\nrules: { key-echoed: warn }\n", ["not-in-enum: warn"]],
    ["version: 1\nrules: { key-echoed: errors }\n", ["not-in-enum-near: errors"]],
    ["version: 1\nrules: { key-echoed: true }\n", ["not-in-enum: true"]],
    ["version: 1\nrules: { key-echoed: 2 }\n", ["wrong-type: 2"]],
    ["version: 1\nrules: { key-echoed: }\n", ["no-value: key-echoed"]],
    // Overrides and what is ignored
    ["version: 1\noverrides:\n  - rules: {}\n", ["missing: rules"]],
    ["version: 1\noverrides:\n  - path: a\n    rules: { x-y: off }\n", ["not-in-enum-many: x-y"]],
    ["version: 1\noverrides:\n  - path: ../a\n", ["invalid-path: ../a"]],
    [ignored("rule: wrong-encoding"), ["missing: rule"]],
    [ignored("path: ''"), ["empty: ''"]],
    [ignored("path: 'a\\b'"), ["invalid-path: a\\b"]],
    [ignored("path: '!a'"), ["invalid-path: !a"]],
    [ignored("path: 'a/{b,c}'"), ["invalid-path: a/{b,c}"]],
    [ignored("path: **/a"), ["unquoted-star: **/a"]],
    [ignored("path: a\n    rule: [wrong-encoding]"), ["wrong-type: [wrong-encoding]"]],
    [ignored("path: a\n    reason: 1"), ["needs-quotes: 1"]],
    // What cannot be read
    ["version: 1\nrules: { key-echoed: off\nkeys:\n", ["unreadable: {"]],
    ["version: 1\nke\nrules: {}\n", ["unreadable: ke"]],
    ["version: 1\nkeys: [{ variable: 'A }]\n", ["unreadable: {", "unreadable: '"]],
  ])("%j", (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });
});

describe("a secret", () => {
  const SECRETS: readonly (readonly [what: string, secret: string])[] = [
    ["a key", ENCODED],
    ["a pair", PAIR],
    ["an Elastic Cloud key", essu()],
    ["an ECE key", eceKey()],
    ["a service token", serviceToken()],
    ["a JWT", jwt()],
  ];
  const places = (secret: string): readonly string[] => [
    key(`id: "${secret}"`),
    key(`variable: "${secret}"`),
    keyWith(`kind: "${secret}"`),
    keyWith(`owner: "${secret}"`),
    keyWith(`expires: "${secret}"`),
    keyWith(`deployment: "${secret}"`),
    keyWith(`secret: "${secret}"`),
    deployment(`hosts: ["${secret}"]`),
    deployment(`"${secret}": 1`),
    ignored(`path: "${secret}"`),
    ignored(`path: a\n    reason: "was ${secret} before"`),
    `version: 1\nversions: { "${secret}": "${secret}" }\n`,
    `version: 1\nrules: { "${secret}": off }\n`,
    `version: 1\ndeployments:\n  - name: "${secret}"\n    type: eck\nkeys: [{ variable: A, deployment: nn }]\n`,
    `version: 1\nother: [{ x: ["${secret}"] }]\n`,
    `"${secret}"`,
  ];

  test.each(SECRETS)("%s is told wherever it stands, and shown nowhere", (_, secret) => {
    for (const text of places(secret)) {
      const found = project(text);
      expect(
        found.problems.map(({ message }) => message),
        text,
      ).toContain("secret");
      const views = [found.viewOf("a"), found.viewOf("b/c.yml")];
      const shown = JSON.stringify([
        found,
        views.map((view) => [view, [...view.versions], [...view.rules]]),
        messages(text),
      ]);
      expect(shown, text).not.toContain(secret);
      expect(shown, text).not.toContain(secret.slice(-14));
    }
  });

  test("is told alone, at the secret without its quotes", () => {
    expect(problems(key(`id: "${ENCODED}"`))).toEqual([`secret: ${ENCODED}`]);
    expect(messages(key(`id: ${PAIR}`))).toEqual([
      "A secret must never stand here; make a new key, and name it by its public id or a variable",
    ]);
  });

  test("half a key is likely one: a warning, and it does not count", () => {
    const text = key(`id: ${KEY_SECRET}`);
    const found = project(text);
    expect(found.problems).toMatchObject([{ message: "likely-secret", severity: "warning" }]);
    expect(JSON.stringify([found.problems, found.viewOf("a")])).not.toContain(KEY_SECRET.slice(0, 10));
  });
});

describe("what is wrong is left out, and the rest counts", () => {
  test("each slip by itself", () => {
    const text = `version: "1"
deployments:
  - name: good
    type: eck
    hosts: [a, "https://b", c]
    api: nope
  - name: bad
    type: nope
keys:
  - variable: A
    kind: nope
    deployment: bad
    expires: 2027-02-30
    owner: me
  - variable: $B
  - variable: C
    path: ../x
nonsense: 1
versions: { filebeat: "9.2.0", logstash: 8.1 }
rules: { key-echoed: off, nope: off, wrong-port: nope }
overrides:
  - rules: { wrong-port: off }
  - path: x
    rules: { wrong-port: hint }
ignore:
  - path: a
    rule: nope
  - path: b
    reason: 1
`;
    const { deployments, keys, layers, ignored: left } = declarations(text);
    expect(deployments).toEqual([
      { name: "good", type: "eck", hosts: ["a", "c"], api: undefined, span: { start: 36, end: 40 } },
    ]);
    expect(keys.map(({ key: { span: _, ...rest } }) => rest)).toEqual([
      { id: undefined, variable: "A", kind: undefined, deployment: undefined, owner: "me", expires: undefined },
    ]);
    expect(layers.map(({ path, versions, rules }) => [path, [...versions], [...rules]])).toEqual([
      [undefined, [["filebeat", "9.2.0"]], [["key-echoed", "off"]]],
      ["x", [], [["wrong-port", "hint"]]],
    ]);
    expect(left).toEqual([{ path: "b", rule: undefined }]);
    expect(problems(text)).toHaveLength(15);
  });

  test("a file of another version counts for nothing, and still holds no secret", () => {
    const text = WHOLE.replace("version: 1", "version: 2").replace("team-logs", PAIR);
    const { deployments, keys, layers, ignored: left } = declarations(text);
    expect([deployments, keys, layers, left]).toEqual([[], [], [], []]);
    expect(problems(text).map((each) => each.replace(/:.*/, ""))).toEqual(["wrong-value", "secret"]);
  });

  test("`unknown` says the same as nothing", () => {
    expect(declarations(deployment("api: unknown")).deployments[0]?.api).toBeUndefined();
    expect(declarations(keyWith("kind: unknown")).keys[0]?.key.kind).toBeUndefined();
  });

  test("half-typed lines cost nothing but themselves", () => {
    const lines = WHOLE.split("\n");
    for (let at = 0; at < lines.length - 1; at++) {
      const text = [...lines.slice(0, at), "  ke", ...lines.slice(at)].join("\n");
      const { deployments, keys, ignored: left } = declarations(text);
      expect(deployments.length + keys.length + left.length, text).toBeGreaterThanOrEqual(3);
    }
  });
});

describe("budgets", () => {
  test("a file that is too large is told once", () => {
    const found = readProject("x", WHOLE, defaultBudget({ units: 10 }));
    expect(found.problems.map(({ message, span }) => [message, span])).toEqual([["unreadable", { start: 0, end: 0 }]]);
  });

  test("a file that is something else has a hundred problems at most, and soon", () => {
    const text = `keys:\n${"  - deployment: x1\n    nonsense: 1\n".repeat(20_000)}`;
    expect(project(text).problems).toHaveLength(100);
  });
});

describe("corrections", () => {
  test.each([
    ["version: 1\ndeployment: []\n", "deployments", false],
    ["version: 1\nrules: { key-echoed: errors }\n", "error", false],
    ["version: 1\nversions: { filebeat: 9.10 }\n", '"9.10"', true],
    [deployment("hosts: [*.example.com]"), '"*.example.com"', true],
  ])("%j: %s", (text, written, lossless) => {
    const found = project(text);
    expect(found.problems.map(({ correction }) => correction)).toEqual([{ text: written, lossless }]);
    const { span } = found.problems[0]!;
    const mended = text.slice(0, span.start) + written + text.slice(span.end);
    expect(problems(mended).filter((each) => !each.startsWith("missing"))).toEqual([]);
  });
});
