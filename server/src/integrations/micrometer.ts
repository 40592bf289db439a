/**
 * Micrometer's registry for Elasticsearch, as Spring Boot configures it. It sends the key as it stands behind `ApiKey`, and
 * Spring Boot does not start with a user beside it: https://github.com/micrometer-metrics/micrometer/blob/main/implementations/micrometer-registry-elastic/src/main/java/io/micrometer/elastic/ElasticMeterRegistry.java
 */
import type { Integration, KeySetting, VariableIntegration } from "./model";

const SOURCE = "https://docs.spring.io/spring-boot/appendix/application-properties/index.html";
const VERSION = "3.5.6";
const ACCEPTS: KeySetting["accepts"] = [{ forms: ["encoded", "essu", "ece"] }];

/** Names as Spring Boot binds them: https://docs.spring.io/spring-boot/reference/features/external-config.html (relaxed binding) */
const SPELLINGS = ["api-key-credentials", "apiKeyCredentials", "api_key_credentials"];

/** The prefix, and what it was before Spring Boot 3. */
const PREFIXES = ["management.elastic.metrics.export", "management.metrics.export.elastic"];

/** Of variables dots become underscores, and dashes vanish; what once became an underscore too is still read. */
function variables(prefix: string): readonly string[] {
  const start = prefix.toUpperCase().replaceAll(".", "_");
  return [`${start}_APIKEYCREDENTIALS`, `${start}_API_KEY_CREDENTIALS`];
}

const PATHS = PREFIXES.flatMap((prefix) => SPELLINGS.map((name) => ({ prefix, path: `${prefix}.${name}` })));

/** https://github.com/spring-projects/spring-boot (ElasticMetricsExportAutoConfiguration) */
const USERS = ["user-name", "userName", "password"];
const ONLY_ONE = "The following configuration properties are mutually exclusive";

export const MICROMETER: Integration = {
  id: "micrometer",
  title: "Micrometer",
  source: SOURCE,
  checkedAgainst: VERSION,
  products: ["spring-boot"],
  tell: { formats: ["yaml", "properties"], names: [], content: PATHS.map(({ path }) => path) },
  references: "spring",
  dottedKeys: true,
  settings: PATHS.map(
    ({ prefix, path }): KeySetting => ({
      path,
      api: "elasticsearch",
      value: "key",
      accepts: ACCEPTS,
      // No default: where a file lacks the host, another one of Spring's, a profile or a variable may name it.
      target: { urls: [`${prefix}.host`], defaultScheme: "http", defaultPort: 9200 },
      excludes: [{ paths: USERS.map((name) => `${prefix}.${name}`), refusal: ONLY_ONE }],
      overriddenBy: variables(prefix),
    }),
  ),
};

export const MICROMETER_VARIABLES: readonly VariableIntegration[] = PREFIXES.map((prefix) => ({
  id: MICROMETER.id,
  title: MICROMETER.title,
  source: "https://docs.spring.io/spring-boot/reference/features/external-config.html",
  checkedAgainst: VERSION,
  kind: "program",
  names: variables(prefix),
  value: "key",
  api: "elasticsearch",
  accepts: ACCEPTS,
  // Where no variable names it, a file does, or nothing.
  targets: [`${prefix.toUpperCase().replaceAll(".", "_")}_HOST`],
  defaultScheme: "http",
  defaultPort: 9200,
}));
