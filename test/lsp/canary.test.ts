/**
 * No output holds a secret. Every key is put through every surface that Keyfit has, and the surfaces are read from where
 * they are announced: what the server says it can, the commands that the manifest contributes, the commands and formats of
 * the command line. One that has no case here fails, so that a new surface cannot be forgotten.
 */

import { afterEach, describe, expect, test } from "vitest";
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  CompletionRequest,
  DocumentDiagnosticRequest,
  HoverRequest,
  type Position,
  WorkspaceDiagnosticRequest,
} from "vscode-languageserver-protocol";
import manifest from "../../package.json";
import { COMMAND_FORMATS } from "../../server/src/cli/main";
import { STATUS } from "../../server/src/lsp/requests";
import { folderWith } from "../cli/run";
import { CANARIES, type Canary, type CanaryFile, filesWith, leakIn } from "../support/canary";
import { ENCODED, KEY_SECRET } from "../support/keys";
import { PULL, PUSH } from "./support/capabilities";
import { connect, FOLDER, type MemoryClient } from "./support/client";
import { filebeat } from "./support/texts";

describe("the test itself", () => {
  test("finds a run of seven characters, and not what may be shown", () => {
    expect(leakIn(`the key ${KEY_SECRET.slice(3, 10)} is`)).toContain("the key");
    expect(leakIn(ENCODED.slice(8, 15))).toBeDefined();
    expect(leakIn("VnVh…== and essu_Vm5W… of VuaCfGcBCdbkQm-e5aOx")).toBeUndefined();
  });
});

// --- The server ------------------------------------------------------------------------------------------------------

let client: MemoryClient | undefined;
afterEach(() => client?.dispose());

/** What is done with each file for a capability, and what of the answer may be looked at. */
type Surface = (client: MemoryClient, file: CanaryFile) => Promise<void>;

const uriOf = (file: CanaryFile): string => `${FOLDER}/${file.name}`;

/** Every capability that a server may announce, by its name there. */
const SURFACES: Readonly<Record<string, Surface>> = {
  textDocumentSync: async (to, file) => {
    to.type(file.name, { line: 0, character: 0 }, "# typed\n");
    to.save(file.name);
  },
  diagnosticProvider: async (to, file) => {
    await to.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: uriOf(file) } });
  },
  hoverProvider: async (to, file) => {
    for (const position of positionsIn(file.text)) {
      await to.connection.sendRequest(HoverRequest.type, { textDocument: { uri: uriOf(file) }, position });
    }
  },
  codeActionProvider: async (to, file) => {
    const found = await to.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: uriOf(file) },
      range: { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } },
      context: { diagnostics: [], only: ["quickfix", "refactor", "source.fixAll"] },
    });
    for (const action of (found ?? []) as CodeAction[]) await resolveUnseen(to, action);
  },
  completionProvider: async (to, file) => {
    for (const position of positionsIn(file.text)) {
      await to.connection.sendRequest(CompletionRequest.type, { textDocument: { uri: uriOf(file) }, position });
    }
  },
  workspace: async (to, file) => {
    to.filesChanged([uriOf(file), 2]);
    to.foldersChanged(["file:///elsewhere"], []);
  },
};

/** Resolves an action; its edit is the one thing that may hold a key, so the rest is looked at here. */
async function resolveUnseen(to: MemoryClient, action: CodeAction): Promise<void> {
  if (action.data === undefined) return;
  unseen = true;
  const { edit, ...rest } = await to.connection.sendRequest(CodeActionResolveRequest.type, action);
  unseen = false;
  skip = to.wire().length;
  expect(leakIn(JSON.stringify(rest))).toBeUndefined();
  void edit;
}

/** Everything on the wire up to here was looked at, or was the answer with an edit. */
let skip = 0;
let unseen = false;
let leaks: string[] = [];

function expectSilence(of: MemoryClient, what: string): void {
  expect(unseen).toBe(false);
  const said = of.wire().slice(skip);
  skip = of.wire().length;
  const leak = leakIn(said);
  if (leak !== undefined) leaks.push(`${what}: ${leak.replaceAll("\n", " ")}`);
}

