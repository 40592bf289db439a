/** The project file in an editor: completion, hovers, problems, and what a change of it does to the open files. */

import { afterEach, describe, expect, test } from "vitest";
import { FileChangeType, type MarkupContent } from "vscode-languageserver-protocol";
import { ENCODED, essu } from "../support/keys";
import { BARE, PULL, PUSH } from "./support/capabilities";
import { connect, FOLDER, type MemoryClient } from "./support/client";
import { filebeat, WRONG_ENCODING } from "./support/texts";

let client: MemoryClient;
afterEach(() => client.dispose());

const at = (name: string): string => `${FOLDER}/${name}`;

describe("completion", () => {
  const registered = (): unknown =>
    [...client.registrations.values()].find(({ method }) => method === "textDocument/completion")?.registerOptions;

  test("is registered for project files alone, with the characters behind which something begins", async () => {
    client = await connect({ capabilities: PULL });
    await client.settle();
    expect(registered()).toMatchObject({
      documentSelector: [{ pattern: "**/.keyfit.yml" }, { pattern: "**/.keyfit.yaml" }, { pattern: "**/.keyfit.json" }],
      triggerCharacters: expect.arrayContaining([":", " ", '"']),
    });
    expect(client.initialized?.capabilities.completionProvider).toBeUndefined();
  });

  test("is announced at start to a client that registers nothing, and not to one that has none", async () => {
    client = await connect({ capabilities: PUSH });
    expect(client.initialized?.capabilities.completionProvider).toMatchObject({ triggerCharacters: expect.any(Array) });
    client.dispose();
    client = await connect({ capabilities: BARE });
    expect(client.initialized?.capabilities.completionProvider).toBeUndefined();
  });

  test.each([
    [".keyfit.yml", "version: 1\nde", "de", "deployments"],
    [".keyfit.yaml", "version: 1\nrules:\n  wrong-e", "wrong-e", "wrong-encoding"],
    [".keyfit.yml", "version: 1\ndeployments:\n  - name: a\n    type: ", "type: ", "serverless"],
    [".keyfit.yml", "version: 1\nkeys:\n  - id: x\n    ", "id: x\n    ", "expires"],
    [".keyfit.json", '{ "version": 1, "', '1, "', "ignore"],
  ])("in %s: %j", async (name, text, behind, wanted) => {
    client = await connect();
    client.open(name, text, name.endsWith("json") ? "json" : "yaml");
    const found = await client.complete(name, behind);
    const item = found.find(({ label }) => label === wanted);
    expect(item?.textEdit).toMatchObject({ newText: expect.stringContaining(wanted) });
    expect(item?.documentation ?? item?.detail).toBeDefined();
  });

  test("puts a name in place of what is typed of it", async () => {
    client = await connect();
    client.open(".keyfit.yml", "version: 1\nde\n");
    const item = (await client.complete(".keyfit.yml", "de")).find(({ label }) => label === "deployments");
    expect(item?.textEdit).toEqual({
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } },
      newText: "deployments:",
    });
  });

  test("has no marks for a client without Markdown", async () => {
    client = await connect({ capabilities: PUSH });
    client.open(".keyfit.yml", "version: 1\n\n");
    for (const { documentation } of await client.complete(".keyfit.yml", "1\n")) {
      if (documentation === undefined) continue;
      expect(documentation).toMatchObject({ kind: "plaintext" });
      expect((documentation as MarkupContent).value).not.toContain("`");
    }
  });

  test.each([["filebeat.yml"], ["my.keyfit.yml"], [".keyfit.toml"]])("is silent in %s", async (name) => {
    client = await connect();
    client.open(name, "version: 1\n\n", "yaml");
    expect(await client.complete(name, "1\n")).toEqual([]);
  });

  test("is silent where Keyfit is switched off", async () => {
    client = await connect({ settings: () => ({ enable: false }) });
    client.open(".keyfit.yml", "version: 1\n\n");
    expect(await client.complete(".keyfit.yml", "1\n")).toEqual([]);
  });
});

