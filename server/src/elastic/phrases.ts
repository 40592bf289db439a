/**
 * Noun phrases for sentences about kinds and places: "an Elastic Cloud API key", "serverless Elasticsearch".
 * Short, because a message is one line of 120 characters; full titles for tables and hovers are in titles.ts.
 */
import type { Api, Deployment, Kind } from "./model";
import { aKind } from "./titles";

/** The kind with its article, for the beginning (`upper`) or the middle of a sentence. */
export function withArticle(kind: Kind, letter: "upper" | "lower"): string {
  const phrase = aKind(kind);
  return letter === "upper" ? phrase.slice(0, 1).toUpperCase() + phrase.slice(1) : phrase;
}

const API_PHRASES: Readonly<Record<Api, string>> = {
  elasticsearch: "Elasticsearch",
  kibana: "Kibana",
  apm: "APM Server",
  fleet: "Fleet Server",
  otlp: "the managed OTLP endpoint",
  "remote-cluster": "a remote cluster",
  cloud: "the Elastic Cloud API",
  "cloud-serverless": "the Elastic Cloud Serverless API",
  ece: "the ECE API",
  unknown: "this address",
};

const DEPLOYMENT_WORDS: Readonly<Record<Deployment, string>> = {
  ech: "hosted ",
  serverless: "serverless ",
  ece: "ECE ",
  eck: "ECK ",
  "self-managed": "self-managed ",
  "elastic-cloud": "",
  unknown: "",
};

/** Where a request goes: "hosted Elasticsearch", "the Elastic Cloud API". */
export function apiOfDeployment(target: { readonly deployment: Deployment; readonly api: Api }): string {
  const { deployment, api } = target;
  if (api === "cloud" || api === "cloud-serverless" || api === "ece") return API_PHRASES[api];
  if (api === "unknown")
    return deployment === "unknown" ? "this address" : `this ${DEPLOYMENT_WORDS[deployment]}deployment`;
  // Anything may take OTLP at an address that nobody knows.
  if (api === "otlp" && (deployment === "unknown" || deployment === "self-managed")) return "this OTLP endpoint";
  if (api === "otlp" || api === "remote-cluster") return API_PHRASES[api];
  return `${DEPLOYMENT_WORDS[deployment]}${API_PHRASES[api]}`;
}

/** The key that opens that place, and where it is made. */
export function fittingKey(target: { readonly deployment: Deployment; readonly api: Api }): string {
  const { deployment, api } = target;
  if (api === "cloud" || api === "cloud-serverless") return "an Elastic Cloud API key";
  if (api === "ece") return "an Elastic Cloud Enterprise API key";
  if (api === "remote-cluster") return "a cross-cluster API key made there";
  if (api === "fleet") return "a Fleet enrollment token";
  if (deployment === "serverless") return "an API key made in that project";
  return "an Elasticsearch API key made there";
}
