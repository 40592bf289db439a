/**
 * Decodes a Cloud ID, `label:base64("host$elasticsearch-id$kibana-id")`, step by step as Beats do:
 * https://github.com/elastic/beats/blob/main/libbeat/cloudid/cloudid.go
 * What it names is always a deployment's own endpoints, never the Cloud API. Other clients are content without the
 * part for Kibana (go-elasticsearch, the Python client), so whether that part may be missing is the caller's to say.
 */
import { decodeText } from "./base64";
import type { Target } from "./model";
import { targetFrom } from "./targets";

export type CloudId =
  | {
      readonly kind: "cloud-id";
      readonly label: string;
      readonly elasticsearch: Target;
      readonly kibana: Target | undefined;
    }
  | { readonly kind: "malformed"; readonly why: CloudIdFault };

/** Why a Cloud ID does not decode, as the message names it. */
export type CloudIdFault = "empty" | "no-base64" | "too-few-parts" | "bad-character" | "bad-port";

export interface CloudIdOptions {
  /** Beats refuse a Cloud ID without the part for Kibana; the default is to do without. */
  readonly kibana?: "required" | "optional";
}

/** What a Cloud ID names. Never throws; blanks around it do not count. */
export function decodeCloudId(text: string, options: CloudIdOptions = {}): CloudId {
  const value = text.trim();
  const cut = value.lastIndexOf(":");
  const encoded = value.slice(cut + 1);
  if (encoded === "" || encoded.length > 4096) return malformed(encoded === "" ? "empty" : "no-base64");
  const decoded = decodeText(encoded);
  if (decoded === undefined) return malformed("no-base64");
  if (/[^\x20-\x7e]/.test(decoded)) return malformed("bad-character");
  const [hostPart, elasticsearchPart, kibanaPart] = decoded.split("$");
  if (!hostPart || !elasticsearchPart) return malformed("too-few-parts");
  if (kibanaPart === undefined && options.kibana === "required") return malformed("too-few-parts");
  const host = splitPort(hostPart, "443");
  const elasticsearch = splitPort(elasticsearchPart, host.port);
  const kibana = kibanaPart ? splitPort(kibanaPart, host.port) : undefined;
  const parts = [host, elasticsearch, ...(kibana ? [kibana] : [])];
  if (parts.some((part) => /[#@?/\s]/.test(part.name))) return malformed("bad-character");
  if (parts.some((part) => !/^[0-9]{1,5}$/.test(part.port) || Number(part.port) > 65_535)) return malformed("bad-port");
  return {
    kind: "cloud-id",
    label: cut < 0 ? "" : value.slice(0, cut),
    elasticsearch: endpoint(host, elasticsearch, "elasticsearch"),
    kibana: kibana && endpoint(host, kibana, "kibana"),
  };
}

interface Place {
  readonly name: string;
  readonly port: string;
  readonly explicit: boolean;
}

/** `name:port`, cut at the last colon. */
function splitPort(text: string, fallback: string): Place {
  const cut = text.lastIndexOf(":");
  if (cut < 0) return { name: text, port: fallback, explicit: false };
  return { name: text.slice(0, cut), port: text.slice(cut + 1), explicit: true };
}

/** The endpoint of one resource. The Cloud ID says which API it is; its host says which deployment. */
function endpoint(host: Place, resource: Place, api: "elasticsearch" | "kibana"): Target {
  const name = `${resource.name}.${host.name}`.toLowerCase().replace(/\.$/, "");
  const explicitPort = host.explicit || resource.explicit;
  const port = Number(resource.port);
  const target = targetFrom({ scheme: "https", host: name, port, explicitPort, path: "", hasUserInfo: false }, {});
  const isKnown = target.deployment !== "unknown";
  return {
    ...target,
    api,
    certain: isKnown ? target.certain : true,
    told: { deployment: isKnown ? "cloud-id" : "nothing", api: "cloud-id" },
  };
}

function malformed(why: CloudIdFault): CloudId {
  return { kind: "malformed", why };
}
