import { afterEach, describe, expect, test } from "vitest";
import { CodeActionKind, CodeActionRequest } from "vscode-languageserver-protocol";
import { ENCODED, KEY_SECRET, PAIR } from "../support/keys";
import { BARE, PULL, PUSH } from "./support/capabilities";
import { type ClientOptions, connect, type MemoryClient } from "./support/client";
import { RIGHT_ENCODING, WRONG_ENCODING } from "./support/texts";

let client: MemoryClient;
afterEach(() => client.dispose());
const start = async (options?: ClientOptions): Promise<MemoryClient> => {
  client = await connect(options);
  client.open("filebeat.yml", WRONG_ENCODING);
  return client;
};

describe.each([
  ["that resolves edits", PULL],
  ["that takes edits with the list", PUSH],
])("a client %s", (_, capabilities) => {
  test("applies a fix and sees the problem go", async () => {
    await start({ capabilities });
    await client.applyFix("filebeat.yml", ENCODED, /id:key/);
    expect(client.text("filebeat.yml")).toBe(RIGHT_ENCODING);
    expect(await client.codes("filebeat.yml")).toEqual(["hard-coded-key"]);
  });

  test("gets one preferred action for the finding, with the diagnostic that it is for", async () => {
    await start({ capabilities });
    const preferred = (await client.actions("filebeat.yml", ENCODED)).filter(({ isPreferred }) => isPreferred);
    expect(preferred.map(({ title }) => title)).toEqual(["Decode to id:key"]);
    expect(preferred[0]?.diagnostics?.map(({ code }) => code)).toEqual(["wrong-encoding"]);
  });

  test("is offered to suppress, after what mends", async () => {
    await start({ capabilities });
    const titles = (await client.actions("filebeat.yml", ENCODED)).map(({ title }) => title);
    expect(titles.slice(0, 3)).toEqual([
      "Decode to id:key",
      "Suppress hard-coded-key here with a reason",
      "Suppress wrong-encoding here with a reason",
    ]);
    expect(titles.slice(3).every((title) => title.includes(".keyfit.yml"))).toBe(true);
  });

  test("suppresses with a comment, which silences the rule", async () => {
    await start({ capabilities });
    await client.applyFix("filebeat.yml", ENCODED, /Suppress wrong-encoding/);
    expect(client.text("filebeat.yml")).toContain("  # keyfit-disable-next-line wrong-encoding -- reason\n  api_key");
    expect(await client.codes("filebeat.yml")).not.toContain("wrong-encoding");
  });

  test("runs source.fixAll.keyfit when it asks for it, by any of its names", async () => {
    await start({ capabilities });
    for (const only of ["source", "source.fixAll", "source.fixAll.keyfit"]) {
      const all = await client.actions("filebeat.yml", "filebeat", [only]);
      expect(all.map(({ kind }) => kind)).toEqual(["source.fixAll.keyfit"]);
    }
    const [action] = await client.actions("filebeat.yml", "filebeat", ["source.fixAll"]);
    await client.apply(action!);
    expect(client.text("filebeat.yml")).toBe(RIGHT_ENCODING);
    expect(await client.actions("filebeat.yml", "filebeat", ["source.fixAll"])).toEqual([]);
  });
});

test("the list holds no edit where edits can be resolved, and the data names only places", async () => {
  await start();
  for (const action of await client.actions("filebeat.yml", ENCODED)) {
    expect(action).not.toHaveProperty("edit");
    expect(action.data).toMatchObject({
      uri: "file:///work/filebeat.yml",
      name: { start: 134, end: 134 + ENCODED.length },
    });
    expect(JSON.stringify(action)).not.toContain(KEY_SECRET.slice(0, 7));
  }
  expect(client.wire()).not.toContain(ENCODED.slice(0, 12));
});

test("an edit is for the version that it was computed from", async () => {
  await start();
  const [fix] = await client.actions("filebeat.yml", ENCODED);
  const whole = await client.apply(fix!);
  expect(whole.edit?.documentChanges).toMatchObject([
    { textDocument: { version: 1 }, edits: [{ newText: `"${PAIR}"` }] },
  ]);
});

test("plain changes for a client that knows no versions", async () => {
  await start({ capabilities: PUSH });
  const [fix] = await client.actions("filebeat.yml", ENCODED);
  expect(Object.keys(fix?.edit?.changes ?? {})).toEqual(["file:///work/filebeat.yml"]);
});

test("an action whose place has gone comes back without an edit", async () => {
  await start();
  const [fix] = await client.actions("filebeat.yml", ENCODED);
  client.change("filebeat.yml", RIGHT_ENCODING);
  const whole = await client.apply(fix!);
  expect(whole.edit).toBeUndefined();
  expect(client.text("filebeat.yml")).toBe(RIGHT_ENCODING);
});

test.each([[undefined], ["text"], [{ kind: "fix", uri: "file:///work/filebeat.yml" }], [{ kind: "all", uri: 7 }]])(
  "resolving something else leaves it as it is: %j",
  async (data) => {
    await start();
    const action = { title: "somebody else's", data };
    expect(await client.connection.sendRequest("codeAction/resolve", action)).toEqual(
      JSON.parse(JSON.stringify(action)),
    );
  },
);

test("other kinds and places have no actions", async () => {
  await start();
  expect(await client.actions("filebeat.yml", ENCODED, [CodeActionKind.RefactorExtract])).toEqual([]);
  expect(await client.actions("filebeat.yml", "filebeat.inputs")).toEqual([]);
});

test("a client without actions as literals gets none", async () => {
  await start({ capabilities: BARE });
  expect(client.initialized?.capabilities.codeActionProvider).toBeUndefined();
  const answer = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: "file:///work/filebeat.yml" },
    range: { start: { line: 5, character: 12 }, end: { line: 5, character: 12 } },
    context: { diagnostics: [] },
  });
  expect(answer).toEqual([]);
});

test("line ends stay as they are", async () => {
  client = await connect();
  client.open("filebeat.yml", WRONG_ENCODING.replaceAll("\n", "\r\n"));
  await client.applyFix("filebeat.yml", ENCODED, /Suppress wrong-encoding/);
  await client.applyFix("filebeat.yml", ENCODED, /Suppress hard-coded-key/);
  expect(client.text("filebeat.yml").replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  expect(await client.codes("filebeat.yml")).toEqual([]);
});
