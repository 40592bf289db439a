/**
 * Logstash: the plugins that talk to Elasticsearch, logstash.yml, and the variables of the Docker image. The plugins took
 * only `id:key` at first, later the encoded form too, then Elastic Cloud keys. Which version does what was read in the
 * plugins' changelogs and, for which plugin a release brings, in the lock file of each release's tag:
 * https://github.com/elastic/logstash/blob/v9.1.5/Gemfile.jruby-3.1.lock.release
 */
import type { Acceptance, Exclusion, Integration, KeySetting, TargetSettings, VariableIntegration } from "./model";

const OUTPUT =
  "https://github.com/logstash-plugins/logstash-output-elasticsearch/blob/main/lib/logstash/outputs/elasticsearch/http_client_builder.rb";
const INPUT =
  "https://github.com/logstash-plugins/logstash-input-elasticsearch/blob/main/lib/logstash/inputs/elasticsearch.rb";
const FILTER =
  "https://github.com/logstash-plugins/logstash-filter-elasticsearch/blob/main/lib/logstash/filters/elasticsearch.rb";
const INTEGRATION =
  "https://github.com/elastic/logstash-filter-elastic_integration/blob/main/lib/logstash/filters/elastic_integration.rb";
const SETTINGS = "https://github.com/elastic/logstash/blob/main/x-pack/lib/helpers/elasticsearch_options.rb";
const OTLP =
  "https://github.com/elastic/logstash/blob/main/logstash-core/src/main/java/org/logstash/instrument/metrics/otel/OtelMetricsService.java";

const CHECKED = "9.5.2";

/** Versions of Logstash that take a form, for rules and for people. */
interface Since {
  readonly versions: string;
  readonly inWords: string;
}

/** Plugin 12.0.7, and 11.22.17 for 8.19. */
const OUTPUT_ENCODED: Since = {
  versions: ">=8.19.20 <9 || >=9.0.8 <9.1 || >=9.1.5",
  inWords: "Logstash 8.19.20, 9.0.8, 9.1.5 and later",
};

/** Plugin 12.1.6, and 11.22.17 for 8.19. What has none of the forms is refused from then on. */
const OUTPUT_CLOUD: Since = {
  versions: ">=8.19.20 <9 || >=9.3.8 <9.4 || >=9.4.4",
  inWords: "Logstash 8.19.20, 9.3.8, 9.4.4 and later",
};

/** Input 5.2.1 and filter 4.3.1; 4.23.1 and 3.19.1 for 8.19. */
const READING_ENCODED: Since = {
  versions: ">=8.19.20 <9 || >=9.1.5",
  inWords: "Logstash 8.19.20, 9.1.5 and later",
};

/** Input 5.3.2 and filter 4.4.1; 4.23.1 and 3.19.1 for 8.19. */
const READING_CLOUD: Since = {
  versions: ">=8.19.20 <9 || >=9.5.0",
  inWords: "Logstash 8.19.20, 9.5.0 and later",
};

function accepts(encoded: Since, cloud: Since): readonly Acceptance[] {
  return [{ forms: ["pair"] }, { forms: ["encoded", "ece"], ...encoded }, { forms: ["essu"], ...cloud }];
}

const HEADER_FORMS: readonly Acceptance[] = [{ forms: ["encoded", "essu", "ece"] }];

const NEEDS_TLS = "Using api_key authentication requires SSL/TLS secured communication";
const ONE_AUTHENTICATION = "Multiple authentication options are specified, please only use one of";

function excludes(block: string, user: string, refusal: string): readonly Exclusion[] {
  return [
    { paths: [`${block}.${user}`, `${block}.password`], refusal },
    { paths: [`${block}.cloud_auth`], refusal },
  ];
}

/** One option of two names: releases before 9.0 know the older ones too. */
function unverified(block: string): NonNullable<KeySetting["tlsOff"]> {
  return [
    { path: `${block}.ssl_verification_mode`, values: ["none"] },
    { path: `${block}.ssl_certificate_verification`, values: ["false"] },
  ];
}

function target(block: string, tls: TargetSettings["tls"], twoTargets: string): TargetSettings {
  return {
    urls: [`${block}.hosts`],
    cloudId: `${block}.cloud_id`,
    // https://github.com/elastic/logstash/blob/main/logstash-core/src/main/java/org/logstash/util/CloudSettingId.java
    cloudIdNeedsKibana: true,
    ...(tls && { tls }),
    defaultScheme: "http",
    defaultPort: 9200,
    exclusive: { paths: [`${block}.hosts`, `${block}.cloud_id`], refusal: twoTargets },
  };
}

const TWO_TARGETS = "Both cloud_id and hosts specified, please only use one of those.";

