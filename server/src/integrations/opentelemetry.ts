/**
 * Exporters of the OpenTelemetry Collector; its extensions are in opentelemetryExtensions.ts. The Elasticsearch exporter sends `api_key` verbatim after `ApiKey `, so it takes
 * the encoded form: the opposite of the Beats.
 */
import type { Integration, KeySetting, TargetSettings } from "./model";

const EXPORTER =
  "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/elasticsearchexporter/config.go";

/** A header in a block of headers: a map, or since 0.138.0 a list of names and values. https://github.com/open-telemetry/opentelemetry-collector/pull/13930 */
function headersOf(setting: Omit<KeySetting, "path" | "value">, block: string): readonly KeySetting[] {
  return [
    { ...setting, path: `${block}.headers.Authorization`, value: "header" },
    {
      ...setting,
      path: `${block}.headers[].value`,
      where: { sibling: "name", values: ["Authorization"], anyCase: true },
      value: "header",
    },
  ];
}

/** An exporter is written `elasticsearch` or `elasticsearch/name`; the pattern's `/*` covers both. */
const BLOCK = "exporters.elasticsearch/*";

const ELASTICSEARCH_TARGET: TargetSettings = {
  urls: [`${BLOCK}.endpoint`, `${BLOCK}.endpoints`],
  cloudId: `${BLOCK}.cloudid`,
  defaultScheme: "http",
  defaultPort: 9200,
  variable: "ELASTICSEARCH_URL",
  exclusive: {
    paths: [`${BLOCK}.endpoint`, `${BLOCK}.endpoints`, `${BLOCK}.cloudid`],
    refusal: "exactly one of [endpoint, endpoints, cloudid] must be specified",
  },
  required: {
    variable: "ELASTICSEARCH_URL",
    refusal: "exactly one of [endpoint, endpoints, cloudid] must be specified",
  },
};

/** Names under which the project file may declare a collector's version. */
export const COLLECTORS: readonly string[] = [
  "opentelemetry-collector",
  "opentelemetry-collector-contrib",
  "otelcol",
  "otelcol-contrib",
  "edot-collector",
];

/** https://www.elastic.co/docs/reference/edot-collector: the stack's numbers; 9.4 was read with the collector's 0.150. */
export const OTHER_NUMBERING = { "edot-collector": "9.4.0" };

/** https://github.com/open-telemetry/opentelemetry-collector/tree/main/config/configtls#client-configuration */
export function uncheckedTls(block: string): NonNullable<KeySetting["tlsOff"]> {
  return [{ path: `${block}.tls.insecure_skip_verify`, values: ["true"] }];
}

export const OTEL_ELASTICSEARCH_EXPORTER: Integration = {
  id: "otel-elasticsearch-exporter",
  title: "the OpenTelemetry Elasticsearch exporter",
  source: EXPORTER,
  checkedAgainst: "0.150.0",
  tell: { names: [], content: [BLOCK] },
  references: "otel",
  dottedKeys: false,
  products: COLLECTORS,
  otherNumbering: OTHER_NUMBERING,
  whole: "otel-pipelines",
  settings: [
    {
      path: `${BLOCK}.api_key`,
      api: "elasticsearch",
      value: "key",
      accepts: [{ forms: ["encoded", "essu", "ece"] }],
      target: ELASTICSEARCH_TARGET,
      excludes: [],
      tlsOff: uncheckedTls(BLOCK),
    },
    ...headersOf(
      {
        api: "elasticsearch",
        accepts: [{ forms: ["encoded", "essu", "ece"] }],
        target: ELASTICSEARCH_TARGET,
        excludes: [],
        tlsOff: uncheckedTls(BLOCK),
      },
      BLOCK,
    ),
    {
      path: `${BLOCK}.auth.api_key`,
      api: "elasticsearch",
      value: "key",
      accepts: [{ forms: ["encoded", "essu", "ece"] }],
      target: ELASTICSEARCH_TARGET,
      excludes: [],
      unsupported: { right: "api_key" },
    },
  ],
};

const REMOTE_WRITE = "exporters.prometheusremotewrite/*";

export const OTEL_REMOTE_WRITE_EXPORTER: Integration = {
  id: "otel-prometheusremotewrite-exporter",
  title: "the prometheusremotewrite exporter",
  source:
    "https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/prometheusremotewriteexporter",
  checkedAgainst: "0.150.0",
  tell: { names: [], content: [REMOTE_WRITE] },
  references: "otel",
  dottedKeys: false,
  products: COLLECTORS,
  whole: "otel-pipelines",
  settings: headersOf(
    {
      api: "otlp",
      anyServer: true,
      accepts: [{ forms: ["encoded", "essu", "ece"] }],
      target: remoteWriteTarget(),
      excludes: [],
      tlsOff: uncheckedTls(REMOTE_WRITE),
    },
    REMOTE_WRITE,
  ),
};

/** To the managed endpoint for Prometheus, or to Elasticsearch's own. */
export function remoteWriteTarget(): TargetSettings {
  return { urls: [`${REMOTE_WRITE}.endpoint`], defaultScheme: "https", defaultPort: 443, protocol: "remote-write" };
}

const OTLP = "https://github.com/open-telemetry/opentelemetry-collector/tree/main/exporter/otlphttpexporter";

/** `otlp_http` and `otlp_grpc` are the newer names of `otlphttp` and `otlp`. */
export const OTLP_EXPORTERS = ["otlp", "otlphttp", "otlp_http", "otlp_grpc"] as const;

/** Where an exporter of these names sends; over HTTP each signal may have an endpoint of its own. */
export function otlpTarget(name: (typeof OTLP_EXPORTERS)[number]): TargetSettings {
  const block = `exporters.${name}/*`;
  if (name === "otlp" || name === "otlp_grpc") {
    return {
      urls: [`${block}.endpoint`],
      // https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configgrpc/configgrpc.go
      tls: { clear: `${block}.tls.insecure` },
      defaultScheme: "https",
      defaultPort: 4317,
      protocol: "otlp-grpc",
    };
  }
  const signals = ["traces", "metrics", "logs", "profiles"].map((signal) => `${block}.${signal}_endpoint`);
  return { urls: [`${block}.endpoint`, ...signals], together: true, defaultScheme: "https", defaultPort: 443 };
}

function otlp(name: (typeof OTLP_EXPORTERS)[number]): readonly KeySetting[] {
  const block = `exporters.${name}/*`;
  const common = {
    api: "otlp",
    anyServer: true,
    accepts: [{ forms: ["encoded", "essu", "ece"] }],
    target: otlpTarget(name),
    excludes: [],
  } as const;
  return [
    ...headersOf({ ...common, tlsOff: uncheckedTls(block) }, block),
    { ...common, path: `${block}.api_key`, value: "key", unsupported: { right: "headers.Authorization" } },
  ];
}

export const OTEL_OTLP_EXPORTER: Integration = {
  id: "otel-otlp-exporter",
  title: "the OpenTelemetry OTLP exporter",
  source: OTLP,
  checkedAgainst: "0.150.0",
  tell: {
    names: [],
    content: OTLP_EXPORTERS.map((name) => `exporters.${name}/*`),
  },
  references: "otel",
  dottedKeys: false,
  products: COLLECTORS,
  otherNumbering: OTHER_NUMBERING,
  whole: "otel-pipelines",
  settings: OTLP_EXPORTERS.flatMap(otlp),
};
