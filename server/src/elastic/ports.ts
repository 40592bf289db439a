/**
 * What a port says about the API. On a host that nothing else is known of it is only a guess; on Elastic's own proxies
 * two ports have a fixed meaning. Rows: reference targets 2.2, 2.4, 2.5 and 2.7.
 */
import type { Api } from "./model";

export interface PortRow {
  readonly port: number;
  readonly says: string;
  /** The API that usually listens there; `unknown` where it takes no API key of ours. */
  readonly api: Api;
  readonly source: string;
}

const PORTS_OF_ELASTICSEARCH =
  "https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/networking-settings";
const REMOTE_CLUSTERS = "https://www.elastic.co/docs/deploy-manage/remote-clusters/remote-clusters-troubleshooting";
const ECE_PORTS = "https://www.elastic.co/docs/deploy-manage/deploy/cloud-enterprise/ece-networking-prereq";
const OTLP_PORTS = "https://opentelemetry.io/docs/specs/otlp/";

/** Ports of self-managed software; guesses for any host that says nothing itself. */
export const PORT_ROWS: readonly PortRow[] = [
  { port: 9200, says: "Elasticsearch", api: "elasticsearch", source: PORTS_OF_ELASTICSEARCH },
  { port: 9300, says: "transport: no API key over HTTP", api: "unknown", source: PORTS_OF_ELASTICSEARCH },
  { port: 9443, says: "remote cluster server, API key model", api: "remote-cluster", source: REMOTE_CLUSTERS },
  {
    port: 5601,
    says: "Kibana",
    api: "kibana",
    source: "https://www.elastic.co/docs/reference/kibana/configuration-reference/general-settings",
  },
  {
    port: 8200,
    says: "APM Server",
    api: "apm",
    source: "https://github.com/elastic/apm-server/blob/main/apm-server.yml",
  },
  {
    port: 8220,
    says: "Fleet Server",
    api: "fleet",
    source: "https://www.elastic.co/docs/reference/fleet/fleet-server",
  },
  { port: 4317, says: "OTLP over gRPC", api: "otlp", source: OTLP_PORTS },
  { port: 4318, says: "OTLP over HTTP", api: "otlp", source: OTLP_PORTS },
  {
    port: 9600,
    says: "Logstash's own API: takes no Elastic key",
    api: "unknown",
    source: "https://www.elastic.co/docs/reference/logstash/monitoring-logstash",
  },
];

/** Ports of the proxies of Elastic Cloud Hosted and ECE that are no deployment's HTTP API. */
export const PROXY_PORT_ROWS: readonly PortRow[] = [
  { port: 9443, says: "remote cluster, API key model", api: "remote-cluster", source: REMOTE_CLUSTERS },
  { port: 9400, says: "remote cluster, certificate model", api: "remote-cluster", source: REMOTE_CLUSTERS },
];

/** Ports of the ECE platform, with and without TLS, for users and administrators; they answer under `/api/v1`. */
export const ECE_PLATFORM_PORTS: readonly PortRow[] = [
  { port: 12443, says: "ECE API and Cloud UI", api: "ece", source: ECE_PORTS },
  { port: 12400, says: "ECE API and Cloud UI, without TLS", api: "ece", source: ECE_PORTS },
  { port: 12343, says: "ECE admin API", api: "ece", source: ECE_PORTS },
  { port: 12300, says: "ECE admin API, without TLS", api: "ece", source: ECE_PORTS },
];

/** The API that a table gives for a port; undefined where it has none. */
export function apiOfPort(rows: readonly PortRow[], port: number | undefined): Api | undefined {
  const api = rows.find((row) => row.port === port)?.api;
  return api === "unknown" ? undefined : api;
}
