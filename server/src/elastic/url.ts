/**
 * Takes the text of a target apart: a URL, `host:port`, a bare host, with references in any part. Not the platform's URL
 * class, because settings hold what that class refuses or rewrites: hosts without a scheme, `https://${HOST}:9200`,
 * `<deployment>.es.…`. Anything that cannot be a host is undefined, so that a key in a host setting is no target.
 */

/** The parts of a target's text. */
export interface UrlParts {
  readonly scheme: "http" | "https" | undefined;
  /** Lower case, no brackets, no trailing dot. References in it are each one `REFERENCE` character. */
  readonly host: string;
  /** Undefined where none is written or it is a reference. */
  readonly port: number | undefined;
  readonly explicitPort: boolean;
  /** As written, from the first `/`, without query and fragment; empty where none is written. */
  readonly path: string;
  readonly hasUserInfo: boolean;
}

/** Stands for a reference or a `<placeholder>`: a private-use character, which no host or path holds. */
export const REFERENCE = "\ue000";

/** No URL in a setting is longer. */
const LONGEST = 4096;
const REFERENCES =
  /\$\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$\([^()]*\)|\$[A-Za-z_]\w*|\{\{[^{}]*\}\}|%\{[^{}]*\}|%[A-Za-z_]\w*%|<[^<>]*>|\{[^{}]*\}/g;
/** Schemes with no host behind them that a key could be sent to. */
const LOCAL_SCHEMES = new Set(["unix", "npipe", "http+unix", "http+npipe", "file", "data", "mailto"]);

/** The parts, or undefined for a text that names no host: blank, with blanks inside, a socket, `id:key`. */
export function splitUrl(text: string): UrlParts | undefined {
  if (text.length > LONGEST) return undefined;
  const value = text.trim().replace(REFERENCES, REFERENCE);
  if (value === "" || /\s/.test(value)) return undefined;
  const schemeText = /^([A-Za-z][A-Za-z0-9+.-]*|\ue000):\/\//.exec(value)?.[1];
  const afterScheme = schemeText === undefined ? value.replace(/^\/\//, "") : value.slice(schemeText.length + 3);
  const scheme = schemeText?.toLowerCase() ?? "";
  if (LOCAL_SCHEMES.has(scheme)) return undefined;
  const authority = /^[^/?#\\]*/.exec(afterScheme)?.[0] ?? "";
  const at = authority.lastIndexOf("@");
  const place = splitHost(authority.slice(at + 1));
  if (!place) return undefined;
  return {
    ...place,
    scheme: scheme === "http" || scheme === "https" ? scheme : undefined,
    path: /^[^?#]*/.exec(afterScheme.slice(authority.length))?.[0] ?? "",
    hasUserInfo: at > 0,
  };
}

function splitHost(text: string): Pick<UrlParts, "host" | "port" | "explicitPort"> | undefined {
  const bracketed = /^\[([0-9a-f:.]+)(?:%25[^\]]*)?\](?::(.*))?$/i.exec(text);
  if (bracketed) return withPort(bracketed[1] ?? "", bracketed[2]);
  const first = text.indexOf(":");
  if (first < 0) return withPort(text, undefined);
  if (first === text.lastIndexOf(":")) return withPort(text.slice(0, first), text.slice(first + 1));
  return /^[0-9a-f:.]+$/i.test(text) && text.includes("::") ? withPort(text, undefined) : undefined;
}

/**
 * A label as no host has one: longer than DNS allows (RFC 1035 2.3.4), or long, in both cases and with digits, as keys
 * are; or as App Search keys are. Names that people write are told by their pieces, as in `My-Deployment-D53192`.
 */
function isKeyLike(label: string): boolean {
  if (label.length > 63 || /^(?:private|search)-[0-9a-z]{16}/i.test(label)) return true;
  if (label.length < 16 || !/[a-z]/.test(label) || !/[A-Z]/.test(label) || !/[0-9]/.test(label)) return false;
  return !label.split(/[_-]/).every((piece) => /^(?:[A-Z]?[a-z]*|[A-Z]*)[0-9]*$|^[a-z0-9]*$/.test(piece));
}

function withPort(hostText: string, portText: string | undefined): ReturnType<typeof splitHost> {
  const host = hostText.toLowerCase().replace(/\.$/, "");
  if (!/^[\p{L}\p{N}\ue000_.:*-]+$/u.test(host) || !/[^.*:-]/.test(host)) return undefined;
  if (hostText.split(".").some(isKeyLike)) return undefined;
  if (portText === undefined || portText === "") return { host, port: undefined, explicitPort: false };
  if (portText.includes(REFERENCE)) return { host, port: undefined, explicitPort: true };
  const port = /^[0-9]{1,5}$/.test(portText) ? Number(portText) : undefined;
  return port === undefined || port > 65_535 ? undefined : { host, port, explicitPort: true };
}