/** What the output, the input and the filter of the name `elasticsearch` have in common. */
function plugin(
  section: "input" | "filter" | "output",
  source: string,
): readonly [key: KeySetting, header: KeySetting] {
  const block = `${section}[].elasticsearch`;
  const isOutput = section === "output";
  const switches = [`${block}.ssl_enabled`, `${block}.ssl`];
  const common = {
    api: "elasticsearch",
    target: target(block, { switches }, TWO_TARGETS),
    tlsOff: unverified(block),
    source,
  } as const;
  const [encoded, cloud] = isOutput ? [OUTPUT_ENCODED, OUTPUT_CLOUD] : [READING_ENCODED, READING_CLOUD];
  return [
    {
      ...common,
      path: `${block}.api_key`,
      value: "key",
      accepts: accepts(encoded, cloud),
      excludes: excludes(block, "user", `${ONE_AUTHENTICATION} user/password, cloud_auth or api_key`),
      // The output's client refuses a scheme that the switch contradicts; the other two send the key where the host says.
      needsTls: { refusal: NEEDS_TLS, ...(!isOutput && { unless: switches }) },
      strict: { refuses: cloud.versions },
    },
    { ...common, path: `${block}.custom_headers.Authorization`, value: "header", accepts: HEADER_FORMS, excludes: [] },
  ];
}

function pluginRow(section: "input" | "filter" | "output", source: string): Integration {
  return {
    id: `logstash-${section}-elasticsearch`,
    title: `Logstash's elasticsearch ${section}`,
    source,
    checkedAgainst: CHECKED,
    tell: { formats: ["logstash"], names: [], content: [`${section}[].elasticsearch`] },
    references: "logstash",
    dottedKeys: false,
    products: ["logstash"],
    settings: plugin(section, source),
  };
}

const INTEGRATION_BLOCK = "filter[].elastic_integration";

/** Encodes what has one colon and sends anything else as it is; plain HTTP only makes it warn. */
const ELASTIC_INTEGRATION: Integration = {
  id: "logstash-filter-elastic-integration",
  title: "Logstash's elastic_integration filter",
  source: INTEGRATION,
  checkedAgainst: CHECKED,
  tell: { formats: ["logstash"], names: [], content: [INTEGRATION_BLOCK] },
  references: "logstash",
  dottedKeys: false,
  products: ["logstash"],
  settings: [
    {
      path: `${INTEGRATION_BLOCK}.api_key`,
      api: "elasticsearch",
      value: "key",
      accepts: [{ forms: ["encoded", "pair", "essu", "ece"] }],
      target: {
        ...target(
          INTEGRATION_BLOCK,
          { switches: [`${INTEGRATION_BLOCK}.ssl_enabled`] },
          "`hosts` and `cloud_id` cannot be used together.",
        ),
        defaultScheme: "https",
        required: { refusal: "Either `hosts` or `cloud_id` is required" },
      },
      excludes: excludes(
        INTEGRATION_BLOCK,
        "username",
        "Multiple authentication options cannot be used together. Please provide ONLY one.",
      ),
      tlsOff: [{ path: `${INTEGRATION_BLOCK}.ssl_verification_mode`, values: ["none"] }],
    },
  ],
};

/**
 * Names of variables from which the image makes a setting. It leaves out case, dots and underscores; these are the two
 * ways that are written.
 */
function variablesOf(path: string): readonly string[] {
  return [path.toUpperCase().replaceAll(".", "_"), path];
}

/** The value goes to the client of the output that Logstash brings, so the same versions take the same forms. */
function feature(block: string, standard: string): KeySetting {
  const settings = [
    "certificate_authority",
    "ca_trusted_fingerprint",
    "cipher_suites",
    "truststore.path",
    "keystore.path",
    "certificate",
  ];
  return {
    path: `${block}.api_key`,
    api: "elasticsearch",
    value: "key",
    accepts: accepts(OUTPUT_ENCODED, OUTPUT_CLOUD),
    target: {
      ...target(
        block,
        { set: settings.map((name) => `${block}.ssl.${name}`) },
        `Both ${block}.cloud_id and ${block}.hosts specified, please only use one of those`,
      ),
      default: standard,
      variable: `${block.toUpperCase().replaceAll(".", "_")}_HOSTS`,
    },
    excludes: excludes(block, "username", `${ONE_AUTHENTICATION} …username/password, …cloud_auth or …api_key`),
    tlsOff: [{ path: `${block}.ssl.verification_mode`, values: ["none"] }],
    needsTls: { refusal: NEEDS_TLS },
    // https://github.com/elastic/logstash/blob/main/docker/data/logstash/env2yaml/src/main/java/org/logstash/env2yaml/Env2Yaml.java
    overriddenBy: variablesOf(`${block}.api_key`),
    enabledBy: block.replace(/elasticsearch$/, "enabled"),
    strict: { refuses: OUTPUT_CLOUD.versions },
  };
}