/** Places to hover: the beginning and the middle of every word, where anything could be shown. */
function positionsIn(text: string): Position[] {
  return text.split("\n").flatMap((line, number) =>
    [...line.matchAll(/[^\s"':=]+/g)].flatMap(({ index, 0: word }) => [
      { line: number, character: index },
      { line: number, character: index + Math.floor(word.length / 2) },
    ]),
  );
}

/** Inline edits are what a client without resolve asked for; everything else in the list is looked at. */
function withoutEdits(wire: string): string {
  return wire.replace(/"newText":"(?:\\.|[^"\\])*"/g, "");
}

async function tellEverything(canary: Canary, capabilities: ClientCapabilities): Promise<void> {
  skip = 0;
  leaks = [];
  client = await connect({
    capabilities,
    settings: () => ({ problems: "workspace", rules: { "undefined-variable": "warning" } }),
  });
  const announced = Object.keys(client.initialized?.capabilities ?? {});
  for (const file of filesWith(canary)) client.files.write(uriOf(file), file.text);
  for (const file of filesWith(canary)) {
    client.open(file.name, file.text);
    for (const name of announced) {
      await SURFACES[name]?.(client, file);
      expectSilence(client, `${file.name}, ${name}`);
    }
    await client.connection.sendRequest(STATUS, { uri: uriOf(file) });
    expectSilence(client, `${file.name}, ${STATUS}`);
    client.close(file.name);
  }
  await tellProject(client, canary);
  await client.settle();
  expectSilence(client, "afterwards");
  expect(leaks).toEqual([]);
}

/** A project file where the value stands in every place, and what is said about it and because of it. */
async function tellProject(to: MemoryClient, { value, shapeless }: Canary): Promise<void> {
  if (shapeless) return;
  const name = ".keyfit.yml";
  const text = `version: 1
deployments:
  - { name: '${value}', type: eck, hosts: ['${value}', "es.logs.corp.example"] }
keys:
  - { id: '${value}', owner: '${value}', deployment: '${value}' }
  - { variable: '${value}', kind: '${value}' }
versions: { '${value}': '${value}' }
rules: { '${value}': off }
'${value}': '${value}'
`;
  const file: CanaryFile = { name, text };
  to.open(name, text);
  for (const surface of ["completionProvider", "hoverProvider", "codeActionProvider", "diagnosticProvider"]) {
    await SURFACES[surface]?.(to, file);
    expectSilence(to, `${name}, ${surface}`);
  }
  to.open("filebeat.yml", filebeat("${ES_API_KEY}"));
  await to.connection.sendRequest(STATUS, { uri: uriOf({ name: "filebeat.yml", text: "" }) });
  expectSilence(to, `${name}, ${STATUS}`);
}

describe.each(CANARIES)("$name", (canary) => {
  test("is told by no surface of the server", { timeout: 60_000 }, () => tellEverything(canary, PULL));

  test("is told by nothing that is pushed", async () => {
    client = await connect({ capabilities: PUSH, settings: () => ({ problems: "workspace" }), uninitialized: true });
    for (const file of filesWith(canary)) client.files.write(uriOf(file), file.text);
    await client.initialize();
    await client.until(() => client!.published.length > 0);
    await client.settle();
    for (const file of filesWith(canary)) {
      client.open(file.name, file.text);
      await client.diagnostics(file.name);
      await SURFACES.codeActionProvider?.(client, file);
    }
    const leak = leakIn(withoutEdits(client.wire()));
    expect(leak).toBeUndefined();
  });
});

test("every capability that the server announces has a case", async () => {
  for (const capabilities of [PUSH, PULL]) {
    client?.dispose();
    client = await connect({ capabilities });
    const announced = Object.keys(client.initialized?.capabilities ?? {});
    expect(announced.filter((name) => !Object.hasOwn(SURFACES, name))).toEqual([]);
  }
});

