/** ecctl, the command line of Elastic Cloud and of ECE. It sends the key verbatim, to Elastic Cloud where no host is named. */
import type { Acceptance, CommandIntegration, Integration, VariableIntegration } from "./model";

const CONFIG = "https://github.com/elastic/ecctl/blob/master/pkg/ecctl/config.go";
const VARIABLES = "https://github.com/elastic/ecctl/blob/master/docs/reference/ecctl-environment-variables.md";
const OPTIONS = "https://github.com/elastic/ecctl/blob/master/cmd/root.go";
const VERSION = "1.15.0";

const ACCEPTS: readonly Acceptance[] = [{ forms: ["essu", "ece"] }];
const DEFAULT = "https://api.elastic-cloud.com";

export const ECCTL: Integration = {
  id: "ecctl",
  title: "ecctl",
  source: CONFIG,
  checkedAgainst: VERSION,
  tell: {
    formats: ["yaml", "json"],
    names: ["**/.ecctl/*.yml", "**/.ecctl/*.yaml", "**/.ecctl/*.json"],
    content: [],
  },
  references: "none",
  dottedKeys: false,
  settings: [
    {
      path: "api_key",
      api: "cloud",
      value: "key",
      accepts: ACCEPTS,
      target: { urls: ["host"], defaultScheme: "https", defaultPort: 443, default: DEFAULT },
      excludes: [{ paths: ["user", "pass"], refusal: "cannot specify both api_key and user / pass" }],
      tlsOff: [{ path: "insecure", values: ["true"] }],
    },
  ],
};

export const ECCTL_COMMAND: CommandIntegration = {
  id: "ecctl",
  title: "ecctl",
  source: OPTIONS,
  checkedAgainst: VERSION,
  names: ["ecctl"],
  options: "posix",
  headers: [],
  keys: ["--api-key"],
  urls: ["--host"],
  plainWords: true,
  api: "cloud",
  default: DEFAULT,
  users: [],
  next: [],
  shortWithValue: "",
  longWithValue: [
    "--config",
    "--file",
    "--format",
    "--message",
    "--output",
    "--pass",
    "--region",
    "--timeout",
    "--user",
    "--verbose-file",
  ],
  accepts: ACCEPTS,
  defaultScheme: "https",
  tlsOff: [{ option: "--insecure" }],
  echo: ["--verbose-credentials"],
};

export const ECCTL_VARIABLES: VariableIntegration = {
  id: "ecctl",
  title: "ecctl",
  source: VARIABLES,
  checkedAgainst: VERSION,
  kind: "program",
  readBy: ["ecctl"],
  names: ["EC_API_KEY"],
  value: "key",
  api: "cloud",
  accepts: ACCEPTS,
  targets: ["EC_HOST"],
  defaultScheme: "https",
  default: DEFAULT,
  tlsOff: [{ name: "EC_INSECURE", values: ["true"] }],
};
