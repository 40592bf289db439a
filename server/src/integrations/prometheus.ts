/**
 * Prometheus' remote write, to the managed endpoint of Elastic Cloud or to Elasticsearch itself. Prometheus writes the
 * scheme of `authorization.type` before the credentials as they are, and expands no variables there.
 */
import type { CollectionTell, Integration, KeySetting, TargetSettings } from "./model";

const VERBATIM: KeySetting["accepts"] = [{ forms: ["encoded", "essu", "ece"] }];

function target(block: string): TargetSettings {
  return { urls: [`${block}.url`], defaultScheme: "http", defaultPort: 80, protocol: "remote-write" };
}

const COMMON = { api: "otlp", anyServer: true, accepts: VERBATIM, excludes: [] } as const;

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write */
function written(block: string): readonly KeySetting[] {
  return [
    {
      ...COMMON,
      path: `${block}.authorization.credentials`,
      value: "key",
      scheme: { path: `${block}.authorization.type`, absent: "Bearer" },
      target: target(block),
      tlsOff: [{ path: `${block}.tls_config.insecure_skip_verify`, values: ["true"] }],
    },
    {
      // "authorization header must be changed via the basic_auth, authorization, … parameter", and it does not start:
      // https://github.com/prometheus/prometheus/blob/main/config/config.go (validateHeaders)
      ...COMMON,
      path: `${block}.headers.Authorization`,
      value: "header",
      target: target(block),
      unsupported: { right: "authorization.credentials" },
    },
  ];
}

/**
 * Prometheus' operator names a Secret and a key in it.
 * https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.SafeAuthorization
 */
function selected(block: string, only: KeySetting["only"]): KeySetting {
  const credentials = `${block}.authorization.credentials`;
  const of: CollectionTell = { kind: "Secret", named: `${credentials}.name` };
  return {
    ...COMMON,
    path: `${credentials}.name`,
    ...(only && { only }),
    entry: { of, key: { setting: `${credentials}.key` } },
    value: "key",
    scheme: { path: `${block}.authorization.type`, absent: "Bearer" },
    target: target(block),
    tlsOff: [{ path: `${block}.tlsConfig.insecureSkipVerify`, values: ["true"] }],
  };
}

const FILE = "remote_write[]";
const RESOURCE = "spec.remoteWrite[]";

/** https://github.com/prometheus-community/helm-charts: `prometheus` has it as a file does, the stack as the operator. */
const CHART = ["", "prometheus."].map((chart) => `${chart}server.remoteWrite[]`);
const STACK = ["", "kube-prometheus-stack."].map((chart) => `${chart}prometheus.prometheusSpec.remoteWrite[]`);

export const PROMETHEUS_REMOTE_WRITE: Integration = {
  id: "prometheus-remote-write",
  title: "Prometheus",
  source: "https://www.elastic.co/docs/reference/managed-inputs/prometheus-remote-write",
  checkedAgainst: "3.7",
  tell: {
    names: ["**/prometheus.yml", "**/prometheus.yaml", "**/prometheus-*.yml", "**/prometheus.*.yml"],
    content: [FILE, RESOURCE, ...CHART, ...STACK].map((block) => `${block}.url`),
    // Who wants a variable there has the file filled in before.
    filled: ["**"],
  },
  references: "none",
  dottedKeys: false,
  products: ["prometheus"],
  settings: [
    ...[FILE, ...CHART].flatMap(written),
    selected(RESOURCE, { path: "kind", values: ["Prometheus", "PrometheusAgent"] }),
    ...STACK.map((block) => selected(block, undefined)),
  ],
};
