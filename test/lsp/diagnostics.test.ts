import { afterEach, describe, expect, test } from "vitest";
import { DiagnosticSeverity, DocumentDiagnosticRequest } from "vscode-languageserver-protocol";
import { ENCODED, essu } from "../support/keys";
import { BARE, PULL, PUSH } from "./support/capabilities";
import { type ClientOptions, connect, type MemoryClient } from "./support/client";
import { filebeat, HOSTED, NOTHING_WRONG, RIGHT_ENCODING, WRONG_ENCODING } from "./support/texts";

let client: MemoryClient;
afterEach(() => client.dispose());
const start = async (options?: ClientOptions): Promise<MemoryClient> => (client = await connect(options));

describe.each([
  ["a client that pulls", PULL],
  ["a client that is pushed to", PUSH],
  ["a client that announces nothing", BARE],
])("%s", (_, capabilities) => {
  test("gets the problem on the key's exact range", async () => {
    await start({ capabilities });
    client.open("filebeat.yml", WRONG_ENCODING);
    const found = (await client.diagnostics("filebeat.yml")).find(({ code }) => code === "wrong-encoding");
    expect(found).toMatchObject({
      source: "keyfit",
      severity: DiagnosticSeverity.Error,
      range: { start: { line: 5, character: 12 }, end: { line: 5, character: 12 + ENCODED.length } },
    });
  });

  test("sees it go once the key is right", async () => {
    await start({ capabilities });
    client.open("filebeat.yml", WRONG_ENCODING);
    expect(await client.codes("filebeat.yml")).toContain("wrong-encoding");
    client.change("filebeat.yml", RIGHT_ENCODING);
    expect(await client.codes("filebeat.yml")).toEqual(["hard-coded-key"]);
  });

  test("hears nothing about a file without keys", async () => {
    await start({ capabilities });
    client.open("notes.yml", "a: 1\n");
    expect(await client.diagnostics("notes.yml")).toEqual([]);
  });
});

