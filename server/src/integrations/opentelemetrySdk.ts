/**
 * SDKs of OpenTelemetry that read their settings elsewhere than in variables (those are in variables.ts): Java's agent and
 * Spring Boot's starter, which know each variable as a property with dots too.
 * https://opentelemetry.io/docs/languages/java/configuration/, https://opentelemetry.io/docs/zero-code/java/spring-boot-starter/sdk-configuration/
 */
import type { CommandIntegration, Integration, KeySetting } from "./model";

const JAVA = "https://opentelemetry.io/docs/languages/java/configuration/";
const ACCEPTS: KeySetting["accepts"] = [{ forms: ["encoded", "essu", "ece"] }];

const SDK = { id: "otel-sdk", title: "an OpenTelemetry SDK", source: JAVA, checkedAgainst: "1.50.0" } as const;

const EXPORTER = "otel.exporter.otlp";
/** All signals, and each with settings of its own. */
const BLOCKS = [EXPORTER, ...["traces", "metrics", "logs"].map((signal) => `${EXPORTER}.${signal}`)];

function headers(block: string): readonly KeySetting[] {
  const common = {
    api: "otlp",
    anyServer: true,
    accepts: ACCEPTS,
    target: {
      urls: [...new Set([`${block}.endpoint`, `${EXPORTER}.endpoint`])],
      defaultScheme: "http",
      defaultPort: 4318,
    },
    excludes: [],
  } as const;
  return [
    { ...common, path: `${block}.headers`, value: "header-list" },
    // As a map, which Spring Boot's starter takes.
    { ...common, path: `${block}.headers.Authorization`, value: "header" },
  ];
}

export const OTEL_SDK: Integration = {
  ...SDK,
  tell: {
    formats: ["yaml", "properties"],
    names: ["**/otel.properties", "**/opentelemetry.properties"],
    content: BLOCKS.map((block) => `${block}.headers`),
    // Logstash has settings of the same names.
    weak: true,
  },
  references: "spring",
  dottedKeys: true,
  settings: BLOCKS.flatMap(headers),
};

export const OTEL_SDK_OPTIONS: CommandIntegration = {
  ...SDK,
  names: ["java"],
  byOptions: true,
  options: "java",
  headers: [],
  lists: BLOCKS.map((block) => `-D${block}.headers`),
  urls: BLOCKS.map((block) => `-D${block}.endpoint`),
  plainWords: true,
  api: "otlp",
  users: [],
  next: [],
  shortWithValue: "",
  longWithValue: [],
  accepts: ACCEPTS,
  defaultScheme: "http",
};
