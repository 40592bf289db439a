/**
 * OpenTelemetry Collector components. The Elasticsearch exporter sends `api_key` verbatim after `ApiKey `, so it takes
 * the encoded form: the opposite of the Beats.
 */
import type { Integration, KeySetting, TargetSettings } from "./model";

const EXPORTER =
  "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/elasticsearchexporter/config.go";

/** An exporter is written `elasticsearch` or `elasticsearch/name`; the pattern's `/*` covers both. */
const BLOCK = "exporters.elasticsearch/*";

const TARGET: TargetSettings = {
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

const PRODUCTS = [
  "opentelemetry-collector",
  "opentelemetry-collector-contrib",
  "otelcol",
  "otelcol-contrib",
  "edot-collector",
];

function tlsOff(block: string): NonNullable<KeySetting["tlsOff"]> {
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
  products: PRODUCTS,
  whole: "otel-pipelines",
  settings: [
    {
      path: `${BLOCK}.api_key`,
      api: "elasticsearch",
      value: "key",
      accepts: [{ forms: ["encoded", "essu", "ece"] }],
      target: TARGET,
      excludes: [],
      tlsOff: tlsOff(BLOCK),
    },
    {
      path: `${BLOCK}.headers.Authorization`,
      api: "elasticsearch",
      value: "header",
      accepts: [{ forms: ["encoded", "essu", "ece"] }],
      target: TARGET,
      excludes: [],
      tlsOff: tlsOff(BLOCK),
    },
    {
      path: `${BLOCK}.auth.api_key`,
      api: "elasticsearch",
      value: "key",
      accepts: [{ forms: ["encoded", "essu", "ece"] }],
      target: TARGET,
      excludes: [],
      unsupported: { right: "api_key" },
    },
  ],
};

const OTLP = "https://github.com/open-telemetry/opentelemetry-collector/tree/main/exporter/otlphttpexporter";

function otlp(name: string): readonly KeySetting[] {
  const block = `exporters.${name}/*`;
  const common = {
    api: "otlp",
    anyServer: true,
    accepts: [{ forms: ["encoded", "essu", "ece"] }],
    target: {
      urls: [`${block}.endpoint`, `${block}.traces_endpoint`, `${block}.metrics_endpoint`, `${block}.logs_endpoint`],
      defaultScheme: "https",
      defaultPort: name.includes("http") ? 443 : 4317,
    },
    excludes: [],
  } as const;
  return [
    { ...common, path: `${block}.headers.Authorization`, value: "header", tlsOff: tlsOff(block) },
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
    content: ["exporters.otlp/*", "exporters.otlphttp/*", "exporters.otlp_http/*", "exporters.otlp_grpc/*"],
  },
  references: "otel",
  dottedKeys: false,
  products: PRODUCTS,
  whole: "otel-pipelines",
  settings: ["otlp", "otlphttp", "otlp_http", "otlp_grpc"].flatMap(otlp),
};
