/**
 * From the text of a setting to a target: which deployment and which API. The host decides where it can; then the path;
 * then the setting; then the port, which is only a guess. Nothing is guessed about a host that nobody knows: such a
 * target is `unknown`, and rules stay silent. Order and tables: reference targets 2.1 to 2.9, contract 2.3.
 */
import type { HostFacts } from "./hosts";
import { readHost } from "./hosts";
import type { Api, Target, TargetTell } from "./model";
import { apiOfPath, cloudApiOfPath, isEceOnlyPath, isPlatformPath } from "./paths";
import { apiOfPort, ECE_PLATFORM_PORTS, PORT_ROWS, PROXY_PORT_ROWS } from "./ports";
import type { UrlParts } from "./url";
import { REFERENCE, splitUrl } from "./url";

export { sameDeployment } from "./sameDeployment";

/** What the program that reads the setting adds to the text. */
export interface TargetDefaults {
  /** For a text without a scheme. */
  readonly scheme?: "http" | "https";
  /** For a text without a port, whatever its scheme: Beats add 9200 to `https://host` too. */
  readonly port?: number;
  /** The API that the setting is for; `unknown` is as good as none. */
  readonly api?: Api;
  /** The path that requests go to, for a text without one. */
  readonly path?: string;
}

/**
 * The target that a text names: a URL, `host:port`, a host. Undefined where the text cannot be one. References and
 * `<placeholders>` are allowed anywhere; a host with one in it tells what its remaining labels tell, and has no `host`.
 */
export function parseTarget(text: string, defaults: TargetDefaults = {}): Target | undefined {
  const parts = splitUrl(text);
  return parts && targetFrom(parts, defaults);
}

/** True for a URL with `user@` or `user:password@` in it. */
export function hasUserInfo(text: string): boolean {
  return splitUrl(text)?.hasUserInfo ?? false;
}

/** True for the Cloud console: a page for people, which answers no API call. */
export function isControlPlaneConsole(target: Pick<Target, "host">): boolean {
  return target.host !== undefined && readHost(target.host).row === "cloud-console";
}

/** True for a path on Elastic Cloud that only an ECE installation serves. */
export function eceOnlyPath(target: Pick<Target, "deployment" | "path">): boolean {
  return target.deployment === "elastic-cloud" && isEceOnlyPath(target.path);
}

/** A target from a text's parts; shared with Cloud IDs, which name hosts in their own way. */
export function targetFrom(parts: UrlParts, defaults: TargetDefaults): Target {
  const scheme = parts.scheme ?? defaults.scheme;
  const port = parts.port ?? (parts.explicitPort ? undefined : (defaults.port ?? portOf(scheme)));
  const path = hasPath(parts.path) ? parts.path : (defaults.path ?? parts.path);
  const host = readHost(parts.host);
  const asked: Asked = { host, port, path, setting: known(defaults.api) };
  const deployment = deploymentOf(asked);
  const api = apiOf(asked);
  return {
    deployment: deployment.is,
    api: api.is,
    host: parts.host.includes(REFERENCE) ? undefined : parts.host,
    scheme,
    port,
    explicitPort: parts.explicitPort,
    path: path.replaceAll(REFERENCE, "…"),
    name: host.name,
    region: host.region,
    csp: host.csp,
    private: host.private,
    certain: deployment.certain && api.certain,
    told: { deployment: deployment.told, api: api.told },
  };
}

/** What the answers rest on. */
interface Asked {
  readonly host: HostFacts;
  readonly port: number | undefined;
  readonly path: string;
  readonly setting: Api | undefined;
}

interface Answer<T> {
  readonly is: T;
  readonly told: TargetTell;
  readonly certain: boolean;
}

function deploymentOf({ host, port, path }: Asked): Answer<Target["deployment"]> {
  if (isEcePlatform(host, port, path)) {
    return { is: "ece", told: host.deployment === "ece" ? "host" : "port", certain: host.deployment === "ece" };
  }
  return { is: host.deployment, told: host.deployment === "unknown" ? "nothing" : "host", certain: host.certain };
}

function apiOf(asked: Asked): Answer<Api> {
  const { host, port, path, setting } = asked;
  if (host.row === "cloud-api") return cloudApi(asked);
  if (isEcePlatform(host, port, path)) return { is: "ece", told: "port", certain: host.deployment === "ece" };
  const elastic = host.row !== "other" && host.row !== "loopback";
  const proxied = host.row === "ech" || host.row === "ece" ? apiOfPort(PROXY_PORT_ROWS, port) : undefined;
  if (proxied !== undefined) return { is: proxied, told: "port", certain: true };
  if (host.apiSettled) return { is: host.api, told: "host", certain: true };
  const byPath = apiOfPath(path, port);
  if (byPath && (elastic || byPath.specific)) return { is: byPath.api, told: "path", certain: elastic };
  if (setting !== undefined) return { is: setting, told: "setting", certain: true };
  const byPort = elastic ? undefined : apiOfPort(PORT_ROWS, port);
  if (byPort !== undefined) return { is: byPort, told: "port", certain: false };
  // A root that is written out: Elasticsearch's answer to it is what people ask for, Kibana's is a redirect.
  if (elastic && path === "/") return { is: "elasticsearch", told: "path", certain: false };
  return { is: "unknown", told: "nothing", certain: true };
}

/** On the control plane's host: by path, else as the setting says where it names one of its APIs, else the Cloud API. */
function cloudApi({ path, setting }: Asked): Answer<Api> {
  const byPath = cloudApiOfPath(path);
  if (byPath !== undefined) return { is: byPath, told: "path", certain: true };
  if (setting === "cloud" || setting === "cloud-serverless") return { is: setting, told: "setting", certain: true };
  return { is: "cloud", told: "host", certain: true };
}

/** A platform port with a platform path: certain on a host of ECE's own domain, likely anywhere else. */
function isEcePlatform(host: HostFacts, port: number | undefined, path: string): boolean {
  const possible = host.row === "ece" || host.row === "other" || host.row === "loopback";
  return possible && apiOfPort(ECE_PLATFORM_PORTS, port) === "ece" && isPlatformPath(path);
}

function hasPath(path: string): boolean {
  return path !== "" && path !== "/";
}

function portOf(scheme: Target["scheme"]): number | undefined {
  if (scheme === undefined) return undefined;
  return scheme === "https" ? 443 : 80;
}

function known(api: Api | undefined): Api | undefined {
  return api === "unknown" ? undefined : api;
}
