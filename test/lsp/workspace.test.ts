/** `keyfit.problems: workspace`: problems of files that nobody has opened. */

import { afterEach, describe, expect, test } from "vitest";
import { FileChangeType, WorkspaceDiagnosticRequest } from "vscode-languageserver-protocol";
import { pairOf } from "../support/keys";
import { BARE, PULL, PUSH } from "./support/capabilities";
import { connect, FOLDER, type MemoryClient } from "./support/client";
import { CLOUD_ENV, filebeat, GOOD_ENV, RIGHT_ENCODING, SOURCING_CRONTAB, WRONG_ENCODING } from "./support/texts";

let client: MemoryClient;
afterEach(() => client.dispose());

const WHOLE = (): unknown => ({ problems: "workspace", rules: { "hard-coded-key": "off" } });
const OPEN = (): unknown => ({ problems: "open", rules: { "hard-coded-key": "off" } });
const at = (name: string): string => `${FOLDER}/${name}`;

function fill(): void {
  client.files.write(at("a/filebeat.yml"), WRONG_ENCODING);
  client.files.write(at("b/filebeat.yml"), RIGHT_ENCODING);
  client.files.write(at("ignored/filebeat.yml"), WRONG_ENCODING);
  client.files.write(at(".gitignore"), "/ignored/\n");
  client.files.write(at("node_modules/x/filebeat.yml"), WRONG_ENCODING);
  client.files.write(at("readme.md"), "nothing here\n");
}

describe("a client that is pushed to", () => {
  const shown = (): Record<string, readonly unknown[]> => {
    const last = new Map(client.published.map(({ uri, diagnostics }) => [uri, diagnostics.map(({ code }) => code)]));
    return Object.fromEntries([...last].filter(([, codes]) => codes.length > 0));
  };
  const start = async (settings = WHOLE): Promise<void> => {
    client = await connect({ capabilities: PUSH, settings, uninitialized: true });
    fill();
    await client.initialize();
  };

  test("hears about closed files that are not ignored", async () => {
    await start();
    await client.until(() => client.published.length > 0);
    await client.settle();
    expect(shown()).toEqual({ [at("a/filebeat.yml")]: ["wrong-encoding"] });
  });

  test("hears nothing unless it is asked for", async () => {
    await start(OPEN);
    await client.settle();
    expect(client.published).toEqual([]);
    expect(client.files.reads).toEqual([]);
  });

  test("follows files that change, come and go", async () => {
    await start();
    await client.until(() => client.published.length > 0);
    client.files.write(at("a/filebeat.yml"), RIGHT_ENCODING);
    client.filesChanged([at("a/filebeat.yml"), FileChangeType.Changed]);
    await client.until(() => Object.keys(shown()).length === 0);
    client.files.write(at("c/filebeat.yml"), WRONG_ENCODING);
    client.filesChanged([at("c/filebeat.yml"), FileChangeType.Created]);
    await client.until(() => at("c/filebeat.yml") in shown());
    client.files.remove(at("c/filebeat.yml"));
    client.filesChanged([at("c/filebeat.yml"), FileChangeType.Deleted]);
    await client.until(() => Object.keys(shown()).length === 0);
  });

  test("reads again only what changed", async () => {
    await start();
    client.files.write(at("d/filebeat.yml"), filebeat(pairOf(2)));
    await client.until(() => client.published.length > 0);
    await client.settle();
    const before = client.files.reads.length;
    client.files.write(at("a/filebeat.yml"), RIGHT_ENCODING);
    client.filesChanged([at("a/filebeat.yml"), FileChangeType.Changed]);
    await client.until(() => Object.keys(shown()).length === 0);
    await client.settle();
    // The other file that sends the same key may be wrong now, too.
    expect([...new Set(client.files.reads.slice(before))]).toEqual([at("a/filebeat.yml"), at("b/filebeat.yml")]);
  });

  test("an open text counts in place of its file, and the file again once it is closed", async () => {
    await start();
    await client.until(() => client.published.length > 0);
    client.open("a/filebeat.yml", RIGHT_ENCODING);
    await client.until(() => Object.keys(shown()).length === 0);
    client.close("a/filebeat.yml");
    await client.until(() => at("a/filebeat.yml") in shown());
    await client.settle();
    expect(shown()).toEqual({ [at("a/filebeat.yml")]: ["wrong-encoding"] });
  });

  test("a file that sources another is judged again with it", async () => {
    client = await connect({ capabilities: PUSH, settings: WHOLE, uninitialized: true });
    client.files.write(at("crontab"), SOURCING_CRONTAB);
    client.files.write(at("keys.env"), GOOD_ENV);
    await client.initialize();
    await client.settle();
    client.files.write(at("keys.env"), CLOUD_ENV);
    client.filesChanged([at("keys.env"), FileChangeType.Changed]);
    await client.until(() => (shown()[at("crontab")] ?? []).includes("wrong-key-type"));
  });

  test("switching back takes the problems of closed files away", async () => {
    await start();
    await client.until(() => client.published.length > 0);
    client.configure(OPEN);
    await client.until(() => Object.keys(shown()).length === 0);
    client.configure(WHOLE);
    await client.until(() => Object.keys(shown()).length === 1);
  });
});

