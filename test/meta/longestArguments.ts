/**
 * Arguments of messages as long as they get: titles, paths and hosts of the tables, and of two arguments that belong
 * together the pairs that there are. A template filled with them shows whether a message stays one line.
 */
import { opens } from "../../server/src/elastic/matrix";
import { APIS, DEPLOYMENTS, KINDS, type Kind } from "../../server/src/elastic/model";
import { apiOfDeployment, fittingKey, withArticle } from "../../server/src/elastic/phrases";
import { shortPath } from "../../server/src/find/beside";
import { COMMAND_INTEGRATIONS, INTEGRATIONS, VARIABLE_INTEGRATIONS } from "../../server/src/integrations/index";
import { listed } from "../../server/src/project/problems";
import { PROJECT_SCHEMA } from "../../server/src/project/schema";
import { RULES } from "../../server/src/rules/index";
import type { Rule } from "../../server/src/rules/rule";
import { fillTemplate } from "../../server/src/workspace/message";
import { kindsOfName } from "../../server/src/workspace/names";

/** Titles of every program, as they stand in messages. */
const TITLES = [
  ...INTEGRATIONS,
  ...COMMAND_INTEGRATIONS,
  ...VARIABLE_INTEGRATIONS.filter(({ kind }) => kind === "program"),
].map(({ title }) => title);
const KEY_PATHS = INTEGRATIONS.flatMap(({ settings }) => settings.map(({ path }) => path));
const MISPLACED = INTEGRATIONS.flatMap(({ misplaced }) => misplaced ?? []);
/** As long as names of variables are in the files that people publish. */
const VARIABLE = "ELASTICSEARCH_API_KEY";

/** As long as hosts get that nobody chose: an id, the longest of regions, a service of a cluster. */
const HOSTS = [
  `${"0".repeat(32)}.es.ap-southeast-1.aws.elastic.cloud`,
  `${"0".repeat(32)}.ap-southeast-1.aws.elastic-cloud.com`,
];
const INSIDE = ["elasticsearch-es-http.elastic-system.svc.cluster.local"];

/** What a message about a project file shows of it; problems.ts cuts it. */
const PIECE = "x".repeat(32);
/** Names that only the schema gives. */
const KNOWN_NAMES = namesIn(PROJECT_SCHEMA);

/** Every property and title of a schema. */
function namesIn(schema: object): string[] {
  return Object.entries(schema).flatMap(([name, value]) => {
    const own = name === "title" ? [String(value)] : name === "properties" ? Object.keys(value) : [];
    return typeof value === "object" && value !== null ? [...own, ...namesIn(value)] : own;
  });
}

/** The choices that a schema gives. */
function enumsIn(schema: object): { title: string; names: string[] }[] {
  const own = schema as { readonly title?: string; readonly enum?: readonly unknown[] };
  const names = (own.enum ?? []).filter((each) => typeof each === "string");
  const below = Object.values(schema).flatMap((each) => (typeof each === "object" && each ? enumsIn(each) : []));
  return names.length > 0 ? [{ title: own.title ?? "value", names }, ...below] : below;
}

/** Arguments as long as they get, by name; each list's longest is put in. */
const LONGEST: Readonly<Record<string, readonly string[]>> = {
  integration: TITLES,
  kind: KINDS.map((kind) => withArticle(kind, "upper")),
  name: [VARIABLE, "ELASTICSEARCH_SERVICE_ACCOUNT_TOKEN"],
  place: DEPLOYMENTS.flatMap((deployment) => APIS.map((api) => apiOfDeployment({ deployment, api }))),
  setting: [...KEY_PATHS, ...MISPLACED.map(({ path }) => path)].filter((path) => !path.includes("monitors")),
  belongs: MISPLACED.map(({ belongs }) => belongs),
  versions: INTEGRATIONS.flatMap(({ settings }) =>
    settings.flatMap(({ accepts }) => accepts.flatMap(({ inWords, versions }) => inWords ?? versions ?? [])),
  ),
  version: ["9.10.10-SNAPSHOT"],
  since: INTEGRATIONS.flatMap(({ settings }) => settings.flatMap(({ since }) => since?.inWords ?? [])),
  form: ["id:key", "the encoded key"],
  key: ["api_key", "Authorization"],
  other: ["username", "password"],
  written: [`%${VARIABLE}%`, "Bearer"],
  right: [`\${${VARIABLE}}`],
  scheme: ["ApiKey", "Bearer"],
  rule: RULES.map(({ id }) => id),
  option: ["-e"],
  host: HOSTS,
  port: ["65535"],
  date: ["2027-01-31"],
  file: [".keyfit.yaml", "the project file"],
  path: ["/api/v1/platform/infrastructure/allocators"],
  settings: INTEGRATIONS.flatMap(({ settings }) => settings.map(({ target }) => lastName(target.urls[0] ?? ""))),
};

