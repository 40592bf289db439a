/** What stands in a setting like a reference, in a syntax that its program does not expand there. */
import type { ReferenceSyntax } from "../../integrations/model";
import type { ScalarNode } from "../../read/reading";
import type { UnexpandedReference } from "../valueModel";
import { unexpandedReference } from "./index";
import { unexpandedInLogstash } from "./logstash";
import { shellInEditor } from "./mcp";

type Found = Pick<UnexpandedReference, "name" | "why" | "written" | "quotes">;

/** The reference that a value consists of, besides the scheme before it. */
export function unexpandedIn(scalar: ScalarNode, syntax: ReferenceSyntax): readonly UnexpandedReference[] {
  // A dollar alone is a text in Terraform, and `${NAME}` no variable of the environment.
  if (syntax === "terraform" || scalar.tag !== undefined) return [];
  const { text } = scalar.layer;
  const start = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const schemeEnd = trimmed.toLowerCase().startsWith("apikey ") ? "apikey ".length : 0;
  const rest = trimmed.slice(schemeEnd).trimStart();
  const at = start + trimmed.length - rest.length;
  const reference = referenceIn(rest, scalar, syntax);
  if (!reference) return [];
  const span = scalar.layer.toHost({ start: at, end: at + rest.length }) ?? scalar.span;
  const right = RIGHT[syntax]?.(reference.name);
  return [
    {
      ...reference,
      span,
      ...(right !== undefined && reference.why !== "single-quotes" && { right }),
      ...(scalar.alias && { shared: true as const }),
    },
  ];
}

/** How a program has a variable written that does not know `${NAME}`. */
const RIGHT: Readonly<Partial<Record<ReferenceSyntax, (name: string) => string>>> = {
  none: () => "",
  erb: (name) => `<%= ENV['${name}'] %>`,
  "mcp-editor": (name) => `\${env:${name}}`,
};

const WHOLE_BRACES = /^\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-[^{}]*)?\}$/;

/** What MCP clients do with each other's syntax is known of the editors alone. */
const MCP: Readonly<Partial<Record<ReferenceSyntax, (text: string) => Found | undefined>>> = {
  "mcp-editor": shellInEditor,
  "mcp-env": () => undefined,
  "mcp-shell": () => undefined,
  "mcp-gemini": () => undefined,
  "mcp-any": () => undefined,
};

function referenceIn(text: string, scalar: ScalarNode, syntax: ReferenceSyntax): Found | undefined {
  const client = MCP[syntax];
  if (client) return client(text);
  const own = syntax === "logstash" ? unexpandedInLogstash(text) : undefined;
  if (own) return own;
  const name = WHOLE_BRACES.exec(text)?.[1];
  if (name === undefined) {
    const found = unexpandedReference(text, syntax);
    // What Elastic ships for Kubernetes has `%NAME%` for whoever deploys it; Beats run on Windows too.
    return found?.why === "percent-signs" && syntax !== "beats" ? undefined : found;
  }
  const written = `\${${name}}`;
  if (syntax === "none" || syntax === "erb") return { name, why: "braces", written };
  if (syntax !== "php" || scalar.style !== "single") return undefined;
  const { span, outer } = scalar;
  const quotes = [
    { start: outer.start, end: span.start },
    { start: span.end, end: outer.end },
  ];
  return { name, why: "single-quotes", written, ...(scalar.layer.text === text && { quotes }) };
}
