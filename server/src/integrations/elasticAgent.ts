/**
 * Elastic Agent, standalone. Its Elasticsearch outputs go through libbeat or through a translator to the collector;
 * both base64-encode the setting, so only `id:key` works. Its own tracing sends to APM and takes the encoded form.
 */
import type { Integration } from "./model";

const OUTPUT = "https://github.com/elastic/elastic-agent/blob/main/internal/pkg/otel/translate/output_elasticsearch.go";
const TRACING = "https://github.com/elastic/elastic-agent/blob/main/docs/tracing.md";
const REFERENCE = "https://github.com/elastic/elastic-agent/blob/main/elastic-agent.reference.yml";

export const ELASTIC_AGENT: Integration = {
  id: "elastic-agent",
  title: "Elastic Agent",
  source: OUTPUT,
  checkedAgainst: "9.4.0",
  tell: {
    names: [
      "**/elastic-agent.yml",
      "**/elastic-agent.yaml",
      "**/elastic-agent.*.yml",
      "**/elastic-agent-*.yml",
      "**/elastic-agent-*.yaml",
    ],
    content: ["outputs.*.type", "agent.monitoring", "agent.logging"],
  },
  references: "elastic-agent",
  dottedKeys: true,
  settings: [
    {
      path: "outputs.*.api_key",
      api: "elasticsearch",
      value: "key",
      accepts: [{ forms: ["pair"] }],
      target: { urls: ["outputs.*.hosts"], defaultScheme: "http", defaultPort: 9200 },
      excludes: [
        {
          paths: ["outputs.*.username", "outputs.*.password"],
          refusal: "cannot set both api_key and username/password",
        },
      ],
      tlsOff: [{ path: "outputs.*.ssl.verification_mode", values: ["none"] }],
    },
    {
      path: "agent.monitoring.apm.api_key",
      api: "apm",
      value: "key",
      accepts: [{ forms: ["encoded", "essu", "ece"] }],
      target: { urls: ["agent.monitoring.apm.hosts"], defaultScheme: "http", defaultPort: 8200 },
      excludes: [],
      source: TRACING,
    },
    {
      path: "fleet.access_api_key",
      api: "fleet",
      value: "key",
      accepts: [{ forms: ["encoded"] }],
      target: { urls: ["fleet.hosts"], defaultScheme: "https", defaultPort: 8220 },
      excludes: [],
      source: REFERENCE,
    },
  ],
};
