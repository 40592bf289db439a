/**
 * The built bundle as other editors start it: `npm run build` comes first. What only a process has is tested here: exit
 * codes, a client that vanishes, messages that are none, and files on a real disk.
 */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  createProtocolConnection,
  ExitNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { ENCODED, essu, KEY_SECRET } from "../support/keys";
import { PULL, PUSH } from "./support/capabilities";
import { type Client, shutdown, wrap } from "./support/client";
import { CLOUD_ENV, SOURCING_CRONTAB, WRONG_ENCODING } from "./support/texts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SERVER = [join(ROOT, "dist/server/node.js"), "--stdio"];
const CLI = [join(ROOT, "dist/cli.js"), "lsp", "--stdio"];

let folder: string;
let child: ChildProcess;
let errors = "";

beforeAll(() => {
  for (const [file] of [SERVER, CLI]) {
    if (!existsSync(file!)) throw new Error(`${file} is not built: run npm run build first`);
  }
  folder = realpathSync(mkdtempSync(join(tmpdir(), "keyfit-stdio-")));
  mkdirSync(join(folder, "project"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  child.kill("SIGKILL");
});

function start(command: readonly string[]): ChildProcess {
  child = spawn(process.execPath, command, { stdio: ["pipe", "pipe", "pipe"] });
  errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk.toString("utf8");
  });
  return child;
}

function exited(): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

async function talk(command: readonly string[], capabilities = PULL): Promise<Client> {
  const { stdin, stdout } = start(command);
  if (!stdin || !stdout) throw new Error("The server has no standard streams");
  const connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
  const folders = [pathToFileURL(join(folder, "project")).toString()];
  return wrap(connection, { capabilities, folders }, async () => undefined);
}

const uri = (name: string): string => pathToFileURL(join(folder, "project", name)).toString();
const message = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

describe.each([
  ["dist/server/node.js --stdio", SERVER],
  ["dist/cli.js lsp --stdio", CLI],
])("%s", (_, command) => {
  test.each([
    ["pulls", PULL],
    ["is pushed to", PUSH],
  ])("serves a client that %s, and ends with 0", async (__, capabilities) => {
    const client = await talk(command, capabilities);
    client.open(uri("filebeat.yml"), WRONG_ENCODING, "yaml");
    expect(await client.codes(uri("filebeat.yml"))).toContain("wrong-encoding");
    expect(await client.hover(uri("filebeat.yml"), ENCODED)).not.toBeNull();
    await client.applyFix(uri("filebeat.yml"), ENCODED, /id:key/);
    expect(await client.codes(uri("filebeat.yml"))).toEqual(["hard-coded-key"]);
    await shutdown(client);
    await client.connection.sendNotification(ExitNotification.type);
    expect(await exited()).toBe(0);
    expect(errors).toBe("");
  });

  test("ends with 1 where exit comes without shutdown", async () => {
    const client = await talk(command);
    await client.connection.sendNotification(ExitNotification.type);
    expect(await exited()).toBe(1);
  });

  test("ends when the client vanishes", async () => {
    await talk(command);
    child.stdin?.destroy();
    expect(await exited()).toBe(1);
    expect(errors).toBe("");
  });
});

test("over a child process's channel, as the extension talks to it, it ends when that is closed", async () => {
  child = fork(SERVER[0]!, ["--node-ipc"], { stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const params = { processId: process.pid, rootUri: null, capabilities: {} };
  const answer = await new Promise<{ id?: number }>((resolve) => {
    child.on("message", (each: { id?: number }) => each.id === 1 && resolve(each));
    child.send({ jsonrpc: "2.0", id: 1, method: "initialize", params });
  });
  expect(answer).toMatchObject({ result: { serverInfo: { name: "Keyfit" } } });
  child.disconnect();
  expect(await exited()).toBe(1);
});

describe("on a real disk", () => {
  test("reads a sourced file of the workspace, and none that a link leads out to", async () => {
    const client = await talk(SERVER);
    writeFileSync(join(folder, "project", "keys.env"), CLOUD_ENV);
    client.open(uri("crontab"), SOURCING_CRONTAB);
    expect(await client.codes(uri("crontab"))).toContain("wrong-key-type");
    client.connection.dispose();
    child.kill("SIGKILL");

    rmSync(join(folder, "project", "keys.env"));
    writeFileSync(join(folder, "outside.env"), CLOUD_ENV);
    symlinkSync(join(folder, "outside.env"), join(folder, "project", "keys.env"));
    const second = await talk(SERVER);
    second.open(uri("crontab"), SOURCING_CRONTAB);
    expect(await second.codes(uri("crontab"))).not.toContain("wrong-key-type");
  });
});

describe("messages that are none", () => {
  test("broken JSON ends nothing, and is not repeated in any output", async () => {
    start(SERVER);
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
    child.stdin?.write(message(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"key":"${essu()}"`));
    child.stdin?.write(message('{"jsonrpc":"2.0","id":2,"method":"initialize","params":{"capabilities":{}}}'));
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (output.includes('"id":2')) resolve();
      };
      child.stdout?.on("data", look);
    });
    expect(output).toContain('"capabilities"');
    child.stdin?.end();
    await exited();
    for (const text of [output, errors]) {
      expect(text).not.toContain(KEY_SECRET.slice(0, 7));
      expect(text).not.toContain(essu().slice(10, 17));
    }
  });
});
