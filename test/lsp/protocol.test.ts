import { afterEach, describe, expect, test } from "vitest";
import {
  CancellationTokenSource,
  CodeActionRequest,
  DocumentDiagnosticRequest,
  HoverRequest,
  InitializeRequest,
  ShutdownRequest,
} from "vscode-languageserver-protocol";
import { ENCODED, KEY_SECRET } from "../support/keys";
import { BARE, PULL, PUSH } from "./support/capabilities";
import { connect, type MemoryClient } from "./support/client";
import { WRONG_ENCODING } from "./support/texts";

let client: MemoryClient;
afterEach(() => client.dispose());

const POSITION = { textDocument: { uri: "file:///work/filebeat.yml" }, position: { line: 5, character: 14 } };
const METHOD_NOT_FOUND = -32601;
const INVALID_REQUEST = -32600;
const NOT_INITIALIZED = -32002;
const CANCELLED = -32800;

describe("capabilities", () => {
  test("say what each sort of client gets", async () => {
    client = await connect({ capabilities: BARE });
    expect(client.initialized?.capabilities).toEqual({
      textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
      hoverProvider: true,
    });
    client.dispose();
    client = await connect({ capabilities: PUSH });
    expect(client.initialized?.capabilities.codeActionProvider).toEqual({
      codeActionKinds: ["quickfix", "refactor", "source.fixAll.keyfit"],
    });
    client.dispose();
    client = await connect({ capabilities: PULL });
    expect(client.initialized).toMatchObject({
      capabilities: {
        codeActionProvider: { resolveProvider: true },
        diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: "Keyfit" },
    });
  });
});

describe("order", () => {
  test("a request before initialize is refused, and the server lives on", async () => {
    client = await connect({ uninitialized: true });
    await expect(client.connection.sendRequest(HoverRequest.type, POSITION)).rejects.toMatchObject({
      code: NOT_INITIALIZED,
    });
    client.open("filebeat.yml", WRONG_ENCODING);
    await client.initialize();
    expect(await client.codes("filebeat.yml")).toContain("wrong-encoding");
  });

  test("a second initialize is refused", async () => {
    client = await connect();
    const params = { processId: null, rootUri: null, capabilities: {}, workspaceFolders: null };
    await expect(client.connection.sendRequest(InitializeRequest.type, params)).rejects.toMatchObject({
      code: INVALID_REQUEST,
    });
  });

  test("a request after shutdown is refused", async () => {
    client = await connect();
    await client.connection.sendRequest(ShutdownRequest.type);
    await expect(client.connection.sendRequest(HoverRequest.type, POSITION)).rejects.toMatchObject({
      code: INVALID_REQUEST,
    });
  });
});

describe("what nobody expected", () => {
  test("an unknown method gets its error, an unknown notification nothing", async () => {
    client = await connect();
    await expect(client.connection.sendRequest("keyfit/unheardOf", {})).rejects.toMatchObject({
      code: METHOD_NOT_FOUND,
    });
    await client.connection.sendNotification("keyfit/unheardOf", { text: ENCODED });
    await client.connection.sendNotification("$/unheardOf", {});
    await client.settle();
    expect(client.wire()).not.toContain(KEY_SECRET.slice(0, 7));
    client.open("filebeat.yml", WRONG_ENCODING);
    expect(await client.codes("filebeat.yml")).toContain("wrong-encoding");
  });

  test("questions about a document that is not open have neutral answers", async () => {
    client = await connect();
    const { textDocument, position } = POSITION;
    const range = { start: position, end: position };
    const ask = client.connection;
    expect(await ask.sendRequest(HoverRequest.type, POSITION)).toBeNull();
    expect(
      await ask.sendRequest(CodeActionRequest.type, { textDocument, range, context: { diagnostics: [] } }),
    ).toEqual([]);
    expect(await ask.sendRequest(DocumentDiagnosticRequest.type, { textDocument })).toEqual({
      kind: "full",
      items: [],
    });
  });

  test("parameters that make no sense are logged without their content, and the next request is answered", async () => {
    client = await connect();
    client.open("filebeat.yml", WRONG_ENCODING);
    const { textDocument } = POSITION;
    const nonsense = { textDocument, range: ENCODED, context: { diagnostics: KEY_SECRET } };
    expect(await client.connection.sendRequest("textDocument/codeAction", nonsense)).toEqual([]);
    expect(client.logs.some((each) => each.startsWith("codeAction failed: TypeError"))).toBe(true);
    expect(client.wire()).not.toContain(KEY_SECRET.slice(0, 7));
    expect(await client.hover("filebeat.yml", ENCODED)).not.toBeNull();
  });

  test("positions far outside the text are clamped", async () => {
    client = await connect();
    client.open("filebeat.yml", WRONG_ENCODING);
    for (const position of [
      { line: 9999, character: 0 },
      { line: 5, character: 99_999 },
    ]) {
      const { textDocument } = POSITION;
      await expect(client.connection.sendRequest(HoverRequest.type, { textDocument, position })).resolves.toBeDefined();
    }
  });
});

describe("$/cancelRequest", () => {
  test("ends a request with the protocol's error", async () => {
    client = await connect();
    client.open("filebeat.yml", WRONG_ENCODING);
    const source = new CancellationTokenSource();
    const { textDocument } = POSITION;
    const asked = client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument }, source.token);
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: CANCELLED });
    expect(await client.codes("filebeat.yml")).toContain("wrong-encoding");
  });

  test("of a request that is long over does nothing", async () => {
    client = await connect();
    client.open("filebeat.yml", WRONG_ENCODING);
    const source = new CancellationTokenSource();
    await client.connection.sendRequest(
      DocumentDiagnosticRequest.type,
      { textDocument: POSITION.textDocument },
      source.token,
    );
    source.cancel();
    await client.connection.sendNotification("$/cancelRequest", { id: 4711 });
    expect(await client.codes("filebeat.yml")).toContain("wrong-encoding");
  });
});

test("a client that goes away in the middle of everything throws nothing", async () => {
  client = await connect({ settings: () => ({ problems: "workspace" }) });
  client.files.write("file:///work/a.yml", WRONG_ENCODING);
  client.open("filebeat.yml", WRONG_ENCODING);
  void client.diagnostics("filebeat.yml").catch(() => undefined);
  client.configure(() => ({ problems: "open" }));
  client.dispose();
  // An error that nobody caught would fail the run.
  await client.settle();
});

test("every request's time is traced for a client that asks for it, without content", async () => {
  client = await connect();
  await client.connection.sendNotification("$/setTrace", { value: "verbose" });
  client.open("filebeat.yml", WRONG_ENCODING);
  await client.hover("filebeat.yml", ENCODED);
  await client.until(() => client.wire().includes("hover took"));
  expect(client.wire()).not.toContain(KEY_SECRET.slice(0, 7));
});
