/**
 * Which deployment a host name tells, and which API. Elastic's own domains and the service names of its Kubernetes
 * operator are certain; loopback is likely; every other host is unknown, because anything may stand behind it.
 * Order and patterns: reference targets 2.1 to 2.6 and 2.10. Labels are read from the right, so no regular expression
 * has to tell a name from a region: the last label before the suffix is the cloud provider, the one before the region.
 */
import type { Api, Deployment, Target } from "./model";
import { REFERENCE } from "./url";

/** What a host name tells. */
export interface HostFacts {
  /** The row of `HOST_ROWS` that it matches. */
  readonly row: HostRow["id"];
  readonly deployment: Deployment;
  /** `unknown` where the host is one for several APIs. */
  readonly api: Api;
  /** The host settles the API, even as `unknown` (profiling, the console, transport). */
  readonly apiSettled: boolean;
  readonly name: string | undefined;
  /** The label that names the API, `es`, where there is one: an alias of the deployment, not a resource's id. */
  readonly app: string | undefined;
  readonly region: string | undefined;
  readonly csp: Target["csp"];
  readonly private: boolean;
  readonly namespace: string | undefined;
  readonly certain: boolean;
}

export interface HostRow {
  readonly id: "cloud-api" | "cloud-console" | "serverless" | "ech" | "ece" | "eck" | "loopback" | "other";
  readonly says: string;
  readonly source: string;
}

/** The rows of reference targets 2.2 to 2.7, each with where it is documented. */
export const HOST_ROWS: readonly HostRow[] = [
  {
    id: "cloud-api",
    says: "Elastic's control plane, also for GovCloud",
    source: "https://www.elastic.co/guide/en/cloud/current/ec-restful-api.html",
  },
  {
    id: "cloud-console",
    says: "the Cloud console: a page for people, not an API",
    source: "https://github.com/elastic/terraform-provider-ec/blob/master/README.md",
  },
  {
    id: "serverless",
    says: "<name>.<app>[.private].<region>.<csp>.elastic.cloud",
    source:
      "https://github.com/elastic/terraform-provider-ec/blob/master/ec/internal/gen/serverless/serverless-project-api-dereferenced.yml",
  },
  {
    id: "ech",
    says: "<name>[.<app>][.<private>].<region>.<csp>.{found.io,cloud.es.io,elastic-cloud.com}",
    source: "https://www.elastic.co/docs/deploy-manage/deploy/elastic-cloud/custom-endpoint-aliases",
  },
  {
    id: "ece",
    says: "<name>[.<app>].<IPv4>.ip.es.io",
    source: "https://www.elastic.co/docs/deploy-manage/deploy/cloud-enterprise/connect-elasticsearch",
  },
  {
    id: "eck",
    says: "<name>-<kind>-http[.<namespace>[.svc]]",
    source: "https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/accessing-services",
  },
  {
    id: "loopback",
    says: "this machine: likely self-managed, but it can be a forwarded port",
    source: "https://www.rfc-editor.org/rfc/rfc6761",
  },
  {
    id: "other",
    says: "any other host",
    source: "https://www.elastic.co/docs/deploy-manage/deploy/elastic-cloud/custom-endpoint-aliases",
  },
];

/** Hosts of the control plane. The GovCloud hosts look like deployments named `api` and `console`: ask these first. */
const CONTROL_PLANE: ReadonlyMap<string, "cloud-api" | "cloud-console"> = new Map([
  ["api.elastic-cloud.com", "cloud-api"],
  ["api.us-gov-east-1.aws.elastic-cloud.com", "cloud-api"],
  ["billing.elastic-cloud.com", "cloud-api"],
  ["cloud.elastic.co", "cloud-console"],
  ["console.us-gov-east-1.aws.elastic-cloud.com", "cloud-console"],
]);

/** What the label after the name says on serverless; reference targets 2.3. */
export const SERVERLESS_APPS: ReadonlyMap<string, Api> = new Map([
  ["es", "elasticsearch"],
  ["kb", "kibana"],
  ["apm", "apm"],
  ["ingest", "otlp"],
  ["fleet", "fleet"],
]);

/** The same on Elastic Cloud Hosted and ECE; reference targets 2.4 and 2.5. The last three have no API of ours. */
export const HOSTED_APPS: ReadonlyMap<string, Api> = new Map([
  ...SERVERLESS_APPS,
  ["ent", "unknown"],
  ["profiling", "unknown"],
  ["symbols", "unknown"],
]);

/** What the operator calls its services; reference targets 2.6. Transport answers no API key. */
export const ECK_SERVICES: ReadonlyMap<string, Api> = new Map([
  ["es-http", "elasticsearch"],
  ["es-internal-http", "elasticsearch"],
  ["es-transport", "unknown"],
  ["es-remote-cluster", "remote-cluster"],
  ["kb-http", "kibana"],
  ["apm-http", "apm"],
  ["ent-http", "unknown"],
  ["agent-http", "fleet"],
]);

const PROVIDERS: ReadonlyMap<string, NonNullable<Target["csp"]>> = new Map([
  ["aws", "aws"],
  ["gcp", "gcp"],
  ["azure", "azure"],
]);
/** Labels of private connectivity: https://www.elastic.co/docs/deploy-manage/security/private-connectivity-aws and its siblings. */
const PRIVATE_LABELS = new Set(["private", "vpce", "privatelink", "psc"]);
const HOSTED_SUFFIXES = ["found.io", "cloud.es.io", "elastic-cloud.com"];

