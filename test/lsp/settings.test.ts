import { afterEach, describe, expect, test } from "vitest";
import { DiagnosticSeverity } from "vscode-languageserver-protocol";
import { BARE, PULL, PUSH } from "./support/capabilities";
import { type ClientOptions, connect, type MemoryClient } from "./support/client";
import { WRONG_ENCODING } from "./support/texts";

let client: MemoryClient;
afterEach(() => client.dispose());

const severityOf = async (name: string, rule: string): Promise<number | undefined> =>
  (await client.diagnostics(name)).find(({ code }) => code === rule)?.severity;

const FOLDERS = ["file:///one", "file:///two", "file:///two/inner"];
const byFolder: ClientOptions["settings"] = (scope) =>
  scope?.startsWith("file:///two/inner")
    ? { enable: false }
    : scope?.startsWith("file:///two")
      ? { rules: { "wrong-encoding": "hint", "hard-coded-key": "off" } }
      : {};

describe.each([
  ["pulls", PULL],
  ["is pushed to", PUSH],
])("a client that %s", (_, capabilities) => {
  test("has a severity, an off switch and a main switch per folder", async () => {
    client = await connect({ capabilities, folders: FOLDERS, settings: byFolder });
    client.open("file:///one/filebeat.yml", WRONG_ENCODING, "yaml");
    client.open("file:///two/filebeat.yml", WRONG_ENCODING, "yaml");
    client.open("file:///two/inner/filebeat.yml", WRONG_ENCODING, "yaml");
    expect(await severityOf("file:///one/filebeat.yml", "wrong-encoding")).toBe(DiagnosticSeverity.Error);
    expect(await severityOf("file:///two/filebeat.yml", "wrong-encoding")).toBe(DiagnosticSeverity.Hint);
    expect(await client.codes("file:///one/filebeat.yml")).toContain("hard-coded-key");
    expect(await client.codes("file:///two/filebeat.yml")).not.toContain("hard-coded-key");
    expect(await client.codes("file:///two/inner/filebeat.yml")).toEqual([]);
  });

  test("changes settings and sees it at once", async () => {
    client = await connect({ capabilities });
    client.open("filebeat.yml", WRONG_ENCODING);
    expect(await client.codes("filebeat.yml")).toContain("wrong-encoding");
    const before = client.published.length;
    client.configure(() => ({ rules: { "wrong-encoding": "off" } }));
    await client.until(() => client.refreshes() > 0 || client.published.length > before);
    expect(await client.codes("filebeat.yml")).not.toContain("wrong-encoding");
  });
});

test("asks once a file, however often it is judged, and again only after a change", async () => {
  let asked = 0;
  const settings = (scope: string | undefined): unknown => {
    if (scope === "file:///work/filebeat.yml") asked++;
    return {};
  };
  client = await connect({ settings });
  client.open("filebeat.yml", WRONG_ENCODING);
  await client.diagnostics("filebeat.yml");
  client.change("filebeat.yml", "a: 1\n");
  await client.diagnostics("filebeat.yml");
  expect(asked).toBe(1);
  client.configure(settings);
  await client.until(() => client.refreshes() > 0);
  await client.diagnostics("filebeat.yml");
  expect(asked).toBe(2);
});

test("registers for changes of its own section alone", async () => {
  client = await connect();
  await client.settle();
  const registered = [...client.registrations.values()].find(({ method }) => /didChangeConfiguration/.test(method));
  expect(registered?.registerOptions).toEqual({ section: "keyfit" });
});

describe("a client that answers no questions about settings", () => {
  test.each([
    ["plain", { rules: { "wrong-encoding": "off" } }],
    ["under the section's name", { keyfit: { rules: { "wrong-encoding": "off" } } }],
  ])("gives them at start, %s", async (_, initializationOptions) => {
    client = await connect({ capabilities: BARE, initializationOptions });
    client.open("filebeat.yml", WRONG_ENCODING);
    expect(await client.codes("filebeat.yml")).toEqual(["hard-coded-key"]);
  });

  test("gives them with a change", async () => {
    client = await connect({ capabilities: BARE });
    client.open("filebeat.yml", WRONG_ENCODING);
    expect(await client.codes("filebeat.yml")).toContain("wrong-encoding");
    const before = client.published.length;
    client.configure(() => undefined, { keyfit: { enable: false } });
    await client.until(() => client.published.length > before);
    expect(await client.codes("filebeat.yml")).toEqual([]);
  });
});

test.each([
  [null],
  ["nonsense"],
  [{ rules: "all", enable: "no", problems: 3 }],
  [{ rules: { "wrong-encoding": "loud" } }],
])("settings that make no sense are defaults: %j", async (value) => {
  client = await connect({ settings: () => value });
  client.open("filebeat.yml", WRONG_ENCODING);
  expect(await severityOf("filebeat.yml", "wrong-encoding")).toBe(DiagnosticSeverity.Error);
});

test("a client that fails to answer gets the defaults, and is asked again", async () => {
  let fail = true;
  client = await connect({
    settings: () => {
      if (fail) throw new Error("no settings today");
      return { enable: false };
    },
  });
  client.open("filebeat.yml", WRONG_ENCODING);
  expect(await client.codes("filebeat.yml")).toContain("wrong-encoding");
  fail = false;
  client.change("filebeat.yml", `${WRONG_ENCODING}\n`);
  expect(await client.codes("filebeat.yml")).toEqual([]);
});
