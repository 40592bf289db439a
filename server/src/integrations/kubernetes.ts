/**
 * What runs in Kubernetes and has its keys in manifests or in a chart's values: Elastic's operator with Secrets that
 * describe a cluster elsewhere, Elastic's chart for the agent, and KEDA's trigger for Elasticsearch.
 */
import type { CollectionTell, Integration, KeySetting, SettingTest } from "./model";

const OPERATOR = "https://github.com/elastic/cloud-on-k8s/blob/main";

/**
 * `api-key` of the Secret is the encoded key: the operator sends it as it is and decodes it for the output. Only Beats
 * and the agent take one: https://github.com/elastic/cloud-on-k8s/blob/main/pkg/apis/common/v1/common.go (ObjectSelector)
 */
function connection(path: string, kind: string): KeySetting {
  const of: CollectionTell = { kind: "Secret", named: path };
  return {
    path,
    only: { path: "kind", values: [kind] },
    entry: { of, key: "api-key" },
    api: "elasticsearch",
    value: "key",
    accepts: [{ forms: ["encoded"] }],
    target: { urls: [], entries: { of, urls: ["url"] }, defaultScheme: "http", defaultPort: 9200 },
    excludes: [],
    source: `${OPERATOR}/pkg/controller/association/secret.go`,
  };
}

const BEAT = "spec.elasticsearchRef.secretName";
const AGENT = "spec.elasticsearchRefs[].secretName";

export const ECK: Integration = {
  id: "eck",
  title: "Elastic Cloud on Kubernetes",
  source: `${OPERATOR}/pkg/controller/beat/common/config.go`,
  checkedAgainst: "3.5.0",
  tell: { formats: ["yaml", "json"], names: [], content: [BEAT, AGENT] },
  references: "none",
  dottedKeys: false,
  settings: [connection(BEAT, "Beat"), connection(AGENT, "Agent")],
};

const CHART = "https://github.com/elastic/elastic-agent/blob/main/deploy/helm/elastic-agent";

/** Another chart has the values of one that it depends on below its name. */
const CHART_NAMES = ["", "elastic-agent."] as const;

const OUTPUT_TYPES = [
  "ESPlainAuthBasic",
  "ESPlainAuthAPI",
  "ESPlainAuthToken",
  "ESSecretAuthBasic",
  "ESSecretAuthAPI",
  "ESSecretAuthToken",
  "ESECKRef",
] as const;

function chartSettings(chart: string): readonly KeySetting[] {
  const output = `${chart}outputs.*`;
  const secret: CollectionTell = { kind: "Secret", named: `${output}.secretName` };
  const target = { defaultScheme: "http", defaultPort: 9200 } as const;
  const fleet = `${chart}agent.fleet`;
  return [
    {
      path: `${output}.api_key`,
      api: "elasticsearch",
      value: "key",
      accepts: [{ forms: ["pair"] }],
      target: { ...target, urls: [`${output}.url`] },
      // Values are laid over others: which of two ways counts, the type of the whole tells.
      excludes: [],
      tlsOff: [{ path: `${output}.ssl.verification_mode`, values: ["none"] }],
      source: `${CHART}/templates/agent/_outputs.tpl`,
    },
    {
      path: `${output}.secretName`,
      only: { path: `${output}.type`, values: ["ESSecretAuthAPI"] },
      entry: { of: secret, key: "api_key" },
      api: "elasticsearch",
      value: "key",
      accepts: [{ forms: ["pair"] }],
      target: { ...target, urls: [], entries: { of: secret, urls: ["url"] } },
      excludes: [],
      source: `${CHART}/templates/agent/_outputs.tpl`,
    },
    {
      path: `${chart}autoOps.es_api_key`,
      api: "elasticsearch",
      value: "key",
      // Metricbeat's module encodes what has a colon: the documentation says `id:api_key`.
      accepts: [{ forms: ["pair", "encoded", "essu", "ece"] }],
      target: { ...target, urls: [`${chart}autoOps.autoops_es_url`] },
      excludes: [],
      source: `${CHART}/templates/integrations/_auto_ops/_auto_ops.tpl`,
    },
    {
      path: `${fleet}.token`,
      api: "fleet",
      value: "key",
      accepts: [{ forms: ["encoded"] }],
      expects: "fleet-enrollment-token",
      target: { urls: [`${fleet}.url`], defaultScheme: "https", defaultPort: 8220 },
      excludes: [],
      tlsOff: [{ path: `${fleet}.insecure`, values: ["true"] }],
      source: `${CHART}/values.yaml`,
    },
  ];
}

export const ELASTIC_AGENT_HELM: Integration = {
  id: "elastic-agent-helm",
  title: "the Elastic Agent chart",
  source: `${CHART}/values.yaml`,
  checkedAgainst: "9.5.0",
  tell: {
    names: [],
    content: CHART_NAMES.flatMap((chart): readonly (string | SettingTest)[] => [
      { path: `${chart}outputs.*.type`, values: OUTPUT_TYPES },
      `${chart}autoOps.es_api_key`,
      `${chart}agent.fleet.token`,
    ]),
  },
  // The chart writes the key into the agent's configuration as it is, and the agent expands it.
  references: "elastic-agent",
  dottedKeys: false,
  settings: CHART_NAMES.flatMap(chartSettings),
};

const KEDA_SOURCE = "https://github.com/kedacore/keda/blob/main/pkg/scalers/elasticsearch_scaler.go";

const TRIGGER = "spec.triggers[]";
const METADATA = `${TRIGGER}.metadata`;
const IS_ELASTICSEARCH: SettingTest = { path: `${TRIGGER}.type`, values: ["elasticsearch"] };

/** What a TriggerAuthentication gives goes before what the trigger says itself (`order=authParams;triggerMetadata`). */
const AUTHENTICATION: CollectionTell = {
  kind: "TriggerAuthentication",
  named: `${TRIGGER}.authenticationRef.name`,
  kindSetting: `${TRIGGER}.authenticationRef.kind`,
};

const KEDA_KEY: KeySetting = {
  path: `${METADATA}.apiKey`,
  only: IS_ELASTICSEARCH,
  api: "elasticsearch",
  value: "key",
  accepts: [{ forms: ["encoded", "essu", "ece"] }],
  target: {
    // Addresses go with a user alone.
    urls: [],
    cloudId: `${METADATA}.cloudID`,
    entries: { of: AUTHENTICATION, urls: [], cloudId: "cloudID" },
    defaultScheme: "https",
    defaultPort: 443,
    exclusive: {
      paths: [`${METADATA}.addresses`, `${METADATA}.cloudID`],
      refusal: "can't provide both cloud config and endpoint addresses",
    },
    required: { refusal: "both cloudID and apiKey must be provided when cloudID or apiKey is used" },
  },
  excludes: [
    {
      paths: [`${METADATA}.username`, `${METADATA}.passwordFromEnv`, `${METADATA}.password`],
      refusal: "can't provide both cloud config and endpoint addresses",
    },
  ],
  tlsOff: [{ path: `${METADATA}.unsafeSsl`, values: ["true"] }],
};

export const KEDA: Integration = {
  id: "keda",
  title: "KEDA",
  source: KEDA_SOURCE,
  checkedAgainst: "2.20.2",
  tell: {
    formats: ["yaml", "json"],
    names: [],
    content: [{ path: "kind", values: ["ScaledObject", "ScaledJob"] }],
  },
  references: "none",
  dottedKeys: false,
  settings: [
    KEDA_KEY,
    { ...KEDA_KEY, path: `${TRIGGER}.authenticationRef.name`, entry: { of: AUTHENTICATION, key: "apiKey" } },
  ],
};
