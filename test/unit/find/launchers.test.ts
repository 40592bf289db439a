/** Programs that find a package and run it: which package, under which names, with which words. */
import { describe, expect, test } from "vitest";
import { launchedBy } from "../../../server/src/find/launchers";
import type { Value } from "../../../server/src/read/reading";

/** A word that is all text; `?` stands for one that nobody knows. */
function word(text: string): Value {
  const where = { start: 0, end: text.length };
  const part = text === "?" ? { kind: "opaque" as const, span: where, why: "prompt" as const } : undefined;
  return {
    span: where,
    outer: where,
    parts: [part ?? { kind: "text", text, span: where }],
    quote: "none",
    encode: () => undefined,
  };
}

/** `name args (known)` of a command line. */
function launched(line: string): string {
  const [name = "", ...args] = line.split(" ");
  const found = launchedBy(name, args.map(word));
  const texts = found.args.map(({ parts }) => (parts[0]?.kind === "text" ? parts[0].text : "?"));
  return `${[found.name, ...texts].join(" ")} (${found.known.join(" ")})`;
}

describe("what runs in the end", () => {
  test.each([
    ["curl -H x", "curl -H x (curl)"],
    ["npx mcp-remote https://a --header h", "mcp-remote https://a --header h (mcp-remote)"],
    ["npx -y mcp-remote@0.1.38 https://a", "mcp-remote https://a (mcp-remote)"],
    [
      "npx -y @elastic/mcp-server-elasticsearch@latest",
      "mcp-server-elasticsearch (@elastic/mcp-server-elasticsearch mcp-server-elasticsearch)",
    ],
    ["npx -p @scope/tools@1 run-it x", "run-it x (@scope/tools run-it)"],
    ["npx --package=@scope/tools -- run-it -v", "run-it -v (@scope/tools run-it)"],
    ["npm exec -y -- mcp-remote u", "mcp-remote u (mcp-remote)"],
    ["npm run build", "npm run build (npm)"],
    ["pnpm --silent dlx mcp-remote u", "mcp-remote u (mcp-remote)"],
    ["yarn dlx mcp-remote u", "mcp-remote u (mcp-remote)"],
    ["bunx --bun mcp-remote u", "mcp-remote u (mcp-remote)"],
    ["uvx elasticsearch-mcp-server==2.0.19", "elasticsearch-mcp-server (elasticsearch-mcp-server)"],
    ["uvx --from mcp-proxy[all] --python 3.12 mcp-proxy u", "mcp-proxy u (mcp-proxy)"],
    ["uv --directory /src run elasticsearch-mcp-server", "elasticsearch-mcp-server (elasticsearch-mcp-server)"],
    ["uv tool run mcp-proxy u", "mcp-proxy u (mcp-proxy)"],
    ["uv tool install mcp-proxy", "uv tool install mcp-proxy (uv)"],
    ["uv run python -m mcp_proxy u", "python u (python mcp_proxy mcp-proxy)"],
    ["pipx run --spec mcp-proxy==1 mcp-proxy u", "mcp-proxy u (mcp-proxy)"],
    ["python3 -m elasticsearch_mcp_server", "python3 (python3 elasticsearch_mcp_server elasticsearch-mcp-server)"],
    ["python server.py", "server.py (server.py)"],
    ["node /opt/node_modules/mcp-remote/dist/proxy.js u", "mcp-remote u (mcp-remote)"],
    [
      "node C:\\t\\node_modules\\@elastic\\mcp-server-elasticsearch\\dist\\index.js",
      "mcp-server-elasticsearch (@elastic/mcp-server-elasticsearch mcp-server-elasticsearch)",
    ],
    ["cmd /c npx -y mcp-remote u", "mcp-remote u (mcp-remote)"],
    ["cmd dir", "cmd dir (cmd)"],
  ])("%s", (line, expected) => {
    expect(launched(line)).toBe(expected);
  });
});

describe("what nobody can tell stays as it is", () => {
  test.each(["npx ? mcp-remote", "npx", "npx -y", "npx --package", "npx ?", "uv", "cmd /c", "cmd /c ?"])(
    "%s",
    (line) => {
      const [name = ""] = line.split(" ");
      expect(launched(line)).toBe(`${line} (${name})`);
    },
  );

  test("launchers of launchers come to an end", () => {
    expect(launched("npx npx npx npx npx npx x")).toBe("npx npx npx x (npx)");
  });
});
