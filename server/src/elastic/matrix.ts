/**
 * Which kind of key opens which API: the table of reference matrix 3.1, row by row and cell by cell, with what Elastic
 * documents behind each row. Two rows of the reference are finer than a kind (a Cloud key with and without access to
 * Elasticsearch and Kibana, an APM agent key); `opens` puts the first two together and leaves the third to its reader.
 */
import type { Api, Cell, Deployment, Kind } from "./model";

/** The columns of the matrix. `-stack`: Elastic Cloud Hosted, ECE, ECK, self-managed. */
export const COLUMNS = [
  "elasticsearch-stack",
  "kibana-stack",
  "elasticsearch-serverless",
  "kibana-serverless",
  "cloud",
  "cloud-serverless",
  "ece",
  "remote-cluster",
  "apm",
  "otlp",
  "fleet",
] as const;
export type Column = (typeof COLUMNS)[number];

export type Condition = "a" | "b" | "c" | "d" | "e" | "f" | "g" | "h" | "i" | "j";

/** `yes d` opens within a condition that needs no asking; `a` opens only where condition a holds; `i` authenticates only. */
type Entry = "yes" | "yes d" | "yes e" | "yes g" | "no" | "same-place" | "n/f" | "if" | Condition | "stack only";

export interface MatrixRow {
  readonly id: string;
  readonly kind: Kind;
  /** One entry for each of `COLUMNS`, in their order. */
  readonly entries: readonly [Entry, Entry, Entry, Entry, Entry, Entry, Entry, Entry, Entry, Entry, Entry];
  readonly source: string;
}

const DOCS = "https://www.elastic.co/docs";

/** Columns: Elasticsearch, Kibana on the stack; both on serverless; Cloud, Cloud Serverless, ECE; remote, APM, OTLP, Fleet. */
export const MATRIX: readonly MatrixRow[] = [
  {
    id: "elasticsearch-rest",
    kind: "elasticsearch-api-key",
    entries: ["same-place", "same-place", "no", "no", "no", "no", "no", "no", "a", "b", "c"],
    source: `${DOCS}/deploy-manage/api-keys/elasticsearch-api-keys`,
  },
  {
    id: "serverless-project",
    kind: "serverless-project-api-key",
    entries: ["no", "no", "same-place", "same-place", "no", "no", "no", "no", "a", "b", "c"],
    source: `${DOCS}/deploy-manage/api-keys/serverless-project-api-keys`,
  },
  {
    id: "cloud-api-access",
    kind: "elastic-cloud-api-key",
    entries: ["no", "no", "no", "no", "yes d", "yes d", "no", "no", "n/f", "n/f", "n/f"],
    source: `${DOCS}/deploy-manage/api-keys/elastic-cloud-api-keys`,
  },
  {
    id: "cloud-full-access",
    kind: "elastic-cloud-api-key",
    entries: ["no", "no", "yes e", "f", "yes d", "yes d", "no", "no", "n/f", "n/f", "n/f"],
    source: `${DOCS}/deploy-manage/api-keys/elastic-cloud-api-keys`,
  },
  {
    id: "ece",
    kind: "ece-api-key",
    entries: ["no", "no", "no", "no", "no", "no", "yes g", "no", "no", "no", "no"],
    source: `${DOCS}/deploy-manage/api-keys/elastic-cloud-enterprise-api-keys`,
  },
  {
    id: "cross-cluster",
    kind: "cross-cluster-api-key",
    entries: ["no", "no", "no", "no", "no", "no", "no", "h", "no", "no", "no"],
    source: `${DOCS}/api/doc/elasticsearch/operation/operation-security-create-cross-cluster-api-key`,
  },
  {
    id: "fleet-enrollment",
    kind: "fleet-enrollment-token",
    entries: ["i", "i", "i", "i", "no", "no", "no", "no", "no", "no", "c"],
    source: `${DOCS}/reference/fleet/fleet-enrollment-tokens`,
  },
  {
    id: "apm-agent",
    kind: "elasticsearch-api-key",
    entries: ["i", "i", "i", "i", "no", "no", "no", "no", "yes", "n/f", "no"],
    source: "https://www.elastic.co/guide/en/observability/current/apm-api-key.html",
  },
  {
    id: "apm-secret-token",
    kind: "apm-secret-token",
    entries: ["no", "no", "no", "no", "no", "no", "no", "no", "stack only", "no", "no"],
    source: "https://www.elastic.co/guide/en/observability/current/apm-secret-token.html",
  },
  {
    id: "service-account-token",
    kind: "service-account-token",
    entries: ["yes", "if", "j", "j", "no", "no", "no", "no", "no", "no", "no"],
    source: `${DOCS}/deploy-manage/users-roles/cluster-or-deployment-auth/service-accounts`,
  },
  {
    id: "elasticsearch-enrollment",
    kind: "elasticsearch-enrollment-token",
    entries: ["no", "no", "no", "no", "no", "no", "no", "no", "no", "no", "no"],
    source:
      "https://github.com/elastic/elasticsearch/blob/main/x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/EnrollmentToken.java",
  },
];

