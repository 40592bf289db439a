/** What containers run: exec forms, scripts, and what Kubernetes expands in them before a shell does. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { literalText } from "../../../server/src/find/value";
import { at, kubernetes, pod } from "./kubernetesSupport";

describe("what runs", () => {
  const shown = (...lines: string[]): string[] => {
    const text = pod(...lines);
    const sink = kubernetes(text);
    const texts = sink.embedded.map((each) => {
      expect(each.around).toEqual({ kind: "environment", environment: 0 });
      return `${each.as}${each.expressions ? " with expressions" : ""}: ${each.layer.text}`;
    });
    const commands = sink.commands.map(({ command, around }) => {
      expect(around).toEqual({ kind: "environment", environment: 0 });
      return [command.name, ...command.args.map((arg) => literalText(arg) ?? "<…>")].join(" ");
    });
    return [...texts, ...commands];
  };
  const ENV = ["env: [{ name: K, value: v }]"];

  test.each([
    [['command: ["/bin/sh", "-c", "curl $K"]'], "shell: curl $K"],
    [['command: ["/bin/sh", "-c"]', "args: [curl $K]"], "shell: curl $K"],
    [["args: [bash, -ec, curl $K]"], "shell: curl $K"],
    [["command: [bash, -o, pipefail, -c, curl x, arg0]"], "shell: curl x"],
    [["command: [/usr/bin/tini, -g, --, /bin/bash, -lc, curl x]"], "shell: curl x"],
    [["command: [/usr/bin/env, A=b, bash, -c, curl x]"], "shell: curl x"],
    [["command: [curl, -H, x]", "args: [https://h]"], "curl -H x https://h"],
    [["command: [bash, script.sh]"], "bash script.sh"],
    [["args: [/usr/bin/curl, https://h]"], "curl https://h"],
    [["command: [curl, $(K)]", ...ENV], "curl <…>"],
    [
      ["readinessProbe: { exec: { command: [sh, -c, 'curl $(K)'] } }", ...ENV],
      "shell with expressions: curl ${{ env.K }}",
    ],
    [["lifecycle: { preStop: { exec: { command: [sh, -c, 'curl $(K) $$'] } } }", ...ENV], "shell: curl $(K) $$"],
    [["lifecycle: { preStop: { exec: { command: [curl, $(K)] } } }", ...ENV], "curl $(K)"],
  ])("%j", (lines, expected) => {
    expect(shown(...lines)).toEqual([expected]);
  });

  test("options alone are for a program that only the image names", () => {
    expect(shown('args: ["-c", "/etc/filebeat.yml", "-e"]')).toEqual([" -c /etc/filebeat.yml -e"]);
    expect(shown("args: [-Dx=https://h]")).toEqual([" -Dx=https://h"]);
    expect(shown("command: curl https://h")).toEqual([]);
    expect(shown("command:")).toEqual([]);
  });

  test.each([
    ["curl '$(K)'", "shell with expressions: curl '${{ env.K }}'"],
    ["echo $(date) $(hostname -f)", "shell: echo $(date) $(hostname -f)"],
    ["echo $$(K) $$", "shell: echo $(K) $"],
    ["echo $(curl $(K))", "shell: echo $(curl $(K))"],
    ["echo $(K", "shell: echo $(K"],
    ["echo $(L)", "shell: echo $(L)"],
  ])("Kubernetes expands before the shell: %s", (script, expected) => {
    expect(shown(...ENV, "command: [sh, -c]", "args:", "  - |-", `    ${script}`)).toEqual([expected]);
  });

  test("names of a collection are in upper case, commands are not", () => {
    expect(shown("envFrom: [{ secretRef: { name: s } }]", "command: [sh, -c, 'x $(ES_KEY) $(date)']")).toEqual([
      "shell with expressions: x ${{ env.ES_KEY }} $(date)",
    ]);
  });

  test("every piece of a script leads to its place", () => {
    const text = pod(
      ...ENV,
      "command: [sh, -c]",
      "args:",
      "  - |",
      "    curl -H 'ApiKey $(K)' \\",
      "      https://h/$$x",
    );
    const [script] = kubernetes(text).embedded;
    const { layer } = script!;
    const host = (piece: string): string | undefined => {
      const start = layer.text.indexOf(piece);
      return at(text, layer.toHost({ start, end: start + piece.length }));
    };
    expect(layer.text).toBe("curl -H 'ApiKey ${{ env.K }}' \\\n  https://h/$x\n");
    expect(host("ApiKey ")).toBe("ApiKey ");
    expect(host("${{ env.K }}")).toBe("$(K)");
    expect(host("https://h/")).toBe("https://h/");
    expect(host("$x")).toBe("$$x");
    expect(script!.expressions).toEqual({ kind: "environment", environment: 0 });
    expect(at(text, script!.span)).toContain("curl");
  });

  test("pieces of a script are written so that the shell gets them", () => {
    const pieces = fc.array(fc.constantFrom("$", "(", ")", "K", "$(K)", "$(L)", "a", "{", "}", "${{ env.K }}"), {
      minLength: 1,
      maxLength: 10,
    });
    fc.assert(
      fc.property(pieces, (parts) => {
        const piece = `x${parts.join("")}x`;
        const text = pod(...ENV, "command: [sh, -c]", "args:", "  - |-", "    old");
        const [script] = kubernetes(text).embedded;
        const known = pod(...ENV, "command: [sh, -c]", "args:", "  - |-", "    $(K) $$ ");
        const { layer } = kubernetes(known).embedded[0]!;
        const written = layer.encode(piece);
        const after = text.slice(0, script!.span.start) + written + text.slice(script!.span.end);
        expect(kubernetes(after).embedded[0]!.layer.text).toBe(piece);
      }),
    );
  });
});
