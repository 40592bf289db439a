/**
 * References of Logstash: `${NAME}`, `${NAME:default}`; a name has letters, digits and underscores, nothing nests, and a
 * dollar cannot be escaped. A name is looked up in the keystore, then in the environment.
 * Source: https://github.com/elastic/logstash/blob/main/logstash-core/lib/logstash/util/substitution_variables.rb,
 * variables.md 3.15.
 */
import type { InnerReference, ScanOptions } from "./scan";

const REFERENCE = /^(?<name>[a-zA-Z_.][a-zA-Z0-9_.]*)(?::(?<fallback>[^}]*))?$/;

function inner(text: string): InnerReference {
  const { name, fallback } = REFERENCE.exec(text)?.groups ?? {};
  if (name === undefined) return { kind: "none" };
  if (fallback === undefined) return { kind: "name", name };
  return { kind: "name", name, fallback: { text: fallback, at: name.length + 1, whenEmpty: false } };
}

export const LOGSTASH_REFERENCES: ScanOptions = { inner, escapes: {}, nested: false };
