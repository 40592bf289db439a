/**
 * EDOT Cloud Forwarder: a collector that runs as a function of a cloud and sends to the managed OTLP endpoint. Its key is
 * an input of whatever deploys it: a Terraform module (Google Cloud), a CloudFormation stack (AWS), a Bicep template
 * (Azure). Each takes the bare encoded key; the setup page shows a whole header.
 */
import type { CommandIntegration, Integration, KeySetting, VariableIntegration } from "./model";

const DOCS = "https://www.elastic.co/docs/reference/opentelemetry/edot-cloud-forwarder";

const ROW = {
  id: "edot-cloud-forwarder",
  title: "EDOT Cloud Forwarder",
  checkedAgainst: "1.0.0",
  dottedKeys: false,
} as const;

const ACCEPTS: KeySetting["accepts"] = [{ forms: ["encoded", "essu", "ece"] }];

function input(path: string, endpoint: string): KeySetting {
  return {
    path,
    api: "otlp",
    value: "key",
    accepts: ACCEPTS,
    target: { urls: [endpoint], defaultScheme: "https", defaultPort: 443 },
    excludes: [],
  };
}

const CALL = "module.*";

const TERRAFORM: Integration = {
  ...ROW,
  source: `${DOCS}/gcp`,
  tell: { formats: ["hcl"], names: [], content: [`${CALL}.ecf_exporter_api_key`] },
  references: "terraform",
  settings: [input(`${CALL}.ecf_exporter_api_key`, `${CALL}.ecf_exporter_endpoint`)],
};

/**
 * Parameters of the stack: in a file of them, as the stack of another stack, and their defaults in a copy of the template.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
 */
const STACKS: readonly (readonly [before: string, behind: string])[] = [
  ["Parameters", ""],
  ["Resources.*.Properties.Parameters", ""],
  ["Parameters", ".Default"],
];

/** https://learn.microsoft.com/en-us/azure/azure-resource-manager/templates/parameter-files */
const BICEP = "parameters";

const PARAMETERS: Integration = {
  ...ROW,
  source: `${DOCS}/aws/deploy`,
  tell: {
    formats: ["yaml", "json"],
    names: [],
    content: [...STACKS.map(([before]) => `${before}.ElasticAPIKey`), `${BICEP}.elasticsearchOtlpEndpoint`],
  },
  references: "none",
  settings: [
    ...STACKS.map(([before, behind]) => input(`${before}.ElasticAPIKey${behind}`, `${before}.OTLPEndpoint${behind}`)),
    {
      ...input(`${BICEP}.elasticsearchApiKey.value`, `${BICEP}.elasticsearchOtlpEndpoint.value`),
      source: `${DOCS}/azure`,
    },
  ],
};

export const CLOUD_FORWARDER: readonly Integration[] = [TERRAFORM, PARAMETERS];

/** An input of the module where that is applied by itself, with a file of values. */
export const CLOUD_FORWARDER_VARIABLES: VariableIntegration = {
  ...ROW,
  source: `${DOCS}/gcp`,
  kind: "program",
  names: ["ecf_exporter_api_key"],
  value: "key",
  api: "otlp",
  accepts: ACCEPTS,
  targets: ["ecf_exporter_endpoint"],
  defaultScheme: "https",
};

const SHORTHAND = (name: string): string => `ParameterKey=${name},ParameterValue=`;

/** https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/, https://learn.microsoft.com/en-us/cli/azure/deployment/group */
export const CLOUD_FORWARDER_COMMANDS: CommandIntegration = {
  ...ROW,
  source: `${DOCS}/aws/deploy`,
  names: ["aws", "sam", "az"],
  options: "posix",
  headers: [],
  urls: [],
  plainWords: true,
  words: [
    { key: SHORTHAND("ElasticAPIKey"), url: SHORTHAND("OTLPEndpoint") },
    { key: "ElasticAPIKey=", url: "OTLPEndpoint=" },
    { key: "elasticsearchApiKey=", url: "elasticsearchOtlpEndpoint=", both: true },
  ],
  api: "otlp",
  users: [],
  next: [],
  shortWithValue: "",
  longWithValue: [],
  accepts: ACCEPTS,
  defaultScheme: "https",
};
