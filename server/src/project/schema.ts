/**
 * The one description of the project file, as JSON Schema. Validation, completion, hovers, `docs/project-file.md` and the
 * published `schemas/keyfit.schema.json` are all views of it. What no schema can say (a name that stands twice, a
 * deployment that nobody declared, a secret) is in `declarations.ts` and `secrets.ts`.
 */
import { APIS, DEPLOYMENTS, KINDS } from "../elastic/model";
import { API_TITLES, DEPLOYMENT_TITLES, KIND_TITLES } from "../elastic/titles";
import { COMMAND_INTEGRATIONS, INTEGRATIONS, VARIABLE_INTEGRATIONS } from "../integrations/index";
import type { JsonSchema } from "./jsonSchema";
import { RULE_IDS } from "./ruleIds";
import { SEVERITIES } from "./view";

/** `host`, `host:port`, `*.host`, `*.host:port`. */
const HOST = /^(?:\*\.)?[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,252}(?::[0-9]{1,5})?$/u;
/** 20 or 22 characters in Elasticsearch and Elastic Cloud, 32 in Elastic Cloud Enterprise. */
const ID = /^[A-Za-z0-9_-]{20,64}$/u;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_.-]{0,127}$/u;
const PRODUCT = /^[a-z0-9][a-z0-9_-]{0,63}$/u;
const VERSION = /^v?[0-9]{1,5}(?:\.[0-9]{1,5}){0,3}(?:[+-][0-9A-Za-z.+-]{1,64})?$/u;
/** No other mark of globs than `*` and `?` counts, so a path that has one would never match. */
const PATH = /^[^!\\{}][^\\{}]*$/u;

/** What a text that does not match a pattern of the schema is, by the pattern's source: message ids. */
export const PATTERNS: ReadonlyMap<string, { readonly regex: RegExp; readonly problem: PatternProblem }> = new Map([
  [HOST.source, { regex: HOST, problem: "invalid-host" }],
  [ID.source, { regex: ID, problem: "invalid-id" }],
  [VARIABLE.source, { regex: VARIABLE, problem: "invalid-variable" }],
  [PRODUCT.source, { regex: PRODUCT, problem: "invalid-product" }],
  [VERSION.source, { regex: VERSION, problem: "invalid-version" }],
  [PATH.source, { regex: PATH, problem: "invalid-path" }],
]);
export type PatternProblem =
  | "invalid-host"
  | "invalid-id"
  | "invalid-variable"
  | "invalid-product"
  | "invalid-version"
  | "invalid-path";

/** Deployments that a person can declare. */
const DECLARABLE = DEPLOYMENTS.filter((each) => each !== "unknown");

const UNKNOWN = "the same as leaving this out";

/** Products beside the integrations, whose version people know. */
const PRODUCTS = ["elasticsearch", "kibana", "logstash", "elastic-agent", "apm-server", "fleet-server"];
/** The names under `versions` that mean anything. A later Keyfit knows more, so others break no schema. */
export const KNOWN_PRODUCTS: readonly string[] = [
  ...new Set([
    ...[...INTEGRATIONS, ...COMMAND_INTEGRATIONS, ...VARIABLE_INTEGRATIONS].map(({ id }) => id),
    ...INTEGRATIONS.flatMap(({ products }) => products ?? []),
    ...PRODUCTS,
  ]),
].sort();

const DEFINITIONS: Readonly<Record<string, JsonSchema>> = {
  path: {
    title: "path",
    description:
      "Files, relative to the folder of this file, with `/`: `*` stands for anything within one name, `**` for any folders, `?` for one character. A path that names a folder means all that is in it.",
    type: "string",
    minLength: 1,
    pattern: PATH.source,
    examples: ["legacy/**", "config/old.json"],
  },
  rule: {
    title: "rule",
    description: "The id of a rule, as it stands beside each problem.",
    type: "string",
    enum: RULE_IDS,
    examples: ["wrong-encoding"],
  },
  severity: {
    title: "severity",
    description: "How a rule reports, or `off`.",
    type: ["string", "boolean"],
    enum: ["off", false, ...SEVERITIES],
    enumDescriptions: [
      "the rule does not report",
      "the same as `off`",
      "an error; `keyfit check` fails on it",
      "a warning",
      "information",
      "a hint, which editors show as dots",
    ],
    examples: ["off", "error"],
  },
  versions: {
    title: "versions",
    description:
      "The version of a product that is in use, by its name in outputs, as text in quotes. Where what a program takes depends on its version, this settles it.",
    type: ["object", "null"],
    propertyNames: { title: "product", type: "string", pattern: PRODUCT.source, examples: KNOWN_PRODUCTS },
    additionalProperties: {
      title: "version",
      description: "A version, in quotes.",
      type: "string",
      pattern: VERSION.source,
      examples: ["8.19.3", "9.2.0"],
    },
    examples: [{ logstash: "8.19.3", filebeat: "9.2.0" }],
  },
  rules: {
    title: "rules",
    description: "Severities of rules, by id. They go before the editor's settings.",
    type: ["object", "null"],
    propertyNames: { $ref: "#/$defs/rule" },
    additionalProperties: { $ref: "#/$defs/severity" },
    examples: [{ "hard-coded-key": "off", "key-over-http": "error" }],
  },
};

