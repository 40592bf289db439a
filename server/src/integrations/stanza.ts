/**
 * Stanza's `elastic_output`, the log agent that OpenTelemetry's filelog receiver came from. It hands its settings to
 * go-elasticsearch, which sends the key as it is after `ApiKey `, before any user and password.
 */
import type { Integration } from "./model";

const SOURCE = "https://github.com/observIQ/stanza/blob/master/operator/builtin/output/elastic/elastic.go";
const CLIENT = "https://github.com/elastic/go-elasticsearch/blob/v7.17.10/elasticsearch.go";
const BOTH = "cannot create client: both Addresses and CloudID are set";

/** An operator in a pipeline, or one in a list of its own, as the documentation shows it. */
function output(operator: string): Integration["settings"][number] {
  return {
    path: `${operator}.api_key`,
    where: { sibling: "type", values: ["elastic_output"] },
    api: "elasticsearch",
    value: "key",
    accepts: [{ forms: ["encoded", "essu", "ece"] }],
    target: {
      urls: [`${operator}.addresses`],
      cloudId: `${operator}.cloud_id`,
      defaultScheme: "http",
      defaultPort: 9200,
      exclusive: { paths: [`${operator}.addresses`, `${operator}.cloud_id`], refusal: BOTH },
      variable: "ELASTICSEARCH_URL",
    },
    excludes: [],
    source: CLIENT,
  };
}

export const STANZA_ELASTIC_OUTPUT: Integration = {
  id: "stanza-elastic-output",
  title: "Stanza's elastic_output",
  source: SOURCE,
  checkedAgainst: "1.6.1",
  // Who wants a variable there has the file filled in before.
  tell: { names: [], content: ["pipeline[].type", "[].type"], filled: ["**"] },
  references: "none",
  dottedKeys: false,
  products: ["stanza"],
  settings: [output("pipeline[]"), output("[]")],
};
