/**
 * MCP: the files in which a client says which servers it starts and which it calls, and Elastic's own server. Kibana is
 * such a server itself, with Agent Builder. Sources: reference/integrations.md 5, reference/variables.md 3.23.
 */
import type { CommandIntegration, FileReader, Integration, KeySetting, VariableIntegration } from "./model";

/** Whatever is sent after `ApiKey `. */
const ENCODED = [{ forms: ["encoded", "essu", "ece"] }] as const;

// --- Clients ---------------------------------------------------------------------------------------------------------

/** Where servers stand in a client's file, by name. */
export const MCP_SERVER_MAPS: readonly string[] = [
  "mcpServers",
  "servers",
  "context_servers",
  // https://code.visualstudio.com/docs/copilot/reference/mcp-configuration: in settings, until 1.102; in a dev container
  "mcp.servers",
  "customizations.vscode.mcp.servers",
];

/** Clients whose files are known by name; more exact names first. */
export const MCP_CLIENTS: readonly FileReader[] = [
  {
    title: "VS Code",
    names: ["**/.vscode/mcp.json", "**/.vscode/settings.json", "**/.vs/mcp.json", "**/.devcontainer/devcontainer.json"],
    references: "mcp-editor",
    source: "https://code.visualstudio.com/docs/copilot/reference/mcp-configuration",
    startsIn: "..",
    loadsFiles: true,
  },
  {
    title: "VS Code, for a user",
    names: ["**/Code/User/mcp.json"],
    references: "mcp-editor",
    source: "https://code.visualstudio.com/docs/copilot/reference/mcp-configuration",
    loadsFiles: true,
  },
  {
    title: "Cursor",
    names: ["**/.cursor/mcp.json"],
    references: "mcp-editor",
    source: "https://cursor.com/docs/mcp",
    startsIn: "..",
    loadsFiles: true,
  },
  {
    title: "Claude Code",
    names: ["**/.mcp.json"],
    references: "mcp-shell",
    source: "https://code.claude.com/docs/en/mcp",
    startsIn: ".",
  },
  {
    title: "Gemini CLI",
    names: ["**/.gemini/settings.json"],
    references: "mcp-gemini",
    source: "https://github.com/google-gemini/gemini-cli/blob/main/docs/tools/mcp-server.md",
    startsIn: "..",
  },
  {
    title: "Windsurf",
    names: ["**/windsurf/mcp_config.json"],
    references: "mcp-env",
    source: "https://docs.windsurf.com/windsurf/cascade/mcp",
  },
  {
    title: "Cline",
    names: ["**/cline_mcp_settings.json"],
    references: "mcp-env",
    // Since 3.42.
    source: "https://github.com/cline/cline/pull/8079",
  },
  {
    title: "Roo Code",
    names: ["**/.roo/mcp.json"],
    references: "mcp-env",
    source: "https://docs.roocode.com/features/mcp/using-mcp-in-roo",
    startsIn: "..",
  },
];

/** A remote server: each client names its address otherwise. */
function remote(map: string): KeySetting {
  const server = `${map}.*`;
  return {
    path: `${server}.headers.Authorization`,
    api: "unknown",
    value: "header",
    anyServer: true,
    accepts: ENCODED,
    target: {
      urls: [`${server}.httpUrl`, `${server}.serverUrl`, `${server}.url`],
      defaultScheme: "https",
      defaultPort: 443,
      relay: true,
    },
    excludes: [],
  };
}

const MCP_CLIENT: Integration = {
  id: "mcp-client",
  title: "the MCP client",
  source: "https://www.elastic.co/docs/explore-analyze/ai-features/agent-builder/mcp-server",
  checkedAgainst: "9.3",
  tell: { formats: ["json"], names: [], content: MCP_SERVER_MAPS.map((map) => `${map}.*.headers`) },
  references: "mcp-any",
  readers: MCP_CLIENTS,
  dottedKeys: false,
  settings: MCP_SERVER_MAPS.map(remote),
};

/** What programs have in common that a client starts in order to reach a remote server. */
const BRIDGE = {
  id: "mcp-client",
  title: "the MCP client",
  options: "posix",
  urls: [],
  oneUrl: true,
  users: [],
  next: [],
  accepts: ENCODED,
  defaultScheme: "https",
  relay: true,
} as const;

