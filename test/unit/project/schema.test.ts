/**
 * The schema itself: it holds together, uses only what the validator knows, is valid JSON Schema, and the published copy
 * is the same. And our validator against ajv: on random documents both say yes or both say no.
 */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KINDS } from "../../../server/src/elastic/model";
import type { JsonSchema } from "../../../server/src/project/jsonSchema";
import { RULE_IDS } from "../../../server/src/project/ruleIds";
import { PATTERNS, PROJECT_SCHEMA } from "../../../server/src/project/schema";
import { RULES } from "../../../server/src/rules/index";
import { problems } from "./projectSupport";

const ajv = new Ajv2020({ strict: false, allErrors: false });
ajv.addFormat("date", (text: string) => {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
});
const accepts = ajv.compile(PROJECT_SCHEMA);

/** Every schema in the schema, with its path. */
function schemas(
  schema: JsonSchema = PROJECT_SCHEMA,
  path = "#",
): { readonly path: string; readonly schema: JsonSchema }[] {
  const below: (readonly [string, JsonSchema | false | undefined])[] = [
    ...Object.entries(schema.properties ?? {}),
    ...Object.entries(schema.$defs ?? {}).map(([name, each]) => [`$defs/${name}`, each] as const),
    ["additionalProperties", schema.additionalProperties],
    ["propertyNames", schema.propertyNames],
    ["items", schema.items],
  ];
  return [{ path, schema }, ...below.flatMap(([name, each]) => (each ? schemas(each, `${path}/${name}`) : []))];
}

describe("the schema", () => {
  test("every property says what it is, with an example that it takes", () => {
    for (const { path, schema } of schemas()) {
      if (schema.$ref !== undefined || path === "#") continue;
      expect(schema.title, path).toMatch(/^\S.*[^.]$/);
      if (path.endsWith("/propertyNames")) continue;
      expect(schema.description, path).toMatch(/^[A-Z].*\.$/);
      if (path.endsWith("/items") && schema.type === "object") continue;
      expect(schema.examples?.length, path).toBeGreaterThan(0);
      const check = ajv.compile({ ...schema, $defs: PROJECT_SCHEMA.$defs ?? {} });
      for (const example of schema.examples ?? [])
        expect(check(example), `${path} ${JSON.stringify(example)}`).toBe(true);
    }
  });

  test("each reference leads to a definition that is none, and each pattern is a literal", () => {
    const all = schemas();
    for (const { path, schema } of all) {
      if (schema.pattern !== undefined) expect(PATTERNS.has(schema.pattern), path).toBe(true);
      if (schema.$ref === undefined) continue;
      const target = PROJECT_SCHEMA.$defs?.[schema.$ref.replace("#/$defs/", "")];
      expect(target, path).toBeDefined();
      expect(target?.$ref, path).toBeUndefined();
    }
    const used = new Set(all.map(({ schema }) => schema.pattern));
    expect([...PATTERNS.keys()].filter((source) => !used.has(source))).toEqual([]);
  });

  test("each value of a list has its meaning, or is a rule", () => {
    for (const { path, schema } of schemas()) {
      if (schema.enum === undefined || schema.enum.includes("wrong-port")) continue;
      expect(schema.enumDescriptions?.length, path).toBe(schema.enum.length);
    }
  });

  test("knows every rule", () => {
    expect(RULE_IDS).toHaveLength(34);
    expect(RULES.map(({ id }) => id).filter((id) => !RULE_IDS.some((each) => each === id))).toEqual([]);
  });

  test("is JSON Schema", () => {
    expect(ajv.validateSchema(PROJECT_SCHEMA)).toBe(true);
  });

  test("is published as it is", () => {
    const file = new URL("../../../schemas/keyfit.schema.json", import.meta.url);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(JSON.stringify(PROJECT_SCHEMA)));
  });
});

/** Problems that no schema knows of. */
const BEYOND = /^(?:duplicate-name|duplicate-entry|undeclared-deployment|undeclared-deployment-near|likely-secret):/;

const odd = fc.constantFrom<unknown>(
  null,
  "",
  "x",
  1,
  1.5,
  0,
  true,
  false,
  [],
  {},
  [null],
  ["x"],
  { x: 1 },
  "1",
  "null",
  "~",
  "off",
);

