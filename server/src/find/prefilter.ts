/**
 * A cheap look at a text: can it hold a key use at all? One scan for telltale words, so that most files of a repository
 * are never parsed. The words are those that every setting path and header of the rows contains, however it is written.
 */
import { COMMAND_INTEGRATIONS, VARIABLE_INTEGRATIONS } from "../integrations/index";
import type { Format } from "../read/reading";
import { matchesGlob } from "../text/glob";
import { isHttpEnvironments } from "./carriers/httpEnvironments";

const TELLTALES = [
  "api_key",
  "apikey",
  "api-key",
  "authorization",
  "cloud.id",
  "cloud_id",
  "cloudid",
  "cluster.remote",
  "bearertokenauth",
  "headers_setter",
  "enrollment-token",
  "secretname",
  "authenticationref",
  "keyfit-disable",
] as const;

/** `agent.fleet.token` of a chart's values. */
const FLEET_BLOCK = ["fleet", "token"] as const;

/** `cluster.remote.*.credentials`, with its parts nested. */
const REMOTE_BLOCK = /\bremote(?:["']?[ \t]{0,4}:|\.)/;

/** `cloud:` with its `id` nested in it. */
const CLOUD_BLOCK = /cloud["']?[ \t]*:/;

/**
 * Programs that take a header, of which nothing need stand in the text. What other programs are handed, and what tells
 * those that are told by their options, has a telltale word in it.
 */
const PROGRAMS = COMMAND_INTEGRATIONS.filter(
  ({ headers, options, byOptions }) => !byOptions && (headers.length > 0 || options === "httpie"),
).flatMap((row) => row.names);

/** Names of variables that no telltale word covers. */
const VARIABLES = VARIABLE_INTEGRATIONS.flatMap((row) => row.names.map((name) => name.toLowerCase())).filter(
  (name) => !TELLTALES.some((word) => name.includes(word)),
);

/** What a YAML file holds that gives values or environments to others: at the beginning of a line, or after blanks. */
const CARRIERS =
  /^[ \t-]{0,40}(?:services:|jobs:|kind:[ \t]{0,4}["']?(?:Secret|ConfigMap|ExternalSecret|SealedSecret|Pod|Deployment|StatefulSet|DaemonSet|Job|CronJob|ReplicaSet|Kustomization|Component|Beat|Agent|Logstash|ApmServer|ScaledObject|ScaledJob|TriggerAuthentication|OpenTelemetryCollector|Instrumentation|List)\b|secretGenerator:|configMapGenerator:|script:|op:)/m;

/** True where a file may give values, environments or names to other files, so that it is read without the prefilter. */
export function canCarry(format: Format, path: string, text: string): boolean {
  switch (format) {
    case "dotenv":
    case "systemd":
    case "dockerfile":
    case "crontab":
      return true;
    case "shell":
      return /artifacts\.elastic\.co|\bexport\b|set -a|\.env\b|\.sh\b|\b(?:docker|podman|nerdctl|source|terraform|tofu) |(?:^|[\s;&|({])\.[ \t]/.test(
        text,
      );
    case "hcl":
      return path.endsWith(".tfvars") || /^[ \t]{0,20}(?:variable|locals|module)\b/m.test(text);
    case "json":
      if (/\.(?:tf|tfvars)\.json$/.test(path) || isHttpEnvironments(path)) return true;
      if (SERVERS.test(text) || (text.includes("command") && EDITOR_SERVERS.test(text))) return true;
      return CARRIERS.test(text);
    case "yaml":
      return CARRIERS.test(text) || PIPELINES.some((glob) => matchesGlob(path, glob));
    default:
      return false;
  }
}

/** What an MCP client's file holds: servers, and what they are started with. */
const SERVERS = /\b(?:mcpServers|context_servers|envFile)\b/;
const EDITOR_SERVERS = /\bservers["']?[ \t]{0,4}:/;

const PIPELINES = [
  "**/.github/workflows/*",
  "**/.gitlab-ci.yml",
  "**/.gitlab-ci.yaml",
  "**/.gitlab/ci/*",
  "**/action.yml",
  "**/action.yaml",
  "**/*.gitlab-ci.yml",
  "**/kustomization.yml",
  "**/kustomization.yaml",
  "**/Kustomization",
];

/** False only where no reader and no rule could find anything. Case does not count. */
export function canHoldKeys(text: string): boolean {
  const lower = text.toLowerCase();
  if (TELLTALES.some((word) => lower.includes(word)) || CLOUD_BLOCK.test(lower)) return true;
  // A list of headers can come whole from a variable: `otel.exporter.otlp.headers`.
  if (lower.includes("otlp") && lower.includes("headers")) return true;
  if (FLEET_BLOCK.every((word) => lower.includes(word))) return true;
  if (lower.includes("credentials") && REMOTE_BLOCK.test(lower)) return true;
  if (VARIABLES.some((name) => lower.includes(name))) return true;
  // A whole header can come from a variable that a sourced file defines.
  return lower.includes("$") && PROGRAMS.some((name) => lower.includes(name));
}
