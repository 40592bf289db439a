/** What Compose services run: which texts a shell reads, which words are none, and what Compose puts in before. */
import { describe, expect, test } from "vitest";
import { composeCarrier } from "../../../server/src/find/carriers/compose";
import { expressionHoles } from "../../../server/src/find/carriers/expressions";
import type { Carried } from "./pipelineSupport";
import { carry, showWord } from "./pipelineSupport";

const carried = (text: string): Carried => carry(composeCarrier, "compose.yaml", text);
/** One service `s` with these lines. */
const service = (lines: string): Carried => carried(`services:\n  s:\n${lines.replace(/^/gm, "    ")}\n`);

const COMPOSE = `services:
  push:
    command: ["sh", "-c", "curl -H \\"Authorization: ApiKey $$ES_API_KEY\\" \${ES_URL:-http://es:9200}"]
  es:
    healthcheck:
      test: ["CMD", "curl", "-H", "Authorization: ApiKey \${ES_API_KEY}", "http://localhost:9200"]
`;

describe("commands", () => {
  const ran = (lines: string): string[] => {
    const { commands, embedded } = service(lines);
    return [
      ...commands.map(({ command }) => `run ${[command.name, ...command.args.map(showWord)].join(" ")}`),
      ...embedded.map(({ layer, as }) => `${as} ${layer.text}`),
    ];
  };

  test.each([
    [
      "command: [curl, -H, 'Authorization: ApiKey x', 'http://es:9200']",
      ["run curl -H Authorization: ApiKey x http://es:9200"],
    ],
    ["command: [/usr/bin/curl, -u, a]", ["run curl -u a"]],
    ["command: [curl, '${K}', '$$K']", ["run curl <<K>> $K"]],
    ["command: ['$CMD', a]", ["run  a"]],
    ["entrypoint: [curl, -s]\ncommand: ['http://es']", ["run curl -s http://es"]],
    ["entrypoint: curl -s\ncommand: ['http://es']", ["run curl -s http://es"]],
    ["command: curl -s http://es", ["shell curl -s http://es"]],
    ["entrypoint: [curl, -s]\ncommand: http://es '$$K'", ["shell curl -s http://es '$K'"]],
    ["entrypoint: sh -c 'x'\ncommand: y", ["shell sh -c 'x' y"]],
    ["entrypoint: [sh, -c]\ncommand: ['curl $$K']", ["shell curl $K"]],
    ["entrypoint: [sh, -c]\ncommand: \"'curl x'\"", ["shell sh -c 'curl x'"]],
    ["command: [bash, -euo, pipefail, -c, 'curl x']", ["shell curl x"]],
    ["command: [/bin/sh, -ec, 'curl x', arg]", ["shell curl x"]],
    ["command: [tini, --, sh, -c, 'curl x']", ["shell curl x"]],
    ["command: [sh, /scripts/push.sh]", ["run sh /scripts/push.sh"]],
    ["command: [pwsh, -Command, 'curl x']", ["powershell curl x"]],
    ["healthcheck: {test: curl x}", ["shell curl x"]],
    ["healthcheck: {test: [CMD, curl, x]}", ["run curl x"]],
    ["healthcheck: {test: [CMD-SHELL, 'curl $$K']}", ["shell curl $K"]],
    ["healthcheck: {test: [NONE]}", []],
    ["command: []", []],
    ["command: {a: b}", []],
  ])("%s", (lines, expected) => {
    expect(ran(lines)).toEqual(expected);
  });

  test("a reference of Compose is put in before a shell reads it", () => {
    const text = (script: string): string | undefined =>
      service(`command: ["sh", "-c", "${script}"]`).embedded[0]?.layer.text;
    expect(text("a $K $$K ${K} $$$K")).toBe("a ${{ env.K }} $K ${{ env.K }} $${{ env.K }}");
    expect(text("${K:-d} ${K:-${L:-it's}}")).toBe("${{ env.K || 'd' }} ${{ env.K || env.L || 'it''s' }}");
    // What no chain of alternatives says, is unknown.
    expect(text("${K-d}")).toBe("${{ compose }}");
    expect(text("${K:-a$L}")).toBe("${{ compose }}");
    expect(text("$ $1 $(x)")).toBe("$ $1 $(x)");
  });

  test("each piece of a script stands where it is written", () => {
    const found = carried(COMPOSE);
    const script = found.embedded[0]!;
    expect(script).toMatchObject({ as: "shell", expressions: { kind: "compose-project" } });
    expect(script.around).toEqual({ kind: "environment", environment: found.environment("push").id });
    const at = (piece: string): string | undefined => {
      const start = script.layer.text.indexOf(piece);
      return found.at(script.layer.toHost({ start, end: start + piece.length }));
    };
    expect(at("curl")).toBe("curl");
    expect(at("ApiKey")).toBe("ApiKey");
    expect(at("$ES_API_KEY")).toBe("$$ES_API_KEY");
    const [hole] = expressionHoles(script.layer.text);
    expect(found.at(script.layer.toHost(hole!.at))).toBe("${ES_URL:-http://es:9200}");
    expect(script.layer.encode("x")).toBeUndefined();
  });

  test("words in exec form stand where they are written, and run in the service", () => {
    const found = carried(COMPOSE);
    const [{ command, around } = expect.fail()] = found.commands;
    expect(found.at(command.nameSpan)).toBe("curl");
    expect(found.at(command.span)).toBe('"curl", "-H", "Authorization: ApiKey ${ES_API_KEY}", "http://localhost:9200"');
    expect(command.args.map(showWord)).toEqual(["-H", "Authorization: ApiKey <<ES_API_KEY>>", "http://localhost:9200"]);
    expect(command.args[1]?.parts.map((part) => found.at(part.span))).toEqual([
      "Authorization: ApiKey ",
      "${ES_API_KEY}",
    ]);
    expect(command.args[1]?.encode("a$b")).toBe('"a$$b"');
    expect(around).toEqual({ kind: "environment", environment: found.environment("es").id });
  });

  test("words of a text have their own places", () => {
    const found = service("entrypoint: curl -s\ncommand: ['http://es']");
    const [{ command } = expect.fail()] = found.commands;
    expect(found.at(command.nameSpan)).toBe("curl");
    expect(command.args.map(({ span }) => found.at(span))).toEqual(["-s", "http://es"]);
    expect(command.args[0]?.encode("x")).toBeUndefined();
  });
});
