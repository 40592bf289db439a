/**
 * Keys in variables: those that a program reads from its environment by itself, and names that people commonly give.
 * A common name fixes neither form nor API; what reads it does. Sources: reference/integrations.md 3, 6 and 9.
 */
import { LOGSTASH_VARIABLES } from "./logstash";
import type { VariableIntegration } from "./model";

const HEADER_FORMS = [{ forms: ["encoded", "essu", "ece"] }] as const;

/** What the specification calls signals; each may have headers and an endpoint of its own. */
const OTLP_SPECIFICATION = "https://opentelemetry.io/docs/specs/otel/protocol/exporter/";

function otlp(signal: string): VariableIntegration {
  const infix = signal === "" ? "" : `${signal}_`;
  return {
    id: "otel-sdk",
    title: "an OpenTelemetry SDK",
    source: OTLP_SPECIFICATION,
    checkedAgainst: "1.50.0",
    kind: "program",
    names: [`OTEL_EXPORTER_OTLP_${infix}HEADERS`],
    value: "header-list",
    api: "otlp",
    accepts: HEADER_FORMS,
    targets:
      signal === ""
        ? ["OTEL_EXPORTER_OTLP_ENDPOINT"]
        : [`OTEL_EXPORTER_OTLP_${infix}ENDPOINT`, "OTEL_EXPORTER_OTLP_ENDPOINT"],
    defaultScheme: "http",
  };
}

/** An SDK of Elastic asks a collector for its settings, which checks the key against an Elasticsearch of its own. */
const OPAMP: VariableIntegration = {
  ...otlp(""),
  title: "an EDOT SDK",
  source: "https://www.elastic.co/docs/reference/opentelemetry/central-configuration",
  checkedAgainst: "1.5.0",
  names: ["ELASTIC_OTEL_OPAMP_HEADERS"],
  api: "unknown",
  targets: ["ELASTIC_OTEL_OPAMP_ENDPOINT"],
};

const APM_AGENT: VariableIntegration = {
  id: "elastic-apm-agent",
  title: "an Elastic APM agent",
  source: "https://www.elastic.co/docs/reference/apm/agents/java/config-reporter",
  checkedAgainst: "1.55.0",
  kind: "program",
  names: ["ELASTIC_APM_API_KEY"],
  value: "key",
  api: "apm",
  // Sent as it stands, so a wrong one is a matter of its kind.
  accepts: HEADER_FORMS,
  targets: ["ELASTIC_APM_SERVER_URL", "ELASTIC_APM_SERVER_URLS", "ELASTIC_APM_LAMBDA_APM_SERVER"],
  separator: ",",
  defaultScheme: "http",
  defaultPort: 8200,
  // https://www.elastic.co/docs/reference/apm/agents/java/config-reporter#config-verify-server-cert
  tlsOff: [{ name: "ELASTIC_APM_VERIFY_SERVER_CERT", values: ["false"] }],
};

/** Two underscores part section and name: https://learn.microsoft.com/aspnet/core/fundamentals/configuration/ */
const APM_AGENT_DOTNET: VariableIntegration = {
  ...APM_AGENT,
  id: "elastic-apm-agent-dotnet",
  title: "the Elastic APM .NET agent",
  source: "https://www.elastic.co/docs/reference/apm/agents/dotnet/configuration-on-asp-net-core",
  checkedAgainst: "1.34.0",
  names: ["ElasticApm__ApiKey"],
  anyCase: true,
  targets: ["ElasticApm__ServerUrl"],
  tlsOff: [{ name: "ElasticApm__VerifyServerCert", values: ["false"] }],
};

/** Names as they stand in real files; each group beside the targets that people put next to it. */
const CONVENTION: VariableIntegration = {
  id: "environment",
  title: "this environment",
  source: "https://www.elastic.co/docs/deploy-manage/api-keys",
  checkedAgainst: "9.2",
  kind: "convention",
  names: [
    "ELASTICSEARCH_API_KEY",
    "ELASTICSEARCH_APIKEY",
    "ELASTIC_SEARCH_API_KEY",
    "ELASTIC_API_KEY",
    "ES_API_KEY",
    "ES_APIKEY",
    "ELASTIC_MCP_API_KEY",
  ],
  value: "key",
  api: "unknown",
  accepts: undefined,
  targets: [
    "ELASTICSEARCH_URL",
    "ELASTICSEARCH_HOST",
    "ELASTICSEARCH_HOSTS",
    "ELASTICSEARCH_ENDPOINT",
    "ELASTICSEARCH_ENDPOINTS",
    "ES_URL",
    "ES_HOST",
    "ES_HOSTS",
    "ES_ENDPOINT",
    "ES_URI",
    "ELASTIC_URL",
    "ELASTIC_HOST",
    "ELASTIC_ENDPOINT",
  ],
  cloudIds: ["ELASTIC_CLOUD_ID", "CLOUD_ID"],
  defaultScheme: "https",
};

const KIBANA_CONVENTION: VariableIntegration = {
  ...CONVENTION,
  names: ["KIBANA_API_KEY", "FLEET_API_KEY"],
  targets: ["KIBANA_URL", "KIBANA_ENDPOINT", "KIBANA_HOST", "FLEET_ENDPOINT"],
  cloudIds: [],
};

const EC_CONVENTION: VariableIntegration = {
  ...CONVENTION,
  // elastic-cli reads the second one: https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys
  names: ["EC_API_KEY", "ELASTIC_CLOUD_API_KEY"],
  targets: ["EC_ENDPOINT", "EC_HOST"],
  cloudIds: [],
};

export const VARIABLES: readonly VariableIntegration[] = [
  otlp(""),
  otlp("TRACES"),
  otlp("METRICS"),
  otlp("LOGS"),
  OPAMP,
  APM_AGENT,
  APM_AGENT_DOTNET,
  CONVENTION,
  KIBANA_CONVENTION,
  EC_CONVENTION,
  ...LOGSTASH_VARIABLES,
];
