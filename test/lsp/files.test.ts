/** What one file's problems owe to other files: sourced variables, unsaved or on disk, watched or not; and the day. */

import { afterEach, describe, expect, test } from "vitest";
import { FileChangeType } from "vscode-languageserver-protocol";
import { BARE, PULL, PUSH } from "./support/capabilities";
import { connect, type MemoryClient } from "./support/client";
import { CLOUD_ENV, GOOD_ENV, SOURCING_CRONTAB, WRONG_ENCODING } from "./support/texts";

let client: MemoryClient;
afterEach(() => client.dispose());

const ENV = "file:///work/keys.env";
const wrongKey = async (): Promise<boolean> => (await client.codes("crontab")).includes("wrong-key-type");

describe.each([
  ["pulls", PULL],
  ["is pushed to", PUSH],
])("for a client that %s", (_, capabilities) => {
  const news = async (act: () => void): Promise<void> => {
    const before = client.refreshes() + client.published.length;
    act();
    await client.until(() => client.refreshes() + client.published.length > before);
  };

  test("a sourced file that changes on disk changes the crontab's problems", async () => {
    client = await connect({ capabilities });
    client.files.write(ENV, GOOD_ENV);
    client.open("crontab", SOURCING_CRONTAB);
    expect(await wrongKey()).toBe(false);
    client.files.write(ENV, CLOUD_ENV);
    await news(() => client.filesChanged([ENV, FileChangeType.Changed]));
    expect(await wrongKey()).toBe(true);
    client.files.remove(ENV);
    await news(() => client.filesChanged([ENV, FileChangeType.Deleted]));
    expect(await wrongKey()).toBe(false);
  });

  test("one that was missing counts as soon as it is there", async () => {
    client = await connect({ capabilities });
    client.open("crontab", SOURCING_CRONTAB);
    expect(await wrongKey()).toBe(false);
    client.files.write(ENV, CLOUD_ENV);
    await news(() => client.filesChanged([ENV, FileChangeType.Created]));
    expect(await wrongKey()).toBe(true);
  });

  test("an open one counts as it is typed, and as it is on disk once it is closed", async () => {
    client = await connect({ capabilities });
    client.files.write(ENV, GOOD_ENV);
    client.open("crontab", SOURCING_CRONTAB);
    expect(await wrongKey()).toBe(false);
    client.open("keys.env", GOOD_ENV);
    await client.diagnostics("keys.env");
    client.change("keys.env", CLOUD_ENV);
    await client.diagnostics("keys.env");
    await client.settle();
    expect(await wrongKey()).toBe(true);
    await news(() => client.close("keys.env"));
    await client.settle();
    expect(await wrongKey()).toBe(false);
  });

  test("what nobody looked at changes nothing", async () => {
    client = await connect({ capabilities });
    client.open("crontab", SOURCING_CRONTAB);
    await client.diagnostics("crontab");
    await client.settle();
    const before = client.refreshes() + client.published.length;
    client.filesChanged(["file:///work/other.env", FileChangeType.Changed]);
    await client.settle();
    expect(client.refreshes() + client.published.length).toBe(before);
  });
});

describe("watching", () => {
  const watched = (): unknown[] =>
    [...client.registrations.values()]
      .filter(({ method }) => method === "workspace/didChangeWatchedFiles")
      .flatMap(({ registerOptions }) => registerOptions.watchers as unknown[]);

  test("asks for nothing before a text is opened, and then for all files, once", async () => {
    client = await connect();
    await client.settle();
    expect(watched()).toEqual([]);
    client.open("crontab", SOURCING_CRONTAB);
    await client.diagnostics("crontab");
    client.open("filebeat.yml", WRONG_ENCODING);
    await client.diagnostics("filebeat.yml");
    await client.settle();
    expect(watched()).toEqual([{ globPattern: "**/*" }]);
  });

  test("without it, files are looked at again when a text is opened or saved", async () => {
    client = await connect({ capabilities: BARE });
    client.files.write(ENV, GOOD_ENV);
    client.open("crontab", SOURCING_CRONTAB);
    expect(await wrongKey()).toBe(false);
    client.files.write(ENV, CLOUD_ENV);
    let before = client.published.length;
    client.save("crontab");
    await client.until(() => client.published.length > before);
    expect(await wrongKey()).toBe(true);
    client.files.write(ENV, GOOD_ENV);
    before = client.published.length;
    client.open("other.yml", "a: 1\n");
    await client.until(() => client.published.slice(before).some(({ uri }) => uri.endsWith("crontab")));
    expect(await wrongKey()).toBe(false);
  });
});

describe("outside the workspace", () => {
  test("nothing is read, whatever path a file names", async () => {
    client = await connect({ folders: ["file:///elsewhere"] });
    client.files.write(ENV, CLOUD_ENV);
    client.open("crontab", SOURCING_CRONTAB);
    expect(await wrongKey()).toBe(false);
    expect(client.files.reads).toEqual([]);
  });

  test("until the folder is added", async () => {
    client = await connect({ folders: ["file:///elsewhere"] });
    client.files.write(ENV, CLOUD_ENV);
    client.open("crontab", SOURCING_CRONTAB);
    expect(await wrongKey()).toBe(false);
    client.foldersChanged(["file:///work"], ["file:///elsewhere"]);
    await client.until(() => client.refreshes() > 0);
    expect(await wrongKey()).toBe(true);
  });
});

test("a related place in another file has its own lines", async () => {
  client = await connect();
  client.files.write(ENV, `# the key\n\n${CLOUD_ENV}`);
  client.open("crontab", SOURCING_CRONTAB);
  const found = (await client.diagnostics("crontab")).find(({ code }) => code === "wrong-key-type");
  expect(found?.relatedInformation?.map(({ location }) => [location.uri, location.range.start.line])).toEqual([
    [ENV, 2],
  ]);
});

test("open files are judged again at midnight", async () => {
  client = await connect();
  client.open("filebeat.yml", WRONG_ENCODING);
  await client.diagnostics("filebeat.yml");
  await client.settle();
  const before = client.refreshes();
  client.clock.setToday("2026-11-25");
  client.clock.advance(client.clock.untilTomorrow());
  await client.until(() => client.refreshes() > before);
  expect(await client.codes("filebeat.yml")).toContain("wrong-encoding");
});
