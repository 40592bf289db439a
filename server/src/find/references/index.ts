/** Reads the references in a setting's value, in the syntax of the product that reads the setting. */
import type { ReferenceSyntax } from "../../integrations/model";
import { readHclValue } from "../../read/hcl";
import type { Part, ScalarNode, Value } from "../../read/reading";
import { append } from "../../text/append";
import type { Layer } from "../../text/layer";
import type { Span } from "../../text/span";
import type { UnexpandedReference } from "../valueModel";
import { BEATS_REFERENCES } from "./beats";
import { ELASTIC_AGENT_REFERENCES } from "./elasticAgent";
import { scanErb } from "./erb";
import { LOGSTASH_REFERENCES } from "./logstash";
import {
  MCP_ANY_REFERENCES,
  MCP_EDITOR_REFERENCES,
  MCP_ENV_REFERENCES,
  MCP_GEMINI_REFERENCES,
  MCP_SERVER_REFERENCES,
  MCP_SHELL_REFERENCES,
} from "./mcp";
import { OTEL_REFERENCES } from "./otel";
import { PHP_REFERENCES } from "./php";
import { BRACES_REFERENCES, NO_REFERENCES } from "./plain";
import { type ScanOptions, scanReferences } from "./scan";
import { SPRING_REFERENCES } from "./spring";

const SYNTAXES: Readonly<Record<Exclude<ReferenceSyntax, "terraform" | "erb">, ScanOptions>> = {
  beats: BEATS_REFERENCES,
  "elastic-agent": ELASTIC_AGENT_REFERENCES,
  otel: OTEL_REFERENCES,
  logstash: LOGSTASH_REFERENCES,
  php: PHP_REFERENCES,
  spring: SPRING_REFERENCES,
  "mcp-editor": MCP_EDITOR_REFERENCES,
  "mcp-env": MCP_ENV_REFERENCES,
  "mcp-shell": MCP_SHELL_REFERENCES,
  "mcp-gemini": MCP_GEMINI_REFERENCES,
  "mcp-any": MCP_ANY_REFERENCES,
  "mcp-server": MCP_SERVER_REFERENCES,
  braces: BRACES_REFERENCES,
  none: NO_REFERENCES,
};

/**
 * The scalar's text as literal pieces and references. Quotes of the format stop PHP alone. With `leaves` a `${NAME}` stays
 * text, because the program that the text is handed on to expands it.
 */
export function valueOfScalar(scalar: ScalarNode, syntax: ReferenceSyntax, leaves?: "braces"): Value {
  if (syntax === "terraform") return readHclValue(scalar);
  return {
    span: scalar.span,
    outer: scalar.outer,
    parts: partsOfScalar(scalar, syntax, leaves),
    // An alias shows what stands at the anchor, where other settings may read it too.
    encode: (text) => (scalar.alias || scalar.filled ? undefined : scalar.layer.encode(text)),
    quote: scalar.style === "single" ? "single" : scalar.style === "double" ? "double" : "none",
  };
}

function leavingBraces(options: ScanOptions): ScanOptions {
  const inner: ScanOptions["inner"] = (text) =>
    BRACES_REFERENCES.inner(text).kind === "none" ? options.inner(text) : { kind: "none" };
  return { ...options, inner };
}

/**
 * Tags of values that are looked up elsewhere: CloudFormation's short forms
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html), and what
 * other loaders call a secret or a variable.
 */
const REFERRING: ReadonlySet<string> = new Set([
  "!Ref",
  "!Sub",
  "!GetAtt",
  "!ImportValue",
  "!FindInMap",
  "!Select",
  "!Join",
  "!If",
  "!Base64",
  "!Transform",
  "!secret",
  "!env",
  "!ENV",
  "!env_var",
]);

/** What was put in is what it is, and is not read again; the text around it is read stretch by stretch. */
function partsOfScalar(
  { layer, span, style, tag, filled = [] }: ScalarNode,
  syntax: Scanned,
  leaves: "braces" | undefined,
): readonly Part[] {
  if (tag !== undefined && REFERRING.has(tag)) return [{ kind: "opaque", span, why: "unsupported" }];
  const written = syntax === "php" && style === "single" ? "none" : syntax;
  const parts: Part[] = [];
  let from = 0;
  const addText = (end: number): void => {
    const start = from;
    const toHost = (inner: Span): Span | undefined =>
      layer.toHost({ start: start + inner.start, end: start + inner.end });
    append(parts, scan({ text: layer.text.slice(start, end), toHost }, span, written, leaves));
  };
  for (const { at, part } of filled) {
    addText(at);
    parts.push(part);
    from = at + 1;
  }
  addText(layer.text.length);
  return parts;
}

/** The same for a text that stands in no one place; `whole` stands for all of its places. */
export function partsOfText(text: string, whole: Span, syntax: ReferenceSyntax): readonly Part[] {
  return scan({ text, toHost: () => undefined }, whole, syntax === "terraform" ? "none" : syntax);
}

type Scanned = Exclude<ReferenceSyntax, "terraform">;

function scan(layer: Pick<Layer, "text" | "toHost">, whole: Span, syntax: Scanned, leaves?: "braces"): readonly Part[] {
  if (syntax === "erb") return scanErb(layer, whole);
  const options = SYNTAXES[syntax];
  return scanReferences(layer, whole, leaves ? leavingBraces(options) : options);
}

const WHOLE_DOLLAR = /^\$([A-Za-z_][A-Za-z0-9_]*)$/;
const WHOLE_PARENTHESES = /^\$\(([A-Za-z_][A-Za-z0-9_]*)\)$/;
const WHOLE_ESCAPED = /^\$\$\{((?:env:)?[A-Za-z_][A-Za-z0-9_]*)\}$/;
const WHOLE_PERCENT = /^%([A-Za-z_][A-Za-z0-9_]*)%$/;

function escapesDollar(syntax: ReferenceSyntax): boolean {
  if (syntax === "terraform" || syntax === "erb") return false;
  const { escapes } = SYNTAXES[syntax];
  return "$$" in escapes || "$${" in escapes;
}

/**
 * A piece of text that is nothing but a reference in another tool's syntax, which none of these programs expands:
 * `$NAME` (a shell), `$(NAME)` (Kubernetes), `%NAME%` (Windows); or one whose dollar is escaped in the program's own syntax,
 * so that it stays a text.
 */
export function unexpandedReference(
  text: string,
  syntax: ReferenceSyntax = "none",
): Pick<UnexpandedReference, "name" | "why" | "written"> | undefined {
  const escaped = WHOLE_ESCAPED.exec(text)?.[1];
  if (escaped && escapesDollar(syntax)) return { name: escaped, why: "escaped", written: text };
  const dollar = WHOLE_DOLLAR.exec(text)?.[1];
  if (dollar) return { name: dollar, why: "dollar-only" };
  const parentheses = WHOLE_PARENTHESES.exec(text)?.[1];
  if (parentheses) return { name: parentheses, why: "parentheses" };
  const percent = WHOLE_PERCENT.exec(text)?.[1];
  return percent ? { name: percent, why: "percent-signs" } : undefined;
}
