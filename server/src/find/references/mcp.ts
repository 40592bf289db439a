/**
 * References in the files of MCP clients, where each client has a syntax of its own: reference/variables.md 3.23.
 * What a client is not known to leave alone counts as something that no file shows, never as text: what is written for
 * one client is read by others too.
 */
import type { UnexpandedReference } from "../valueModel";
import type { InnerReference, ScanOptions } from "./scan";

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Variables as people name them; the clients' own words are in camel case (`userHome`, `workspaceFolder`). */
const SHOUTED = /^[A-Z_][A-Z0-9_]*$/;

const UNKNOWN: InnerReference = { kind: "opaque", why: "unsupported" };

/** What the syntaxes with a prefix share: `${env:NAME}`, the workspace folder, and what a person is asked for. */
function prefixed(text: string): InnerReference {
  if (text.startsWith("env:") && NAME.test(text.slice(4))) return { kind: "name", name: text.slice(4) };
  if (text === "workspaceFolder") return { kind: "opaque", why: "workspace-folder" };
  return text.startsWith("input:") || text.startsWith("promptString:") ? { kind: "opaque", why: "prompt" } : UNKNOWN;
}

/** `${NAME}` or `$NAME`, which a shell would expand and an editor leaves. */
export function shellInEditor(text: string): Pick<UnexpandedReference, "name" | "why" | "written"> | undefined {
  const braces = text.startsWith("${") && text.endsWith("}");
  const name = braces ? text.slice(2, -1) : text.slice(1);
  if (!text.startsWith("$") || !SHOUTED.test(name)) return undefined;
  return { name, why: braces ? "braces" : "dollar-only", written: text };
}

/**
 * VS Code and Cursor: `${env:NAME}`; `${NAME}` and `$NAME` stay as they are.
 * https://code.visualstudio.com/docs/copilot/reference/mcp-configuration, https://cursor.com/docs/mcp; that `$NAME` "was
 * always literal in VS Code" says
 * https://github.com/microsoft/vscode/blob/main/src/vs/workbench/contrib/mcp/common/mcpEnvironmentVariableExpansion.ts
 */
export const MCP_EDITOR_REFERENCES: ScanOptions = {
  inner: (text) => (SHOUTED.test(text) ? { kind: "none" } : prefixed(text)),
  escapes: {},
  nested: false,
};

/** Windsurf, Cline and Roo Code: `${env:NAME}`; what they do with another syntax is not documented. */
export const MCP_ENV_REFERENCES: ScanOptions = {
  inner: prefixed,
  bare: unknown,
  escapes: {},
  nested: false,
};

/**
 * `.mcp.json` is read by Claude Code, and by Copilot's command line and VS Code as well: `${NAME}`, `${NAME:-default}`.
 * The default is taken as it is, and only where the name is not set. Only Copilot expands `$NAME`.
 * https://code.claude.com/docs/en/mcp#environment-variable-expansion-in-mcp-json,
 * https://github.com/microsoft/vscode/blob/main/src/vs/platform/mcp/common/envVarResolution.ts
 */
export const MCP_SHELL_REFERENCES: ScanOptions = {
  inner: (text) => {
    const at = text.indexOf(":-");
    const name = at < 0 ? text : text.slice(0, at);
    if (!NAME.test(name)) return unknown(text);
    if (at < 0) return { kind: "name", name };
    return { kind: "name", name, fallback: { text: text.slice(at + 2), at: at + 2, whenEmpty: false } };
  },
  bare: unknown,
  escapes: {},
  nested: false,
};

/**
 * Gemini CLI: `$NAME` and `${NAME}`.
 * https://github.com/google-gemini/gemini-cli/blob/main/packages/cli/src/utils/envVarResolver.ts
 */
export const MCP_GEMINI_REFERENCES: ScanOptions = {
  inner: named,
  bare: named,
  escapes: {},
  nested: false,
};

/** A client that nobody knows, or that documents no syntax. */
export const MCP_ANY_REFERENCES: ScanOptions = {
  inner: unknown,
  bare: unknown,
  escapes: {},
  nested: false,
};

function named(text: string): InnerReference {
  return NAME.test(text) ? { kind: "name", name: text } : UNKNOWN;
}

function unknown(text: string): InnerReference {
  const found = prefixed(text);
  return found.kind === "opaque" ? found : UNKNOWN;
}

/**
 * Elastic's own MCP server, in `elastic-mcp.json5`: `${NAME}` and `${NAME:default}`; without a default it does not start
 * where the name is not set.
 * https://github.com/elastic/mcp-server-elasticsearch/blob/main/src/utils/interpolator.rs
 */
export const MCP_SERVER_REFERENCES: ScanOptions = {
  inner: (text) => {
    const colon = text.indexOf(":");
    const name = colon < 0 ? text : text.slice(0, colon);
    if (name === "" || /\s/.test(name)) return { kind: "none" };
    if (colon < 0) return { kind: "name", name };
    return { kind: "name", name, fallback: { text: text.slice(colon + 1), at: colon + 1, whenEmpty: false } };
  },
  escapes: {},
  nested: false,
};
