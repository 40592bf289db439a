/**
 * References of the OpenTelemetry Collector: `${env:NAME}`, `${NAME}`, `${env:NAME:-default}`, other schemes.
 * Source: https://github.com/open-telemetry/opentelemetry-collector/blob/main/confmap/expand.go, variables.md 3.16.
 */
import type { InnerReference, ScanOptions } from "./scan";

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

function inner(text: string): InnerReference {
  const fallbackAt = text.indexOf(":-");
  const head = fallbackAt < 0 ? text : text.slice(0, fallbackAt);
  const name = head.startsWith("env:") ? head.slice(4) : head;
  // https://github.com/open-telemetry/opentelemetry-collector/tree/main/confmap/provider/fileprovider
  if (text.startsWith("file:") && !text.includes("$")) return { kind: "file", path: text.slice("file:".length) };
  if (!NAME.test(name)) return { kind: "opaque", why: "unsupported" };
  if (fallbackAt < 0) return { kind: "name", name };
  const at = fallbackAt + 2;
  return { kind: "name", name, fallback: { text: text.slice(at), at, whenEmpty: false } };
}

export const OTEL_REFERENCES: ScanOptions = { inner, escapes: { $$: "$" }, nested: true };
