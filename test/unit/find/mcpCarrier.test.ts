/** MCP clients: what each server is given and runs; what a container of one is given is what its command line names. */
import { describe, expect, test } from "vitest";
import { mcpCarrier } from "../../../server/src/find/carriers/mcp";
import type { Carried } from "./pipelineSupport";
import { carry, expectSound, expectTotal, showWord } from "./pipelineSupport";

const VSCODE = ".vscode/mcp.json";
/** YAML reads JSON too, which is what makes these trees. */
const carried = (text: string, path = VSCODE): Carried => carry(mcpCarrier, path, text);
const server = (json: string, path = VSCODE): Carried =>
  carried(`{"${path.includes("vscode") ? "servers" : "mcpServers"}": {"s": ${json}}}`, path);

const commands = ({ commands: all }: Carried): string[] =>
  all.map(({ command }) => [command.name, ...command.args.map(showWord)].join(" "));

describe("environments", () => {
  test.each([
    ['{"command": "x", "env": {"K": "v", "L": "${env:L}"}}', ["K=v L=<L>"]],
    ['{"command": "x", "env": {"K": "${K}"}}', ["K=${K}"]],
    ['{"command": "x", "env": {"K": 1, "L": true, "M": null}}', ["K=1 L=true", "removed"]],
    ['{"command": "x", "envFile": "${workspaceFolder}/.env"}', ["file ../.env node"]],
    ['{"command": "x", "envFile": "/srv/es.env", "env": {"K": "v"}}', ["file /srv/es.env node", "K=v"]],
    ['{"command": "x", "envFile": "es.env"}', ["file undefined node"]],
    ['{"command": "x", "env": ["K=v"], "args": "y"}', []],
  ])("%s", (json, layers) => {
    expect(server(json).layers("s")).toEqual(layers);
  });

  test.each([
    ["mcp.json", ["file undefined node"]],
    [".cursor/mcp.json", ["file ../.env node"]],
    // They have no such setting.
    [".mcp.json", []],
    ["claude_desktop_config.json", ["file undefined node"]],
  ])("a file of variables in %s", (path, layers) => {
    expect(server('{"command": "x", "envFile": "${workspaceFolder}/.env"}', path).layers("s")).toEqual(layers);
  });

  test.each([
    [".mcp.json", "K=<A> L=<?unsupported>"],
    [".gemini/settings.json", "K=<?unsupported> L=<?unsupported>"],
    [".codeium/windsurf/mcp_config.json", "K=<?unsupported> L=<B>"],
    ["anything.json", "K=<?unsupported> L=<?unsupported>"],
  ])("references as %s has them", (path, layer) => {
    const { layers } = server('{"command": "x", "env": {"K": "${A:-v}", "L": "${env:B}"}}', path);
    expect(layers("s")).toEqual([layer]);
  });

  test("where servers stand", () => {
    const at = (text: string): string[] => carried(text).environments.map(({ name }) => name);
    const one = '{"command": "x"}';
    expect(at(`{"mcpServers": {"a": ${one}}, "servers": {"b": ${one}}}`)).toEqual(["a", "b"]);
    expect(at(`{"context_servers": {"a": {"command": {"path": "x", "args": [], "env": {}}}}}`)).toEqual(["a"]);
    expect(at(`{"mcp": {"servers": {"a": ${one}}}}`)).toEqual(["a"]);
    expect(carried('{"servers": [{"url": "https://x"}]}').own).toBe(false);
    expect(carried('{"mcpServers": {"a": {"url": "https://x"}}}').own).toBe(true);
  });
});

describe("containers", () => {
  const run = (words: string, env = '{"K": "v", "L": "w"}'): Carried =>
    server(`{"command": "docker", "args": ["run", ${words}], "env": ${env}}`);
  const given = (found: Carried): string[] | undefined =>
    found.environments.some(({ owner }) => owner === "container") ? found.layers("s") : undefined;

  test.each([
    ['"-e", "K", "image"', ["K=v"]],
    ['"--env=K", "-eL", "image"', ["K=v L=w"]],
    ['"-e", "K", "-e", "M=x", "image"', ["K=v M=x"]],
    ['"-e", "M", "image"', ["M=<M>"]],
    ['"-e", "K=${env:A}", "image"', ["K=<A>"]],
    ['"--env-file", "${workspaceFolder}/a.env", "image"', ["file ../a.env compose-raw"]],
    ['"image", "-e", "K"', []],
    // More than is named may be handed on.
    ['"--env-host", "image"', ["K=v L=w"]],
    ['"${input:more}", "image"', ["K=v L=w"]],
    ['"-e", "K*", "image"', ["K=v L=w"]],
  ])("docker run %s", (words, layers) => {
    expect(given(run(words))).toEqual(layers);
  });

  test("the program that starts one knows it, and the image is what runs", () => {
    const found = run('"-e", "K", "reg.example:5000/a/b:1@sha256:c", "stdio"');
    const [client, container] = found.environments;
    expect(client?.container).toBe(container?.id);
    expect(client?.runs).toBeUndefined();
    expect(container?.runs).toEqual(["reg.example:5000/a/b"]);
    expect(found.at(container?.span)).toBe('"reg.example:5000/a/b:1@sha256:c"');
    expect(found.commands).toEqual([]);
  });
});

describe("commands", () => {
  test("words are the client's first, and `${NAME}` is left to a program that expands it", () => {
    const args = '["-y", "mcp-remote", "${env:URL}", "--header", "Authorization:${A}"]';
    expect(commands(server(`{"command": "npx", "args": ${args}}`))).toEqual([
      "npx -y mcp-remote <<URL>> --header Authorization:${A}",
    ]);
    expect(commands(server(`{"command": "npx", "args": ${args}}`, ".mcp.json"))).toEqual([
      "npx -y mcp-remote <?unsupported> --header Authorization:${A}",
    ]);
    expect(commands(server('{"command": "other", "args": ["${A}"]}', ".mcp.json"))).toEqual(["other <<A>>"]);
  });

  test("a shell's script is read as one", () => {
    const found = server('{"command": "/bin/bash", "args": ["-lc", "exec x \\"$K\\""]}');
    expect(found.embedded.map(({ as, layer }) => [as, layer.text])).toEqual([["shell", 'exec x "$K"']]);
    expect(found.commands).toEqual([]);
  });

  test("a program is known by its package and its own name", () => {
    const { environments } = server('{"command": "npx", "args": ["@elastic/mcp-server-elasticsearch@1"]}');
    expect(environments[0]?.runs).toEqual(["@elastic/mcp-server-elasticsearch", "mcp-server-elasticsearch"]);
  });
});

test("any text is answered", () => {
  const text = `{"servers": {"s": {"command": "docker", "args": ["run", "-e", "K", "i"], "env": {"K": "v", "L": null},
    "envFile": "\${workspaceFolder}/x"}, "t": {"command": {"path": "npx"}}, "u": {"url": "https://x"}}}`;
  expectSound(carried(text));
  expectTotal(mcpCarrier, VSCODE, [text]);
});
