/**
 * The matrix of reference/matrix.md as a user meets it: one key, one program, one address, and what Keyfit must say.
 * An Elastic Cloud key, an Elasticsearch-shaped key and an ECE key stand against each deployment type and API, in YAML
 * (a Beats output, a collector's exporter) and in a crontab alike. The expectations were written from the contract and
 * the reference before any code, so the table must not be computed from the product's own one.
 * Cells that the two leave open are missing on purpose; `caseFile` turns a cell into the file that a user would have.
 */

/** A program that sends the key: Filebeat's output takes pairs, the other two take what goes into the header. */
export type CellSetting = "filebeat" | "otel" | "curl";

/** A finding that a cell expects on the credential. */
export interface CellRule {
  readonly rule: string;
  readonly severity: "error" | "warning" | "information";
}

/** One cell. `rules` leaves out `hard-coded-key` (information), which every cell has as its key is a literal. */
export interface MatrixCell {
  readonly setting: CellSetting;
  /** Name of a token of test/support/tokens.ts. */
  readonly token: "essu" | "pair" | "encoded" | "ece";
  readonly url: string;
  readonly deployment: string;
  readonly api: string;
  readonly verdict: "fits" | "depends" | "mismatch" | "unknown";
  readonly rules: readonly CellRule[];
}

const NONE: readonly CellRule[] = [];
/** The host or the control plane is certain, and so is the form. */
const WRONG: readonly CellRule[] = [{ rule: "wrong-key-type", severity: "error" }];
/** Loopback, a port with a path, or an ECE-shaped key on the Elastic Cloud API: contract 3.1. */
const LIKELY: readonly CellRule[] = [{ rule: "wrong-key-type", severity: "warning" }];
/** An Elastic Cloud key on a serverless project: contract 3, key-needs-api-access. */
const ACCESS: readonly CellRule[] = [{ rule: "key-needs-api-access", severity: "information" }];
/** Beats encode whatever they are given, so an Elastic Cloud key never arrives: integrations.md 1. */
const FORM: readonly CellRule[] = [{ rule: "wrong-encoding", severity: "error" }];

const ECH = "my-deployment-d53192";
const ECH_AT = "us-east-1.aws.elastic-cloud.com";
const FOUND = "https://0589ddb3acee4641b95833022bf04d2b.us-east-1.aws.found.io:9243";
const VPCE = `https://${ECH}.es.vpce.${ECH_AT}`;
const SLS = "my-project-alias-df6c6d";
const SLS_AT = "us-east-1.aws.elastic.cloud";
const ECE = "https://f76e96da2a7f4d3f8f3ee25d686b879c.192.0.2.10.ip.es.io:9243";
const PLATFORM = "https://ece.corp.example:12443/api/v1";
const CLOUD = "https://api.elastic-cloud.com/api/v1";
const GOV = "https://api.us-gov-east-1.aws.elastic-cloud.com/api/v1";
const INTAKE = "/intake/v2/events";
const ENROLL = "/api/fleet/agents/enroll";

type Row = readonly [CellSetting, MatrixCell["token"], string, MatrixCell["verdict"], readonly CellRule[]];

/** Rows of one target; the order of a row is setting, key, address, verdict, rules. */
function on(deployment: string, api: string, rows: readonly Row[]): readonly MatrixCell[] {
  return rows.map(([setting, token, url, verdict, rules]) => ({
    setting,
    token,
    url,
    deployment,
    api,
    verdict,
    rules,
  }));
}