/** What may be called by mistake, by each program. */
function endpoints(): readonly Record<string, string>[] {
  return INTEGRATIONS.flatMap(({ title }) =>
    (["ech", "serverless", "ece"] as const).flatMap((deployment) =>
      (["elasticsearch", "kibana", "apm", "fleet", "otlp"] as const).map((api) => ({
        place: apiOfDeployment({ deployment, api }),
        integration: title,
        label: ".ingest. or .apm.",
        wanted: "the Cloud API",
      })),
    ),
  );
}

/** Of a rule whose words for an argument are others. */
const LONGEST_OF: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "conflicting-target": { setting: ["endpoints", "cloudid"], other: ["endpoints", "cloudid"] },
  "key-echoed": { written: ["set -x", ...COMMAND_INTEGRATIONS.flatMap(({ echo }) => echo ?? [])] },
  "expiring-key": { owner: ["a-team-of-twenty-eight-units"] },
  "key-in-two-deployments": { other: HOSTS },
  "malformed-header": {
    name: VARIABLE_INTEGRATIONS.flatMap(({ names, value }) => (value === "header-list" ? names : [])),
  },
  "shadowed-key": { name: [VARIABLE, ...VARIABLE_INTEGRATIONS.flatMap(({ names }) => names)] },
  "tls-verification-off": { written: tlsMarks() },
  "unwanted-scheme": { written: ["Authorization=ApiKey", "Authorization: Bearer"] },
  "unsupported-setting": { written: KEY_PATHS.map(lastName) },
  "variable-in-two-forms": { name: [VARIABLE] },
  "wrong-endpoint": {
    served: ["Elasticsearch"],
    wanted: ["Elasticsearch", "the Cloud API"],
    what: ["remote writes"],
  },
  "invalid-project-file": {
    ...Object.fromEntries(["name", "value", "near", "why"].map((name) => [name, [PIECE]])),
    ...Object.fromEntries(["one", "other", "parent", "what"].map((name) => [name, [...KNOWN_NAMES, "this file"]])),
    expected: ["a whole number"],
    text: [PIECE],
  },
};

