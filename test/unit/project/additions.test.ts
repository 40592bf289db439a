/** Adding a deployment or a key: the text afterwards, in the style of the file, right, and with all that it had. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDeployment, addKey } from "../../../server/src/features/projectFile";
import type { ProjectEdit } from "../../../server/src/project/additions";
import { declarations, problems, WHOLE } from "./projectSupport";

function apply(text: string, edits: readonly ProjectEdit[]): string {
  const ordered = [...edits].sort((left, right) => right.span.start - left.span.start);
  return ordered.reduce((now, { span, text: by }) => now.slice(0, span.start) + by + now.slice(span.end), text);
}

const HOST = "es.corp.example:9200";
const ITEM = `  - name: es.corp.example
    type: self-managed # one of ech, serverless, ece, eck, self-managed, elastic-cloud
    hosts: ["es.corp.example:9200"]
`;
const deployed = (text: string): string => apply(text, addDeployment(text, { host: HOST }));
const eck = (text: string): string => apply(text, addDeployment(text, { host: HOST, type: "eck" }));
const LINE = `{ name: es.corp.example, type: eck, hosts: ["es.corp.example:9200"] }`;
const JSON_LINE = `{ "name": "es.corp.example", "type": "eck", "hosts": ["es.corp.example:9200"] }`;

describe("a deployment", () => {
  test.each([
    ["", `version: 1\ndeployments:\n${ITEM}`],
    ["\ufeff", `\ufeffversion: 1\ndeployments:\n${ITEM}`],
    ["# mine\n", `# mine\nversion: 1\ndeployments:\n${ITEM}`],
    ["# mine", `# mine\nversion: 1\ndeployments:\n${ITEM}`],
    ["version: 1\n", `version: 1\ndeployments:\n${ITEM}`],
    ["version: 1", `version: 1\ndeployments:\n${ITEM}`],
    [
      "version: 1\nignore:\n  - path: a\n  # - path: b\n",
      `version: 1\nignore:\n  - path: a\n  # - path: b\ndeployments:\n${ITEM}`,
    ],
    ["---\nversion: 1\n...\n", `---\nversion: 1\ndeployments:\n${ITEM}...\n`],
    ["version: 1\ndeployments:\n", `version: 1\ndeployments:\n${ITEM}`],
    ["version: 1\ndeployments: # mine\nkeys:\n", `version: 1\ndeployments: # mine\n${ITEM}keys:\n`],
    [
      "version: 1\ndeployments:\n  - name: a\n    type: eck # why\n\n# keys\nkeys:\n",
      `version: 1\ndeployments:\n  - name: a\n    type: eck # why\n${ITEM}\n# keys\nkeys:\n`,
    ],
    [
      "version: 1\ndeployments:\n- name: a\n  type: eck",
      `version: 1\ndeployments:\n- name: a\n  type: eck\n${ITEM.replace(/^ {2}/gm, "").trimEnd()}`,
    ],
    [
      "version: 1\nkeys:\n- variable: A\n",
      `version: 1\nkeys:\n- variable: A\ndeployments:\n${ITEM.replace(/^ {2}/gm, "")}`,
    ],
    ["version: 1\r\n", `version: 1\r\ndeployments:\r\n${ITEM.replaceAll("\n", "\r\n")}`],
  ])("into %j", (text, expected) => {
    expect(deployed(text)).toBe(expected);
    expect(problems(expected)).toEqual([]);
  });

  test.each([
    ["version: 1\ndeployments: []\n", `version: 1\ndeployments: [${LINE}]\n`],
    [
      "version: 1\ndeployments: [{ name: a, type: eck }]\n",
      `version: 1\ndeployments: [{ name: a, type: eck }, ${LINE}]\n`,
    ],
    ["{ version: 1 }\n", `{ version: 1, deployments: [${LINE}] }\n`],
    ['{ "version": 1 }', `{ "version": 1, "deployments": [${JSON_LINE}] }`],
    ["{}", `{ "version": 1, "deployments": [${JSON_LINE}] }`],
    ['{"version": 1, "deployments": null}', `{"version": 1, "deployments": [${JSON_LINE}]}`],
    ['{\n  "version": 1\n}\n', `{\n  "version": 1,\n  "deployments": [${JSON_LINE}]\n}\n`],
    [
      '{\n  "version": 1,\n  "deployments": [\n    { "name": "a", "type": "eck" }\n  ]\n}\n',
      `{\n  "version": 1,\n  "deployments": [\n    { "name": "a", "type": "eck" },\n    ${JSON_LINE}\n  ]\n}\n`,
    ],
  ])("between brackets: %j", (text, expected) => {
    expect(eck(text)).toBe(expected);
    expect(problems(expected)).toEqual([]);
  });

  test("its name is free, and its type the one that is known", () => {
    expect(eck("version: 1\ndeployments: [{ name: es.corp.example, type: ech }]")).toContain(
      "name: es.corp.example-2, type: eck",
    );
    expect(apply("", addDeployment("", { host: "*.corp.example", type: "unknown" }))).toContain(
      "- name: corp.example\n    type: self-managed # one of",
    );
  });

  test.each([
    ["a host that is declared", `version: 1\ndeployments: [{ name: a, type: eck, hosts: ["${HOST}"] }]`],
    ["a text that is no map", "- a\n"],
    ["a text that is a word", "version"],
    ["a section that is something else", "version: 1\ndeployments: x\n"],
    ["a section that is a map", "version: 1\ndeployments:\n  a: b\n"],
  ])("nothing is done with %s", (_, text) => {
    expect(addDeployment(text, { host: HOST })).toEqual([]);
  });

  test("nor with a host that is none", () => {
    expect(addDeployment("version: 1\n", { host: "https://x" })).toEqual([]);
  });
});

describe("a key", () => {
  const ID = "VuaCfGcBCdbkQm-e5aOx";

  test("with all that is known", () => {
    const text = "version: 1\n";
    const after = apply(text, addKey(text, { id: ID, kind: "jwt", owner: "team: logs", expires: "2027-01-31" }));
    expect(after).toBe(
      `version: 1\nkeys:\n  - id: ${ID}\n    kind: jwt\n    owner: "team: logs"\n    expires: 2027-01-31\n`,
    );
    expect(problems(after)).toEqual([]);
  });

  test("what is not known is proposed in comments", () => {
    expect(apply("", addKey("", { variable: "NIGHTLY_KEY" }))).toBe(
      "version: 1\nkeys:\n  - variable: NIGHTLY_KEY\n    # kind: elasticsearch-api-key\n    # owner: whom to ask about it\n    # expires: YYYY-MM-DD\n",
    );
    expect(apply("{}", addKey("{}", { variable: "A" }))).toBe('{ "version": 1, "keys": [{ "variable": "A" }] }');
  });

  test("an id that YAML would take for a number has quotes", () => {
    const id = "12345678901234567890";
    expect(apply("", addKey("", { id }))).toContain(`- id: "${id}"`);
  });

  test.each([
    ["one that is declared", `version: 1\nkeys: [{ id: ${ID} }]`, { id: ID }],
    ["none", "", {}],
    ["what is no id", "", { id: "logs" }],
    ["what is no variable", "", { variable: "$A" }],
    ["a date that is none", "", { variable: "A", expires: "2027-02-30" }],
  ])("nothing is done with %s", (_, text, key) => {
    expect(addKey(text, key)).toEqual([]);
  });

  test("one that is declared for some files is declared for all", () => {
    expect(addKey(`version: 1\nkeys: [{ id: ${ID}, path: a }]`, { id: ID })).toHaveLength(1);
  });
});

/** Files in many styles, each right. */
const section = fc.constantFrom(
  "deployments:\n  - name: a\n    type: eck\n    hosts: [a, 'b.c']\n",
  "deployments:\n- name: a # first\n  type: eck\n\n- type: ech\n  name: b\n",
  "deployments: # none\n",
  "deployments: []\n",
  "deployments: [{name: a, type: eck}] # x\n",
  "deployments: [\n  {name: a, type: eck},\n  {name: b, type: ech},\n]\n",
);
const keys = fc.constantFrom(
  "keys:\n  - variable: A\n    owner: |\n      me\n",
  "keys:\n    - variable: A\n    # - variable: B\n",
  "keys:\n- {variable: A}\n",
  "keys: ~ # none\n",
  "'keys': [variable: A]\n",
);
const others = fc.constantFrom(
  "rules: { key-echoed: off }\n",
  "# a comment\n\n",
  "ignore:\n  - path: a\n    reason: >-\n      many\n      words\n",
  "overrides:\n  - path: 'a/**'\n    versions: {filebeat: \"9.2.0\"}\n  # more\n",
  "",
);
const anyFile = fc
  .tuple(
    fc.shuffledSubarray(["version: 1\n", "s", "k", "o"], { minLength: 1 }),
    section,
    keys,
    others,
    fc.boolean(),
    fc.boolean(),
  )
  .map(([order, s, k, o, crlf, cut]) => {
    const text = order.map((each) => (each === "s" ? s : each === "k" ? k : each === "o" ? o : each)).join("");
    const whole = crlf ? text.replaceAll("\n", "\r\n") : text;
    return cut ? whole.replace(/\r?\n$/, "") : whole;
  });