test("problems of the whole workspace tell nothing", async () => {
  client = await connect({ settings: () => ({ problems: "workspace" }), uninitialized: true });
  for (const canary of CANARIES) for (const file of filesWith(canary)) client.files.write(uriOf(file), file.text);
  await client.initialize();
  const report = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
  expect(report.items.length).toBeGreaterThan(100);
  expect(leakIn(JSON.stringify(report))).toBeUndefined();
});

// --- The extension's commands ------------------------------------------------------------------------------------------

/** What each command can show of what the server said; the editor tests run them for real. */
const COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  "keyfit.showLog": async () => {
    client = await connect();
    for (const canary of CANARIES) {
      for (const file of filesWith(canary)) {
        client.open(file.name, file.text);
        // Nonsense makes a handler fail, and a failure is what logs tell most about.
        await client.connection.sendRequest("textDocument/codeAction", {
          textDocument: { uri: uriOf(file) },
          range: canary.value,
          context: canary.value,
        });
        client.close(file.name);
      }
    }
    expect(client.logs.length).toBeGreaterThan(10);
    expect(leakIn(client.logs.join("\n"))).toBeUndefined();
  },
  // It says nothing; what the server says when it starts is in the log above.
  "keyfit.restart": async () => undefined,
};

describe("the extension's commands", () => {
  const contributed = manifest.contributes.commands.map(({ command }) => command);

  test.each(contributed)("%s shows nothing", { timeout: 60_000 }, async (command) => {
    const run = COMMANDS[command];
    if (!run) throw new Error(`${command} has no case here`);
    await run();
  });
});

// --- The command line --------------------------------------------------------------------------------------------------

/** Arguments of a command for one of its formats. */
const RUNS: Readonly<Record<string, (format: string) => readonly (readonly string[])[]>> = {
  check: (format) => [
    ["check", "--format", format],
    ["check", "--format", format, "--strict", "--fail-on", "never"],
  ],
  inspect: (format) => [["inspect", "--format", format]],
  fix: () => [["fix", "--dry-run"], ["fix"]],
  rules: (format) => [
    ["rules", "--format", format],
    ["rules", "wrong-encoding", "--format", format],
  ],
};

/** Commands that print nothing of files: the server's own surfaces are above. */
const SERVERS: readonly string[] = ["lsp"];

describe("the command line", () => {
  const pairs = Object.entries(COMMAND_FORMATS).flatMap(([command, formats]) =>
    formats.map((format) => [command, format] as const),
  );

  test("has a case for every command", () => {
    const missing = Object.keys(COMMAND_FORMATS).filter(
      (each) => !Object.hasOwn(RUNS, each) && !SERVERS.includes(each),
    );
    expect(missing).toEqual([]);
  });

  test.each(pairs)("%s --format %s", { timeout: 60_000 }, (command, format) => {
    const files = CANARIES.flatMap(filesWith).map(({ name, text }) => [name, text] as const);
    const folder = folderWith(Object.fromEntries(files));
    for (const args of RUNS[command]?.(format) ?? []) {
      const { out, err } = folder.run(args);
      expect(out.length + err.length).toBeGreaterThan(20);
      expect(leakIn(out)).toBeUndefined();
      expect(leakIn(err)).toBeUndefined();
    }
  });

  // One of each form: a process for each of eight arguments takes its time.
  const FORMS = [
    "pair",
    "encoded",
    "secret",
    "essu",
    "essu-cut",
    "ece",
    "service-token",
    "jwt",
    "app-search",
    "granted",
  ];

  test.each(CANARIES.filter(({ name }) => FORMS.includes(name)))(
    "repeats no $name that is given in the wrong place",
    ({ value }) => {
      const folder = folderWith({});
      const runs = [
        ["check", value],
        ["check", "--format", value],
        ["check", "--files-from", value],
        ["check", `--${value}`],
        ["inspect", value],
        ["fix", value],
        ["rules", value],
        [value],
      ];
      for (const args of runs) {
        const { out, err } = folder.run(args);
        expect(leakIn(out)).toBeUndefined();
        expect(leakIn(err)).toBeUndefined();
      }
    },
  );
});