/** Every cell that contract and reference decide. */
export const MATRIX_CELLS: readonly MatrixCell[] = [
  ...on("ech", "elasticsearch", [
    ["filebeat", "essu", `https://${ECH}.es.${ECH_AT}:443`, "mismatch", WRONG],
    ["filebeat", "pair", `https://${ECH}.es.${ECH_AT}:443`, "fits", NONE],
    ["filebeat", "ece", `https://${ECH}.es.${ECH_AT}:443`, "mismatch", WRONG],
    ["filebeat", "essu", FOUND, "mismatch", WRONG],
    ["filebeat", "essu", VPCE, "mismatch", WRONG],
    ["otel", "essu", `https://${ECH}.es.${ECH_AT}:443`, "mismatch", WRONG],
    ["otel", "encoded", `https://${ECH}.es.${ECH_AT}:443`, "fits", NONE],
    ["otel", "ece", `https://${ECH}.es.${ECH_AT}:443`, "mismatch", WRONG],
    ["otel", "essu", FOUND, "mismatch", WRONG],
    ["curl", "essu", `https://${ECH}.es.${ECH_AT}/_cluster/health`, "mismatch", WRONG],
    ["curl", "encoded", `https://${ECH}.es.${ECH_AT}/_cluster/health`, "fits", NONE],
    ["curl", "ece", `https://${ECH}.es.${ECH_AT}/_cluster/health`, "mismatch", WRONG],
    ["curl", "essu", `${FOUND}/_bulk`, "mismatch", WRONG],
    ["curl", "encoded", `${FOUND}/_bulk`, "fits", NONE],
    ["curl", "essu", `${VPCE}/logs/_search`, "mismatch", WRONG],
  ]),
  ...on("ech", "kibana", [
    ["curl", "essu", `https://${ECH}.kb.${ECH_AT}/api/status`, "mismatch", WRONG],
    ["curl", "encoded", `https://${ECH}.kb.${ECH_AT}/api/status`, "fits", NONE],
    ["curl", "ece", `https://${ECH}.kb.${ECH_AT}/api/status`, "mismatch", WRONG],
    ["curl", "essu", `${FOUND}/api/status`, "mismatch", WRONG],
    ["curl", "encoded", `${FOUND}/s/ops/api/saved_objects/_find`, "fits", NONE],
  ]),
  ...on("ech", "apm", [
    ["curl", "essu", `https://${ECH}.apm.${ECH_AT}${INTAKE}`, "unknown", NONE],
    ["curl", "encoded", `https://${ECH}.apm.${ECH_AT}${INTAKE}`, "fits", NONE],
    ["curl", "ece", `https://${ECH}.apm.${ECH_AT}${INTAKE}`, "mismatch", WRONG],
  ]),
  ...on("ech", "fleet", [
    ["curl", "essu", `https://${ECH}.fleet.${ECH_AT}${ENROLL}`, "unknown", NONE],
    ["curl", "encoded", `https://${ECH}.fleet.${ECH_AT}${ENROLL}`, "fits", NONE],
    ["curl", "ece", `https://${ECH}.fleet.${ECH_AT}${ENROLL}`, "mismatch", WRONG],
  ]),
  ...on("serverless", "elasticsearch", [
    ["filebeat", "essu", `https://${SLS}.es.${SLS_AT}:443`, "depends", [...ACCESS, ...FORM]],
    ["filebeat", "pair", `https://${SLS}.es.${SLS_AT}:443`, "fits", NONE],
    ["filebeat", "ece", `https://${SLS}.es.${SLS_AT}:443`, "mismatch", WRONG],
    ["otel", "essu", `https://${SLS}.es.${SLS_AT}:443`, "depends", ACCESS],
    ["otel", "encoded", `https://${SLS}.es.${SLS_AT}:443`, "fits", NONE],
    ["otel", "ece", `https://${SLS}.es.${SLS_AT}:443`, "mismatch", WRONG],
    ["curl", "essu", `https://${SLS}.es.${SLS_AT}/_cat/indices`, "depends", ACCESS],
    ["curl", "encoded", `https://${SLS}.es.${SLS_AT}/_cat/indices`, "fits", NONE],
    ["curl", "ece", `https://${SLS}.es.${SLS_AT}/_cat/indices`, "mismatch", WRONG],
    ["curl", "essu", `https://${SLS}.es.private.${SLS_AT}/_cat/indices`, "depends", ACCESS],
  ]),
  ...on("serverless", "kibana", [
    ["curl", "essu", `https://${SLS}.kb.${SLS_AT}/api/alerting/rules/_find`, "depends", ACCESS],
    ["curl", "encoded", `https://${SLS}.kb.${SLS_AT}/api/alerting/rules/_find`, "fits", NONE],
    ["curl", "ece", `https://${SLS}.kb.${SLS_AT}/api/alerting/rules/_find`, "mismatch", WRONG],
  ]),
  ...on("serverless", "apm", [
    ["curl", "essu", `https://${SLS}.apm.${SLS_AT}${INTAKE}`, "unknown", NONE],
    ["curl", "encoded", `https://${SLS}.apm.${SLS_AT}${INTAKE}`, "fits", NONE],
    ["curl", "ece", `https://${SLS}.apm.${SLS_AT}${INTAKE}`, "mismatch", WRONG],
  ]),
  ...on("serverless", "otlp", [
    ["curl", "essu", `https://${SLS}.ingest.${SLS_AT}/v1/logs`, "unknown", NONE],
    ["curl", "encoded", `https://${SLS}.ingest.${SLS_AT}/v1/logs`, "fits", NONE],
    ["curl", "ece", `https://${SLS}.ingest.${SLS_AT}/v1/logs`, "mismatch", WRONG],
  ]),
  ...on("serverless", "fleet", [
    ["curl", "essu", `https://${SLS}.fleet.${SLS_AT}${ENROLL}`, "unknown", NONE],
    ["curl", "encoded", `https://${SLS}.fleet.${SLS_AT}${ENROLL}`, "fits", NONE],
    ["curl", "ece", `https://${SLS}.fleet.${SLS_AT}${ENROLL}`, "mismatch", WRONG],
  ]),
  ...on("ece", "elasticsearch", [
    ["filebeat", "essu", ECE, "mismatch", WRONG],
    ["filebeat", "pair", ECE, "fits", NONE],
    ["filebeat", "ece", ECE, "mismatch", WRONG],
    ["otel", "essu", ECE, "mismatch", WRONG],
    ["otel", "encoded", ECE, "fits", NONE],
    ["otel", "ece", ECE, "mismatch", WRONG],
    ["curl", "essu", `${ECE}/_cat/health`, "mismatch", WRONG],
    ["curl", "encoded", `${ECE}/_cat/health`, "fits", NONE],
    ["curl", "ece", `${ECE}/_cat/health`, "mismatch", WRONG],
  ]),
  ...on("ece", "kibana", [
    ["curl", "essu", `${ECE}/api/status`, "mismatch", WRONG],
    ["curl", "encoded", `${ECE}/api/status`, "fits", NONE],
    ["curl", "ece", `${ECE}/api/status`, "mismatch", WRONG],
  ]),
  ...on("ece", "ece", [
    ["curl", "essu", `${PLATFORM}/platform`, "mismatch", LIKELY],
    ["curl", "encoded", `${PLATFORM}/deployments`, "mismatch", LIKELY],
    ["curl", "ece", `${PLATFORM}/platform`, "fits", NONE],
    ["curl", "ece", `${PLATFORM}/deployments`, "fits", NONE],
  ]),
  ...on("eck", "elasticsearch", [
    ["filebeat", "essu", "https://hulk-es-http.default.svc:9200", "mismatch", WRONG],
    ["filebeat", "pair", "https://hulk-es-http.default.svc:9200", "fits", NONE],
    ["filebeat", "ece", "https://hulk-es-http.default.svc:9200", "mismatch", WRONG],
    ["otel", "essu", "https://hulk-es-http.default.svc:9200", "mismatch", WRONG],
    ["otel", "encoded", "https://hulk-es-http.default.svc:9200", "fits", NONE],
    ["otel", "ece", "https://hulk-es-http.default.svc:9200", "mismatch", WRONG],
    ["curl", "essu", "https://hulk-es-http.default.svc:9200/_cluster/health", "mismatch", WRONG],
    ["curl", "encoded", "https://hulk-es-http.default.svc:9200/_cluster/health", "fits", NONE],
    ["curl", "ece", "https://hulk-es-http.default.svc:9200/_cluster/health", "mismatch", WRONG],
  ]),
  ...on("eck", "kibana", [
    ["curl", "essu", "https://hulk-kb-http.default.svc:5601/api/status", "mismatch", WRONG],
    ["curl", "encoded", "https://hulk-kb-http.default.svc:5601/api/status", "fits", NONE],
    ["curl", "ece", "https://hulk-kb-http.default.svc:5601/api/status", "mismatch", WRONG],
  ]),
  ...on("eck", "apm", [
    ["curl", "essu", `https://hulk-apm-http.default.svc:8200${INTAKE}`, "unknown", NONE],
    ["curl", "encoded", `https://hulk-apm-http.default.svc:8200${INTAKE}`, "fits", NONE],
    ["curl", "ece", `https://hulk-apm-http.default.svc:8200${INTAKE}`, "mismatch", WRONG],
  ]),
  ...on("eck", "fleet", [
    ["curl", "essu", `https://hulk-agent-http.default.svc:8220${ENROLL}`, "unknown", NONE],
    ["curl", "encoded", `https://hulk-agent-http.default.svc:8220${ENROLL}`, "fits", NONE],
    ["curl", "ece", `https://hulk-agent-http.default.svc:8220${ENROLL}`, "mismatch", WRONG],
  ]),
  ...on("eck", "remote-cluster", [
    ["curl", "essu", "https://hulk-es-remote-cluster.default.svc:9443", "mismatch", WRONG],
    ["curl", "ece", "https://hulk-es-remote-cluster.default.svc:9443", "mismatch", WRONG],
  ]),
  ...on("self-managed", "elasticsearch", [
    ["filebeat", "essu", "https://localhost:9200", "mismatch", LIKELY],
    ["filebeat", "pair", "https://localhost:9200", "fits", NONE],
    ["filebeat", "ece", "https://localhost:9200", "mismatch", LIKELY],
    ["otel", "essu", "https://127.0.0.1:9200", "mismatch", LIKELY],
    ["otel", "encoded", "https://127.0.0.1:9200", "fits", NONE],
    ["otel", "ece", "https://127.0.0.1:9200", "mismatch", LIKELY],
    ["curl", "essu", "http://localhost:9200/_cluster/health", "mismatch", LIKELY],
    ["curl", "encoded", "http://localhost:9200/_cluster/health", "fits", NONE],
    ["curl", "ece", "http://localhost:9200/_cluster/health", "mismatch", LIKELY],
  ]),
  ...on("self-managed", "kibana", [
    ["curl", "essu", "http://localhost:5601/api/status", "mismatch", LIKELY],
    ["curl", "encoded", "http://localhost:5601/api/status", "fits", NONE],
    ["curl", "ece", "http://localhost:5601/api/status", "mismatch", LIKELY],
  ]),
  ...on("self-managed", "apm", [
    ["curl", "essu", `http://localhost:8200${INTAKE}`, "unknown", NONE],
    ["curl", "encoded", `http://localhost:8200${INTAKE}`, "fits", NONE],
    ["curl", "ece", `http://localhost:8200${INTAKE}`, "mismatch", LIKELY],
  ]),
  ...on("unknown", "elasticsearch", [
    ["filebeat", "essu", "https://es01.corp.example:9200", "unknown", FORM],
    ["filebeat", "pair", "https://es01.corp.example:9200", "fits", NONE],
    ["otel", "essu", "https://es01.corp.example:9200", "unknown", NONE],
    ["otel", "encoded", "https://es01.corp.example:9200", "fits", NONE],
    ["curl", "essu", "https://es01.corp.example:9200/_cluster/health", "unknown", NONE],
    ["curl", "ece", "https://es01.corp.example:9200/_cluster/health", "unknown", NONE],
  ]),
  ...on("elastic-cloud", "cloud", [
    ["curl", "essu", `${CLOUD}/deployments`, "fits", NONE],
    ["curl", "essu", `${CLOUD}/organizations`, "fits", NONE],
    ["curl", "essu", `${GOV}/deployments`, "fits", NONE],
    ["curl", "encoded", `${CLOUD}/deployments`, "mismatch", WRONG],
    ["curl", "encoded", `${GOV}/deployments`, "mismatch", WRONG],
    ["curl", "ece", `${CLOUD}/deployments`, "mismatch", LIKELY],
  ]),
  ...on("elastic-cloud", "cloud-serverless", [
    ["curl", "essu", `${CLOUD}/serverless/projects/elasticsearch`, "fits", NONE],
    ["curl", "encoded", `${CLOUD}/serverless/projects/elasticsearch`, "mismatch", WRONG],
    ["curl", "ece", `${CLOUD}/serverless/projects/elasticsearch`, "mismatch", LIKELY],
  ]),
];

