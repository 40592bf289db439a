/**
 * References of Logstash: `${NAME}`, `${NAME:default}`; a name has letters, digits and underscores, nothing nests, and a
 * dollar cannot be escaped. A name is looked up in the keystore, then in the environment.
 * Source: https://github.com/elastic/logstash/blob/main/logstash-core/lib/logstash/util/substitution_variables.rb,
 * variables.md 3.15.
 */
import type { UnexpandedReference } from "../valueModel";
import type { InnerReference, ScanOptions } from "./scan";

const REFERENCE = /^(?<name>[a-zA-Z_.][a-zA-Z0-9_.]*)(?::(?<fallback>[^}]*))?$/;

function inner(text: string): InnerReference {
  const { name, fallback } = REFERENCE.exec(text)?.groups ?? {};
  if (name === undefined) return { kind: "none" };
  if (fallback === undefined) return { kind: "name", name };
  return { kind: "name", name, fallback: { text: fallback, at: name.length + 1, whenEmpty: false } };
}

export const LOGSTASH_REFERENCES: ScanOptions = { inner, escapes: {}, nested: false };

const OTHER_NAME = /^\$\{([^{}:$]{1,100})(?::[^{}]{0,200})?\}$/;
const EVENT_FIELD = /^%\{([^{}]{1,100})\}$/;

/**
 * A text that looks like a reference and stays as it is: a name with a hyphen, or a field of an event, which is put only
 * into options that are worked out for each event (https://www.elastic.co/docs/reference/logstash/event-dependent-configuration#sprintf).
 */
export function unexpandedInLogstash(text: string): Omit<UnexpandedReference, "span"> | undefined {
  const name = OTHER_NAME.exec(text)?.[1];
  if (name !== undefined && !REFERENCE.test(text.slice(2, -1))) return { name, why: "name", written: text };
  const field = EVENT_FIELD.exec(text)?.[1];
  return field === undefined ? undefined : { name: field, why: "event-field", written: text };
}