describe("never both ways", () => {
  test("a client that pulls is not pushed to", async () => {
    await start({ capabilities: PULL });
    client.open("filebeat.yml", WRONG_ENCODING);
    await client.diagnostics("filebeat.yml");
    await client.settle();
    expect(client.published).toEqual([]);
    expect(client.initialized?.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
  });

  test("a client that pulls but cannot be asked again is pushed to", async () => {
    const { workspace, ...rest } = PULL;
    await start({ capabilities: { ...rest, workspace: { ...workspace, diagnostics: {} } } });
    expect(client.initialized?.capabilities.diagnosticProvider).toBeUndefined();
    client.open("filebeat.yml", WRONG_ENCODING);
    await client.until(() => client.published.length > 0);
    expect(client.published[0]?.diagnostics.length).toBeGreaterThan(0);
  });
});

describe("changes that come fast", () => {
  test("are judged once, at the newest version", async () => {
    await start({ capabilities: PUSH });
    client.open("filebeat.yml", NOTHING_WRONG);
    await client.diagnostics("filebeat.yml");
    const before = client.published.length;
    for (let turn = 0; turn < 20; turn++)
      client.change("filebeat.yml", turn % 2 === 0 ? WRONG_ENCODING : RIGHT_ENCODING);
    expect(await client.codes("filebeat.yml")).toEqual(["hard-coded-key"]);
    await client.settle();
    expect(client.published.slice(before).map(({ version }) => version)).toEqual([21]);
  });

  test("versions are never sent out of order, and each is sent once", async () => {
    await start({ capabilities: PUSH });
    client.open("filebeat.yml", NOTHING_WRONG);
    for (let turn = 0; turn < 30; turn++) {
      client.change("filebeat.yml", turn % 3 === 0 ? WRONG_ENCODING : RIGHT_ENCODING);
      if (turn % 4 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await client.diagnostics("filebeat.yml");
    await client.settle();
    const versions = client.published.map(({ version }) => version ?? 0);
    expect(versions).toEqual([...new Set(versions)].sort((left, right) => left - right));
  });

  test("incremental edits are applied as they were typed", async () => {
    await start();
    client.open("filebeat.yml", filebeat(""));
    const position = client.at("filebeat.yml", '""');
    for (const [index, unit] of ENCODED.split("").entries()) {
      client.type("filebeat.yml", { line: position.line, character: position.character + 1 + index }, unit);
    }
    expect(client.text("filebeat.yml")).toBe(WRONG_ENCODING);
    expect(await client.codes("filebeat.yml")).toContain("wrong-encoding");
  });

  test("after a slow analysis the next change waits a little, and only then", async () => {
    await start({ capabilities: PUSH });
    client.open("filebeat.yml", WRONG_ENCODING);
    await client.diagnostics("filebeat.yml");
    client.clock.slowNext(60);
    client.change("filebeat.yml", RIGHT_ENCODING);
    await client.diagnostics("filebeat.yml");
    const before = client.published.length;
    client.change("filebeat.yml", WRONG_ENCODING);
    await client.settle();
    expect(client.published.length).toBe(before);
    client.clock.advance(60);
    expect(await client.codes("filebeat.yml")).toContain("wrong-encoding");
  });
});

describe("what is looked at", () => {
  test.each([["git:/work/filebeat.yml?ref"], ["vscode-diff:/work/filebeat.yml"], ["output:keyfit.yml"]])(
    "not %s",
    async (uri) => {
      await start();
      client.open(uri, WRONG_ENCODING, "yaml");
      expect(await client.diagnostics(uri)).toEqual([]);
      expect(await client.hover(uri, ENCODED)).toBeNull();
      expect(await client.actions(uri, ENCODED)).toEqual([]);
    },
  );

  test.each([
    ["an unsaved text", "untitled:Untitled-1", []],
    ["a virtual folder's file", "vscode-vfs://github/work/filebeat.yml", ["vscode-vfs://github/work"]],
  ])("%s", async (_, uri, folders) => {
    await start({ folders });
    client.open(uri, WRONG_ENCODING, "yaml");
    expect(await client.codes(uri)).toContain("wrong-encoding");
  });

  test("a crontab that was opened as plain text", async () => {
    await start();
    client.open("nightly", `0 3 * * * curl -H 'Authorization: ApiKey ${essu()}' ${HOSTED}/\n`, "plaintext");
    expect(await client.codes("nightly")).toContain("wrong-key-type");
  });
});

describe("spelling and line ends", () => {
  test("a problem of a text with \\r\\n sits on the same line and columns", async () => {
    await start();
    client.open("filebeat.yml", WRONG_ENCODING.replaceAll("\n", "\r\n"));
    const found = (await client.diagnostics("filebeat.yml")).find(({ code }) => code === "wrong-encoding");
    expect(found?.range).toEqual({
      start: { line: 5, character: 12 },
      end: { line: 5, character: 12 + ENCODED.length },
    });
  });

  test("answers name a document as the client spells it", async () => {
    await start({ capabilities: PUSH, folders: ["file:///c%3A/work"] });
    const uri = "file:///c%3A/work/filebeat.yml";
    client.open(uri, WRONG_ENCODING, "yaml");
    expect(await client.codes(uri)).toContain("wrong-encoding");
    client.close(uri);
    await client.until(() => client.published.length > 1);
    expect(new Set(client.published.map((each) => each.uri))).toEqual(new Set([uri]));
  });
});

describe("a pulled answer", () => {
  test("is not repeated while nothing changes", async () => {
    await start();
    client.open("filebeat.yml", WRONG_ENCODING);
    const textDocument = { uri: "file:///work/filebeat.yml" };
    const first = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
    const previousResultId = first.resultId!;
    const second = await client.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument,
      previousResultId,
    });
    expect(second).toEqual({ kind: "unchanged", resultId: previousResultId });
    client.change("filebeat.yml", RIGHT_ENCODING);
    const third = await client.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument,
      previousResultId,
    });
    expect(third.kind).toBe("full");
  });
});

test("a closed file's problems go away for clients that are pushed to", async () => {
  await start({ capabilities: PUSH });
  client.open("filebeat.yml", WRONG_ENCODING);
  await client.diagnostics("filebeat.yml");
  client.close("filebeat.yml");
  await client.until(() => client.published.at(-1)?.diagnostics.length === 0);
  await client.settle();
  expect(client.published.at(-1)?.diagnostics).toEqual([]);
});

test("links and related places come only to clients that can show them", async () => {
  await start({ capabilities: BARE });
  client.open("filebeat.yml", WRONG_ENCODING);
  for (const each of await client.diagnostics("filebeat.yml")) {
    expect(each).not.toHaveProperty("codeDescription");
    expect(each).not.toHaveProperty("relatedInformation");
  }
  client.dispose();
  await start({ capabilities: PULL });
  client.open("filebeat.yml", WRONG_ENCODING);
  for (const each of await client.diagnostics("filebeat.yml")) {
    expect(each.codeDescription?.href).toBe(`https://github.com/keyfit/keyfit/blob/main/docs/rules/${each.code}.md`);
  }
});