/** Documents of which `slips` parts in 20 are wrong, about. */
function documents(slips: number): fc.Arbitrary<unknown> {
  const either = <T>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 20, arbitrary: right }, { weight: slips, arbitrary: wrong });
  const one = (right: readonly unknown[], wrong: readonly unknown[] = []) =>
    either(fc.constantFrom(...right), fc.oneof(fc.constantFrom(...right, ...wrong), odd));
  const listOf = (item: fc.Arbitrary<unknown>) => either(fc.array(item, { maxLength: 3 }), odd);
  const mapOf = (names: readonly string[], wrong: string, value: fc.Arbitrary<unknown>) =>
    either(
      fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 3 }),
      fc.oneof(fc.dictionary(fc.constantFrom(...names, wrong, "x y"), value, { maxKeys: 3 }), odd),
    );
  const part = (shape: Record<string, fc.Arbitrary<unknown>>, required: readonly string[]) =>
    either(
      fc.record(shape, { requiredKeys: [...required] }),
      fc.oneof(fc.record({ ...shape, other: odd }, { requiredKeys: [] }), odd),
    );
  const path = one(["a", "a/**", "a/*.yml"], ["!a", "a\\b", "{a}"]);
  const versions = mapOf(
    ["filebeat", "logstash"],
    "Upper",
    one(["9.2.0", "8", "v1.2.3", "9.2.0-SNAPSHOT"], ["9.x", "new"]),
  );
  const severity = one(["off", false, "error", "warning", "hint", "information"], ["info", true]);
  const rules = mapOf(RULE_IDS, "wrong-prot", severity);
  const hosts = one(["a", "*.b.example", "c:9200", "f_g", "é"], ["d:1:2", "https://e", "*", "[::1]"]);
  const expires = one(
    ["2027-01-31", "2028-02-29", "2000-02-29"],
    ["2027-02-30", "1900-02-29", "2027-1-1", "2027-13-01"],
  );
  const known = {
    kind: one(KINDS, ["key"]),
    deployment: one(["a", "b"]),
    owner: one(["me"]),
    expires,
    path,
  };
  const id = one(["VuaCfGcBCdbkQm-e5aOx"], ["short", "VuaCfGcBCdbkQm/e5aOx"]);
  const variable = one(["A", "a.b"], ["$A", "1A"]);
  const deployment = {
    name: one(["a", "b", "c d"]),
    type: one(["eck", "ech"], ["unknown", "Eck"]),
    hosts: listOf(hosts),
    api: one(["kibana", "unknown"], ["kib"]),
  };
  const key = fc.oneof(part({ id, ...known }, ["id"]), part({ variable, ...known }, ["variable"]));
  return part(
    {
      version: one([1], [2, "1"]),
      deployments: listOf(part(deployment, ["name", "type"])),
      keys: listOf(either(key, part({ id, variable, ...known }, []))),
      versions,
      rules,
      overrides: listOf(part({ path, versions, rules }, ["path"])),
      ignore: listOf(part({ path, rule: one(RULE_IDS, ["wrong-prot"]), reason: one(["why"]) }, ["path"])),
      $schema: one(["https://x"]),
    },
    ["version"],
  );
}

describe("our validator and ajv", () => {
  test("agree on random documents", () => {
    let right = 0;
    fc.assert(
      fc.property(
        fc.oneof(documents(0), documents(1), documents(4)),
        fc.constantFrom(undefined, 2),
        (document, indent) => {
          const expected = accepts(document);
          const found = problems(JSON.stringify(document, null, indent)).filter((each) => !BEYOND.test(each));
          if (expected) right++;
          expect(
            found.length === 0,
            `${JSON.stringify(document)}\n${found.join("\n")}\n${ajv.errorsText(accepts.errors)}`,
          ).toBe(expected);
        },
      ),
      { numRuns: 4000 },
    );
    expect(right).toBeGreaterThan(1300);
    expect(right).toBeLessThan(3000);
  });

  test("agree on documents with one slip", () => {
    const whole = {
      version: 1,
      deployments: [{ name: "a", type: "eck", hosts: ["a:9200"], api: "kibana" }],
      keys: [{ variable: "A", kind: "jwt", deployment: "a", owner: "me", expires: "2027-01-31", path: "a" }],
      versions: { filebeat: "9.2.0" },
      rules: { "key-echoed": "off" },
      overrides: [{ path: "a", versions: { filebeat: "9.2.0" }, rules: { "key-echoed": "off" } }],
      ignore: [{ path: "a", rule: "key-echoed", reason: "why" }],
    };
    expect(accepts(whole)).toBe(true);
    fc.assert(
      fc.property(fc.nat(60), odd, fc.boolean(), (at, value, remove) => {
        let left = at;
        const changed = JSON.parse(JSON.stringify(whole), (_key, each: unknown) =>
          left-- === 0 ? (remove ? undefined : value) : each,
        );
        const found = problems(JSON.stringify(changed) ?? "null").filter((each) => !BEYOND.test(each));
        expect(found.length === 0, `${JSON.stringify(changed)}\n${found.join("\n")}`).toBe(accepts(changed ?? null));
      }),
      { numRuns: 2000 },
    );
  });
});