describe("a hover", () => {
  const hover = async (text: string, where: string): Promise<string | undefined> => {
    client = await connect();
    client.open(".keyfit.yml", text);
    const found = await client.hover(".keyfit.yml", where);
    return found ? (found.contents as MarkupContent).value : undefined;
  };

  test("tells what a property means", async () => {
    expect(await hover("version: 1\nkeys:\n  - id: x\n", "keys")).toMatch(/^\*\*keys\*\*/);
  });

  test("tells what a rule reports, also in a text that is being typed", async () => {
    expect(await hover("version: 1\nrules:\n  wrong-encoding: off\n  ha", "wrong-encoding")).toContain("another form");
  });
});

describe("problems", () => {
  test("come for what breaks the schema, with a fix where it is plain what was meant", async () => {
    client = await connect();
    client.open(".keyfit.yml", "version: 1\nrulez:\n  wrong-encoding: off\n");
    expect(await client.codes(".keyfit.yml")).toEqual(["invalid-project-file"]);
    await client.applyFix(".keyfit.yml", "rulez", /rules/);
    expect(await client.codes(".keyfit.yml")).toEqual([]);
  });

  test("never repeat a key that somebody pasted", async () => {
    client = await connect();
    client.open(".keyfit.yml", `version: 1\nkeys:\n  - id: ${essu()}\n    kind: "${ENCODED}"\n`);
    expect(await client.codes(".keyfit.yml")).toContain("invalid-project-file");
    await client.hover(".keyfit.yml", "essu_");
    await client.complete(".keyfit.yml", "kind: ");
    expect(client.wire()).not.toContain(essu().slice(12, 19));
    expect(client.wire()).not.toContain(ENCODED.slice(12, 19));
  });
});

describe.each([
  ["pulls", PULL],
  ["is pushed to", PUSH],
])("for a client that %s", (_, capabilities) => {
  const OFF = "version: 1\nrules: { wrong-encoding: off }\n";
  const news = async (act: () => void): Promise<void> => {
    const before = client.refreshes() + client.published.filter(({ uri }) => uri === at("a/filebeat.yml")).length;
    act();
    await client.until(
      () => client.refreshes() + client.published.filter(({ uri }) => uri === at("a/filebeat.yml")).length > before,
    );
    await client.settle();
  };
  const problems = async (): Promise<readonly string[]> => {
    if (capabilities === PULL) return client.codes("a/filebeat.yml");
    const last = client.published.findLast(({ uri }) => uri === at("a/filebeat.yml"));
    return (last?.diagnostics ?? []).map(({ code }) => String(code));
  };
  const start = async (): Promise<void> => {
    client = await connect({ capabilities });
    client.open("a/filebeat.yml", WRONG_ENCODING);
    expect(await client.codes("a/filebeat.yml")).toContain("wrong-encoding");
    await client.settle();
  };

  test("an edit of an open project file counts at once, half-typed or whole", async () => {
    await start();
    await news(() => client.open(".keyfit.yml", "version: 1\n"));
    await problems();
    await news(() => client.change(".keyfit.yml", OFF));
    expect(await problems()).not.toContain("wrong-encoding");
    await news(() => client.change(".keyfit.yml", `${OFF}keys:\n  - id: `));
    expect(await problems()).not.toContain("wrong-encoding");
    await news(() => client.change(".keyfit.yml", "version: 1\n"));
    expect(await problems()).toContain("wrong-encoding");
  });

  test("so does one that is saved, and the nearest one alone", async () => {
    await start();
    client.files.write(at(".keyfit.yml"), OFF);
    await news(() => client.filesChanged([at(".keyfit.yml"), FileChangeType.Created]));
    expect(await problems()).not.toContain("wrong-encoding");
    client.files.write(at("a/.keyfit.json"), '{ "version": 1 }');
    await news(() => client.filesChanged([at("a/.keyfit.json"), FileChangeType.Created]));
    expect(await problems()).toContain("wrong-encoding");
    client.files.remove(at("a/.keyfit.json"));
    await news(() => client.filesChanged([at("a/.keyfit.json"), FileChangeType.Deleted]));
    expect(await problems()).not.toContain("wrong-encoding");
  });
});

test("a host that the project file names is known", async () => {
  client = await connect();
  client.files.write(
    at(".keyfit.yml"),
    'version: 1\ndeployments:\n  - name: logs\n    type: eck\n    hosts: ["*.logs.corp.example"]\n',
  );
  client.open("filebeat.yml", filebeat(essu()));
  expect(await client.codes("filebeat.yml")).toContain("wrong-key-type");
});
