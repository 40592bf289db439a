/**
 * The words of contract.md section 2 as types: kinds, forms, deployments, APIs, and what a classification tells.
 * Nothing in this file can hold a secret; see secret.ts for the one type that does.
 */

export const KINDS = [
  "elasticsearch-api-key",
  "serverless-project-api-key",
  "elastic-cloud-api-key",
  "ece-api-key",
  "cross-cluster-api-key",
  "fleet-enrollment-token",
  "service-account-token",
  "elasticsearch-enrollment-token",
  "apm-secret-token",
  "elastic-cloud-token",
  "app-search-key",
  "jwt",
  "basic",
  "unknown",
] as const;
export type Kind = (typeof KINDS)[number];

export const FORMS = [
  "encoded",
  "pair",
  "essu",
  "ece",
  "half",
  "damaged",
  "reference",
  "placeholder",
  "ciphertext",
  "other",
] as const;
export type Form = (typeof FORMS)[number];

export const DEPLOYMENTS = ["ech", "serverless", "ece", "eck", "self-managed", "elastic-cloud", "unknown"] as const;
export type Deployment = (typeof DEPLOYMENTS)[number];

export const APIS = [
  "elasticsearch",
  "kibana",
  "apm",
  "fleet",
  "otlp",
  "remote-cluster",
  "cloud",
  "cloud-serverless",
  "ece",
  "unknown",
] as const;
export type Api = (typeof APIS)[number];

export type Verdict = "fits" | "depends" | "mismatch" | "unknown";

/** How a `damaged` credential is damaged. Each names the mistake that people make, so that a message can. */
export type Damage =
  | "double-encoded"
  | "newline"
  | "whitespace"
  | "utf-16"
  | "delimiter"
  | "dash"
  | "scheme-inside"
  | "cloud-key-encoded"
  | "padding"
  | "quotes"
  | "altered-essu";

/** What the text of a credential tells by itself. Holds no secret. */
export interface Classification {
  readonly form: Form;
  /** Every kind that the form leaves open. `["unknown"]` where it tells nothing. */
  readonly candidates: readonly Kind[];
  /** The public half of an Elasticsearch-shaped key, where it can be read. Never the id inside an `essu_` key. */
  readonly id: string | undefined;
  /** At most the first four and the last two characters (`essu_` and four more). */
  readonly shown: string;
  readonly damage?: Damage;
  /** The form that the value has once mended, where mending is lossless. */
  readonly mendedForm?: Form;
  readonly checksum?: "matches" | "differs";
  readonly half?: "secret" | "id" | "either";
  /** The candidates rest on a mere resemblance (`name:word` looks like a user and a password), so nothing is certain. */
  readonly likely?: true;
  /** A credential that Elastic's programs make for their own use; known to exist, so nothing is said about it. */
  readonly internal?: true;
}

/** A place that a credential is sent to. */
export interface Target {
  readonly deployment: Deployment;
  readonly api: Api;
  /** Lower case, without user-info, port and trailing dot; undefined where there is none (an opaque reference). */
  readonly host: string | undefined;
  readonly scheme: "http" | "https" | undefined;
  readonly port: number | undefined;
  /** The port was written, not a default. */
  readonly explicitPort: boolean;
  readonly path: string;
  readonly name: string | undefined;
  readonly region: string | undefined;
  readonly csp: "aws" | "gcp" | "azure" | undefined;
  readonly private: boolean;
  /** False where deployment or API is only likely (loopback, a port or path alone). */
  readonly certain: boolean;
  /** What told the deployment and the API, for evidence. */
  readonly told: { readonly deployment: TargetTell; readonly api: TargetTell };
}

export type TargetTell = "host" | "port" | "path" | "cloud-id" | "setting" | "default" | "project-file" | "nothing";

/** A cell of the matrix: does this kind open this API there? */
export interface Cell {
  /** `same-place`: only where it was made, which text cannot show. `authenticates`: accepted, but with hardly any rights. */
  readonly answer: "yes" | "conditional" | "no" | "same-place" | "authenticates" | "not-found";
  /** The letter of the condition in reference/matrix.md 3.1. */
  readonly condition?: string;
  readonly source: string;
}
