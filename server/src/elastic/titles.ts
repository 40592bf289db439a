/**
 * What people call the contract's words. One place, so that hovers, messages, tables and pictures say the same thing the
 * same way. Names are Elastic's own, in the spelling of its documentation.
 */
import type { Api, Deployment, Form, Kind } from "./model";

/** Names of kinds, as in "This is an Elastic Cloud API key". */
export const KIND_TITLES: Readonly<Record<Kind, string>> = {
  "elasticsearch-api-key": "Elasticsearch API key",
  "serverless-project-api-key": "Serverless project API key",
  "elastic-cloud-api-key": "Elastic Cloud API key",
  "ece-api-key": "Elastic Cloud Enterprise API key",
  "cross-cluster-api-key": "cross-cluster API key",
  "fleet-enrollment-token": "Fleet enrollment token",
  "service-account-token": "service account token",
  "elasticsearch-enrollment-token": "Elasticsearch enrollment token",
  "apm-secret-token": "APM secret token",
  "elastic-cloud-token": "Elastic Cloud access token",
  "app-search-key": "App Search key",
  jwt: "JSON Web Token",
  basic: "user name and password",
  unknown: "credential of unknown kind",
};

/** Names of deployments, as in "Sent to Elastic Cloud Hosted". */
export const DEPLOYMENT_TITLES: Readonly<Record<Deployment, string>> = {
  ech: "Elastic Cloud Hosted",
  serverless: "Elastic Cloud Serverless",
  ece: "Elastic Cloud Enterprise",
  eck: "Elastic Cloud on Kubernetes",
  "self-managed": "self-managed Elastic Stack",
  "elastic-cloud": "Elastic Cloud",
  unknown: "unknown deployment",
};

/** Names of APIs, as in "the Elasticsearch API". */
export const API_TITLES: Readonly<Record<Api, string>> = {
  elasticsearch: "Elasticsearch API",
  kibana: "Kibana API",
  apm: "APM Server",
  fleet: "Fleet Server",
  otlp: "OTLP endpoint",
  "remote-cluster": "remote cluster server",
  cloud: "Elastic Cloud API",
  "cloud-serverless": "Elastic Cloud Serverless API",
  ece: "Elastic Cloud Enterprise API",
  unknown: "unknown API",
};

/** Names of forms, as in "written as id:api_key". */
export const FORM_TITLES: Readonly<Record<Form, string>> = {
  encoded: "base64 of id:api_key",
  pair: "id:api_key",
  essu: "essu_ key",
  ece: "base64 of user:id:key",
  half: "half a key",
  damaged: "damaged key",
  reference: "reference",
  placeholder: "placeholder",
  ciphertext: "encrypted value",
  other: "other credential",
};

const VOWEL_SOUNDS: ReadonlySet<Kind> = new Set([
  "elasticsearch-api-key",
  "elastic-cloud-api-key",
  "ece-api-key",
  "elasticsearch-enrollment-token",
  "apm-secret-token",
  "elastic-cloud-token",
  "app-search-key",
]);

/** A kind with its article: "an Elastic Cloud API key", "a service account token". */
export function aKind(kind: Kind): string {
  return `${VOWEL_SOUNDS.has(kind) ? "an" : "a"} ${KIND_TITLES[kind]}`;
}
