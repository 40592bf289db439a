/**
 * Pages of Elastic's documentation and consoles. Only links of reference matrix 6 and privileges 5, whose paths were
 * checked; where nothing is known there is no link, because a wrong one costs more trust than a missing one.
 */
import { readHost } from "./hosts";
import type { Api, Kind, Target } from "./model";

const DOCS = "https://www.elastic.co/docs";

/** Pages by topic. */
export const LINKS = {
  apiKeys: `${DOCS}/deploy-manage/api-keys`,
  elasticsearchKeys: `${DOCS}/deploy-manage/api-keys/elasticsearch-api-keys`,
  createElasticsearchKey: `${DOCS}/deploy-manage/api-keys/elasticsearch-api-keys#create-api-key`,
  serverlessKeys: `${DOCS}/deploy-manage/api-keys/serverless-project-api-keys`,
  createServerlessKey: `${DOCS}/deploy-manage/api-keys/serverless-project-api-keys#api-keys-create-an-api-key`,
  cloudKeys: `${DOCS}/deploy-manage/api-keys/elastic-cloud-api-keys`,
  cloudKeyRoles: `${DOCS}/deploy-manage/api-keys/elastic-cloud-api-keys#roles`,
  eceKeys: `${DOCS}/deploy-manage/api-keys/elastic-cloud-enterprise-api-keys`,
  rulesAndCloudKeys: `${DOCS}/deploy-manage/api-keys/rules-and-elastic-cloud-api-keys`,
  cloudRoles: `${DOCS}/deploy-manage/users-roles/cloud-organization/user-roles`,
  serverlessRoles: `${DOCS}/deploy-manage/users-roles/serverless-custom-roles`,
  createKeyRequest: `${DOCS}/api/doc/elasticsearch/operation/operation-security-create-api-key`,
  createServerlessKeyRequest: `${DOCS}/api/doc/elasticsearch-serverless/operation/operation-security-create-api-key`,
  authenticateRequest: `${DOCS}/api/doc/elasticsearch/operation/operation-security-authenticate`,
  crossClusterKeyRequest: `${DOCS}/api/doc/elasticsearch/operation/operation-security-create-cross-cluster-api-key`,
  elasticsearchAuthentication: `${DOCS}/api/doc/elasticsearch/authentication`,
  kibanaApi: `${DOCS}/api/doc/kibana`,
  kibanaServerlessApi: `${DOCS}/api/doc/serverless`,
  cloudApi: `${DOCS}/api/doc/cloud/`,
  cloudServerlessApi: `${DOCS}/api/doc/elastic-cloud-serverless/authentication`,
  eceApi: `${DOCS}/api/doc/cloud-enterprise/`,
  cloudApiHosts: "https://www.elastic.co/guide/en/cloud/current/ec-restful-api.html",
  remoteClusters: `${DOCS}/deploy-manage/remote-clusters/remote-clusters-api-key`,
  remoteClusterTrouble: `${DOCS}/deploy-manage/remote-clusters/remote-clusters-troubleshooting#remote-clusters-troubleshooting-api-key`,
  strongIdentity: `${DOCS}/deploy-manage/remote-clusters/ec-remote-cluster-strong-identity`,
  connectionDetails: `${DOCS}/solutions/elasticsearch-solution-project/search-connection-details`,
  endpointAliases: `${DOCS}/deploy-manage/deploy/elastic-cloud/custom-endpoint-aliases`,
  cloudId: `${DOCS}/deploy-manage/deploy/elastic-cloud/find-cloud-id`,
  ecePorts: `${DOCS}/deploy-manage/deploy/cloud-enterprise/ece-networking-prereq`,
  eceConnect: `${DOCS}/deploy-manage/deploy/cloud-enterprise/connect-elasticsearch`,
  eckServices: `${DOCS}/deploy-manage/deploy/cloud-on-k8s/accessing-services`,
  serviceAccounts: `${DOCS}/deploy-manage/users-roles/cluster-or-deployment-auth/service-accounts`,
  enrollmentTokens: `${DOCS}/reference/fleet/fleet-enrollment-tokens`,
  apmKeys: "https://www.elastic.co/guide/en/observability/current/apm-api-key.html",
  apmSecretToken: "https://www.elastic.co/guide/en/observability/current/apm-secret-token.html",
  managedOtlp: `${DOCS}/reference/opentelemetry/motlp`,
  govCloud: `${DOCS}/deploy-manage/deploy/elastic-cloud/fedramp`,
} as const;

/** The page of a kind of credential; the overview where it has no page of its own. */
export const KIND_LINKS: Readonly<Record<Kind, string>> = {
  "elasticsearch-api-key": LINKS.elasticsearchKeys,
  "serverless-project-api-key": LINKS.serverlessKeys,
  "elastic-cloud-api-key": LINKS.cloudKeys,
  "ece-api-key": LINKS.eceKeys,
  "cross-cluster-api-key": LINKS.crossClusterKeyRequest,
  "fleet-enrollment-token": LINKS.enrollmentTokens,
  "service-account-token": LINKS.serviceAccounts,
  "elasticsearch-enrollment-token": LINKS.elasticsearchAuthentication,
  "apm-secret-token": LINKS.apmSecretToken,
  "elastic-cloud-token": LINKS.cloudApi,
  "app-search-key": LINKS.apiKeys,
  jwt: LINKS.elasticsearchAuthentication,
  basic: LINKS.elasticsearchAuthentication,
  unknown: LINKS.apiKeys,
};

