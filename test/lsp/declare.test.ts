/** Actions that write the project file: where they are offered, what they write, and where. */

import { afterEach, describe, expect, test } from "vitest";
import { ENCODED, essu, KEY_ID, KEY_SECRET, PAIR } from "../support/keys";
import { BARE, PULL, PUSH } from "./support/capabilities";
import { type ClientOptions, connect, FOLDER, type MemoryClient } from "./support/client";
import { filebeat, HOSTED } from "./support/texts";

let client: MemoryClient;
afterEach(() => client.dispose());

const at = (name: string): string => `${FOLDER}/${name}`;
const NAME_IT = /^Name the deployment of es\.logs\.corp\.example:9200 in \.keyfit\.yml$/;
const KIND = /^Declare its kind/;
const OWNER = /^Declare its owner and expiry/;

const start = async (text: string, options: ClientOptions = {}, name = "filebeat.yml"): Promise<void> => {
  client = await connect(options);
  client.open(name, text, "yaml");
};
const titles = async (where: string, only?: readonly string[]): Promise<string[]> =>
  (await client.actions("filebeat.yml", where, only)).map(({ title }) => title);
const project = (): string | undefined => client.files.text(at(".keyfit.yml"));

describe("is offered", () => {
  test("on a host that nobody knows, and on the key that is sent there", async () => {
    await start(filebeat(PAIR));
    expect(await titles("es.logs")).toEqual([expect.stringMatching(NAME_IT)]);
    expect(await titles(PAIR)).toEqual(expect.arrayContaining([expect.stringMatching(NAME_IT)]));
  });

  test("as a quick fix for the host and a refactoring for the key, never preferred, after what mends", async () => {
    await start(filebeat(ENCODED));
    const actions = await client.actions("filebeat.yml", ENCODED);
    expect(actions[0]?.title).toBe("Decode to id:key");
    const own = actions.filter(({ title }) => title.includes(".keyfit.yml"));
    expect(own.map(({ kind }) => kind)).toEqual(["quickfix", "refactor", "refactor"]);
    expect(own.some(({ isPreferred, edit, diagnostics }) => isPreferred || edit || diagnostics)).toBe(false);
    expect(await titles(ENCODED, ["refactor"])).toEqual([expect.stringMatching(KIND), expect.stringMatching(OWNER)]);
  });

  test("on a use that has no problem at all", async () => {
    await start(filebeat("${ES_API_KEY}"));
    expect(await client.codes("filebeat.yml")).toEqual([]);
    expect(await titles("${ES_API_KEY}")).toEqual([
      expect.stringMatching(NAME_IT),
      expect.stringMatching(KIND),
      expect.stringMatching(OWNER),
    ]);
  });

  test("not the host of a deployment that is known", async () => {
    await start(filebeat(PAIR, HOSTED));
    expect((await titles(PAIR)).filter((title) => /deployment/.test(title))).toEqual([]);
    expect(await titles("my-deployment")).toEqual([]);
  });

  test("not the kind where the key itself shows it", async () => {
    await start(filebeat(essu()));
    expect((await titles("essu_")).filter((title) => KIND.test(title))).toEqual([]);
  });

  test("nothing that is declared already", async () => {
    client = await connect();
    client.files.write(
      at(".keyfit.yml"),
      `version: 1\ndeployments:\n  - name: logs\n    type: eck\n    hosts: [es.logs.corp.example]\nkeys:\n  - id: ${KEY_ID}\n`,
    );
    client.open("filebeat.yml", filebeat(PAIR));
    expect((await titles(PAIR)).filter((title) => title.includes(".keyfit.yml"))).toEqual([]);
  });

  test.each([
    ["a key in the place of the host", filebeat(PAIR, `https://${PAIR.replace(":", "")}:9200`), PAIR],
    ["a key in the place of a variable", filebeat(`\${${essu().slice(0, 60)}}`), "${essu_"],
  ])("nothing with %s", async (_, text, where) => {
    await start(text);
    for (const title of await titles(where)) {
      expect(title).not.toContain(KEY_SECRET.slice(0, 7));
      expect(title).not.toContain(essu().slice(12, 19));
    }
  });
});

