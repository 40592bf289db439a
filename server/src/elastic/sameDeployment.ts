/**
 * Whether two targets are one deployment. Contract 3.1 wants proof for a difference: other types of deployment, alias
 * hosts with other names, two ids of the same kind of resource. Elasticsearch and Kibana of one deployment have
 * different ids, a Cloud ID and an alias say the same in two ways, and nodes differ by host: none of that is proof.
 */
import { readHost } from "./hosts";
import type { Target } from "./model";

/** `different` only where that is proven; `unknown` is the common answer and means silence. */
export function sameDeployment(left: Target, right: Target): "same" | "different" | "unknown" {
  if (left.host !== undefined && left.host === right.host) return samePlace(left, right);
  if (!isProof(left) || !isProof(right)) return "unknown";
  if (left.deployment !== right.deployment) return "different";
  switch (left.deployment) {
    case "ech":
    case "ece":
      return compareHosted(left, right);
    case "serverless":
      return compareNames(left, right, isProjectId(left.name) === isProjectId(right.name));
    case "eck":
      return compareServices(left, right);
    default:
      return "unknown";
  }
}

/** One host is one deployment, save that a forwarded or proxied one may answer for several on other ports. */
function samePlace(left: Target, right: Target): "same" | "unknown" {
  const proxied = left.deployment === "unknown" || left.deployment === "self-managed";
  return left.port === right.port || !proxied ? "same" : "unknown";
}

/**
 * Loopback and hosts that nobody knows prove nothing: a port can be forwarded to any deployment. A host that a Compose
 * file starts itself is where it says.
 */
function isProof({ host, deployment, told }: Target): boolean {
  if (host === undefined || deployment === "unknown") return false;
  const { row, certain } = readHost(host);
  if (deployment === "self-managed") return told.deployment === "host" && row !== "loopback";
  return certain && told.deployment !== "port";
}

function compareHosted(left: Target, right: Target): "same" | "different" | "unknown" {
  if (differ(left.region, right.region) || differ(left.csp, right.csp)) return "different";
  if (isResourceId(left.name) !== isResourceId(right.name)) return "unknown";
  // Ids belong to resources: Elasticsearch and Kibana of one deployment each have their own.
  const comparable = !isResourceId(left.name) || (left.api === right.api && left.api !== "unknown");
  return compareNames(left, right, comparable);
}

/** Names prove a difference only where they are names of the same kind of thing. */
function compareNames(left: Target, right: Target, comparable: boolean): "same" | "different" | "unknown" {
  if (left.name === undefined || right.name === undefined) return "unknown";
  if (left.name === right.name) return differ(left.region, right.region) ? "different" : "same";
  return comparable ? "different" : "unknown";
}

/** Services of the operator: Kibana's resource may have another name than its Elasticsearch, so only like is compared. */
function compareServices(left: Target, right: Target): "same" | "different" | "unknown" {
  const namespaces = [left, right].map((target) =>
    target.host === undefined ? undefined : readHost(target.host).namespace,
  );
  if (left.api !== right.api) return "unknown";
  if (differ(namespaces[0], namespaces[1])) return "different";
  return compareNames(left, right, true);
}

function differ(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && left !== right;
}

/** The id of one resource of a deployment. */
function isResourceId(name: string | undefined): boolean {
  return name !== undefined && /^[0-9a-f]{32}$/.test(name);
}

/** The id of a serverless project, which all its APIs share. */
function isProjectId(name: string | undefined): boolean {
  return name !== undefined && /^[a-z0-9]{32}$/.test(name);
}