/** The integration id that a cell's key use has. */
const CELL_INTEGRATIONS: Readonly<Record<CellSetting, string>> = {
  filebeat: "filebeat",
  otel: "otel-elasticsearch-exporter",
  curl: "curl",
};

/** The file of a cell, with the key as a `{{token}}` that the caller fills; the credential is that token's text. */
export function caseFile(cell: MatrixCell): { readonly file: string; readonly text: string } {
  const key = `{{${cell.token}}}`;
  switch (cell.setting) {
    case "filebeat":
      return {
        file: "filebeat.yml",
        text: `filebeat.inputs:
  - type: filestream
    id: app
    paths: [/var/log/app/*.log]

output.elasticsearch:
  hosts: ["${cell.url}"]
  api_key: "${key}"
`,
      };
    case "otel":
      return {
        file: "otel.yml",
        text: `receivers:
  otlp:
    protocols:
      grpc:

exporters:
  elasticsearch:
    endpoints: ["${cell.url}"]
    api_key: "${key}"

service:
  pipelines:
    logs:
      receivers: [otlp]
      exporters: [elasticsearch]
`,
      };
    case "curl":
      return {
        file: "jobs.crontab",
        text: `MAILTO=ops@corp.example
0 5 * * * curl -fsS -H "Authorization: ApiKey ${key}" "${cell.url}"
`,
      };
  }
}
