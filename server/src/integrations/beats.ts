/**
 * The Beats, and everything that is configured like one. All share libbeat's Elasticsearch client, which always
 * base64-encodes `api_key`, so only `id:key` works there; the APM tracer in the same file takes the encoded form.
 */
import type { Exclusion, Integration, KeySetting } from "./model";

const CONNECTION = "https://github.com/elastic/beats/blob/main/libbeat/esleg/eslegclient/connection.go";
const OUTPUT_CONFIG = "https://github.com/elastic/beats/blob/main/libbeat/outputs/elasticsearch/config.go";
const MONITORING_CONFIG =
  "https://github.com/elastic/beats/blob/main/libbeat/monitoring/report/elasticsearch/config.go";
const MODULE = "https://github.com/elastic/beats/blob/main/metricbeat/module/elasticsearch/metricset.go";
const APM_SERVER = "https://github.com/elastic/apm-server/blob/main/apm-server.yml";

const REFUSAL = "cannot set both api_key and username/password";

/** Basic credentials beside a key, which libbeat refuses. */
export function basicBeside(block: string): readonly Exclusion[] {
  return [{ paths: [`${block}.username`, `${block}.password`], refusal: REFUSAL }];
}

/** https://www.elastic.co/docs/reference/beats/filebeat/configuration-ssl#client-verification-mode */
export function unverified(block: string): NonNullable<KeySetting["tlsOff"]> {
  return [{ path: `${block}.ssl.verification_mode`, values: ["none"] }];
}

/** The output that all of libbeat shares. */
export const OUTPUT: KeySetting = {
  path: "output.elasticsearch.api_key",
  api: "elasticsearch",
  value: "key",
  accepts: [{ forms: ["pair"] }],
  target: {
    urls: ["output.elasticsearch.hosts"],
    cloudId: "cloud.id",
    cloudIdNeedsKibana: true,
    scheme: "output.elasticsearch.protocol",
    defaultScheme: "http",
    defaultPort: 9200,
  },
  // cloud.auth becomes output.elasticsearch.username and password before the settings are checked:
  // https://github.com/elastic/beats/blob/main/libbeat/cloudid/cloudid.go (OverwriteSettings)
  excludes: [...basicBeside("output.elasticsearch"), { paths: ["cloud.auth"], refusal: REFUSAL }],
  tlsOff: unverified("output.elasticsearch"),
  source: OUTPUT_CONFIG,
};

const OUTPUT_HEADER: KeySetting = {
  path: "output.elasticsearch.headers.Authorization",
  api: "elasticsearch",
  value: "header",
  accepts: [{ forms: ["encoded", "essu", "ece"] }],
  target: OUTPUT.target,
  excludes: [],
  tlsOff: unverified("output.elasticsearch"),
  source: CONNECTION,
};

const MONITORING: KeySetting = {
  path: "monitoring.elasticsearch.api_key",
  api: "elasticsearch",
  value: "key",
  accepts: [
    // It was sent as it is: https://github.com/elastic/beats/pull/18945
    { versions: ">=7.7.0 <7.8.1", forms: ["encoded"], inWords: "Beats 7.7.0 to 7.8.0", only: true },
    { forms: ["pair"] },
  ],
  target: {
    urls: ["monitoring.elasticsearch.hosts"],
    cloudId: "monitoring.cloud.id",
    cloudIdNeedsKibana: true,
    scheme: "monitoring.elasticsearch.protocol",
    defaultScheme: "http",
    defaultPort: 9200,
    // https://github.com/elastic/beats/blob/main/libbeat/monitoring/report/report.go (getReporterConfig)
    inherits: OUTPUT.target,
  },
  excludes: basicBeside("monitoring.elasticsearch"),
  tlsOff: unverified("monitoring.elasticsearch"),
  source: MONITORING_CONFIG,
};

const INSTRUMENTATION: KeySetting = {
  path: "instrumentation.api_key",
  api: "apm",
  value: "key",
  accepts: [{ forms: ["encoded", "essu", "ece"] }],
  target: { urls: ["instrumentation.hosts"], defaultScheme: "http", defaultPort: 8200 },
  excludes: [],
  tlsOff: [{ path: "instrumentation.tls.skip_verify", values: ["true"] }],
  source: APM_SERVER,
};

/**
 * Heartbeat's HTTP monitors send these headers to whatever they watch. The setting's name and meaning were read in the
 * source, which the reference had not (integrations.md section 1 marks it UNV).
 */
const MONITOR_CONFIG = "https://github.com/elastic/beats/blob/main/heartbeat/monitors/active/http/config.go";

function monitorHeader(block: string): KeySetting {
  return {
    path: `${block}.check.request.headers.Authorization`,
    api: "unknown",
    value: "header",
    anyServer: true,
    accepts: [{ forms: ["encoded", "essu", "ece"] }],
    target: { urls: [`${block}.urls`, `${block}.hosts`], defaultScheme: "http", defaultPort: 80 },
    excludes: [],
    tlsOff: unverified(block),
    source: MONITOR_CONFIG,
  };
}

