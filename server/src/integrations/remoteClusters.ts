/**
 * Remote clusters of Elasticsearch with an API key: a secure setting, which the keystore holds and neither the file nor
 * the settings API takes. The key is a cross-cluster one, and the other cluster takes it in its encoded form.
 */
import type { CommandIntegration, Integration, KeySetting } from "./model";

const DOCUMENTED =
  "https://www.elastic.co/docs/deploy-manage/remote-clusters/remote-clusters-api-key#remote-clusters-security-api-key-local-actions";

const COMMON = {
  id: "elasticsearch-remote-cluster",
  title: "Elasticsearch",
  source: DOCUMENTED,
  checkedAgainst: "9.2",
} as const;

/** Sent as it is behind `ApiKey `. */
const ENCODED = [{ forms: ["encoded"] }] as const;

/** `before`: where the settings stand in a file or in the body of a request. */
function credentials(before: string): KeySetting {
  const remote = `${before}cluster.remote.*`;
  return {
    path: `${remote}.credentials`,
    api: "remote-cluster",
    value: "key",
    expects: "cross-cluster-api-key",
    accepts: ENCODED,
    target: {
      urls: [`${remote}.proxy_address`, `${remote}.seeds`],
      defaultScheme: "https",
      defaultPort: 9443,
    },
    excludes: [],
    // "is a secure setting and must be stored inside the Elasticsearch keystore"
    unsupported: { right: "elasticsearch-keystore", elsewhere: true },
  };
}

/** https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-cluster-put-settings */
const IN_REQUESTS = ["persistent.", "transient."];

export const REMOTE_CLUSTER_FILE: Integration = {
  ...COMMON,
  tell: {
    formats: ["yaml", "json"],
    names: ["**/elasticsearch.yml", "**/elasticsearch.yaml"],
    content: ["", ...IN_REQUESTS].map((before) => `${before}cluster.remote.*.credentials`),
  },
  // https://www.elastic.co/docs/deploy-manage/deploy/self-managed/configure-elasticsearch#_environment_variable_substitution
  references: "braces",
  dottedKeys: true,
  settings: ["", ...IN_REQUESTS].map(credentials),
};

export const ELASTICSEARCH_KEYSTORE: CommandIntegration = {
  ...COMMON,
  names: ["elasticsearch-keystore"],
  options: "keystore",
  headers: [],
  keys: ["cluster.remote.*.credentials"],
  expects: "cross-cluster-api-key",
  urls: [],
  plainWords: true,
  api: "remote-cluster",
  users: [],
  next: [],
  shortWithValue: "E",
  longWithValue: [],
  accepts: ENCODED,
  defaultScheme: "https",
};
