/**
 * What the path of a URL says about the API, where the host does not say it; rows: reference targets 2.2 and 2.9.
 * `specific` paths exist in one product only. The others are usual there but ordinary words elsewhere (`/api/status`,
 * a proxy that serves Elasticsearch under `/api/elasticsearch`), so they count only on Elastic's own hosts.
 */
import type { Api } from "./model";

export interface PathRow {
  readonly pattern: RegExp;
  readonly api: Api;
  readonly specific: boolean;
  readonly source: string;
}

const KIBANA_API = "https://www.elastic.co/docs/api/doc/kibana";
const ELASTICSEARCH_API = "https://www.elastic.co/docs/api/doc/elasticsearch/";
const CLOUD_API = "https://github.com/elastic/cloud-sdk-go/blob/master/api/apidocs-user.json";
const ECE_API = "https://github.com/elastic/cloud-sdk-go/blob/master/api/apidocs.json";

/** The calls of Elasticsearch's REST API, alone or behind an index; others with `_` in front are not its alone. */
const ELASTICSEARCH_CALL =
  /^\/(?:(?!(?:api|internal|app)\/)[^/]+\/)?_(?:alias(?:es)?|analyze|application|async_search|bulk|cache|cat|ccr|close|cluster|component_template|connector|count|create|data_stream|delete_by_query|doc|enrich|eql|explain|features|field_caps|fleet|flush|forcemerge|health_report|ilm|index_template|inference|ingest|knn_search|license|logstash|mappings?|mget|migration|ml|msearch|nodes|open|otlp|pit|query|query_rules|rank_eval|recovery|refresh|reindex|remote|render|resolve|rollover|scripts|search|searchable_snapshots|security|segments|settings|slm|snapshot|source|sql|stats|synonyms|tasks|template|terms_enum|text_structure|transform|update|update_by_query|validate|watcher|xpack)(?:\/|$)/;

/** The first row that matches counts. Kibana's `/s/<space>` is looked at before them. */
export const PATH_ROWS: readonly PathRow[] = [
  {
    // Fleet Server shares `/api/fleet/` with Kibana, so its own calls count only where its port agrees; see `apiOfPath`.
    pattern: /^\/api\/fleet\/agents\/(?:enroll|[^/]+\/(?:checkin|acks))(?:\/|$)/,
    api: "fleet",
    specific: true,
    source: "https://github.com/elastic/fleet-server/blob/main/model/openapi.yml",
  },
  {
    pattern:
      /^\/api\/(?:saved_objects|alerting|detection_engine|data_views|agent_builder|security\/role|spaces\/space|actions\/connectors?|fleet\/(?:agents|agent_policies|package_policies|enrollment_api_keys|epm|outputs|settings|setup|fleet_server_hosts|service_tokens))(?:\/|$)/,
    api: "kibana",
    specific: true,
    source: KIBANA_API,
  },
  {
    pattern: /^\/(?:intake\/v[0-9]\/(?:rum\/)?events|config\/v1\/(?:rum\/)?agents)\/?$/,
    api: "apm",
    specific: true,
    source: "https://www.elastic.co/docs/solutions/observability/apm/elastic-apm-events-intake-api",
  },
  {
    pattern: /^\/v1\/(?:traces|metrics|logs)\/?$/,
    api: "otlp",
    specific: true,
    source: "https://opentelemetry.io/docs/specs/otlp/",
  },
  { pattern: ELASTICSEARCH_CALL, api: "elasticsearch", specific: true, source: ELASTICSEARCH_API },
  {
    pattern: /^\/(?:(?!(?:api|internal|app)\/)[^/]+\/)?_[a-z]/,
    api: "elasticsearch",
    specific: false,
    source: ELASTICSEARCH_API,
  },
  { pattern: /^\/(?:api\/(?!v1(?:\/|$))|internal\/|app\/)/, api: "kibana", specific: false, source: KIBANA_API },
];

/** What a path tells; undefined where it tells nothing. `port` is the port that the request goes to. */
export function apiOfPath(path: string, port: number | undefined): Pick<PathRow, "api" | "specific"> | undefined {
  const whole = tidy(path);
  const rest = withoutSpace(whole);
  if (rest !== undefined && /^\/(?:api|app|internal)(?:\/|$)/.test(rest)) return { api: "kibana", specific: true };
  return PATH_ROWS.find((row) => row.pattern.test(whole) && (row.api !== "fleet" || port === 8220));
}

/** Paths of the Elastic Cloud API that belong to the Serverless API; all others belong to the Cloud API. */
export function cloudApiOfPath(path: string): "cloud" | "cloud-serverless" | undefined {
  const plain = tidy(path);
  if (/^\/api\/v1\/serverless(?:\/|$)/.test(plain)) return "cloud-serverless";
  return CLOUD_PATHS.pattern.test(plain) ? "cloud" : undefined;
}

/** Reference targets 2.2, second table. */
export const CLOUD_PATHS = {
  pattern: /^\/api\/v1\/(?:deployments|stack|trusted-environments|organizations|users|account|billing)(?:\/|$)/,
  source: CLOUD_API,
};

/** Reference targets 2.2, last paragraph: what only an ECE installation serves. */
export const ECE_ONLY_PATHS = {
  pattern:
    /^\/api\/v1\/(?:platform(?:\/|$)|users?\/?$|users\/auth\/(?:_login|methods)\/?$|comments\/|phone-home\/config\/?$)/,
  source: ECE_API,
};

/** True for a path of Kibana's that has the name of one of its features in it. */
export function isElasticPath(path: string): boolean {
  const whole = tidy(path);
  return /^\/api\/agent_builder(?:\/|$)/.test(withoutSpace(whole) ?? whole);
}

/** True for the path of a platform API, of Elastic Cloud or ECE alike. */
export function isPlatformPath(path: string): boolean {
  return /^\/api\/v1(?:\/|$)/.test(tidy(path));
}

/** True for a path that only an ECE installation serves; on Elastic Cloud it is a mistake. */
export function isEceOnlyPath(path: string): boolean {
  return ECE_ONLY_PATHS.pattern.test(tidy(path));
}

/** What follows `/s/<space>`, if the path begins so. With `_` in front it is no space but a call on an index named `s`. */
function withoutSpace(path: string): string | undefined {
  return /^\/s\/[a-z0-9\ue000-][a-z0-9_\ue000-]*(\/.*)$/.exec(path)?.[1];
}

function tidy(path: string): string {
  return path.replace(/\/{2,}/g, "/");
}
