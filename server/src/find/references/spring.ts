/**
 * Property placeholders of Spring: `${name}`, `${name:default}`, nested; a name is a property of any source, the
 * environment among them. An empty value is a value.
 * Source: https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.files.property-placeholders
 */
import type { InnerReference, ScanOptions } from "./scan";

function inner(text: string): InnerReference {
  const colon = text.indexOf(":");
  const name = (colon < 0 ? text : text.slice(0, colon)).trim();
  if (name.includes("${")) return { kind: "opaque", why: "operation" };
  if (!/^[A-Za-z_][A-Za-z0-9_.[\]-]{0,200}$/.test(name)) return { kind: "none" };
  if (colon < 0) return { kind: "name", name };
  return { kind: "name", name, fallback: { text: text.slice(colon + 1), at: colon + 1, whenEmpty: false } };
}

export const SPRING_REFERENCES: ScanOptions = { inner, escapes: {}, nested: true };
