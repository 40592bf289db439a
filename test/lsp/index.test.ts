/** The background index: when it begins, what it leaves out, that it holds nobody up, and that it can be called off. */

import { afterEach, describe, expect, test } from "vitest";
import { FileChangeType } from "vscode-languageserver-protocol";
import { pairOf } from "../support/keys";
import { BARE, PULL, PUSH } from "./support/capabilities";
import { type ClientOptions, connect, FOLDER, type MemoryClient } from "./support/client";
import { filebeat, HOSTED, OTHER_HOSTED } from "./support/texts";

let client: MemoryClient;
afterEach(() => client.dispose());

const at = (name: string): string => `${FOLDER}/${name}`;
const OWN = filebeat(pairOf(1), HOSTED);
const OTHER = filebeat(pairOf(1), OTHER_HOSTED);

/** A workspace where two more files send the key of the file that is opened. */
async function start(options: ClientOptions = {}): Promise<void> {
  client = await connect(options);
  client.files.write(at("a.yml"), OWN);
  client.files.write(at("old/b.yml"), OTHER);
  client.files.write(at("new/c.yml"), OTHER);
}

/** The files that the problem of the opened file names. */
async function others(): Promise<readonly string[]> {
  const pulled = client.diagnostics("a.yml");
  await client.settle();
  // Time stands still, and an answer that took long is not repeated at once.
  client.clock.advance(250);
  const found = (await pulled).find(({ code }) => code === "key-in-two-deployments");
  return (found?.relatedInformation ?? []).map(({ location }) => location.uri.slice(FOLDER.length + 1));
}

async function opened(): Promise<readonly string[]> {
  client.open("a.yml", OWN);
  await client.diagnostics("a.yml");
  await client.settle();
  return others();
}

describe("when", () => {
  test("nothing is read or listed before a text is opened", async () => {
    await start();
    await client.settle();
    expect(client.files.reads).toEqual([]);
    expect(client.progress).toEqual([]);
    expect(await opened()).toEqual(["new/c.yml", "old/b.yml"]);
  });

  test("a text that Keyfit leaves alone starts nothing", async () => {
    await start();
    client.open("git:/work/a.yml?ref", OWN, "yaml");
    await client.settle();
    expect(client.files.reads).toEqual([]);
  });

  test("a folder that is added later is looked at too", async () => {
    await start({ folders: ["file:///elsewhere"] });
    expect(await opened()).toEqual([]);
    client.foldersChanged([FOLDER], []);
    await client.until(() => client.refreshes() > 0);
    await client.settle();
    expect(await others()).toEqual(["new/c.yml", "old/b.yml"]);
  });
});

describe("what is left out", () => {
  test.each<[string, ClientOptions]>([
    ["files.exclude", { editorExcludes: { "**/old": true, "**/new": false } }],
    ["keyfit.exclude", { settings: () => ({ exclude: ["old/**"] }) }],
    ["keyfit.exclude, by the folder's name", { settings: () => ({ exclude: ["old"] }) }],
  ])("%s", async (_, options) => {
    await start(options);
    expect(await opened()).toEqual(["new/c.yml"]);
    expect(client.files.reads).not.toContain(at("old/b.yml"));
  });

  test("the setting of one folder is nothing to another", async () => {
    const other = "file:///other";
    await start({
      folders: [FOLDER, other],
      settings: (scope) => (scope?.startsWith(other) ? { exclude: ["**/*.yml"] } : {}),
    });
    expect(await opened()).toEqual(["new/c.yml", "old/b.yml"]);
  });

  test("a change of the setting counts at once", async () => {
    await start();
    expect(await opened()).toEqual(["new/c.yml", "old/b.yml"]);
    const before = client.refreshes();
    client.configure(() => ({ exclude: ["new"] }));
    await client.until(() => client.refreshes() > before);
    await client.settle();
    expect(await others()).toEqual(["old/b.yml"]);
    client.configure(() => ({}));
    await client.settle();
    expect(await others()).toEqual(["new/c.yml", "old/b.yml"]);
  });

  test("what .gitignore names, and again when that changes", async () => {
    await start();
    client.files.write(at(".gitignore"), "/old/\n");
    expect(await opened()).toEqual(["new/c.yml"]);
    client.files.write(at(".gitignore"), "/new/\n");
    client.filesChanged([at(".gitignore"), FileChangeType.Changed]);
    await client.settle();
    expect(await others()).toEqual(["old/b.yml"]);
  });

  test("what happens in folders that are never entered, and files that are never read, starts no walk", async () => {
    await start();
    await opened();
    const lists = client.files.lists;
    client.files.write(at("node_modules/x/d.yml"), OTHER);
    client.files.write(at("main.js"), "");
    client.filesChanged(
      [at("node_modules/x/d.yml"), FileChangeType.Created],
      [at("main.js"), FileChangeType.Created],
      [at("gone.js"), FileChangeType.Deleted],
      [at("old/b.yml"), FileChangeType.Changed],
    );
    await client.settle();
    expect(client.files.lists).toBe(lists);
  });
});