const NOTHING: HostFacts = {
  row: "other",
  deployment: "unknown",
  api: "unknown",
  apiSettled: false,
  name: undefined,
  app: undefined,
  region: undefined,
  csp: undefined,
  private: false,
  namespace: undefined,
  certain: true,
};

/** What a host tells: lower case, without port and trailing dot, as `splitUrl` gives it. `certain` is false for a guess. */
export function readHost(host: string): HostFacts {
  return controlPlane(host) ?? serverless(host) ?? hosted(host) ?? enterprise(host) ?? kubernetes(host) ?? other(host);
}

function controlPlane(host: string): HostFacts | undefined {
  const row = CONTROL_PLANE.get(host);
  if (row === undefined) return undefined;
  const api = row === "cloud-api" ? "cloud" : "unknown";
  return { ...NOTHING, row, deployment: "elastic-cloud", api, apiSettled: true };
}

function serverless(host: string): HostFacts | undefined {
  const labels = labelsBefore(host, "elastic.cloud");
  // `*.svc.elastic.cloud` are Elastic's own services (AutoOps), not projects.
  if (labels.length < 2 || labels.at(-1) === "svc") return undefined;
  const facts = elasticHost(labels, SERVERLESS_APPS);
  return { ...facts, row: "serverless", deployment: "serverless", certain: facts.certain && facts.app !== undefined };
}

function hosted(host: string): HostFacts | undefined {
  for (const suffix of HOSTED_SUFFIXES) {
    const labels = labelsBefore(host, suffix);
    if (labels.length >= 2) return { ...elasticHost(labels, HOSTED_APPS), row: "ech", deployment: "ech" };
  }
  return undefined;
}

/** `[name [app]] [private] region csp`, read from the right. Not certain where the labels are others or too many. */
function elasticHost(labels: readonly string[], apps: ReadonlyMap<string, Api>): HostFacts {
  const csp = PROVIDERS.get(labels.at(-1) ?? "");
  const tail = csp === undefined ? 1 : 2;
  const region = labels[labels.length - tail];
  const inner = labels.slice(0, labels.length - tail);
  const isPrivate = PRIVATE_LABELS.has(inner.at(-1) ?? "");
  if (isPrivate) inner.pop();
  const facts = named(inner, apps);
  return { ...facts, region: clear(region), csp, private: isPrivate, certain: csp !== undefined && facts.certain };
}

function enterprise(host: string): HostFacts | undefined {
  const labels = labelsBefore(host, "ip.es.io");
  const address = labels.slice(-4);
  if (address.length < 4 || !address.every((part) => /^[0-9]{1,3}$/.test(part))) return undefined;
  return { ...named(labels.slice(0, -4), HOSTED_APPS), row: "ece", deployment: "ece" };
}

/** The name and the label of the API. A lone label is the name, whatever it says; other labels are not known. */
function named(inner: readonly string[], apps: ReadonlyMap<string, Api>): HostFacts {
  const [name, app] = inner;
  const api = app === undefined ? undefined : apps.get(app);
  if (api !== undefined && inner.length === 2) return { ...NOTHING, name: clear(name), app, api, apiSettled: true };
  return inner.length > 1 ? { ...NOTHING, certain: false } : { ...NOTHING, name: clear(name) };
}

/** A service of the Kubernetes operator. `name.namespace` alone could be a domain as well, so it is only likely. */
function kubernetes(host: string): HostFacts | undefined {
  const [service = "", namespace, svc] = host.split(".");
  if (svc !== undefined && svc !== "svc") return undefined;
  for (const [kind, api] of ECK_SERVICES) {
    const name = service.endsWith(`-${kind}`) ? service.slice(0, -kind.length - 1) : "";
    if (!/^[a-z0-9\ue000]/.test(name)) continue;
    const certain = namespace === undefined || svc !== undefined;
    const facts: HostFacts = { ...NOTHING, row: "eck", deployment: "eck", api, apiSettled: true, certain };
    return { ...facts, name: clear(name), namespace: clear(namespace) };
  }
  return undefined;
}

function other(host: string): HostFacts {
  return isLoopback(host) ? { ...NOTHING, row: "loopback", deployment: "self-managed", certain: false } : NOTHING;
}

/** True for a host in one of Elastic's own domains. */
export function isElasticHost(host: string): boolean {
  return ELASTIC_ROWS.has(readHost(host).row);
}

const ELASTIC_ROWS: ReadonlySet<HostRow["id"]> = new Set(["cloud-api", "cloud-console", "serverless", "ech", "ece"]);

/** True for this machine: `localhost`, `*.localhost`, 127.0.0.0/8, `::1`, and the wildcard addresses, which lead here too. */
export function isLoopback(host: string): boolean {
  return (
    /^(?:localhost|localhost\.localdomain|localhost[46]|ip6-localhost|ip6-loopback|::1?|0\.0\.0\.0)$/.test(host) ||
    host.endsWith(".localhost") ||
    /^127\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}$/.test(host)
  );
}

/** The labels in front of a domain; none where the host is not below it. */
function labelsBefore(host: string, suffix: string): string[] {
  return host.endsWith(`.${suffix}`) ? host.slice(0, -suffix.length - 1).split(".") : [];
}

/** A label with a reference in it names nothing. */
function clear(label: string | undefined): string | undefined {
  return label?.includes(REFERENCE) ? undefined : label;
}