describe("a client that pulls", () => {
  type Answer = Record<string, readonly unknown[]>;
  let known: { uri: string; value: string }[] = [];

  const pull = async (): Promise<Answer> => {
    const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds: known,
    });
    for (const { uri, resultId } of items) {
      known = [...known.filter((each) => each.uri !== uri), { uri, value: resultId ?? "" }];
    }
    return Object.fromEntries(
      items.map((each) => [each.uri, each.kind === "full" ? each.items.map(({ code }) => code) : ["unchanged"]]),
    );
  };
  const registered = (): unknown =>
    [...client.registrations.values()].find(({ method }) => method === "textDocument/diagnostic")?.registerOptions;
  const start = async (settings = WHOLE): Promise<void> => {
    known = [];
    client = await connect({ capabilities: PULL, settings, uninitialized: true });
    fill();
    await client.initialize();
  };

  test("is told to pull the workspace only while a folder wants it", async () => {
    await start(OPEN);
    await client.settle();
    expect(client.initialized?.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: false });
    expect(registered()).toBeUndefined();
    client.configure(WHOLE);
    await client.until(() => registered() !== undefined);
    expect(registered()).toMatchObject({ workspaceDiagnostics: true, interFileDependencies: true });
    client.configure(OPEN);
    await client.until(() => /"workspaceDiagnostics":false/.test(JSON.stringify(registered() ?? null)));
  });

  test("gets the closed files at once, and later only what is new", async () => {
    await start();
    expect(await pull()).toEqual({ [at("a/filebeat.yml")]: ["wrong-encoding"] });
    const next = pull();
    client.files.write(at("c/filebeat.yml"), WRONG_ENCODING);
    client.filesChanged([at("c/filebeat.yml"), FileChangeType.Created]);
    expect(await next).toEqual({ [at("c/filebeat.yml")]: ["wrong-encoding"] });
    const last = pull();
    client.files.remove(at("a/filebeat.yml"));
    client.filesChanged([at("a/filebeat.yml"), FileChangeType.Deleted]);
    expect(await last).toEqual({ [at("a/filebeat.yml")]: [] });
  });

  test("waits while there is nothing new, until it cancels", async () => {
    await start();
    await pull();
    let answered = false;
    const { CancellationTokenSource } = await import("vscode-languageserver-protocol");
    const source = new CancellationTokenSource();
    const held = client.connection
      .sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: known }, source.token)
      .finally(() => {
        answered = true;
      });
    await client.settle();
    expect(answered).toBe(false);
    source.cancel();
    await expect(held).rejects.toMatchObject({ code: -32800 });
  });

  test("a text that is closed is told again, as it is on disk", async () => {
    await start();
    client.open("a/filebeat.yml", RIGHT_ENCODING);
    await client.diagnostics("a/filebeat.yml");
    const first = pull();
    client.close("a/filebeat.yml");
    expect(await first).toEqual({ [at("a/filebeat.yml")]: ["wrong-encoding"] });
  });
});

test("a client that can do nothing of this is left alone", async () => {
  client = await connect({ capabilities: BARE, initializationOptions: { problems: "open" }, uninitialized: true });
  fill();
  await client.initialize();
  await client.settle();
  expect([client.published, client.files.reads]).toEqual([[], []]);
});