describe("work beside other work", () => {
  const MANY = 120;
  const fill = (): void => {
    for (let n = 0; n < MANY; n++) client.files.write(at(`many/${n}.yml`), filebeat(pairOf(n % 9), OTHER_HOSTED));
    client.onWork = () => client.clock.pass(2);
  };
  /** It takes so long that a person asks what goes on. */
  const takeLong = (): void => {
    let long = false;
    client.files.onRead = (uri) => {
      if (!uri.includes("/many/") || long) return;
      long = true;
      client.clock.advance(2_000);
    };
  };

  test("is done in slices of less than ten milliseconds", async () => {
    await start();
    fill();
    client.open("a.yml", OWN);
    while (client.files.reads.filter((uri) => uri.includes("/many/")).length < MANY) await client.settle();
    expect(client.progress).toEqual([]);
    expect(Math.max(...client.clock.turns)).toBeLessThanOrEqual(10);
    expect(client.clock.turns.filter((each) => each > 0).length).toBeGreaterThan(MANY / 6);
  });

  test("the first answer does not wait for it", async () => {
    await start();
    fill();
    client.open("a.yml", OWN);
    await client.diagnostics("a.yml");
    expect(client.files.reads.filter((uri) => uri.includes("/many/")).length).toBeLessThan(MANY / 2);
    await client.settle();
    expect((await others()).length).toBeGreaterThan(10);
  });

  test("tells how far it is, once, to a client that shows it, where it takes long", async () => {
    await start();
    fill();
    takeLong();
    await opened();
    await client.until(() => client.progress.some(({ value }) => value.kind === "end"));
    const [first, ...rest] = client.progress.map(({ value }) => value);
    expect(first).toMatchObject({ kind: "begin", title: "Keyfit: looking at the workspace", cancellable: true });
    expect(rest.some((value) => value.kind === "report" && /^\d+ files$/.test(value.message ?? ""))).toBe(true);
    client.files.write(at("d.yml"), OTHER);
    client.filesChanged([at("d.yml"), FileChangeType.Created]);
    await client.settle();
    expect(client.progress.filter(({ value }) => value.kind === "begin")).toHaveLength(1);
    expect(await others()).toContain("d.yml");
  });

  test("can be called off; what was found counts, and a change of settings begins anew", async () => {
    await start();
    fill();
    takeLong();
    client.open("a.yml", OWN);
    await client.until(() => client.progress.length > 0);
    client.cancelProgress();
    await client.until(() => client.progress.some(({ value }) => value.kind === "end"));
    await client.settle();
    const read = new Set(client.files.reads).size;
    expect(read).toBeLessThan(MANY);
    expect(await client.codes("a.yml")).toContain("hard-coded-key");
    client.files.write(at("d.yml"), OTHER);
    client.filesChanged([at("d.yml"), FileChangeType.Created]);
    await client.settle();
    expect(client.files.reads).not.toContain(at("d.yml"));
    client.configure(() => ({}));
    await client.settle();
    await client.settle();
    expect(new Set(client.files.reads).size).toBeGreaterThan(MANY);
    expect(await others()).toContain("d.yml");
  });

  test("goes on where a client refuses to show progress", async () => {
    await start({ refuseProgress: true });
    expect(await opened()).toEqual(["new/c.yml", "old/b.yml"]);
  });
});

describe("a client that cannot watch", () => {
  test.each([
    ["and announces nothing", BARE],
    ["and is pushed to", { ...PUSH, workspace: { ...PUSH.workspace, didChangeWatchedFiles: {} } }],
    ["and pulls", { ...PULL, workspace: { ...PULL.workspace, didChangeWatchedFiles: {} } }],
  ])("%s: files are looked at again on save", async (_, capabilities) => {
    await start({ capabilities });
    client.open("a.yml", OWN);
    expect(await client.codes("a.yml")).toContain("hard-coded-key");
    await client.settle();
    expect(await client.codes("a.yml")).toContain("key-in-two-deployments");
    client.files.write(at("old/b.yml"), OWN);
    client.files.remove(at("new/c.yml"));
    const before = client.refreshes() + client.published.length;
    client.save("a.yml");
    await client.until(() => client.refreshes() + client.published.length > before);
    await client.settle();
    client.change("a.yml", `${OWN}# changed\n`);
    expect(await client.codes("a.yml")).not.toContain("key-in-two-deployments");
    client.files.write(at("d.yml"), OTHER);
    client.save("a.yml");
    await client.settle();
    client.change("a.yml", OWN);
    expect(await client.codes("a.yml")).toContain("key-in-two-deployments");
  });
});
