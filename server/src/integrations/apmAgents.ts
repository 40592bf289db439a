/**
 * Elastic's APM agents, each with a file of its own. All send the key as it stands behind `ApiKey` to APM Server or to
 * the managed intake, which take the encoded one, and a key wins over a secret token:
 * https://www.elastic.co/docs/solutions/observability/apm/secure-communication-with-apm-agents
 * What they read from their environment is in variables.ts.
 */
import type { CommandIntegration, Integration, KeySetting, TargetSettings } from "./model";

/** Verbatim, so a wrong one is a matter of its kind. */
const FORMS: KeySetting["accepts"] = [{ forms: ["encoded", "essu", "ece"] }];

function server(url: string): TargetSettings {
  return { urls: [url], defaultScheme: "http", defaultPort: 8200 };
}

const JAVA_REPORTER = "https://www.elastic.co/docs/reference/apm/agents/java/config-reporter";

const APM_AGENT_JAVA: Integration = {
  id: "elastic-apm-agent-java",
  title: "the Elastic APM Java agent",
  source: JAVA_REPORTER,
  checkedAgainst: "1.55.0",
  tell: {
    formats: ["properties"],
    // https://www.elastic.co/docs/reference/apm/agents/java/configuration
    names: ["**/elasticapm.properties", "**/elasticapm-*.properties"],
    content: [],
    // https://maven.apache.org/plugins/maven-resources-plugin/examples/filter.html
    filled: ["**/src/main/**", "**/src/test/**"],
  },
  references: "none",
  dottedKeys: false,
  settings: [
    {
      path: "api_key",
      api: "apm",
      value: "key",
      accepts: FORMS,
      target: { ...server("server_url"), urls: ["server_urls", "server_url"], separator: "," },
      excludes: [],
      // The file ranks first: https://www.elastic.co/docs/reference/apm/agents/java/configuration
      outranks: ["ELASTIC_APM_API_KEY"],
      tlsOff: [{ path: "verify_server_cert", values: ["false"] }],
    },
  ],
};

/** System properties: https://www.elastic.co/docs/reference/apm/agents/java/configuration */
export const APM_AGENT_JAVA_OPTIONS: CommandIntegration = {
  id: APM_AGENT_JAVA.id,
  title: APM_AGENT_JAVA.title,
  source: JAVA_REPORTER,
  checkedAgainst: APM_AGENT_JAVA.checkedAgainst,
  names: ["java"],
  byOptions: true,
  options: "java",
  headers: [],
  keys: ["-Delastic.apm.api_key"],
  urls: ["-Delastic.apm.server_urls", "-Delastic.apm.server_url"],
  separator: ",",
  plainWords: true,
  api: "apm",
  users: [],
  next: [],
  shortWithValue: "",
  longWithValue: [],
  accepts: FORMS,
  defaultScheme: "http",
  defaultPort: 8200,
  tlsOff: [{ option: "-Delastic.apm.verify_server_cert", values: ["false"] }],
};

const APM_AGENT_PHP: Integration = {
  id: "elastic-apm-agent-php",
  title: "the Elastic APM PHP agent",
  source: "https://www.elastic.co/docs/reference/apm/agents/php/configuration-reference",
  checkedAgainst: "1.15.1",
  tell: {
    formats: ["ini"],
    names: ["**/elastic-apm*.ini"],
    content: ["elastic_apm"],
  },
  references: "php",
  dottedKeys: true,
  sections: "php",
  settings: [
    {
      path: "elastic_apm.api_key",
      api: "apm",
      value: "key",
      accepts: FORMS,
      target: server("elastic_apm.server_url"),
      excludes: [],
      // https://github.com/elastic/apm-agent-php/tree/main/agent/native/ext/tests (config_ini_higher_precedence_than_env)
      outranks: ["ELASTIC_APM_API_KEY"],
      // https://www.php.net/manual/en/function.parse-ini-file.php: what PHP takes for false.
      tlsOff: [{ path: "elastic_apm.verify_server_cert", values: ["false", "off", "no", "0"] }],
    },
  ],
};

const APM_AGENT_RUBY: Integration = {
  id: "elastic-apm-agent-ruby",
  title: "the Elastic APM Ruby agent",
  source: "https://www.elastic.co/docs/reference/apm/agents/ruby/configuration",
  checkedAgainst: "4.8.0",
  tell: { names: ["**/elastic_apm.yml", "**/elastic_apm.yaml"], content: [] },
  references: "erb",
  dottedKeys: false,
  settings: [
    {
      path: "api_key",
      api: "apm",
      value: "key",
      accepts: FORMS,
      target: server("server_url"),
      excludes: [],
      // https://www.elastic.co/docs/reference/apm/agents/ruby/configuration: the file ranks below the environment.
      overriddenBy: ["ELASTIC_APM_API_KEY"],
      tlsOff: [{ path: "verify_server_cert", values: ["false", "no", "off"] }],
    },
  ],
};

const APM_AGENT_DOTNET: Integration = {
  id: "elastic-apm-agent-dotnet",
  title: "the Elastic APM .NET agent",
  source: "https://www.elastic.co/docs/reference/apm/agents/dotnet/configuration-on-asp-net-core",
  checkedAgainst: "1.34.0",
  tell: { formats: ["json"], names: ["**/appsettings.json", "**/appsettings.*.json"], content: ["ElasticApm"] },
  references: "none",
  dottedKeys: false,
  // https://learn.microsoft.com/aspnet/core/fundamentals/configuration/#configuration-keys-and-values
  anyCase: true,
  settings: [
    {
      path: "ElasticApm.ApiKey",
      api: "apm",
      value: "key",
      accepts: FORMS,
      target: server("ElasticApm.ServerUrl"),
      excludes: [],
      // The environment ranks above the files: https://learn.microsoft.com/aspnet/core/fundamentals/configuration/
      overriddenBy: ["ElasticApm__ApiKey"],
      tlsOff: [{ path: "ElasticApm.VerifyServerCert", values: ["false"] }],
    },
  ],
};

export const APM_AGENTS: readonly Integration[] = [APM_AGENT_JAVA, APM_AGENT_PHP, APM_AGENT_RUBY, APM_AGENT_DOTNET];