/** What each condition asks for, for people to read. */
export const CONDITIONS: Readonly<Record<Condition, string>> = {
  a: "the key holds the apm privileges event:write and config_agent:read, and the APM Server accepts API keys",
  b: "the key was made for ingest in that project or deployment; hosted deployments need version 9.2",
  c: "only an enrollment token or the agent's own key",
  d: "within the roles of the key",
  e: "the key has the access “Cloud, Elasticsearch and Kibana API” and a role in that project",
  f: "the key has the access “Cloud, Elasticsearch and Kibana API” and a role in that project; rules may be refused",
  g: "with the rights of its owner; the built-in users admin and readonly have no keys",
  h: "the key was made on the remote cluster and stands in the local cluster's keystore",
  i: "it authenticates in its own cluster, with hardly any rights",
  j: "on serverless only tokens of Fleet Server can be made",
};

/** The answer of the matrix for a kind of key at a deployment's API. `not-found` where it has none. */
export function opens(kind: Kind, deployment: Deployment, api: Api): Cell {
  const column = columnOf(deployment, api);
  const rows = MATRIX.filter((row) => row.kind === kind && row.id !== "apm-agent");
  const [row, fuller] = rows;
  if (!row || column === undefined) return { answer: "not-found", source: `${DOCS}/deploy-manage/api-keys` };
  const cell = cellOf(row, column, deployment);
  if (!fuller) return cell;
  const other = cellOf(fuller, column, deployment);
  return cell.answer === other.answer ? other : { ...other, answer: "conditional" };
}

/** One cell of one row. `deployment` matters where a column has the stack and serverless in it. */
export function cellOf(row: MatrixRow, column: Column, deployment: Deployment): Cell {
  const entry = row.entries[COLUMNS.indexOf(column)] ?? "n/f";
  const { source } = row;
  switch (entry) {
    case "yes":
    case "no":
    case "same-place":
      return { answer: entry, source };
    case "yes d":
    case "yes e":
    case "yes g":
      return { answer: "yes", condition: entry.slice(4), source };
    case "i":
      return { answer: "authenticates", condition: entry, source };
    case "n/f":
      return { answer: "not-found", source };
    case "if":
      return { answer: "conditional", source };
    case "stack only":
      return { answer: deployment === "serverless" ? "no" : "yes", source };
    default:
      return { answer: "conditional", condition: entry, source };
  }
}

/**
 * The column for a deployment's API. None where that API does not exist there, or is not the one that the matrix means:
 * OTLP outside of Elastic Cloud is a collector's or Elasticsearch's own, with rules that the matrix does not have.
 */
export function columnOf(deployment: Deployment, api: Api): Column | undefined {
  const stack = deployment === "ech" || deployment === "ece" || deployment === "eck" || deployment === "self-managed";
  const serverless = deployment === "serverless";
  switch (api) {
    case "elasticsearch":
    case "kibana":
      if (stack) return `${api}-stack`;
      return serverless ? `${api}-serverless` : undefined;
    case "cloud":
    case "cloud-serverless":
      return deployment === "elastic-cloud" ? api : undefined;
    case "ece":
      return deployment === "ece" ? api : undefined;
    case "remote-cluster":
      return stack ? api : undefined;
    case "otlp":
      return deployment === "ech" || serverless ? api : undefined;
    case "apm":
    case "fleet":
      return stack || serverless ? api : undefined;
    default:
      return undefined;
  }
}
