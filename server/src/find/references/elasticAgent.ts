/**
 * References of Elastic Agent: `${provider.key}`, `${NAME}` for `${env.NAME}`, alternatives with `|`, a text after `:`
 * or in quotes. Only a few characters may stand between the braces.
 * Source: https://github.com/elastic/elastic-agent/blob/main/internal/pkg/agent/transpiler/vars.go, variables.md 3.14.
 */
import type { InnerReference, ScanOptions } from "./scan";

/** Providers whose values the files cannot show. */
const STORES = ["kubernetes_secrets", "filesource"];

function inner(text: string): InnerReference {
  const bar = text.search(/[|:]/);
  const first = (bar < 0 ? text : text.slice(0, bar)).trim();
  const quoted = unquote(first);
  if (quoted !== undefined) return { kind: "text", text: quoted };
  if (first === "") return { kind: "none" };
  const provider = first.split(".")[0] ?? "";
  if (STORES.includes(provider)) return { kind: "opaque", why: "secret-store" };
  const name = first.startsWith("env.") ? first.slice(4) : first;
  if (bar < 0) return { kind: "name", name };
  const rest = text.slice(bar + 1);
  const alternative = unquote(rest.trim());
  if (alternative !== undefined) return { kind: "name", name, fallback: { text: alternative, whenEmpty: false } };
  if (text[bar] === "|") return { kind: "opaque", why: "operation" };
  // An unquoted default ends at the next colon.
  const end = rest.indexOf(":");
  return { kind: "name", name, fallback: { text: end < 0 ? rest : rest.slice(0, end), whenEmpty: false } };
}

function unquote(text: string): string | undefined {
  const quote = text[0];
  if ((quote !== "'" && quote !== '"') || text.length < 2 || text[text.length - 1] !== quote) return undefined;
  return text.slice(1, -1);
}

export const ELASTIC_AGENT_REFERENCES: ScanOptions = { inner, escapes: { $$: "$" }, nested: false };
