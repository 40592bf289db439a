/** Fixes of a value that stands in another file: the edit is made there, open or not, and only where it changes nobody else. */

import { afterEach, describe, expect, test } from "vitest";
import { ENCODED, KEY_SECRET, PAIR } from "../support/keys";
import { PULL, PUSH } from "./support/capabilities";
import { connect, FOLDER, type MemoryClient } from "./support/client";
import { compose, filebeat, SOURCING_CRONTAB } from "./support/texts";

let client: MemoryClient;
afterEach(() => client.dispose());

const at = (name: string): string => `${FOLDER}/${name}`;
const WRONG = `# keys\nES_API_KEY=${ENCODED}\nOTHER=1\n`;
const RIGHT = `# keys\nES_API_KEY=${PAIR}\nOTHER=1\n`;
const CONFIG = filebeat("${ES_API_KEY}");
const REFERENCE = "${ES_API_KEY}";

const titles = async (only?: readonly string[]): Promise<string[]> =>
  (await client.actions("filebeat.yml", REFERENCE, only)).map(({ title }) => title);

async function start(capabilities = PULL, services = compose()): Promise<void> {
  client = await connect({ capabilities });
  client.files.write(at("compose.yaml"), services);
  client.files.write(at(".env"), WRONG);
  client.open("filebeat.yml", CONFIG);
  await client.diagnostics("filebeat.yml");
  await client.settle();
}

describe.each([
  ["that resolves edits", PULL],
  ["that takes edits with the list", PUSH],
])("a client %s", (_, capabilities) => {
  test("edits the file on disk, and sees the problem go", async () => {
    await start(capabilities);
    expect((await titles())[0]).toBe("Decode to id:key in .env");
    await client.applyFix("filebeat.yml", REFERENCE, /id:key in \.env/);
    expect(client.files.text(at(".env"))).toBe(RIGHT);
    expect(client.text("filebeat.yml")).toBe(CONFIG);
    client.filesChanged([at(".env"), 2]);
    await client.settle();
    expect(await client.codes("filebeat.yml")).not.toContain("wrong-encoding");
  });

  test("edits the editor's text, if the file is open", async () => {
    await start(capabilities);
    client.open(".env", `${WRONG}# typed\n`, "dotenv");
    await client.settle();
    client.change(".env", `# typed\n${WRONG}`);
    await client.settle();
    await client.applyFix("filebeat.yml", REFERENCE, /id:key in \.env/);
    expect(client.text(".env")).toBe(`# typed\n${RIGHT}`);
    expect(client.files.text(at(".env"))).toBe(WRONG);
    await client.settle();
    expect(await client.codes("filebeat.yml")).not.toContain("wrong-encoding");
  });

  test("is not offered it where another service is given the value", async () => {
    await start(capabilities, `${compose()}  app:\n    image: app\n    env_file: .env\n`);
    expect(await client.codes("filebeat.yml")).toContain("wrong-encoding");
    expect((await titles()).filter((title) => /id:key/.test(title))).toEqual([]);
  });

  test("gets no edit of another file from source.fixAll, which is for this one", async () => {
    await start(capabilities);
    expect(await titles(["source.fixAll"])).toEqual([]);
  });
});

test("is preferred, and its edit is bound to a version or to none", async () => {
  await start();
  const [fix] = await client.actions("filebeat.yml", REFERENCE);
  expect(fix).toMatchObject({ isPreferred: true, data: { kind: "fix", uri: at("filebeat.yml") } });
  const whole = await client.apply(fix!);
  expect(whole.edit?.documentChanges).toMatchObject([
    { textDocument: { uri: at(".env"), version: null }, edits: [{ newText: PAIR }] },
  ]);
  expect(whole.edit?.documentChanges).toHaveLength(1);
});

test("is made for what the file holds now, though nobody told that it changed", async () => {
  await start();
  const [fix] = await client.actions("filebeat.yml", REFERENCE);
  client.files.write(at(".env"), `# much\n# more\n${WRONG}`);
  await client.apply(fix!);
  expect(client.files.text(at(".env"))).toBe(`# much\n# more\n${RIGHT}`);
});

test("comes back without an edit where the value has gone", async () => {
  await start();
  const [fix] = await client.actions("filebeat.yml", REFERENCE);
  client.files.write(at(".env"), RIGHT);
  expect((await client.apply(fix!)).edit).toBeUndefined();
});

test("is not preferred where others may source the file unseen", async () => {
  client = await connect();
  client.files.write(at("keys.env"), `ES_API_KEY=${PAIR}\n`);
  client.open("crontab", SOURCING_CRONTAB);
  await client.diagnostics("crontab");
  await client.settle();
  const found = (await client.actions("crontab", "$ES_API_KEY")).find(({ title }) => title.endsWith(" in keys.env"));
  expect(found).toBeDefined();
  expect(found?.isPreferred).toBeUndefined();
  await client.apply(found!);
  expect(client.files.text(at("keys.env"))).toBe(`ES_API_KEY=${ENCODED}\n`);
});

test("is not offered before the whole workspace was looked at", async () => {
  client = await connect();
  client.files.write(at("compose.yaml"), compose());
  client.files.write(at(".env"), WRONG);
  for (let n = 0; n < 60; n++) client.files.write(at(`zzz/${n}.yml`), filebeat("${X}"));
  client.onWork = () => client.clock.pass(4);
  let long = false;
  client.files.onRead = (uri) => {
    if (long || !uri.includes("/zzz/")) return;
    long = true;
    client.clock.advance(2_000);
  };
  client.open("filebeat.yml", CONFIG);
  await client.until(() => client.progress.length > 0);
  client.cancelProgress();
  await client.until(() => client.progress.some(({ value }) => value.kind === "end"));
  expect(await client.codes("filebeat.yml")).toContain("wrong-encoding");
  expect((await titles()).filter((title) => /id:key/.test(title))).toEqual([]);
});

test("no list, title or data holds the key", async () => {
  await start();
  for (const action of await client.actions("filebeat.yml", REFERENCE)) {
    expect(action).not.toHaveProperty("edit");
    expect(JSON.stringify(action)).not.toContain(KEY_SECRET.slice(0, 7));
  }
  expect(client.wire()).not.toContain(ENCODED.slice(10, 17));
});