const DEPLOYMENT: JsonSchema = {
  title: "deployment",
  description: "A deployment of Elastic's products, and the hosts by which files name it.",
  type: "object",
  required: ["name", "type"],
  additionalProperties: false,
  properties: {
    name: {
      title: "name",
      description: "What you call it; it stands in hovers and messages, and under a key's `deployment`.",
      type: "string",
      minLength: 1,
      examples: ["logs-prod"],
    },
    type: {
      title: "type of deployment",
      description: "What runs it.",
      type: "string",
      enum: DECLARABLE,
      enumDescriptions: DECLARABLE.map((each) => DEPLOYMENT_TITLES[each]),
      examples: ["eck"],
    },
    hosts: {
      title: "hosts",
      description: "Its hosts, with a port or not; `*.` at the beginning stands for any labels.",
      type: ["array", "null"],
      items: {
        title: "host",
        description: "A host, without `https://` and path.",
        type: "string",
        pattern: HOST.source,
        examples: ["es.logs.corp.example:9200"],
      },
      examples: [["es.logs.corp.example:9200", "*.logs.corp.example"]],
    },
    api: {
      title: "API",
      description: "The API that answers on these hosts, where the setting or the URL does not tell.",
      type: "string",
      enum: APIS,
      enumDescriptions: APIS.map((each) => (each === "unknown" ? UNKNOWN : API_TITLES[each])),
      examples: ["elasticsearch"],
    },
  },
};

const KEY: JsonSchema = {
  title: "key",
  description:
    "What you know about a key, named by its public id or by a variable that holds it. Never the key itself.",
  type: "object",
  required: [],
  oneOf: [{ required: ["id"] }, { required: ["variable"] }],
  additionalProperties: false,
  properties: {
    id: {
      title: "id of the key",
      description: "The key's public id, which Kibana shows beside its name. Not the key: that must never stand here.",
      type: "string",
      pattern: ID.source,
      examples: ["VuaCfGcBCdbkQm-e5aOx"],
    },
    variable: {
      title: "variable",
      description: "The name of a variable that holds the key, without `$`.",
      type: "string",
      pattern: VARIABLE.source,
      examples: ["NIGHTLY_KEY"],
    },
    kind: {
      title: "kind of key",
      description: "What sort of key it is, where its form leaves several open.",
      type: "string",
      enum: KINDS,
      enumDescriptions: KINDS.map((each) => (each === "unknown" ? UNKNOWN : KIND_TITLES[each])),
      examples: ["elasticsearch-api-key"],
    },
    deployment: {
      title: "name of a deployment",
      description: "The deployment where it was made: a name under `deployments`.",
      type: "string",
      minLength: 1,
      examples: ["logs-prod"],
    },
    owner: {
      title: "owner",
      description: "Whom to ask about it.",
      type: "string",
      minLength: 1,
      examples: ["team-logs"],
    },
    expires: {
      title: "date",
      description: "The day on which it expires. `expiring-key` reports it 30 days before.",
      type: "string",
      format: "date",
      examples: ["2027-01-31"],
    },
    path: {
      $ref: "#/$defs/path",
      description: "Only in these files, in the form of other paths.",
      examples: ["ingest/**"],
    },
  },
};

const OVERRIDE: JsonSchema = {
  title: "override",
  description: "Other versions and rules for some files.",
  type: "object",
  required: ["path"],
  additionalProperties: false,
  properties: {
    path: { $ref: "#/$defs/path" },
    versions: { $ref: "#/$defs/versions" },
    rules: { $ref: "#/$defs/rules" },
  },
};

const IGNORED: JsonSchema = {
  title: "ignored path",
  description: "Files in which nothing is reported, or not by one rule.",
  type: "object",
  required: ["path"],
  additionalProperties: false,
  properties: {
    path: { $ref: "#/$defs/path" },
    rule: { $ref: "#/$defs/rule", description: "Only this rule does not report there; without it, no rule does." },
    reason: {
      title: "reason",
      description: "Why, for whoever reads this next.",
      type: "string",
      minLength: 1,
      examples: ["retired in March"],
    },
  },
};

/** The schema of `.keyfit.yml`. */
export const PROJECT_SCHEMA: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "https://raw.githubusercontent.com/keyfit/keyfit/main/schemas/keyfit.schema.json",
  title: "project file of Keyfit",
  description: "What files and URLs cannot say about deployments, keys and versions, and what Keyfit reports where.",
  type: "object",
  required: ["version"],
  additionalProperties: false,
  properties: {
    $schema: {
      title: "schema",
      description: "Where an editor finds this schema, in a JSON file. Keyfit does not read it.",
      type: "string",
      examples: ["https://raw.githubusercontent.com/keyfit/keyfit/main/schemas/keyfit.schema.json"],
    },
    version: {
      title: "version of the format",
      description: "The version of this format, which is 1.",
      type: "integer",
      const: 1,
      examples: [1],
    },
    deployments: {
      title: "deployments",
      description: "Deployments whose URLs do not say what they are.",
      type: ["array", "null"],
      items: DEPLOYMENT,
      examples: [[{ name: "logs-prod", type: "eck", hosts: ["*.logs.corp.example"] }]],
    },
    keys: {
      title: "keys",
      description: "What you know about keys, never the keys themselves.",
      type: ["array", "null"],
      items: KEY,
      examples: [[{ variable: "NIGHTLY_KEY", kind: "elastic-cloud-api-key" }]],
    },
    versions: { $ref: "#/$defs/versions" },
    rules: { $ref: "#/$defs/rules" },
    overrides: {
      title: "overrides",
      description: "Other versions and rules for some files; a later one goes before an earlier one.",
      type: ["array", "null"],
      items: OVERRIDE,
      examples: [[{ path: "legacy/**", versions: { logstash: "7.17.9" } }]],
    },
    ignore: {
      title: "ignore",
      description: "Files in which nothing is reported, or not by one rule.",
      type: ["array", "null"],
      items: IGNORED,
      examples: [[{ path: "docs/**" }]],
    },
  },
  $defs: DEFINITIONS,
};
