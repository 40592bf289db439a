import assert from "node:assert/strict";
import * as vscode from "vscode";
import { expectProblems, open, until } from "../editor";
import { EXPECTED } from "../expected";

/** The log as it is shown in the panel. */
function logText(): string {
  const shown = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === "output" && /keyfit/i.test(uri.path));
  return shown.map((document) => document.getText()).join("\n");
}

/** Opens a file, changes it and back, hovers and shows the log. */
async function work(): Promise<void> {
  const document = await open("metricbeat.yml");
  await expectProblems(document.uri, EXPECTED["metricbeat.yml"] ?? []);
  const editor = await vscode.window.showTextDocument(document);
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# \n"));
  await vscode.commands.executeCommand("undo");
  await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, new vscode.Position(9, 20));
  await vscode.commands.executeCommand("keyfit.showLog");
}

/** What the log says about that, once it names a message. */
async function logOfWork(): Promise<string> {
  await work();
  await until(
    () => logText().includes("textDocument/hover"),
    () => `the log says: ${logText().slice(-2000)}`,
  );
  return logText();
}

async function expectNoContent(log: string): Promise<void> {
  const text = (await open("metricbeat.yml")).getText();
  const key = /essu_[^"]+/.exec(text)?.[0] ?? "";
  assert.ok(key.length > 60);
  for (let at = 9; at + 7 <= key.length; at++) assert.ok(!log.includes(key.slice(at, at + 7)));
  for (const piece of ["metricbeat.modules", "Elastic Cloud API key"]) assert.ok(!log.includes(piece), piece);
}

const trace = (value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration("keyfit").update("trace.server", value, vscode.ConfigurationTarget.Workspace);

describe("the trace", () => {
  afterEach(async () => {
    await trace(undefined);
    await vscode.commands.executeCommand("_extensionTests.setLogLevel", "info");
  });

  it("tells names, sizes and times of messages, and no content", async () => {
    await trace("messages");
    const log = await logOfWork();
    assert.match(log, /Sending request 'textDocument\/hover[^\n]+ \d+ characters/);
    assert.match(log, /in \d+ms/);
    await expectNoContent(log);
  });

  // Not offered in the settings, but it can be written by hand, and the client library would then trace everything.
  for (const value of ["verbose", { verbosity: "verbose", format: "json" }]) {
    it(`has no content at ${JSON.stringify(value)} either`, async () => {
      await trace(value);
      await vscode.commands.executeCommand("_extensionTests.setLogLevel", "trace");
      await work();
      // The log comes to the panel by way of a file; a second piece of work is behind the first.
      await work();
      await expectNoContent(logText());
    });
  }
});