const MCP_REMOTE: CommandIntegration = {
  ...BRIDGE,
  // parseCommandLineArgs; a name that is not set is empty.
  source: "https://github.com/geelen/mcp-remote/blob/main/src/lib/utils.ts",
  checkedAgainst: "0.1.38",
  names: ["mcp-remote", "mcp-remote-client"],
  headers: ["--header"],
  shortWithValue: "",
  longWithValue: [
    "--auth-timeout",
    "--host",
    "--ignore-tool",
    "--resource",
    "--static-oauth-client-info",
    "--static-oauth-client-metadata",
    "--transport",
  ],
  expands: "braces",
};

const MCP_PROXY: CommandIntegration = {
  ...BRIDGE,
  // `--header` is short for `--headers`.
  source: "https://github.com/sparfenyuk/mcp-proxy/blob/main/src/mcp_proxy/__main__.py",
  checkedAgainst: "0.11.0",
  names: ["mcp-proxy"],
  headers: ["-H", "--header", "--headers"],
  pairs: ["-H", "--header", "--headers", "-e", "--env", "--named-server"],
  shortWithValue: "He",
  longWithValue: [
    "--allow-origin",
    "--cwd",
    "--env",
    "--host",
    "--log-level",
    "--named-server",
    "--named-server-config",
    "--port",
    "--sse-host",
    "--sse-port",
    "--transport",
  ],
};

// --- Servers ---------------------------------------------------------------------------------------------------------

const ELASTIC_SERVER = "https://github.com/elastic/mcp-server-elasticsearch/blob/main/src/servers/elasticsearch/mod.rs";

/** What it reads by itself. The package of npm is the version before, with the same names. */
const MCP_SERVER: VariableIntegration = {
  id: "mcp-server-elasticsearch",
  title: "the Elasticsearch MCP server",
  source: "https://github.com/elastic/mcp-server-elasticsearch/blob/main/src/lib.rs",
  checkedAgainst: "0.4.6",
  kind: "program",
  readBy: [
    "docker.elastic.co/mcp/elasticsearch",
    // Docker's own build of it: https://hub.docker.com/r/mcp/elasticsearch
    "mcp/elasticsearch",
    "@elastic/mcp-server-elasticsearch",
    "mcp-server-elasticsearch",
    "elasticsearch-core-mcp-server",
  ],
  names: ["ES_API_KEY"],
  value: "key",
  api: "elasticsearch",
  accepts: ENCODED,
  targets: ["ES_URL"],
  defaultScheme: "https",
  tlsOff: [
    { name: "ES_SSL_SKIP_VERIFY", values: ["true", "1"] },
    { name: "NODE_TLS_REJECT_UNAUTHORIZED", values: ["0"] },
  ],
};

/** The other one in wide use, which hands the key to the Python client as it is. */
const COMMUNITY_MCP_SERVER: VariableIntegration = {
  ...MCP_SERVER,
  title: "elasticsearch-mcp-server",
  source: "https://github.com/cr7258/elasticsearch-mcp-server/blob/main/src/clients/__init__.py",
  checkedAgainst: "2.0.19",
  readBy: ["elasticsearch-mcp-server"],
  names: ["ELASTICSEARCH_API_KEY"],
  targets: ["ELASTICSEARCH_HOSTS"],
  tlsOff: [{ name: "VERIFY_CERTS", values: ["false"] }],
};

const MCP_SERVER_FILE: Integration = {
  id: "mcp-server-elasticsearch",
  title: "the Elasticsearch MCP server",
  source: ELASTIC_SERVER,
  checkedAgainst: "0.4.6",
  tell: { formats: ["json"], names: ["**/elastic-mcp.json5", "**/elastic-mcp.json"], content: [] },
  references: "mcp-server",
  dottedKeys: false,
  settings: [
    {
      path: "elasticsearch.api_key",
      api: "elasticsearch",
      value: "key",
      accepts: ENCODED,
      target: { urls: ["elasticsearch.url"], defaultScheme: "https", defaultPort: 443 },
      excludes: [],
      tlsOff: [{ path: "elasticsearch.ssl_skip_verify", values: ["true"] }],
    },
  ],
};

export const MCP_INTEGRATIONS: readonly Integration[] = [MCP_SERVER_FILE, MCP_CLIENT];
export const MCP_COMMANDS: readonly CommandIntegration[] = [MCP_REMOTE, MCP_PROXY];
export const MCP_VARIABLES: readonly VariableIntegration[] = [MCP_SERVER, COMMUNITY_MCP_SERVER];
