/**
 * Prometheus' remote write, to the managed endpoint of Elastic Cloud or to Elasticsearch itself. Prometheus writes the
 * scheme of `authorization.type` before the credentials as they are, and expands no variables there.
 */
import type { Integration, KeySetting, TargetSettings } from "./model";

const BLOCK = "remote_write[]";

const VERBATIM: KeySetting["accepts"] = [{ forms: ["encoded", "essu", "ece"] }];

const TARGET: TargetSettings = {
  urls: [`${BLOCK}.url`],
  defaultScheme: "http",
  defaultPort: 80,
  protocol: "remote-write",
};

export const PROMETHEUS_REMOTE_WRITE: Integration = {
  id: "prometheus-remote-write",
  title: "Prometheus",
  source: "https://www.elastic.co/docs/reference/managed-inputs/prometheus-remote-write",
  checkedAgainst: "3.7",
  tell: {
    names: ["**/prometheus.yml", "**/prometheus.yaml", "**/prometheus-*.yml", "**/prometheus.*.yml"],
    content: [`${BLOCK}.url`],
    // Who wants a variable there has the file filled in before.
    filled: ["**"],
  },
  references: "none",
  dottedKeys: false,
  products: ["prometheus"],
  settings: [
    {
      path: `${BLOCK}.authorization.credentials`,
      api: "otlp",
      value: "key",
      // https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write
      scheme: { path: `${BLOCK}.authorization.type`, absent: "Bearer" },
      anyServer: true,
      accepts: VERBATIM,
      target: TARGET,
      excludes: [],
      tlsOff: [{ path: `${BLOCK}.tls_config.insecure_skip_verify`, values: ["true"] }],
    },
    {
      // "authorization header must be changed via the basic_auth, authorization, … parameter", and it does not start:
      // https://github.com/prometheus/prometheus/blob/main/config/config.go (validateHeaders)
      path: `${BLOCK}.headers.Authorization`,
      api: "otlp",
      value: "header",
      anyServer: true,
      accepts: VERBATIM,
      target: TARGET,
      excludes: [],
      unsupported: { right: "authorization.credentials" },
    },
  ],
};