/** The page of an API. */
export const API_LINKS: Readonly<Record<Api, string>> = {
  elasticsearch: LINKS.elasticsearchAuthentication,
  kibana: LINKS.kibanaApi,
  apm: LINKS.apmKeys,
  fleet: LINKS.enrollmentTokens,
  otlp: LINKS.managedOtlp,
  "remote-cluster": LINKS.remoteClusters,
  cloud: LINKS.cloudApi,
  "cloud-serverless": LINKS.cloudServerlessApi,
  ece: LINKS.eceApi,
  unknown: LINKS.apiKeys,
};

/** The page of one Beat about its keys: https://www.elastic.co/docs/reference/beats/auditbeat/beats-api-keys and its siblings. */
export function beatKeysLink(beat: string): string {
  return `${DOCS}/reference/beats/${beat}/beats-api-keys`;
}

/** Where the key that fits a target is made. */
export interface Making {
  /** The kind that fits; undefined where the target does not tell. */
  readonly what: Kind | undefined;
  /** Names the place: "API keys in this deployment's Kibana". */
  readonly title: string;
  /** The page itself where its address follows from the target, else the page that tells how; undefined for neither. */
  readonly url: string | undefined;
}

/** Kibana's own page for API keys: kibana x-pack/platform/plugins/shared/security/public/management/api_keys. */
const KEYS_PAGE = "/app/management/security/api_keys";
/** https://github.com/elastic/terraform-provider-ec/blob/master/README.md links it as the place to create a key. */
const CLOUD_KEYS_PAGE = "https://cloud.elastic.co/account/keys";
const GOVCLOUD_CONSOLE = "https://console.us-gov-east-1.aws.elastic-cloud.com";

/** Which key fits a target, and where it is made. */
export function whereMade(target: Target): Making {
  switch (target.api) {
    case "cloud":
    case "cloud-serverless":
      return atCloudConsole(target);
    case "ece":
      return { what: "ece-api-key", title: "Cloud UI: Profile, Settings, API Keys", url: LINKS.eceKeys };
    case "remote-cluster":
      return { what: "cross-cluster-api-key", title: "on the remote cluster", url: LINKS.remoteClusters };
    case "fleet":
      return { what: "fleet-enrollment-token", title: "Enrollment tokens in Fleet", url: LINKS.enrollmentTokens };
    default:
      return target.deployment === "elastic-cloud" ? atCloudConsole(target) : inKibana(target);
  }
}

function atCloudConsole(target: Target): Making {
  const gov = target.host?.endsWith(".us-gov-east-1.aws.elastic-cloud.com");
  const title = "Elastic Cloud console: Organization, API keys";
  return { what: "elastic-cloud-api-key", title, url: gov ? GOVCLOUD_CONSOLE : CLOUD_KEYS_PAGE };
}

/** Keys of Elasticsearch, Kibana, APM and OTLP are all made in Kibana. */
function inKibana(target: Target): Making {
  const page = kibanaKeysPage(target);
  switch (target.deployment) {
    case "serverless":
      return {
        what: "serverless-project-api-key",
        title: "API keys in this project",
        url: page ?? LINKS.createServerlessKey,
      };
    case "ech":
    case "ece":
    case "eck":
    case "self-managed":
      return {
        what: "elasticsearch-api-key",
        title: "API keys in this deployment's Kibana",
        url: page ?? LINKS.createElasticsearchKey,
      };
    default:
      return { what: undefined, title: "API keys in the deployment's Kibana", url: page };
  }
}

/**
 * The address of Kibana's page for API keys. Known where the target is Kibana, and where the host is an alias whose
 * label names the API: the same alias with `kb` is that deployment's Kibana. An id in the host is of one resource only;
 * serverless projects share theirs. Undefined for the rest.
 */
export function kibanaKeysPage(target: Target): string | undefined {
  return target.api === "kibana" ? ownKeysPage(target) : aliasKeysPage(target);
}

/** The target is Kibana itself: its own address, with the base path or space that stands in front of its API. */
function ownKeysPage(target: Target): string | undefined {
  const { host, port, path } = target;
  const scheme = target.scheme ?? (target.deployment === "unknown" || !target.certain ? undefined : "https");
  if (host === undefined || scheme === undefined || path.includes("…")) return undefined;
  const cut = /\/(?:api|app|internal)(?:\/|$)/.exec(path)?.index;
  const base = cut === undefined ? (target.told.api === "setting" ? path.replace(/\/$/, "") : "") : path.slice(0, cut);
  const address = host.includes(":") ? `[${host}]` : host;
  const portText = port === undefined || port === (scheme === "https" ? 443 : 80) ? "" : `:${port}`;
  return `${scheme}://${address}${portText}${base}${KEYS_PAGE}`;
}

function aliasKeysPage({ host, port }: Target): string | undefined {
  if (host === undefined) return undefined;
  const { app, name, row } = readHost(host);
  if (app === undefined || name === undefined) return undefined;
  if (row !== "serverless" && /^[0-9a-f]{32}$/.test(name)) return undefined;
  // 9243 answers beside 443 on hosted deployments and is the usual port of ECE proxies; any other is not Kibana's.
  const portText = row !== "serverless" && port === 9243 ? ":9243" : "";
  return `https://${name}.kb.${host.slice(name.length + app.length + 2)}${portText}${KEYS_PAGE}`;
}
