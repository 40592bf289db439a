/**
 * How Elastic Agent is told where to enroll: options of its command, and variables of its container. An enrollment token is
 * an Elasticsearch API key in its encoded form, which Fleet Server alone takes. AutoOps' agent reads the key of the
 * cluster from a variable too.
 */
import type { CommandIntegration, VariableIntegration } from "./model";

const AGENT = "https://github.com/elastic/elastic-agent/blob/main/internal/pkg/agent/cmd";

export const ENROLLING_COMMAND: CommandIntegration = {
  id: "elastic-agent",
  title: "Elastic Agent",
  source: `${AGENT}/enroll.go`,
  checkedAgainst: "9.5.0",
  names: ["elastic-agent"],
  options: "posix",
  headers: [],
  keys: ["--enrollment-token", "-t"],
  urls: ["--url"],
  plainWords: true,
  api: "fleet",
  expects: "fleet-enrollment-token",
  users: [],
  next: [],
  shortWithValue: "acpt",
  // addEnrollFlags, and those of install.go: https://github.com/elastic/elastic-agent/blob/main/internal/pkg/agent/cmd/install.go
  longWithValue: [
    "--base-path",
    "--ca-sha256",
    "--certificate-authorities",
    "--daemon-timeout",
    "--elastic-agent-cert",
    "--elastic-agent-cert-key",
    "--elastic-agent-cert-key-passphrase",
    "--enroll-timeout",
    "--fleet-server-cert",
    "--fleet-server-cert-key",
    "--fleet-server-cert-key-passphrase",
    "--fleet-server-client-auth",
    "--fleet-server-es",
    "--fleet-server-es-ca",
    "--fleet-server-es-ca-trusted-fingerprint",
    "--fleet-server-es-cert",
    "--fleet-server-es-cert-key",
    "--fleet-server-host",
    "--fleet-server-policy",
    "--fleet-server-port",
    "--fleet-server-service-token",
    "--fleet-server-service-token-path",
    "--fleet-server-timeout",
    "--group",
    "--header",
    "--id",
    "--namespace",
    "--password",
    "--path.config",
    "--path.downloads",
    "--path.home",
    "--path.install",
    "--path.logs",
    "--path.socket",
    "--proxy-header",
    "--proxy-url",
    "--replace-token",
    "--staging",
    "--tag",
    "--user",
  ],
  accepts: [{ forms: ["encoded"] }],
  defaultScheme: "https",
  tlsOff: [{ option: "-i" }, { option: "--insecure" }],
};

export const ENROLLING_VARIABLES: VariableIntegration = {
  id: "elastic-agent",
  title: "Elastic Agent",
  source: `${AGENT}/container.go`,
  checkedAgainst: "9.5.0",
  kind: "program",
  names: ["FLEET_ENROLLMENT_TOKEN"],
  value: "key",
  api: "fleet",
  accepts: [{ forms: ["encoded"] }],
  expects: "fleet-enrollment-token",
  targets: ["FLEET_URL"],
  defaultScheme: "https",
  defaultPort: 8220,
  tlsOff: [{ name: "FLEET_INSECURE", values: ["1", "true"] }],
};

/**
 * The module encodes what has a colon and takes anything else as it is, so the encoded key does as well as the pair that
 * the documentation asks for: https://www.elastic.co/docs/deploy-manage/monitor/autoops/cc-connect-self-managed-to-autoops
 */
export const AUTOOPS_VARIABLES: VariableIntegration = {
  id: "metricbeat-module-elasticsearch",
  title: "the agent of AutoOps",
  source: "https://github.com/elastic/beats/blob/main/metricbeat/module/elasticsearch/metricset.go",
  checkedAgainst: "9.4.0",
  kind: "program",
  names: ["ELASTICSEARCH_READ_API_KEY", "AUTOOPS_ES_API_KEY"],
  value: "key",
  api: "elasticsearch",
  accepts: [{ forms: ["pair", "encoded", "essu", "ece"] }],
  targets: ["AUTOOPS_ES_URL"],
  defaultScheme: "http",
  defaultPort: 9200,
};
