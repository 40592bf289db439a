/**
 * OpenTelemetry Collector components. The Elasticsearch exporter sends `api_key` verbatim after `ApiKey `, so it takes
 * the encoded form: the opposite of the Beats.
 */
import type { Integration, TargetSettings } from "./model";

const EXPORTER =
  "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/elasticsearchexporter/config.go";

/** An exporter is written `elasticsearch` or `elasticsearch/name`; the pattern's `/*` covers both. */
const BLOCK = "exporters.elasticsearch/*";

const TARGET: TargetSettings = {
  urls: [`${BLOCK}.endpoint`, `${BLOCK}.endpoints`],
  cloudId: `${BLOCK}.cloudid`,
  defaultScheme: "http",
  defaultPort: 9200,
};

export const OTEL_ELASTICSEARCH_EXPORTER: Integration = {
  id: "otel-elasticsearch-exporter",
  title: "the OpenTelemetry Elasticsearch exporter",
  source: EXPORTER,
  checkedAgainst: "0.150.0",
  tell: { names: [], content: [BLOCK] },
  references: "otel",
  dottedKeys: false,
  settings: [
    {
      path: `${BLOCK}.api_key`,
      api: "elasticsearch",
      value: "key",
      accepts: [{ forms: ["encoded", "essu", "ece"] }],
      target: TARGET,
      excludes: [],
    },
    {
      path: `${BLOCK}.headers.Authorization`,
      api: "elasticsearch",
      value: "header",
      accepts: [{ forms: ["encoded", "essu", "ece"] }],
      target: TARGET,
      excludes: [],
    },
  ],
};