describe("writes", () => {
  test("a new project file in the workspace folder, which then counts", async () => {
    await start(filebeat(essu()));
    const action = (await client.actions("filebeat.yml", "essu_")).find(({ title }) => NAME_IT.test(title));
    expect(action).not.toHaveProperty("edit");
    const whole = await client.apply(action!);
    expect(whole.edit?.documentChanges).toEqual([
      { kind: "create", uri: at(".keyfit.yml"), options: { ignoreIfExists: true } },
      expect.objectContaining({ textDocument: { uri: at(".keyfit.yml"), version: null } }),
    ]);
    expect(project()).toMatch(
      /^version: 1\ndeployments:\n {2}- name: es\.logs\.corp\.example\n {4}type: self-managed # .*\n {4}hosts: \["es\.logs\.corp\.example:9200"\]\n$/,
    );
    client.filesChanged([at(".keyfit.yml"), 1]);
    await client.settle();
    expect(await client.codes("filebeat.yml")).toContain("wrong-key-type");
  });

  test("in the root of the repository, where that is nearer", async () => {
    await start(filebeat(PAIR), {}, "one/conf/filebeat.yml");
    client.files.write(at("one/.git/HEAD"), "ref: x\n");
    await client.applyFix("one/conf/filebeat.yml", PAIR, OWNER);
    expect(client.files.text(at("one/.keyfit.yml"))).toContain(`- id: ${KEY_ID}\n`);
    expect(project()).toBeUndefined();
  });

  test("into the nearest file, whatever its name", async () => {
    client = await connect();
    client.files.write(at(".keyfit.yml"), "version: 1\n");
    client.files.write(at("a/.keyfit.yaml"), "# ours\nversion: 1\n");
    client.open("a/filebeat.yml", filebeat(PAIR));
    await client.applyFix("a/filebeat.yml", PAIR, NAME_IT);
    expect(client.files.text(at("a/.keyfit.yaml"))).toMatch(/^# ours\nversion: 1\ndeployments:\n/);
    expect(project()).toBe("version: 1\n");
  });

  test("into the editor's text first, bound to its version", async () => {
    client = await connect();
    client.files.write(at(".keyfit.yml"), "version: 1\n");
    client.open(".keyfit.yml", "version: 1\n# typed\n");
    client.open("filebeat.yml", filebeat(PAIR));
    const action = (await client.actions("filebeat.yml", PAIR)).find(({ title }) => KIND.test(title));
    client.change(".keyfit.yml", "version: 1\n# typed more\n");
    const whole = await client.apply(action!);
    expect(whole.edit?.documentChanges).toMatchObject([{ textDocument: { uri: at(".keyfit.yml"), version: 2 } }]);
    expect(client.text(".keyfit.yml")).toMatch(
      new RegExp(`^version: 1\n# typed more\nkeys:\n {2}- id: ${KEY_ID}\n {4}kind: elasticsearch-api-key\n`),
    );
    expect(await client.codes(".keyfit.yml")).toEqual([]);
    expect(project()).toBe("version: 1\n");
  });

  test("a variable where the key has no name, and never the key", async () => {
    await start(filebeat("${ES_API_KEY}"));
    await client.applyFix("filebeat.yml", "${ES_API_KEY}", OWNER);
    expect(project()).toContain("- variable: ES_API_KEY\n");
    client.dispose();
    await start(filebeat(ENCODED));
    await client.applyFix("filebeat.yml", ENCODED, KIND);
    expect(project()).toContain(`- id: ${KEY_ID}\n`);
    expect(client.wire()).not.toContain(KEY_SECRET.slice(0, 7));
    expect(client.wire()).not.toContain(ENCODED.slice(10, 17));
  });

  test("plain changes for a client that makes no files by itself", async () => {
    await start(filebeat(PAIR), { capabilities: PUSH });
    const action = (await client.actions("filebeat.yml", PAIR)).find(({ title }) => NAME_IT.test(title));
    expect(Object.keys(action?.edit?.changes ?? {})).toEqual([at(".keyfit.yml")]);
    await client.apply(action!);
    expect(project()).toContain("es.logs.corp.example:9200");
  });

  test("no file for a client that cannot create one, but what belongs in it", async () => {
    const { workspace, ...rest } = PULL;
    await start(filebeat(PAIR), {
      capabilities: { ...rest, workspace: { ...workspace, workspaceEdit: { documentChanges: true } } },
    });
    const action = (await client.actions("filebeat.yml", PAIR)).find(({ title }) => NAME_IT.test(title));
    const whole = await client.apply(action!);
    expect(whole.edit?.documentChanges).toHaveLength(1);
  });
});

describe("writes nothing", () => {
  test("once the use has gone", async () => {
    await start(filebeat(PAIR));
    const action = (await client.actions("filebeat.yml", PAIR)).find(({ title }) => NAME_IT.test(title));
    client.change("filebeat.yml", "a: 1\n");
    expect((await client.apply(action!)).edit).toBeUndefined();
  });

  test("for a file outside of the workspace", async () => {
    client = await connect({ folders: ["file:///elsewhere"] });
    client.open("filebeat.yml", filebeat(PAIR));
    expect((await titles(PAIR)).filter((title) => title.includes(".keyfit.yml"))).toEqual([]);
    const name = {
      what: "owner",
      start: filebeat(PAIR).indexOf(PAIR),
      end: filebeat(PAIR).indexOf(PAIR) + PAIR.length,
      rank: 0,
    };
    const action = { title: "x", data: { kind: "declare", uri: at("filebeat.yml"), name } };
    expect(await client.connection.sendRequest("codeAction/resolve", action)).not.toHaveProperty("edit");
  });

  test("into a project file that cannot take it", async () => {
    client = await connect();
    client.files.write(at(".keyfit.yml"), "- a list\n");
    client.open("filebeat.yml", filebeat(PAIR));
    const action = (await client.actions("filebeat.yml", PAIR)).find(({ title }) => NAME_IT.test(title));
    expect((await client.apply(action!)).edit).toBeUndefined();
  });

  test.each([
    [{ what: "all", start: 0, end: 1, rank: 0 }],
    [{ what: "kind", start: "0", end: 1, rank: 0 }],
    [undefined],
  ])("for names that make no sense: %j", async (name) => {
    await start(filebeat(PAIR));
    const action = { title: "x", data: { kind: "declare", uri: at("filebeat.yml"), name } };
    expect(await client.connection.sendRequest("codeAction/resolve", action)).not.toHaveProperty("edit");
  });

  test("where a client takes no actions", async () => {
    await start(filebeat(PAIR), { capabilities: BARE });
    expect(await titles(PAIR)).toEqual([]);
  });
});
