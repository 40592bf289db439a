/**
 * Elastic's Terraform providers. `ec` manages deployments and takes keys of Elastic Cloud or of an ECE installation;
 * `elasticstack` manages what is in a cluster and takes keys of that cluster, verbatim, in the encoded form.
 */
import type { Integration, KeySetting, VariableIntegration } from "./model";

const EC = "https://github.com/elastic/terraform-provider-ec/blob/master/ec/provider.go";
const STACK = "https://github.com/elastic/terraform-provider-elasticstack/blob/main/internal/clients/config/auth.go";
const STACK_DOCS = "https://registry.terraform.io/providers/elastic/elasticstack/latest/docs";

export const TERRAFORM_EC: Integration = {
  id: "terraform-ec",
  title: "Terraform's ec provider",
  source: EC,
  checkedAgainst: "0.12.2",
  tell: { formats: ["hcl"], names: [], content: ["provider.ec"] },
  references: "terraform",
  dottedKeys: false,
  settings: [
    {
      path: "provider.ec.apikey",
      api: "cloud",
      value: "key",
      accepts: [{ forms: ["essu", "ece"] }],
      target: {
        urls: ["provider.ec.endpoint"],
        defaultScheme: "https",
        defaultPort: 443,
        default: "https://api.elastic-cloud.com",
      },
      excludes: [
        { paths: ["provider.ec.username"], refusal: "only one of apikey or username and password can be specified" },
      ],
      tlsOff: [{ path: "provider.ec.insecure", values: ["true"] }],
    },
  ],
};

/** One block of the provider: where it stands, which API it talks to, and the setting that names the address. */
function connection(block: string, api: "elasticsearch" | "kibana", address: "endpoint" | "endpoints"): KeySetting {
  return {
    path: `${block}.api_key`,
    api,
    value: "key",
    accepts: [{ forms: ["encoded", "essu", "ece"] }],
    target: { urls: [`${block}.${address}`], defaultScheme: "https", defaultPort: 443 },
    excludes: [
      { paths: [`${block}.username`], refusal: 'Attribute "username" cannot be specified when "api_key" is specified' },
      { paths: [`${block}.bearer_token`], refusal: "Multiple authentication methods configured" },
    ],
    tlsOff: [{ path: `${block}.insecure`, values: ["true"] }],
    source: STACK_DOCS,
  };
}

/** Blocks of the provider; the Fleet API is part of Kibana. */
const PROVIDER = "provider.elasticstack";

/** What may connect to another cluster than the provider's. */
const CONNECTING = ["resource", "data", "ephemeral"].map((kind) => `${kind}.*.*`);

export const TERRAFORM_ELASTICSTACK: Integration = {
  id: "terraform-elasticstack",
  title: "Terraform's elasticstack provider",
  source: STACK,
  checkedAgainst: "0.16.0",
  tell: {
    formats: ["hcl"],
    names: [],
    content: [
      PROVIDER,
      ...CONNECTING.flatMap((block) => [`${block}.elasticsearch_connection`, `${block}.kibana_connection`]),
    ],
  },
  references: "terraform",
  dottedKeys: false,
  settings: [
    connection(`${PROVIDER}.elasticsearch`, "elasticsearch", "endpoints"),
    connection(`${PROVIDER}.kibana`, "kibana", "endpoints"),
    connection(`${PROVIDER}.fleet`, "kibana", "endpoint"),
    ...CONNECTING.flatMap((block) => [
      connection(`${block}.elasticsearch_connection`, "elasticsearch", "endpoints"),
      connection(`${block}.kibana_connection`, "kibana", "endpoints"),
    ]),
  ],
};

const PROGRAMS = ["terraform", "tofu"];

/** Both providers take from the environment what their blocks leave out. */
export const TERRAFORM_VARIABLES: readonly VariableIntegration[] = [
  {
    id: TERRAFORM_EC.id,
    title: TERRAFORM_EC.title,
    source: "https://registry.terraform.io/providers/elastic/ec/latest/docs",
    checkedAgainst: "0.12.2",
    kind: "program",
    readBy: PROGRAMS,
    names: ["EC_API_KEY"],
    value: "key",
    api: "cloud",
    accepts: [{ forms: ["essu", "ece"] }],
    targets: ["EC_ENDPOINT", "EC_HOST"],
    defaultScheme: "https",
    default: "https://api.elastic-cloud.com",
    tlsOff: [{ name: "EC_INSECURE", values: ["true"] }],
  },
  stackVariable("ELASTICSEARCH_API_KEY", "elasticsearch", ["ELASTICSEARCH_ENDPOINTS"], "ELASTICSEARCH_INSECURE"),
  stackVariable("KIBANA_API_KEY", "kibana", ["KIBANA_ENDPOINT"], "KIBANA_INSECURE"),
  stackVariable("FLEET_API_KEY", "kibana", ["FLEET_ENDPOINT"], "FLEET_INSECURE"),
];

function stackVariable(
  name: string,
  api: "elasticsearch" | "kibana",
  targets: readonly string[],
  insecure: string,
): VariableIntegration {
  return {
    id: TERRAFORM_ELASTICSTACK.id,
    title: TERRAFORM_ELASTICSTACK.title,
    source: STACK_DOCS,
    checkedAgainst: "0.16.0",
    kind: "program",
    readBy: PROGRAMS,
    names: [name],
    value: "key",
    api,
    accepts: [{ forms: ["encoded", "essu", "ece"] }],
    targets,
    defaultScheme: "https",
    tlsOff: [{ name: insecure, values: ["true"] }],
  };
}