/** What switches checks off, as written. */
function tlsMarks(): readonly string[] {
  const settings = INTEGRATIONS.flatMap((row) => row.settings.flatMap(({ tlsOff = [] }) => tlsOff));
  return [
    ...settings.map(({ path, values }) => `${shortPath(path.replace("*", "production"))}: ${values[0]}`),
    ...COMMAND_INTEGRATIONS.flatMap(({ tlsOff = [] }) => tlsOff.map(({ option }) => option)),
    ...VARIABLE_INTEGRATIONS.flatMap(({ tlsOff = [] }) => tlsOff.map(({ name, values }) => `${name}=${values[0]}`)),
  ];
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** Combinations that belong together, where the longest of each argument never meet. */
const TOGETHER: Readonly<Record<string, () => readonly Readonly<Record<string, string>>[]>> = {
  "wrong-key-type mismatch": () => mismatches(KINDS, "upper").map(({ name: _, ...args }) => args),
  "wrong-key-type byName": () =>
    ["EC_API_KEY", "ELASTIC_CLOUD_API_KEY", "FLEET_ENROLLMENT_TOKEN"].flatMap((name) =>
      mismatches([(kindsOfName(name) ?? [])[0]!], "lower", name),
    ),
  "not-an-api-key byName": () =>
    ["ELASTIC_APM_SECRET_TOKEN", "ELASTICSEARCH_SERVICEACCOUNT_TOKEN"].flatMap((name) =>
      TITLES.map((integration) => ({ integration, name, kind: withArticle(kindsOfName(name)![0]!, "lower") })),
    ),
  "key-over-http inside": () => INSIDE.map((host) => ({ host })),
  "invalid-project-file unknown-key-near": () =>
    KNOWN_NAMES.map((near) => ({ name: PIECE, near, parent: longest("invalid-project-file", "parent") })),
  "unsupported-setting unsupported": () =>
    INTEGRATIONS.flatMap(({ title, settings }) =>
      settings.flatMap(({ path, unsupported }) => [
        ...(unsupported ? [{ integration: title, written: lastName(path), right: unsupported.right }] : []),
        ...(path.endsWith(".api_key") ? [{ integration: title, written: "api-key", right: "api_key" }] : []),
      ]),
    ),
  "missing-target missing": () =>
    INTEGRATIONS.flatMap(({ title, settings }) =>
      settings.flatMap(({ target }) =>
        target.required ? [{ integration: title, settings: lastName(target.urls[0] ?? "") }] : [],
      ),
    ),
  "conflicting-target both": () =>
    INTEGRATIONS.flatMap(({ title, settings }) =>
      settings.flatMap(({ target }) =>
        (target.exclusive?.paths ?? []).flatMap((setting) =>
          (target.exclusive?.paths ?? []).map((other) => ({
            integration: title,
            setting: lastName(setting),
            other: lastName(other),
          })),
        ),
      ),
    ),
  ...Object.fromEntries(
    ["other-api", "other-label", "console-for"].map(
      (message) => [`wrong-endpoint ${message}`, () => endpoints()] as const,
    ),
  ),
  ...Object.fromEntries(
    ["apikey", "bearer"].map((needed) => [`wrong-scheme ${needed}-beside`, () => schemesBeside()] as const),
  ),
  "invalid-project-file not-in-enum": () =>
    enumsIn(PROJECT_SCHEMA).map(({ title, names }) => ({ name: PIECE, what: title, known: listed(names) ?? "" })),
  "key-in-two-deployments declared": () => [
    { file: ".keyfit.yaml", name: "logs-production-eu-west-blue", other: "logs-production-eu-west-test" },
  ],
  "misplaced-target misplaced": () =>
    INTEGRATIONS.flatMap(({ title, misplaced }) =>
      (misplaced ?? []).map(({ path, belongs }) => ({ integration: title, setting: path, belongs })),
    ),
  "wrong-encoding some-versions": () =>
    INTEGRATIONS.flatMap(({ title, settings }) =>
      settings.flatMap(({ accepts }) =>
        accepts.flatMap(({ versions, inWords }) =>
          versions === undefined ? [] : [{ integration: title, versions: inWords ?? versions }],
        ),
      ),
    ),
};

/** Programs that take the scheme from another setting. */
function schemesBeside() {
  return INTEGRATIONS.flatMap(({ title, settings }) =>
    settings.flatMap(({ scheme }) =>
      scheme
        ? KINDS.map((kind) => ({
            integration: title,
            written: "Bearer",
            kind: withArticle(kind, "lower"),
            setting: lastName(scheme.path),
          }))
        : [],
    ),
  );
}

/** Each kind at each place that the matrix refuses it, in the words of a message. */
function mismatches(kinds: readonly Kind[], letter: "upper" | "lower", name = "") {
  return kinds.flatMap((kind) =>
    DEPLOYMENTS.flatMap((deployment) =>
      APIS.filter((api) => opens(kind, deployment, api).answer === "no").map((api) => ({
        kind: withArticle(kind, letter),
        place: apiOfDeployment({ deployment, api }),
        fitting: fittingKey({ deployment, api }),
        name,
      })),
    ),
  );
}

function longest(rule: string, name: string): string {
  const values = LONGEST_OF[rule]?.[name] ?? LONGEST[name];
  if (!values) throw new Error(`The argument ${name} is new: add how long it gets to LONGEST`);
  return [...values].sort((left, right) => right.length - left.length)[0] ?? "";
}

/** A template with the longest arguments that it can meet. */
export function filled(rule: Rule, id: string, template: string): string {
  const together = TOGETHER[`${rule.id} ${id}`]?.();
  const argsOf = () =>
    Object.fromEntries([...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, longest(rule.id, name!)]));
  const texts = (together ?? [argsOf()]).map((args) => fillTemplate(template, args));
  return texts.sort((left, right) => right.length - left.length)[0] ?? "";
}