const jsonFile = fc
  .tuple(
    fc.record(
      {
        version: fc.constant(1),
        deployments: fc.constantFrom(
          null,
          [],
          [{ name: "a", type: "eck" }],
          [
            { name: "a", type: "eck" },
            { name: "b", type: "ech" },
          ],
        ),
        keys: fc.constantFrom(null, [], [{ variable: "A" }]),
        rules: fc.constant({ "key-echoed": "off" }),
      },
      { requiredKeys: [] },
    ),
    fc.constantFrom(undefined, 2, "\t"),
  )
  .map(([value, indent]) => JSON.stringify(value, null, indent));

describe("whatever the file looks like", () => {
  test("it has all that it had and one more, every line of it, and no new problem", () => {
    fc.assert(
      fc.property(fc.oneof(anyFile, jsonFile), fc.boolean(), (text, key) => {
        const edits = key ? addKey(text, { variable: "NEW_KEY" }) : addDeployment(text, { host: "new.example" });
        const after = apply(text, edits);
        expect(edits, text).toHaveLength(1);
        expect(
          problems(after).filter((each) => !problems(text).includes(each)),
          after,
        ).toEqual([]);
        const [old, now] = [declarations(text), declarations(after)];
        expect(now.layers).toEqual(old.layers);
        expect(now.ignored).toEqual(old.ignored);
        expect(now.deployments.map(({ name }) => name)).toEqual([
          ...old.deployments.map(({ name }) => name),
          ...(key ? [] : ["new.example"]),
        ]);
        expect(now.keys.map((each) => each.key.variable)).toEqual([
          ...old.keys.map((each) => each.key.variable),
          ...(key ? ["NEW_KEY"] : []),
        ]);
        const lines = text.startsWith("{") ? [] : text.split(/\r?\n/);
        for (const line of lines) expect(after, after).toContain(line.replace(/ ~.*|\].*$/, ""));
        if (text.includes("\r\n")) expect(after.replaceAll("\r\n", "")).not.toContain("\n");
      }),
      { numRuns: 1000 },
    );
  });

  test("both, one after the other, in any cut of a file, lose nothing", () => {
    fc.assert(
      fc.property(fc.nat(WHOLE.length), fc.nat(60), (from, length) => {
        const text = WHOLE.slice(0, from) + WHOLE.slice(from + length);
        const once = apply(text, addDeployment(text, { host: "new.example", type: "ece" }));
        const twice = apply(once, addKey(once, { variable: "NEW_KEY" }));
        expect(problems(twice).length).toBeLessThanOrEqual(problems(text).length);
        const [old, now] = [declarations(text), declarations(twice)];
        expect(now.deployments.slice(0, old.deployments.length)).toEqual(old.deployments);
        expect(now.ignored).toEqual(old.ignored);
      }),
      { numRuns: 300 },
    );
  });
});
