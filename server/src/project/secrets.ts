/**
 * Secrets in a project file, where none may ever stand: it is committed, and read by everybody. Asked before anything
 * else looks at a text, so that no message, view or suggestion ever holds one.
 */
import { classify } from "../elastic/classify";
import type { Kind } from "../elastic/model";
import type { Entry, TreeNode } from "../read/reading";
import type { Span } from "../text/span";

/** What cannot be anything but a credential. A user and a password are left out: `elastic:9200` looks like these. */
const TOKENS: ReadonlySet<Kind> = new Set([
  "elastic-cloud-api-key",
  "elastic-cloud-token",
  "ece-api-key",
  "service-account-token",
  "elasticsearch-enrollment-token",
  "app-search-key",
  "jwt",
]);
const WHOLE: ReadonlySet<string> = new Set(["encoded", "pair", "essu", "ece", "damaged"]);
/** Shorter than any key or token. */
const SHORTEST = 24;

/** Nodes that hold a secret, and entries whose key is one. */
export interface Secrets {
  readonly nodes: ReadonlySet<TreeNode>;
  readonly entries: ReadonlySet<Entry>;
  readonly spans: readonly Span[];
}

/** Every secret in the trees, whatever place it has. */
export function secretsIn(trees: readonly TreeNode[]): Secrets {
  const nodes = new Set<TreeNode>();
  const entries = new Set<Entry>();
  const spans: Span[] = [];
  const visit = (node: TreeNode): void => {
    if (node.kind === "list") for (const item of node.items) visit(item);
    if (node.kind === "map") {
      for (const entry of node.entries) {
        if (holdsSecret(entry.key)) {
          entries.add(entry);
          spans.push(entry.keySpan);
        }
        if (entry.value) visit(entry.value);
      }
    }
    if (node.kind !== "scalar" || !holdsSecret(node.layer.text)) return;
    nodes.add(node);
    spans.push(node.span);
  };
  for (const tree of trees) visit(tree);
  return { nodes, entries, spans };
}

/** True where the text is a whole key or token, or one of its words is. */
export function holdsSecret(text: string): boolean {
  if (text.length < SHORTEST) return false;
  return isWhole(text) || text.split(/\s+/).some((word) => word.length >= SHORTEST && isWhole(word));
}

function isWhole(text: string): boolean {
  const { form, candidates } = classify(text);
  return WHOLE.has(form) || (form === "other" && candidates.some((kind) => TOKENS.has(kind)));
}

/**
 * True for a text that has the length and the letters of a key's secret half. An id that was made at random has them
 * too, though Elasticsearch makes others since it has API keys; which of the two it is, no text can tell.
 */
export function isLikelySecret(text: string): boolean {
  return classify(text).half === "either";
}
