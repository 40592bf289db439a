/**
 * References of Beats and APM Server (go-ucfg): `${name}`, `${name:default}`, `${name:?message}`, `${name:+other}`.
 * Source: https://github.com/elastic/go-ucfg/blob/main/variables.go, reference/variables.md 3.13.
 */
import type { InnerReference, ScanOptions } from "./scan";

function inner(text: string): InnerReference {
  const colon = text.indexOf(":");
  const name = colon < 0 ? text : text.slice(0, colon);
  if (name === "") return { kind: "none" };
  if (name.includes("${")) return { kind: "opaque", why: "operation" };
  if (colon < 0) return { kind: "name", name };
  const rest = text.slice(colon + 1);
  if (rest.startsWith("?")) return { kind: "name", name };
  if (rest.startsWith("+")) return { kind: "opaque", why: "operation" };
  return { kind: "name", name, fallback: { text: rest, at: colon + 1, whenEmpty: true } };
}

export const BEATS_REFERENCES: ScanOptions = { inner, escapes: { $$: "$", "$}": "}" }, nested: true };
