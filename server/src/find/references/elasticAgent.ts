/**
 * References of Elastic Agent: `${provider.key}`, `${NAME}` for `${env.NAME}`, alternatives with `|`, a text after `:`
 * or in quotes. Only a few characters may stand between the braces.
 * Source: https://github.com/elastic/elastic-agent/blob/main/internal/pkg/agent/transpiler/vars.go, variables.md 3.14.
 */
import type { InnerReference, ScanOptions } from "./scan";

/** Providers whose values the files cannot show. */
const STORES = ["kubernetes_secrets", "filesource"];

/** Any other character between the braces, and the agent does not start. */
const ALLOWED = /^[\p{L}\p{Nd}\s\\_|.'":/-]*$/u;

function inner(text: string): InnerReference {
  if (!ALLOWED.test(text)) return { kind: "opaque", why: "unsupported" };
  const [first, second] = alternatives(text);
  if (first === undefined) return { kind: "none" };
  if (first.constant) return { kind: "text", text: first.text };
  const provider = first.text.split(".")[0] ?? "";
  // A dot in a name breaks the four parts, and then nobody knows which key is meant.
  const [, namespace, secret, key, ...more] = first.text.split(".");
  if (provider === "kubernetes_secrets" && namespace && secret && key && more.length === 0 && second === undefined) {
    return { kind: "secret", namespace, secret, key };
  }
  if (STORES.includes(provider)) return { kind: "opaque", why: "secret-store" };
  const name = first.text.startsWith("env.") ? first.text.slice(4) : first.text;
  if (second === undefined) return { kind: "name", name };
  if (!second.constant) return { kind: "opaque", why: "operation" };
  return { kind: "name", name, fallback: { text: second.text, at: second.at, whenEmpty: false } };
}

interface Alternative {
  readonly text: string;
  /** Where its text begins. */
  readonly at: number;
  /** A text, and no name: it stands in quotes or after a colon. */
  readonly constant: boolean;
}

/** What `|` and `:` part, outside quotes. Blanks count in quotes alone; the first that exists is taken. */
function alternatives(text: string): readonly Alternative[] {
  const found: Alternative[] = [];
  let piece = "";
  let at = 0;
  let constant = false;
  let quote = "";
  const end = (): void => {
    if (constant || piece !== "") found.push({ text: piece, at, constant });
    piece = "";
  };
  for (let index = 0; index < text.length; index++) {
    const unit = text[index] ?? "";
    if (quote === "" && (unit === "|" || unit === ":")) {
      end();
      constant = unit === ":";
      at = index + 1;
    } else if (unit === quote) quote = "";
    else if (quote === "" && (unit === "'" || unit === '"')) {
      quote = unit;
      constant = true;
      at = index + 1;
    } else if (quote !== "" || unit.trim() !== "") {
      if (piece === "") at = index;
      piece += unit;
    }
  }
  end();
  return found;
}

export const ELASTIC_AGENT_REFERENCES: ScanOptions = { inner, escapes: { "$${": "${" }, nested: false };
