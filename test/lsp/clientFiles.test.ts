/** Files that come through the client, as in a worker: what it answers, and what becomes of nonsense. */
import { PassThrough } from "node:stream";
import { afterEach, expect, test } from "vitest";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { clientFiles } from "../../server/src/lsp/files";
import { LIST_FOLDER, READ_FILE, STAT_FILE } from "../../server/src/lsp/requests";
import type { Files } from "../../server/src/workspace/files";

let dispose = (): void => undefined;
afterEach(() => dispose());

/** Files of a client that answers every question in one way. */
function filesOf(answer: (params: { uri: string; maxBytes?: number }) => unknown): Files {
  const up = new PassThrough();
  const down = new PassThrough();
  const server = createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down));
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  for (const method of [READ_FILE, LIST_FOLDER, STAT_FILE]) client.onRequest(method, answer);
  server.listen();
  client.listen();
  dispose = () => {
    client.dispose();
    server.dispose();
  };
  return clientFiles(server);
}

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString("base64");

test.each([
  ["text", { kind: "bytes", base64: base64("\uFEFFa: ä\n") }, { kind: "text", text: "\uFEFFa: ä\n" }],
  ["nothing", { kind: "bytes", base64: "" }, { kind: "text", text: "" }],
  ["binary", { kind: "bytes", base64: base64(Uint8Array.of(1, 0, 2)) }, { kind: "skipped", reason: "binary" }],
  ["too much", { kind: "too-large" }, { kind: "skipped", reason: "too-large" }],
  [
    "a refusal",
    { kind: "unreadable", reason: "permission denied" },
    { kind: "unreadable", reason: "permission denied" },
  ],
  ["absence", { kind: "absent" }, { kind: "absent" }],
  ["no base64", { kind: "bytes", base64: "%%%" }, { kind: "absent" }],
  ["another kind", { kind: "miracle" }, { kind: "absent" }],
  ["null", null, { kind: "absent" }],
  ["a number", 7, { kind: "absent" }],
])("read: %s", async (_, answer, expected) => {
  expect(await filesOf(() => answer).read("memfs:/a")).toEqual(expected);
});

test("a client that fails has no files", async () => {
  const files = filesOf(() => {
    throw new Error("not today");
  });
  expect(await Promise.all([files.read("memfs:/a"), files.list("memfs:/"), files.stat("memfs:/a")])).toEqual([
    { kind: "absent" },
    { kind: "absent" },
    { kind: "absent" },
  ]);
});

test("the client is told how much is too much", async () => {
  let limit: number | undefined;
  await filesOf(({ maxBytes }) => {
    limit = maxBytes;
    return { kind: "absent" };
  }).read("memfs:/a");
  expect(limit).toBe(5_000_000);
});

test("list keeps entries that make sense", async () => {
  const entries = [
    { name: "a", type: "file" },
    { name: "b", type: "folder" },
    { name: 3, type: "file" },
    "c",
    { name: "d", type: "x" },
  ];
  const files = filesOf(() => ({ kind: "folder", entries }));
  expect(await files.list("memfs:/")).toEqual({ kind: "folder", entries: entries.slice(0, 2) });
});

test("stat", async () => {
  expect(await filesOf(() => ({ kind: "file", size: 3 })).stat("memfs:/a")).toEqual({ kind: "file", size: 3 });
  dispose();
  expect(await filesOf(() => ({ kind: "file" })).stat("memfs:/a")).toEqual({ kind: "absent" });
});