/** Over gRPC unless the protocol says otherwise, and the address is as the protocol wants it. */
function metrics(protocol: "otlp-http" | "otlp-grpc"): KeySetting {
  const isHttp = protocol === "otlp-http";
  return {
    path: "otel.exporter.otlp.headers",
    ...(isHttp && { only: { path: "otel.exporter.otlp.protocol", values: ["http", "http/protobuf"] } }),
    api: "otlp",
    value: "header-list",
    plainList: true,
    anyServer: true,
    accepts: HEADER_FORMS,
    target: {
      urls: ["otel.exporter.otlp.endpoint"],
      defaultScheme: "http",
      defaultPort: isHttp ? 443 : 4317,
      default: "http://localhost:4317",
      protocol,
    },
    excludes: [],
    enabledBy: "otel.metrics.enabled",
    source: OTLP,
  };
}

/** https://github.com/elastic/logstash/blob/main/x-pack/lib/monitoring/monitoring.rb (monitoring_enabled?) */
const MONITORING: KeySetting = {
  ...feature("xpack.monitoring.elasticsearch", "http://localhost:9200"),
  allowedBy: { path: "xpack.monitoring.allow_legacy_collection", versions: ">=9" },
};
const MANAGEMENT = feature("xpack.management.elasticsearch", "https://localhost:9200");

/** logstash.yml, and the files that hold pipelines as texts: pipelines.yml, and what central management stores. */
const LOGSTASH: Integration = {
  id: "logstash",
  title: "Logstash",
  source: SETTINGS,
  checkedAgainst: CHECKED,
  tell: {
    formats: ["yaml", "json"],
    names: ["**/logstash.yml", "**/logstash.yaml", "**/logstash.*.yml", "**/logstash-*.yml", "**/pipelines.yml"],
    content: [
      "xpack.management",
      "xpack.monitoring.elasticsearch.api_key",
      "pipeline.workers",
      "pipeline.batch",
      "pipeline.ordered",
      "pipeline.ecs_compatibility",
      "config.reload",
      "config.string",
      "dead_letter_queue",
      "[].config.string",
      "pipeline_settings",
      "pipeline_metadata",
      "settings.pipeline.*",
      "settings.queue.*",
    ],
    // Beats 7 had the same settings for monitoring, and always have an output.
    unless: ["output"],
  },
  references: "logstash",
  dottedKeys: true,
  settings: [MONITORING, MANAGEMENT, metrics("otlp-http"), metrics("otlp-grpc")],
  embeds: [
    { path: "config.string", name: "pipeline.logstash" },
    { path: "[].config.string", name: "pipeline.logstash" },
    // https://www.elastic.co/docs/api/doc/kibana/operation/operation-put-logstash-pipeline, and Elasticsearch's own API
    { path: "pipeline" },
  ],
};

/** Pipelines are told by what stands in them, logstash.yml by its name, so their order does not matter. */
export const LOGSTASH_ROWS: readonly Integration[] = [
  pluginRow("output", OUTPUT),
  pluginRow("input", INPUT),
  pluginRow("filter", FILTER),
  ELASTIC_INTEGRATION,
  LOGSTASH,
];

/** The image writes variables whose names are settings into logstash.yml. */
const ENV2YAML =
  "https://github.com/elastic/logstash/blob/main/docker/data/logstash/env2yaml/src/main/java/org/logstash/env2yaml/Env2Yaml.java";

function variable(setting: KeySetting): VariableIntegration {
  const names = (name: string): readonly string[] => variablesOf(setting.path.replace(/api_key$/, name));
  return {
    id: "logstash",
    title: "Logstash",
    source: ENV2YAML,
    checkedAgainst: CHECKED,
    kind: "program",
    names: names("api_key"),
    value: "key",
    api: "elasticsearch",
    accepts: setting.accepts,
    targets: names("hosts"),
    // https://github.com/elastic/logstash/blob/main/logstash-core/lib/logstash/util/substitution_variables.rb (refine)
    separator: "[,]",
    cloudIds: names("cloud_id"),
    defaultScheme: "http",
    defaultPort: 9200,
    needsTls: { refusal: NEEDS_TLS },
    ...(setting.enabledBy !== undefined && { enabledBy: variablesOf(setting.enabledBy) }),
    ...(setting.allowedBy && {
      allowedBy: { names: variablesOf(setting.allowedBy.path), versions: setting.allowedBy.versions },
    }),
    ...(setting.strict && { strict: setting.strict }),
    tlsOff: names("ssl.verification_mode").map((name) => ({ name, values: ["none"] })),
  };
}

export const LOGSTASH_VARIABLES: readonly VariableIntegration[] = [variable(MONITORING), variable(MANAGEMENT)];