/** One level too high: the program reads nothing there. */
const TOO_HIGH: KeySetting = { ...OUTPUT, path: "output.api_key", unsupported: { right: OUTPUT.path } };

/** Dashboards are set up through Kibana, by a client that encodes keys as the one for Elasticsearch does. */
const KIBANA: KeySetting = {
  path: "setup.kibana.api_key",
  api: "kibana",
  value: "key",
  accepts: [{ forms: ["pair"] }],
  target: {
    urls: ["setup.kibana.host"],
    cloudId: "cloud.id",
    cloudIdNeedsKibana: true,
    scheme: "setup.kibana.protocol",
    defaultScheme: "http",
    defaultPort: 5601,
    default: "http://localhost:5601",
  },
  excludes: basicBeside("setup.kibana"),
  tlsOff: unverified("setup.kibana"),
  source: "https://github.com/elastic/elastic-agent-libs/blob/main/kibana/client.go",
};

/** What all of libbeat reads. */
export const LIBBEAT = [OUTPUT, OUTPUT_HEADER, MONITORING, KIBANA, INSTRUMENTATION, TOO_HIGH] as const;

/** Where people put a Cloud ID that libbeat does not read. */
export const MISPLACED = [
  { path: "output.elasticsearch.cloud.id", belongs: "cloud.id" },
  { path: "output.elasticsearch.cloud_id", belongs: "cloud.id" },
  { path: "monitoring.elasticsearch.cloud.id", belongs: "monitoring.cloud.id" },
] as const;

function beat(id: string, title: string, content: readonly string[]): Integration {
  return {
    id,
    title,
    source: CONNECTION,
    checkedAgainst: "9.4.0",
    tell: { names: [`**/${id}.yml`, `**/${id}.yaml`, `**/${id}.*.yml`, `**/${id}-*.yml`, `**/${id}_*.yml`], content },
    references: "beats",
    dottedKeys: true,
    settings: LIBBEAT,
    misplaced: MISPLACED,
  };
}

function withSettings(row: Integration, more: readonly KeySetting[]): Integration {
  return { ...row, settings: [...row.settings, ...more] };
}

export const BEATS: readonly Integration[] = [
  beat("filebeat", "Filebeat", ["filebeat"]),
  beat("metricbeat", "Metricbeat", ["metricbeat"]),
  withSettings(beat("heartbeat", "Heartbeat", ["heartbeat"]), [monitorHeader("heartbeat.monitors[]")]),
  beat("auditbeat", "Auditbeat", ["auditbeat"]),
  beat("packetbeat", "Packetbeat", ["packetbeat"]),
  beat("winlogbeat", "Winlogbeat", ["winlogbeat"]),
  beat("functionbeat", "Functionbeat", ["functionbeat"]),
  beat("osquerybeat", "Osquerybeat", ["osquerybeat"]),
  {
    id: "beats",
    title: "a Beat",
    source: CONNECTION,
    checkedAgainst: "9.4.0",
    tell: { names: [], content: ["output.elasticsearch", "monitoring.elasticsearch"], weak: true },
    references: "beats",
    dottedKeys: true,
    settings: LIBBEAT,
    misplaced: MISPLACED,
  },
];

/**
 * Metricbeat's modules that read Elasticsearch have the setting since 8.10, and take both forms only since September 2025:
 * before, it was always encoded. https://github.com/elastic/beats/pull/36274, https://github.com/elastic/beats/issues/46144
 */
const AS_IT_IS = { forms: ["encoded", "essu", "ece"], inWords: "releases of Metricbeat since September 2025" } as const;

/** Releases of that month and later ones of their branches. Its documentation was taken over into 9.1: https://github.com/elastic/beats/pull/46359 */
const TAKEN_OVER = [">=8.18.7 <8.19.0", ">=8.19.4 <9.0.0", ">=9.0.7 <9.1.0", ">=9.1.4 <9.2.0"] as const;

function module(path: string): KeySetting {
  const block = path.slice(0, -".api_key".length);
  return {
    path,
    where: { sibling: "module", values: ["elasticsearch", "elasticsearch-xpack", "autoops_es"] },
    api: "elasticsearch",
    value: "key",
    accepts: [
      { forms: ["pair"] },
      { versions: ">=9.2.0", ...AS_IT_IS },
      ...TAKEN_OVER.map((versions) => ({ versions, ...AS_IT_IS, unsure: true as const })),
    ],
    since: { versions: ">=8.10.0", inWords: "8.10" },
    target: {
      urls: [`${block}.hosts`],
      defaultScheme: "http",
      defaultPort: 9200,
      default: "http://localhost:9200",
    },
    excludes: basicBeside(block),
    tlsOff: unverified(block),
    source: MODULE,
  };
}

export const METRICBEAT_MODULES: Integration = {
  id: "metricbeat-module-elasticsearch",
  title: "Metricbeat's Elasticsearch module",
  source: MODULE,
  checkedAgainst: "9.4.0",
  tell: {
    names: ["**/modules.d/*.yml"],
    content: ["metricbeat.modules[].module"],
  },
  references: "beats",
  dottedKeys: true,
  products: ["metricbeat"],
  settings: [module("metricbeat.modules[].api_key"), module("[].api_key")],
};
