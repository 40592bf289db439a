/**
 * Elastic's servers that are clients of Elasticsearch themselves. APM Server is built on libbeat, but has a client of its
 * own for Elasticsearch, which encodes keys like libbeat's and takes a key before a user and a password without a word.
 * Fleet Server knows service tokens alone there. Both send their own traces as any APM agent does.
 */
import { basicBeside, LIBBEAT, MISPLACED, OUTPUT, unverified } from "./beats";
import type { Integration, KeySetting, TargetSettings } from "./model";

const CLIENT = "https://github.com/elastic/apm-server/blob/main/internal/elasticsearch/client.go";
const SAMPLE = "https://github.com/elastic/apm-server/blob/main/apm-server.yml";
const KIBANA_CLIENT = "https://github.com/elastic/elastic-agent-libs/blob/main/kibana/client.go";

/** A client of APM Server, told by its block. */
function client(block: string, source: string, target: Pick<TargetSettings, "inherits" | "default">): KeySetting {
  return {
    path: `${block}.api_key`,
    api: "elasticsearch",
    value: "key",
    accepts: [{ forms: ["pair"] }],
    target: {
      urls: [`${block}.hosts`],
      scheme: `${block}.protocol`,
      defaultScheme: "http",
      defaultPort: 9200,
      ...target,
    },
    excludes: [],
    tlsOff: unverified(block),
    source,
  };
}

const KIBANA: KeySetting = {
  path: "apm-server.kibana.api_key",
  api: "kibana",
  value: "key",
  accepts: [{ forms: ["pair"] }],
  target: {
    urls: ["apm-server.kibana.host"],
    scheme: "apm-server.kibana.protocol",
    defaultScheme: "http",
    defaultPort: 5601,
    default: "http://localhost:5601",
  },
  // https://github.com/elastic/elastic-agent-libs/blob/main/kibana/client_config.go (Validate)
  excludes: basicBeside("apm-server.kibana"),
  tlsOff: unverified("apm-server.kibana"),
  source: KIBANA_CLIENT,
};

export const APM_SERVER: Integration = {
  id: "apm-server",
  title: "APM Server",
  source: CLIENT,
  checkedAgainst: "9.5.0",
  tell: {
    names: [
      "**/apm-server.yml",
      "**/apm-server.yaml",
      "**/apm-server.*.yml",
      "**/apm-server-*.yml",
      "**/apm-server_*.yml",
    ],
    content: ["apm-server"],
  },
  references: "beats",
  dottedKeys: true,
  settings: [
    // A key goes before a user, and nothing is refused:
    // https://github.com/elastic/elastic-transport-go/blob/main/elastictransport/elastictransport.go (setReqAuth)
    { ...OUTPUT, excludes: [], source: CLIENT },
    ...LIBBEAT.slice(1),
    // https://github.com/elastic/apm-server/blob/main/internal/beater/config/agentconfig.go (setup)
    client("apm-server.agent.config.elasticsearch", SAMPLE, { inherits: OUTPUT.target }),
    // https://github.com/elastic/apm-server/blob/main/internal/beater/config/rum.go (setup)
    client("apm-server.rum.source_mapping.elasticsearch", SAMPLE, { inherits: OUTPUT.target }),
    // https://github.com/elastic/apm-server/blob/main/internal/beater/config/auth.go (setup)
    client("apm-server.auth.api_key.elasticsearch", SAMPLE, { default: "http://localhost:9200" }),
    KIBANA,
  ],
  misplaced: MISPLACED,
};

const FLEET_CONFIG = "https://github.com/elastic/fleet-server/blob/main/internal/pkg/config";

const TRACES: KeySetting = {
  path: "inputs[].server.instrumentation.api_key",
  only: { path: "inputs[].type", values: ["fleet-server"] },
  api: "apm",
  value: "key",
  accepts: [{ forms: ["encoded", "essu", "ece"] }],
  target: { urls: ["inputs[].server.instrumentation.hosts"], defaultScheme: "http", defaultPort: 8200 },
  excludes: [],
  tlsOff: [{ path: "inputs[].server.instrumentation.tls.skip_verify", values: ["true"] }],
  source: `${FLEET_CONFIG}/instrumentation.go`,
};

export const FLEET_SERVER: Integration = {
  id: "fleet-server",
  title: "Fleet Server",
  source: `${FLEET_CONFIG}/input.go`,
  checkedAgainst: "9.5.0",
  tell: {
    names: ["**/fleet-server.yml", "**/fleet-server.yaml", "**/fleet-server.*.yml", "**/fleet-server-*.yml"],
    content: [{ path: "inputs[].type", values: ["fleet-server"] }],
  },
  references: "beats",
  dottedKeys: true,
  settings: [
    TRACES,
    // One level too high; the server reads its own settings below `server`.
    {
      ...TRACES,
      path: "inputs[].instrumentation.api_key",
      target: { ...TRACES.target, urls: ["inputs[].instrumentation.hosts"] },
      tlsOff: [],
      unsupported: { right: "server.instrumentation.api_key" },
    },
    {
      path: "output.elasticsearch.api_key",
      api: "elasticsearch",
      value: "key",
      accepts: [{ forms: ["pair", "encoded", "essu", "ece"] }],
      target: OUTPUT.target,
      excludes: [],
      unsupported: { right: "service_token" },
      source: `${FLEET_CONFIG}/output.go`,
    },
  ],
};
