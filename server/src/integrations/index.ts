/** The only list of integrations. Order matters for files that several rows could claim: the more exact row first. */
import { APM_AGENT_JAVA_OPTIONS, APM_AGENTS } from "./apmAgents";
import { BEATS, METRICBEAT_MODULES } from "./beats";
import { CLOUD_FORWARDER, CLOUD_FORWARDER_COMMANDS, CLOUD_FORWARDER_VARIABLES } from "./cloudForwarder";
import { COMMANDS } from "./commands";
import { ECCTL, ECCTL_COMMAND, ECCTL_VARIABLES } from "./ecctl";
import { ELASTIC_AGENT } from "./elasticAgent";
import { APM_SERVER, FLEET_SERVER } from "./elasticServers";
import { AUTOOPS_VARIABLES, ENROLLING_COMMAND, ENROLLING_VARIABLES } from "./fleet";
import { ECK, ELASTIC_AGENT_HELM, KEDA } from "./kubernetes";
import { LOGSTASH_ROWS } from "./logstash";
import { MCP_COMMANDS, MCP_INTEGRATIONS, MCP_VARIABLES } from "./mcp";
import { MICROMETER, MICROMETER_VARIABLES } from "./micrometer";
import type { CommandIntegration, Integration, VariableIntegration } from "./model";
import { OTEL_ELASTICSEARCH_EXPORTER, OTEL_OTLP_EXPORTER, OTEL_REMOTE_WRITE_EXPORTER } from "./opentelemetry";
import { OTEL_EXTENSIONS } from "./opentelemetryExtensions";
import { OTEL_SDK, OTEL_SDK_OPTIONS } from "./opentelemetrySdk";
import { PROMETHEUS_REMOTE_WRITE } from "./prometheus";
import { ELASTICSEARCH_KEYSTORE, REMOTE_CLUSTER_FILE } from "./remoteClusters";
import { STANZA_ELASTIC_OUTPUT } from "./stanza";
import { TERRAFORM_EC, TERRAFORM_ELASTICSTACK, TERRAFORM_VARIABLES } from "./terraform";
import { VARIABLES } from "./variables";

export const INTEGRATIONS: readonly Integration[] = [
  ...BEATS,
  METRICBEAT_MODULES,
  APM_SERVER,
  FLEET_SERVER,
  ELASTIC_AGENT_HELM,
  ELASTIC_AGENT,
  OTEL_ELASTICSEARCH_EXPORTER,
  OTEL_OTLP_EXPORTER,
  OTEL_REMOTE_WRITE_EXPORTER,
  OTEL_SDK,
  ...OTEL_EXTENSIONS,
  PROMETHEUS_REMOTE_WRITE,
  ECK,
  KEDA,
  TERRAFORM_EC,
  TERRAFORM_ELASTICSTACK,
  ECCTL,
  ...APM_AGENTS,
  MICROMETER,
  STANZA_ELASTIC_OUTPUT,
  ...LOGSTASH_ROWS,
  ...MCP_INTEGRATIONS,
  ...CLOUD_FORWARDER,
  REMOTE_CLUSTER_FILE,
];

export const COMMAND_INTEGRATIONS: readonly CommandIntegration[] = [
  ...COMMANDS,
  ECCTL_COMMAND,
  APM_AGENT_JAVA_OPTIONS,
  OTEL_SDK_OPTIONS,
  ...MCP_COMMANDS,
  CLOUD_FORWARDER_COMMANDS,
  ENROLLING_COMMAND,
  ELASTICSEARCH_KEYSTORE,
];

export const VARIABLE_INTEGRATIONS: readonly VariableIntegration[] = [
  ...VARIABLES,
  ECCTL_VARIABLES,
  ENROLLING_VARIABLES,
  AUTOOPS_VARIABLES,
  ...TERRAFORM_VARIABLES,
  ...MCP_VARIABLES,
  ...MICROMETER_VARIABLES,
  CLOUD_FORWARDER_VARIABLES,
];
