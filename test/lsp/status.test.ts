/** What Keyfit's own extension asks and is told about the project file, for its status item. */

import { afterEach, describe, expect, test } from "vitest";
import { STATUS, STATUS_CHANGED, type StatusAnswer } from "../../server/src/lsp/requests";
import { ENCODED, essu } from "../support/keys";
import { type ClientOptions, connect, FOLDER, type MemoryClient } from "./support/client";
import { WRONG_ENCODING } from "./support/texts";

let client: MemoryClient;
let told = 0;
afterEach(() => client.dispose());

const at = (name: string): string => `${FOLDER}/${name}`;
const PROJECT = `version: 1
versions: { filebeat: "9.2.0" }
rules: { hard-coded-key: off, key-over-http: error }
overrides:
  - path: "old/**"
    versions: { logstash: "7.17.9" }
ignore:
  - path: "docs/**"
  - path: "old/filebeat.yml"
    rule: wrong-encoding
`;

const start = async (options: ClientOptions = {}): Promise<void> => {
  told = 0;
  client = await connect({ initializationOptions: { showStatus: true }, ...options });
  client.connection.onNotification(STATUS_CHANGED, () => {
    told++;
  });
};
const status = async (name: string): Promise<StatusAnswer> => client.connection.sendRequest(STATUS, { uri: at(name) });
const opened = async (name: string): Promise<StatusAnswer> => {
  client.open(name, WRONG_ENCODING, "yaml");
  return status(name);
};

test("which project file is in force, and what it says about this file", async () => {
  await start();
  client.files.write(at(".keyfit.yml"), PROJECT);
  expect(await opened("new/filebeat.yml")).toEqual({
    reads: true,
    project: {
      uri: at(".keyfit.yml"),
      ignored: false,
      rulesOff: ["hard-coded-key"],
      versions: ["filebeat 9.2.0"],
    },
  });
  expect(await opened("old/filebeat.yml")).toMatchObject({
    project: { rulesOff: ["hard-coded-key", "wrong-encoding"], versions: ["filebeat 9.2.0", "logstash 7.17.9"] },
  });
  expect(await opened("docs/filebeat.yml")).toMatchObject({ project: { ignored: true } });
});

test("none, and files that Keyfit does not read", async () => {
  await start();
  expect(await opened("filebeat.yml")).toEqual({ reads: true });
  client.open("notes.yml", "a: 1\n");
  expect(await status("notes.yml")).toEqual({ reads: false });
  expect(await status("not-open.yml")).toEqual({ reads: false });
});

test("the text of an open project file counts", async () => {
  await start();
  client.files.write(at(".keyfit.yml"), PROJECT);
  client.open(".keyfit.yml", "version: 1\n");
  expect(await opened("filebeat.yml")).toMatchObject({ project: { rulesOff: [], versions: [] } });
});

describe("the extension is told", () => {
  const news = async (act: () => void): Promise<void> => {
    await client.settle();
    const before = told;
    act();
    await client.settle();
    expect(told).toBe(before + 1);
  };

  test("when a project file, a setting or a folder changes", async () => {
    await start();
    await opened("filebeat.yml");
    await news(() => client.open(".keyfit.yml", "version: 1\n"));
    await news(() => {
      client.change(".keyfit.yml", "version: 1\nr");
      client.change(".keyfit.yml", "version: 1\nru");
    });
    await news(() => client.close(".keyfit.yml"));
    await news(() => client.filesChanged([at("a/.keyfit.json"), 1]));
    await news(() => client.configure(() => ({})));
  });

  test("and not for anything else, nor is any other client", async () => {
    await start();
    await opened("filebeat.yml");
    await client.settle();
    const before = told;
    client.change("filebeat.yml", `${WRONG_ENCODING}\n`);
    client.filesChanged([at("other.yml"), 1]);
    await client.settle();
    expect(told).toBe(before);
    client.dispose();
    await start({ initializationOptions: {} });
    client.open(".keyfit.yml", "version: 1\n");
    await client.settle();
    expect(told).toBe(0);
  });
});

test("no answer holds a secret, whatever somebody wrote", async () => {
  await start();
  client.files.write(
    at(".keyfit.yml"),
    `version: 1\nversions: { "${essu()}": "1.0.0", filebeat: "${ENCODED}" }\nrules: { "${essu()}": off }\n`,
  );
  await opened("filebeat.yml");
  expect(client.wire()).not.toContain(essu().slice(12, 19));
  expect(client.wire()).not.toContain(ENCODED.slice(12, 19));
});
