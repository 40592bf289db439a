/**
 * The URL is not the API that the setting talks to: certain only where the host itself, on Elastic's own domains, says
 * which API it is. A port, a path or an unknown host prove nothing.
 */
import { readHost } from "../elastic/hosts";
import type { Api, Target } from "../elastic/model";
import { apiOfDeployment } from "../elastic/phrases";
import { eceOnlyPath, isControlPlaneConsole } from "../elastic/targets";
import type { KeyUse } from "../workspace/keyUse";
import { settingApi, targetDefinedAt } from "./places";
import type { Report, Rule } from "./rule";

export const wrongEndpoint: Rule = {
  id: "wrong-endpoint",
  severity: "error",
  title: "The URL is not the API that this setting talks to",
  messages: {
    "other-api": "This is {place}, and {integration} needs a host with {label}",
    "otlp-path": "Elasticsearch takes OTLP below the path /_otlp; add it to the URL",
    console: "This is the Cloud console, a page for people; the API is at https://api.elastic-cloud.com",
    "ece-path": "Elastic Cloud has no {path}; only an ECE installation serves it",
  },
  *check({ uses }) {
    const seen = new Set<number>();
    for (const use of uses) {
      for (const { span, target } of use.target.nodes) {
        const problem = seen.has(span.start) ? undefined : problemOf(use, target);
        if (!problem) continue;
        seen.add(span.start);
        yield { use, span, ...problem, related: targetDefinedAt(use) };
      }
    }
  },
};

function problemOf(use: KeyUse, target: Target): Pick<Report, "message" | "args"> | undefined {
  if (isControlPlaneConsole(target)) return { message: "console" };
  if (eceOnlyPath(target)) return { message: "ece-path", args: { path: target.path } };
  const wanted = settingApi(use);
  if (wanted === undefined || target.host === undefined || use.target.cloudId) return undefined;
  const host = readHost(target.host);
  if (!host.certain || host.deployment === "elastic-cloud" || !host.apiSettled || host.api === "unknown")
    return undefined;
  if (host.api === wanted) return undefined;
  if (wanted === "otlp") {
    if (host.api === "apm") return undefined;
    if (host.api === "elasticsearch")
      return /(?:^|\/)_otlp(?:\/|$)/.test(target.path) ? undefined : { message: "otlp-path" };
  }
  // Whether the managed OTLP endpoint takes what an APM agent sends is not documented.
  if (wanted === "apm" && host.api === "otlp") return undefined;
  return {
    message: "other-api",
    args: {
      place: apiOfDeployment({ deployment: host.deployment, api: host.api }),
      integration: use.integrationTitle,
      label: LABELS[wanted] ?? wanted,
    },
  };
}

/** How hosts of Elastic's own domains name the API. */
const LABELS: Readonly<Partial<Record<Api, string>>> = {
  elasticsearch: ".es.",
  kibana: ".kb.",
  apm: ".apm.",
  fleet: ".fleet.",
  otlp: ".ingest. or .apm.",
};
